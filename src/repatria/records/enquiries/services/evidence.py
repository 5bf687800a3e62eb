"""Weighing one proof of kinship: on what it rests, which paper it names, or who confirmed it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from repatria.core.law.askers import have_one_contact
from repatria.core.law.disclosure import TELLING_LEVEL
from repatria.core.law.enquiry import ClosingReason, KinshipEvidenceKind
from repatria.core.law.guards import refuse_open
from repatria.core.law.kinship_claim import ClaimStanding, level_of_claim
from repatria.core.law.kinship_proof import ProofFacts, SeenAs, proof_guards
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.openings import has_opened
from repatria.records.access.questions import question
from repatria.records.enquiries.acts import Note
from repatria.records.enquiries.asked_again import COMPARED, heard_of
from repatria.records.enquiries.errors import EvidenceRestsOnNothingError, UnknownEnquiryError
from repatria.records.enquiries.kinship_acts import KinshipEvidenceRecorded, PaperSeen, SecondRelative
from repatria.records.enquiries.models import Enquiry, KinshipEvidence, PaperOfKinship
from repatria.records.enquiries.selectors import check_open
from repatria.records.ledger.reading import Recorded, act_named
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

WEIGH = "enquiries.record_kinship_evidence"
LONGEST_WORDS = 400
_MEETING = "handover.step_recorded."
_CALL = "contact.call_recognised."
_ANNULLED = "matching.link_annulled."
"""What the wrong man recognised, or who met him, proves nothing of her and hers."""
RESTS_ON = {
    KinshipEvidenceKind.WORDS_RECOGNISED: "register.contact_decision_recorded.",
    KinshipEvidenceKind.FACE_TO_FACE: _MEETING,
}
"""Proofs that rest on an act of another room: they are handed down as an act index and checked in the ledger."""


@service
def record_kinship_evidence(
    acting: Acting, *, enquiry_id: str, evidence: KinshipEvidenceKind, holds: bool, note: str = "",
    rests_on_index: int | None = None, paper: PaperSeen | None = None, paper_id: str = "",
    relative: SecondRelative | None = None, relative_enquiry_id: str = "",
) -> int:  # fmt: skip
    """Weighs one proof of kinship.

    Source:   practice rules 3, 19; law-and-practice section 6.5.
    Given:    a proof in `RESTS_ON` names the act of the other room that it rests on; the ledger is asked whether that
              act is of its kind, speaks of this enquiry, and says just this. Papers name the paper: what it is, and
              `paper_id` where she sent it; a second relative is another enquirer whose own claim carries a telling, or
              somebody with name, relation and contact.
    Returns:  the level now reached, 0 to 3; of a doubted claim 1 at most, of a revoked one 0.
    Raises:   UnknownEnquiryError; ClosedEnquiryError; EvidenceRestsOnNothingError; the refusal of the first open guard;
              InputError for words that are too long.
    Leaf:     enquiries.kinship_evidence_recorded
    """
    require(acting, WEIGH)
    _refuse_words(note, paper, relative)
    check_open(enquiry_id)
    row = row_numbered(Enquiry, enquiry_id)
    assert row is not None, "it is open"
    wanted = RESTS_ON.get(evidence)
    if evidence is KinshipEvidenceKind.RECOGNISED_ON_CALL and rests_on_index is not None:
        wanted = _CALL  # of a call of this house; of any other whoever weighs it says so himself
    rests_on = None if rests_on_index is None else act_named(rests_on_index)
    if wanted is not None and not _says(rests_on, wanted, enquiry_id, holds):
        raise EvidenceRestsOnNothingError(f"{evidence} rests on an act {wanted}*", provision="practice rule 3")
    paper = _seen(acting, paper, paper_id)
    if holds:
        refuse_open(proof_guards(_facts(acting, row, evidence, paper, paper_id, relative, relative_enquiry_id)))
    elif paper is not None or relative is not None or paper_id or relative_enquiry_id:
        raise InputError("what falls names nothing anew: say it in the note", (("holds", "names_nothing"),))
    earlier = rows_where(KinshipEvidence, enquiry_id=enquiry_id, order="recorded_index")
    # The latest word about each kind of proof counts: a withdrawn proof no longer carries the level.
    latest = {KinshipEvidenceKind(row.evidence): row.holds for row in earlier} | {evidence: holds}
    standing = ClaimStanding(row.claim_standing)
    level = level_of_claim(standing, tuple(kind for kind, is_held in latest.items() if is_held))
    record(
        KinshipEvidenceRecorded(
            evidence_id=record_number("K", acting.randomness(7)), enquiry_id=enquiry_id, evidence=evidence,
            holds=holds, rests_on_index=rests_on_index, level=level, paper_id=paper_id,
            relative_enquiry_id=relative_enquiry_id, paper=paper, relative=relative, note=Note(note) if note else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return level


@question("enquiries.?enquiry", name="papers_to_look_at", of_numbers=True)
def papers_to_look_at(enquiry_id: str) -> tuple[tuple[str, str], ...]:
    """The papers that she sent and that can be shown, with the day each came, the newest first; nothing is opened.

    Raises:   UnknownEnquiryError.
    """
    _other(enquiry_id)
    rows = rows_where(PaperOfKinship, enquiry_id=enquiry_id, words_stood=True, order="-recorded_index")
    return tuple((row.pk, row.received_on) for row in rows)


def _refuse_words(note: str, paper: PaperSeen | None, relative: SecondRelative | None) -> None:
    said = {"note": note}
    if paper is not None:
        said |= {
            "proof_number": paper.number, "proof_issued_by": paper.issued_by, "proof_seen_by": paper.seen_by,
        }  # fmt: skip
    if relative is not None:
        said |= {"second_name": relative.name, "second_relation": relative.relation,
                 "second_reach": relative.reach_by}  # fmt: skip
    refuse_statements(said, besides=OWN_WORDS)
    faults = [(name, "length") for name, text in said.items() if name != "note" and len(text) > LONGEST_WORDS]
    if faults:
        raise InputError("say it shorter", tuple(faults))


def _seen(acting: Acting, paper: PaperSeen | None, paper_id: str) -> PaperSeen | None:
    """What was seen; of a paper that she sent the house itself says who looked, and at what."""
    if paper is None or not paper_id:
        return paper
    return replace(paper, seen_by=paper.seen_by or acting.account_id, seen_as=paper.seen_as or SeenAs.DRAWN_ANEW)


def _facts(
    acting: Acting, row: Enquiry, evidence: KinshipEvidenceKind, paper: PaperSeen | None, paper_id: str,
    relative: SecondRelative | None, relative_enquiry_id: str,
) -> ProofFacts:  # fmt: skip
    sent = row_numbered(PaperOfKinship, paper_id) if paper_id else None
    is_hers = sent is not None and sent.enquiry_id == row.pk
    other = _other(relative_enquiry_id)
    facts = ProofFacts(
        kind=evidence, has_paper=paper is not None, is_sent=bool(paper_id), is_hers=is_hers,
        is_drawn=sent is not None and not open_rows([sent], ("word",))[0]["word"],
        words_stood=sent is not None and sent.words_stood,
        was_opened=is_hers and sent is not None
        and has_opened(acting.account_id, paper_id, since=sent.recorded_index),
        has_relative=relative is not None, relative_enquiry=bool(relative_enquiry_id),
        is_another=_is_another(row, other, relative),
        carries=other is not None and other.kinship_level >= TELLING_LEVEL
        and other.claim_standing == ClaimStanding.STANDS and other.closed_for != ClosingReason.ABUSIVE,
    )  # fmt: skip
    if paper is not None:
        facts = replace(
            facts, paper_kind=paper.kind or "", number=paper.number, issued_by=paper.issued_by, seen_by=paper.seen_by,
            seen_as=paper.seen_as or "",
        )  # fmt: skip
    if relative is not None:
        facts = replace(
            facts, relative_name=relative.name, relative_relation=relative.relation, relative_reach=relative.reach_by
        )
    return facts


def _other(enquiry_id: str) -> Enquiry | None:
    if not enquiry_id:
        return None
    row = row_numbered(Enquiry, enquiry_id)
    if row is None:
        raise UnknownEnquiryError("no such enquiry")
    return row


def _is_another(row: Enquiry, other: Enquiry | None, relative: SecondRelative | None) -> bool:
    """Whether the second relative is somebody else: by another contact, as far as contacts are known."""
    hers = heard_of(row, open_rows([row], COMPARED)[0])
    if other is not None:
        return other.pk != row.pk and not have_one_contact(hers, heard_of(other, open_rows([other], COMPARED)[0]))
    if relative is None:
        return False
    theirs = replace(hers, contact=relative.reach_by, beside=())
    return not have_one_contact(hers, theirs)


def _says(found: Recorded | None, wanted: str, enquiry_id: str, holds: bool) -> bool:
    """Whether an act of another room, of the kind that is wanted, says of this enquiry that the proof holds or not."""
    if found is None or not found.kind.startswith((wanted, _ANNULLED)):
        return False
    given: Any = found.act
    if found.kind.startswith(_ANNULLED):
        return not holds and given.enquiry_id == enquiry_id
    if wanted == _MEETING:
        return bool(holds and given.event == "identity_checked" and given.enquiry_id == enquiry_id)
    if wanted == _CALL:
        return given.both is holds and given.enquiry_id == enquiry_id
    link = None if given.link_index is None else act_named(given.link_index)
    return given.is_her is holds and getattr(link and link.act, "enquiry_id", "") == enquiry_id
