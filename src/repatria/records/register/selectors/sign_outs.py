"""The sign-out book: who was taken out of a place, by whom, on whose order, and how he came back."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.custody_facts import CustodyEvent
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting
from repatria.records.access.questions import question
from repatria.records.access.role_table import Role, is_allowed
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import rows_where
from repatria.records.register.models import CustodyEntry, ProtectedPerson, ReturnExamination
from repatria.records.register.selectors.timeline import attested_of
from repatria.records.vault.opening import open_rows

BOOK = "register.?sign_out_book"
PAGE = 50
_STILL_OUT = (CustodyEvent.UNACCOUNTED.value, CustodyEvent.ANNULLED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOutLine:
    """One line of the book.

    Given:    `back_at` and `ended_by` are empty while he is out; `ended_by` is what ended it, a return or another
              event; `condition` as whoever received him saw it.
    """

    person_id: str
    card_number: str
    place: str
    out_at: str
    taken_by: str
    order_by: str
    due_back_at: str
    back_at: str
    ended_by: str
    condition: str
    act_index: int

    def is_overdue(self, now: str) -> bool:
        """Whether he is out after the hour at which he was due, at an instant (as text)."""
        return not self.ended_by and self.due_back_at < now


@question(BOOK, of_numbers=True)
def sign_out_book(acting: Acting, *, place: str = "", before_index: int | None = None) -> tuple[SignOutLine, ...]:
    """One page of the book, the newest line first; numbers, places and orders, nobody's name.

    Source:   practice rule 14.
    Given:    a camp officer reads the book of his own place; everybody else of the one that is named, or of all.
    Leaf:     access.reading_recorded
    """
    is_officer = not is_allowed(acting.roles - {Role.CAMP_OFFICER}, BOOK)
    asked = acting.branch if is_officer else place
    rows = CustodyEntry.objects.filter(event=CustodyEvent.SIGNED_OUT.value, annulled_by=None)
    if asked or is_officer:
        rows = rows.filter(previous_holder=asked or "-")
    if before_index is not None:
        rows = rows.filter(recorded_at_index__lt=before_index)
    page = list(rows.order_by("-recorded_at_index")[:PAGE])
    record_reading(acting, question="register.?sign_out_book", records=sorted({row.person_id for row in page}))
    cards = dict(
        ProtectedPerson.objects.filter(pk__in=[row.person_id for row in page]).values_list("pk", "card_number")
    )
    return tuple(_line(row, cards.get(row.person_id) or "") for row in page)


@question(BOOK, name="overdue", of_numbers=True)
def overdue_sign_outs(acting: Acting) -> tuple[SignOutLine, ...]:
    """Who is out after the hour at which he was due, the longest first: whoever watches is named each of them.

    Source:   practice rule 14: overdue alarms reach delegate and auditor.
    Given:    a camp officer reads those of his own place; everybody else all of them, however long the book is.
    Leaf:     access.reading_recorded
    """
    is_officer = not is_allowed(acting.roles - {Role.CAMP_OFFICER}, BOOK)
    rows = CustodyEntry.objects.filter(event=CustodyEvent.SIGNED_OUT.value, annulled_by=None)
    if is_officer:
        rows = rows.filter(previous_holder=acting.branch or "-")
    late = [row for row in rows if row.due_back_at and read_instant(row.due_back_at) < acting.at]
    cards = dict(
        ProtectedPerson.objects.filter(pk__in=[row.person_id for row in late]).values_list("pk", "card_number")
    )
    found = [line for row in late if not (line := _line(row, cards.get(row.person_id) or "")).ended_by]
    record_reading(acting, question="register.?sign_out_book", records=sorted({line.person_id for line in found}))
    return tuple(sorted(found, key=lambda line: (read_instant(line.due_back_at), line.act_index)))


def _line(row: CustodyEntry, card_number: str) -> SignOutLine:
    after = CustodyEntry.objects.filter(
        person_id=row.person_id, annulled_by=None, recorded_at_index__gt=row.recorded_at_index
    ).exclude(event__in=_STILL_OUT)
    end = after.order_by("recorded_at_index").first()
    condition = attested_of(end).condition if end is not None else None
    return SignOutLine(
        person_id=row.person_id, card_number=card_number, place=row.previous_holder, out_at=row.happened_at,
        taken_by=row.holder, order_by=row.order_by, due_back_at=row.due_back_at,
        back_at=end.happened_at if end else "", ended_by=end.event if end else "",
        condition=condition.value if condition else "", act_index=row.recorded_at_index,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminationView:
    """What a doctor noted when he had come back."""

    examined_at: str
    doctor: str
    note: str


@question("register.?medical_list")
def examinations_of(acting: Acting, person_id: str) -> tuple[ExaminationView, ...]:
    """What doctors noted after his returns, the newest first: for the medical role alone.

    Leaf:     access.reading_recorded
    """
    rows = rows_where(ReturnExamination, person_id=person_id, order="-recorded_index")
    record_reading(acting, question="register.?medical_list", records=(person_id,))
    return tuple(
        ExaminationView(examined_at=row.examined_at, doctor=row.doctor, note=cells["note"] or "")
        for row, cells in zip(rows, open_rows(rows, ("note",)), strict=True)
    )
