"""What the act of telling an ending does to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.handover.ending_acts import EndingTold, HerNeeds
from repatria.records.ledger.operations import Insert, Operation, projects, sealed_cells

ENDING = "handover_handoverending"


def _told(given: EndingTold, index: int) -> Iterable[Operation]:
    return [Insert(ENDING, given.ending_id, {
        "handover_id": given.handover_id, "enquiry_id": given.enquiry_id, "who": given.who.value,
        "way": given.way.value, "told_at": given.told_at, "told_by": given.told_by, "recorded_index": index,
        **sealed_cells(given.enquiry_id, HerNeeds, given.her),
    })]  # fmt: skip


def register() -> None:
    projects(EndingTold)(_told)
