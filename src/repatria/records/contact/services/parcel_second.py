"""What one account alone does not do of a parcel: another agrees; and whoever sent it asks for it back."""

from __future__ import annotations

from datetime import date

from repatria.core.law.messages_second import check_second
from repatria.core.law.parcels import RELIEF, ParcelMatter, ParcelOrderError, ParcelState
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.messages import LONGEST_ADDRESS
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.contact.errors import ParcelWordsError, UnknownParcelError
from repatria.records.contact.models import Parcel, ParcelPart, ParcelStep
from repatria.records.contact.parcel_acts import AskedBackWords, ParcelAskedBack, ParcelSettled, ParcelSettling
from repatria.records.contact.services.parcel_giving import refuse_what_stands_against
from repatria.records.contact.services.parcels import SAID, parcel_row, waiting_of
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.services import record, service
from repatria.records.register.scope import is_bound_to_branch

SETTLE_PARCEL, ASK_BACK = "contact.settle_parcel", "contact.ask_parcel_back"
_AFTER = {ParcelMatter.CREDIT: ParcelState.CREDITED, ParcelMatter.LOST: ParcelState.LOST}


def matter_of(waiting: ParcelStep | ParcelPart) -> ParcelMatter:
    """What it is that waits for a second account."""
    return SAID[waiting.event] if isinstance(waiting, ParcelStep) else ParcelMatter.DESTROYED


def waiting_at(acting: Acting, parcel_id: str, target_id: str = "") -> tuple[Parcel, ParcelStep | ParcelPart]:
    """A parcel and what was said of it and waits: the named one, else the oldest.

    Raises:   UnknownParcelError; ParcelOrderError where nothing waits; OutOfScopeError to a camp for what is the
              bureau's to agree to.
    """
    row = parcel_row(acting, parcel_id)
    waiting = next((one for one in waiting_of(row.pk) if target_id in ("", one.pk)), None)
    if waiting is None:
        raise ParcelOrderError("nothing that was said of it waits", provision="two-person rule")
    if matter_of(waiting) is ParcelMatter.LOST and is_bound_to_branch(acting):
        raise OutOfScopeError("the bureau says that one was lost", provision="practice rule 4")
    return row, waiting


@service
def settle_parcel(acting: Acting, *, parcel_id: str, target_id: str, agrees: bool, why: str = "") -> int:
    """Agrees to what one said of a parcel, or does not: that money was entered, a thing destroyed, or a parcel lost.

    Source:   two-person rule; GC III art. 65, 76.
    Given:    `target_id` the step or the part that was read; what was said stays in its own act either way.
    Returns:  the index of the act.
    Raises:   UnknownParcelError; ParcelOrderError where it does not wait; SecondPersonError for whoever said it;
              OutOfScopeError; OpenGuardError where it may not go to him; InputError where one says not why not.
    Leaf:     contact.parcel_settled
    """
    require(acting, SETTLE_PARCEL)
    row, waiting = waiting_at(acting, parcel_id, target_id)
    check_second(acting.account_id, acts_at([waiting.recorded_index])[0].actor)
    said = why.strip()
    if len(said) > LONGEST_ADDRESS or not (agrees or said):
        raise InputError("say why not, in short", (("why", "length" if said else "missing"),))
    matter = matter_of(waiting)
    if matter is not ParcelMatter.LOST:
        refuse_what_stands_against(acting, row)
    given = ParcelSettled(
        parcel_id=row.pk, subject_id=row.subject_id, matter=matter, target_id=waiting.pk, agrees=agrees,
        at=waiting.at if isinstance(waiting, ParcelStep) else "",
        state=_AFTER.get(matter, ParcelState(row.state)) if agrees else ParcelState(row.state),
        words=ParcelSettling(settled_why=said) if said else None,
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def ask_parcel_back(acting: Acting, *, parcel_id: str, said_on: date, back_to: str) -> int:
    """Keeps that whoever sent a parcel asks for it back, and where to; it is sent back by another account.

    Source:   practice rules 3, 4: before a letter told her nothing goes back unless she asked for it.
    Given:    taken whatever is known of him and wherever it is: nothing is said of it here.
    Returns:  the index of the act.
    Raises:   UnknownParcelError, also of what no enquirer sent; ParcelOrderError where she asked already;
              ParcelWordsError; NotYetError.
    Leaf:     contact.parcel_asked_back
    """
    require(acting, ASK_BACK)
    row = parcel_row(acting, parcel_id)
    if not row.enquiry_id:
        raise UnknownParcelError("no enquirer sent it")
    if row.asked_back_index is not None:
        raise ParcelOrderError("she asked for it already", provision=RELIEF)
    check_happened(day_instant(said_on.isoformat()), acting.at, "said_on")
    where = back_to.strip()
    if not where or len(where) > LONGEST_ADDRESS:
        raise ParcelWordsError("say where to", (("back_to", "length" if where else "missing"),))
    given = ParcelAskedBack(
        parcel_id=row.pk, subject_id=row.subject_id, said_on=said_on.isoformat(), words=AskedBackWords(back_to=where)
    )
    return record(given, actor=acting.account_id, at=acting.at)
