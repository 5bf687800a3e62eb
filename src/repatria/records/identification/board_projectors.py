"""What the acts of findings and of the board do to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.core.law.identification_board import HypothesisState
from repatria.records.identification.board_acts import (
    AnnulmentSaid,
    BoardSigned,
    BoardWords,
    ConclusionUpheld,
    ContradictionResolved,
    EvidenceLaid,
    HypothesisOpened,
    HypothesisWithdrawn,
    PolicyRecorded,
    ReviewRecorded,
    SignatureDeclined,
)
from repatria.records.identification.finding_acts import (
    ComparisonRecorded,
    FindingRecorded,
    FindingWords,
    PartsLinkAgreed,
    PartsLinkProposed,
    PartsLinkUndone,
)
from repatria.records.identification.finding_rows import BY_FAMILY
from repatria.records.ledger.operations import Blind, Insert, Operation, Set, projects, sealed_cells

COMPARISON, SAID, FINDING = (
    "identification_comparison", "identification_saidofprofile", "identification_finding",
)  # fmt: skip
PARTS, POLICY = "identification_partslink", "identification_policy"
HYPOTHESIS, WORD = "identification_hypothesis", "identification_boardword"


def _compared(given: ComparisonRecorded, index: int) -> Iterator[Operation]:
    yield Insert(COMPARISON, given.comparison_id, {
        "sample_code": given.sample_code, "rests_on_index": given.rests_on_index, "bodies": given.bodies,
        "places": given.places, "compared": given.compared, "least": given.least, "table_id": given.table_id,
        "version": given.version, "findings": given.findings, "recorded_index": index,
    })  # fmt: skip
    if given.flags:
        for code in (given.sample_code, *given.like):
            like = [one for one in (given.sample_code, *given.like) if one != code]
            yield Insert(SAID, f"{code}.{index}", {
                "sample_code": code, "flags": " ".join(one.value for one in given.flags), "like": " ".join(like),
                "recorded_index": index,
            })  # fmt: skip


def _family(given: FindingRecorded) -> str | None:
    return given.words.of_enquiry or None if isinstance(given.words, FindingWords) else None


def _found(given: FindingRecorded, index: int) -> Iterable[Operation]:
    return [Insert(FINDING, given.finding_id, {
        "comparison_id": given.comparison_id, "kind": given.kind.value, "sample_code": given.sample_code,
        "item_code": given.item_code, "other_code": given.other_code, "recorded_index": index,
        **sealed_cells(given.finding_id, FindingWords, given.words), "by_family": Blind(BY_FAMILY, _family(given)),
    })]  # fmt: skip


def _proposed(given: PartsLinkProposed, index: int) -> Iterable[Operation]:
    return [Insert(PARTS, given.parts_id, {
        "first_code": given.first_code, "second_code": given.second_code, "finding_id": given.finding_id,
        "reason": given.reason, "recorded_index": index,
    })]  # fmt: skip


def _agreed(given: PartsLinkAgreed, index: int) -> Iterable[Operation]:
    return [Set(PARTS, given.parts_id, {
        "state": "agreed", "agreed_index": index, "resolved": given.resolved,
    })]  # fmt: skip


def _undone(given: PartsLinkUndone, index: int) -> Iterable[Operation]:
    return [Set(PARTS, given.parts_id, {"state": "undone", "undone_reason": given.reason, "undone_index": index})]


def _policy(given: PolicyRecorded, index: int) -> Iterable[Operation]:
    return [Insert(POLICY, given.policy_id, {
        "decision": given.decision, "decided_on": given.decided_on, "text": given.text, "recorded_index": index,
    })]  # fmt: skip


def _opened(given: HypothesisOpened, index: int) -> Iterable[Operation]:
    return [Insert(HYPOTHESIS, given.hypothesis_id, {
        "enquiry_id": given.enquiry_id, "person_id": given.person_id, "items": " ".join(given.items),
        "finding_id": given.finding_id, "recorded_index": index,
        **sealed_cells(given.hypothesis_id, BoardWords, given.words),
    })]  # fmt: skip


def _word(row: str, kind: str, of: str, words: BoardWords | None, index: int, **more: str) -> Insert:
    return Insert(WORD, row, {
        "hypothesis_id": of, "kind": kind, "recorded_index": index, **more, **sealed_cells(of, BoardWords, words),
    })  # fmt: skip


def _withdrawn(given: HypothesisWithdrawn, index: int) -> Iterator[Operation]:
    of = given.hypothesis_id
    yield Set(HYPOTHESIS, of, {"state": HypothesisState.WITHDRAWN.value})
    yield _word(f"{of}.w", "withdrawn", of, given.words, index)


def _laid(given: EvidenceLaid, index: int) -> Iterator[Operation]:
    yield _word(
        given.evidence_id, "evidence", given.hypothesis_id, given.words, index, method=given.method.value,
        verdict=given.weighs.value, finding_id=given.finding_id, reference=given.reference,
    )  # fmt: skip


def _resolved(given: ContradictionResolved, index: int) -> Iterator[Operation]:
    yield _word(given.resolved_id, "resolved", given.hypothesis_id, given.words, index, about=given.about)


def _reviewed(given: ReviewRecorded, index: int) -> Iterator[Operation]:
    yield _word(
        given.review_id, "review", given.hypothesis_id, given.words, index, verdict=given.verdict.value
    )  # fmt: skip


def _signed(given: BoardSigned, index: int) -> Iterator[Operation]:
    is_concluded = given.state is HypothesisState.CONCLUDED
    yield Set(HYPOTHESIS, given.hypothesis_id, {
        "state": given.state.value, "methods": " ".join(one.value for one in given.methods),
        "policy_id": given.policy_id, **({"concluded_index": index} if is_concluded else {}),
    })  # fmt: skip
    yield _word(given.signature_id, "signed", given.hypothesis_id, given.words, index)


def _declined(given: SignatureDeclined, index: int) -> Iterator[Operation]:
    yield _word(given.declined_id, "declined", given.hypothesis_id, given.words, index)


def _annulment(given: AnnulmentSaid, index: int) -> Iterator[Operation]:
    is_annulled = given.state is HypothesisState.ANNULLED
    yield Set(HYPOTHESIS, given.hypothesis_id, {
        "state": given.state.value, **({"annulled_index": index} if is_annulled else {}),
    })  # fmt: skip
    yield _word(given.annulment_id, "annulment", given.hypothesis_id, given.words, index)


def _upheld(given: ConclusionUpheld, index: int) -> Iterator[Operation]:
    yield Set(HYPOTHESIS, given.hypothesis_id, {"state": given.state.value})
    is_over = given.state is HypothesisState.CONCLUDED
    yield _word(
        given.upheld_id, "upheld", given.hypothesis_id, given.words, index, verdict="stands" if is_over else ""
    )  # fmt: skip


def register() -> None:
    projects(ComparisonRecorded)(_compared)
    projects(FindingRecorded)(_found)
    projects(PartsLinkProposed)(_proposed)
    projects(PartsLinkAgreed)(_agreed)
    projects(PartsLinkUndone)(_undone)
    projects(PolicyRecorded)(_policy)
    projects(HypothesisOpened)(_opened)
    projects(HypothesisWithdrawn)(_withdrawn)
    projects(EvidenceLaid)(_laid)
    projects(ContradictionResolved)(_resolved)
    projects(ReviewRecorded)(_reviewed)
    projects(BoardSigned)(_signed)
    projects(SignatureDeclined)(_declined)
    projects(AnnulmentSaid)(_annulment)
    projects(ConclusionUpheld)(_upheld)
