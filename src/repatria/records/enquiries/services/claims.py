"""How her claim of kinship stands: doubted by one, revoked or upheld by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.kinship_claim import ClaimStanding, level_of_claim, missing_for
from repatria.core.law.kinship_claim import judge_claim as judge_by_law
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.acts import ClaimJudged, Note
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.kinship_acts import KinshipEvidenceRecorded
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.selectors import EvidenceView, PaperView, check_open, enquiry_for_room, evidence_of
from repatria.records.ledger.acts import Act
from repatria.records.ledger.reading import Recorded, act_at, acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service

JUDGE = "enquiries.judge_claim"
LONGEST_REASON = 1000
_DOUBTFUL = ClaimStanding.DOUBTFUL


def _held(enquiry_id: str) -> frozenset[KinshipEvidenceKind]:
    weighed = {kind: holds for kind, holds, _ in evidence_of(enquiry_id)}
    return frozenset(KinshipEvidenceKind(kind) for kind, holds in weighed.items() if holds)


def standing_of(enquiry_id: str) -> ClaimStanding:
    """How her claim stands.  Raises: UnknownEnquiryError."""
    row = row_numbered(Enquiry, enquiry_id)
    if row is None:
        raise UnknownEnquiryError("no such enquiry")
    return ClaimStanding(row.claim_standing)


def _judged(index: int | None) -> ClaimJudged | None:
    given = None if index is None else act_at(index).act
    return given if isinstance(given, ClaimJudged) else None


@service
def judge_claim(acting: Acting, *, enquiry_id: str, standing: ClaimStanding, reason: str) -> int:
    """Doubts her claim of kinship, revokes a doubted one, or lets it stand again.

    Source:   law-and-practice section 6.5; invariant 4; practice rules 3, 19.
    Given:    one doubts, and nothing further is told because of it; another revokes it, or lets it stand who weighed
              none of its proofs. A revoked one is looked at again by being doubted.
    Returns:  the level that holds now.
    Raises:   UnknownEnquiryError; ClosedEnquiryError; EnquiryOrderError; UnstatedReasonError; SecondPersonError;
              InputError for a reason that is too long.
    Leaf:     enquiries.claim_judged
    """
    require(acting, JUDGE)
    refuse_statements({"reason": reason}, besides=OWN_WORDS)
    if len(reason.strip()) > LONGEST_REASON:
        raise InputError("say it shorter", (("reason", "length"),))
    check_open(enquiry_id)
    row = row_numbered(Enquiry, enquiry_id)
    assert row is not None, "it is open"
    before, last = ClaimStanding(row.claim_standing), _judged(row.claim_index)
    doubted_by = last.judged_by if last is not None and before is _DOUBTFUL else ""
    weighed_by = {one.actor for one in acts_at([index for _, _, index in evidence_of(enquiry_id)])}
    judge_by_law(
        before, standing, reason=reason, judged_by=acting.account_id, doubted_by=doubted_by, weighed_by=weighed_by
    )
    level = level_of_claim(standing, _held(enquiry_id))
    given = ClaimJudged(
        enquiry_id=enquiry_id, before=before, standing=standing, judged_by=acting.account_id, doubted_by=doubted_by,
        level=level, note=Note(reason.strip()),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return level


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """One kind of proof: whether it holds now, by whom and when it was weighed last; empty where nobody did."""

    kind: str
    is_weighed: bool
    holds: bool
    weighed_by: str
    weighed_at: str
    note: str
    names: tuple[tuple[str, str], ...] = ()  # what it names, as (what, words); empty words where her key is destroyed
    names_nothing: bool = False  # it holds by an act of an earlier version, which named no paper and nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """Her claim of kinship: each kind of proof, the level, what the next ones lack, and how the claim stands."""

    enquiry_id: str
    level: int
    standing: str
    judged_by: str
    judged_at: str
    doubted_by: str
    reason: str
    weighed_by: tuple[str, ...]
    proofs: tuple[ProofView, ...]
    papers: tuple[PaperView, ...]
    missing_for_two: tuple[tuple[str, ...], ...]
    missing_for_three: tuple[tuple[str, ...], ...]
    is_closed: bool


@question("enquiries.?enquiry", name="claim_of")
def claim_of(acting: Acting, enquiry_id: str) -> ClaimView:
    """Her claim of kinship as it stands.

    Raises:   UnknownEnquiryError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    record_reading(acting, question="enquiries.?enquiry", records=(enquiry_id,))
    whole = enquiry_for_room(enquiry_id)
    row = row_numbered(Enquiry, enquiry_id)
    assert row is not None, "it was found"
    judged = None if row.claim_index is None else act_at(row.claim_index)
    given = _judged(row.claim_index)
    latest = {one.evidence: one for one in whole.evidence}
    acts = {one.index: one for one in acts_at([one.act_index for one in latest.values()])}
    held = _held(enquiry_id)
    return ClaimView(
        enquiry_id=enquiry_id, level=row.kinship_level, standing=row.claim_standing,
        judged_by=given.judged_by if given else "", judged_at=judged.at if judged else "",
        doubted_by=given.judged_by if given and given.standing is _DOUBTFUL else "",
        reason=given.note.text if given and given.note else "",
        weighed_by=tuple(sorted({one.actor for one in acts_at([i for _, _, i in evidence_of(enquiry_id)])})),
        proofs=tuple(_proof(kind, latest, acts) for kind in KinshipEvidenceKind), papers=whole.papers,
        missing_for_two=tuple(tuple(map(str, one)) for one in missing_for(2, held)),
        missing_for_three=tuple(tuple(map(str, one)) for one in missing_for(3, held)),
        is_closed=whole.closed_for is not None,
    )  # fmt: skip


def _proof(
    kind: KinshipEvidenceKind, latest: Mapping[str, EvidenceView], acts: Mapping[int, Recorded]
) -> ProofView:  # fmt: skip
    one = latest.get(kind.value)
    act = acts[one.act_index] if one else None
    names = _names(act.act) if act else ()
    return ProofView(
        kind=kind.value, is_weighed=one is not None, holds=bool(one and one.holds),
        weighed_by=act.actor if act else "", weighed_at=act.at if act else "", note=(one.note or "") if one else "",
        names=names, names_nothing=bool(one and one.holds and not names and kind in _NAMING),
    )  # fmt: skip


_NAMING = (KinshipEvidenceKind.PAPERS_CHECKED, KinshipEvidenceKind.SECOND_RELATIVE)


def _names(given: Act) -> tuple[tuple[str, str], ...]:
    """What a proof names: the paper, or the second relative, in the order in which it is read."""
    if not isinstance(given, KinshipEvidenceRecorded):
        return ()
    paper, relative = given.paper, given.relative
    found = [("proof_paper_id", given.paper_id), ("second_enquiry", given.relative_enquiry_id)]
    if paper:
        found += [
            ("proof_kind", paper.kind or ""), ("proof_number", paper.number), ("proof_issued_by", paper.issued_by),
            ("proof_seen_as", paper.seen_as or ""), ("proof_seen_by", paper.seen_by),
        ]  # fmt: skip
    if relative:
        found += [
            ("second_name", relative.name),
            ("second_relation", relative.relation),
            ("second_reach", relative.reach_by),
        ]
    return tuple((what, words) for what, words in found if words)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtedClaim:
    """A claim that one doubts and no other has judged, by numbers."""

    enquiry_id: str
    doubted_by: str
    doubted_at: str
    weighed_by: tuple[str, ...]


def doubted_claims() -> tuple[DoubtedClaim, ...]:
    """Those that wait for another person, oldest first."""
    found = []
    for row in rows_where(Enquiry, claim_standing=_DOUBTFUL.value, closed_for=None, order="claim_index"):
        given = _judged(row.claim_index)
        if given is not None and row.claim_index is not None:
            weighed = acts_at([index for _, _, index in evidence_of(row.pk)])
            found.append(DoubtedClaim(
                enquiry_id=row.pk, doubted_by=given.judged_by, doubted_at=act_at(row.claim_index).at,
                weighed_by=tuple({one.actor for one in weighed}),
            ))  # fmt: skip
    return tuple(found)
