"""What doors may ask of the roll: rolls and their sums, days without one, open differences, the quiet, draws.

Record numbers, counts, places and what was attested; nobody is named here, and nothing sealed is opened.
"""

from __future__ import annotations

from repatria.core.law.draw import EVERYWHERE
from repatria.records.roll.selectors.draws import (
    DRAWS,
    DrawList,
    DrawnView,
    DrawView,
    NotSeenItem,
    draw,
    draw_list,
    drawn_men,
    draws,
    open_not_seen,
)
from repatria.records.roll.selectors.figures import SEEN_WITHIN, DayFigures, PlaceFigures, place_figures
from repatria.records.roll.selectors.men import (
    QUIET,
    LastSeen,
    QuietMan,
    SightingView,
    last_sightings,
    quiet_count,
    quiet_list,
    sightings_of,
)
from repatria.records.roll.selectors.rolls import (
    PAGE,
    ROLLS,
    MissingDay,
    RollNow,
    RollView,
    days_without_roll,
    open_differences,
    places_with_rolls,
    roll_now,
    roll_numbered,
    rolls,
    unsigned_rolls,
)

__all__ = [
    "DRAWS",
    "EVERYWHERE",
    "PAGE",
    "QUIET",
    "ROLLS",
    "SEEN_WITHIN",
    "DayFigures",
    "DrawList",
    "DrawView",
    "DrawnView",
    "LastSeen",
    "MissingDay",
    "NotSeenItem",
    "PlaceFigures",
    "QuietMan",
    "RollNow",
    "RollView",
    "SightingView",
    "days_without_roll",
    "draw",
    "draw_list",
    "drawn_men",
    "draws",
    "last_sightings",
    "open_differences",
    "open_not_seen",
    "place_figures",
    "places_with_rolls",
    "quiet_count",
    "quiet_list",
    "roll_now",
    "roll_numbered",
    "rolls",
    "sightings_of",
    "unsigned_rolls",
]  # fmt: skip
