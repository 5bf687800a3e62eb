"""What the acts that put an entry right do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells
from repatria.records.remains.entry_acts import (
    BurialPutRight,
    BurialRightWords,
    EntryRefusal,
    EntryRightRefused,
    EntryWords,
    EntryWrongSaid,
    GravePlaceWords,
    GravePutRight,
    StepPutRight,
    StepRightWords,
)

ENTRY, GRAVE, BURIAL = "remains_entrycorrection", "remains_grave", "remains_burial"
ITEM, ITEM_STEP = "remains_item", "remains_itemsteprow"


def _said(given: EntryWrongSaid, index: int) -> Iterable[Operation]:
    return [Insert(ENTRY, given.correction_id, {
        "target": given.target.value, "target_id": given.target_id, "subject_id": given.subject_id,
        "recorded_index": index, "ended_index": None, **sealed_cells(given.subject_id, EntryWords, given.words),
        **sealed_cells(given.subject_id, EntryRefusal, None),
    })]  # fmt: skip


def _agreed(correction_id: str, index: int) -> Operation:
    return Set(ENTRY, correction_id, {"state": "agreed", "ended_index": index})


def _refused(given: EntryRightRefused, index: int) -> Iterable[Operation]:
    return [Set(ENTRY, given.correction_id, {
        "state": "refused", "ended_index": index, **sealed_cells(given.subject_id, EntryRefusal, given.words),
    })]  # fmt: skip


def _grave(given: GravePutRight, index: int) -> Iterator[Operation]:
    yield _agreed(given.correction_id, index)
    yield Set(GRAVE, given.grave_id, {
        "cemetery_code": given.cemetery_code, "grave_row": given.grave_row, "position": given.position,
        **sealed_cells(given.grave_id, GravePlaceWords, given.words),
    })  # fmt: skip


def _step(given: StepPutRight, index: int) -> Iterator[Operation]:
    yield _agreed(given.correction_id, index)
    yield Set(ITEM_STEP, f"{given.item_code}.{given.step_index}", {
        "at": given.at, "seal_number": given.seal_number, "store_code": given.store_code,
        **sealed_cells(given.item_code, StepRightWords, given.words),
    })  # fmt: skip
    if given.is_last:
        yield Set(ITEM, given.item_code, {"store_code": given.store_code, "last_at": given.at})


def _burial(given: BurialPutRight, index: int) -> Iterator[Operation]:
    words, of = given.words, f"{given.item_code}.{given.step_index}"
    yield _agreed(given.correction_id, index)
    yield Set(BURIAL, of, {
        "buried_at": given.at, **sealed_cells(given.item_code, BurialRightWords, words),
    })  # fmt: skip
    yield Set(ITEM_STEP, of, {
        "at": given.at, "by": Sealed(given.item_code, words.by or None if words else None),
        "note": Sealed(given.item_code, words.rite or None if words else None),
    })  # fmt: skip
    if given.is_last:
        yield Set(ITEM, given.item_code, {"last_at": given.at})


def register() -> None:
    projects(EntryWrongSaid)(_said)
    projects(EntryRightRefused)(_refused)
    projects(GravePutRight)(_grave)
    projects(StepPutRight)(_step)
    projects(BurialPutRight)(_burial)
