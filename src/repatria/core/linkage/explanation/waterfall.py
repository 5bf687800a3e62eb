"""The waterfall of a candidate as a drawing: two columns of values, and between them bits as bars about a zero.

Pure: text in, SVG out; no script, no style sheet, no address. Every text stands in an element of its own, so that a
name written from right to left turns nothing but itself. Parts carry classes (`ink`, `quiet`, `for`, `against`, `zero`,
`paper`), so that a page can give them the colours of its scheme.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from repatria.core.linkage.explanation.drawing import (
    AGAINST,
    FOR,
    INK,
    LINE,
    PAPER,
    QUIET,
    line_at,
    lines_of,
    signed,
    text_at,
)
from repatria.core.linkage.explanation.wording import level_sentence, probability_in_words, shown, waterfall_text, word
from repatria.core.linkage.rows import Candidate, FieldWeight

__all__ = ["probability_in_words", "waterfall_svg", "waterfall_text"]

_WIDTH, _EDGE = 920, 16
_HEAD, _FOOT = 52, 92
_LEFT, _ZERO, _RIGHT = _EDGE, 460, 676
_VALUE_WIDTH, _SENTENCE_WIDTH, _LONGEST_BAR = 228, 390, 140
_BAR = 12
_VALUE, _FIELD, _SENTENCE, _SUM = 17, 15, 13, 22
_VALUE_STEP, _SENTENCE_STEP = 23, 18
_MOST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One step, its texts parted into lines.  Units: `height` user units of the drawing."""

    step: FieldWeight
    hers: tuple[str, ...]
    his: tuple[str, ...]
    sentence: tuple[str, ...]

    @property
    def height(self) -> int:
        values = max(len(self.hers), len(self.his)) * _VALUE_STEP + 16
        return max(values, 52 + len(self.sentence) * _SENTENCE_STEP)


def waterfall_svg(candidate: Candidate, language: str, *, how_sure: str = "") -> str:
    """Draws why a candidate may be meant: each field with its two values, its bits, and what they mean; then the sum.

    Units:    bits, bars in proportion, left of zero where they speak against it.
    Given:    `language` "uk", "ru" or "en"; values in any script and of any length, the longest cut with "…";
              `how_sure` stands under the sum instead of the probability in words.
    Returns:  a whole SVG element, 920 wide; `title` and `desc` say the same to somebody who does not see it.
    """
    rows = [_row(step, language) for step in candidate.fields]
    most = max((abs(row.step.weight_bits) for row in rows), default=0.0) or 1.0
    height = _HEAD + sum(row.height for row in rows) + _FOOT
    heading = word("title", "heading", language)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
        f' role="img" direction="ltr" lang="{language}" class="waterfall" font-family="Noto Sans, sans-serif">',
        f"<title>{escape(heading)}</title>",
        f"<desc>{escape(waterfall_text(candidate, language, how_sure=how_sure))}</desc>",
        f'<rect class="paper" width="{_WIDTH}" height="{height}" fill="{PAPER}"/>',
        *_head(language),
    ]
    top = _HEAD
    for row in rows:
        drawn += _drawn_row(row, top, most, language)
        top += row.height
    drawn.append(line_at(_EDGE, top, _WIDTH - _EDGE, top, colour=INK))
    total = f"{signed(candidate.match_weight_bits)} {word('title', 'bits', language)}"
    drawn.append(text_at(_ZERO, top + 36, total, size=_SUM, bold=True, anchor="middle"))
    said = how_sure or probability_in_words(candidate, language)
    drawn.append(text_at(_ZERO, top + 66, said, size=_VALUE, anchor="middle"))
    return "\n".join([*drawn, "</svg>"])


def _row(step: FieldWeight, language: str) -> _Row:
    return _Row(
        step=step,
        hers=lines_of(shown(step.enquiry_value) or "—", _VALUE_WIDTH, _VALUE, _MOST_LINES),
        his=lines_of(shown(step.register_value) or "—", _VALUE_WIDTH, _VALUE, _MOST_LINES),
        sentence=lines_of(level_sentence(step.level, language), _SENTENCE_WIDTH, _SENTENCE, _MOST_LINES),
    )


def _head(language: str) -> Iterator[str]:
    line = _HEAD - 16
    yield text_at(_LEFT, line, word("title", "enquiry", language), size=_FIELD, bold=True)
    yield text_at(_RIGHT, line, word("title", "register", language), size=_FIELD, bold=True)
    yield text_at(_ZERO - 20, line, word("title", "against", language), size=_SENTENCE, anchor="end", colour=QUIET)
    yield text_at(_ZERO, line, "0", size=_SENTENCE, anchor="middle", colour=QUIET)
    yield text_at(_ZERO + 20, line, word("title", "for", language), size=_SENTENCE, colour=QUIET)


def _drawn_row(row: _Row, top: int, most: float, language: str) -> Iterator[str]:
    yield line_at(_EDGE, top, _WIDTH - _EDGE, top, colour=LINE)
    for number, text in enumerate(row.hers):
        yield text_at(_LEFT, top + 28 + number * _VALUE_STEP, text, size=_VALUE)
    for number, text in enumerate(row.his):
        yield text_at(_RIGHT, top + 28 + number * _VALUE_STEP, text, size=_VALUE)
    yield text_at(_ZERO, top + 20, word("field", row.step.field, language), size=_FIELD, bold=True, anchor="middle")
    bits = row.step.weight_bits
    length = round(abs(bits) / most * _LONGEST_BAR, 1)
    bar = top + 28
    is_for = bits >= 0
    start = _ZERO if is_for else _ZERO - length
    name, colour = ("for", FOR) if is_for else ("against", AGAINST)
    yield f'<rect class="{name}" x="{start:g}" y="{bar}" width="{length:g}" height="{_BAR}" fill="{colour}"/>'
    yield line_at(_ZERO, bar - 3, _ZERO, bar + _BAR + 3, colour=INK, name="zero")
    at, anchor = (_ZERO + length + 8, "start") if is_for else (_ZERO - length - 8, "end")
    yield text_at(at, bar + 11, signed(bits), size=_SENTENCE, anchor=anchor)
    for number, text in enumerate(row.sentence):
        at_line = bar + _BAR + 19 + number * _SENTENCE_STEP
        yield text_at(_ZERO, at_line, text, size=_SENTENCE, anchor="middle", colour=QUIET)
