"""Who was seen, by whom and when, and who is quiet. Record numbers and places; nobody is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from repatria.core.law.clocks import ClockRule
from repatria.core.law.roll import standings
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.clocks.selectors import late_by_rule, late_count
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.rows import rows_where
from repatria.records.register.presence import UNKNOWN, answered_for, cards_of, steps_of
from repatria.records.roll.models import Sighting
from repatria.records.roll.scope import check_place, place_asked_for

QUIET = "roll.?quiet"


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
def quiet_list(acting: Acting, *, place: str = "", after: str = "", at_most: int = 0) -> tuple[QuietMan, ...]:
    """Held men whom nobody saw beyond doubt for 30 days, the quietest first; a camp officer's own, or all.

    Source:   practice rule 15.
    Given:    the clock of each says so: it runs from his last strong sighting, or since he is held. `after` the man of
              the page before, `at_most` 0 for all.
    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, QUIET)
    late, stands = _late_and_where(acting, place_asked_for(acting, QUIET, place), after, at_most)
    cards, seen = cards_of(late), last_sightings(late)
    return tuple(
        QuietMan(
            person_id=person_id, card_number=cards.get(person_id, UNKNOWN).card_number,
            place=stands[person_id], since=since, days=(acting.at - since).days,
            last_kind=strong.kind if (strong := seen.strong.get(person_id)) else "",
            weak_at=weak.seen_at if (weak := seen.weak.get(person_id)) else "",
        )
        for person_id, since in late.items()
    )  # fmt: skip


def _late_and_where(
    acting: Acting, only: str | None, after: str, at_most: int
) -> tuple[dict[str, datetime], dict[str, str]]:  # fmt: skip
    """Since when each is quiet, and who answers for him now; nobody for whom nobody does."""
    rule = ClockRule.STRONG_SIGHTING
    if only is not None:  # its own men first: late are most of all who are late anywhere
        mine = answered_for(only) if only else {}
        late = late_by_rule(rule, acting.at, subjects=mine, after=after, at_most=at_most)
        return late, dict.fromkeys(late, only)
    found: dict[str, datetime] = {}
    stands: dict[str, str] = {}
    while True:
        some = late_by_rule(rule, acting.at, after=after, at_most=at_most)
        where = who_answers_for(some)
        for person_id, since in some.items():
            if where.get(person_id):
                found[person_id], stands[person_id] = since, where[person_id]
                if len(found) == at_most:
                    return found, stands
        if not at_most or len(some) < at_most:
            return found, stands
        after = list(some)[-1]


@question(QUIET, of_numbers=True)
def quiet_count(acting: Acting) -> int:
    """How many are quiet, by their clocks alone: what a menu says on every page reads no man's steps."""
    require(acting, QUIET)
    return late_count(ClockRule.STRONG_SIGHTING, acting.at, lies_with=place_asked_for(acting, QUIET, ""))


def who_answers_for(person_ids: Iterable[str]) -> dict[str, str]:
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
    check_place(acting, QUIET, who_answers_for([person_id]).get(person_id, ""))
    rows = rows_where(Sighting, person_id=person_id, order="-seen_at -recorded_index")
    return tuple(
        SightingView(
            sighting_id=row.pk, kind=row.kind, is_strong=row.is_strong, seen_by=row.seen_by, seen_at=row.seen_at,
            place=row.place, holder=row.holder, reference=row.reference, is_annulled=row.annulled_index is not None,
        )
        for row in rows
    )  # fmt: skip
