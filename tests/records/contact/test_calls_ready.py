"""A call is made ready near its hour and never after; where nobody did so it keeps its turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from repatria.core.law.calls import CallWay
from repatria.core.law.errors import OpenGuardError
from repatria.doors.jobs.call_post import carry_calls
from repatria.doors.jobs.calls import keep_calls
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.contact.errors import CallStandsError
from repatria.records.contact.selectors.call_lists import call_day, call_list, his_calls
from repatria.records.contact.services.call_booking import verify_number
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from tests.records.contact.test_calls_asked import box_of
from tests.records.contact.test_calls_booked import guards_of

pytestmark = pytest.mark.django_db


def owed(calls, by):
    follow_clocks(calls.outside)
    return {one.rule.value: one for one in owed_clocks(calls.by(by), at_most=99) if one.subject == calls.call}


def test_refuses_to_make_ready_long_before_its_hour_and_after_it_and_a_camp_is_told_why(calls):
    calls.both().booked(begins_at=calls.soon(minutes=121))
    for by in ("camp", "caseworker-1"):
        with pytest.raises(OpenGuardError) as refused:
            calls.prepares(by)
        assert {"call_hour_near"} == guards_of(refused)
    calls.passes(minutes=1)
    assert "prepared" == calls.prepares()


def test_refuses_to_make_ready_what_is_over_and_it_goes_off_its_hour_and_keeps_its_turn(calls):
    calls.both().booked()
    booked, asked = calls.row.booked_index, calls.row.asked_index
    calls.passes(minutes=45)
    for by in ("camp", "caseworker-1"):
        with pytest.raises(OpenGuardError) as refused:
            calls.prepares(by)
        assert {"call_hour_ahead"} == guards_of(refused)
    keep_calls(calls.outside)

    row = calls.row
    assert ("agreed", "", "", "") == (row.state, row.room_id, row.begins_at, row.ticket) and asked == row.asked_index
    assert [calls.call] == [one.call_id for one in call_list(calls.by("caseworker-1"), place="CAMP-2")]
    assert ["nobody_came"] == [
        one.put_off for one in call_day(calls.by("camp"), place="CAMP-2", on=calls.clock().date())
    ]
    assert "not held at that hour" in box_of(calls)[0][0] and "code" not in box_of(calls)[0][0]
    assert not his_calls(calls.by("camp"), calls.person).next_at
    with pytest.raises(CallStandsError):
        calls.she_asks()
    calls.booked(begins_at=calls.soon(minutes=60))
    assert booked < calls.row.booked_index and "booked" == calls.row.state
    assert verify(log_verifier()).is_equal


def test_the_camp_owes_that_a_call_is_made_ready_by_its_hour_and_another_camp_owes_nothing(calls):
    calls.both().booked(begins_at=calls.soon(hours=5))
    assert {} == owed(calls, "camp"), "not before it may"
    calls.passes(minutes=181)
    (one,) = owed(calls, "camp").values()
    assert ("call_ready", calls.row.begins_at) == (one.rule.value, one.due_at.isoformat().replace("+00:00", ".000000Z"))
    assert {} == owed(calls, "other-camp")
    calls.prepares()
    assert {} == owed(calls, "camp") and "call_ready" not in owed(calls, "head")


@pytest.mark.parametrize("are_rules_read", [True, False])
def test_who_has_an_hour_and_was_not_rung_back_is_owed_a_call_until_she_heard_the_rules(calls, are_rules_read):
    calls.both().books(begins_at=calls.soon(hours=5))
    (one,) = owed(calls, "caseworker-1").values()
    assert "call_ring" == one.rule.value and timedelta(hours=3) >= one.due_at - calls.clock()
    verify_number(calls.by("hotline"), enquiry_id=calls.enquiry, telephone="+380 00 000", rung_at=calls.clock(),
                  are_rules_read=are_rules_read)  # fmt: skip

    assert are_rules_read == ("call_ring" not in owed(calls, "caseworker-1"))


def test_who_was_rung_back_before_is_owed_no_call(calls):
    calls.both().booked()
    calls.passes(minutes=45)
    keep_calls(calls.outside)
    calls.books(begins_at=calls.soon(minutes=60))

    assert "call_ring" not in owed(calls, "caseworker-1")


def test_refuses_to_begin_where_she_was_not_read_the_rules_and_the_camp_reads_of_a_line(calls):
    calls.both().books()
    acting = calls.by("hotline")
    verify_number(acting, enquiry_id=calls.enquiry, telephone="+380 00 000", rung_at=calls.clock())
    carry_calls(calls.outside)
    for by, missing in (("caseworker-1", "rules_read_to_her"), ("camp", "line_ready")):
        with pytest.raises(OpenGuardError) as refused:
            calls.prepares(by)
        assert {missing} == guards_of(refused)
    later = replace(acting, at=acting.at + timedelta(minutes=1))
    verify_number(later, enquiry_id=calls.enquiry, telephone="+380 00 000", rung_at=later.at, are_rules_read=True)
    calls.passes(minutes=2)
    assert "prepared" == calls.prepares()


def test_a_telephone_call_of_this_hour_is_made_ready_once_she_was_rung_and_told_of_it(calls):
    calls.she_asks(way=CallWay.TELEPHONE)
    calls.he_agrees()
    given = {"enquiry_id": calls.enquiry, "telephone": "+380 00 000", "are_rules_read": True}
    verify_number(calls.by("hotline"), **given, rung_at=calls.clock())
    calls.books(line_id=calls.telephone, before=timedelta(), begins_at=calls.soon(minutes=90))
    with pytest.raises(OpenGuardError) as refused:
        calls.prepares("caseworker-1")
    assert {"call_letter_laid"} == guards_of(refused), "rung before it had its hour"
    calls.passes(minutes=5)
    verify_number(calls.by("hotline"), **given, rung_at=calls.clock())
    assert "prepared" == calls.prepares()
