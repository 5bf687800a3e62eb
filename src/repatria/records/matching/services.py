"""Proposing candidates, judging them, and adopting the weights that the judgements teach."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.judgement import JudgementConclusion, JudgementKind, conclusion_of, refuse_judge_of_reopened
from repatria.core.linkage.comparison import PPM, learned_weights
from repatria.core.linkage.prior import assumed_prior
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.access.questions import question
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.acts import (
    CandidatesProposed,
    JudgementRecorded,
    ProposedPair,
    RegisteredShare,
    UnlaidPair,
    WeightLine,
    WeightsAdopted,
    WeightsWithdrawn,
)
from repatria.records.matching.doubles import judge_double, propose_doubles
from repatria.records.matching.errors import (
    ConcludedPairError,
    KnownPairsError,
    SecondJudgementError,
    StaleWeightsError,
    UnknownPairError,
    WeightsInForceError,
)
from repatria.records.matching.models import CandidatePair, Judgement, Search, WeightsVersion
from repatria.records.matching.models import UnlaidPair as UnlaidRow
from repatria.records.matching.reopening import reopen_pair
from repatria.records.matching.shares import share_of
from repatria.records.matching.weighing import (
    GROWN,
    SHIPPED,
    Offered,
    again,
    evidence,
    learned,
    reference_of,
    version_in_force,
)
from repatria.records.matching.wrong_links import annul_link, doubt_link, judged_since, kept_out_of, uphold_link
from repatria.records.register.selectors import custody_of

ADOPT, WITHDRAW = "matching.adopt_weights", "matching.withdraw_weights"


@question("matching.?pair", of_numbers=True)
def pair_number(enquiry_id: str, person_id: str) -> str:
    """A pair has one number for ever, made of its two records' numbers."""
    return f"{enquiry_id}:{person_id}"


@service
def propose_candidates(
    acting: Acting, *, enquiry_id: str, pairs: Sequence[ProposedPair], weights_version: int = SHIPPED,
    share: RegisteredShare | None = None, unlaid: Sequence[UnlaidPair] = (), least_ppm: int = 0,
) -> tuple[str, ...]:  # fmt: skip
    """Proposes pairs for one enquiry; those proposed before are left as they are.

    Source:   practice rule 3
    Given:    `weights_version` names the weights by which they were weighed, `share` the share of enquiries about
              somebody registered that their probabilities rest on (the assumed one); `unlaid` who was found too, less
              likely than `least_ppm`: no reviewer is asked about him, and he is counted. No pair at all says once that
              the enquiry was searched and nobody was found.
    Returns:  the numbers of the new pairs.
    Raises:   KnownPairsError when none is new; InputError for a share of none or of all; UnknownEnquiryError;
              UnknownPersonError.
    Leaf:     matching.candidates_proposed
    Not:      nobody is asked for anything because of a candidate (practice rule 3).
    """
    require(acting, "matching.propose_candidates")
    if share and not 0 < share.ppm < PPM:
        raise InputError("a share of enquiries lies between none and all", (("share", "number"),))
    kinship_level_of(enquiry_id)
    known = set(CandidatePair.objects.filter(enquiry_id=enquiry_id).values_list("id", flat=True))
    new = tuple(p for p in pairs if p.pair_id not in known)
    if any(one.probability_ppm >= least_ppm for one in unlaid):
        raise InputError("who is as likely as that is laid before reviewers", (("unlaid", "number"),))
    passed = set(UnlaidRow.objects.filter(enquiry_id=enquiry_id).values_list("id", flat=True))
    below = tuple(one for one in unlaid if one.pair_id not in known | passed)
    is_told = bool(pairs or unlaid or known or passed) or Search.objects.filter(pk=enquiry_id).exists()
    if not new and not below and is_told:
        raise KnownPairsError("all of these pairs are known")
    for person_id in (*(one.person_id for one in new), *(one.person_id for one in below)):
        custody_of(person_id)
    share = share or share_of(assumed_prior(learned_weights().registered_share))
    given = CandidatesProposed(
        enquiry_id=enquiry_id, pairs=new, weights_version=weights_version, share=share, unlaid=below,
        least_ppm=least_ppm,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return tuple(p.pair_id for p in new)


@service
def record_judgement(acting: Acting, *, pair_id: str, judgement: JudgementKind) -> JudgementConclusion:
    """Records one reviewer's judgement; on concurrence of two the link is confirmed or refused.

    Source:   clerical review, Fellegi and Sunter 1969; spec: two reviewers, blind to each other.
    Given:    of a pair that was reopened only what was said since counts, and who annulled its link says nothing.
    Returns:  what the judgements now give.
    Raises:   UnknownPairError; SecondJudgementError; ConcludedPairError; SecondPersonError.
    Leaf:     matching.judgement_recorded
    """
    require(acting, "matching.record_judgement")
    row = row_numbered(CandidatePair, pair_id)
    if row is None:
        raise UnknownPairError("no such pair")
    if row.conclusion in (JudgementConclusion.CONFIRMED.value, JudgementConclusion.REFUSED.value):
        raise ConcludedPairError(f"this pair was {row.conclusion}", provision="practice rule 3")
    since = judged_since(pair_id)
    refuse_judge_of_reopened(kept_out_of(pair_id), acting.account_id)
    earlier = [
        one for one in rows_where(Judgement, pair_id=pair_id, order="recorded_index") if one.recorded_index > since
    ]
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


@service
def adopt_weights(
    acting: Acting, *, evidence_index: int, based_on: int, reason: str, again_of: int | None = None
) -> int:  # fmt: skip
    """Puts in force the weights that the confirmed links up to an act teach, or those of an earlier version again.

    Source:   decision 0016
    Given:    another person approved `Offered.reference` of exactly these weights; `based_on` is the version that was
              in force when they were proposed. Pairs that were proposed before keep their bits.
    Returns:  the number of the new version.
    Raises:   InputError without a reason; TooLittleEvidenceError; UnknownWeightsError; WeightsInForceError;
              StaleWeightsError; ApprovalsMissingError.
    Leaf:     matching.weights_adopted
    """
    require(acting, ADOPT)
    if not reason.strip():
        raise InputError("say why", (("reason", "missing"),))
    if based_on != version_in_force():
        raise StaleWeightsError("other weights were adopted or withdrawn since these were proposed")
    offered = offered_now(evidence_index=evidence_index, reason=reason, again_of=again_of)
    approvers = require_approvals(ADOPT, offered.reference, acting.account_id, at=acting.at)
    version = 1 + WeightsVersion.objects.count()
    record(
        WeightsAdopted(
            version=version, based_on=based_on, again_of=again_of, evidence_index=evidence_index,
            links=offered.evidence.links, refused=offered.evidence.refused, shipped=offered.shipped,
            levels=offered.levels, reason=reason, adopted_by=acting.account_id, approved_by=approvers,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return version


def offered_now(*, evidence_index: int, reason: str, again_of: int | None) -> Offered:
    """The weights of a proposal, computed anew: what is approved and adopted, so that a changed note binds nothing.

    Raises:   InputError for an act that is not in the log; TooLittleEvidenceError; UnknownWeightsError;
              WeightsInForceError; StaleWeightsError when many more links were confirmed since.
    """
    if evidence_index >= tree_size():
        raise InputError("the log has no such act", (("evidence_index", "unknown"),))
    if again_of is not None:
        return again(again_of, evidence_index, reason)
    offered = learned(evidence_index, reason)
    links = evidence().links
    if links > offered.evidence.links * (1 + GROWN):
        raise StaleWeightsError(f"{links} links are confirmed by now; these weights know {offered.evidence.links}")
    return offered


@question(ADOPT, of_numbers=True)
def adoption_reference(*, evidence_index: int, reason: str, again_of: int | None = None) -> str:
    """What an approver of weights approves.  Raises: as `offered_now`."""
    return offered_now(evidence_index=evidence_index, reason=reason, again_of=again_of).reference


@service
def withdraw_weights(acting: Acting, *, version: int, reason: str) -> int:
    """Takes back the weights in force, alone and at once; those before them are in force again.

    Source:   decision 0016
    Returns:  the version that is in force now; 0 for the shipped weights.
    Raises:   InputError without a reason; WeightsInForceError when this version is not in force, or is the shipped one.
    Leaf:     matching.weights_withdrawn
    """
    require(acting, WITHDRAW)
    if not reason.strip():
        raise InputError("say why", (("reason", "missing"),))
    if version == SHIPPED or version != version_in_force():
        raise WeightsInForceError(f"version {version} is not in force, or came with the program")
    before = WeightsVersion.objects.filter(withdrawn_index=None, version__lt=version).order_by("-version").first()
    falls_back_to = before.version if before else SHIPPED
    given = WeightsWithdrawn(
        version=version, falls_back_to=falls_back_to, reason=reason, withdrawn_by=acting.account_id
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return falls_back_to


def _used_by_adoption(given: WeightsAdopted) -> Used:
    # Whatever else was proposed in place of the same version is stale by this act.
    return Used(action=ADOPT, beginning=f"{given.based_on}:")


def register() -> None:
    """Says what the acts of this room use up."""
    uses_approvals(WeightsAdopted, _used_by_adoption)


__all__ = [
    "ADOPT", "WITHDRAW", "WeightLine", "adopt_weights", "annul_link", "doubt_link", "judge_double", "offered_now",
    "pair_number", "propose_candidates", "propose_doubles", "record_judgement", "reference_of", "reopen_pair",
    "uphold_link",
    "withdraw_weights",
]  # fmt: skip
