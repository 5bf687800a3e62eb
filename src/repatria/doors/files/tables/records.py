"""Parting lines that hold quotation marks into records, so that one stray mark costs one row at most.

Where commas, semicolons or bars part, RFC 4180 holds: a cell that begins with a mark ends at the next single one, and
may hold line breaks and whole rows. Such a record is taken only if its marks are in order; a mark that nothing closes,
or only the stray mark of a later row, costs the line that opened it, and reading goes on with the next. A cell that is
closed, but is longer than a row may be, is one bad row, however many lines it has.

Where tabs part, a mark stands for itself, and only a cell that stands wholly in marks loses them; unless the line has
too few or too many cells by itself, or ends in an open mark before a line that is no row, and has just as many as the
header when the marks are followed: so spreadsheets save cells with line breaks and tabs.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from repatria.doors.files.tables.lines import Block, Line
from repatria.doors.files.tables.rows import LONGEST_ROW

FURTHEST = 16 * LONGEST_ROW
"""Characters after which the end of a quoted cell is looked for no further."""
_MOST_OF_HEADER = 10
"""Lines that a header cell of a tab-separated file may have, where nobody knows the width yet."""
_ALIKE = 3
"""Where this many lines in a row within a quoted cell are rows by themselves, it is none: its mark was a stray one."""


class Record(NamedTuple):
    """One record.

    Returns:  numbers of its first and last line, its text, its cells; None where a quotation mark stays open; the text
              cut off, and no cells, where `is_long`.
    """

    line: int
    last_line: int
    text: str
    cells: list[str] | None
    is_long: bool = False


class Records:
    """The records of a block that is not clean; where one goes on in the next block, that block's too.

    Given:    `further` are the blocks that follow; a block of an overlong line is handed back in `handed_back`. `width`
              cells of the header, 0 while nobody knows; `number_at` the place of the number of a row.
    """

    def __init__(
        self, block: Block, further: Iterator[Block], separator: str, *, width: int = 0, number_at: int = 0
    ) -> None:
        self._lines = deque(block.numbered)
        self._further, self._sign = further, separator
        self._width, self._number_at = width, number_at
        self.handed_back: Block | None = None

    def __iter__(self) -> Iterator[Record]:
        while self._lines:
            line = self._lines.popleft()
            if '"' not in line.text:
                yield Record(line.number, line.number, line.text, line.text.split(self._sign))
                continue
            record, taken = self._of_tabs(line) if self._sign == "\t" else self._joined(line)
            for _ in range(taken):
                self._lines.popleft()
            yield record

    def _of_tabs(self, line: Line) -> tuple[Record, int]:
        plain = [_unwrapped(cell) for cell in line.text.split("\t")]
        if len(plain) != self._width or not self._is_row_after(line):
            joined, taken = self._joined(line)
            if joined.cells is not None and (
                len(joined.cells) == self._width or (not self._width and 0 < taken <= _MOST_OF_HEADER)
            ):
                return joined, taken
        return Record(line.number, line.number, line.text, plain), 0

    def _joined(self, first: Line) -> tuple[Record, int]:
        """The record that begins with a line, and how many lines more it takes."""
        sign, pieces, size, taken, rows = self._sign, [first.text], len(first.text), 0, 0
        is_open, before = ends_open(first.text, sign), first.end
        alone = Record(first.number, first.number, first.text, None)
        while is_open:
            line = self._line_at(taken) if size <= FURTHEST else None
            if line is None:
                return alone, 0
            pieces += (before, line.text)
            before, size, taken = line.end, size + len(line.text) + 1, taken + 1
            if '"' in line.text:
                is_open = ends_open(line.text, sign, is_open=True)
            else:
                rows = rows + 1 if self._is_row(line.text) else 0
                if size > LONGEST_ROW and rows >= _ALIKE:
                    return alone, 0
        if not taken:
            return alone._replace(cells=self._parted(first.text)), 0
        if is_open is None or self._are_rows(first.text, pieces[-1]):
            return alone, 0
        text, last = "".join(pieces), first.number + taken
        if len(text) > LONGEST_ROW:
            return Record(first.number, last, text[:LONGEST_ROW], [], is_long=True), taken
        return Record(first.number, last, text, self._parted(text)), taken

    def _is_row_after(self, line: Line) -> bool:
        """Whether a line that is a row by itself needs none of what follows: else its last cell may go on there."""
        if not ends_open(line.text, "\t"):
            return True
        following = self._line_at(0)
        return following is None or self._is_row(following.text)

    def _is_row(self, line: str) -> bool:
        return self._width > 1 and line.count(self._sign) == self._width - 1

    def _are_rows(self, first: str, last: str) -> bool:
        """Whether two lines are rows by themselves, each with a stray mark, rather than both ends of a quoted cell.

        Given:    where the mark ends the last line both can be meant: then it is a quoted cell.
        """
        if last.endswith('"') or not self._is_row(first) or not self._is_row(last):
            return False
        numbers = (line.split(self._sign)[self._number_at] for line in (first, last))
        return len({_shape(number) for number in numbers}) == 1

    def _line_at(self, at: int) -> Line | None:
        while len(self._lines) <= at:
            block = next(self._further, None) if self.handed_back is None else None
            if block is None:
                return None
            if block.is_overlong:
                self.handed_back = block
                return None
            self._lines.extend(block.numbered)
        return self._lines[at]

    def _parted(self, text: str) -> list[str]:
        """The cells of one record; a mark in the middle of a cell, as in S. M. S. "Zenta", stands for itself."""
        csv.field_size_limit(4 * LONGEST_ROW)
        try:
            return next(csv.reader([text], delimiter=self._sign), [])
        except csv.Error:
            return text.split(self._sign)


def ends_open(line: str, sign: str, *, is_open: bool = False) -> bool | None:
    """Says whether a line ends inside a quoted cell.

    Source:   RFC 4180 section 2
    Given:    `is_open` where it begins inside one.
    Returns:  None where a quoted cell does not end at a separator: the marks are not in order.
    """
    at = 0
    while True:
        if not is_open:
            if not line.startswith('"', at):
                at = line.find(sign, at) + 1
                if not at:
                    return False
                continue
            at += 1
        at = line.find('"', at) + 1
        if not at:
            return True
        if line.startswith('"', at):  # two of them are one of the text
            at, is_open = at + 1, True
        elif at == len(line):
            return False
        elif line.startswith(sign, at):
            at, is_open = at + 1, False
        else:
            return None


def _shape(number: str) -> str:
    """What kind of number it is: p-17 and q-2 are alike."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", number))


def _unwrapped(cell: str) -> str:
    is_wrapped = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"') if is_wrapped else cell
