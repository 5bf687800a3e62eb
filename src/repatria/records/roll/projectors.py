"""What the acts of the roll do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.records.ledger.operations import Insert, Operation, Set, projects
from repatria.records.roll.acts import (
    DifferenceClosed,
    DrawOpened,
    DrawRecorded,
    NotSeenClosed,
    NotSeenRecorded,
    RollMissed,
    RollRecorded,
    RollSigned,
    SightingAnnulled,
    SightingRecorded,
)

ROLL, SIGHTING, DRAW, DRAWN = "roll_roll", "roll_sighting", "roll_draw", "roll_drawnman"


def drawn_key(draw_id: str, person_id: str) -> str:
    """The key of one man in one draw."""
    return f"{draw_id}.{person_id}"


def _roll(given: RollRecorded, index: int) -> Iterator[Operation]:
    total, read, paper = given.read.sum, given.read, given.paper
    yield Insert(ROLL, given.roll_id, {
        "place": given.place, "day": given.day, "taken_at": given.taken_at, "counted": given.counted,
        "held_before": total.before, "late_in": total.late_in, "late_out": total.late_out, "came_in": total.came,
        "went_out": total.left, "held": total.held, "signed_out": total.signed_out,
        "unaccounted": total.unaccounted, "on_the_way": total.on_the_way, "expected": read.expected,
        "difference": given.counted - read.expected, "previous_roll": read.previous_roll,
        "before_index": read.before_index, "taken_by": given.taken_by,
        "paper_number": paper.number if paper else "", "paper_signed_by": "\n".join(paper.signed_by) if paper else "",
        "corrects": given.corrects, "reason": given.reason, "recorded_index": index,
        "signed_index": index if paper else None,
    })  # fmt: skip
    if given.corrects:
        yield Set(ROLL, given.corrects, {"corrected_by": given.roll_id})


def _signed(given: RollSigned, index: int) -> Iterable[Operation]:
    return [Set(ROLL, given.roll_id, {"second_signer": given.signed_by, "signed_index": index})]


def _missed(given: RollMissed, index: int) -> Iterable[Operation]:
    return [Insert(ROLL, given.roll_id, {
        "place": given.place, "day": given.day, "taken_at": "", "counted": None, "taken_by": given.said_by,
        "reason": given.reason, "recorded_index": index,
    })]  # fmt: skip


def _difference(given: DifferenceClosed, index: int) -> Iterable[Operation]:
    return [Set(ROLL, given.roll_id, {
        "closed_index": index, "closed_how": given.how.value, "explanation": given.explanation,
    })]  # fmt: skip


def _sighting(given: SightingRecorded, index: int) -> Iterator[Operation]:
    yield Insert(SIGHTING, given.sighting_id, {
        "person_id": given.person_id, "kind": given.kind.value, "is_strong": given.kind.is_strong,
        "seen_by": given.seen_by, "seen_at": given.seen_at, "place": given.place, "holder": given.holder,
        "reference": given.reference, "draw_id": given.draw_id, "recorded_index": index,
    })  # fmt: skip
    if given.draw_id:
        yield Set(DRAWN, drawn_key(given.draw_id, given.person_id), {"sighting_id": given.sighting_id})


def _annulled(given: SightingAnnulled, index: int) -> Iterator[Operation]:
    yield Set(SIGHTING, given.sighting_id, {"annulled_index": index})
    if given.draw_id:
        yield Set(DRAWN, drawn_key(given.draw_id, given.person_id), {"sighting_id": ""})


def _draw_opened(given: DrawOpened, index: int) -> Iterable[Operation]:
    return [Insert(DRAW, given.draw_id, {
        "draw_number": given.draw_number, "scope": given.scope, "how_many": given.how_many,
        "opened_by": given.opened_by, "opened_index": index,
    })]  # fmt: skip


def _draw(given: DrawRecorded, index: int) -> Iterator[Operation]:
    yield Set(DRAW, given.draw_id, {
        "tree_size": given.tree_size, "root": given.root, "list_count": given.list_count,
        "list_digest": given.list_digest, "recorded_index": index,
    })  # fmt: skip
    for place, person_id in enumerate(given.drawn, start=1):
        yield Insert(DRAWN, drawn_key(given.draw_id, person_id), {
            "draw_id": given.draw_id, "person_id": person_id, "place_in_draw": place,
        })  # fmt: skip


def _not_seen(given: NotSeenRecorded, index: int) -> Iterable[Operation]:
    return [Set(DRAWN, drawn_key(given.draw_id, given.person_id), {
        "not_seen_index": index, "looked_at": given.looked_at, "place": given.place, "holder": given.holder,
        "said": given.said,
    })]  # fmt: skip


def _not_seen_closed(given: NotSeenClosed, index: int) -> Iterable[Operation]:
    return [Set(DRAWN, drawn_key(given.draw_id, given.person_id), {
        "closed_index": index, "explanation": given.explanation,
    })]  # fmt: skip


def register() -> None:
    projects(RollRecorded)(_roll)
    projects(RollSigned)(_signed)
    projects(RollMissed)(_missed)
    projects(DifferenceClosed)(_difference)
    projects(SightingRecorded)(_sighting)
    projects(SightingAnnulled)(_annulled)
    projects(DrawOpened)(_draw_opened)
    projects(DrawRecorded)(_draw)
    projects(NotSeenRecorded)(_not_seen)
    projects(NotSeenClosed)(_not_seen_closed)
