"""What is known of a man, a kind a row: every value with its sources as small marks, and where two contradict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.core.names.transliteration import romanise
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.core.vocabulary.written_dates import DateReading, read_written_date
from repatria.doors.desk.frame.dates import occasion_of, written_date_words
from repatria.records.register.selectors import ParticularView

_MANY = frozenset({
    ParticularKind.OTHER_NAME, ParticularKind.NOTE, ParticularKind.EVENT, ParticularKind.PERSON_TO_INFORM,
    ParticularKind.LANGUAGE,
})  # fmt: skip
"""Kinds of which a man may have several without a contradiction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMark:
    """A source: its mark (grade and number), its kind, its own reference."""

    mark: str
    kind: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValue:
    """One value, or what became of the question, with the marks of all sources that say so."""

    value: str
    shown: str
    given: str
    flags: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRow:
    """One kind of particular: its values, all their marks, and whether they contradict each other."""

    kind: str
    values: tuple[KnownValue, ...]
    marks: tuple[str, ...]
    differs: bool


def known_of(
    language: str, particulars: Sequence[ParticularView]
) -> tuple[tuple[KnownRow, ...], tuple[SourceMark, ...]]:
    """The rows in the order in which their kinds were first recorded, and the sources behind the marks."""
    marks = _marks(particulars)
    by_kind: dict[str, list[ParticularView]] = {}
    for one in particulars:
        if one.corrected_by:
            continue
        by_kind.setdefault(one.kind, []).append(one)
    rows = tuple(_row(language, kind, those, marks) for kind, those in by_kind.items())
    sources = tuple(
        SourceMark(mark=mark, kind=kind, reference=reference) for (_, kind, reference), mark in sorted(
            marks.items(), key=lambda found: (found[1][0], int(found[1][1:])))
    )  # fmt: skip
    return rows, sources


_Source = tuple[str, str, str]


def _source_of(one: ParticularView) -> _Source:
    return one.grade, one.source_kind, one.source_reference


def _marks(particulars: Sequence[ParticularView]) -> dict[_Source, str]:
    """A mark for each source: its grade, and the how manieth of that grade it is."""
    marks: dict[_Source, str] = {}
    counts: dict[str, int] = {}
    for one in particulars:
        if _source_of(one) not in marks:
            counts[one.grade] = counts.get(one.grade, 0) + 1
            marks[_source_of(one)] = f"{one.grade}{counts[one.grade]}"
    return marks


def _row(language: str, kind: str, those: Sequence[ParticularView], marks: dict[_Source, str]) -> KnownRow:
    values: dict[tuple[str, str], list[ParticularView]] = {}
    for one in those:
        values.setdefault((one.value or "", one.given), []).append(one)
    # That somebody declined to say it once stands aside where a value is known.
    with_value = {key: found for key, found in values.items() if key[0]} or values
    said = [value for value, _ in with_value if value]
    return KnownRow(
        kind=kind, differs=kind not in _MANY and _is_contradiction(kind, said),
        marks=tuple(dict.fromkeys(marks[_source_of(one)] for found in with_value.values() for one in found)),
        values=tuple(
            KnownValue(
                value=value, given=given, flags=tuple(dict.fromkeys(flag for one in found for flag in one.flags)),
                shown=written_date_words(language, value) if kind == ParticularKind.BIRTH_DATE and value else value,
                marks=tuple(dict.fromkeys(marks[_source_of(one)] for one in found)),
            )
            for (value, given), found in with_value.items()
        ),
    )  # fmt: skip


def _is_contradiction(kind: str, said: Sequence[str]) -> bool:
    """Whether any two values cannot both be right: a day and its year can, and so can one name in two scripts."""
    agree = _dates_agree if kind == ParticularKind.BIRTH_DATE else _texts_agree
    return any(not agree(one, other) for place, one in enumerate(said) for other in said[:place])


def _texts_agree(one: str, other: str) -> bool:
    return romanise(one).casefold() == romanise(other).casefold()


def _dates_agree(one: str, other: str) -> bool:
    first, second = (read_written_date(text, occasion_of("")).readings for text in (one, other))
    if not first or not second:
        return one == other
    return any(_begin(mine) <= _end(theirs) and _begin(theirs) <= _end(mine) for mine in first for theirs in second)


def _begin(reading: DateReading) -> tuple[int, int, int]:
    return reading.first.year, reading.first.month or 1, reading.first.day or 1


def _end(reading: DateReading) -> tuple[int, int, int]:
    return reading.last.year, reading.last.month or 12, reading.last.day or 31
