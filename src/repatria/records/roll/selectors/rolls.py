"""Rolls and their sums, days without one, open differences. Counts, places and what was attested; nobody is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import Q

from repatria.core.law.roll import RollSum
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.roll.errors import UnknownRollError
from repatria.records.roll.models import Roll
from repatria.records.roll.reading import read_now
from repatria.records.roll.scope import check_place, place_asked_for

ROLLS = "roll.?rolls"
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RollView:
    """A roll: the count, what the register said of that hour, who signed, and how a difference ended.

    Given:    `counted` is None for a day on which none was taken; `signed_by` the names on a paper; `entered_at` says
              when it was recorded, which of a roll for yesterday is today.
    """

    roll_id: str
    place: str
    day: str
    taken_at: str
    entered_at: datetime
    counted: int | None
    sum: RollSum
    expected: int
    difference: int
    taken_by: str
    second_signer: str
    paper_number: str
    signed_by: tuple[str, ...]
    corrects: str
    corrected_by: str
    reason: str
    is_signed: bool
    is_difference_open: bool
    closed_how: str
    explanation: str

    @property
    def is_entered_later(self) -> bool:
        """Whether it was recorded a whole day after the hour of the count, or more."""
        return bool(self.taken_at) and self.entered_at - read_instant(self.taken_at) > timedelta(hours=18)


@dataclass(frozen=True, slots=True, kw_only=True)
class RollNow:
    """What the register says of a place at an hour, before heads are counted."""

    place: str
    sum: RollSum
    expected: int
    previous_roll: str
    previous_day: str
    previous_taken_at: str
    held: tuple[str, ...]  # numbers of the persons


def _view(row: Roll, entered: datetime) -> RollView:
    return RollView(
        roll_id=row.pk, place=row.place, day=row.day, taken_at=row.taken_at, entered_at=entered, counted=row.counted,
        sum=RollSum(
            before=row.held_before, late_in=row.late_in, late_out=row.late_out, came=row.came_in, left=row.went_out,
            held=row.held, signed_out=row.signed_out, unaccounted=row.unaccounted, on_the_way=row.on_the_way,
        ),
        expected=row.expected, difference=row.difference, taken_by=row.taken_by, second_signer=row.second_signer,
        paper_number=row.paper_number, signed_by=tuple(row.paper_signed_by.splitlines()), corrects=row.corrects,
        corrected_by=row.corrected_by, reason=row.reason, is_signed=row.signed_index is not None,
        is_difference_open=bool(row.difference) and row.closed_index is None, closed_how=row.closed_how,
        explanation=row.explanation,
    )  # fmt: skip


def _views(rows: Sequence[Roll]) -> tuple[RollView, ...]:
    entered = instants_at(row.recorded_index for row in rows)
    return tuple(_view(row, entered[row.recorded_index]) for row in rows)


@question(ROLLS, of_numbers=True)
def rolls(acting: Acting, *, place: str = "", before_day: str = "", at_most: int = PAGE) -> tuple[RollView, ...]:
    """Rolls, the newest first: a camp officer's own place, all of them for whoever watches over several.

    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, ROLLS)
    asked = Q()
    if (only := place_asked_for(acting, ROLLS, place)) is not None:
        asked &= Q(place=only)
    if before_day:
        asked &= Q(day__lt=before_day)
    return _views(list(Roll.objects.filter(asked).order_by("-day", "place", "-recorded_index")[:at_most]))


@question(ROLLS, name="daily_roll", of_numbers=True)
def roll_numbered(acting: Acting, roll_id: str) -> RollView:
    """One roll.  Raises: UnknownRollError; OutOfScopeError."""
    require(acting, ROLLS)
    row = row_numbered(Roll, roll_id)
    if row is None:
        raise UnknownRollError("no such roll")
    check_place(acting, ROLLS, row.place)
    return _views([row])[0]


@question(ROLLS, of_numbers=True)
def roll_now(acting: Acting, place: str, *, hour: datetime | None = None) -> RollNow:
    """What the register says of a place now, or at an hour: the sum since its last roll.

    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, ROLLS)
    only = place_asked_for(acting, ROLLS, place) or ""
    if not only:
        return RollNow(
            place="", sum=RollSum(), expected=0, previous_roll="", previous_day="", previous_taken_at="", held=()
        )  # fmt: skip
    found = read_now(only, hour or acting.at)
    total, previous = found.reading.sum, found.previous
    return RollNow(
        place=only, sum=total, expected=total.expected, previous_roll=previous.pk if previous else "",
        previous_day=previous.day if previous else "", previous_taken_at=previous.taken_at if previous else "",
        held=found.reading.held,
    )  # fmt: skip


@question(ROLLS, of_numbers=True)
def unsigned_rolls(acting: Acting) -> tuple[RollView, ...]:
    """Rolls that wait for their second signature, oldest first."""
    require(acting, ROLLS)
    rows = Roll.objects.filter(signed_index=None, corrected_by="").exclude(taken_at="")
    if (only := place_asked_for(acting, ROLLS, "")) is not None:
        rows = rows.filter(place=only)
    return _views(list(rows.order_by("recorded_index")))


@question(ROLLS, of_numbers=True)
def open_differences(acting: Acting, *, place: str = "") -> tuple[RollView, ...]:
    """Rolls whose difference nobody explained yet, oldest first; the place of each owes it.

    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, ROLLS)
    rows = Roll.objects.filter(closed_index=None).exclude(difference=0)
    if (only := place_asked_for(acting, ROLLS, place)) is not None:
        rows = rows.filter(place=only)
    return _views(list(rows.order_by("taken_at", "recorded_index")))


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingDay:
    """A day between two rolls of a place of which there is none."""

    place: str
    day: str


@question(ROLLS, of_numbers=True)
def days_without_roll(acting: Acting, *, place: str = "") -> tuple[MissingDay, ...]:
    """Days between two rolls of a place that have none, oldest first, where somebody stayed there all the while.

    Given:    the day that is owed next has its clock; a day that is passed over would have none. Where everybody of the
              earlier roll had left, the place may have stood empty, as a unit does that passes its men on: then the
              clock alone says what is owed.
    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, ROLLS)
    rows = Roll.objects.filter(corrected_by="")
    if (only := place_asked_for(acting, ROLLS, place)) is not None:
        rows = rows.filter(place=only)
    asked = ("place", "day", "taken_at", "held_before", "late_in", "late_out", "went_out")
    known = list(rows.order_by("place", "day").values_list(*asked))
    found: list[MissingDay] = []
    for (where, before, *_), (there, after, taken_at, held, late_in, late_out, went_out) in pairwise(known):
        if where == there and (not taken_at or held + late_in - late_out > went_out):
            found += [MissingDay(place=where, day=day) for day in _between(before, after)]
    return tuple(sorted(found, key=lambda one: (one.day, one.place)))


def _between(before: str, after: str) -> Iterable[str]:
    first = date.fromisoformat(before)
    for step in range(1, (date.fromisoformat(after) - first).days):
        yield (first + timedelta(days=step)).isoformat()


@question(ROLLS, of_numbers=True)
def places_with_rolls(acting: Acting) -> tuple[str, ...]:
    """The places that ever gave a roll."""
    require(acting, ROLLS)
    rows = Roll.objects.order_by("place").values_list("place", flat=True).distinct()
    if (only := place_asked_for(acting, ROLLS, "")) is not None:
        rows = rows.filter(place=only)
    return tuple(rows)
