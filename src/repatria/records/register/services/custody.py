"""Recording changes of custody, and annulling a wrong one by a further act."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from repatria.core.law.custody import CustodyEvent, CustodyFacts, CustodyState, holder_after, next_custody
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.role_table import Role, is_allowed
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import CustodyRecorded
from repatria.records.register.errors import NotHeldError, UnknownCustodyEntryError, UnknownPersonError
from repatria.records.register.models import CustodyEntry, ProtectedPerson

RECORD = "register.record_custody"


def _custody_row(person_id: str) -> ProtectedPerson:
    row = ProtectedPerson.objects.filter(pk=person_id).first()
    if row is None:
        raise UnknownPersonError("no such person")
    if row.custody_state is None:
        raise NotHeldError("a list names this person; nobody holds him here", provision="GC III 122(2)")
    return row


def is_bound_to_branch(acting: Acting) -> bool:
    """Whether custody is this account's to record through the role of a camp officer alone."""
    officer = Role.CAMP_OFFICER
    return officer in acting.roles and not is_allowed(acting.roles - {officer}, RECORD)


def _require_scope(acting: Acting, row: ProtectedPerson, event: CustodyEvent, holder: str) -> None:
    """A camp officer acts on his own camp's persons, and receives into his camp one who is on the way.

    Given:    `holder` as it was entered: naming his own camp makes nobody else's man his.
    """
    if not is_bound_to_branch(acting):
        return
    is_own = bool(acting.branch) and row.holder == acting.branch
    is_received = event is CustodyEvent.ARRIVED and row.custody_state == CustodyState.IN_TRANSIT.value
    if not is_own and not (is_received and bool(acting.branch) and holder == acting.branch):
        raise OutOfScopeError("this person is in another camp's custody", provision="role table")


@service
def record_custody(
    acting: Acting, *, person_id: str, event: CustodyEvent, happened_at: datetime, facts: CustodyFacts,
    list_reference: str = "", order_by: str = "", due_back_at: datetime | None = None,
) -> CustodyState:  # fmt: skip
    """Records what happened to a person's custody.

    Source:   GC III art. 122(5); spec: custody states.
    Given:    `facts.holder` is who holds him from now on; left empty where the event keeps the holder.
    Returns:  the state reached.
    Raises:   WrongStateError and its kind with the provision, from core.law; NotHeldError;
              OutOfScopeError; NotYetError.
    Leaf:     register.custody_recorded
    """
    require(acting, RECORD)
    check_happened(happened_at, acting.at)
    row = _custody_row(person_id)
    assert row.custody_state is not None
    previous = CustodyState(row.custody_state)
    _require_scope(acting, row, event, facts.holder)
    state = next_custody(previous, event, replace(facts, previous_holder=row.holder, returns_to=_place_left(row)))
    holder = holder_after(state, facts.holder, row.holder)
    record(
        CustodyRecorded(
            custody_id=record_number("C", acting.randomness(7)), person_id=person_id, event=event,
            happened_at=instant_text(happened_at), holder=holder, previous_holder=row.holder, state=state,
            previous_state=previous, list_reference=list_reference, order_by=order_by,
            due_back_at=instant_text(due_back_at) if due_back_at else "", annuls="",
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return state


def _place_left(row: ProtectedPerson) -> CustodyState:
    """The state he was in before his release was opened or he was signed out."""
    last = CustodyEntry.objects.filter(person_id=row.pk, annulled_by=None).order_by("-recorded_at_index").first()
    return CustodyState(last.previous_state) if last else CustodyState.IN_CAMP


@service
def annul_custody(acting: Acting, *, person_id: str, custody_id: str, reason: str) -> None:
    """Annuls the last custody entry of a person by a compensating one; both stay in the log.

    Source:   GC III art. 122(5)
    Given:    only the last entry that is not annulled, so that the timeline still folds.
    Raises:   UnknownCustodyEntryError.
    Leaf:     register.custody_recorded (with `annuls`)
    """
    require(acting, "register.annul_custody")
    row = _custody_row(person_id)
    assert row.custody_state is not None
    entries = CustodyEntry.objects.filter(person_id=person_id, annulled_by=None).order_by("-recorded_at_index")
    last = next((entry for entry in entries if entry.event != CustodyEvent.ANNULLED.value), None)
    if last is None or last.pk != custody_id:
        raise UnknownCustodyEntryError("only the last custody entry can be annulled")
    record(
        CustodyRecorded(
            custody_id=record_number("C", acting.randomness(7)), person_id=person_id, event=CustodyEvent.ANNULLED,
            happened_at=instant_text(acting.at), holder=last.previous_holder, previous_holder=row.holder,
            state=CustodyState(last.previous_state), previous_state=CustodyState(row.custody_state),
            list_reference="", order_by=reason, due_back_at="", annuls=custody_id,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
