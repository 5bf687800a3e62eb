"""Reading a roll's sum from the register: what a service puts beside a count, and a page before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from repatria.core.law.roll import CustodyStep, RollRead, RollReading, read_roll
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.register.presence import steps_at, there_at
from repatria.records.roll.models import Roll


@dataclass(frozen=True, slots=True, kw_only=True)
class RollFound:
    """A sum as it is read now, and from where."""

    reading: RollReading
    previous: Roll | None
    before_index: int


def live_rolls(place: str, day: str) -> list[Roll]:
    """The roll of a place and day that no other corrects, or that none was taken; nothing where neither is said."""
    return rows_where(Roll, place=place, day=day, corrected_by="", order="recorded_index")


def _last_before(place: str, at: str, besides: str) -> Roll | None:
    rows = Roll.objects.filter(place=place, corrected_by="", taken_at__lt=at).exclude(taken_at="").exclude(pk=besides)
    return rows.order_by("-taken_at", "-recorded_index").first()


def read_now(place: str, taken_at: datetime, *, besides: str = "") -> RollFound:
    """Reads what the register says of a place at an hour, as far as it is known now.

    Given:    `besides` is the roll that is being corrected: the one before it comes before its correction too.
    """
    previous = _last_before(place, instant_text(taken_at), besides)
    size = tree_size()
    since = RollRead(
        taken_at=read_instant(previous.taken_at), before_index=previous.before_index
    ) if previous else None  # fmt: skip
    people: Mapping[str, Sequence[CustodyStep]] = steps_at(place, since=since)
    reading = read_roll(place, people, RollRead(taken_at=taken_at, before_index=size), since)
    return RollFound(reading=reading, previous=previous, before_index=size)


def expected_now(roll: Roll) -> tuple[int, int]:
    """How many the register says today were there at the hour of a roll, and up to which act it was read."""
    (expected,) = there_at(roll.place, read_instant(roll.taken_at))
    return expected, tree_size()


def next_day_after(place: str, day: date) -> str:
    """The first day after this one that has no roll."""
    following = day + timedelta(days=1)
    while is_there(Roll, place=place, day=following.isoformat(), corrected_by=""):
        following += timedelta(days=1)
    return following.isoformat()
