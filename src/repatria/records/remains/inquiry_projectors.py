"""What statements of witnesses and the sending of a report do to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.ledger.operations import Insert, Operation, projects, sealed_cells
from repatria.records.remains.inquiry_acts import InquirySent, InquiryStated, StatementWords

STATEMENT, SEND = "remains_inquirystatement", "remains_inquirysendrow"


def _stated(given: InquiryStated, index: int) -> Iterable[Operation]:
    return [Insert(STATEMENT, given.statement_id, {
        "inquiry_id": given.inquiry_id, "item_code": given.item_code, "taken_at": given.taken_at,
        "statement_reference": given.statement_reference, "recorded_index": index,
        **sealed_cells(given.item_code, StatementWords, given.words),
    })]  # fmt: skip


def _sent(given: InquirySent, index: int) -> Iterable[Operation]:
    return [Insert(SEND, f"{given.inquiry_id}.{given.step.value}", {
        "inquiry_id": given.inquiry_id, "item_code": given.item_code, "step": given.step.value, "at": given.at,
        "to": given.to.value if given.to is not None else "", "office": given.office, "reference": given.reference,
        "recorded_index": index,
    })]  # fmt: skip


def register() -> None:
    projects(InquiryStated)(_stated)
    projects(InquirySent)(_sent)
