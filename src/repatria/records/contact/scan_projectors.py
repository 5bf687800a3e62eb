"""What the act of a scan does to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.contact.scan_acts import ScanKept
from repatria.records.ledger.operations import Insert, Operation, Sealed, projects

SCAN = "contact_messagescan"


def _kept(given: ScanKept, index: int) -> Iterator[Operation]:
    yield Insert(SCAN, given.scan_id, {
        "message_id": given.message_id, "writer_id": given.writer_id, "recorded_index": index,
        "digest": Sealed(given.writer_id, given.picture.digest if given.picture is not None else None),
    })  # fmt: skip


def register() -> None:
    projects(ScanKept)(_kept)
