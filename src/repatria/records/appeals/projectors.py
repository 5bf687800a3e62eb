"""What the acts of appeals do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.appeals.acts import AppealCopyGiven, AppealPublished, AppealWithdrawn
from repatria.records.ledger.acts import encode
from repatria.records.ledger.operations import Insert, Operation, Set, projects

COPY, APPEAL = "appeals_appealcopy", "appeals_appeal"


def _copy(given: AppealCopyGiven, index: int) -> Iterator[Operation]:
    yield Insert(COPY, given.copy_id, {
        "reference": given.reference, "given_on": given.given_on, "given_to": given.given_to, "by_way": given.by_way,
        "recorded_index": index,
    })  # fmt: skip


def _publish(given: AppealPublished, index: int) -> Iterator[Operation]:
    yield Insert(APPEAL, given.appeal_id, {
        "number": given.number, "switch_id": given.switch_id, "legal_basis": given.legal_basis,
        "words": encode(given.words).decode(), "conditions": encode(given.conditions).decode(), "dated": given.dated,
        "approved_by": " ".join(given.approved_by), "signature": given.signature, "recorded_index": index,
    })  # fmt: skip


def _withdraw(given: AppealWithdrawn, index: int) -> Iterator[Operation]:
    yield Set(APPEAL, given.appeal_id, {
        "withdrawn_on": given.dated, "withdrawn_reason": given.reason.value, "withdrawn_remark": given.remark,
        "signature": given.signature,
    })  # fmt: skip


def register() -> None:
    projects(AppealCopyGiven)(_copy)
    projects(AppealPublished)(_publish)
    projects(AppealWithdrawn)(_withdraw)
