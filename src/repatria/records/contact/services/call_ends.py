"""How a call went: what the door says or a clerk logs, who stops it, what each says of the other, codes that go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from sys import maxsize

from repatria.core.law.call_steps import RULE, CallOrderError, next_call
from repatria.core.law.calls import (
    BY_HERSELF,
    BY_HIMSELF,
    CallSide,
    can_have_run,
    log_guards,
    may_be_logged,
    recognising_guards,
)
from repatria.core.law.contact import InterviewFacts, check_interview
from repatria.core.law.guards import refuse_open
from repatria.core.vocabulary.calls import (
    BY_ONE_OF_THEM,
    LONGEST_CALL,
    CallEvent,
    CallState,
    FailedBecause,
    StoppedBecause,
)
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.contact.call_acts import (
    CallBegun,
    CallBooked,
    CallEnded,
    CallLogSaid,
    CallLogStruck,
    CallRecognised,
    CallReportSettled,
)
from repatria.records.contact.call_models import Call, CallAttempt, CallCode, CallRecognition
from repatria.records.contact.calling import STANDING, agreed_facts, attempt_row, call_row, is_urgent, supervisor_in
from repatria.records.contact.errors import CallWordsError, UnknownCallError
from repatria.records.contact.services.call_booking import own_call
from repatria.records.contact.services.call_wishes import ANSWER_HIS
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.own_acts import Cell, KeyDestroyed
from repatria.records.ledger.reading import act_at, act_named
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import Purpose

REPORT, LOG, STOP, STOP_HERS = (
    "contact.take_call_report", "contact.log_call", "contact.stop_call", "contact.stop_call_for_her",
)  # fmt: skip
HIS_WORD, HER_WORD = "contact.say_he_knew_her", "contact.say_she_knew_him"
DESTROY = "contact.destroy_call_codes"
LONGEST_SECONDS = (LONGEST_CALL + timedelta(minutes=1)) // timedelta(seconds=1)
"""The door looks each second: one that lasts to its end may be told a little longer."""
_EVENTS = {
    CallState.DONE: CallEvent.ENDED, CallState.FAILED: CallEvent.FAILED, CallState.STOPPED: CallEvent.STOPPED,
}  # fmt: skip


def _because(outcome: CallState, because: str) -> FailedBecause | StoppedBecause | None:
    """Raises: CallWordsError for a word that this end does not have."""
    if outcome is CallState.DONE and not because:
        return None
    try:
        return StoppedBecause(because) if outcome is CallState.STOPPED else FailedBecause(because)
    except ValueError:
        raise CallWordsError("no such end of a call", (("because", "unknown"),)) from None


def _check_end(outcome: CallState, seconds: int) -> None:
    """Raises: CallWordsError for what is no end of a call."""
    if outcome not in _EVENTS or not 0 <= seconds <= LONGEST_SECONDS:
        raise CallWordsError("no such end of a call", (("seconds" if outcome in _EVENTS else "outcome", "unknown"),))


def _ended(row: Call, outcome: CallState, because: str, seconds: int, on: date, *, by_door: bool) -> CallEnded:
    """The end of a call as an act; one that failed waits again, with what both agreed."""
    _check_end(outcome, seconds)
    why = _because(outcome, because)
    facts = replace(
        agreed_facts(row), failed_because=why if isinstance(why, FailedBecause) else None,
        stopped_because=why if isinstance(why, StoppedBecause) else None,
    )  # fmt: skip
    previous = state = CallState(row.state)
    if state is CallState.PREPARED and (outcome is CallState.DONE or seconds):
        state = next_call(state, CallEvent.BEGUN, facts)  # nobody looked while it ran
    state = next_call(state, _EVENTS[outcome], facts)
    if state is CallState.FAILED:
        state = next_call(state, CallEvent.WAITS_AGAIN, facts)
    return CallEnded(
        call_id=row.pk, codes_id=row.codes_id, place=row.place, person_id=row.person_id, enquiry_id=row.enquiry_id,
        outcome=outcome, because=because, on=on.isoformat(), seconds=seconds,
        supervisor=supervisor_in(row.prepared_index), by_door=by_door, is_urgent=is_urgent(row), previous=previous,
        state=state,
    )  # fmt: skip


@service(actions=REPORT)
def take_call_begun(acting: Acting, *, call_id: str) -> None:
    """Takes from the door that a call runs.

    Source:   law-and-practice section 6.8.
    Raises:   UnknownCallError; CallOrderError.
    Leaf:     contact.call_begun
    """
    require(acting, REPORT)
    row = call_row(call_id)
    previous = CallState(row.state)
    given = CallBegun(call_id=row.pk, previous=previous, state=next_call(previous, CallEvent.BEGUN, agreed_facts(row)))
    record(given, actor=acting.account_id, at=acting.at)


@service(actions=REPORT)
def take_call_report(
    acting: Acting, *, call_id: str, outcome: CallState, seconds: int, because: str = ""
) -> str:  # fmt: skip
    """Takes from the door how a call ended: state, reason, seconds; nothing else is known of it.

    Source:   law-and-practice section 6.8: duration and date, content not.
    Returns:  the state: one that failed waits again in its turn.
    Raises:   UnknownCallError; CallOrderError; OpenGuardError; CallWordsError.
    Leaf:     contact.call_ended
    """
    require(acting, REPORT)
    row = call_row(call_id)
    if seconds and row.state == CallState.BOOKED.value:
        raise CallOrderError("nobody made it ready, so that it ran for nobody", provision=RULE)
    given = _ended(row, outcome, because, seconds, acting.at.date(), by_door=True)
    record(given, actor=acting.account_id, at=acting.at)
    return given.state.value


@service(actions=REPORT)
def settle_call_report(
    acting: Acting, *, booked_index: int, outcome: CallState, seconds: int, because: str = ""
) -> None:  # fmt: skip
    """Takes from the door how a booking went that was put off, stopped or logged by a hand before the door said so.

    Source:   law-and-practice section 6.8: duration and date, content not.
    Given:    `booked_index` the act that booked it. Where a hand said how long it was, the door's length holds; one
              that ran though it was put off is kept as held so long.
    Raises:   UnknownCallError for no such booking; CallOrderError for one that has its hour; CallWordsError.
    Leaf:     contact.call_report_settled
    """
    require(acting, REPORT)
    found = act_named(booked_index)
    if found is None or not isinstance(found.act, CallBooked):
        raise UnknownCallError("no call was booked by this act")
    row = call_row(found.act.call_id)
    if row.booked_index == booked_index and row.state in STANDING:
        raise CallOrderError("this call has its hour", provision=RULE)
    _check_end(outcome, seconds)
    _because(outcome, because)
    given = CallReportSettled(
        call_id=row.pk, booked_index=booked_index, attempt_id=_attempt_of(row.pk, booked_index), place=found.act.place,
        person_id=row.person_id, enquiry_id=row.enquiry_id, outcome=outcome, because=because,
        on=acting.at.date().isoformat(), seconds=seconds,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


def _attempt_of(call_id: str, booked_index: int) -> str:
    """What a hand said of the end of one booking; "" where nobody did."""
    later = [one.booked_index for one in rows_where(CallCode, call_id=call_id) if one.booked_index > booked_index]
    ended = rows_where(CallAttempt, call_id=call_id, order="recorded_index")
    return next((one.pk for one in ended if booked_index < one.recorded_index < min(later, default=maxsize)), "")


@service(actions=LOG)
def log_call(
    acting: Acting, *, call_id: str, outcome: CallState, seconds: int, because: str = ""
) -> str:  # fmt: skip
    """Logs an ordinary call that a clerk dialled, or one of which the door says nothing: how it ended and how long.

    Source:   law-and-practice section 6.8; practice rules 19, 29: telephone first.
    Returns:  the state; the one before while it waits for a second account.
    Given:    a call that is dialled from its hour on; of all others the door speaks, and once their end passed one
              account says it and another agrees (`settle_call_log`), unless the door speaks first.
    Raises:   UnknownCallError; OutOfScopeError; CallOrderError, also where one said it before; OpenGuardError;
              CallWordsError.
    Leaf:     contact.call_ended, or contact.call_log_said
    """
    require(acting, LOG)
    row = own_call(acting, call_id)
    facts = agreed_facts(row)
    if row.state in STANDING and not may_be_logged(
        is_by_telephone=facts.is_by_telephone, begins_at=facts.begins_at, ends_at=facts.ends_at, at=acting.at
    ):  # fmt: skip
        raise CallOrderError("its hour has not passed", provision=RULE)
    if facts.is_by_telephone:
        _check_ran(row, seconds, acting.at)
    elif facts.begins_at and facts.ends_at and timedelta(seconds=seconds) > facts.ends_at - facts.begins_at:
        raise CallOrderError("it did not run so long", provision=RULE)
    if row.log_index is not None:
        raise CallOrderError("that was said already, and waits for another account", provision=RULE)
    given = _ended(row, outcome, because, seconds, acting.at.date(), by_door=False)
    if facts.is_by_telephone:
        record(given, actor=acting.account_id, at=acting.at)
        return given.state.value
    said = CallLogSaid(call_id=row.pk, outcome=outcome, because=because, seconds=seconds)
    record(said, actor=acting.account_id, at=acting.at)
    return row.state


@service(actions=LOG)
def settle_call_log(acting: Acting, *, call_id: str, agrees: bool) -> str:
    """Agrees to what another account said of a call's end, or strikes it: then it is said anew.

    Source:   practice rule 19; two-person rule; law-and-practice section 6.8.
    Given:    whoever said it may strike it, and agrees to nothing of its own.
    Returns:  the state.
    Raises:   UnknownCallError; OutOfScopeError; CallOrderError where nothing waits; SecondPersonError.
    Leaf:     contact.call_ended, or contact.call_log_struck
    """
    require(acting, LOG)
    row = own_call(acting, call_id)
    if row.log_index is None:
        raise CallOrderError("nothing that was said of it waits", provision=RULE)
    if not agrees:
        struck = CallLogStruck(call_id=row.pk, said_index=row.log_index)
        record(struck, actor=acting.account_id, at=acting.at)
        return row.state
    said = act_at(row.log_index)
    refuse_open(log_guards(said.actor, acting.account_id))
    assert isinstance(said.act, CallLogSaid), "the row names it"
    on = read_instant(said.at).date()
    given = _ended(row, said.act.outcome, said.act.because, said.act.seconds, on, by_door=False)
    record(given, actor=acting.account_id, at=acting.at)
    return given.state.value


@service(
    actions=ByParameter(parameter="because", actions={BY_HERSELF: STOP_HERS, BY_HIMSELF: ANSWER_HIS}, otherwise=STOP)
)
def stop_call(acting: Acting, *, call_id: str, because: StoppedBecause, seconds: int = 0) -> None:
    """Stops a call: she or he without a reason, by whoever speaks for them; whoever attends with one of the others.

    Source:   law-and-practice section 6.8: who may stop, and why.
    Given:    his word comes by an interviewer and never by a camp, hers by whoever answers her; of one that has its
              hour a third person in room or picture, a place that can be told, somebody unwell, an alarm by whoever
              attends.
    Raises:   UnknownCallError; OutOfScopeError; CallOrderError for one that is over, that has no hour to attend, or
              that cannot have run as long as is said.
    Leaf:     contact.call_ended
    """
    require(acting, {BY_HERSELF: STOP_HERS, BY_HIMSELF: ANSWER_HIS}.get(because, STOP))
    row = call_row(call_id)
    if row.place or because not in BY_ONE_OF_THEM:
        row = own_call(acting, call_id)
    if because not in BY_ONE_OF_THEM and row.state not in STANDING:
        raise CallOrderError("nobody attends a call that has no hour", provision=RULE)
    _check_ran(row, seconds, acting.at)
    given = _ended(row, CallState.STOPPED, because.value, seconds, acting.at.date(), by_door=False)
    record(given, actor=acting.account_id, at=acting.at)


def _check_ran(row: Call, seconds: int, at: datetime) -> None:
    """Refuses a length that a hand says of a call which did not run so long.  Raises: CallOrderError."""
    facts = agreed_facts(row)
    if not can_have_run(
        seconds=seconds, has_begun=row.state == CallState.HELD.value, begins_at=facts.begins_at, at=at,
        is_by_telephone=facts.is_by_telephone and row.state == CallState.PREPARED.value,
    ):  # fmt: skip
        raise CallOrderError("it did not run so long", provision=RULE)


@service(actions=ByParameter(parameter="side", actions={CallSide.HIS: HIS_WORD}, otherwise=HER_WORD))
def record_recognition(
    acting: Acting, *, attempt_id: str, side: CallSide, is_other: bool, facts: InterviewFacts | None = None
) -> int:  # fmt: skip
    """Keeps what one of the two said after a call: whether it was the other. Each says so apart.

    Source:   practice rule 19; law-and-practice section 6.5.
    Given:    his by an interviewer, alone, hers by a caseworker; two persons of the bureau. What both said is a proof
              of her kinship that the house draws itself: one who did not know the other takes it away.
    Returns:  the index of the act.
    Raises:   UnknownCallError; CallOrderError where this one said so already; OpenGuardError for a call that was not
              held; SecondPersonError; InterviewError.
    Leaf:     contact.call_recognised
    """
    require(acting, HIS_WORD if side is CallSide.HIS else HER_WORD)
    row = attempt_row(attempt_id)
    if side is CallSide.HIS:
        check_interview(facts or InterviewFacts())
    said = {one.side: one for one in rows_where(CallRecognition, attempt_id=attempt_id)}
    if side.value in said:
        raise CallOrderError("that was said already", provision=RULE)
    other = next(iter(said.values()), None)
    refuse_open(recognising_guards(
        was_held=row.seconds > 0, is_of_both=bool(row.enquiry_id and row.person_id), said_by=acting.account_id,
        other_said_by=act_at(other.recorded_index).actor if other else "",
    ))  # fmt: skip
    given = CallRecognised(
        attempt_id=attempt_id, call_id=row.call_id, enquiry_id=row.enquiry_id, person_id=row.person_id, side=side,
        is_other=is_other, both=None if other is None else (is_other and other.is_other),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


def _cells(row: CallCode) -> tuple[Cell, ...]:
    return tuple(
        Cell("contact_callcode", row.pk, name) for name in ("hers", "his", "watch") if getattr(row, name) is not None
    )


def codes_standing(codes_id: str) -> bool:
    """Whether the codes of one booking stand."""
    row = row_numbered(CallCode, codes_id) if codes_id else None
    return row is not None and bool(_cells(row))


@service
def destroy_call_codes(acting: Acting, *, codes_id: str) -> None:
    """Destroys the codes of a booking that is off or over: nothing opens that call again, and nobody reads what did.

    Source:   practice rule 29; issue 18, part 3: booking and code are deleted with the call.
    Raises:   UnknownCallError where none stand; CallOrderError while the call has its hour.
    Leaf:     ledger.key_destroyed
    """
    require(acting, DESTROY)
    row = row_numbered(CallCode, codes_id)
    cells = _cells(row) if row is not None else ()
    if row is None or not cells:
        raise UnknownCallError("no such codes stand")
    if call_row(row.call_id).codes_id == codes_id:
        raise CallOrderError("this call has its hour", provision=RULE)
    record(
        KeyDestroyed(purpose=Purpose.KIN, subject=codes_id, reason="the call is off or over", approved_by=(),
                     cells=cells),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
