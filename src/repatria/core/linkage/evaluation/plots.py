"""Plots of how good answers are, as SVG: calm, labelled where things stand, the baseline at zero.

Pure: figures in, drawing out. The table behind each plot is written by whoever asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from repatria.core.linkage.evaluation.figures import MOST_FALSE, Acceptance, ReliabilityBin
from repatria.core.linkage.explanation import (
    AGAINST,
    FOR,
    INK,
    LINE,
    PAPER,
    QUIET,
    grouped,
    line_at,
    lines_of,
    shown,
    text_at,
    text_width,
    word,
)

_TITLE, _TEXT, _SMALL = 20, 14, 13
_SIDE, _LEFT, _TOP = 440, 84, 108
_BAR, _ROW = 16, 36
_LABELS, _BARS, _FIGURES = 350, 330, 200
_LEAST_SCALE = 2 * MOST_FALSE


def calibration_svg(bins: Sequence[ReliabilityBin], error: float | None, language: str) -> str:
    """Draws how often first answers were right against how sure they were.

    Source:   Murphy and Winkler 1977 (reliability diagram)
    Units:    `error` the expected calibration error, 0 to 1, or None without answers
    Returns:  a whole SVG element; answers less often right than said stand as squares, the others as circles.
    """
    width, height = 640, _TOP + _SIDE + 116
    count = sum(one.count for one in bins)
    told = word("plot", "calibration_of", language).format(
        count=grouped(count, language), error="–" if error is None else f"{error:.3f}"
    )
    drawn = list(_framed(width, height, word("plot", "calibration", language), told, language))
    for step in range(0, 101, 25):
        y, x = _y(step / 100), _x(step / 100)
        drawn.append(line_at(_LEFT, y, _LEFT + _SIDE, y, colour=INK if step == 0 else LINE, faint=step > 0))
        drawn.append(text_at(_LEFT - 8, y + 5, str(step), size=_SMALL, anchor="end", colour=QUIET))
        drawn.append(text_at(x, _y(0) + 20, str(step), size=_SMALL, anchor="middle", colour=QUIET))
    drawn.append(text_at(_LEFT, _TOP - 16, word("plot", "right", language), size=_SMALL, colour=QUIET))
    end = _LEFT + _SIDE
    drawn.append(text_at(end, _y(0) + 42, word("plot", "given", language), size=_SMALL, anchor="end", colour=QUIET))
    drawn.append(line_at(_x(0), _y(0), _x(1), _y(1), colour=QUIET, dashed=True))
    said = word("plot", "exact", language)
    drawn.append(text_at(end + 16, _TOP - 16, said, size=_SMALL, anchor="end", colour=QUIET))
    for one in bins:
        drawn += _mark(one, language)
    for number, line in enumerate(lines_of(word("plot", "marks", language), width - 48, _SMALL, 3)):
        drawn.append(text_at(24, _y(0) + 74 + number * 20, line, size=_SMALL, colour=QUIET))
    return "\n".join([*drawn, "</svg>"])


def _mark(one: ReliabilityBin, language: str) -> Iterator[str]:
    x, y, said = _x(one.mean_probability), _y(one.share_right), _y(one.mean_probability)
    is_less = one.share_right < one.mean_probability
    colour = AGAINST if is_less else FOR
    yield line_at(x, y, x, said, colour=colour)
    if is_less:
        yield f'<rect class="against" x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" fill="{colour}"/>'
    else:
        yield f'<circle class="for" cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{colour}"/>'
    label = grouped(one.count, language)  # on the side that the dashed line does not cross
    is_right = is_less or x - 12 - text_width(label, _SMALL) < _LEFT
    yield text_at(x + 12 if is_right else x - 12, y + 5, label, size=_SMALL, anchor="start" if is_right else "end")


def _x(share: float) -> float:
    return _LEFT + share * _SIDE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIDE


def false_matches_svg(by_stratum: Mapping[str, Acceptance], language: str) -> str:
    """Draws the share of false matches among accepted first answers, a bar each stratum.

    Units:    shares 0 to 1; the bar's baseline is zero, a thin line marks the share that is borne
    Given:    every acceptance from the same probability.
    Returns:  a whole SVG element; a stratum of which nothing was accepted is named and has no bar.
    """
    width = _LABELS + _BARS + _FIGURES
    probability = next((one.probability for one in by_stratum.values()), 1.0)
    told = word("plot", "false_of", language).format(probability=f"{min(probability, 1.0):.3f}")
    bottom = 116 + _ROW * max(1, len(by_stratum))
    drawn = list(_framed(width, bottom + 28, word("plot", "false", language), told, language))
    scale = max([_LEAST_SCALE, *(one.false_of_accepted for one in by_stratum.values())])
    borne = _LABELS + MOST_FALSE / scale * _BARS
    drawn.append(text_at(borne, 96, f"{MOST_FALSE:.0%}".replace("%", " %"), size=_SMALL, anchor="middle", colour=QUIET))
    drawn.append(line_at(borne, 104, borne, bottom, colour=QUIET, dashed=True))
    drawn.append(text_at(_LABELS, 96, "0", size=_SMALL, anchor="middle", colour=QUIET))
    drawn.append(line_at(_LABELS, 104, _LABELS, bottom, colour=INK, name="zero"))
    if not by_stratum:
        drawn.append(text_at(_LABELS + 12, 134, word("plot", "nothing", language), size=_TEXT))
    for number, (stratum, one) in enumerate(by_stratum.items()):
        drawn += _bar(116 + number * _ROW, stratum_words(stratum, language), one, scale, language)
    return "\n".join([*drawn, "</svg>"])


def _bar(top: int, label: str, one: Acceptance, scale: float, language: str) -> Iterator[str]:
    (line, *_) = lines_of(shown(label) or "–", _LABELS - 28, _TEXT, 1)
    yield text_at(_LABELS - 12, top + 17, line, size=_TEXT, anchor="end")
    length = one.false_of_accepted / scale * _BARS
    is_more = one.false_of_accepted > MOST_FALSE
    name, colour = ("against", AGAINST) if is_more else ("for", FOR)
    yield f'<rect class="{name}" x="{_LABELS}" y="{top + 4}" width="{length:.1f}" height="{_BAR}" fill="{colour}"/>'
    told = word("plot", "none", language)
    if one.accepted:
        told = word("plot", "of", language).format(
            share=f"{one.false_of_accepted * 100:.1f}", false=grouped(one.false, language),
            accepted=grouped(one.accepted, language),
        )  # fmt: skip
    yield text_at(_LABELS + _BARS + 16, top + 17, told, size=_SMALL, bold=is_more)


def stratum_words(stratum: str, language: str) -> str:
    """Returns the name of a stratum in words: "full.latin.place" is "full date, Latin, place"."""
    return ", ".join(word("stratum", part, language) for part in stratum.split(".")) if stratum else ""


def _framed(width: int, height: int, title: str, told: str, language: str) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" direction="ltr" lang="{language}" class="plot" font-family="Noto Sans, sans-serif">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f"<desc>{escape(told)}</desc>"
    yield f'<rect class="paper" width="{width}" height="{height}" fill="{PAPER}"/>'
    yield text_at(24, 36, title, size=_TITLE, bold=True)
    yield text_at(24, 62, told, size=_TEXT, colour=QUIET)
