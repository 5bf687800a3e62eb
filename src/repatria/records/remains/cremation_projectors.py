"""What the acts before a cremation do to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.core.law.remains_ashes import CremationState
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells
from repatria.records.remains.cremation_acts import (
    CremationAgreed,
    CremationProposed,
    CremationRefusal,
    CremationRefused,
    CremationWords,
)

ORDER = "remains_cremationorder"


def _proposed(given: CremationProposed, index: int) -> Iterable[Operation]:
    return [Insert(ORDER, given.cremation_id, {
        "item_code": given.item_code, "ground": given.ground.value, "state": CremationState.PROPOSED.value,
        "recorded_index": index, "agreed_index": None, "ended_index": None,
        **sealed_cells(given.item_code, CremationWords, given.words),
        **sealed_cells(given.item_code, CremationRefusal, None),
    })]  # fmt: skip


def _agreed(given: CremationAgreed, index: int) -> Iterable[Operation]:
    return [Set(ORDER, given.cremation_id, {"state": CremationState.AGREED.value, "agreed_index": index})]


def _refused(given: CremationRefused, index: int) -> Iterable[Operation]:
    return [Set(ORDER, given.cremation_id, {
        "state": CremationState.REFUSED.value, "ended_index": index,
        **sealed_cells(given.item_code, CremationRefusal, given.words),
    })]  # fmt: skip


def register() -> None:
    projects(CremationProposed)(_proposed)
    projects(CremationAgreed)(_agreed)
    projects(CremationRefused)(_refused)
