"""Parting lines that hold quotation marks into records, so that one stray mark costs one row at most.

In a tab-separated file a mark quotes within its line only. Where commas or semicolons part, a quoted cell may hold line
breaks; a mark that is opened and not closed before the next whole row, so that a whole record comes of it, costs the
line that opened it, and reading goes on with the next.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator

from repatria.doors.jobs.importing.rows import LONGEST_ROW
from repatria.doors.jobs.linking.columns import Columns
from repatria.doors.jobs.linking.lines import Block

UNCLOSED = "a quotation mark is opened and not closed"
_MOST_LINES = 50
Record = tuple[int, str, "list[str] | None"]
"""Number of the first line, the text of the record, and its cells; None where a quotation mark stays open."""


class Records:
    """The records of a block that is not clean; where one goes on in the next block, that block's too.

    Given:    `further` are the blocks that follow; a block of an overlong line is handed back in `handed_back`.
    """

    def __init__(self, block: Block, further: Iterator[Block], columns: Columns) -> None:
        self._lines = deque(block.numbered)
        self._further, self._columns = further, columns
        self.handed_back: Block | None = None

    def __iter__(self) -> Iterator[Record]:
        while self._lines:
            number, text = self._lines.popleft()
            text = text[:-1]
            if '"' not in text:
                yield number, text, text.split(self._columns.separator)
            elif self._columns.separator == "\t":
                yield number, text, self._alone(text)
            else:
                yield self._joined(number, text)

    def _alone(self, text: str) -> list[str]:
        cells = self._parted(text)
        return text.split(self._columns.separator) if cells is None else cells

    def _joined(self, number: int, first: str) -> Record:
        cells = self._parted(first)
        if cells is not None:
            return number, first, cells
        text = first
        for at in range(_MOST_LINES):
            line = self._line_at(at)
            if line is None or len(text) > LONGEST_ROW or self._is_whole(line):
                break
            text += "\n" + line
            if '"' not in line:
                continue
            cells = self._parted(text)
            if cells is not None and len(cells) == self._columns.width:
                for _ in range(at + 1):
                    self._lines.popleft()
                return number, text, cells
        return number, first, None

    def _is_whole(self, line: str) -> bool:
        """Whether a line is a row by itself, which the cell of another row must not swallow."""
        return line.count(self._columns.separator) + 1 >= self._columns.width

    def _line_at(self, at: int) -> str | None:
        while len(self._lines) <= at:
            block = next(self._further, None) if self.handed_back is None else None
            if block is None:
                return None
            if block.is_overlong:
                self.handed_back = block
                return None
            self._lines.extend(block.numbered)
        return self._lines[at][1][:-1]

    def _parted(self, text: str) -> list[str] | None:
        """The cells of one record; None where a quotation mark is open at its end."""
        csv.field_size_limit(4 * LONGEST_ROW)
        try:
            return next(csv.reader([text], delimiter=self._columns.separator, strict=True), [])
        except csv.Error as error:
            if "unexpected end" in str(error):
                return None
        # A mark in the middle of a cell, as in S. M. S. "Zenta": it stands for itself.
        try:
            return next(csv.reader([text], delimiter=self._columns.separator), [])
        except csv.Error:
            return text.split(self._columns.separator)
