"""His contact decisions: how they are taken, what they permit, how long they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.law.contact import (
    ContactAbout,
    ContactAnswer,
    ContactDecision,
    InterviewFacts,
    check_interview,
    is_fresh,
    permits_meeting,
    permits_telling,
    withdrawn,
)
from repatria.core.law.errors import InterviewError

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
GOOD = InterviewFacts(language="uk", is_interviewer_outside_camp=True, is_guard_present=False)
decisions = st.builds(
    ContactDecision,
    about=st.sampled_from(ContactAbout),
    answer=st.sampled_from(ContactAnswer),
    decided_at=st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
)


@pytest.mark.parametrize(
    "facts, provision",
    [
        (replace(GOOD, is_interviewer_outside_camp=False), "practice rule 8"),
        (replace(GOOD, is_guard_present=True), "practice rule 8"),
        (replace(GOOD, is_interviewer_interrogator=True), "GC III 17(4)"),
        (replace(GOOD, language=""), "GC III 17(6)"),
        (replace(GOOD, is_language_his=False), "GC III 17(6)"),
    ],
)
def test_refuses_an_answer_that_was_not_taken_freely(facts: InterviewFacts, provision: str) -> None:
    with pytest.raises(InterviewError) as refused:
        check_interview(facts)

    assert provision == refused.value.provision
    check_interview(GOOD)


def test_refuses_an_interview_of_which_nothing_is_known() -> None:
    with pytest.raises(InterviewError) as refused:
        check_interview(InterviewFacts())

    assert len(refused.value.params["guards"]) == 3


@given(decisions)
def test_only_a_yes_about_this_enquirer_permits_telling_her(decision: ContactDecision) -> None:
    is_yes = decision.answer in (ContactAnswer.YES, ContactAnswer.ONLY_THIS_PERSON)

    assert permits_telling(decision) is (is_yes and decision.about is ContactAbout.ENQUIRY)


def test_nothing_is_permitted_by_silence() -> None:
    assert not permits_telling(None)
    assert not permits_meeting(None, NOON)


@pytest.mark.parametrize(
    "age, expected",
    [
        (timedelta(0), True),
        (timedelta(hours=72), True),
        (timedelta(hours=72, microseconds=1), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_a_decision_to_meet_holds_72_hours_and_not_from_the_future(age: timedelta, expected: bool) -> None:
    decision = ContactDecision(about=ContactAbout.HANDOVER, answer=ContactAnswer.YES, decided_at=NOON - age)

    assert expected is permits_meeting(decision, NOON)
    assert expected is is_fresh(NOON - age, NOON)


def test_a_yes_to_being_told_of_is_no_yes_to_a_meeting() -> None:
    decision = ContactDecision(about=ContactAbout.ENQUIRY, answer=ContactAnswer.YES, decided_at=NOON)

    assert not permits_meeting(decision, NOON)


@given(decisions)
def test_he_may_withdraw_from_every_answer_at_any_time(decision: ContactDecision) -> None:
    after = withdrawn(decision, NOON)

    assert not permits_telling(after)
    assert not permits_meeting(after, NOON)
    assert decision.about is after.about
