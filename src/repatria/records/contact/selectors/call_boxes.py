"""What a round shows her of calls, and what is put at the door of those that begin soon."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from repatria.core.law.calls import CallSide, CallWay, ShownCall, call_to_show
from repatria.core.vocabulary.calls import OVER, PUT_AT_THE_DOOR, CallState
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.access.acting import Acting
from repatria.records.access.services import record_reading
from repatria.records.contact.call_models import Call, CallCode, CallWish
from repatria.records.contact.calling import STANDING, against
from repatria.records.contact.reading import may_be_told
from repatria.records.ledger.reading import acts_at, instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

LIES_FOR = timedelta(days=7)
"""How long a box says that a call is over."""


def step_now(row: Call, at: datetime) -> ShownCall:
    """Which step the next round shows of a call."""
    is_hers_open = row.side == CallSide.HIS.value and row.her_index is None and row.his_index is not None
    return call_to_show(
        CallState(row.state), ShownCall(row.shown), may_be_told=may_be_told(row.enquiry_id, at),
        is_hers_open=is_hers_open,
    )  # fmt: skip


def _is_news(row: Call, step: ShownCall) -> bool:
    """Whether a round has something to lay: another step, or the letter of a booking that never lay there."""
    is_booking_new = step is ShownCall.BOOKED and (row.laid_index or -1) < (row.booked_index or -1)
    return is_booking_new or step.value != row.shown


def moved_calls(enquiry_id: str, at: datetime) -> dict[str, ShownCall]:
    """The calls of which the next round shows another step than the last, or another booking, with that step."""
    steps = {row.pk: (row, step_now(row, at)) for row in rows_where(Call, enquiry_id=enquiry_id, order="asked_index")}
    return {call_id: step for call_id, (row, step) in steps.items() if _is_news(row, step)}


def enquiries_with_calls() -> tuple[str, ...]:
    """The enquiries of which a call may stand elsewhere than the box shows; numbers only."""
    going = rows_where(Call, state=[state.value for state in CallState if state not in OVER])
    told = rows_where(Call, shown=ShownCall.BOOKED.value)
    return tuple(sorted({row.enquiry_id for row in (*going, *told) if row.enquiry_id}))


def items_of_calls(subject: str) -> tuple[int, ...]:
    """The numbers of the sealed items of the inbox in which an enquirer's wishes for calls came."""
    indices = [row.asked_index for row in rows_where(Call, writer_id=subject)]
    indices += [row.her_index for row in rows_where(Call, enquiry_id=subject) if row.her_index is not None]
    indices += [row.recorded_index for row in rows_where(CallWish, writer_id=subject)]
    acts = (one.act for one in acts_at(sorted(set(indices))))
    places = (getattr(act, "inbox", "").partition(":")[0] for act in acts)
    return tuple(sorted({int(place) for place in places if place}))


@dataclass(frozen=True, slots=True, kw_only=True)
class CallInBox:
    """What a box says of one call.

    Given:    `her_code` and hours of one that is booked.
    Not:      how many go before one that waits: a number that no act of a round moved would tell that he died or left.
    """

    call_id: str
    step: str
    asked_on: str
    act_index: int
    words_stood: bool
    way: str = ""
    zone: str = ""
    begins_at: str = ""
    minutes: int = 0
    her_code: str = ""
    is_watched: bool = False


def calls_for_round(acting: Acting) -> Mapping[str, tuple[CallInBox, ...]]:
    """By enquiry what its box says of calls, as the last act of a round has it.

    Leaf:     access.reading_recorded, where a code lies in any
    """
    rows = [row for row in rows_where(Call, order="asked_index") if row.enquiry_id and _is_said(row)]
    instants = instants_at([i for row in rows for i in (row.asked_index, row.moved_index)])
    rows = [
        row for row in rows
        if row.shown != ShownCall.OVER.value or acting.at - instants[row.moved_index] < LIES_FOR
    ]  # fmt: skip
    booked = [row for row in rows if row.shown == ShownCall.BOOKED.value and row.state in STANDING]
    codes = _codes(acting, booked)
    found: dict[str, list[CallInBox]] = {}
    for row in rows:
        has_hour = row in booked
        found.setdefault(row.enquiry_id, []).append(CallInBox(
            call_id=row.pk, step=row.shown, asked_on=instants[row.asked_index].date().isoformat(),
            act_index=row.asked_index, words_stood=row.words_stood, way=row.way, zone=row.zone,
            begins_at=row.begins_at if has_hour else "",
            minutes=_minutes(row) if has_hour else 0, her_code=codes.get(row.codes_id, "") if has_hour else "",
            is_watched=has_hour and row.is_watched,
        ))  # fmt: skip
    return {one: tuple(lines) for one, lines in found.items()}


def _minutes(row: Call) -> int:
    return round((read_instant(row.ends_at) - read_instant(row.begins_at)).total_seconds() / 60)


def _is_said(row: Call) -> bool:
    """Whether she knows of it: she asked herself, or a round told her that he does."""
    return row.side == CallSide.HERS.value or row.shown != ShownCall.RECEIVED.value


def _codes(acting: Acting, rows: list[Call]) -> dict[str, str]:
    ids = [row.codes_id for row in rows if row.way != CallWay.TELEPHONE.value]
    found = rows_where(CallCode, pk=ids) if ids else []
    if found:
        record_reading(acting, question="contact.?codes_laid", records=[row.call_id for row in found])
    return {row.pk: cells["hers"] or "" for row, cells in zip(found, open_rows(found, ("hers",)), strict=True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAtDoor:
    """A prepared call that begins soon: what its tickets are made of."""

    call_id: str
    enquiry_id: str
    ticket: str
    begins_at: datetime
    ends_at: datetime
    hers: str
    his: str
    watch: str
    is_watched: bool
    is_sound: bool


def booked_now() -> dict[str, datetime]:
    """The calls that have their hour and do not run yet, by number, each with its hour, the next first."""
    rows = rows_where(Call, state=[*STANDING[:2]], order="begins_at")
    return {row.pk: read_instant(row.begins_at) for row in rows}


def never_ready(at: datetime) -> tuple[str, ...]:
    """The calls whose hour passed and that nobody made ready, by number."""
    rows = rows_where(Call, state=CallState.BOOKED.value, order="begins_at")
    return tuple(row.pk for row in rows if read_instant(row.ends_at) <= at)


def stands_against_call(call_id: str, at: datetime) -> bool:
    """Whether anything stands against a call that has its hour."""
    rows = rows_where(Call, pk=call_id)
    return bool(rows) and bool(against(rows[0], at))


def tickets_at_door(at: datetime) -> dict[str, str]:
    """The calls that may be entered now or run, by the ticket of their booking; numbers only."""
    until = instant_text(at + PUT_AT_THE_DOOR)
    return {
        row.ticket: row.pk
        for row in rows_where(Call, state=[CallState.PREPARED.value, CallState.HELD.value], order="begins_at")
        if row.way != CallWay.TELEPHONE.value and row.begins_at <= until and row.ends_at > instant_text(at)
    }  # fmt: skip


def calls_at_door(acting: Acting, tickets: Collection[str]) -> tuple[CallAtDoor, ...]:
    """Of the calls that may be entered now or run those of these tickets, with their codes.

    Leaf:     access.reading_recorded, where there are any
    """
    asked = [call_id for ticket, call_id in tickets_at_door(acting.at).items() if ticket in tickets]
    rows = rows_where(Call, pk=asked, order="begins_at")
    codes = {row.pk: row for row in rows_where(CallCode, pk=[row.codes_id for row in rows])} if rows else {}
    if rows:
        record_reading(acting, question="contact.?codes_laid", records=[row.pk for row in rows])
    found = []
    for row in rows:
        (cells,) = open_rows([codes[row.codes_id]], ("hers", "his", "watch"))
        found.append(CallAtDoor(
            call_id=row.pk, enquiry_id=row.enquiry_id, ticket=row.ticket, begins_at=read_instant(row.begins_at),
            ends_at=read_instant(row.ends_at), is_watched=row.is_watched,
            is_sound=row.way == CallWay.SOUND.value, **{name: text or "" for name, text in cells.items()},
        ))  # fmt: skip
    return tuple(found)


def call_with_ticket(ticket: str) -> str:
    """The call that the door names by this; "" for none that stands."""
    rows = rows_where(Call, ticket=ticket, at_most=1) if ticket else []
    return rows[0].pk if rows else ""


_OF_LATE = 400
"""Of how many calls, those that moved last, bookings are looked at: a report comes soon after its call was off."""


def booking_of_late(ticket: str) -> int | None:
    """The act of the booking that the door names by this, of one that stands no more; None for none of late."""
    moved = [row.pk for row in rows_where(Call, order="-moved_index", at_most=_OF_LATE)]
    booked = acts_at(row.booked_index for row in rows_where(CallCode, call_id=moved)) if ticket and moved else []
    return next((one.index for one in booked if getattr(one.act, "ticket", "") == ticket), None)
