"""Recording changes of custody, annulling a wrong one by a further act, and disproving a report by two persons."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from repatria.core.law.custody import (
    CustodyAttested,
    CustodyEvent,
    CustodyFacts,
    CustodyState,
    facts_attested,
    holder_after,
    next_custody,
)
from repatria.core.law.custody_facts import (
    ReleaseDone,
    ReleaseGround,
    is_before_capture,
    is_due_back_within_a_month,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import PartialDate, instant_text, read_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.ledger.catalogue import FitForMigration
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.places.reading import place_of
from repatria.records.register.acts import CustodyRead, CustodyRecorded, CustodyWords
from repatria.records.register.errors import NotHeldError, OwnActError, UnknownCustodyEntryError, UnknownPersonError
from repatria.records.register.joined import leading
from repatria.records.register.models import CustodyEntry, ProtectedPerson
from repatria.records.register.releases import COMPLETE
from repatria.records.register.scope import RECORD, check_may_record, check_moved_in
from repatria.records.register.selectors.movements import OrderView, arrived_with, left_with, open_order
from repatria.records.register.selectors.timeline import read_of

DISPROVE = "register.disprove_report"

PLAIN_EVENTS = frozenset(CustodyEvent) - {
    CustodyEvent.CAPTURE_REPORTED, CustodyEvent.RELEASE_OPENED, CustodyEvent.RELEASE_COMPLETED,
    CustodyEvent.RELEASE_CANCELLED, CustodyEvent.DISPROVED, CustodyEvent.ANNULLED,
}  # fmt: skip
"""What `record_custody` records. A capture, a release, a report disproved and an annulment have acts of their own."""

MOVED_EVENTS = PLAIN_EVENTS - {CustodyEvent.DIED, CustodyEvent.TRANSFERRED_TO_POWER}
"""What may be brought in from another system. That custody has ended somebody here records and answers for."""

_BY_ORDER = frozenset({CustodyEvent.DEPARTED, CustodyEvent.TRANSFER_CALLED_OFF, CustodyEvent.ARRIVED})
_WITH_A_LIST = frozenset({CustodyEvent.DEPARTED, CustodyEvent.EVACUATED, CustodyEvent.ARRIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What is put into a custody act beside the state that the law gives."""

    event: CustodyEvent
    happened_at: datetime
    holder: str = ""
    attested: CustodyAttested = field(default_factory=CustodyAttested)
    words: CustodyWords | None = None
    ground: ReleaseGround | None = None
    done: ReleaseDone | None = None
    read: CustodyRead = field(default_factory=CustodyRead)
    authority: str = ""
    reason: str = ""
    provision: str = ""


def custody_row(person_id: str) -> ProtectedPerson:
    """The row of somebody who is or was in custody here, under whichever of his numbers he is named.

    Raises:   UnknownPersonError; NotHeldError.
    """
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    row = leading(row)
    if row.custody_state is None:
        raise NotHeldError("a list names this person; nobody holds him here", provision="GC III 122(2)")
    return row


def record_by_law(acting: Acting, row: ProtectedPerson, facts: CustodyFacts, given: Recording) -> CustodyState:
    """Asks the law for the state that follows, and records the act with all that it rests on.

    Given:    called once inside a service of this room, which has gathered the facts.
    Raises:   NotYetError; the refusal of the law, with its provision.
    """
    check_happened(given.happened_at, acting.at)
    refuse_statements(_texts_of(given))
    previous = CustodyState(row.custody_state or "")
    facts = replace(
        facts, previous_holder=row.holder, returns_to=_place_left(row),
        is_before_capture=is_before_capture(given.happened_at, _captured_on(row)),
    )  # fmt: skip
    state = next_custody(previous, given.event, facts)
    custody_id, read = record_number("C", acting.randomness(7)), given.read
    if state is CustodyState.IN_TRANSIT and given.attested.list_reference and not read.list_id:
        read = replace(read, list_id=custody_id)  # the first who leaves with a list gives it its number
    holder = holder_after(given.event, state, given.holder, row.holder)
    read = replace(read, is_unit_empty=_is_last_of_unit(row, holder, state))
    record(
        CustodyRecorded(
            custody_id=custody_id, person_id=row.pk, event=given.event, happened_at=instant_text(given.happened_at),
            holder=holder, previous_holder=row.holder, state=state, previous_state=previous, attested=given.attested,
            ground=given.ground, done=given.done, read=read, authority=given.authority, reason=given.reason,
            provision=given.provision, annuls="", words=given.words,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return state


def _is_last_of_unit(row: ProtectedPerson, holder: str, state: CustodyState) -> bool:
    """Whether a unit has passed on the last man whom it held."""
    if row.custody_state != CustodyState.IN_UNIT or (state is CustodyState.IN_UNIT and holder == row.holder):
        return False
    there = ProtectedPerson.objects.filter(holder=row.holder, custody_state=CustodyState.IN_UNIT.value)
    return not there.exclude(pk=row.pk).exists()


@service(migration=FitForMigration("event", MOVED_EVENTS))
def record_custody(
    acting: Acting, *, person_id: str, event: CustodyEvent, happened_at: datetime, holder: str = "",
    attested: CustodyAttested | None = None, words: CustodyWords | None = None,
) -> CustodyState:  # fmt: skip
    """Records what happened to a person's custody, with all that was attested of it.

    Source:   GC III art. 122(5); spec: custody states.
    Given:    `holder` is the open place that holds him from now on, however it is written, kept by its code; empty
              where the event keeps the holder; of an ordered transfer the place that is to hold him: until he leaves he
              stays where he is. Who held him before, where he returns to, the list under which he leaves and how many
              left with a list that is named, the register knows itself. `words` of a death: where, and who was there.
    Returns:  the state reached.
    Raises:   NoSuchHolderError for a holder that is no open place, with those that may be meant; OwnActError for an
              event that has an act of its own; WrongStateError and its kind with the provision, from core.law;
              NotHeldError; OutOfScopeError.
    Leaf:     register.custody_recorded
    """
    require(acting, RECORD)
    row = custody_row(person_id)
    check_moved_in(acting, row.recorded_index)
    refuse_statements({"holder": holder})
    holder = place_of(holder)
    check_may_record(
        acting, person_id=row.pk, state=row.custody_state, held_by=row.holder, event=event, holder=holder
    )  # fmt: skip
    if event not in PLAIN_EVENTS:
        raise OwnActError(f"{event} has an act of its own", provision="house rule 6.1")
    said, order = attested or CustodyAttested(), open_order(row.pk) if event in _BY_ORDER else None
    if event is CustodyEvent.TRANSFER_ORDERED:
        said = replace(said, destination=holder)
    elif event is CustodyEvent.DEPARTED and order is not None:
        said = replace(said, list_reference=said.list_reference or order.list_reference, destination=order.destination)
    due_back_at = _due_back_at(said)
    said = replace(said, due_back_at=instant_text(due_back_at) if due_back_at else "")
    facts = replace(
        facts_attested(said, holder=holder),
        is_due_back_within_a_month=is_due_back_within_a_month(due_back_at, happened_at),
        has_order=order is not None and said.list_reference in ("", order.list_reference),
        ordered_to=order.destination if order else "",
        is_before_order=order is not None and instant_text(happened_at) < order.ordered_at,
    )
    read = _read(event, row.pk, said, order)
    given = Recording(event=event, happened_at=happened_at, holder=holder, attested=said, read=read, words=words)
    return record_by_law(acting, row, facts, given)


def _due_back_at(said: CustodyAttested) -> datetime | None:
    """The hour at which he is due back; a text that is none says nothing, and a clock could not read it."""
    try:
        found = read_instant(said.due_back_at)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _read(event: CustodyEvent, person_id: str, said: CustodyAttested, order: OrderView | None) -> CustodyRead:
    """What the register itself knows of the order, and of those who left and came with the list that is named."""
    ordered_index = order.act_index if order is not None else None
    if event not in _WITH_A_LIST or not said.list_reference:
        return CustodyRead(ordered_index=ordered_index)
    left = left_with(said.list_reference)
    if event is not CustodyEvent.ARRIVED:
        return CustodyRead(
            ordered_index=ordered_index, list_id=left.list_id if left else "", on_list=order.listed if order else None
        )
    return CustodyRead(
        ordered_index=ordered_index, listed=left.persons if left else 0, list_id=left.list_id if left else "",
        left=left.counted if left else None, registered=arrived_with(said.list_reference, besides=person_id) + 1,
    )  # fmt: skip


def _texts_of(given: Recording) -> dict[str, str | None]:
    """Every text of an entry, by the field that it was typed into."""
    told: dict[str, str | None] = {"reason": given.reason, "authority": given.authority, "holder": given.holder}
    for group in (given.attested, given.words, given.ground, given.done):
        texts = {} if group is None else {one.name: getattr(group, one.name) for one in fields(group)}
        told |= {name: said for name, said in texts.items() if type(said) is str}
    return told


def _captured_on(row: ProtectedPerson) -> PartialDate | None:
    return PartialDate.parse(row.captured_on) if row.captured_on else None


def _place_left(row: ProtectedPerson) -> CustodyState:
    """The state he was in before his release was opened or he was signed out."""
    last = rows_where(CustodyEntry, person_id=row.pk, annulled_by=None, order="-recorded_at_index", at_most=1)
    return CustodyState(last[0].previous_state) if last else CustodyState.IN_CAMP


def disproof_reference(person_id: str) -> str:
    """What a second person approves: that this report, as his custody stands by its last act, names nobody real."""
    index = ProtectedPerson.objects.filter(pk=person_id).values_list("custody_index", flat=True).first()
    return f"{person_id}:{index}"


@service
def disprove_report(acting: Acting, *, person_id: str, happened_at: datetime, reason: str) -> CustodyState:
    """Records that a reported capture was disproved: nobody held this person.

    Source:   law-and-practice section 6.1: two persons; those who received the report are told so.
    Given:    another person approved `disproof_reference(person_id)`.
    Raises:   ApprovalsMissingError; WrongStateError unless he is merely reported; NotHeldError.
    Leaf:     register.custody_recorded
    """
    require(acting, DISPROVE)
    row = custody_row(person_id)
    reference = disproof_reference(row.pk)
    approvers = require_approvals(DISPROVE, reference, acting.account_id, at=acting.at)
    given = Recording(
        event=CustodyEvent.DISPROVED, happened_at=happened_at, reason=reason, read=CustodyRead(approved_by=approvers)
    )
    return record_by_law(acting, row, CustodyFacts(disproved_by=(acting.account_id, *approvers)), given)


@service
def annul_custody(acting: Acting, *, person_id: str, custody_id: str, reason: str) -> None:
    """Annuls the last custody entry of a person by a compensating one; both stay in the log.

    Source:   GC III art. 122(5)
    Given:    only the last entry that is not annulled, so that the timeline still folds.
    Raises:   UnknownCustodyEntryError.
    Leaf:     register.custody_recorded (with `annuls`)
    """
    require(acting, "register.annul_custody")
    refuse_statements({"reason": reason})
    row = custody_row(person_id)
    assert row.custody_state is not None
    entries = CustodyEntry.objects.filter(person_id=row.pk, annulled_by=None).order_by("-recorded_at_index")
    last = next((entry for entry in entries if entry.event != CustodyEvent.ANNULLED.value), None)
    if last is None or last.pk != custody_id:
        raise UnknownCustodyEntryError("only the last custody entry can be annulled")
    state = CustodyState(last.previous_state)
    read = CustodyRead(
        list_id=read_of(last).list_id, is_unit_empty=_is_last_of_unit(row, last.previous_holder, state)
    )  # fmt: skip
    record(
        CustodyRecorded(
            custody_id=record_number("C", acting.randomness(7)), person_id=row.pk, event=CustodyEvent.ANNULLED,
            happened_at=instant_text(acting.at), holder=last.previous_holder, previous_holder=row.holder,
            state=state, previous_state=CustodyState(row.custody_state),
            attested=CustodyAttested(), ground=None, done=None, read=read, authority="", reason=reason,
            provision="", annuls=custody_id, words=None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _used(given: CustodyRecorded) -> Used | None:
    if given.event is CustodyEvent.DISPROVED:
        return Used(action=DISPROVE, beginning=f"{given.person_id}:")
    if given.event is CustodyEvent.RELEASE_COMPLETED:
        return Used(action=COMPLETE, beginning=f"{given.read.opened_index}:")
    return None


def register() -> None:
    """Says which approvals the acts of custody use up."""
    uses_approvals(CustodyRecorded, _used)
