"""What the acts of matching do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.judgement import JudgementConclusion
from repatria.records.ledger.acts import encode
from repatria.records.ledger.operations import Insert, Operation, Set, projects
from repatria.records.matching.acts import CandidatesProposed, JudgementRecorded

PAIR, JUDGEMENT = "matching_candidatepair", "matching_judgement"


def _propose(given: CandidatesProposed, index: int) -> Iterator[Operation]:
    for pair in given.pairs:
        yield Insert(PAIR, pair.pair_id, {
            "enquiry_id": given.enquiry_id, "person_id": pair.person_id, "millibits": pair.millibits,
            "probability_ppm": pair.probability_ppm, "equally_good": pair.equally_good,
            "waterfall": encode(pair.lines).decode(), "proposed_index": index,
        })  # fmt: skip


def _judge(given: JudgementRecorded, index: int) -> Iterator[Operation]:
    yield Insert(JUDGEMENT, given.judgement_id, {
        "pair_id": given.pair_id, "reviewer": given.reviewer, "judgement": given.judgement.value,
        "recorded_index": index,
    })  # fmt: skip
    is_link = given.conclusion is JudgementConclusion.CONFIRMED
    yield Set(PAIR, given.pair_id, {
        "conclusion": given.conclusion.value, "link_index": index if is_link else None,
    })  # fmt: skip


def register() -> None:
    projects(CandidatesProposed)(_propose)
    projects(JudgementRecorded)(_judge)
