"""What a sealed slip does to rows: each answer that it sets aside is followed by one that says he was not asked."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.contact import ContactAnswer
from repatria.records.ledger.operations import Insert, Operation, projects, sealed_cells
from repatria.records.register.acts import HisWords
from repatria.records.register.slip_acts import SlipReceived

DECISION = "register_contactdecision"


def _slip(given: SlipReceived, index: int) -> Iterator[Operation]:
    for one in given.set_aside:
        yield Insert(DECISION, one.decision_id, {
            "person_id": one.person_id, "about": one.about.value, "link_index": one.link_index,
            "answer": ContactAnswer.NOT_ASKED.value, "is_her": one.is_her, "language": "",
            "decided_at": given.received_at, "interviewer": given.received_by, "recorded_index": index,
            **sealed_cells(one.person_id, HisWords, None),
        })  # fmt: skip


def register() -> None:
    projects(SlipReceived)(_slip)
