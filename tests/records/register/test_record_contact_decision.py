"""His answer: taken alone, outside the camp's chain, in a language that he understands, about a link that is his."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.errors import InterviewError
from repatria.core.vocabulary.particulars import Category, Particular, ParticularKind, Source
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.disclosure.selectors import interview
from repatria.records.ledger.acts import join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.acts import ContactDecisionRecorded, HisWords
from repatria.records.register.errors import NoLinkError, NotHeldError, UnknownPersonError
from repatria.records.register.models import ContactDecision
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services import (
    record_capture,
    record_contact_decision,
    record_custody,
    record_listed,
    record_withdrawal,
)
from tests.cast import particulars
from tests.journeys.test_thread_in_the_records import ALONE, Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness).capture().ask().link().asked_openly()


def answers(story, name="interviewer", **changed):
    given = {
        "person_id": story.person, "about": ContactAbout.ENQUIRY, "link_index": story.link_view.link_index,
        "answer": ContactAnswer.YES, "is_her": True, "facts": ALONE,
    } | changed  # fmt: skip
    return record_contact_decision(story.by(name), **given)


@pytest.mark.parametrize(
    ("changed", "what", "provision"),
    [
        ({"is_interviewer_outside_camp": False}, "outside_camp_chain", "practice rule 8"),
        ({"is_guard_present": True}, "no_guard_present", "practice rule 8"),
        ({"is_interviewer_interrogator": True}, "no_interrogator", "GC III 17(4)"),
        ({"language": ""}, "his_language", "GC III 17(6)"),
        ({"is_language_his": False}, "his_language", "GC III 17(6)"),
    ],
)
@pytest.mark.parametrize("answer", [ContactAnswer.YES, ContactAnswer.NO])
def test_refuses_an_answer_that_was_not_taken_freely_a_no_like_a_yes(story, changed, what, provision, answer):
    size = tree_size()

    with pytest.raises(InterviewError) as refused:
        answers(story, answer=answer, facts=replace(ALONE, **changed))

    assert (((what, provision),), size) == (refused.value.params["guards"], tree_size())


def test_refuses_an_officer_of_a_camp_who_says_that_he_stands_outside_its_chain(story):
    story.staff.hire("both", Role.INTERVIEWER, Role.CAMP_OFFICER, branch="CAMP-2")

    with pytest.raises(InterviewError) as refused:
        answers(story, "both")

    assert (("outside_camp_chain", "practice rule 8"),) == refused.value.params["guards"]


@pytest.mark.parametrize("about", [ContactAbout.ENQUIRY, ContactAbout.CALL, ContactAbout.HANDOVER])
def test_refuses_to_name_anybody_to_him_before_he_was_asked_openly(clock, randomness, about):
    story = Story(clock, randomness).capture().ask().link()

    with pytest.raises(InterviewError) as refused:
        answers(story, about=about)
    with pytest.raises(InterviewError):
        interview(story.by("interviewer"), story.person, story.link_view.link_index)

    assert (("asked_openly_first", "practice rule 8"),) == refused.value.params["guards"]
    answers(story, about=about, answer=ContactAnswer.CANNOT_BE_ASKED, is_her=None)  # nobody is named to him for that


@pytest.mark.parametrize("answer", [ContactAnswer.YES, ContactAnswer.ONLY_THIS_PERSON])
def test_not_her_together_with_a_yes_is_asked_again_and_the_act_says_so(story, answer):
    with pytest.raises(InterviewError) as refused:
        answers(story, answer=answer, is_her=False)
    answers(story, answer=ContactAnswer.NO, is_her=False)
    answers(story, answer=answer, is_her=False, was_asked_twice=True)

    assert (("not_her_asked_again", "practice rule 8"),) == refused.value.params["guards"]
    acts = entries_since(0, kinds=[ContactDecisionRecorded.KIND])
    assert [False, False, True] == [one.act.was_asked_twice for one in acts]


@pytest.mark.parametrize("about", [ContactAbout.OPEN, ContactAbout.RELEASE])
def test_refuses_a_link_with_a_question_that_names_nobody_whose_answer_nobody_would_find(story, about):
    with pytest.raises(NoLinkError):
        answers(story, about=about, answer=ContactAnswer.NO, is_her=None)

    answers(story, about=about, answer=ContactAnswer.NO, is_her=None, link_index=None)
    assert "no" == latest_decision(story.person, about.value, None).answer


def test_refuses_whoever_does_not_ask_him(story):
    for name in ("registrar", "caseworker-1", "head", "officer", "doctor", "reviewer-1"):
        with pytest.raises(RoleForbidsError):
            answers(story, name)


def test_refuses_a_question_about_somebody_without_the_link_and_with_what_confirms_none(story):
    for about in (ContactAbout.ENQUIRY, ContactAbout.CALL, ContactAbout.HANDOVER):
        for index in (None, 0, story.link_view.link_index - 1, 10_000, -1, 10**30):
            with pytest.raises(NoLinkError):
                answers(story, about=about, link_index=index)


def test_refuses_another_man_s_link(story):
    mine, said = story.link_view.link_index, ContactDecision.objects.count()
    story.person = record_listed(
        story.outside.house(Role.CLERKWORK), source_key="list 1 line 1", raw="Bizjak", events=[],
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Bizjak", source=Source(kind="list"))],
    )  # fmt: skip
    with pytest.raises(NotHeldError):
        answers(story)  # nobody holds whom a list names

    another = record_capture(
        story.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number="0500", captured_on=None,
        captured_at="", holder="UNIT-3", particulars=particulars("0500", "Бондар"),
    )  # fmt: skip
    with pytest.raises(NoLinkError):
        answers(story, person_id=another, link_index=mine)
    assert said == ContactDecision.objects.count()


def test_refuses_whom_nobody_holds_and_whom_nobody_knows(story):
    with pytest.raises(UnknownPersonError):
        answers(story, person_id="P-00000-00000-0")
    record_custody(
        story.by("registrar"), person_id=story.person, event=CustodyEvent.ESCAPED, happened_at=story.clock(),
        attested=CustodyAttested(),
    )  # fmt: skip

    with pytest.raises(NotHeldError):
        answers(story)


def test_the_latest_answer_about_the_same_thing_counts_and_others_stand_beside(story):
    link = story.link_view.link_index
    answers(story)
    answers(story, answer=ContactAnswer.NO, about=ContactAbout.HANDOVER)
    answers(story, answer=ContactAnswer.LATER)

    said = {about: latest_decision(story.person, about, link) for about in ("enquiry", "handover", "call")}
    assert ("later", "no", None) == (said["enquiry"].answer, said["handover"].answer, said["call"])
    assert verify(log_verifier()).is_equal


def test_the_conditions_under_which_he_was_asked_stand_in_the_act(story):
    answers(story)

    recorded = entries_since(0, kinds=[ContactDecisionRecorded.KIND])[-1]
    assert ALONE == recorded.act.conditions
    record_withdrawal(story.by("interviewer"), decision_index=recorded.index)
    assert entries_since(0, kinds=[ContactDecisionRecorded.KIND])[-1].act.conditions is None


def test_an_act_of_the_first_version_says_nothing_of_the_conditions():
    first = (
        b'{"about":"open","answer":"yes","decided_at":"2026-05-03T09:00:00.000000Z","decision_id":"W-1","interviewer":'
        b'"A-1","is_her":null,"language":"uk","link_index":null,"person_id":"P-1"}'
    )

    given = join("register.contact_decision_recorded.1", first, {})

    assert isinstance(given, ContactDecisionRecorded)
    assert (ContactAnswer.YES, "uk", None) == (given.answer, given.language, given.conditions)
    assert not given.was_asked_twice


def test_what_he_said_lies_under_his_own_key(story):
    answers(story, words=HisWords(private_question="the cat's name", fear="his uncle"))

    row = ContactDecision.objects.get(about="enquiry")
    assert b"uncle" not in bytes(row.fear) and b"cat" not in bytes(row.private_question)
