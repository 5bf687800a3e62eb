"""Weighing a proof of kinship: on what it rests, which level it reaches, and that it can fall again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.enquiry import ClosingReason, KinshipEvidenceKind
from repatria.core.law.kinship_proof import SeenAs
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.core.vocabulary.pictures import refuse_picture
from repatria.core.vocabulary.roles import Role
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.openings import has_opened
from repatria.records.enquiries.acts import Paper
from repatria.records.enquiries.drawing import papers_drawn_by
from repatria.records.enquiries.errors import ClosedEnquiryError, EvidenceRestsOnNothingError, UnknownEnquiryError
from repatria.records.enquiries.selectors import evidence_of, kinship_level_of, paper_content
from repatria.records.enquiries.services import close_enquiry, record_kinship_evidence
from repatria.records.enquiries.services.claims import claim_of
from repatria.records.enquiries.services.papers import record_papers
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.selectors import latest_decision
from tests.cast import AUNT, BIRTH_PAPER, proved
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
    said = proved(evidence) if more.get("holds", True) else {"evidence": evidence}
    return record_kinship_evidence(story.by(name), **{"enquiry_id": story.enquiry} | said | more)


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


def refused(story, evidence, **more):
    size = tree_size()
    with pytest.raises(RuleError) as caught:
        weigh(story, evidence, **more)
    assert size == tree_size()
    return {what for what, _ in caught.value.params["guards"]}


def _draw(content: bytes) -> bytes:
    if not content:
        raise refuse_picture("other_file_inside")
    return b"\xff\xd8\xff drawn"


@pytest.fixture
def drawn():
    papers_drawn_by(_draw)
    yield
    papers_drawn_by(None)


def sent_paper(story, content=b"\xff\xd8\xff as it came", *, words_stood=True):
    return record_papers(
        story.outside.house(Role.COURIER), enquiry_id=story.enquiry, received_on=story.clock().date(),
        paper=Paper(media_type="image/jpeg", content=content), inbox=f"{tree_size()}:00", words_stood=words_stood,
    )  # fmt: skip


def test_refuses_papers_that_name_no_paper_and_a_relative_who_is_nobody(story):
    assert {"proof_kind", "proof_number", "proof_issued_by", "proof_seen_by", "proof_seen_as"} == refused(
        story, K.PAPERS_CHECKED, paper=None
    )
    drawn = replace(BIRTH_PAPER, seen_as=SeenAs.DRAWN_ANEW)
    assert {"proof_seen_as"} == refused(story, K.PAPERS_CHECKED, paper=drawn), "she sent none"
    assert {"second_name", "second_relation", "second_reach", "second_is_another"} == refused(
        story, K.SECOND_RELATIVE, relative=None
    )
    assert {"paper_proves_papers"} == refused(story, K.RECOGNISED_ON_CALL, paper=BIRTH_PAPER)
    assert {"relative_proves_relative"} == refused(story, K.RECOGNISED_ON_CALL, relative=AUNT)
    with pytest.raises(InputError):
        weigh(story, K.PAPERS_CHECKED, holds=False, paper=BIRTH_PAPER)


def test_refuses_a_sent_paper_that_is_not_hers_was_not_drawn_or_that_nobody_opened(story, drawn):
    hers, told = story.enquiry, replace(BIRTH_PAPER, seen_by="", seen_as=None)
    fine, blank = sent_paper(story), sent_paper(story, b"")
    strange = sent_paper(story, words_stood=False)
    story.ask(locator="b" * 64)
    others, story.enquiry = sent_paper(story), hers

    missing = {
        name: refused(story, K.PAPERS_CHECKED, paper=told, paper_id=one)
        for name, one in (("fine", fine), ("blank", blank), ("strange", strange), ("others", others))
    }

    assert missing == {
        "fine": {"proof_was_opened"}, "blank": {"proof_is_drawn", "proof_was_opened"},
        "strange": {"proof_words_stood", "proof_was_opened"}, "others": {"proof_is_hers", "proof_was_opened"},
    }  # fmt: skip
    paper_content(story.by("caseworker-2"), fine)
    assert {"proof_was_opened"} == refused(story, K.PAPERS_CHECKED, paper=told, paper_id=fine), "another looked"
    mine = paper_content(story.by("caseworker-1"), fine) and story.by("caseworker-1").account_id
    for _ in range(3):
        paper_content(story.by("caseworker-2"), others)
    size = tree_size()
    with CaptureQueriesContext(connection) as asked:
        assert has_opened(mine, fine, since=0) and not has_opened(mine, others, since=0)
        assert not has_opened(mine, fine, since=size)
    assert 5 == len(asked), "the same however much was read since"
    assert 2 == weigh(story, K.PAPERS_CHECKED, paper=told, paper_id=fine)
    (proof,) = [one for one in claim_of(story.by("caseworker-1"), hers).proofs if one.kind == K.PAPERS_CHECKED]
    names = dict(proof.names)
    assert (fine, "drawn_anew", story.by("caseworker-1").account_id) == (
        names["proof_paper_id"], names["proof_seen_as"], names["proof_seen_by"]
    )  # fmt: skip


def test_refuses_a_second_relative_who_is_she_herself_or_proves_nothing_himself(story):
    hers = story.enquiry
    story.ask(locator="b" * 64)
    others, story.enquiry = story.enquiry, hers
    named = {"relative": None, "relative_enquiry_id": others}

    assert {"second_is_another", "second_claim_stands"} == refused(
        story, K.SECOND_RELATIVE, relative=None, relative_enquiry_id=hers
    )
    assert {"second_claim_stands"} == refused(story, K.SECOND_RELATIVE, **named)
    with pytest.raises(UnknownEnquiryError):
        weigh(story, K.SECOND_RELATIVE, relative=None, relative_enquiry_id="E-00000-00000-0")
    weigh(story, K.PAPERS_CHECKED, enquiry_id=others)
    assert {"second_named_once"} == refused(story, K.SECOND_RELATIVE, relative_enquiry_id=others)
    assert 1 == weigh(story, K.SECOND_RELATIVE, **named)


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
