"""What the acts of correction do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells
from repatria.records.remains.acts import ItemWords
from repatria.records.remains.correction_acts import (
    CorrectionProposed,
    CorrectionRefused,
    CorrectionWords,
    ItemCorrected,
    StepTakenBack,
)

CORRECTION, ITEM, ITEM_STEP = "remains_correction", "remains_item", "remains_itemsteprow"


def _proposed(given: CorrectionProposed, index: int) -> Iterable[Operation]:
    return [Insert(CORRECTION, given.correction_id, {
        "item_code": given.item_code, "step_index": given.step_index, "recorded_index": index,
        "kind": given.item_kind.value if given.item_kind else "", "disc": given.disc.value if given.disc else "",
        "is_disc_left": given.is_disc_left, **sealed_cells(given.item_code, CorrectionWords, given.words),
    })]  # fmt: skip


def _refused(given: CorrectionRefused, index: int) -> Iterable[Operation]:
    return [Set(CORRECTION, given.correction_id, {"state": "refused", "ended_index": index})]


def _taken_back(given: StepTakenBack, index: int) -> Iterator[Operation]:
    yield Set(CORRECTION, given.correction_id, {"state": "agreed", "ended_index": index})
    yield Set(ITEM_STEP, f"{given.item_code}.{given.step_index}", {"taken_back_index": index})
    yield Set(ITEM, given.item_code, {
        "state": given.state.value, "store_code": given.store_code, "last_at": given.last_at,
    })  # fmt: skip


def _corrected(given: ItemCorrected, index: int) -> Iterator[Operation]:
    yield Set(CORRECTION, given.correction_id, {"state": "agreed", "ended_index": index})
    yield Set(ITEM, given.item_code, {
        "kind": given.item_kind.value, "disc": given.disc.value, "is_disc_left": given.is_disc_left,
        **sealed_cells(given.item_code, ItemWords, given.words),
    })  # fmt: skip


def register() -> None:
    projects(CorrectionProposed)(_proposed)
    projects(CorrectionRefused)(_refused)
    projects(StepTakenBack)(_taken_back)
    projects(ItemCorrected)(_corrected)
