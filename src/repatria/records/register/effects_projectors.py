"""What the acts of his effects do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.effects import EffectsState, EffectsStep
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells
from repatria.records.register.effects_acts import EffectsMoved, EffectsTaken, EffectsWords

PACKET, ENTRY = "register_effectspacket", "register_effectsentry"


def _taken(given: EffectsTaken, index: int) -> Iterator[Operation]:
    yield Insert(PACKET, given.packet_id, {
        "person_id": given.person_id, "state": EffectsState.TAKEN.value, "taken_at": given.taken_at,
        "officer": given.officer, "rank": given.rank, "unit": given.unit, "order_reference": given.order_reference,
        "register_entry": given.register_entry, "seal_number": "", "recorded_index": index,
        **sealed_cells(given.person_id, EffectsWords, given.words),
    })  # fmt: skip


def _moved(given: EffectsMoved, index: int) -> Iterator[Operation]:
    yield Insert(ENTRY, f"{given.packet_id}:{index}", {
        "packet_id": given.packet_id, "person_id": given.person_id, "step": given.step.value, "at": given.at,
        "by": given.by, "second": given.second, "seal_number": given.seal_number, "reference": given.reference,
        "reason": given.reason, "recorded_index": index,
        **sealed_cells(given.person_id, EffectsWords, given.words),
    })  # fmt: skip
    changed = {"state": EffectsState(given.step.value).value}
    if given.step is EffectsStep.SEALED:
        changed["seal_number"] = given.seal_number
    yield Set(PACKET, given.packet_id, changed)


def register() -> None:
    projects(EffectsTaken)(_taken)
    projects(EffectsMoved)(_moved)
