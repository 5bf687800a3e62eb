"""The rows of a register as they are written, by number: for reasons that quote, and for the names of both sides.

An index holds tidy forms and packed dates alone, and a kept one is read without the register. So whoever shows what is
written reads the register once more: few numbers as they are found (`written_rows`), or all of it into one run of bytes
(`WrittenRegister`), some fifty bytes a row beside its text, for a file of answers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from repatria.core.linkage.rows import Candidate, EnquiryRow, FieldWeight, RegisterRow
from repatria.core.names.lines import quoted
from repatria.doors.files.linking.columns import FIELDS, Reading, columns_of, wanted_of
from repatria.doors.files.tables import open_table

_PARTS_CELLS = "\x1f"
_NAMES = ("surname", "given_name", "patronymic")

Rows = Mapping[str, Sequence[RegisterRow]]


class WrittenRegister:
    """All rows of a register as they are written, in little room."""

    def __init__(self, path: Path, reading: Reading, kind: str = "person") -> None:
        """Reads the register.  Raises: what opening it raises."""
        written, ends, digests = bytearray(), array("Q", [0]), array("q")
        for cells in _cells(path, reading, kind, ()):
            written += _PARTS_CELLS.join(cells).encode("utf-8", "surrogatepass")
            ends.append(len(written))
            digests.append(hash(cells[0]))
        self._written, self._ends = bytes(written), ends
        self._digests = np.array(digests, dtype=np.int64)
        self._order = np.argsort(self._digests, kind="stable")
        self._digests = self._digests[self._order]

    def rows_of(self, person_id: str) -> list[RegisterRow]:
        """Returns the rows of a number, in the order of the file; () for one that is not there."""
        digest = hash(person_id)
        first, last = np.searchsorted(self._digests, digest), np.searchsorted(self._digests, digest, side="right")
        rows = (self._row(int(at)) for at in self._order[first:last])
        return [row for row in rows if row.person_id == person_id]

    def _row(self, at: int) -> RegisterRow:
        text = self._written[self._ends[at] : self._ends[at + 1]].decode("utf-8", "surrogatepass")
        return _row_of(text.split(_PARTS_CELLS))


def written_rows(path: Path, reading: Reading, person_ids: Iterable[str]) -> dict[str, list[RegisterRow]]:
    """Reads the rows of a few numbers; blocks of the file that hold none of them are passed over."""
    wanted, found = frozenset(person_ids), dict[str, list[RegisterRow]]()
    for cells in _cells(path, reading, "person", wanted) if wanted else ():
        if cells[0] in wanted:
            found.setdefault(cells[0], []).append(_row_of(cells))
    return found


def _cells(path: Path, reading: Reading, kind: str, sought: Iterable[str]) -> Iterator[list[str]]:
    """The number of each row that has one, and each of FIELDS, on one line each."""
    table = open_table(path, wanted_of(kind, reading))
    columns = columns_of(table.header, kind, path.name, reading)
    table.number_at, table.sought = columns.places[0], tuple(sought)
    for chunk in table.chunks():
        for row in chunk.rows:
            row = [*row, ""]
            cells = [row[at] if row[at].isprintable() else " ".join(row[at].split()) for at in columns.places]
            cells[0] = cells[0].strip()
            if cells[0]:
                yield [cell.replace(_PARTS_CELLS, " ") for cell in cells]


def _row_of(cells: Sequence[str]) -> RegisterRow:
    return RegisterRow(person_id=cells[0], **dict(zip(FIELDS, cells[1:], strict=True)))


def line_of_row(row: RegisterRow) -> str:
    """Returns the name of a row as it is written, its parts in a row."""
    parts = " ".join(part for name in _NAMES if (part := getattr(row, name).strip()))
    return parts or row.name.strip()


def written_birth_date(row: RegisterRow) -> str:
    """Returns the date of birth of a row as it is written."""
    return (row.birth_date_as_written or row.birth_date).strip()


def quoting(candidate: Candidate, rows: Sequence[RegisterRow]) -> Candidate:
    """Returns a candidate whose reasons quote his row as it is written.

    Given:    the rows of his number; of several the one that holds most of what the reasons say.
    Returns:  the candidate itself where there is no row.
    """
    if not rows:
        return candidate
    row = row_meant(candidate.fields, rows)
    return replace(candidate, fields=tuple(_quoting(step, row) for step in candidate.fields))


def quoting_asked(candidate: Candidate, enquiry: EnquiryRow) -> Candidate:
    """Returns a candidate whose reasons quote the enquiry: those of Splink hold the columns that were compared."""
    return replace(candidate, fields=tuple(_quoting_asked(step, enquiry) for step in candidate.fields))


def _quoting_asked(step: FieldWeight, enquiry: EnquiryRow) -> FieldWeight:
    if not step.enquiry_value:
        return step
    if step.field in _NAMES:
        return replace(step, enquiry_value=quoted(step.enquiry_value.lower(), enquiry.line))
    written = enquiry.birth_date_as_written if step.field == "birth_date" else getattr(enquiry, step.field, "")
    return replace(step, enquiry_value=str(written).strip() or step.enquiry_value)


def row_meant(steps: Sequence[FieldWeight], rows: Sequence[RegisterRow]) -> RegisterRow:
    """Returns of several rows under one number the one that holds most of what the reasons say."""
    return max(rows, key=lambda row: sum(_holds(step, row) for step in steps)) if len(rows) > 1 else rows[0]


def _holds(step: FieldWeight, row: RegisterRow) -> bool:
    said = _said(step, row)
    return bool(step.register_value) and len(said) < 2 * len(step.register_value) + 1 and bool(said)


def _quoting(step: FieldWeight, row: RegisterRow) -> FieldWeight:
    return replace(step, register_value=_said(step, row)) if step.register_value else step


def _said(step: FieldWeight, row: RegisterRow) -> str:
    """What a row says of a field, as it is written."""
    if step.field in _NAMES:
        return quoted(step.register_value.lower(), line_of_row(row))
    if step.field == "birth_date":
        return written_birth_date(row) or step.register_value
    return str(getattr(row, step.field, "")).strip() or step.register_value
