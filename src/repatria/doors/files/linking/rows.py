"""Reading registers and enquiries from tables: every row of the file is taken or remarked as rejected.

In this order: (1) the reader of tables gives rows in chunks; plain ones are checked column by column, one in which
anything is odd row by row; (2) a row needs a number; one cell alone is no row; (3) a date that is none counts as not
known, a name that is empty or very long and a row that is shorter than the header are kept, each with a remark; (4) a
number that stood above is kept and remarked, so that nobody vanishes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from repatria.core.linkage.rows import EnquiryRow, RegisterColumns, RegisterRow
from repatria.core.names.writing import MAX_CHARACTERS
from repatria.core.vocabulary.written_dates import Epoch, read_cell_number
from repatria.doors.files.linking.columns import (
    AS_IT_IS,
    FIELDS,
    NOTHING,
    Columns,
    Reading,
    columns_of,
    places_of,
    wanted_of,
)
from repatria.doors.files.linking.errors import TableColumnsError
from repatria.doors.files.linking.remarks import Remark, Remarks
from repatria.doors.files.linking.seen import SeenNumbers
from repatria.doors.files.tables import BadRow, Chunk, Table, has_text, open_table
from repatria.doors.files.tables.dates import NO_DATE, read_column_date

_KEPT_CHARACTERS = 4 * MAX_CHARACTERS
_MOST_DATES = 200_000
_ROWS_AT_ONCE = 10_000
_TOLD_ROWS = 500_000
_NUMBER = 0
_NAMES = tuple(1 + FIELDS.index(field) for field in ("surname", "given_name", "patronymic", "name"))
_DATE, _WRITTEN = 1 + FIELDS.index("birth_date"), 1 + len(FIELDS)
_ONE_CELL = "has one cell alone: a heading, a total, or half a row"
_SHORT = "is shorter than the header: what is missing counts as not known"


class Taken(NamedTuple):
    """Rows that were taken: the line of each; the number, each of FIELDS and dates as they are written, as columns."""

    lines: list[int]
    columns: list[list[str]]


class TableRows:
    """The rows of one table; run through once, in one of the four ways.

    Returns:  `rows` = `accepted` + `rejected` at the end; lines without any sign are no rows.
    """

    def __init__(self, path: Path, table: Table, columns: Columns, remarks: Remarks) -> None:
        self.path, self.table, self.columns, self._remarks = path, table, columns, remarks
        self._seen = SeenNumbers()
        self._on = datetime.now(UTC).date()  # no year of two figures is later
        self._dates: dict[str, str] = {"": ""}
        self.accepted = self.rejected = 0

    @property
    def reading(self) -> str:
        """How the table is read, in words."""
        return f"{self.table.reading}: {self.columns.reading}"

    @property
    def rows(self) -> int:
        """Rows that were read so far, the rejected among them."""
        return self.accepted + self.rejected

    def register_columns(self, progress: Callable[[str, int, int], None] | None = None) -> Iterator[RegisterColumns]:
        """The rows of a register as columns, block by block; a repeated number stands for several records."""
        told, total = 0, self.table.likely_rows if progress else 0
        gathered: list[list[str]] = [[] for _ in self.columns.places]
        for chunk, _ in self._chunks():
            for at, column in enumerate(chunk.columns[:_WRITTEN]):
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
            for n, s, g, p, a, d, where, u, o, r, written in zip(*chunk.columns, strict=True):
                yield RegisterRow(
                    person_id=n, surname=s, given_name=g, patronymic=p, name=a, birth_date=d, place=where, unit=u,
                    number=o, rank=r, birth_date_as_written=written,
                )  # fmt: skip

    def enquiries(self) -> Iterator[EnquiryRow]:
        """The rows as enquiries, in the order of the file; each is answered, also under a number that stood above."""
        for chunk, _ in self._chunks():
            for n, s, g, p, a, d, where, u, o, r, written in zip(*chunk.columns, strict=True):
                yield EnquiryRow(
                    enquiry_id=n, surname=s, given_name=g, patronymic=p, name=a, birth_date=d, place=where, unit=u,
                    number=o, rank=r, birth_date_as_written=written,
                )  # fmt: skip

    def _has(self, at: int) -> bool:
        return self.columns.places[at] < self.columns.width

    def _chunks(self) -> Iterator[tuple[Taken, list[int]]]:
        """The rows with the places of those whose number stood above."""
        for chunk in self._read():
            if not chunk.lines:
                continue
            repeated = [int(at) for at in np.flatnonzero(self._seen.take(chunk.columns[_NUMBER]))]
            for at in repeated:
                self._remark(chunk.lines[at], "id", "stands above already: both rows are kept under this number")
            self.accepted += len(chunk.lines)
            yield chunk, repeated

    def _read(self) -> Iterator[Taken]:
        for chunk in self.table.chunks():
            taken = self._plain(chunk) or self._careful(chunk)
            del chunk  # its room is used again for the next one
            yield taken

    def _plain(self, chunk: Chunk) -> Taken | None:
        """Takes a plain chunk column by column; None where anything is odd."""
        if not chunk.is_plain or chunk.longest > MAX_CHARACTERS:
            return None
        places, parted = self.columns.places, list(map(list, zip(*chunk.rows, strict=True)))
        parted.append([""] * len(chunk.rows))  # where the columns that are not there point
        found = [parted[places[_NUMBER]], *(_known(parted[at]) for at in places[1:])]
        found.append(found[_DATE])
        found[_DATE] = self._dates_of(found[_DATE])
        return Taken(list(chunk.lines), found) if self._is_even(found) else None

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
            found, odd = read_column_date(text, self._on)
            if found and not odd:
                known[text] = found
        read = [known.get(text, _UNREAD) for text in column]
        if len(known) > _MOST_DATES:
            self._dates = {"": ""}
        return read

    def _careful(self, chunk: Chunk) -> Taken:
        lines: list[int] = []
        taken: list[list[str]] = []
        bad = deque(chunk.bad)
        for at, (line, cells) in enumerate(zip(chunk.lines, chunk.rows, strict=True)):
            while bad and bad[0].line < line:
                self._reject_bad(bad.popleft())
            found = chunk.marks.get(at)
            row = self._taken(line, cells, len(cells) if found is None else found.cells)
            if row is not None:
                row.append(row[_DATE].strip())
                if found is not None and (number := found.numbers.get(self.columns.places[_DATE])) is not None:
                    row[_DATE] = self._day_of(line, number, cells)
                else:
                    row[_DATE] = self._date(line, row[_DATE], cells)
                lines.append(line)
                taken.append(row)
        for one in bad:
            self._reject_bad(one)
        return Taken(lines, list(map(list, zip(*taken, strict=True))))

    def _taken(self, line: int, cells: list[str], cells_there: int) -> list[str] | None:
        """Checks a row sign by sign, but for its date.  Returns: None where it is rejected."""
        places = self.columns.places
        if any("\0" in cell for cell in cells):
            self._reject(line, "holds a zero byte", cells)
            return None
        if cells_there == 1 < self.columns.width - 1:
            self._reject(line, _ONE_CELL, cells)
            return None
        whole = [*(cell if cell.isprintable() else " ".join(cell.split()) for cell in cells), ""]
        found = ["" if whole[at].strip() in NOTHING else whole[at] for at in places]
        found[_NUMBER] = whole[places[_NUMBER]].strip()
        if not found[_NUMBER]:
            self._reject(line, "has no number (id)", cells)
            return None
        if cells_there < self.columns.width:
            self._remark(line, "", _SHORT, cells, f"{cells_there:,} of {self.columns.width:,} cells")
        for at, field in enumerate(FIELDS, start=1):
            if len(found[at]) > MAX_CHARACTERS:
                count = f"{len(found[at]):,} characters: kept, the first {MAX_CHARACTERS} are compared"
                self._remark(line, field, f"has {count}", cells)
                found[at] = found[at][:_KEPT_CHARACTERS]
        if not any(found[at].strip() for at in _NAMES):
            self._remark(line, "name", "is empty: kept, but by its name nobody is found", cells)
        return found

    def _day_of(self, line: int, number: float, cells: list[str]) -> str:
        """The day of a cell that holds a number: a year, or days since the workbook's epoch."""
        date = read_cell_number(number, epoch=Epoch(self.table.epoch)).date
        if date is None:
            self._remark(line, "birth_date", NO_DATE, cells)
        return str(date or "")

    def _date(self, line: int, written: str, cells: list[str]) -> str:
        known = self._dates
        if known.get(written, _UNREAD) != _UNREAD:
            return known[written]
        read, odd = read_column_date(written, self._on)
        if odd:
            self._remark(line, "birth_date", odd, cells)
        elif len(known) < _MOST_DATES:
            known[written] = read
        return read

    def _reject_bad(self, bad: BadRow) -> None:
        self.rejected += 1
        row = bad.text or self.table.separator.join(bad.cells)
        remark = Remark(line=bad.line, reason=bad.reason, detail=bad.detail, row=row, sheet=bad.sheet, is_rejected=True)
        self._remarks.add(self.path, remark)

    def _reject(self, line: int, reason: str, cells: list[str]) -> None:
        self.rejected += 1
        row = self.table.separator.join(cells)
        self._remarks.add(self.path, Remark(line=line, reason=reason, row=row, is_rejected=True))

    def _remark(self, line: int, field: str, reason: str, cells: Sequence[str] = (), detail: str = "") -> None:
        row = self.table.separator.join(cells)
        self._remarks.add(self.path, Remark(line=line, field=field, reason=reason, detail=detail, row=row))


_UNREAD = "\0"


def _known(column: list[str]) -> list[str]:
    """Returns a column with nothing where it says that nothing is known."""
    return column if NOTHING.isdisjoint(column) else ["" if cell in NOTHING else cell for cell in column]


def _as_register(columns: list[list[str]]) -> RegisterColumns:
    return RegisterColumns(person_id=columns[_NUMBER], **dict(zip(FIELDS, columns[1:], strict=True))).with_years()


def read_register(path: Path, remarks: Remarks, reading: Reading = AS_IT_IS) -> TableRows:
    """Opens a register.  Raises: UnreadableTableError, TableColumnsError, MissingLibraryError; OSError."""
    return _opened(path, "person", remarks, reading)


def read_enquiries(path: Path, remarks: Remarks, reading: Reading = AS_IT_IS) -> TableRows:
    """Opens enquiries.  Raises: UnreadableTableError, TableColumnsError, MissingLibraryError; OSError."""
    return _opened(path, "enquiry", remarks, reading)


def _opened(path: Path, kind: str, remarks: Remarks, reading: Reading) -> TableRows:
    table = open_table(path, wanted_of(kind, reading))
    columns = columns_of(table.header, kind, path.name, reading)
    table.number_at = columns.places[_NUMBER]
    return TableRows(path, table, columns, remarks)


def require_columns(reading: Reading, files: Mapping[Path, str]) -> None:
    """Makes sure that every column that somebody named stands in one of the files.

    Given:    files with what they hold, "person" or "enquiry".
    Raises:   TableColumnsError that names the others, and what each file has; what opening a table raises.
    """
    if not reading.columns:
        return
    tables = {path: open_table(path, wanted_of(kind, reading)) for path, kind in files.items()}
    headers = {path: table.names or table.header for path, table in tables.items()}
    faults = [
        (f"{field}={asked}", "no file has such a column")
        for field, asked in reading.columns
        if not any(places_of(asked, header) for header in headers.values())
    ]
    if faults:
        there = ((path.name, has_text(header)) for path, header in headers.items())
        raise TableColumnsError("a column that was named is not there", (*faults, *there))
