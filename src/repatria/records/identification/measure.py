"""By which measure a family's samples carry enough, and what a forecast says. The engine is loaded when asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

POSTERIOR, SUFFICIENT = 0.9995, 0.95
"""From which probability a pair is spoken of, at equal chances of every body; the share of draws that must reach it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a true body would reach, as a family stands or with one more sample.

    Units:    `mean` log10 of the likelihood ratio; `reaching` the share of draws that reach what is needed.
    Given:    `relation` "" as it stands.
    """

    relation: str
    mean: float
    reaching: float


def forecasts(enquiry_id: str, at: datetime, *, bodies: int, with_next: bool) -> tuple[Forecast, ...]:
    """A family as it stands first, then with one more of each who was not typed, the best first."""
    from repatria.records.identification.genetics import forecast

    return forecast.forecasts(enquiry_id, at, bodies=bodies, with_next=with_next)


def needed_ratio(bodies: int) -> float:
    """From which log10 ratio a pair is spoken of, at equal chances of so many bodies."""
    from repatria.records.identification.genetics import forecast

    return forecast.needed_ratio(bodies)
