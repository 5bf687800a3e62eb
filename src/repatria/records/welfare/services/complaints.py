"""Complaints: taken by somebody who is of no camp, and passed on at once."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.statements import refuse_statements
from repatria.core.law.welfare import ComplaintAbout, WatchingBody, check_complaint
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import leader_of
from repatria.records.roll.scope import known_place
from repatria.records.welfare.acts import ComplaintForwarded, ComplaintTaken, ComplaintWords
from repatria.records.welfare.errors import ForwardedAlreadyError, UnknownComplaintError
from repatria.records.welfare.models import Complaint

TAKE, FORWARD = "welfare.take_complaint", "welfare.forward_complaint"


@service
def take_complaint(
    acting: Acting, *, place: str, about: ComplaintAbout, taken_at: datetime, words: str, person_id: str = ""
) -> str:  # fmt: skip
    """Takes a complaint past the camp: words and complainant lie under a key of its own, and no camp reads of it.

    Source:   GC III art. 78; practice rule 12.
    Given:    `person_id` where he says who he is; nothing asks for it.
    Returns:  the complaint's number.
    Raises:   OpenGuardError to whoever is of a camp too; UnstatedParticularsError without words; NotYetError;
              NoSuchHolderError.
    Leaf:     welfare.complaint_taken
    """
    require(acting, TAKE)
    check_complaint(roles=acting.roles, words=words)
    place = known_place(place)
    check_happened(taken_at, acting.at, "taken_at")
    complaint_id = record_number("WK", acting.randomness(7))
    complainant = leader_of(person_id) if person_id.strip() else ""
    record(
        ComplaintTaken(
            complaint_id=complaint_id, place=place, about=about, taken_at=instant_text(taken_at),
            taken_by=acting.account_id, words=ComplaintWords(words=words.strip(), complainant=complainant),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return complaint_id


@service
def forward_complaint(
    acting: Acting, *, complaint_id: str, forwarded_at: datetime, to: WatchingBody, reference: str
) -> None:  # fmt: skip
    """Records that a complaint was passed on, unchanged, to those to whom it is addressed.

    Source:   GC III art. 78(3): at once, even if it is held to be unfounded.
    Raises:   UnknownComplaintError; ForwardedAlreadyError; NotYetError; StatementError: what he said stays sealed.
    Leaf:     welfare.complaint_forwarded
    """
    require(acting, FORWARD)
    refuse_statements({"reference": reference})
    check_happened(forwarded_at, acting.at, "forwarded_at")
    row = row_numbered(Complaint, complaint_id)
    if row is None:
        raise UnknownComplaintError("no such complaint")
    if row.forwarded_at:
        raise ForwardedAlreadyError("this complaint was passed on")
    record(
        ComplaintForwarded(
            complaint_id=complaint_id, forwarded_at=instant_text(forwarded_at), to=to, reference=reference.strip()
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
