"""What a step of a paper after a death does to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.ledger.operations import Insert, Operation, projects, sealed_cells
from repatria.records.register.death_paper_acts import DeathPaperMoved, DeathPaperWords

ROW = "register_deathpaperrow"


def _moved(given: DeathPaperMoved, index: int) -> Iterable[Operation]:
    return [Insert(ROW, f"{given.person_id}:{given.paper.value}:{given.step.value}", {
        "person_id": given.person_id, "paper": given.paper.value, "step": given.step.value, "at": given.at,
        "cause": given.cause.value if given.cause else "", "to": given.to.value if given.to else "",
        "office": given.office, "reference": given.reference, "copy_reference": given.copy_reference,
        "recorded_index": index, **sealed_cells(given.person_id, DeathPaperWords, given.words),
    })]  # fmt: skip


def register() -> None:
    projects(DeathPaperMoved)(_moved)
