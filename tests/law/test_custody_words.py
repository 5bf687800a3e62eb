"""Which clocks a change of custody starts, running today or waiting for the act that can satisfy them."""

from __future__ import annotations

import pytest

from repatria.core.law.clocks import CLOCKS, WAITING, ClockRule
from repatria.core.law.custody import CustodyEvent, CustodyFacts, CustodyState, is_held
from repatria.core.law.custody_words import CUSTODY_WORDS, custody_words

E, S = CustodyEvent, CustodyState


def _started(event: CustodyEvent, after: CustodyState = S.IN_CAMP, facts: CustodyFacts | None = None) -> set[ClockRule]:
    words = {f"register.custody_recorded:{word}" for word in custody_words(event, S.IN_CAMP, after, facts)}
    return {row.rule for row in (*CLOCKS, *(one.row for one in WAITING)) if words & set(row.starts)}


def test_a_death_of_known_natural_cause_that_a_doctor_confirmed_opens_no_enquiry() -> None:
    facts = CustodyFacts(is_death_confirmed_by_doctor=True, is_cause_natural_and_known=True)

    assert {ClockRule.DEATH_CERT, ClockRule.TESTAMENT} == _started(E.DIED, S.DIED, facts)
    assert {ClockRule.DEATH_CERT, ClockRule.TESTAMENT, ClockRule.ART121} == _started(E.DIED, S.DIED)


def test_a_capture_card_is_due_after_arrival_transfer_and_hospital() -> None:
    assert ClockRule.CAPCARD_CAMP in _started(E.ARRIVED)
    assert ClockRule.CAPCARD_EVENT in _started(E.TRANSFER_ORDERED)
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
