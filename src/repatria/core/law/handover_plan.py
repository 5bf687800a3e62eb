"""What is settled before she sets out: two rooms, whom to call, his way back, and what she needs on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import need, refuse_open

_RULE = "practice rule 22"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What a plan says. Defaults grant nothing."""

    has_day: bool = False
    his_room: str = ""
    her_room: str = ""
    telephones: Sequence[tuple[str, str]] = ()
    way_back: str = ""
    her_journey: str = ""


def check_plan(facts: PlanFacts) -> None:
    """Refuses a plan that leaves somebody without a way: it must work at the border without a line.

    Source:   practice rules 19, 22.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    rooms = [one.strip().casefold() for one in (facts.his_room, facts.her_room)]
    numbers = [number.strip() for who, number in facts.telephones if who.strip()]
    refuse_open([
        *need(facts.has_day, "plan_day", _RULE, UnstatedParticularsError),
        *need(all(rooms), "plan_rooms", _RULE, UnstatedParticularsError),
        *need(not all(rooms) or rooms[0] != rooms[1], "plan_rooms_apart", "practice rule 19", UnstatedParticularsError),
        *need(bool(numbers) and all(numbers), "plan_telephones", _RULE, UnstatedParticularsError),
        *need(bool(facts.way_back.strip()), "plan_way_back", _RULE, UnstatedParticularsError),
        *need(bool(facts.her_journey.strip()), "plan_her_journey", _RULE, UnstatedParticularsError),
    ])  # fmt: skip
