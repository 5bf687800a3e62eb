"""What doors may ask of the roll: rolls and their sums, days without one, open differences, the quiet, draws.

Record numbers, counts, places and what was attested; nobody is named here, and nothing sealed is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from repatria.core.law.clocks import ClockRule
from repatria.core.law.draw import EVERYWHERE, list_digest
from repatria.core.law.roll import RollSum, standings
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.clocks.selectors import late_by_rule
from repatria.records.ledger.checkpoints import first_root_after
from repatria.records.ledger.reading import instants_at, tree_size
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.register.presence import CardAndPlace, cards_of, steps_of
from repatria.records.roll.errors import UnknownDrawError, UnknownRollError
from repatria.records.roll.models import Draw, DrawnMan, Roll, Sighting
from repatria.records.roll.reading import read_now
from repatria.records.roll.scope import check_place, places_of
from repatria.records.roll.services.draws import numbers_in

ROLLS, QUIET, DRAWS = "roll.?rolls", "roll.?quiet", "roll.?draws"
PAGE = 50
_UNKNOWN = CardAndPlace(card_number="", holder="", custody_state="")


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
    if (only := places_of(acting, ROLLS, place)) is not None:
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
    only = places_of(acting, ROLLS, place) or ""
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
    if (only := places_of(acting, ROLLS, "")) is not None:
        rows = rows.filter(place=only)
    return _views(list(rows.order_by("recorded_index")))


@question(ROLLS, of_numbers=True)
def open_differences(acting: Acting, *, place: str = "") -> tuple[RollView, ...]:
    """Rolls whose difference nobody explained yet, oldest first; the place of each owes it.

    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, ROLLS)
    rows = Roll.objects.filter(closed_index=None).exclude(difference=0)
    if (only := places_of(acting, ROLLS, place)) is not None:
        rows = rows.filter(place=only)
    return _views(list(rows.order_by("taken_at", "recorded_index")))


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingDay:
    """A day between two rolls of a place of which there is none."""

    place: str
    day: str


@question(ROLLS, of_numbers=True)
def days_without_roll(acting: Acting, *, place: str = "") -> tuple[MissingDay, ...]:
    """Days between the first and the last roll of a place that have none, oldest first.

    Given:    the day that is owed next has its clock; a day that is passed over would have none.
    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, ROLLS)
    rows = Roll.objects.filter(corrected_by="")
    if (only := places_of(acting, ROLLS, place)) is not None:
        rows = rows.filter(place=only)
    days: dict[str, list[str]] = {}
    for where, day in rows.order_by("place", "day").values_list("place", "day"):
        days.setdefault(where, []).append(day)
    found = [MissingDay(place=where, day=day) for where, known in days.items() for day in _gaps(known)]
    return tuple(sorted(found, key=lambda one: (one.day, one.place)))


def _gaps(known: Sequence[str]) -> Iterable[str]:
    first, last, there = date.fromisoformat(known[0]), date.fromisoformat(known[-1]), set(known)
    for step in range((last - first).days):
        day = (first + timedelta(days=step)).isoformat()
        if day not in there:
            yield day


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietMan:
    """A held man without a strong sighting for longer than the rule allows.

    Given:    `since` the last strong sighting, or the hour since which he is held; `weak_at` the last roll-call that
              named him.
    """

    person_id: str
    card_number: str
    place: str  # who answers for him now
    since: datetime
    days: int
    last_kind: str
    weak_at: str


@question(QUIET, of_numbers=True)
def quiet_list(acting: Acting, *, place: str = "") -> tuple[QuietMan, ...]:
    """Held men whom nobody saw beyond doubt for 30 days, the quietest first; a camp officer's own, or all.

    Source:   practice rule 15.
    Given:    the clock of each says so: it runs from his last strong sighting, or since he is held.
    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, QUIET)
    only = places_of(acting, QUIET, place)
    late = late_by_rule(ClockRule.STRONG_SIGHTING, acting.at)
    cards, stands = cards_of(late), _places_of(late)
    seen = last_sightings(late)
    return tuple(
        QuietMan(
            person_id=person_id, card_number=cards.get(person_id, _UNKNOWN).card_number,
            place=stands.get(person_id, ""), since=since, days=(acting.at - since).days,
            last_kind=strong.kind if (strong := seen.strong.get(person_id)) else "",
            weak_at=weak.seen_at if (weak := seen.weak.get(person_id)) else "",
        )
        for person_id, since in late.items()
        if (place_now := stands.get(person_id, "")) and only in (None, place_now)
    )  # fmt: skip


def _places_of(person_ids: Iterable[str]) -> dict[str, str]:
    """Who answers for each of these men now: of one who was signed out whoever signed him out."""
    size = tree_size()
    found = {number: standings(steps, before_index=size) for number, steps in steps_of(list(person_ids)).items()}
    return {number: stood[-1].place for number, stood in found.items() if stood}


@dataclass(frozen=True, slots=True, kw_only=True)
class LastSeen:
    """The newest strong and the newest weak sighting of each man."""

    strong: dict[str, Sighting]
    weak: dict[str, Sighting]


def last_sightings(person_ids: Iterable[str]) -> LastSeen:
    """The newest sightings of these men, those annulled left out."""
    found = LastSeen(strong={}, weak={})
    wanted = list(dict.fromkeys(person_ids))
    for start in range(0, len(wanted), 500):
        rows = rows_where(Sighting, person_id=wanted[start : start + 500], annulled_index=None, order="seen_at id")
        for row in rows:
            (found.strong if row.is_strong else found.weak)[row.person_id] = row
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SightingView:
    """One sighting of a man."""

    sighting_id: str
    kind: str
    is_strong: bool
    seen_by: str
    seen_at: str
    place: str
    holder: str
    reference: str
    is_annulled: bool


@question(QUIET, of_numbers=True)
def sightings_of(acting: Acting, person_id: str) -> tuple[SightingView, ...]:
    """Who saw a man, the newest first.  Raises: RoleForbidsError; OutOfScopeError."""
    require(acting, QUIET)
    check_place(acting, QUIET, _places_of([person_id]).get(person_id, ""))
    rows = rows_where(Sighting, person_id=person_id, order="-seen_at -recorded_index")
    return tuple(
        SightingView(
            sighting_id=row.pk, kind=row.kind, is_strong=row.is_strong, seen_by=row.seen_by, seen_at=row.seen_at,
            place=row.place, holder=row.holder, reference=row.reference, is_annulled=row.annulled_index is not None,
        )
        for row in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawView:
    """A draw: what was ordered, by which root it was made, and how many results are in.

    Given:    `has_root` while it waits to be made, whether the log was signed since.
    """

    draw_id: str
    draw_number: int
    scope: str
    how_many: int
    opened_by: str
    opened_at: datetime
    drawn_at: datetime | None
    tree_size: int | None
    root: str
    list_count: int
    list_digest: str
    has_root: bool
    results: int
    not_seen_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnView:
    """One drawn man: what the register says of him now, and what was seen."""

    person_id: str
    card_number: str
    place: str
    custody_state: str
    place_in_draw: int
    sighting_id: str
    looked_at: str
    is_not_seen: bool
    is_closed: bool
    told: str
    explanation: str


@question(DRAWS, of_numbers=True)
def draws(acting: Acting) -> tuple[DrawView, ...]:
    """All draws, the newest first."""
    require(acting, DRAWS)
    return _draws(list(Draw.objects.order_by("-draw_number")))


@question(DRAWS, of_numbers=True)
def draw(acting: Acting, draw_id: str) -> DrawView:
    """One draw.  Raises: UnknownDrawError."""
    require(acting, DRAWS)
    return _draws([_draw_row(draw_id)])[0]


def _draw_row(draw_id: str) -> Draw:
    row = row_numbered(Draw, draw_id)
    if row is None:
        raise UnknownDrawError("no such draw")
    return row


def _draws(rows: Sequence[Draw]) -> tuple[DrawView, ...]:
    at = instants_at(index for row in rows for index in (row.opened_index, row.recorded_index) if index is not None)
    men: dict[str, list[DrawnMan]] = {}
    for man in rows_where(DrawnMan, draw_id=[row.pk for row in rows]):
        men.setdefault(man.draw_id, []).append(man)
    return tuple(
        DrawView(
            draw_id=row.pk, draw_number=row.draw_number, scope=row.scope, how_many=row.how_many,
            opened_by=row.opened_by, opened_at=at[row.opened_index],
            drawn_at=at[row.recorded_index] if row.recorded_index is not None else None, tree_size=row.tree_size,
            root=row.root, list_count=row.list_count, list_digest=row.list_digest,
            has_root=row.recorded_index is None and first_root_after(row.opened_index) is not None,
            results=sum(bool(man.sighting_id) or man.not_seen_index is not None for man in men.get(row.pk, ())),
            not_seen_open=sum(
                man.not_seen_index is not None and man.closed_index is None for man in men.get(row.pk, ())
            ),
        )
        for row in rows
    )  # fmt: skip


@question(DRAWS, of_numbers=True)
def drawn_men(acting: Acting, draw_id: str) -> tuple[DrawnView, ...]:
    """The men of a draw in its order, each with what the register says of him now.  Raises: UnknownDrawError."""
    require(acting, DRAWS)
    _draw_row(draw_id)
    return _drawn(rows_where(DrawnMan, draw_id=draw_id, order="place_in_draw"))


def _drawn(rows: Sequence[DrawnMan]) -> tuple[DrawnView, ...]:
    numbers = [row.person_id for row in rows]
    cards, stands = cards_of(numbers), _places_of(numbers)
    return tuple(
        DrawnView(
            person_id=row.person_id, card_number=cards.get(row.person_id, _UNKNOWN).card_number,
            place=stands.get(row.person_id, ""), custody_state=cards.get(row.person_id, _UNKNOWN).custody_state,
            place_in_draw=row.place_in_draw, sighting_id=row.sighting_id, looked_at=row.looked_at,
            is_not_seen=row.not_seen_index is not None, is_closed=row.closed_index is not None, told=row.said,
            explanation=row.explanation,
        )
        for row in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSeenItem:
    """A drawn man who was not seen, open until somebody says where he is; his place owes it."""

    draw_id: str
    draw_number: int
    person_id: str
    card_number: str
    holder: str
    looked_at: str
    place: str
    told: str


@question(QUIET, of_numbers=True)
def open_not_seen(acting: Acting, *, place: str = "") -> tuple[NotSeenItem, ...]:
    """Drawn men who were not seen, of a camp officer's own place or of all, oldest first."""
    require(acting, QUIET)
    only = places_of(acting, QUIET, place)
    rows = list(DrawnMan.objects.filter(closed_index=None).exclude(not_seen_index=None).order_by("looked_at", "id"))
    cards = cards_of(row.person_id for row in rows)
    numbers = {one.pk: one.draw_number for one in rows_where(Draw, pk=sorted({row.draw_id for row in rows}))}
    return tuple(
        NotSeenItem(
            draw_id=row.draw_id, draw_number=numbers[row.draw_id], person_id=row.person_id,
            card_number=cards.get(row.person_id, _UNKNOWN).card_number, holder=row.holder, looked_at=row.looked_at,
            place=row.place, told=row.said,
        )
        for row in rows
        if only in (None, row.holder)
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawList:
    """The list from which a draw is made: whoever holds it repeats the draw by root, number and scope."""

    draw_number: int
    scope: str
    how_many: int
    tree_size: int
    root: str
    digest: str
    numbers: tuple[str, ...]


@question(DRAWS, of_numbers=True)
def draw_list(acting: Acting, draw_id: str) -> DrawList:
    """The numbers from which a draw was made, by what the log said at its root, with all that repeats it.

    Raises:   UnknownDrawError for one that was not made yet.
    """
    require(acting, DRAWS)
    row = _draw_row(draw_id)
    if row.tree_size is None:
        raise UnknownDrawError("this draw was not made yet")
    numbers = numbers_in(row.scope, row.tree_size)
    return DrawList(
        draw_number=row.draw_number, scope=row.scope, how_many=row.how_many, tree_size=row.tree_size, root=row.root,
        digest=list_digest(numbers), numbers=numbers,
    )  # fmt: skip


@question(ROLLS, of_numbers=True)
def places_with_rolls(acting: Acting) -> tuple[str, ...]:
    """The places that ever gave a roll."""
    require(acting, ROLLS)
    rows = Roll.objects.order_by("place").values_list("place", flat=True).distinct()
    if (only := places_of(acting, ROLLS, "")) is not None:
        rows = rows.filter(place=only)
    return tuple(rows)


__all__ = [
    "DRAWS", "EVERYWHERE", "PAGE", "QUIET", "ROLLS", "DrawList", "DrawView", "DrawnView", "LastSeen", "MissingDay",
    "NotSeenItem", "QuietMan", "RollNow", "RollView", "SightingView", "days_without_roll", "draw", "draw_list",
    "drawn_men", "draws", "last_sightings", "open_differences", "open_not_seen", "places_with_rolls", "quiet_list",
    "roll_now", "roll_numbered", "rolls", "sightings_of", "unsigned_rolls",
]  # fmt: skip
