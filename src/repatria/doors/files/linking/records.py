"""Parting lines that hold quotation marks into records, so that one stray mark costs one row at most.

In a tab-separated file nothing is quoted: a mark stands for itself, and only a cell that stands wholly in marks loses
them. Where commas or semicolons part, RFC 4180 holds: a cell that begins with a mark ends at the next single one, and
may hold line breaks and whole rows. Such a record is taken only if its marks are in order; a mark that nothing closes
within the longest row, or only the stray mark of a later row, costs the line that opened it, and reading goes on with
the next.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator

from repatria.doors.files.linking.columns import Columns
from repatria.doors.files.linking.lines import Block
from repatria.doors.files.tables.rows import LONGEST_ROW

UNCLOSED = "a quotation mark is opened and not closed"
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
                yield number, text, [_unwrapped(cell) for cell in text.split("\t")]
            else:
                yield self._joined(number, text)

    def _joined(self, number: int, first: str) -> Record:
        sign = self._columns.separator
        is_open, lines, size = ends_open(first, sign), [first], len(first)
        while is_open:
            line = self._line_at(len(lines) - 1) if size <= LONGEST_ROW else None
            if line is None:
                return number, first, None
            lines.append(line)
            size += len(line) + 1
            is_open = ends_open(line, sign, is_open=True) if '"' in line else True
        if len(lines) == 1:
            return number, first, self._parted(first)
        if is_open is None or self._are_rows(first, lines[-1]):
            return number, first, None
        for _ in lines[1:]:
            self._lines.popleft()
        text = "\n".join(lines)
        return number, text, self._parted(text)

    def _are_rows(self, first: str, last: str) -> bool:
        """Whether two lines are rows by themselves, each with a stray mark, rather than both ends of a quoted cell.

        Given:    where the mark ends the last line both can be meant: then it is a quoted cell.
        """
        if last.endswith('"'):
            return False
        rows = [line.split(self._columns.separator) for line in (first, last)]
        number = self._columns.places[0]
        return all(len(row) == self._columns.width for row in rows) and len({_shape(r[number]) for r in rows}) == 1

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

    def _parted(self, text: str) -> list[str]:
        """The cells of one record; a mark in the middle of a cell, as in S. M. S. "Zenta", stands for itself."""
        csv.field_size_limit(4 * LONGEST_ROW)
        try:
            return next(csv.reader([text], delimiter=self._columns.separator), [])
        except csv.Error:
            return text.split(self._columns.separator)


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
