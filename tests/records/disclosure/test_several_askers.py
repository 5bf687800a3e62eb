"""Several who ask for one man: his newest word goes before everything else, and none learns of another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.records.disclosure.selectors import answer, still_tells
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness).capture()


def asker(story, name, locator):
    """One who asks for him, linked; what the story does next is about her."""
    story.ask(name, locator * 64).link()
    return story.enquiry, story.link_view


def turn_to(story, one):
    story.enquiry, story.link_view = one
    story.clock.at += timedelta(minutes=1)
    return story


def test_only_this_person_said_later_of_another_stops_what_was_decided_until_he_says_otherwise(story):
    wife, mother = asker(story, "Шевчинко Сережа", "a"), asker(story, "Шевченко Сергій", "b")
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == turn_to(story, wife).he_says(ContactAnswer.YES).decide().verdict
    assert still_tells(wife[0], story.clock())

    turn_to(story, mother).he_says(ContactAnswer.ONLY_THIS_PERSON)
    missing = [one.what for one in answer(story.by("caseworker-1"), wife[0]).missing]
    assert "not_only_another" in missing and not still_tells(wife[0], story.clock())
    assert "not_only_another" not in [one.what for one in answer(story.by("caseworker-1"), mother[0]).missing]
    assert DisclosureVerdict.NO_INFORMATION == turn_to(story, wife).decide().verdict

    turn_to(story, wife).he_says(ContactAnswer.YES)
    assert "not_only_another" not in [one.what for one in answer(story.by("caseworker-1"), wife[0]).missing]


def test_only_his_mother_still_holds_once_he_cannot_be_asked(story):
    husband, mother = asker(story, "Шевчинко Сережа", "a"), asker(story, "Шевченко Сергій", "b")
    turn_to(story, husband).he_says(ContactAnswer.YES)
    turn_to(story, mother).he_says(ContactAnswer.ONLY_THIS_PERSON)
    for one in (mother, husband):
        turn_to(story, one).he_says(ContactAnswer.CANNOT_BE_ASKED, is_her=None)

    assert "not_only_another" in [one.what for one in answer(story.by("caseworker-1"), husband[0]).missing]
    assert "not_only_another" not in [one.what for one in answer(story.by("caseworker-1"), mother[0]).missing]
