"""What the acts of remains do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.effects import EffectsState, EffectsStep
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells
from repatria.records.remains import (
    correction_projectors,
    cremation_projectors,
    entry_projectors,
    examination_projectors,
    grave_projectors,
    inquiry_projectors,
    leaving_projectors,
    sample_projectors,
)
from repatria.records.remains.acts import (
    CodeSpoiled,
    FindsMoved,
    FindsSealed,
    FindWords,
    ItemRecorded,
    ItemWords,
    RecoveryRecorded,
    RecoveryWords,
    RemainsPhotographed,
    SiteRecorded,
    SiteWords,
)
from repatria.records.remains.step_acts import ItemStepRecorded, StepWords, StoreOpened

SITE, RECOVERY, ITEM, SPOILED = "remains_site", "remains_recovery", "remains_item", "remains_spoiledcode"
STORE, ITEM_STEP = "remains_store", "remains_itemsteprow"
PACKET, STEP, PICTURE = "remains_foundpacket", "remains_foundstep", "remains_remainsphotograph"


def _site(given: SiteRecorded, index: int) -> Iterable[Operation]:
    return [Insert(SITE, given.site_id, {
        "place_code": given.place_code, "reported_at": given.reported_at, "recorded_index": index,
        **sealed_cells(given.site_id, SiteWords, given.words),
    })]  # fmt: skip


def _recovery(given: RecoveryRecorded, index: int) -> Iterable[Operation]:
    present = "\n".join(given.words.present) if given.words else None
    return [Insert(RECOVERY, given.recovered_id, {
        "site_id": given.site_id, "place_code": given.place_code, "team": given.team, "day": given.day,
        "neutral": given.neutral.value, "recorded_index": index,
        **sealed_cells(given.recovered_id, RecoveryWords, given.words),
        "present": Sealed(given.recovered_id, present),
    })]  # fmt: skip


def _item(given: ItemRecorded, index: int) -> Iterable[Operation]:
    return [Insert(ITEM, given.item_code, {
        "recovered_id": given.recovered_id, "site_id": given.site_id, "place_code": given.place_code,
        "team": given.team, "count": given.count, "kind": given.kind.value, "disc": given.disc.value,
        "is_disc_left": given.is_disc_left, "recorded_index": index,
        **sealed_cells(given.item_code, ItemWords, given.words),
    })]  # fmt: skip


def _spoiled(given: CodeSpoiled, index: int) -> Iterable[Operation]:
    return [Insert(SPOILED, given.item_code, {
        "recovered_id": given.recovered_id, "place_code": given.place_code, "team": given.team,
        "count": given.count, "reason": given.reason, "recorded_index": index,
    })]  # fmt: skip


def _sealed(given: FindsSealed, index: int) -> Iterator[Operation]:
    yield Insert(PACKET, given.found_id, {
        "item_code": given.item_code, "state": EffectsState.SEALED.value, "seal_number": given.seal_number,
        "holds_disc_half": given.holds_disc_half, "last_at": given.at, "recorded_index": index,
    })  # fmt: skip
    yield Insert(STEP, f"{given.found_id}.{index}", {
        "found_id": given.found_id, "item_code": given.item_code, "step": EffectsStep.SEALED.value, "at": given.at,
        "by": given.by, "second": given.second, "seal_number": given.seal_number, "reference": "", "reason": "",
        "recorded_index": index, **sealed_cells(given.item_code, FindWords, given.words),
    })  # fmt: skip


def _moved(given: FindsMoved, index: int) -> Iterator[Operation]:
    seal = {"seal_number": given.seal_number} if given.seal_number else {}
    yield Set(PACKET, given.found_id, {"state": EffectsState(given.step.value).value, "last_at": given.at, **seal})
    yield Insert(STEP, f"{given.found_id}.{index}", {
        "found_id": given.found_id, "item_code": given.item_code, "step": given.step.value, "at": given.at,
        "to": given.to.value if given.to is not None else "", "enquiry_id": given.enquiry_id,
        "by": given.by, "second": given.second, "seal_number": given.seal_number, "reference": given.reference,
        "reason": given.reason, "recorded_index": index, **sealed_cells(given.item_code, FindWords, given.words),
    })  # fmt: skip


def _photographed(given: RemainsPhotographed, index: int) -> Iterable[Operation]:
    digest = given.picture.digest if given.picture is not None else None
    return [Insert(PICTURE, given.picture_id, {
        "item_code": given.item_code, "taken_at": given.taken_at, "taken_by": given.taken_by,
        "recorded_index": index, "digest": Sealed(given.picture_id, digest),
    })]  # fmt: skip


def _store(given: StoreOpened, index: int) -> Iterable[Operation]:
    values = {"capacity": given.capacity, "kept_at": given.kept_at, "recorded_index": index}
    if given.is_again:
        return [Set(STORE, given.store_code, values)]
    return [Insert(STORE, given.store_code, {**values})]


def _stepped(given: ItemStepRecorded, index: int) -> Iterator[Operation]:
    yield Set(ITEM, given.item_code, {
        "state": given.state.value, "store_code": given.store_code, "last_at": given.at,
    })  # fmt: skip
    yield Insert(ITEM_STEP, f"{given.item_code}.{index}", {
        "item_code": given.item_code, "step": given.step.value, "at": given.at, "seal_number": given.seal_number,
        "store_code": given.store_code, "reference": given.reference, "recorded_index": index,
        **sealed_cells(given.item_code, StepWords, given.words),
    })  # fmt: skip


def register() -> None:
    sample_projectors.register()
    examination_projectors.register()
    inquiry_projectors.register()
    leaving_projectors.register()
    grave_projectors.register()
    correction_projectors.register()
    entry_projectors.register()
    cremation_projectors.register()
    projects(StoreOpened)(_store)
    projects(ItemStepRecorded)(_stepped)
    projects(SiteRecorded)(_site)
    projects(RecoveryRecorded)(_recovery)
    projects(ItemRecorded)(_item)
    projects(CodeSpoiled)(_spoiled)
    projects(FindsSealed)(_sealed)
    projects(FindsMoved)(_moved)
    projects(RemainsPhotographed)(_photographed)
