"""What was found about links is kept until an act speaks of what it rests on, and never longer."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.records.access import kept
from repatria.records.access.services import close_account, record_approval
from repatria.records.disclosure import selectors
from repatria.records.disclosure.selectors import answer, answers_waiting
from repatria.records.disclosure.services import DECIDE
from repatria.records.matching.wrong_links import doubt_link
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness).capture().ask().link().he_says(ContactAnswer.YES)


@pytest.fixture
def asked(monkeypatch):
    """How often the law was asked about a link."""
    found = []
    ask = selectors._waiting_of
    monkeypatch.setattr(
        selectors, "_waiting_of", lambda link, *more, **said: (found.append(1), ask(link, *more, **said))[1]
    )
    return found


def test_a_reading_asks_the_law_about_no_link_anew(story, asked):
    story.by("caseworker-1")
    (first,) = answers_waiting(story.clock())
    answer(story.by("caseworker-1"), story.enquiry)

    assert (first,) == answers_waiting(story.clock())
    assert 1 == len(asked)


def test_an_approval_a_doubt_an_account_that_is_closed_and_half_an_hour_each_ask_it_anew(story, asked):
    answers_waiting(story.clock())
    reference = answer(story.by("caseworker-1"), story.enquiry).approval_reference
    record_approval(story.by("caseworker-1"), action=DECIDE, object_reference=reference)
    (waiting,) = answers_waiting(story.clock())
    assert (story.staff.numbers["caseworker-1"],) == waiting.approvers
    close_account(story.by("administrator-1"), account_id=story.staff.numbers["caseworker-1"], reason="left")
    (waiting,) = answers_waiting(story.clock())
    assert () == waiting.approvers
    doubt_link(story.by("caseworker-2"), pair_id=f"{story.enquiry}:{story.person}", reason="another year")
    (waiting,) = answers_waiting(story.clock())
    assert "link_confirmed" in waiting.missing
    before = len(asked)
    story.clock.forward(minutes=61)
    answers_waiting(story.clock())

    assert before + 1 == len(asked)


def test_an_act_that_comes_while_the_head_is_read_is_not_passed_over(story, monkeypatch):
    answers_waiting(story.clock())
    story.by("caseworker-2")
    read = kept.head_of_log
    answer(story.by("caseworker-1"), story.enquiry)  # the head has moved: what was kept is looked through

    def read_and_somebody_doubts():
        head = read()
        monkeypatch.setattr(kept, "head_of_log", read)
        doubt_link(story.by("caseworker-2"), pair_id=f"{story.enquiry}:{story.person}", reason="another year")
        return head

    monkeypatch.setattr(kept, "head_of_log", read_and_somebody_doubts)
    answers_waiting(story.clock())
    (waiting,) = answers_waiting(story.clock())
    assert "link_confirmed" in waiting.missing


def test_what_is_about_another_man_alone_leaves_it_as_it_was(story, asked):
    answers_waiting(story.clock())
    first = story.enquiry
    story.ask("Бондар Іван", locator="d" * 64)
    answers_waiting(story.clock())

    assert 1 == len(asked)
    assert first != story.enquiry
