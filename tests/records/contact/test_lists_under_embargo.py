"""Lists of calls before and under an embargo: whom to ask, how it is said to him, the day of a camp."""

from __future__ import annotations

import pytest

from repatria.doors.jobs.calls import keep_calls
from repatria.records.contact.reading import may_be_told
from repatria.records.contact.selectors import call_lists
from repatria.records.contact.selectors.call_lists import call_day, call_list, calls_to_ask
from repatria.records.contact.selectors.call_said import call_to_say
from repatria.records.contact.services.call_booking import put_call_off
from repatria.records.disclosure import said_dead
from tests.records.contact.calls import Calls

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(clock, randomness):
    return Calls(clock, randomness).capture().ask().link().says_yes().told().means()


@pytest.fixture
def embargo(calls, monkeypatch):
    def begin():
        monkeypatch.setitem(said_dead._says, "identification", lambda one: one == calls.enquiry)
        monkeypatch.setitem(said_dead._says_of_person, "identification", lambda one: one == calls.person)
        assert not may_be_told(calls.enquiry, calls.clock())

    return begin


def asked(calls):
    interviewer = calls.by("interviewer")
    return calls_to_ask(interviewer), call_to_say(interviewer, calls.call)


def day(calls):
    return call_day(calls.by("camp"), place="CAMP-2", on=calls.clock().date())


def test_whom_to_ask_and_what_is_said_to_him_stay_as_they_were(calls, embargo):
    calls.she_asks()
    before = asked(calls)
    embargo()
    assert asked(calls) == before and 1 == len(before[0]) and "Мария" in before[1].her_name
    assert "agreed" == calls.he_agrees(), "his word is taken as of any"


def test_a_list_that_rested_on_what_may_be_told_is_caught(calls, embargo, monkeypatch):
    monkeypatch.setattr(call_lists, "was_told_of_him", may_be_told)
    calls.she_asks()
    before = asked(calls)
    embargo()
    assert asked(calls) != before


def test_a_call_put_off_under_it_keeps_its_line_as_one_put_off_by_a_hand_does(calls, embargo):
    calls.both().booked()
    (was,) = day(calls)
    put_call_off(calls.by("camp"), call_id=calls.call)
    (by_hand,) = day(calls)
    assert ("no_line", was.begins_at, was.room_id) == (by_hand.put_off, by_hand.begins_at, by_hand.room_id)
    waits = call_list(calls.by("camp"), place="CAMP-2")
    calls.booked()
    assert [""] == [one.put_off for one in day(calls)], "it has another hour"
    embargo()
    keep_calls(calls.outside)
    assert day(calls) == (by_hand,) and call_list(calls.by("camp"), place="CAMP-2") == waits
