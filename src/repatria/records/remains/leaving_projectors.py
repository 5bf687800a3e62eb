"""What the acts before an item leaves do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.remains_release import Inquiry
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells
from repatria.records.remains.leaving_acts import (
    InquiryFound,
    InquiryOpened,
    InquiryReported,
    InquiryWords,
    LabelsReadAgain,
    LabelsReadBy,
)

ITEM, INQUIRY, REPORT = "remains_item", "remains_inquiryrow", "remains_inquiryreport"
READING = "remains_labelreading"


def _opened(given: InquiryOpened, index: int) -> Iterator[Operation]:
    yield Set(ITEM, given.item_code, {"inquiry": Inquiry.OPEN.value})
    yield Insert(INQUIRY, given.inquiry_id, {
        "item_code": given.item_code, "opened_at": given.opened_at, "reference": given.reference,
        "recorded_index": index, **sealed_cells(given.item_code, InquiryWords, given.words),
    })  # fmt: skip


def _reported(given: InquiryReported, index: int) -> Iterator[Operation]:
    yield Set(ITEM, given.item_code, {"inquiry": Inquiry.REPORTED.value})
    yield Insert(REPORT, given.inquiry_id, {
        "item_code": given.item_code, "reported_at": given.reported_at, "report_reference": given.report_reference,
        "recorded_index": index, **sealed_cells(given.item_code, InquiryFound, given.words),
    })  # fmt: skip


def _read(given: LabelsReadAgain, index: int) -> Iterator[Operation]:
    yield Set(ITEM, given.item_code, {"labels_at": given.at if given.are_equal else ""})
    yield Insert(READING, given.label_reading_id, {
        "item_code": given.item_code, "at": given.at, "on_body": given.on_body, "on_bag": given.on_bag,
        "on_paper": given.on_paper, "are_equal": given.are_equal, "recorded_index": index,
        **sealed_cells(given.item_code, LabelsReadBy, given.words),
    })  # fmt: skip


def register() -> None:
    projects(InquiryOpened)(_opened)
    projects(InquiryReported)(_reported)
    projects(LabelsReadAgain)(_read)
