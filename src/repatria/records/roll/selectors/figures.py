"""A place in figures, day by day: how many it answers for, who came and left, and how long ago each was seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from repatria.core.law.roll import Presence, standing_at, standings
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.reading import tree_size
from repatria.records.register.presence import steps_at
from repatria.records.roll.scope import place_asked_for
from repatria.records.roll.selectors.men import last_sightings
from repatria.records.roll.selectors.rolls import ROLLS

SEEN_WITHIN = (7, 14, 30)
"""Days of the last strong sighting between which ages are counted; beyond the last he is quiet (practice rule 15)."""
MOST_DAYS = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """One day of a place, up to its hour.

    Given:    held = held a day before + came - left; `there` are those of the held who can be counted.
    """

    at: datetime
    held: int
    there: int
    came: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigures:
    """A place day by day, the oldest first; `ages` of the last strong sighting: within each limit, beyond, never."""

    place: str
    days: tuple[DayFigures, ...]
    ages: tuple[int, ...]


@question(ROLLS, of_numbers=True)
def place_figures(acting: Acting, place: str, *, days: int = 30) -> PlaceFigures:
    """A place day by day as the register knows it today; counts only.

    Given:    the sum is the roll's: an act counts from the hour at which it happened, an annulled one never.
    Raises:   RoleForbidsError; OutOfScopeError.
    """
    require(acting, ROLLS)
    only, size = place_asked_for(acting, ROLLS, place) or "", tree_size()
    stood = {
        person_id: standings(steps, before_index=size) for person_id, steps in (steps_at(only) if only else {}).items()
    }
    made: list[DayFigures] = []
    before: frozenset[str] = frozenset()
    for back in range(min(max(days, 1), MOST_DAYS), -1, -1):
        hour = acting.at - timedelta(days=back)
        here = {
            person_id: one.presence for person_id, found in stood.items()
            if (one := standing_at(found, hour)) is not None and one.place == only
        }  # fmt: skip
        held = frozenset(here)
        made.append(DayFigures(
            at=hour, held=len(held), there=sum(one is Presence.THERE for one in here.values()),
            came=len(held - before), left=len(before - held),
        ))  # fmt: skip
        before = held
    return PlaceFigures(place=only, days=tuple(made[1:]), ages=_ages(acting.at, before))


def _ages(at: datetime, held: frozenset[str]) -> tuple[int, ...]:
    strong = last_sightings(held).strong
    counts = [0] * (len(SEEN_WITHIN) + 2)
    for person_id in held:
        seen = strong.get(person_id)
        if seen is None:
            counts[-1] += 1
        else:
            counts[sum((at - read_instant(seen.seen_at)).days > limit for limit in SEEN_WITHIN)] += 1
    return tuple(counts)
