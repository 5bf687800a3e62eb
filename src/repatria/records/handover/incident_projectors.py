"""What the acts of incidents do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.handover.incident_acts import ClosingWords, IncidentClosed, IncidentRecorded, IncidentWords
from repatria.records.handover.paper_acts import PaperWords
from repatria.records.handover.paper_projectors import SHEET
from repatria.records.ledger.operations import Insert, Operation, Sealed, Set, projects, sealed_cells

INCIDENT = "handover_handoverincident"


def _recorded(given: IncidentRecorded, index: int) -> Iterator[Operation]:
    subject = given.enquiry_id
    yield Insert(INCIDENT, given.incident_id, {
        "handover_id": given.handover_id, "enquiry_id": subject, "incident": given.incident.value,
        "happened_at": given.happened_at, "place": given.place, "owner": given.owner, "recorded_by": given.recorded_by,
        "recorded_index": index, "found": Sealed(subject, None), "done": Sealed(subject, None),
        **sealed_cells(subject, IncidentWords, given.words),
    })  # fmt: skip
    if given.typed_id:
        yield Insert(SHEET, given.typed_id, {
            "handover_id": given.handover_id, "enquiry_id": subject, "kind": "agreed", "by": given.recorded_by,
            "recorded_index": index, **sealed_cells(subject, PaperWords, given.typed),
        })  # fmt: skip


def _closed(given: IncidentClosed, index: int) -> Iterator[Operation]:
    cells = sealed_cells(given.enquiry_id, ClosingWords, given.words)
    yield Set(INCIDENT, given.incident_id, {"is_closed": True, **cells})


def register() -> None:
    projects(IncidentRecorded)(_recorded)
    projects(IncidentClosed)(_closed)
