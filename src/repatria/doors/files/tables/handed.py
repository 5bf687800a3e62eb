"""A workbook or a Parquet file read elsewhere: what its reader is told, and the rows as it hands them back.

Whoever has keys or a store reads no such file of a stranger itself. A child reads it (`hand_over`), from bytes to
bytes, and the parent goes on with the rows as if it had read them (`HandedTable`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from repatria.doors.files.tables.errors import UnreadableTableError
from repatria.doors.files.tables.header import Wanted, tidy_name
from repatria.doors.files.tables.rows import BadRow, Chunk, Marks, Table

WORKBOOK, PARQUET = b"PK\x03\x04", b"PAR1"
BEGINNING = 4  # bytes
HANDED = {WORKBOOK: "workbook", PARQUET: "parquet"}
"""How files begin that are read by large libraries of others, and so in a child; and its job."""
_LENGTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedNames:
    """What the reader of a list knows beforehand, as values: the tidy names of its columns, and how it is written."""

    known: frozenset[str]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    has_header: bool = True

    def wanted(self) -> Wanted:
        return Wanted(
            knows=self.known.__contains__,
            fits=lambda header: self.known <= {tidy_name(name) for name in header},
            encoding=self.encoding, separator=self.separator, sheet=self.sheet, has_header=self.has_header,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    names: WantedNames
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    lines: list[int]
    rows: list[list[str]]
    marks: dict[int, Marks]
    bad: list[BadRow]
    longest: int
    sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    header: tuple[str, ...]
    columns: tuple[str, ...]
    reading: str
    epoch: int
    header_line: int
    only_sheet: str
    names: tuple[str, ...]
    parts: list[_Part]


def asked(names: WantedNames, content: bytes, *, most: int) -> bytes:
    """What the child is handed: the wish, and the file behind it.  Units: `most` rows that are wanted."""
    wish = msgspec.json.encode(_Asked(names=names, most=most))
    return len(wish).to_bytes(_LENGTH, "big") + wish + content


def hand_over(given: bytes) -> bytes:
    """Reads a workbook or a Parquet file, in the child: rows until there are more than were wanted.

    Raises:   UnreadableTableError; MissingLibraryError.
    """
    end = _LENGTH + int.from_bytes(given[:_LENGTH], "big")
    wish = msgspec.json.decode(given[_LENGTH:end], type=_Asked)
    table = _opened(given[end:], wish.names)
    parts, count = [], 0
    for one in table.chunks():
        parts.append(_Part(
            lines=list(one.lines), rows=one.rows, marks=dict(one.marks), bad=list(one.bad), longest=one.longest,
            sheet=one.sheet,
        ))  # fmt: skip
        count += len(one.rows) + len(one.bad)
        if count > wish.most:
            break
    return msgspec.json.encode(_Read(
        header=table.header, columns=table.columns, reading=table.reading, epoch=table.epoch,
        header_line=table.header_line, only_sheet=table.only_sheet, names=tuple(table.names), parts=parts,
    ))  # fmt: skip


def _opened(content: bytes, names: WantedNames) -> Table:
    if content.startswith(PARQUET):
        from repatria.doors.files.tables.parquet import ParquetTable

        return ParquetTable(io.BytesIO(content))
    from repatria.doors.files.tables.workbooks import Workbook

    return Workbook(io.BytesIO(content), names.wanted())


class HandedTable(Table):
    """A workbook or a Parquet file as a child read it."""

    def __init__(self, path: Path, answer: bytes) -> None:
        """Given: what `hand_over` gave.  Raises: UnreadableTableError for anything else."""
        super().__init__()
        try:
            read = msgspec.json.decode(answer, type=_Read)
        except msgspec.MsgspecError as error:
            raise UnreadableTableError("it cannot be read") from error
        self.path, self.header, self.columns, self.reading = path, read.header, read.columns, read.reading
        self.epoch, self.header_line, self.only_sheet = read.epoch, read.header_line, read.only_sheet
        self.names, self._parts = read.names, read.parts

    @property
    def likely_rows(self) -> int:
        return sum(len(one.rows) + len(one.bad) for one in self._parts)

    def chunks(self) -> Iterator[Chunk]:
        for one in self._parts:
            self.sheet_rows[one.sheet] += len(one.rows) + len(one.bad)
            yield Chunk(one.lines, one.rows, one.marks, one.bad, one.longest, one.sheet)
