"""What the acts of record sheets do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.handover.paper_acts import (
    InformationLetterPrinted,
    PaperWords,
    RecordSheetPrinted,
    RecordSheetTyped,
)
from repatria.records.ledger.operations import Insert, Operation, projects, sealed_cells

SHEET = "handover_handoversheet"


def _printed(given: RecordSheetPrinted, index: int) -> Iterator[Operation]:
    yield Insert(SHEET, given.sheet_id, {
        "handover_id": given.handover_id, "enquiry_id": given.enquiry_id, "kind": "printed", "by": given.printed_by,
        "recorded_index": index, **sealed_cells(given.enquiry_id, PaperWords, given.words),
    })  # fmt: skip


def _letter(given: InformationLetterPrinted, index: int) -> Iterator[Operation]:
    yield Insert(SHEET, given.information_id, {
        "handover_id": given.handover_id, "enquiry_id": given.enquiry_id, "kind": "letter", "by": given.printed_by,
        "recorded_index": index, **sealed_cells(given.enquiry_id, PaperWords, given.words),
    })  # fmt: skip


def _typed(given: RecordSheetTyped, index: int) -> Iterator[Operation]:
    yield Insert(SHEET, given.typed_id, {
        "handover_id": given.handover_id, "enquiry_id": given.enquiry_id,
        "kind": "agreed" if given.agrees_with else "typed", "by": given.typed_by, "recorded_index": index,
        **sealed_cells(given.enquiry_id, PaperWords, given.words),
    })  # fmt: skip


def register() -> None:
    projects(RecordSheetPrinted)(_printed)
    projects(InformationLetterPrinted)(_letter)
    projects(RecordSheetTyped)(_typed)
