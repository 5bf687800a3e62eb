"""One day of the meeting points: every pair planned for it, its rooms, who came, and which rooms two pairs have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from repatria.core.law.handover import HandoverEvent, HandoverState
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.handover.facts import ENDED_STATES
from repatria.records.handover.models import Handover, HandoverPlan, HandoverStep
from repatria.records.vault.opening import open_rows

_SEEN = frozenset({HandoverState.COMPLETED.value, HandoverState.FOLLOWED_UP.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """One pair on a day. `shares` names the hand-overs of the same point that have one of its rooms."""

    handover_id: str
    point: str
    state: str
    his_room: str
    her_room: str
    he_came_at: str
    she_came_at: str
    is_over: bool
    is_late: bool  # the day has passed, it is not over, and one of them did not come
    shares: tuple[str, ...]


@question("handover.?handover", name="day")
def meetings_on(acting: Acting, on_day: date) -> tuple[MeetingLine, ...]:
    """The pairs whose latest plan is of that day, by point.

    Source:   practice rules 19, 22.
    Raises:   RoleForbidsError.
    Leaf:     access.reading_recorded, naming the hand-overs of that day
    """
    require(acting, "handover.?handover")
    latest = {row.handover_id: row for row in HandoverPlan.objects.order_by("recorded_index")}
    plans = list(latest.values())
    words = open_rows(plans, ("on_day", "room_for_him", "room_for_her"))
    of_day = {
        plan.handover_id: said for plan, said in zip(plans, words, strict=True)
        if said["on_day"] == on_day.isoformat()
    }  # fmt: skip
    rows = list(Handover.objects.filter(pk__in=list(of_day)).order_by("point", "recorded_index"))
    if rows:
        record_reading(acting, question="handover.?handover", records=[row.pk for row in rows])
    came = {
        (step.handover_id, step.event): step.happened_at
        for step in HandoverStep.objects.filter(handover_id__in=list(of_day)).order_by("recorded_index")
    }  # fmt: skip
    shared = shared_rooms({
        row.pk: (row.point, _rooms(of_day[row.pk])) for row in rows if row.state not in ENDED_STATES
    })  # fmt: skip
    lines = []
    for row in rows:
        said, is_over = of_day[row.pk], row.state in ENDED_STATES
        he = came.get((row.pk, HandoverEvent.PRISONER_ARRIVED.value), "")
        she = came.get((row.pk, HandoverEvent.KIN_ARRIVED.value), "")
        lines.append(MeetingLine(
            handover_id=row.pk, point=row.point, state=row.state, his_room=said["room_for_him"] or "",
            her_room=said["room_for_her"] or "", he_came_at=he, she_came_at=she, is_over=is_over or row.state in _SEEN,
            is_late=on_day < acting.at.date() and not is_over and not (he and she),
            shares=shared.get(row.pk, ()),
        ))  # fmt: skip
    return tuple(lines)


def shared_rooms(pairs: Mapping[str, tuple[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Of each pair, by its number, the others that have one of its rooms at the same point.

    Given:    the point of each pair and its rooms, however they are written.
    """
    taken: dict[tuple[str, str], set[str]] = defaultdict(set)
    for number, (point, rooms) in pairs.items():
        for room in rooms:
            taken[(point, " ".join(room.split()).casefold())].add(number)
    return {
        number: tuple(sorted({one for named in taken.values() if number in named for one in named} - {number}))
        for number in pairs
    }


def _rooms(said: dict[str, str | None]) -> tuple[str, ...]:
    return tuple(room.strip() for room in (said["room_for_him"], said["room_for_her"]) if room and room.strip())
