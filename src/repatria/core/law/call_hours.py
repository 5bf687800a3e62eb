"""When a room and a line are free: opening hours on the room's own clock, over a change of the clock too.

Hours are kept as the clock of the room shows them; a call is kept in UTC. Nobody books what another has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from repatria.core.law.call_steps import RULE
from repatria.core.law.guards import OpenGuard, need

MOST_SEATS = 40
LETTER_LIES_AFTER = timedelta(days=1)
"""By when her letter with hour and code lies in her box: a round is held each day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """From when until when a room is open on one day of the week.

    Units:    weekday 0 (Monday) to 6; hours as the room's clock shows them, "09:00".
    """

    weekday: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """One call that has its hour.  Units: UTC."""

    begins_at: datetime
    ends_at: datetime
    room_id: str
    line_id: str


def hours_guards(hours: Iterable[OpenHours], seats: int) -> Iterator[OpenGuard]:
    """What is wrong with the hours of a room: a day that none has, an hour that no clock shows, an end before it."""
    found = tuple(hours)
    is_whole = bool(found) and all(
        0 <= one.weekday <= 6 and (span := _span(one)) is not None and span[0] < span[1] for one in found
    )
    yield from need(is_whole and len({one.weekday for one in found}) == len(found), "room_hours", RULE)
    yield from need(1 <= seats <= MOST_SEATS, "room_seats", RULE)


def _span(one: OpenHours) -> tuple[time, time] | None:
    try:
        return time.fromisoformat(one.opens), time.fromisoformat(one.closes)
    except ValueError:
        return None


def opening(on: date, hours: Iterable[OpenHours], zone: tzinfo) -> tuple[datetime, datetime] | None:
    """From when until when a room is open on a day; None where it is not.

    Units:    `on` a day of the room's clock; UTC.
    Given:    where the clock is put forward over an hour of it that hour is not there; where it is put back the first
              of the two alike opens and the second closes.
    """
    for one in hours:
        span = _span(one)
        if span is not None and one.weekday == on.weekday():
            opens, closes = (datetime.combine(on, at, tzinfo=zone) for at in span)
            return opens.astimezone(UTC), closes.replace(fold=1).astimezone(UTC)
    return None


def is_open(begins_at: datetime, ends_at: datetime, hours: Iterable[OpenHours], zone: tzinfo) -> bool:
    """Whether a room is open from beginning to end."""
    span = opening(begins_at.astimezone(zone).date(), hours, zone)
    return span is not None and span[0] <= begins_at and ends_at <= span[1]


def _overlapping(begins_at: datetime, ends_at: datetime, booked: Iterable[Booked]) -> list[Booked]:
    return [one for one in booked if one.begins_at < ends_at and begins_at < one.ends_at]


def _most_at_once(found: Sequence[Booked], begins_at: datetime) -> int:
    """How many of them run at one instant at most, from this beginning on."""
    starts = [max(one.begins_at, begins_at) for one in found]
    return max((sum(one.begins_at <= at < one.ends_at for one in found) for at in starts), default=0)


def booking_guards(
    begins_at: datetime, ends_at: datetime, *, room_id: str, line_id: str, seats: int, hours: Iterable[OpenHours],
    zone: tzinfo, booked: Iterable[Booked],
) -> Iterator[OpenGuard]:  # fmt: skip
    """What stands against this hour: a room that is shut, no seat in it, a line on which somebody speaks.

    Source:   law-and-practice section 6.8.
    Given:    `booked` all other calls that have an hour in this room or on this line.
    """
    yield from need(is_open(begins_at, ends_at, hours, zone), "room_open", RULE)
    found = _overlapping(begins_at, ends_at, booked)
    in_room = [one for one in found if one.room_id == room_id]
    yield from need(_most_at_once(in_room, begins_at) < seats, "room_free", RULE)
    yield from need(not any(one.line_id == line_id for one in found), "line_free", RULE)


def first_hour(at: datetime, *, is_by_telephone: bool) -> datetime:
    """From when on an hour is offered: behind the letter that brings her its code; an ordinary call has none."""
    return at if is_by_telephone else at + LETTER_LIES_AFTER


def letter_guards(begins_at: datetime, at: datetime, *, is_by_telephone: bool) -> Iterator[OpenGuard]:
    """What stands against an hour that comes before the letter with its code can lie in her box.

    Source:   law-and-practice section 6.8; decision 0080: her letter goes with a round, and a round is held each day.
    """
    yield from need(begins_at >= first_hour(at, is_by_telephone=is_by_telephone), "letter_in_time", RULE)


def means_guards(
    *, place: str, room_at: str, line_at: str, is_telephone: bool, is_by_telephone: bool
) -> Iterator[OpenGuard]:  # fmt: skip
    """What is wrong with a room and a line: they are of another place than he, or for another kind of call."""
    yield from need(room_at == place, "room_of_place", RULE)
    yield from need(line_at == place, "line_of_place", RULE)
    yield from need(is_telephone == is_by_telephone, "line_of_way", RULE)


def free_hours(
    on: date, minutes: int, *, room_id: str, lines: Sequence[str], seats: int, hours: Sequence[OpenHours],
    zone: tzinfo, booked: Sequence[Booked], not_before: datetime,
) -> tuple[tuple[datetime, str], ...]:  # fmt: skip
    """The hours of a day at which one more call of this length finds a seat and a line, each with the first such line.

    Units:    UTC; from the opening on in steps of the length.
    """
    span = opening(on, hours, zone)
    if span is None:
        return ()
    length, found = timedelta(minutes=minutes), []
    begins_at = span[0]
    while begins_at + length <= span[1]:
        beside = _overlapping(begins_at, begins_at + length, booked)
        taken = {one.line_id for one in beside}
        line = next((one for one in lines if one not in taken), "")
        in_room = [one for one in beside if one.room_id == room_id]
        if line and begins_at >= not_before and _most_at_once(in_room, begins_at) < seats:
            found.append((begins_at, line))
        begins_at += length
    return tuple(found)
