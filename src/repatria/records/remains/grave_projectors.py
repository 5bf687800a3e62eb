"""What the acts of graves do to rows; the item's path tells each of them too."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.remains_ashes import CremationState
from repatria.core.law.remains_path import ItemState, ItemStep
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells
from repatria.records.remains.cremation_projectors import ORDER
from repatria.records.remains.grave_acts import (
    AshesWords,
    BurialAgreed,
    BurialAgreedWords,
    BurialWords,
    ExhumedWords,
    FragmentMeasured,
    FragmentPolicySet,
    GraveMarked,
    GraveRecorded,
    GraveWords,
    ItemBuried,
    ItemCremated,
    ItemExhumed,
    MarkerWords,
    MeasuredBy,
)

GRAVE, MARK, BURIAL, ASHES = "remains_grave", "remains_gravemarkrow", "remains_burial", "remains_cremation"
POLICY, FRAGMENT, BURIAL_WORD = "remains_fragmentpolicy", "remains_fragment", "remains_burialword"
ITEM, ITEM_STEP = "remains_item", "remains_itemsteprow"


def _grave(given: GraveRecorded, index: int) -> Iterator[Operation]:
    words = given.words
    yield Insert(GRAVE, given.grave_id, {
        "cemetery_code": given.cemetery_code, "grave_row": given.grave_row, "position": given.position,
        "kind": given.grave_kind.value, "at": given.at, "recorded_index": index,
        **sealed_cells(given.grave_id, GraveWords, words),
    })  # fmt: skip
    yield Insert(MARK, f"{given.grave_id}.{index}", {
        "grave_id": given.grave_id, "at": given.at, "recorded_index": index,
        "marker": Sealed(given.grave_id, words.marker if words else None),
        "by": Sealed(given.grave_id, words.laid_out_by if words else None), "reason": Sealed(given.grave_id, None),
    })  # fmt: skip


def _marked(given: GraveMarked, index: int) -> Iterator[Operation]:
    words = given.words
    yield Set(GRAVE, given.grave_id, {"marker": Sealed(given.grave_id, words.marker if words else None)})
    yield Insert(MARK, f"{given.grave_id}.{index}", {
        "grave_id": given.grave_id, "at": given.at, "recorded_index": index,
        **sealed_cells(given.grave_id, MarkerWords, words),
    })  # fmt: skip


def _step(
    item_code: str, step: ItemStep, at: str, index: int, *, reference: str, by: str | None, purpose: str | None,
    note: str | None,
) -> Iterator[Operation]:  # fmt: skip
    """What the item is now, and the line of its path: a grave and an urn lie in no store."""
    yield Set(ITEM, item_code, {"state": ItemState(step.value).value, "store_code": "", "last_at": at})
    told = {"by": by, "purpose": purpose, "note": note, "from_whom": None, "grave": None, "cause": None}
    yield Insert(ITEM_STEP, f"{item_code}.{index}", {
        "item_code": item_code, "step": step.value, "at": at, "seal_number": "", "store_code": "",
        "reference": reference, "recorded_index": index,
        **{name: Sealed(item_code, text or None) for name, text in told.items()},
    })  # fmt: skip


def _agreed(given: BurialAgreed, index: int) -> Iterator[Operation]:
    yield Insert(BURIAL_WORD, f"{given.item_code}.{index}", {
        "item_code": given.item_code, "ground": given.ground.value, "recorded_index": index,
        **sealed_cells(given.item_code, BurialAgreedWords, given.words),
    })  # fmt: skip


def _buried(given: ItemBuried, index: int) -> Iterator[Operation]:
    words = given.words
    yield Insert(BURIAL, f"{given.item_code}.{index}", {
        "item_code": given.item_code, "grave_id": given.grave_id, "number": given.number, "buried_at": given.at,
        "policy_id": given.policy_id, "recorded_index": index, "exhumed_index": None,
        **sealed_cells(given.item_code, BurialWords, words), **sealed_cells(given.item_code, ExhumedWords, None),
    })  # fmt: skip
    yield from _step(
        given.item_code, ItemStep.BURIED, given.at, index, reference=given.grave_id, by=words.by if words else None,
        purpose=words.why if words else None, note=words.rite if words else None,
    )  # fmt: skip


def _exhumed(given: ItemExhumed, index: int) -> Iterator[Operation]:
    words = given.words
    if given.burial:  # none where the burial was recorded as a step alone, before graves were records
        yield Set(BURIAL, given.burial, {
            "exhumed_at": given.at, "exhumed_for": given.exhumed_for.value, "order_reference": given.order_reference,
            "exhumed_index": index, **sealed_cells(given.item_code, ExhumedWords, words),
        })  # fmt: skip
    yield from _step(
        given.item_code, ItemStep.EXHUMED, given.at, index, reference=given.order_reference,
        by=words.exhumed_by if words else None, purpose=words.exhumed_why if words else None, note=None,
    )  # fmt: skip


def _cremated(given: ItemCremated, index: int) -> Iterator[Operation]:
    words = given.words
    if given.cremation_id:
        yield Set(ORDER, given.cremation_id, {"state": CremationState.DONE.value, "ended_index": index})
    yield (Set if given.is_again else Insert)(ASHES, given.item_code, {
        "ground": given.ground.value, "at": given.at, "urn": given.urn, "recorded_index": index,
        **sealed_cells(given.item_code, AshesWords, words),
    })  # fmt: skip
    yield from _step(
        given.item_code, ItemStep.CREMATED, given.at, index, reference=given.urn, by=words.by if words else None,
        purpose=words.reason if words else None, note=None,
    )  # fmt: skip


def _policy(given: FragmentPolicySet, index: int) -> Iterator[Operation]:
    yield Insert(POLICY, given.fragment_policy_id, {
        "decision": given.decision, "largest_mm": given.largest_mm, "sampling": given.sampling.value,
        "burial": given.burial.value, "kept": given.kept, "recorded_index": index,
    })  # fmt: skip


def _measured(given: FragmentMeasured, index: int) -> Iterator[Operation]:
    values = {
        "longest_mm": given.longest_mm, "at": given.at, "recorded_index": index,
        **sealed_cells(given.item_code, MeasuredBy, given.words),
    }  # fmt: skip
    yield (Set if given.is_again else Insert)(FRAGMENT, given.item_code, values)


def register() -> None:
    projects(GraveRecorded)(_grave)
    projects(GraveMarked)(_marked)
    projects(BurialAgreed)(_agreed)
    projects(ItemBuried)(_buried)
    projects(ItemExhumed)(_exhumed)
    projects(ItemCremated)(_cremated)
    projects(FragmentPolicySet)(_policy)
    projects(FragmentMeasured)(_measured)
