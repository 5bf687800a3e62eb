"""A call gets its hour, her number is verified, all is made ready; and one is put off while what both agreed stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from repatria.core.law.call_hours import booking_guards, letter_guards, means_guards
from repatria.core.law.call_numbers import number_guards, ringing_guards
from repatria.core.law.call_steps import next_call
from repatria.core.law.calls import (
    CallWay,
    OutOfTurn,
    PreparingFacts,
    is_verified,
    preparing_guards,
    speaking_guards,
    told_to_a_camp,
    turn_guards,
)
from repatria.core.law.guards import refuse_open
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.call_tickets import one_time_code, room_code
from repatria.core.vocabulary.calls import CallEvent, CallState, FailedBecause
from repatria.core.vocabulary.dates import day_instant, instant_text, read_instant
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.contact.call_acts import (
    CallBooked,
    CallCodes,
    CallPrepared,
    CallPutOff,
    NumberVerified,
    NumberWords,
)
from repatria.records.contact.call_models import Call
from repatria.records.contact.calling import (
    against,
    agreed_facts,
    blocked_before,
    booked_beside,
    call_row,
    heard_rules,
    hours_of,
    is_turn_of,
    is_urgent,
    line_row,
    place_of,
    policy_now,
    ringing_of,
    room_row,
    speaking_of,
    verified,
    zone_named,
)
from repatria.records.contact.errors import CallWordsError
from repatria.records.enquiries.receipts import receipt_for_room
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.scope import is_bound_to_branch, is_within

BOOK, VERIFY, PREPARE, PUT_OFF = (
    "contact.book_call", "contact.verify_number", "contact.prepare_call", "contact.put_call_off",
)  # fmt: skip
LONGEST_NAME, LONGEST_NUMBER = 120, 40


def _codes(way: str, draw: Callable[[int], bytes]) -> CallCodes | None:
    """None of an ordinary call: somebody dials it."""
    if way == CallWay.TELEPHONE.value:
        return None
    return CallCodes(hers=one_time_code(draw(16)), his=room_code(draw(16)), watch=room_code(draw(16)))


_blocked: ContextVar[frozenset[str]] = ContextVar("blocked_before_a_booking", default=frozenset())
"""What was weighed for the booking that runs: before the log's lock, for who stands blocked stays at the head."""


def _weigh(acting: Acting, *, call_id: str, **_: object) -> Mapping[str, Any]:
    require(acting, BOOK)
    row = row_numbered(Call, call_id)
    waits = row is not None and row.state == CallState.AGREED.value
    _blocked.set(blocked_before(row.pk, place_of(row), acting.at) if row and waits else frozenset())
    return {}


@service(before=_weigh)
def book_call(
    acting: Acting, *, call_id: str, room_id: str, line_id: str, begins_at: datetime, minutes: int = 0,
    out_of_turn: OutOfTurn | None = None, is_watched: bool = False,
) -> str:  # fmt: skip
    """Gives a call its hour in a room and on a line of the place that holds him: whose turn it is goes first.

    Source:   law-and-practice section 6.8; GC III art. 71.
    Given:    an instant with its zone; `minutes` none for what the policy says; `out_of_turn` why another whose turn
              it is stands back. One who may be rung on no number gets no hour, for she could not be rung before it.
              Whose turn it is, what stands against it, and who has the room are read; what stands against those before
              it is read ahead of the log's lock, and who came since goes before it.
    Returns:  the instant at which it ends.
    Raises:   UnknownCallError; CallOrderError; OpenGuardError; the refusal of the first open guard; CallWordsError.
    Leaf:     contact.call_booked
    """
    require(acting, BOOK)
    row, room = call_row(call_id), room_row(room_id)
    if begins_at <= acting.at:
        raise CallWordsError("this hour has passed", (("begins_at", "passed"),))
    ends_at = begins_at + timedelta(minutes=minutes or policy_now().minutes)
    facts = replace(agreed_facts(row), begins_at=begins_at, ends_at=ends_at)
    previous = CallState(row.state)
    state = next_call(previous, CallEvent.BOOKED, facts)
    speaking = speaking_of(row.enquiry_id, acting.at)
    refuse_open(speaking_guards(speaking))
    place = speaking.place
    line = line_row(line_id)
    left, never = ringing_of(receipt_for_room(row.enquiry_id))
    refuse_open(ringing_guards(left, never=never))
    refuse_open(means_guards(
        place=place, room_at=room.place, line_at=line.place, is_telephone=line.is_telephone,
        is_by_telephone=row.way == CallWay.TELEPHONE.value,
    ))  # fmt: skip
    refuse_open(letter_guards(begins_at, acting.at, is_by_telephone=row.way == CallWay.TELEPHONE.value))
    refuse_open(booking_guards(
        begins_at, ends_at, room_id=room_id, line_id=line_id, seats=room.seats, hours=hours_of(room.hours),
        zone=zone_named(room.zone), booked=booked_beside(room_id, line_id),
    ))  # fmt: skip
    is_in_turn = is_turn_of(row.pk, place, acting.at, _blocked.get())
    refuse_open(turn_guards(is_in_turn=is_in_turn, out_of_turn=out_of_turn))
    given = CallBooked(
        call_id=row.pk, codes_id=f"{row.pk}:codes:{acting.randomness(4).hex()}", place=place, room_id=room_id,
        line_id=line_id, begins_at=instant_text(begins_at), ends_at=instant_text(ends_at),
        ticket=acting.randomness(16).hex(), out_of_turn=None if is_in_turn else out_of_turn, is_watched=is_watched,
        is_number_verified=is_rung_back(row.enquiry_id, begins_at),
        previous=previous, state=state, codes=_codes(row.way, acting.randomness),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.ends_at


@service
def verify_number(
    acting: Acting, *, enquiry_id: str, telephone: str, rung_at: datetime, are_rules_read: bool = False
) -> None:  # fmt: skip
    """Records that she was rung back on the number that she left, and that it was she who answered.

    Source:   law-and-practice section 6.8; practice rules 2, 7.
    Given:    whoever chose to be neither rung nor written to is not rung. The number is one that she wrote, or that two
              put in its place (`change_telephone`). It holds for 30 days, and says nothing of him: whoever rings asks
              for her alone, and may read her the rules of any call, without which none of hers is made ready. Which
              calls of hers wait for it is read.
    Raises:   UnknownEnquiryError; CallWordsError, also for an instant before she asked; NotYetError; OpenGuardError.
    Leaf:     contact.call_number_verified
    """
    require(acting, VERIFY)
    receipt = receipt_for_room(enquiry_id)
    check_happened(rung_at, acting.at, "rung_at")
    if rung_at < day_instant(receipt.received_on):
        raise CallWordsError("she had not asked yet", (("rung_at", "before_asked"),))
    said = telephone.strip()
    if not any(one.isdigit() for one in said) or len(said) > LONGEST_NUMBER:
        raise CallWordsError("that is no number", (("telephone", "missing" if not said else "form"),))
    left, never = ringing_of(receipt)
    refuse_open(ringing_guards(left, never=never))
    refuse_open(number_guards(said, left))
    given = NumberVerified(
        enquiry_id=enquiry_id, rung_at=instant_text(rung_at), are_rules_read=are_rules_read,
        calls=_booked_within(enquiry_id, rung_at) if are_rules_read else (), words=NumberWords(telephone=said),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


def is_rung_back(enquiry_id: str, at: datetime) -> bool:
    """Whether she was rung back, heard the rules, and this holds at an instant."""
    number = verified(enquiry_id)
    return number is not None and is_verified(read_instant(number.rung_at), at) and heard_rules(number)


def _booked_within(enquiry_id: str, rung_at: datetime) -> tuple[str, ...]:
    """Her calls that have an hour at which a number holds on which she was rung now."""
    rows = rows_where(Call, enquiry_id=enquiry_id, state=CallState.BOOKED.value, order="booked_index")
    return tuple(row.pk for row in rows if is_verified(rung_at, read_instant(row.begins_at)))


def is_letter_laid(row: Call) -> bool:
    """Whether she knows of this very booking: by the letter with hour and code that lay in her box in a round, or, of a
    call for which no code is needed, since she was rung back after it had its hour.
    """
    if row.booked_index is None:
        return False
    if row.laid_index is not None and row.laid_index > row.booked_index:
        return True
    number = verified(row.enquiry_id) if row.way == CallWay.TELEPHONE.value else None
    return number is not None and number.recorded_index > row.booked_index


@service
def prepare_call(
    acting: Acting, *, call_id: str, are_rules_read: bool, is_watching_told: bool, is_room_clear: bool, supervisor: str
) -> str:  # fmt: skip
    """Says that a call may begin: rules read and watching said to him, nobody else in room or picture, who supervises.

    Source:   law-and-practice section 6.8; practice rule 29; GC III art. 13.
    Given:    from two hours before its hour until its end. That another account rang her back and read her the rules,
              that her letter lay in her box, that there is a relay, and that nothing stands against it are read. A camp
              prepares its own calls, and learns nothing of what is missing with her.
    Returns:  the state.
    Raises:   UnknownCallError; OutOfScopeError; CallOrderError; the refusal of the first open guard; CallWordsError.
    Leaf:     contact.call_prepared
    """
    require(acting, PREPARE)
    row = own_call(acting, call_id)
    name = supervisor.strip()
    refuse_statements({"supervisor": name})
    if len(name) > LONGEST_NAME:
        raise CallWordsError("say it shorter", (("supervisor", "length"),))
    number = verified(row.enquiry_id)
    guards = (*against(row, acting.at), *preparing_guards(PreparingFacts(
        at=acting.at, begins_at=read_instant(row.begins_at) if row.begins_at else None,
        ends_at=read_instant(row.ends_at) if row.ends_at else None,
        verified_at=read_instant(number.rung_at) if number else None, is_letter_laid=is_letter_laid(row),
        were_rules_read_to_her=number is not None and heard_rules(number),
        are_rules_read=are_rules_read, is_watching_told=is_watching_told, is_room_clear=is_room_clear, supervisor=name,
        verified_by=act_at(number.recorded_index).actor if number else "", prepared_by=acting.account_id,
    )))  # fmt: skip
    if is_bound_to_branch(acting):
        guards = told_to_a_camp(guards)
    refuse_open(guards)
    previous = CallState(row.state)
    assert number is not None, "a guard asks for it"
    given = CallPrepared(
        call_id=row.pk, are_rules_read=are_rules_read, is_watching_told=is_watching_told, is_room_clear=is_room_clear,
        supervisor=name, verified_index=number.recorded_index, previous=previous,
        state=next_call(previous, CallEvent.PREPARED, agreed_facts(row)),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return given.state.value


def own_call(acting: Acting, call_id: str) -> Call:
    """A call of a place that lies in this account's scope.  Raises: UnknownCallError; OutOfScopeError."""
    row = call_row(call_id)
    if not is_within(acting, place_of(row)):
        raise OutOfScopeError("this is another camp", provision="role table")
    return row


@service
def put_call_off(acting: Acting, *, call_id: str, because: FailedBecause = FailedBecause.NO_LINE) -> None:
    """Takes a call off its hour: what both agreed stands, and it waits for another in its turn.

    Source:   practice rule 4; law-and-practice section 6.8.
    Given:    whatever lies behind, an embargo or a broken line, is said in the words of a technical fault; what the
              house reads against it is kept in the act for those who may know.
    Raises:   UnknownCallError; OutOfScopeError; CallOrderError for one that has no hour.
    Leaf:     contact.call_put_off
    """
    require(acting, PUT_OFF)
    row = own_call(acting, call_id)
    previous = CallState(row.state)
    state = next_call(previous, CallEvent.PUT_OFF, agreed_facts(row))
    given = CallPutOff(
        call_id=row.pk, codes_id=row.codes_id, shown_as=because,
        guards=tuple(one.what for one in against(row, acting.at)), is_urgent=is_urgent(row), previous=previous,
        state=state,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
