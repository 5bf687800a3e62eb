"""A claim of kinship as a whole: doubted by one, revoked or upheld by another; what hangs on it falls with it."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.errors import EnquiryOrderError, SecondPersonError, UnstatedReasonError
from repatria.core.law.kinship_claim import ClaimStanding, KinshipLine, independent_lines
from repatria.core.law.matrix import Audience, Fact, Telling
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.disclosure.matrix_cells import MISSING, NEVER, NO_LETTER, TOLD, cells_of
from repatria.records.disclosure.selectors import still_tells
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.enquiries.services import record_kinship_evidence
from repatria.records.enquiries.services.claims import claim_of, doubted_claims, judge_claim
from repatria.records.handover.facts import Ground, facts_now
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from tests.cast import proved
from tests.records.disclosure.deciding import Deciding

pytestmark = pytest.mark.django_db
C, K = ClaimStanding, KinshipEvidenceKind
WHY = "the certificate names another mother"


@pytest.fixture
def her(clock, randomness):
    made = Deciding(clock, randomness).linked()
    made.weighed = record_kinship_evidence(made.by("caseworker-1"), enquiry_id=made.enquiry, **proved(K.PAPERS_CHECKED))
    return made


def test_lines_that_owe_nothing_to_each_other_are_counted_once_each():
    L = KinshipLine
    his = (K.WORDS_RECOGNISED, K.PRIVATE_QUESTION_ANSWERED, K.RECOGNISED_ON_CALL)
    assert {L.HIMSELF} == independent_lines(C.STANDS, his), "three words of his are one line"
    assert {L.DNA} == independent_lines(C.STANDS, (K.DNA_SUPPORTED,), is_named_by_dna=True)
    assert {L.PAPERS, L.DNA} == independent_lines(C.STANDS, (K.PAPERS_CHECKED,), is_named_by_dna=True)
    assert set() == independent_lines(C.STANDS, (K.FACE_TO_FACE,)), "who is met is no proof of whose she is"
    for standing in (C.DOUBTFUL, C.REVOKED):
        assert set() == independent_lines(standing, (K.PAPERS_CHECKED, K.SECOND_RELATIVE), is_named_by_dna=True)


def judged(her, standing, by="caseworker-2", reason=WHY):
    return judge_claim(her.by(by), enquiry_id=her.enquiry, standing=standing, reason=reason)


def test_refuses_roles_without_it_no_reason_what_does_not_follow_and_the_same_person(her):
    for name in ("caseworker-1", "caseworker-2", "head", "hotline", "interviewer"):
        her.by(name)
    size = tree_size()
    for name in ("hotline", "interviewer"):
        with pytest.raises(RoleForbidsError):
            judged(her, C.DOUBTFUL, by=name)
    for standing in (C.STANDS, C.REVOKED):
        with pytest.raises(EnquiryOrderError) as caught:
            judged(her, standing)
        assert "practice rule 3" == caught.value.provision
    with pytest.raises(UnstatedReasonError):
        judged(her, C.DOUBTFUL, reason="  ")
    with pytest.raises(InputError):
        judged(her, C.DOUBTFUL, reason="x" * 1001)
    with pytest.raises(UnknownEnquiryError):
        judge_claim(her.by("head"), enquiry_id="E-NOBODY", standing=C.DOUBTFUL, reason=WHY)
    assert size == tree_size()

    judged(her, C.DOUBTFUL)

    for standing in (C.REVOKED, C.STANDS):
        with pytest.raises(SecondPersonError):
            judged(her, standing)
    with pytest.raises(SecondPersonError) as caught:
        judged(her, C.STANDS, by="caseworker-1")
    assert (("weighed_none", "two-person rule"),) == caught.value.params["guards"]


def test_the_doubt_of_one_stops_the_letter_and_a_proof_more_lifts_no_doubted_claim(her):
    her.he_says(ContactAnswer.YES, is_her=None).approve("caseworker-1", "head").decided()
    assert still_tells(her.enquiry, her.clock())

    assert 1 == judged(her, C.DOUBTFUL)

    assert not still_tells(her.enquiry, her.clock())
    assert [her.enquiry] == [one.enquiry_id for one in doubted_claims()]
    more = {"enquiry_id": her.enquiry} | proved(K.SECOND_RELATIVE)
    assert 1 == record_kinship_evidence(her.by("caseworker-1"), **more)
    assert 2 == judged(her, C.STANDS, by="head"), "who weighed nothing lets it stand"
    assert () == doubted_claims()


def test_a_revoked_claim_is_worth_nothing_for_a_hand_over_either_until_it_is_looked_at_again(her):
    her.he_says(ContactAnswer.YES).level_three()
    assert 3 == kinship_level_of(her.enquiry)
    judged(her, C.DOUBTFUL)
    assert 0 == judged(her, C.REVOKED, by="caseworker-1")

    ground = Ground(enquiry_id=her.enquiry, person_id=her.person, link_index=her.link_view.link_index, point="")
    facts = facts_now(her.by("caseworker-1"), ground, "")
    assert (0, frozenset()) == (facts.kinship_level, facts.evidence)
    view = claim_of(her.by("caseworker-1"), her.enquiry)
    assert ("revoked", WHY, 0) == (view.standing, view.reason, view.level)
    with pytest.raises(EnquiryOrderError):
        judged(her, C.STANDS, by="head")
    assert 1 == judged(her, C.DOUBTFUL, by="caseworker-1")
    assert 3 == judged(her, C.STANDS, by="head")
    assert verify(log_verifier()).is_equal


def test_her_cells_say_by_which_rule_what_is_missing_and_that_no_letter_tells_more(her):
    def now(fact):
        view = cells_of(her.by("caseworker-1"), her.enquiry)
        return next((one.telling, one.now) for one in view.lines if one.fact == fact)

    assert (Telling.BY_HIS_YES, MISSING) == now(Fact.ALIVE)
    her.he_says(ContactAnswer.YES, is_her=None).approve("caseworker-1", "head").decided()
    assert (Telling.BY_HIS_YES, TOLD) == now(Fact.ALIVE)
    assert (Telling.GRADE_ALONE, NO_LETTER) == now(Fact.HEALTH_GRADE)
    assert (Telling.IN_PERSON, NO_LETTER) == now(Fact.DEATH)
    assert (Telling.NEVER, NEVER) == now(Fact.OTHER_ASKERS) == now(Fact.CAPTURE)
    judged(her, C.DOUBTFUL)
    assert (Telling.NEVER, NEVER) == now(Fact.ALIVE)
    assert Audience.UNVERIFIED == cells_of(her.by("head"), her.enquiry).audience
