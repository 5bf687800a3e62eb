"""After a death: a doctor's look at it, and the official enquiry that the law asks for."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.custody_facts import CustodyState, DeathCause
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import DeathEnquiryOpened, DeathSeen, FitnessWords
from repatria.records.register.errors import NotDeadError
from repatria.records.register.joined import leading
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.services.custody import custody_row

SEE, OPEN_ENQUIRY = "register.record_death_seen", "register.open_death_enquiry"


def dead_row(person_id: str, provision: str) -> ProtectedPerson:
    """The row of one who died in custody here.  Raises: UnknownPersonError; NotHeldError; NotDeadError."""
    row = leading(custody_row(person_id))
    if row.custody_state != CustodyState.DIED.value:
        raise NotDeadError("no death of this person is recorded", provision=provision)
    return row


@service
def record_death_seen(acting: Acting, *, person_id: str, seen_at: datetime, cause: DeathCause, words: str = "") -> int:
    """Records that a doctor looked at a death, and what is known of its cause; every further look stands beside.

    Source:   GC III art. 120-121; law-and-practice section 6.1.
    Given:    the account is the doctor's own. A natural and known cause ends the duty to enquire; any other opens it.
    Returns:  the index of the act.
    Raises:   RoleForbidsError for anybody but a doctor; NotDeadError; NotHeldError; NotYetError.
    Leaf:     register.death_seen
    """
    require(acting, SEE)
    refuse_statements({"words": words}, besides=OWN_WORDS)
    check_happened(seen_at, acting.at, "seen_at")
    row = dead_row(person_id, "GC III 120")
    return record(
        DeathSeen(
            person_id=row.pk, seen_at=instant_text(seen_at), cause=cause, doctor=acting.account_id,
            words=FitnessWords(note=words) if words else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def open_death_enquiry(
    acting: Acting, *, person_id: str, opened_at: datetime, authority: str, reference: str
) -> int:  # fmt: skip
    """Records that the official enquiry into a death was opened, by which authority, under which reference.

    Source:   GC III art. 121.
    Returns:  the index of the act.
    Raises:   InputError naming what is missing; NotDeadError; NotHeldError; NotYetError.
    Leaf:     register.death_enquiry_opened
    """
    require(acting, OPEN_ENQUIRY)
    check_happened(opened_at, acting.at, "opened_at")
    given = {"authority": authority.strip(), "reference": reference.strip()}
    if missing := tuple((name, "missing") for name, said in given.items() if not said):
        raise InputError("an enquiry has an authority and a reference", missing)
    refuse_statements({"authority": authority, "reference": reference})
    row = dead_row(person_id, "GC III 121")
    return record(
        DeathEnquiryOpened(person_id=row.pk, opened_at=instant_text(opened_at), **given),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
