"""Reading registers and enquiries from tables: every row of the file is taken or remarked as rejected.

In this order: (1) clean blocks are split as they are and checked column by column; a block in which anything is odd
goes row by row, one that holds quotation marks or broken bytes record by record; (2) a row needs as many cells as the
header, whole bytes and a number; (3) a date that is none counts as not known, a name that is empty or very long is
kept, each with a remark; (4) a number that stood above is kept and remarked, so that nobody vanishes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from repatria.core.linkage.rows import EnquiryRow, RegisterColumns, RegisterRow
from repatria.core.names.writing import MAX_CHARACTERS
from repatria.doors.files.linking.columns import FIELDS, NOTHING, OTHER_DATES
from repatria.doors.files.linking.lines import Block, broken_byte, likely_rows
from repatria.doors.files.linking.opening import OpenTable, open_table, refuse_pipes
from repatria.doors.files.linking.parquet import ParquetTable, is_parquet, open_parquet
from repatria.doors.files.linking.records import UNCLOSED, Record, Records
from repatria.doors.files.linking.remarks import Remark, Remarks
from repatria.doors.files.linking.seen import SeenNumbers
from repatria.doors.files.tables.dates import read_date
from repatria.doors.files.tables.rows import LONGEST_ROW

_KEPT_CHARACTERS = 4 * MAX_CHARACTERS
_MOST_DATES = 200_000
_ROWS_AT_ONCE = 10_000
_TOLD_ROWS = 500_000
_NUMBER = 0
_NAMES = tuple(1 + FIELDS.index(field) for field in ("surname", "given_name", "patronymic", "name"))
_DATE = 1 + FIELDS.index("birth_date")
_TOO_LONG = f"longer than {LONGEST_ROW:,} characters"


class Chunk(NamedTuple):
    """Rows that were taken: the line of each, and the number and each of FIELDS as a column."""

    lines: list[int]
    columns: list[list[str]]


class TableRows:
    """The rows of one table; run through once, in one of the four ways.

    Returns:  `rows` = `accepted` + `rejected` at the end; lines without any sign are no rows.
    """

    def __init__(self, path: Path, table: OpenTable | ParquetTable, remarks: Remarks) -> None:
        self.path, self.table, self._remarks = path, table, remarks
        self._seen = SeenNumbers()
        self._dates: dict[str, str] = {"": ""}
        self.accepted = self.rejected = 0

    @property
    def rows(self) -> int:
        """Rows that were read so far, the rejected among them."""
        return self.accepted + self.rejected

    def register_columns(self, progress: Callable[[str, int, int], None] | None = None) -> Iterator[RegisterColumns]:
        """The rows of a register as columns, block by block; a repeated number stands for several records."""
        told, total = 0, likely_rows(self.path) if progress else 0
        gathered: list[list[str]] = [[] for _ in self.table.columns.places]
        for chunk, _ in self._chunks():
            for at, column in enumerate(chunk.columns):
                if self._has(at):
                    gathered[at] += column
            if progress and self.rows - told >= _TOLD_ROWS:
                told = self.rows // _TOLD_ROWS * _TOLD_ROWS
                progress("read", told, max(total, told + 1))
            if len(gathered[_NUMBER]) >= _ROWS_AT_ONCE:
                yield _as_register(gathered)
                gathered = [[] for _ in gathered]
        if gathered[_NUMBER]:
            yield _as_register(gathered)

    def register_rows(self) -> Iterator[RegisterRow]:
        """The rows of a register one by one; a row whose number stood above is named with its line: `p7 (line 12)`."""
        for chunk, repeated in self._chunks():
            for at in repeated:
                chunk.columns[_NUMBER][at] += f" (line {chunk.lines[at]})"
            for n, s, g, p, a, d, where, u, o, r in zip(*chunk.columns, strict=True):
                yield RegisterRow(
                    person_id=n, surname=s, given_name=g, patronymic=p, name=a, birth_date=d, place=where, unit=u,
                    number=o, rank=r,
                )  # fmt: skip

    def enquiries(self) -> Iterator[EnquiryRow]:
        """The rows as enquiries, in the order of the file; each is answered, also under a number that stood above."""
        for chunk, _ in self._chunks():
            for n, s, g, p, a, d, where, u, o, r in zip(*chunk.columns, strict=True):
                yield EnquiryRow(
                    enquiry_id=n, surname=s, given_name=g, patronymic=p, name=a, birth_date=d, place=where, unit=u,
                    number=o, rank=r,
                )  # fmt: skip

    def _has(self, at: int) -> bool:
        return self.table.columns.places[at] < self.table.columns.width

    def _chunks(self) -> Iterator[tuple[Chunk, list[int]]]:
        """The rows with the places of those whose number stood above."""
        for chunk in self._read():
            if not chunk.lines:
                continue
            repeated = [int(at) for at in np.flatnonzero(self._seen.take(chunk.columns[_NUMBER]))]
            for at in repeated:
                self._remark(chunk.lines[at], "id", "stands above already: both rows are kept under this number")
            self.accepted += len(chunk.lines)
            yield chunk, repeated

    def _read(self) -> Iterator[Chunk]:
        if isinstance(self.table, ParquetTable):
            for first, batch in self.table.batches():
                yield self._careful(_numbered(first, batch))
            return
        blocks = self.table.blocks()
        for block in blocks:
            if block.is_overlong:
                self._reject(block.first_line, _TOO_LONG, block.text)
            elif block.is_clean:
                yield self._clean(block)
            else:
                records = Records(block, blocks, self.table.columns)
                yield self._careful(records)
                if records.handed_back is not None:
                    self._reject(records.handed_back.first_line, _TOO_LONG, records.handed_back.text)

    def _clean(self, block: Block) -> Chunk:
        """Takes a clean block column by column; where anything is odd, row by row."""
        columns, lines = self.table.columns, block.text.split("\n")
        cells = [line.split(columns.separator) for line in lines]
        if set(map(len, cells)) == {columns.width} and max(map(len, lines)) <= MAX_CHARACTERS:
            parted = list(map(list, zip(*cells, strict=True)))
            parted.append([""] * len(lines))  # where the columns that are not there point
            found = [parted[columns.places[_NUMBER]], *(_known(parted[at]) for at in columns.places[1:])]
            found[_DATE] = self._dates_of(found[_DATE])
            if self._is_even(found):
                return Chunk(list(range(block.first_line, block.first_line + len(lines))), found)
        return self._careful(zip(range(block.first_line, block.first_line + len(lines)), lines, cells, strict=True))

    def _is_even(self, found: list[list[str]]) -> bool:
        """Whether every row has a number without blanks about it, a name, and a date or none."""
        numbers = found[_NUMBER]
        if "" in numbers or any(n != n.strip() or not n.isprintable() for n in numbers) or _UNREAD in found[_DATE]:
            return False
        return any(all(map(str.strip, found[at])) for at in _NAMES) or all(
            any(map(str.strip, names)) for names in zip(*(found[at] for at in _NAMES), strict=True)
        )

    def _dates_of(self, column: list[str]) -> list[str]:
        """Reads a column of dates; one that is odd, or none at all, stands as _UNREAD."""
        known = self._dates
        for text in set(column).difference(known):
            date, flags = read_date(text, OTHER_DATES)
            if date is not None and not flags:
                known[text] = str(date)
        read = [known.get(text, _UNREAD) for text in column]
        if len(known) > _MOST_DATES:
            self._dates = {"": ""}
        return read

    def _careful(self, records: Iterable[Record]) -> Chunk:
        lines: list[int] = []
        taken: list[list[str]] = []
        for number, text, cells in records:
            row = self._taken(number, text, cells)
            if row is not None:
                lines.append(number)
                taken.append(row)
        return Chunk(lines, list(map(list, zip(*taken, strict=True))))

    def _taken(self, line: int, text: str, cells: list[str] | None) -> list[str] | None:
        """Checks a row sign by sign.  Returns: None where it is rejected, or is no row at all."""
        if not text.strip():
            return None
        columns = self.table.columns
        if cells is not None and not any(cells[columns.width :]):
            cells = cells[: columns.width]
        reason = self._refused(text, cells)
        if cells is None or reason:
            self._reject(line, reason, text)
            return None
        whole = [*(cell if cell.isprintable() else " ".join(cell.split()) for cell in cells), ""]
        found = ["" if whole[at].strip() in NOTHING else whole[at] for at in columns.places]
        found[_NUMBER] = whole[columns.places[_NUMBER]].strip()
        if not found[_NUMBER]:
            self._reject(line, "has no number (id)", text)
            return None
        for at, field in enumerate(FIELDS, start=1):
            if len(found[at]) > MAX_CHARACTERS:
                count = f"{len(found[at]):,} characters: kept, the first {MAX_CHARACTERS} are compared"
                self._remark(line, field, f"has {count}", text)
                found[at] = found[at][:_KEPT_CHARACTERS]
        if not any(found[at].strip() for at in _NAMES):
            self._remark(line, "name", "is empty: kept, but by its name nobody is found", text)
        found[_DATE] = self._date(line, found[_DATE], text)
        return found

    def _refused(self, text: str, cells: list[str] | None) -> str:
        """Says why a row cannot be taken; "" where it can."""
        if cells is None:
            return UNCLOSED
        if len(text) > LONGEST_ROW:
            return _TOO_LONG
        if "\0" in text:
            return "holds a zero byte"
        broken = "" if isinstance(self.table, ParquetTable) else broken_byte(text, self.table.encoding)
        if broken:
            return f"{broken} is not {self.table.encoding.upper()}"
        if len(cells) != self.table.columns.width:
            return f"has {len(cells):,} cells, the header has {self.table.columns.width:,}"
        return ""

    def _date(self, line: int, written: str, text: str) -> str:
        known = self._dates.get(written)
        if known is not None:
            return known
        date, flags = read_date(written, OTHER_DATES)
        if date is None:
            self._remark(line, "birth_date", "is no date (YYYY, YYYY-MM, YYYY-MM-DD): kept, date not known", text)
            return ""
        if flags:
            self._remark(line, "birth_date", "is a day that no calendar has: kept as it is written", text)
        return str(date)

    def _reject(self, line: int, reason: str, text: str) -> None:
        self.rejected += 1
        self._remarks.add(self.path, Remark(line=line, reason=reason, row=text, is_rejected=True))

    def _remark(self, line: int, field: str, reason: str, text: str = "") -> None:
        self._remarks.add(self.path, Remark(line=line, field=field, reason=reason, row=text))


_UNREAD = "\0"


def _known(column: list[str]) -> list[str]:
    """Returns a column with nothing where it says that nothing is known."""
    return column if NOTHING.isdisjoint(column) else ["" if cell in NOTHING else cell for cell in column]


def _as_register(columns: list[list[str]]) -> RegisterColumns:
    return RegisterColumns(person_id=columns[_NUMBER], **dict(zip(FIELDS, columns[1:], strict=True))).with_years()


def read_register(path: Path, remarks: Remarks, encoding: str = "") -> TableRows:
    """Opens a register.  Raises: UnreadableTableError, TableColumnsError, MissingLibraryError; OSError."""
    return TableRows(path, _opened(path, "person", encoding), remarks)


def read_enquiries(path: Path, remarks: Remarks, encoding: str = "") -> TableRows:
    """Opens enquiries.  Raises: UnreadableTableError, TableColumnsError, MissingLibraryError; OSError."""
    return TableRows(path, _opened(path, "enquiry", encoding), remarks)


def _opened(path: Path, kind: str, encoding: str) -> OpenTable | ParquetTable:
    refuse_pipes(path)
    return open_parquet(path, kind) if is_parquet(path) else open_table(path, kind, encoding)


def _numbered(first: int, batch: Iterable[list[str]]) -> Iterator[Record]:
    return ((number, "\t".join(cells), cells) for number, cells in enumerate(batch, start=first))
