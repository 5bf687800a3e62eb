"""What the acts on whose dead an item is do to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.core.law.return_power import PowerState
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects
from repatria.records.returns.power_acts import PowerAsserted, PowerReviewed, PowerWithdrawn

CLAIM, POWER_REVIEW = "returns_powerclaim", "returns_powerreview"


def _power_asserted(given: PowerAsserted, index: int) -> Iterable[Operation]:
    return [Insert(CLAIM, given.claim_id, {
        "item_code": given.item_code, "power": given.power, "state": PowerState.ASSERTED.value,
        "origin_id": given.origin_id, "recorded_index": index,
        "grounds": Sealed(given.claim_id, given.words.said if given.words else None),
    })]  # fmt: skip


def _power_reviewed(given: PowerReviewed, index: int) -> Iterable[Operation]:
    return [
        Set(CLAIM, given.claim_id, {"state": given.state.value}),
        Insert(POWER_REVIEW, f"{given.claim_id}.{index}", {
            "claim_id": given.claim_id, "agrees": given.agrees, "recorded_index": index,
            "said": Sealed(given.claim_id, given.words.said or None if given.words else None),
        }),
    ]  # fmt: skip


def _power_withdrawn(given: PowerWithdrawn, index: int) -> Iterable[Operation]:
    return [Set(CLAIM, given.claim_id, {"state": PowerState.WITHDRAWN.value})]


def register() -> None:
    projects(PowerAsserted)(_power_asserted)
    projects(PowerReviewed)(_power_reviewed)
    projects(PowerWithdrawn)(_power_withdrawn)
