"""What the act of disclosure does to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.withholding import WithholdingState
from repatria.records.disclosure.acts import AnswerDecided, WrongTellingSettled
from repatria.records.disclosure.evidence_acts import EvidenceChecked
from repatria.records.disclosure.withholding_acts import WithholdingAgreed, WithholdingEnded, WithholdingSaid
from repatria.records.ledger.operations import Insert, Operation, Set, projects

_WITHHOLDING = "disclosure_withholding"


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


def _say(given: WithholdingSaid, index: int) -> Iterator[Operation]:
    yield Insert(_WITHHOLDING, given.withholding_id, {
        "enquiry_id": given.enquiry_id, "person_id": given.person_id, "ground": given.ground.value,
        "state": WithholdingState.HELD.value, "held_until": given.held_until, "until": given.until,
        "said_by": given.said_by, "agreed_by": "", "ended_by": "", "recorded_index": index, "agreed_index": None,
        "ended_index": None,
    })  # fmt: skip


def _agree(given: WithholdingAgreed, index: int) -> Iterator[Operation]:
    yield Set(_WITHHOLDING, given.withholding_id, {
        "state": WithholdingState.WITHHELD.value, "agreed_by": given.decided_by[-1], "agreed_index": index,
    })  # fmt: skip


def _end(given: WithholdingEnded, index: int) -> Iterator[Operation]:
    yield Set(_WITHHOLDING, given.withholding_id, {
        "state": WithholdingState.ENDED.value, "ended_by": given.ended_by, "ended_index": index,
    })  # fmt: skip


def _check(given: EvidenceChecked, index: int) -> Iterator[Operation]:
    yield Insert("disclosure_evidencecheck", given.check_id, {
        "person_id": given.person_id, "document_index": given.document_index, "holds": given.holds,
        "checked_by": given.checked_by, "recorded_index": index,
    })  # fmt: skip


def register() -> None:
    projects(WithholdingSaid)(_say)
    projects(WithholdingAgreed)(_agree)
    projects(WithholdingEnded)(_end)
    projects(EvidenceChecked)(_check)
    projects(AnswerDecided)(_decide)
    projects(WrongTellingSettled)(_settle)
