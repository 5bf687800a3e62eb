"""What the acts of matching do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.judgement import JudgementConclusion
from repatria.records.ledger.acts import encode
from repatria.records.ledger.operations import Insert, Operation, Set, projects
from repatria.records.matching.acts import (
    CandidatesProposed,
    JudgementRecorded,
    WeightLine,
    WeightsAdopted,
    WeightsWithdrawn,
)
from repatria.records.matching.double_acts import DoubleJudged, DoublesProposed
from repatria.records.matching.link_acts import LinkAnnulled, LinkDoubted, LinkUpheld, PairReopened

SEARCH = "matching_search"
DOUBLE, DOUBLE_JUDGEMENT = "matching_doublepair", "matching_doublejudgement"
UNLAID, DOUBT = "matching_unlaidpair", "matching_linkdoubt"
PAIR, JUDGEMENT, WEIGHTS = "matching_candidatepair", "matching_judgement", "matching_weightsversion"


def _waterfall(lines: tuple[WeightLine, ...]) -> str:
    """The lines as a column holds them: one that names no words stands as the first version of the act wrote it."""
    plain = [{"field": one.field, "level": one.level, "millibits": one.millibits} for one in lines]
    named = [({"words_read": one.words_read} if one.words_read else {}) for one in lines]
    return encode([first | second for first, second in zip(plain, named, strict=True)]).decode()


def _propose(given: CandidatesProposed, index: int) -> Iterator[Operation]:
    if not given.pairs and not given.unlaid:
        yield Insert(SEARCH, given.enquiry_id, {"searched_index": index})
    for pair in given.pairs:
        yield Insert(PAIR, pair.pair_id, {
            "enquiry_id": given.enquiry_id, "person_id": pair.person_id, "millibits": pair.millibits,
            "probability_ppm": pair.probability_ppm, "equally_good": pair.equally_good,
            "waterfall": _waterfall(pair.lines), "proposed_index": index, "weights_version": given.weights_version,
            "share_ppm": given.share.ppm, "share_source": given.share.source.value, "share_among": given.share.among,
        })  # fmt: skip
    for one in given.unlaid:
        yield Insert(UNLAID, one.pair_id, {
            "enquiry_id": given.enquiry_id, "person_id": one.person_id, "probability_ppm": one.probability_ppm,
            "least_ppm": given.least_ppm, "found_index": index,
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


def _row_of(version: int) -> str:
    return f"W-{version}"


def _adopt(given: WeightsAdopted, index: int) -> Iterator[Operation]:
    yield Insert(WEIGHTS, _row_of(given.version), {
        "version": given.version, "based_on": given.based_on, "again_of": given.again_of,
        "evidence_index": given.evidence_index, "links": given.links, "refused": given.refused,
        "adopted_by": given.adopted_by, "adopted_index": index,
    })  # fmt: skip


def _withdraw(given: WeightsWithdrawn, index: int) -> Iterator[Operation]:
    yield Set(WEIGHTS, _row_of(given.version), {"withdrawn_by": given.withdrawn_by, "withdrawn_index": index})


def _doubles(given: DoublesProposed, index: int) -> Iterator[Operation]:
    for pair in given.pairs:
        values = {
            "millibits": pair.millibits, "probability_ppm": pair.probability_ppm, "digest": pair.digest,
            "waterfall": _waterfall(pair.lines), "conclusion": "", "proposed_index": index,
            "weights_version": given.weights_version,
        }  # fmt: skip
        if pair.is_again:
            yield Set(DOUBLE, pair.pair_id, values)
        else:
            yield Insert(
                DOUBLE, pair.pair_id, {"first_id": pair.first_id, "second_id": pair.second_id, **values}
            )  # fmt: skip


def _judge_double(given: DoubleJudged, index: int) -> Iterator[Operation]:
    yield Insert(DOUBLE_JUDGEMENT, given.judgement_id, {
        "pair_id": given.pair_id, "reviewer": given.reviewer, "judgement": given.judgement.value,
        "recorded_index": index,
    })  # fmt: skip
    yield Set(DOUBLE, given.pair_id, {"conclusion": given.conclusion.value})


def _doubt(given: LinkDoubted, index: int) -> Iterator[Operation]:
    yield Insert(DOUBT, given.doubt_id, {
        "pair_id": given.pair_id, "enquiry_id": given.enquiry_id, "person_id": given.person_id,
        "link_index": given.link_index, "state": "doubted", "doubted_by": given.doubted_by, "doubted_index": index,
    })  # fmt: skip


def _annul(given: LinkAnnulled, index: int) -> Iterator[Operation]:
    yield Set(DOUBT, given.doubt_id, {"state": "annulled", "settled_by": given.annulled_by, "settled_index": index})
    # Two say that it is another man: as a pair it is refused, and no link stands on it.
    yield Set(PAIR, given.pair_id, {"conclusion": JudgementConclusion.REFUSED.value, "link_index": None})


def _uphold(given: LinkUpheld, index: int) -> Iterator[Operation]:
    yield Set(DOUBT, given.doubt_id, {"state": "upheld", "settled_by": given.upheld_by, "settled_index": index})


def _reopen(given: PairReopened, index: int) -> Iterator[Operation]:
    yield Set(DOUBT, given.doubt_id, {"reopened_by": given.reopened_by, "reopened_index": index})
    yield Set(PAIR, given.pair_id, {"conclusion": "", "link_index": None})


def register() -> None:
    projects(CandidatesProposed)(_propose)
    projects(JudgementRecorded)(_judge)
    projects(WeightsAdopted)(_adopt)
    projects(WeightsWithdrawn)(_withdraw)
    projects(DoublesProposed)(_doubles)
    projects(DoubleJudged)(_judge_double)
    projects(LinkDoubted)(_doubt)
    projects(LinkAnnulled)(_annul)
    projects(PairReopened)(_reopen)
    projects(LinkUpheld)(_uphold)
