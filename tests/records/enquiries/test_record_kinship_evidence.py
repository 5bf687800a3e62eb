"""Weighing a proof of kinship: on what it rests, which level it reaches, and that it can fall again."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.enquiry import ClosingReason, KinshipEvidenceKind
from repatria.records.access.errors import RoleForbidsError
from repatria.records.enquiries.errors import ClosedEnquiryError, EvidenceRestsOnNothingError, UnknownEnquiryError
from repatria.records.enquiries.selectors import evidence_of, kinship_level_of
from repatria.records.enquiries.services import close_enquiry, record_kinship_evidence
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.selectors import latest_decision
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db
K = KinshipEvidenceKind


@pytest.fixture
@built_once
def story(clock, randomness):
    made = Story(clock, randomness).capture().ask()
    made.staff.called("caseworker-1")
    return made


def weigh(story, evidence, name="caseworker-1", **more):
    given = {"enquiry_id": story.enquiry, "evidence": evidence, "holds": True} | more
    return record_kinship_evidence(story.by(name), **given)


def test_refuses_whoever_is_no_caseworker(story):
    for name in ("reviewer-1", "interviewer", "head", "hotline", "registrar", "officer"):
        with pytest.raises(RoleForbidsError):
            weigh(story, K.PAPERS_CHECKED, name)

    assert 0 == kinship_level_of(story.enquiry)


def test_refuses_an_enquiry_that_nobody_knows_and_one_that_is_closed(story):
    with pytest.raises(UnknownEnquiryError):
        weigh(story, K.PAPERS_CHECKED, enquiry_id="E-00000-00000-0")
    close_enquiry(story.by("caseworker-1"), enquiry_id=story.enquiry, reason=ClosingReason.WITHDRAWN)

    with pytest.raises(ClosedEnquiryError):
        weigh(story, K.PAPERS_CHECKED)


@pytest.mark.parametrize("evidence", [K.WORDS_RECOGNISED, K.FACE_TO_FACE])
def test_refuses_what_only_he_or_a_meeting_can_prove_without_the_act_that_says_so(story, evidence):
    size = tree_size()

    for index in (None, 0, size - 1, size + 1000, -1, 10**30):
        with pytest.raises(EvidenceRestsOnNothingError) as refused:
            weigh(story, evidence, rests_on_index=index)
        assert "practice rule 3" == refused.value.provision

    assert (size, 0) == (tree_size(), kinship_level_of(story.enquiry))


def test_the_level_follows_from_the_proofs_that_hold_now(story):
    levels = [weigh(story, one) for one in (K.SECOND_RELATIVE, K.PAPERS_CHECKED, K.PRIVATE_QUESTION_ANSWERED)]
    assert [1, 2, 2] == levels

    assert 3 == weigh(story, K.RECOGNISED_ON_CALL)
    assert 1 == weigh(story, K.PAPERS_CHECKED, holds=False)
    assert 3 == weigh(story, K.PAPERS_CHECKED)
    assert verify(log_verifier()).is_equal


def test_his_recognising_her_words_proves_it_by_the_act_of_his_answer(story):
    story.link().he_says(ContactAnswer.LATER, is_her=True)

    said = latest_decision(story.person, "enquiry", story.link_view.link_index)
    assert 2 == kinship_level_of(story.enquiry)
    assert [(K.WORDS_RECOGNISED.value, True)] == [(kind, holds) for kind, holds, _ in evidence_of(story.enquiry)]
    assert 2 == weigh(story, K.WORDS_RECOGNISED, rests_on_index=said.act_index)


def test_refuses_his_answer_about_another_enquirer_and_one_that_says_otherwise(story):
    story.link().he_says(ContactAnswer.LATER, is_her=False)
    said = latest_decision(story.person, "enquiry", story.link_view.link_index)
    with pytest.raises(EvidenceRestsOnNothingError):
        weigh(story, K.WORDS_RECOGNISED, rests_on_index=said.act_index)
    his = story.enquiry
    story.ask(locator="b" * 64)

    for holds in (True, False):
        with pytest.raises(EvidenceRestsOnNothingError):
            weigh(story, K.WORDS_RECOGNISED, holds=holds, rests_on_index=said.act_index)
    assert (0, 0) == (kinship_level_of(his), kinship_level_of(story.enquiry))
