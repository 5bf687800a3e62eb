"""How many a list says that it names, and how many it names: "31 in all" below thirty names is somebody missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCount:
    """A total, and how many rows above it name somebody since the last one."""

    where: str
    said: int
    named: int


class Heads:
    """Counts the rows that name somebody, by sheet, and holds each total against them.

    Given:    a total is of its own part of the sheet, of the whole sheet so far, or of the whole workbook so far.
    """

    def __init__(self) -> None:
        self._part: Counter[str] = Counter()
        self._sheet: Counter[str] = Counter()
        self._differing: list[ToldCount] = []

    def names(self, sheet: str) -> None:
        """Counts a row that names somebody, whether it could be taken or not."""
        self._part[sheet] += 1
        self._sheet[sheet] += 1

    def says(self, sheet: str, where: str, said: int) -> None:
        """Holds a total against the rows above it."""
        if said not in (self._part[sheet], self._sheet[sheet], self._sheet.total()):
            self._differing.append(ToldCount(where=where, said=said, named=self._part[sheet]))
        self._part[sheet] = 0

    def differing(self) -> Iterator[ToldCount]:
        """The totals that no count of rows bears out."""
        return iter(self._differing)
