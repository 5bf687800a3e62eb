"""Asking both again, alone, before they meet: an interview's fresh yes, never a box that an officer ticks."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.errors import OpenGuardError
from repatria.core.law.handover import ATTESTATIONS, HandoverEvent
from repatria.core.vocabulary.errors import RuleError
from repatria.records.register.selectors import latest_decision
from repatria.records.register.services import record_withdrawal

pytestmark = pytest.mark.django_db
E, MEETING = HandoverEvent, ContactAbout.HANDOVER


@pytest.fixture
def at_the_point(opened):
    """Both are at the point, in separate rooms, and she was checked face to face."""
    return opened.before(E.ASKED_AGAIN)


def guards(meeting, event=E.ASKED_AGAIN, **more):
    state = meeting.state
    with pytest.raises(RuleError) as refused:
        meeting.take(event, **more)
    assert state == meeting.state
    return refused.value.params["guards"]


@pytest.mark.parametrize("answer", [ContactAnswer.NO, ContactAnswer.LATER, ContactAnswer.CANNOT_BE_ASKED])
def test_refuses_whatever_the_officer_ticks_when_he_did_not_say_yes(at_the_point, answer):
    at_the_point.he_says(answer, about=MEETING)

    assert ("his_decision", "practice rule 19") in guards(at_the_point)


def test_refuses_a_yes_that_he_took_back_in_the_separate_room(at_the_point):
    said = latest_decision(at_the_point.person, MEETING.value, at_the_point.link_view.link_index)
    record_withdrawal(at_the_point.by("delegate"), decision_index=said.act_index)

    assert ("his_decision", "practice rule 19") in guards(at_the_point)


def test_refuses_a_yes_that_grew_old_on_the_way(at_the_point):
    at_the_point.later(73)
    assert (("his_decision_recent", "house rule 6.6"),) == guards(at_the_point)

    at_the_point.he_says(ContactAnswer.YES, about=MEETING).take(E.ASKED_AGAIN)

    assert "asked_again" == at_the_point.state


@pytest.mark.parametrize("lacking", [line for line, _ in ATTESTATIONS[E.ASKED_AGAIN]])
def test_refuses_without_hers_without_a_room_of_his_own_and_after_they_met(at_the_point, lacking):
    kept = [line for line, _ in ATTESTATIONS[E.ASKED_AGAIN] if line is not lacking]

    with pytest.raises(OpenGuardError) as refused:
        at_the_point.take(E.ASKED_AGAIN, attested=kept)

    assert ((lacking.value, "practice rule 19"),) == refused.value.params["guards"]


def test_his_no_after_it_stops_the_signing(at_the_point):
    at_the_point.take(E.ASKED_AGAIN).he_says(ContactAnswer.NO, about=MEETING)

    assert ("his_decision", "practice rule 19") in guards(at_the_point, E.SIGNED)
