"""Forms with the readings they are filed under, and their texts kept in little room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from repatria.core.names.readings import numbered
from repatria.core.names.similarity.byte_strings import ByteStrings
from repatria.core.names.similarity.distance import UNITS

Readings = Iterable[tuple[str, float]]

FILED_READINGS = 6
"""Of one form; an enquiry's readings are all asked for."""
FILED_PENALTY = 0.8
"""A form is not filed under a reading that is dearer, in edits."""


class Texts(Sequence[str]):
    """The forms as written, by number, kept in little room."""

    def __init__(self, strings: ByteStrings) -> None:
        self._strings = strings

    def __len__(self) -> int:
        return len(self._strings)

    @overload
    def __getitem__(self, number: int) -> str: ...

    @overload
    def __getitem__(self, number: slice) -> list[str]: ...

    def __getitem__(self, number: int | slice) -> str | list[str]:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        return self._strings[number if number >= 0 else number + len(self)].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))


class ReadForms(NamedTuple):
    """Different forms with the readings they are filed under.

    Shapes:   readings of one form after those of the other, `counts` of each form; numbers of sounds.
    Units:    `penalties` hundredths of an edit.
    """

    texts: Sequence[str]
    readings: list[bytes]
    penalties: list[int]
    counts: list[int]


def read_forms(texts: Sequence[str], readings_of: Callable[[str], Readings]) -> ReadForms:
    """Returns different forms with the readings they are filed under: most of the work of taking them."""
    found = ReadForms(texts, [], [], [])
    for text in texts:
        kept = _worth_filing(readings_of(text))
        found.readings.extend(numbered(reading) for reading, _ in kept)
        found.penalties.extend(round(edits * UNITS) for _, edits in kept)
        found.counts.append(len(kept))
    return found


def _worth_filing(readings: Readings) -> Sequence[tuple[str, float]]:
    """Returns the readings a form is filed under: the likeliest, and at least one."""
    readings = tuple(readings)
    if len(readings) == 1:
        return readings
    found = sorted(dict(readings).items(), key=penalty_of)[:FILED_READINGS]
    return [reading for reading in found if reading[1] <= max(FILED_PENALTY, found[0][1])]


def penalty_of(reading: tuple[str, float]) -> float:
    """Returns what it costs to read so."""
    return reading[1]


def encoded(text: str) -> bytes:
    """Returns a form as it is kept; any text can be."""
    return text.encode("utf-8", "surrogatepass")
