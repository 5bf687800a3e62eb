"""Proposing candidates and judging them."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.judgement import JudgementConclusion, JudgementKind, conclusion_of
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.ledger.services import record, service
from repatria.records.matching.acts import CandidatesProposed, JudgementRecorded, ProposedPair, WeightLine
from repatria.records.matching.errors import (
    ConcludedPairError,
    KnownPairsError,
    SecondJudgementError,
    UnknownPairError,
)
from repatria.records.matching.models import CandidatePair, Judgement
from repatria.records.register.selectors import custody_of


def pair_number(enquiry_id: str, person_id: str) -> str:
    """A pair has one number for ever, made of its two records' numbers."""
    return f"{enquiry_id}:{person_id}"


@service
def propose_candidates(acting: Acting, *, enquiry_id: str, pairs: Sequence[ProposedPair]) -> tuple[str, ...]:
    """Proposes pairs for one enquiry; those proposed before are left as they are.

    Returns:  the numbers of the new pairs.
    Raises:   KnownPairsError when none is new; UnknownEnquiryError; UnknownPersonError.
    Leaf:     matching.candidates_proposed
    Not:      nobody is asked for anything because of a candidate (practice rule 3).
    """
    require(acting, "matching.propose_candidates")
    kinship_level_of(enquiry_id)
    known = set(CandidatePair.objects.filter(enquiry_id=enquiry_id).values_list("id", flat=True))
    new = tuple(p for p in pairs if p.pair_id not in known)
    if not new:
        raise KnownPairsError("all of these pairs are known")
    for pair in new:
        custody_of(pair.person_id)
    record(CandidatesProposed(enquiry_id=enquiry_id, pairs=new), actor=acting.account_id, at=acting.at)
    return tuple(p.pair_id for p in new)


@service
def record_judgement(acting: Acting, *, pair_id: str, judgement: JudgementKind) -> JudgementConclusion:
    """Records one reviewer's judgement; on concurrence of two the link is confirmed or refused.

    Source:   clerical review, Fellegi and Sunter 1969; spec: two reviewers, blind to each other.
    Returns:  what the judgements now give.
    Raises:   UnknownPairError; SecondJudgementError; ConcludedPairError.
    Leaf:     matching.judgement_recorded
    """
    require(acting, "matching.record_judgement")
    row = CandidatePair.objects.filter(pk=pair_id).first()
    if row is None:
        raise UnknownPairError("no such pair")
    if row.conclusion in (JudgementConclusion.CONFIRMED.value, JudgementConclusion.REFUSED.value):
        raise ConcludedPairError(f"this pair was {row.conclusion}")
    earlier = list(Judgement.objects.filter(pair_id=pair_id).order_by("recorded_index"))
    if any(j.reviewer == acting.account_id for j in earlier):
        raise SecondJudgementError("you have judged this pair; another reviewer is needed", provision="two reviewers")
    given = [(j.reviewer, JudgementKind(j.judgement)) for j in earlier] + [(acting.account_id, judgement)]
    concluded = conclusion_of(given)
    record(
        JudgementRecorded(
            judgement_id=record_number("J", acting.randomness(7)), pair_id=pair_id, enquiry_id=row.enquiry_id,
            person_id=row.person_id, reviewer=acting.account_id, judgement=judgement, conclusion=concluded,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return concluded


__all__ = ["WeightLine", "pair_number", "propose_candidates", "record_judgement"]
