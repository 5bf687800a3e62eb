"""Whoever chose to be neither rung nor written to is not rung; whoever can be rung on no number gets no hour."""

from __future__ import annotations

import pytest

from repatria.core.law.call_numbers import ringing_guards
from repatria.core.law.calls import CallWay
from repatria.core.law.errors import OpenGuardError
from repatria.records.contact import calling
from repatria.records.contact.selectors.call_whole import call
from repatria.records.contact.services.call_booking import verify_number
from repatria.records.enquiries.models import Enquiry
from tests.records.contact.test_calls_booked import guards_of

pytestmark = pytest.mark.django_db
NUMBER = "+380 (00) 000"


def left(calls, **more):
    """Another family, that left this at the portal, and both of whom want a call."""
    calls.capture(card="0419", born="1999-01-01").ask(locator="d" * 64, **more).link().says_yes().told()
    calls.she_asks(way=CallWay.TELEPHONE)
    calls.he_agrees()
    return calls


@pytest.mark.parametrize(
    ("said", "missing"),
    [({"reach_by": "", "telephone": NUMBER}, "she_may_be_rung"),
     ({"reach_by": "by letter to my sister", "telephone": ""}, "number_to_ring"),
     ({"reach_by": "house 4", "telephone": ""}, "number_to_ring")],
)  # fmt: skip
def test_refuses_to_ring_and_to_give_an_hour_where_she_may_not_be_rung_or_left_no_number(calls, said, missing):
    left(calls, **said)
    with pytest.raises(OpenGuardError) as refused:
        verify_number(calls.by("caseworker-1"), enquiry_id=calls.enquiry, telephone=NUMBER, rung_at=calls.clock())
    assert {missing} == guards_of(refused)
    with pytest.raises(OpenGuardError) as refused:
        calls.books(line_id=calls.telephone)
    assert {missing} == guards_of(refused)


def test_a_number_that_two_put_there_at_her_word_is_her_choice(calls, monkeypatch):
    left(calls, reach_by="", telephone=NUMBER)
    assert call(calls.by("caseworker-1"), calls.call).is_never_rung
    monkeypatch.setattr(calling, "changed_number", lambda _: "+380 11 222 33")
    calls.books(line_id=calls.telephone)
    with pytest.raises(OpenGuardError) as refused:
        verify_number(calls.by("hotline"), enquiry_id=calls.enquiry, telephone=NUMBER, rung_at=calls.clock())
    assert {"number_she_left"} == guards_of(refused)
    verify_number(calls.by("hotline"), enquiry_id=calls.enquiry, telephone="+3801122233", rung_at=calls.clock())
    assert not call(calls.by("caseworker-1"), calls.call).is_never_rung


def test_who_rings_reads_how_and_when_she_may_be_rung_and_a_clerk_who_wrote_no_way_forbade_none(calls):
    left(calls, reach_by="my neighbour, +380 22 333 44", reach_when="after eight in the evening", telephone="")
    one = call(calls.by("caseworker-1"), calls.call)
    assert ("my neighbour, +380 22 333 44", "after eight in the evening") == (one.reach_by, one.reach_when)
    left_by_clerk = calls.enquiry
    Enquiry.objects.filter(pk=left_by_clerk).update(channel="telephone")
    verify_number(calls.by("hotline"), enquiry_id=left_by_clerk, telephone="+380 22 333 44", rung_at=calls.clock())


def test_what_stands_against_ringing_her_is_one_word():
    words = [[one.what for one in ringing_guards(left, never=never)]
             for left, never in (((NUMBER,), True), ((), True), (("house 4",), False), ((NUMBER,), False))]  # fmt: skip
    assert [["she_may_be_rung"], ["she_may_be_rung"], ["number_to_ring"], []] == words
