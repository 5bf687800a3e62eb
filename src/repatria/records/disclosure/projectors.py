"""What the act of disclosure does to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.disclosure.acts import AnswerDecided, WrongTellingSettled
from repatria.records.ledger.operations import Insert, Operation, projects


def _decide(given: AnswerDecided, index: int) -> Iterator[Operation]:
    yield Insert("disclosure_answer", given.answer_id, {
        "enquiry_id": given.enquiry_id, "person_id": given.person_id, "link_index": given.link_index,
        "decision_index": given.decision_index, "kinship_level": given.kinship_level,
        "verdict": given.verdict.value, "approved_by": " ".join(given.approved_by), "recorded_index": index,
    })  # fmt: skip


def _settle(given: WrongTellingSettled, index: int) -> Iterator[Operation]:
    yield Insert("disclosure_settledtelling", f"{given.doubt_id}:{given.told_index}", {
        "doubt_id": given.doubt_id, "told_index": given.told_index, "settled_by": given.settled_by,
        "recorded_index": index,
    })  # fmt: skip


def register() -> None:
    projects(AnswerDecided)(_decide)
    projects(WrongTellingSettled)(_settle)
