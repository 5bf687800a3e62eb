"""Where an enquiry stands: the law's machine, walked along the acts of all rooms, in whatever order they come."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.core.law.contact import ContactAbout, ContactAnswer, is_permitting
from repatria.core.law.enquiry import EnquiryEvent
from repatria.core.vocabulary.errors import RepatriaError
from repatria.records.access.role_table import Role
from repatria.records.disclosure.selectors import enquiry_standing
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.matching.errors import KnownPairsError
from repatria.records.matching.services import propose_candidates
from repatria.records.notices.acts import LetterKind
from repatria.records.register.errors import NoLinkError
from repatria.records.register.services import record_contact_decision
from tests.journeys.test_thread_in_the_records import ALONE, Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness).capture().ask()


def stands(story):
    return enquiry_standing(story.enquiry).state


def search(story):
    propose_candidates(story.outside.house(Role.MATCHER), enquiry_id=story.enquiry, pairs=[])


def test_refuses_an_enquiry_that_nobody_knows():
    with pytest.raises(UnknownEnquiryError):
        enquiry_standing("E-00000-00000-0")


def test_refuses_to_say_twice_that_nobody_was_found(story):
    search(story)

    with pytest.raises(KnownPairsError):
        search(story)


def test_it_is_walked_from_receipt_to_answer_and_stands_where_the_acts_left_it(story):
    assert "received" == stands(story)
    search(story)
    assert "searching" == stands(story)
    story.letter(LetterKind.NO_INFORMATION, None)
    assert "standing" == stands(story)
    story.link()
    assert "link_confirmed" == stands(story)
    story.he_says(ContactAnswer.LATER)
    assert "refused_by_him" == stands(story)
    story.he_says(ContactAnswer.YES).decide()
    assert "disclosable" == stands(story)
    story.letter(LetterKind.ALIVE_AND_HELD, story.decision_index)

    assert "answered" == stands(story)
    walked = [event for event, _ in enquiry_standing(story.enquiry).steps]
    assert [
        "received", "searched", "left_standing", "candidate_found", "link_confirmed", "he_was_asked", "he_refused",
        "he_was_asked", "he_agreed", "answered",
    ] == walked  # fmt: skip


def test_his_answer_about_somebody_else_moves_nothing(story):
    story.link()
    mine = story.enquiry
    story.ask(locator="b" * 64).link().he_says(ContactAnswer.YES)

    assert ("link_confirmed", "disclosable") == (enquiry_standing(mine).state, stands(story))


def is_asked_about_her(story, reply):
    """He is asked about one with whom nobody linked him: it must be refused."""
    record_contact_decision(
        story.asked_openly().by("interviewer"), person_id=story.person, about=ContactAbout.ENQUIRY, link_index=0,
        answer=reply, is_her=True, facts=ALONE,
    )  # fmt: skip
    pytest.fail("he was asked about somebody with whom nobody linked him")


def test_refuses_to_ask_him_about_one_with_whom_nobody_linked_him(story):
    with pytest.raises(NoLinkError):
        is_asked_about_her(story, ContactAnswer.YES)


STEPS = st.lists(
    st.sampled_from(["search", "link", "neutral", "decide", "tell", *(answer.value for answer in ContactAnswer)]),
    max_size=9,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_the_rooms_let_happen_the_machine_can_walk(story, steps):
    """No order of acts that the rooms allow is refused by the machine, and she is answered only after his yes."""
    savepoint = transaction.savepoint()
    said = []
    try:
        for step in steps:
            try:
                if step == "search":
                    search(story)
                elif step == "link":
                    story.link()
                elif step == "neutral":
                    story.letter(LetterKind.NO_INFORMATION, None)
                elif step == "decide":
                    story.decide()
                elif step == "tell":
                    story.letter(LetterKind.ALIVE_AND_HELD, getattr(story, "decision_index", None))
                elif hasattr(story, "link_view"):
                    story.he_says(ContactAnswer(step))
                    said.append(ContactAnswer(step))
                else:
                    is_asked_about_her(story, ContactAnswer(step))
            except RepatriaError:
                continue
            finally:
                standing = enquiry_standing(story.enquiry)
            if EnquiryEvent.ANSWERED.value in [event for event, _ in standing.steps]:
                assert any(map(is_permitting, said))
    finally:
        transaction.savepoint_rollback(savepoint)
        for name in ("link_view", "decision_index"):
            story.__dict__.pop(name, None)
