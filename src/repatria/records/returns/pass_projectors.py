"""What the acts of a laissez-passer do to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.core.law.laissez_passer import PassState
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells
from repatria.records.returns.pass_acts import (
    PassCountersigned,
    PassDeclined,
    PassIssued,
    PassMoved,
    PassReason,
    PassTo,
    PassWithdrawn,
    PassWords,
)

PASS, PASS_STEP = "returns_coffinpass", "returns_coffinpassstep"


def _pass_issued(given: PassIssued, index: int) -> Iterable[Operation]:
    return [Insert(PASS, given.pass_id, {
        "batch_id": given.batch_id, "box_id": given.box_id, "number": given.number, "seal_number": given.seal_number,
        "items": " ".join(given.items), "certificate_id": given.certificate_id, "state": PassState.ISSUED.value,
        "recorded_index": index, "signed_index": None, "ended_index": None, "reason": Sealed(given.pass_id, None),
        **sealed_cells(given.pass_id, PassWords, given.words),
    })]  # fmt: skip


def _pass_countersigned(given: PassCountersigned, index: int) -> Iterable[Operation]:
    return [Set(PASS, given.pass_id, {"state": PassState.VALID.value, "signed_index": index})]


def _pass_declined(given: PassDeclined, index: int) -> Iterable[Operation]:
    return [Set(PASS, given.pass_id, {
        "state": PassState.DECLINED.value, "ended_index": index,
        **sealed_cells(given.pass_id, PassReason, given.words),
    })]  # fmt: skip


def _pass_withdrawn(given: PassWithdrawn, index: int) -> Iterable[Operation]:
    return [Set(PASS, given.pass_id, {
        "state": PassState.WITHDRAWN.value, "because": given.because.value, "ended_index": index,
    })]  # fmt: skip


def _pass_moved(given: PassMoved, index: int) -> Iterable[Operation]:
    return [Insert(PASS_STEP, f"{given.pass_id}.{index}", {
        "pass_id": given.pass_id, "event": given.event.value, "at": given.at, "reference": given.reference,
        "recorded_index": index, **sealed_cells(given.pass_id, PassTo, given.words),
    })]  # fmt: skip


def register() -> None:
    projects(PassIssued)(_pass_issued)
    projects(PassCountersigned)(_pass_countersigned)
    projects(PassDeclined)(_pass_declined)
    projects(PassWithdrawn)(_pass_withdrawn)
    projects(PassMoved)(_pass_moved)
