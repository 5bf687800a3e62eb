"""What a doctor says of his being fit to travel, and how long that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FITNESS_DAYS = 14
"""How old a doctor's word may be: half of the month between two inspections (GC III art. 31), a proposal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitness:
    """A doctor's latest word on whether he may travel."""

    is_fit: bool
    examined_at: datetime


def is_fit_to_travel(fitness: Fitness | None, at: datetime) -> bool:
    """Whether a doctor examined him lately and found him fit to travel.

    Source:   GC III art. 109 (sent back once fit to travel); law-and-practice section 6.1.
    Units:    14 days, the last instant included; an examination in the future is none.
    Not:      a camp officer's or a clerk's word: nobody else than a doctor records it.
    """
    if fitness is None or not fitness.is_fit:
        return False
    return timedelta(0) <= at - fitness.examined_at <= timedelta(days=FITNESS_DAYS)
