"""Which clocks a change of custody starts, running today or waiting for the act that can satisfy them."""

from __future__ import annotations

import pytest

from repatria.core.law.clocks import CLOCKS, WAITING, ClockRule
from repatria.core.law.custody import CustodyEvent, CustodyFacts, CustodyState, is_held
from repatria.core.law.custody_words import CUSTODY_WORDS, ListCounts, arrival_word, custody_words, departure_word

E, S = CustodyEvent, CustodyState


def _started(event: CustodyEvent, after: CustodyState = S.IN_CAMP, facts: CustodyFacts | None = None) -> set[ClockRule]:
    words = {f"register.custody_recorded:{word}" for word in custody_words(event, S.IN_CAMP, after, facts)}
    return {row.rule for row in (*CLOCKS, *(one.row for one in WAITING)) if words & set(row.starts)}


def test_a_death_of_known_natural_cause_that_a_doctor_confirmed_opens_no_enquiry() -> None:
    facts = CustodyFacts(is_death_confirmed_by_doctor=True, is_cause_natural_and_known=True)

    assert {ClockRule.DEATH_CERT, ClockRule.TESTAMENT} == _started(E.DIED, S.DIED, facts)
    unseen = {ClockRule.DEATH_CERT, ClockRule.TESTAMENT, ClockRule.ART121, ClockRule.DEATH_SEEN}
    assert unseen == _started(E.DIED, S.DIED)
    violent = CustodyFacts(is_death_confirmed_by_doctor=True)
    assert unseen - {ClockRule.DEATH_SEEN} == _started(E.DIED, S.DIED, violent)


def test_a_capture_card_is_due_after_arrival_transfer_and_hospital() -> None:
    assert ClockRule.CAPCARD_CAMP in _started(E.ARRIVED)
    assert ClockRule.CAPCARD_EVENT in _started(E.DEPARTED, S.IN_TRANSIT)
    assert ClockRule.CAPCARD_EVENT in _started(E.TRANSFER_ORDERED, S.IN_TRANSIT), "as it was before departures"
    assert ClockRule.CAPCARD_EVENT not in _started(E.TRANSFER_ORDERED)
    assert ClockRule.CAPCARD_EVENT in _started(E.HOSPITALISED)


def test_weekly_news_is_due_only_of_the_seriously_ill() -> None:
    assert ClockRule.HEALTH_WEEK in _started(E.HOSPITALISED, facts=CustodyFacts(is_seriously_ill=True))
    assert ClockRule.HEALTH_WEEK not in _started(E.HOSPITALISED)


def test_a_man_signed_out_and_a_release_that_was_opened_have_their_clocks() -> None:
    assert {ClockRule.SIGNED_OUT} == _started(E.SIGNED_OUT, S.OTHER_SERVICE)
    assert {ClockRule.RELEASE} == _started(E.RELEASE_OPENED, S.RELEASE_PENDING)


@pytest.mark.parametrize("event", list(E))
def test_an_event_says_that_he_is_held_now_or_no_longer_and_an_annulment_says_neither(event: CustodyEvent) -> None:
    for before in (None, *S):
        for after in S:
            words = set(custody_words(event, before, after))

            is_told = event is not E.ANNULLED
            assert {event.value} <= words <= set(CUSTODY_WORDS)
            assert (is_held(after) and not is_held(before) and is_told) is ("now_held" in words)
            assert (is_held(before) and not is_held(after) and is_told) is ("held_no_longer" in words)


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        (ListCounts(listed=31, left=31), ""),
        (ListCounts(listed=31, left=30), "left_count_differs"),
        (ListCounts(listed=31), ""),
        (ListCounts(left=30), ""),
        (ListCounts(listed=1, left=0), "left_count_differs"),
    ],
)
def test_a_departure_differs_where_both_were_counted_and_are_not_one(counts: ListCounts, word: str) -> None:
    assert word == departure_word(counts)


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        (ListCounts(arrived=31, registered=1), ""),
        (ListCounts(left=31, registered=30), ""),
        (ListCounts(left=31, arrived=30, registered=30), "arrived_count_differs"),
        (ListCounts(left=31, arrived=32, registered=3), "arrived_count_differs"),
        (ListCounts(left=31, arrived=31, registered=3), "arrived_count_agrees"),
        (ListCounts(left=31, arrived=1, registered=31), "arrived_count_agrees"),
        (ListCounts(left=31, registered=31), "arrived_count_agrees"),
    ],
)
def test_an_arrival_agrees_once_as_many_came_as_left(counts: ListCounts, word: str) -> None:
    assert word == arrival_word(counts)
