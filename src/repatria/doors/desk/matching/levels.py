"""A level of agreement before and after, as a line that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.core.linkage.explanation import level_sentence, word
from repatria.records.matching.selectors import LevelChange

_HALF, _FULL_BAR_BITS = 100, 2.0  # a bar as long as its half of the column; a longer one says its number


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLine:
    """One level of a version as it is shown."""

    field: str
    sentence: str
    before: str
    after: str
    bits: str
    is_for: bool
    start: int
    width: int
    among_links: int
    among_refused: int


def level_lines(language: str, changes: Sequence[LevelChange]) -> list[LevelLine]:
    return [_level_line(language, one) for one in changes]


def _level_line(language: str, one: LevelChange) -> LevelLine:
    width = min(_HALF, round(abs(one.shift_bits) / _FULL_BAR_BITS * _HALF))
    return LevelLine(
        field=word("field", one.field, language), sentence=level_sentence(one.level, language),
        before=f"{one.m_before:.4f}", after=f"{one.m_after:.4f}", bits=f"{one.shift_bits:+.2f}".replace("-", "–"),
        is_for=one.shift_bits >= 0, start=_HALF if one.shift_bits >= 0 else _HALF - width, width=width,
        among_links=one.among_links, among_refused=one.among_refused,
    )  # fmt: skip
