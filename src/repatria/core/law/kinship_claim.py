"""How a claim of kinship stands as a whole, beside its single proofs: it stands, is doubted, or was revoked.

One who finds that something is wrong doubts it, and she is told nothing further; another revokes it or lets it stand
again. A revoked claim is looked at again by being doubted anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum

from repatria.core.law.enquiry import KinshipEvidenceKind, kinship_level
from repatria.core.law.errors import EnquiryOrderError, SecondPersonError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need, refuse_open


class ClaimStanding(StrEnum):
    """How the claim stands."""

    STANDS = "stands"
    DOUBTFUL = "doubtful"
    REVOKED = "revoked"


_C, _K = ClaimStanding, KinshipEvidenceKind
_STEPS = frozenset({
    (_C.STANDS, _C.DOUBTFUL), (_C.DOUBTFUL, _C.REVOKED), (_C.DOUBTFUL, _C.STANDS), (_C.REVOKED, _C.DOUBTFUL),
})  # fmt: skip
_RULE = "practice rule 3"


def level_of_claim(standing: ClaimStanding, evidence: Collection[KinshipEvidenceKind]) -> int:
    """How sure the kinship is, with how the claim stands.

    Source:   law-and-practice section 6.5.
    Units:    0 to 3 as in `kinship_level`; a doubted claim never carries a telling, a revoked one nothing.
    """
    if standing is _C.REVOKED:
        return 0
    level = kinship_level(evidence)
    return min(level, 1) if standing is _C.DOUBTFUL else level


class KinshipLine(StrEnum):
    """A way in which kinship is shown that owes nothing to the others."""

    PAPERS = "papers"
    SECOND_RELATIVE = "second_relative"
    HIMSELF = "himself"  # he knew her words, answered what she asked, or knew her on a call
    DNA = "dna"


_LINES = {
    _K.PAPERS_CHECKED: KinshipLine.PAPERS, _K.SECOND_RELATIVE: KinshipLine.SECOND_RELATIVE,
    _K.WORDS_RECOGNISED: KinshipLine.HIMSELF, _K.PRIVATE_QUESTION_ANSWERED: KinshipLine.HIMSELF,
    _K.RECOGNISED_ON_CALL: KinshipLine.HIMSELF, _K.DNA_SUPPORTED: KinshipLine.DNA,
}  # fmt: skip


def independent_lines(
    standing: ClaimStanding, evidence: Collection[KinshipEvidenceKind], *, is_named_by_dna: bool = False
) -> frozenset[KinshipLine]:
    """On which lines, each owing nothing to the others, a claim rests.

    Source:   law-and-practice section 6.5: level 3 is two independent lines and one meeting face to face.
    Given:    `is_named_by_dna` that the Identification Board named the dead by DNA and for this very enquiry: one line
              with a proof of DNA that was weighed.
    Not:      whoever is met face to face is no line of kinship: it says who came, not whose she is.
    """
    if standing is not _C.STANDS:
        return frozenset()
    lines = {_LINES[kind] for kind in evidence if kind in _LINES}
    return frozenset(lines | {KinshipLine.DNA} if is_named_by_dna else lines)


def judge_claim(
    before: ClaimStanding, after: ClaimStanding, *, reason: str, judged_by: str, doubted_by: str,
    weighed_by: Collection[str],
) -> None:  # fmt: skip
    """Refuses a judgement of a claim that does not follow, gives no reason, or is not another person's.

    Source:   law-and-practice section 6.5; invariant 4: two persons.
    Given:    `doubted_by` who doubted it last; `weighed_by` who weighed its proofs: none of them says that it stands.
    Raises:   EnquiryOrderError; UnstatedReasonError; SecondPersonError.
    """
    if (before, after) not in _STEPS:
        raise EnquiryOrderError(f"{after} does not follow from {before}", provision=_RULE)
    refuse_open(_guards(after, reason, judged_by, doubted_by, weighed_by))


def _guards(
    after: ClaimStanding, reason: str, judged_by: str, doubted_by: str, weighed_by: Collection[str]
) -> Iterator[OpenGuard]:  # fmt: skip
    yield from need(bool(reason.strip()), "claim_reason", _RULE, UnstatedReasonError)
    if after is _C.DOUBTFUL:
        return
    yield from need(judged_by != doubted_by, "another_judges_claim", "two-person rule", SecondPersonError)
    if after is _C.STANDS:
        yield from need(judged_by not in weighed_by, "weighed_none", "two-person rule", SecondPersonError)


def missing_for(level: int, evidence: Collection[KinshipEvidenceKind]) -> tuple[tuple[KinshipEvidenceKind, ...], ...]:
    """What is missing for a level, as sets of proofs of which one is enough each; empty when it is reached.

    Source:   law-and-practice section 6.5; practice rules 3, 19.
    Given:    level 2 she may be told; 3 a living person may be handed over, with the meeting face to face as its end.
    """
    held = frozenset(evidence)
    wanted: tuple[tuple[KinshipEvidenceKind, ...], ...] = (
        ((_K.WORDS_RECOGNISED, _K.PAPERS_CHECKED),) if level == 2
        else ((_K.PAPERS_CHECKED,), (_K.PRIVATE_QUESTION_ANSWERED,), (_K.RECOGNISED_ON_CALL,), (_K.FACE_TO_FACE,))
    )  # fmt: skip
    return tuple(one for one in wanted if not held & set(one))
