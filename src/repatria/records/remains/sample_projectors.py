"""What the acts of samples and containers do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.remains_containers import ContainerStep
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_samples import SampleState
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells
from repatria.records.remains.sample_acts import (
    ContainerRecorded,
    ContainerStepRecorded,
    ContainerWords,
    SampleStepRecorded,
    SampleTaken,
    SampleWords,
    TakenWords,
)

ITEM, ITEM_STEP = "remains_item", "remains_itemsteprow"
SAMPLE, SAMPLE_STEP = "remains_sample", "remains_samplesteprow"
CONTAINER, CONTAINER_STEP = "remains_container", "remains_containersteprow"


def _taken(given: SampleTaken, index: int) -> Iterator[Operation]:
    yield Insert(SAMPLE, given.sample_code, {
        "item_code": given.item_code, "number": given.number, "kind": given.sample_kind.value,
        "state": SampleState.KEPT.value, "taken_at": given.at, "last_at": given.at, "seal_number": given.seal_number,
        "kept_where": given.kept_where, "recorded_index": index,
        **sealed_cells(given.item_code, TakenWords, given.words),
    })  # fmt: skip
    yield Set(ITEM, given.item_code, {"state": given.state.value, "last_at": given.at})
    # The item's path tells it too, as the step that it is there; where it lies stays as it was.
    yield Insert(ITEM_STEP, f"{given.item_code}.{index}", {
        "item_code": given.item_code, "step": ItemStep.SAMPLED.value, "at": given.at, "seal_number": given.seal_number,
        "store_code": "", "reference": given.sample_code, "recorded_index": index,
        "by": Sealed(given.item_code, given.words.taken_by if given.words else None),
    })  # fmt: skip


def _stepped(given: SampleStepRecorded, index: int) -> Iterator[Operation]:
    changed = {"state": given.state.value, "last_at": given.at}
    if given.seal_number:
        changed["seal_number"] = given.seal_number
    if given.kept_where or given.state is not SampleState.KEPT:
        changed["kept_where"] = given.kept_where
    yield Set(SAMPLE, given.sample_code, changed)
    yield Insert(SAMPLE_STEP, f"{given.sample_code}.{index}", {
        "sample_code": given.sample_code, "item_code": given.item_code, "step": given.step.value, "at": given.at,
        "seal_number": given.seal_number, "kept_where": given.kept_where, "reference": given.reference,
        "recorded_index": index, **sealed_cells(given.item_code, SampleWords, given.words),
    })  # fmt: skip


def _container(given: ContainerRecorded, index: int) -> Iterable[Operation]:
    return [Insert(CONTAINER, given.container_id, {
        "kind": given.container_kind.value, "written": given.written, "recorded_index": index,
    })]  # fmt: skip


def _container_stepped(given: ContainerStepRecorded, index: int) -> Iterator[Operation]:
    yield Set(CONTAINER, given.container_id, {
        "state": given.state.value, "seal_number": given.seal_number, "last_at": given.at,
    })  # fmt: skip
    for code in given.items if given.step is ContainerStep.OPENED else ():
        yield Set(ITEM, code, {"labels_at": ""})  # what was read before it was sealed says nothing of now
    for codes, where in ((given.taken_out, ""), (given.put_in, given.container_id)):
        for code in codes:
            yield Set(ITEM, code, {"container_id": where})
    yield Insert(CONTAINER_STEP, f"{given.container_id}.{index}", {
        "container_id": given.container_id, "step": given.step.value, "at": given.at,
        "seal_number": given.seal_number, "is_seal_right": given.is_seal_right, "items": " ".join(given.items),
        "recorded_index": index, **sealed_cells(given.container_id, ContainerWords, given.words),
    })  # fmt: skip


def register() -> None:
    projects(SampleTaken)(_taken)
    projects(SampleStepRecorded)(_stepped)
    projects(ContainerRecorded)(_container)
    projects(ContainerStepRecorded)(_container_stepped)
