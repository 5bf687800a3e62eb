"""Calls by numbers: a place's day, the list of who waits, whom to ask, what is free, figures of fairness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from repatria.core.law.call_hours import first_hour, free_hours
from repatria.core.law.calls import CallMonth, CallSide, is_verified
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.questions import question
from repatria.records.access.role_table import is_allowed
from repatria.records.contact.call_acts import CallBooked, CallPutOff
from repatria.records.contact.call_models import Call, CallAttempt, CallLine, CallPolicyRow, CallRoom
from repatria.records.contact.calling import (
    STANDING,
    against,
    attempts_of,
    booked_of,
    heard_rules,
    hours_of,
    policy_now,
    policy_row,
    room_row,
    verified,
    waiting_at,
    waiting_rows,
    was_policy_told,
    zone_named,
)
from repatria.records.contact.reading import link_of, said_yes, was_told_of_him
from repatria.records.contact.selectors.call_whole import READ
from repatria.records.contact.services.call_booking import is_letter_laid
from repatria.records.contact.services.call_wishes import waits_for_his_own
from repatria.records.ledger.reading import act_at, acts_at, instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.joined import leader_of
from repatria.records.register.scope import is_within
from repatria.records.register.selectors import custody_of

DAY, WAITS, TO_ASK, FIGURES, HIS, POLICY = (
    "contact.?call_day", "contact.?call_list", "contact.?calls_to_ask", "contact.?call_figures", "contact.?his_calls",
    "contact.?call_policy",
)  # fmt: skip


def _check_place(acting: Acting, place: str) -> None:
    if not is_within(acting, place):
        raise OutOfScopeError("this is another camp", provision="role table")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """A room for calls, or a line: what it is and where. Of a line neither clock nor hours."""

    means_id: str
    is_room: bool
    place: str
    name: str
    zone: str = ""
    seats: int = 1
    hours: tuple[str, ...] = ()
    is_telephone: bool = False


@question(DAY, of_numbers=True)
def call_means(acting: Acting, *, place: str = "") -> tuple[RoomView, ...]:
    """The rooms and lines that take calls, of a place or of all; a camp sees its own.

    Raises:   RoleForbidsError.
    """
    require(acting, DAY)
    rooms = [
        RoomView(means_id=row.pk, is_room=True, place=row.place, name=row.name, zone=row.zone, seats=row.seats,
                 hours=tuple(row.hours.split(";")))
        for row in rows_where(CallRoom, closed_index=None, order="opened_index")
    ]  # fmt: skip
    lines = [
        RoomView(means_id=row.pk, is_room=False, place=row.place, name=row.name, is_telephone=row.is_telephone)
        for row in rows_where(CallLine, closed_index=None, order="opened_index")
    ]
    return tuple(one for one in (*rooms, *lines) if place in ("", one.place) and is_within(acting, one.place))


@question(WAITS, of_numbers=True)
def call_places(acting: Acting) -> tuple[str, ...]:
    """The places that have a room for calls, by code; a camp its own alone.  Raises: RoleForbidsError."""
    require(acting, WAITS)
    return tuple(sorted({row.place for row in rows_where(CallRoom, closed_index=None) if is_within(acting, row.place)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedCall:
    """One call that has its hour, as a camp may see it: whom to bring when and where; no name and no address of hers.

    Given:    `is_ready` that all but what the room attests is there; a camp learns no more of what is missing. One that
              was put off keeps its line under the hour that it had, until it has another: `put_off` in the words of
              any technical fault.
    """

    call_id: str
    person_id: str
    room_id: str
    line_id: str
    begins_at: str
    ends_at: str
    way: str
    state: str
    is_watched: bool
    is_ready: bool
    put_off: str = ""


@question(DAY, of_numbers=True)
def call_day(acting: Acting, *, place: str, on: date) -> tuple[BookedCall, ...]:
    """The calls of a place on a day of each room's clock, by hour.

    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, DAY)
    _check_place(acting, place)
    zones = {row.pk: zone_named(row.zone) for row in rows_where(CallRoom, place=place)}
    rows = [
        row for row in rows_where(Call, place=place, state=list(STANDING), order="begins_at")
        if row.room_id in zones and read_instant(row.begins_at).astimezone(zones[row.room_id]).date() == on
    ]  # fmt: skip
    found = [booked_as_seen(row, acting.at) for row in rows]
    return tuple(sorted((*found, *_put_off(place, on, zones)), key=lambda one: (one.begins_at, one.call_id)))


def _put_off(place: str, on: date, zones: dict[str, ZoneInfo]) -> Iterator[BookedCall]:
    """The calls that had an hour here on this day and were put off: whom nobody brings, in the words that all read."""
    rows = {row.booked_index: row for row in waiting_rows(place).values() if row.booked_index is not None}
    moved = {one.index: one.act for one in acts_at([row.moved_index for row in rows.values()])}
    for one in acts_at(rows):
        had, row = one.act, rows[one.index]
        off = moved[row.moved_index]
        if not isinstance(had, CallBooked) or not isinstance(off, CallPutOff) or had.room_id not in zones:
            continue
        if read_instant(had.begins_at).astimezone(zones[had.room_id]).date() == on:
            yield BookedCall(
                call_id=row.pk, person_id=row.person_id, room_id=had.room_id, line_id=had.line_id,
                begins_at=had.begins_at, ends_at=had.ends_at, way=row.way, state=row.state,
                is_watched=had.is_watched, is_ready=False, put_off=off.shown_as.value,
            )  # fmt: skip


def booked_as_seen(row: Call, at: datetime) -> BookedCall:
    """One call as its place sees it."""
    return BookedCall(
        call_id=row.pk, person_id=row.person_id, room_id=row.room_id, line_id=row.line_id, begins_at=row.begins_at,
        ends_at=row.ends_at, way=row.way, state=row.state, is_watched=row.is_watched, is_ready=is_ready(row, at),
    )  # fmt: skip


def is_ready(row: Call, at: datetime) -> bool:
    """Whether a call wants nothing more but what its room attests."""
    number = verified(row.enquiry_id)
    is_rung = is_verified(read_instant(number.rung_at) if number else None, at)
    is_heard = number is not None and heard_rules(number)
    return is_rung and is_heard and is_letter_laid(row) and not against(row, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCall:
    """One line of the list: whose turn it is and why, and how long he has had none.

    Given:    `because` is said to who reads a call whole; no list tells a camp or a visitor of a death in a family.
    """

    call_id: str
    person_id: str
    way: str
    because: str
    asked_at: str
    last_call_at: str
    days: int  # since his last call, or since this one was asked for where he never had one


@question(WAITS, of_numbers=True)
def call_list(acting: Acting, *, place: str) -> tuple[WaitingCall, ...]:
    """Who waits at a place for a call that both agreed to, whose turn it is first.

    Source:   law-and-practice section 6.8.
    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, WAITS)
    _check_place(acting, place)
    rows, is_said = waiting_rows(place), is_allowed(acting.roles, READ)
    return tuple(
        WaitingCall(
            call_id=one.call_id, person_id=rows[one.call_id].person_id, way=rows[one.call_id].way,
            because=one.because.value if is_said else "", asked_at=instant_text(one.asked_at),
            last_call_at=instant_text(one.last_call_at) if one.last_call_at else "",
            days=(acting.at - (one.last_call_at or one.asked_at)).days,
        )
        for one in waiting_at(place, acting.at)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeHour:
    """An hour at which one more call finds a seat and a line."""

    begins_at: str
    line_id: str


@question(WAITS, of_numbers=True)
def free_call_hours(
    acting: Acting, *, room_id: str, on: date, by_telephone: bool = False, minutes: int = 0
) -> tuple[FreeHour, ...]:  # fmt: skip
    """The free hours of a room on a day of its own clock, each with a free line.

    Given:    none that comes before the letter with its code.
    Raises:   RoleForbidsError; UnknownCallError; OutOfScopeError.
    """
    require(acting, WAITS)
    room = room_row(room_id)
    _check_place(acting, room.place)
    lines = rows_where(CallLine, place=room.place, closed_index=None, is_telephone=by_telephone, order="opened_index")
    booked = booked_of(rows_where(Call, place=room.place, state=list(STANDING)))
    found = free_hours(
        on, minutes or policy_now().minutes, room_id=room_id, lines=[row.pk for row in lines], seats=room.seats,
        hours=hours_of(room.hours), zone=zone_named(room.zone), booked=booked,
        not_before=first_hour(acting.at, is_by_telephone=by_telephone),
    )  # fmt: skip
    return tuple(FreeHour(begins_at=instant_text(at), line_id=line) for at, line in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallToAsk:
    """A man who is to be asked about a call: somebody to whom he said yes asks, or he asked a camp's clerk."""

    call_id: str
    person_id: str
    link_index: int | None
    asked_at: str


@question(TO_ASK, of_numbers=True)
def calls_to_ask(acting: Acting) -> tuple[CallToAsk, ...]:
    """Whom an interviewer is to ask about a call, the longest wait first; numbers alone.

    Source:   practice rule 8.
    Given:    an embargo takes no line away, which would tell of it: his word is taken as of any, and moves nothing that
              she reads while it stands.
    Not:      one of whom no letter told her, whom she is kept from, nor one who said no to her: nobody asks him.
    Raises:   RoleForbidsError.
    """
    require(acting, TO_ASK)
    rows = [row for row in rows_where(Call, state="asked", his_index=None, order="asked_index") if row.words_stood]
    at = instants_at([row.asked_index for row in rows])
    found = []
    for row in rows:
        if row.side == CallSide.HIS.value and not row.enquiry_id:
            person_id, link_index = row.person_id, None
        else:
            link = link_of(row.enquiry_id)
            is_told = link is not None and said_yes(link) and was_told_of_him(row.enquiry_id, acting.at)
            if link is None or not is_told or waits_for_his_own(row):
                continue
            person_id, link_index = link.person_id, link.link_index
        found.append(CallToAsk(
            call_id=row.pk, person_id=person_id, link_index=link_index, asked_at=instant_text(at[row.asked_index])
        ))  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFigures:
    """How fairly calls are given at a place: counts, and nobody's number."""

    place: str
    waiting: int
    longest_days: int
    without_any: int  # of those who wait: who never had one
    held_this_month: int
    men_this_month: int
    most_of_one: int  # the calls of the man who had most this month


@question(FIGURES, of_numbers=True)
def call_figures(acting: Acting, *, place: str) -> CallFigures:
    """Fairness in figures: the longest wait, who never had one, how the calls of this month fell.

    Source:   law-and-practice section 6.8.
    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, FIGURES)
    _check_place(acting, place)
    waiting = waiting_at(place, acting.at)
    month = acting.at.date().isoformat()[:7]
    held = [row for row in rows_where(CallAttempt, place=place, outcome="done") if row.on[:7] == month]
    by_man: dict[str, int] = {}
    for row in held:
        by_man[row.person_id] = by_man.get(row.person_id, 0) + 1
    return CallFigures(
        place=place, waiting=len(waiting), held_this_month=len(held), men_this_month=len(by_man),
        longest_days=max(((acting.at - (one.last_call_at or one.asked_at)).days for one in waiting), default=0),
        without_any=sum(one.last_call_at is None for one in waiting), most_of_one=max(by_man.values(), default=0),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class HisCalls:
    """What he may know of his calls: how many this month beside the least, and where he stands in the list.

    Given:    `before` how many go before him, of one that both agreed to; `next_at` of one that has its hour.
    """

    person_id: str
    month: CallMonth
    minutes: int
    are_let: bool
    before: int | None
    next_at: str


@question(HIS, of_numbers=True)
def his_calls(acting: Acting, person_id: str) -> HisCalls:
    """His calls of this month, and his place in the list: read out to him, or shown.

    Source:   law-and-practice section 6.8; practice rule 12.
    Raises:   RoleForbidsError; UnknownPersonError; OutOfScopeError.
    """
    require(acting, HIS)
    holder = custody_of(person_id).holder
    _check_place(acting, holder)
    leader, month, policy = leader_of(person_id), acting.at.date().isoformat()[:7], policy_now()
    had = [row for row in attempts_of([person_id]).get(leader, []) if row.on[:7] == month]
    rows = waiting_rows(holder)
    order = [leader_of(rows[one.call_id].person_id) for one in waiting_at(holder, acting.at)]
    booked = [
        row.begins_at for row in rows_where(Call, state=list(STANDING), place=holder)
        if leader_of(row.person_id) == leader
    ]  # fmt: skip
    return HisCalls(
        person_id=person_id, month=CallMonth(calls=len(had), least=policy.least_a_month), minutes=policy.minutes,
        are_let=policy.are_let, next_at=min(booked, default=""),
        before=order.index(leader) if leader in order else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyView:
    """A policy on calls, with its reason: proposed, agreed, holding."""

    policy_id: str
    are_let: bool
    least_a_month: int
    minutes: int
    because: str
    reason: str
    proposed_by: str
    proposed_at: str
    is_agreed: bool
    is_holding: bool
    is_told: bool  # to the Powers


@question(POLICY, of_numbers=True)
def call_policies(acting: Acting) -> tuple[PolicyView, ...]:
    """Every policy on calls, the newest first.  Raises: RoleForbidsError."""
    require(acting, POLICY)
    holding = policy_row()
    rows = rows_where(CallPolicyRow, order="-proposed_by_index")
    acts = {row.pk: act_at(row.proposed_by_index) for row in rows}
    return tuple(
        PolicyView(
            policy_id=row.pk, are_let=row.are_let, least_a_month=row.least_a_month, minutes=row.minutes,
            because=row.because, reason=row.reason, proposed_by=acts[row.pk].actor, proposed_at=acts[row.pk].at,
            is_agreed=row.agreed_index is not None, is_holding=holding is not None and holding.pk == row.pk,
            is_told=was_policy_told(row),
        )
        for row in rows
    )  # fmt: skip
