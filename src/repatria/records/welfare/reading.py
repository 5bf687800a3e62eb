"""Reading the register for welfare: who was held where at an hour, and how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from repatria.core.law.roll import standing_at, standings
from repatria.records.ledger.reading import tree_size
from repatria.records.register.presence import steps_of
from repatria.records.roll.reading import read_now


def heads_at(place: str, at: datetime) -> int:
    """How many were there to be given something, by what is known now: who is signed out elsewhere is not."""
    return read_now(place, at).reading.sum.expected


def places_of(person_ids: Iterable[str], at: datetime | None = None) -> dict[str, str]:
    """Who answers for each of these men now, or at an hour; nobody for whom no place does, or before he came."""
    wanted, size = list(person_ids), tree_size()
    found = {number: standings(steps, before_index=size) for number, steps in steps_of(wanted).items()}
    stood = {number: steps[-1] if at is None else standing_at(steps, at) for number, steps in found.items() if steps}
    return {number: one.place for number, one in stood.items() if one is not None and one.place}


def not_held_at(place: str, person_ids: Sequence[str], at: datetime) -> tuple[str, ...]:
    """Which of these men nobody held at this place at this hour."""
    where = places_of(person_ids, at)
    return tuple(number for number in person_ids if where.get(number) != place)
