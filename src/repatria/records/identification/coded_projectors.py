"""What the acts of coded profiles do to rows."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.identification.coded_acts import CodedMade, CodedProposed, CodedReceipted, CodedWords
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

CODED = "identification_codedprofiles"


def _proposed(given: CodedProposed, index: int) -> Iterable[Operation]:
    return [Insert(CODED, given.coded_id, {
        "to": given.to.value, "recipient": given.recipient, "reference": given.reference,
        "samples": " ".join(given.samples), "recorded_index": index,
    })]  # fmt: skip


def _made(given: CodedMade, index: int) -> Iterable[Operation]:
    return [Set(CODED, given.coded_id, {
        "state": "made", "profiles": given.profiles, "digest": given.digest, "made_index": index,
        **sealed_cells(given.coded_id, CodedWords, given.words),
    })]  # fmt: skip


def _receipted(given: CodedReceipted, index: int) -> Iterable[Operation]:
    return [Set(CODED, given.coded_id, {
        "state": "received", "received_on": given.received_on, "receipt": given.reference, "is_same": given.is_same,
    })]  # fmt: skip


def register() -> None:
    projects(CodedProposed)(_proposed)
    projects(CodedMade)(_made)
    projects(CodedReceipted)(_receipted)
