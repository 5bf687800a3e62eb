"""Complaints, for those whom they reach: what was complained of is sealed, and reading it leaves a reading act."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import rows_where
from repatria.records.roll.scope import known_place
from repatria.records.vault.opening import open_rows
from repatria.records.welfare.errors import UnknownComplaintError
from repatria.records.welfare.models import Complaint

COMPLAINTS = "welfare.?complaints"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintLine:
    """A complaint without its words: where, about what, and whether it was passed on."""

    complaint_id: str
    place: str
    about: str
    taken_at: str
    forwarded_at: str
    forwarded_to: str


@question(COMPLAINTS, of_numbers=True)
def complaints(acting: Acting, *, place: str = "") -> tuple[ComplaintLine, ...]:
    """Complaints, those that wait to be passed on first, then the newest.  Raises: RoleForbidsError."""
    require(acting, COMPLAINTS)
    order = "-recorded_index"
    rows = rows_where(Complaint, place=known_place(place), order=order) if place else rows_where(Complaint, order=order)
    rows.sort(key=lambda row: bool(row.forwarded_at))
    return tuple(_line(row) for row in rows)


def _line(row: Complaint) -> ComplaintLine:
    return ComplaintLine(
        complaint_id=row.pk, place=row.place, about=row.about, taken_at=row.taken_at, forwarded_at=row.forwarded_at,
        forwarded_to=row.forwarded_to,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintView:
    """A complaint whole."""

    line: ComplaintLine
    words: str
    complainant: str
    taken_by: str


@question(COMPLAINTS)
def complaint(acting: Acting, complaint_id: str) -> ComplaintView:
    """One complaint with its words.

    Raises:   UnknownComplaintError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, COMPLAINTS)
    rows = rows_where(Complaint, pk=[complaint_id])
    if not rows:
        raise UnknownComplaintError("no such complaint")
    record_reading(acting, question="welfare.?complaints", records=(complaint_id,))
    (cells,) = open_rows(rows, ("words", "complainant"))
    return ComplaintView(
        line=_line(rows[0]), words=cells["words"] or "", complainant=cells["complainant"] or "",
        taken_by=rows[0].taken_by,
    )  # fmt: skip
