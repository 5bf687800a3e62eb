"""What the acts of his own card do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.ledger.operations import Insert, Operation, projects, sealed_cells
from repatria.records.register.card_acts import CaptureCardEnded, CaptureCardLaidOut, CardWords

LAID_OUT, ENDED = "register_laidoutcard", "register_endedcard"


def _laid_out(given: CaptureCardLaidOut, index: int) -> Iterator[Operation]:
    yield Insert(LAID_OUT, given.card_id, {
        "person_id": given.person_id, "custody_index": given.custody_index, "languages": " ".join(given.languages),
        "code_hash": given.code_hash, "recorded_index": index,
    })  # fmt: skip


def _ended(given: CaptureCardEnded, index: int) -> Iterator[Operation]:
    yield Insert(ENDED, f"{given.person_id}:{index}", {
        "person_id": given.person_id, "ending": given.ending.value, "at": given.at, "copies": " ".join(given.copies),
        "is_of_now": given.is_of_now, "recorder": given.recorder, "recorded_index": index,
        **sealed_cells(given.person_id, CardWords, given.words),
    })  # fmt: skip


def register() -> None:
    projects(CaptureCardLaidOut)(_laid_out)
    projects(CaptureCardEnded)(_ended)
