"""What happened to his custody: nothing is recorded that has not happened yet."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyEvent, CustodyFacts
from repatria.core.vocabulary.written_times import NotYetError
from repatria.records.ledger.reading import tree_size
from repatria.records.register.selectors import custody_of
from repatria.records.register.services import record_custody
from tests.journeys.test_thread_in_the_records import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(clock, randomness):
    return Story(clock, randomness).capture()


def hospitalised(story, ahead):
    acting = story.by("registrar")
    record_custody(
        acting, person_id=story.person, event=CustodyEvent.HOSPITALISED, happened_at=acting.at + ahead,
        facts=CustodyFacts(holder="HOSPITAL-1"),
    )  # fmt: skip


@pytest.mark.parametrize("ahead", [timedelta(minutes=6), timedelta(days=30)])
def test_refuses_what_has_not_happened_yet(story, ahead):
    size = tree_size()

    with pytest.raises(NotYetError) as refused:
        hospitalised(story, ahead)

    assert (("happened_at", "ahead"),) == refused.value.faults
    assert (size, "in_camp") == (tree_size(), custody_of(story.person).custody_state)


@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(), timedelta(days=-400)])
def test_takes_what_happened_before_or_within_the_minutes_by_which_clocks_differ(story, ahead):
    hospitalised(story, ahead)

    assert "in_hospital" == custody_of(story.person).custody_state
