"""What the acts on which releases rest do to rows; what was decided of a man is a word on how he stands."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells
from repatria.records.register.ground_acts import (
    GroundPaperRecorded,
    GroundPaperWithdrawn,
    MedicalDecisionRecorded,
    MedicalFinding,
    PromiseRecorded,
    PromiseTakenBack,
)
from repatria.records.register.status_projectors import STATUS, word_row

PAPER = "register_groundpaperrow"


def _paper(given: GroundPaperRecorded, index: int) -> Iterable[Operation]:
    return [Insert(PAPER, given.paper_id, {
        "kind": given.paper.value, "party": given.party, "reference": given.reference, "signed_by": given.signed_by,
        "supplied_by": given.supplied_by, "given_on": given.given_on, "allows_promise": given.allows_promise,
        "says_article_117": given.says_article_117, "recorded_index": index,
    })]  # fmt: skip


def _withdrawn(given: GroundPaperWithdrawn, index: int) -> Iterable[Operation]:
    return [Set(PAPER, given.paper_id, {"is_in_force": False, "ended_because": given.reason})]


def _decision(given: MedicalDecisionRecorded, index: int) -> Iterable[Operation]:
    row = word_row(
        given.person_id, index, "medical", at=given.decided_at, value=given.way.value, by="; ".join(given.members),
        said={"decided_by": given.decided_by.value, "reference": given.reference},
    )  # fmt: skip
    return [Insert(STATUS, row.row, {**row.values, **sealed_cells(given.person_id, MedicalFinding, given.words)})]


def _promise(given: PromiseRecorded, index: int) -> Iterable[Operation]:
    return [word_row(
        given.person_id, index, "promise", at=given.given_at, value=given.paper_id, by=given.conditions.witness,
        said={"language": given.conditions.language},
    )]  # fmt: skip


def _taken_back(given: PromiseTakenBack, index: int) -> Iterable[Operation]:
    said = {"language": given.language, "under": given.paper_id}
    return [word_row(given.person_id, index, "promise", at=given.taken_back_at, value="", by="", said=said)]


def register() -> None:
    projects(GroundPaperRecorded)(_paper)
    projects(GroundPaperWithdrawn)(_withdrawn)
    projects(MedicalDecisionRecorded)(_decision)
    projects(PromiseRecorded)(_promise)
    projects(PromiseTakenBack)(_taken_back)
