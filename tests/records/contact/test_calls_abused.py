"""What one account, a stranger with her old words, or a camp could make of a call, and cannot."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from repatria.core.law.calls import CallUrgency, CallWay
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.vocabulary.calls import CallOrderError, CallState, StoppedBecause
from repatria.doors.jobs import courier
from repatria.doors.jobs.call_post import carry_calls
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.contact import calling
from repatria.records.contact.call_models import Call, CallAttempt
from repatria.records.contact.errors import CallStandsError, CallWordsError
from repatria.records.contact.selectors.call_lists import call_day, call_list, calls_to_ask
from repatria.records.contact.services.call_booking import verify_number
from repatria.records.contact.services.call_ends import log_call, stop_call, take_call_begun
from repatria.records.register.services import record_custody
from tests.records.contact.test_calls_asked import box_of
from tests.records.contact.test_calls_booked import another

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(calls, monkeypatch):
    """What comes in of her calls, with words that stand or with those that were replaced."""

    def come(want="yes", *, words_stand=True, **more):
        monkeypatch.setattr(courier, "_whose", lambda locator: (calls.enquiry, words_stand))
        courier._take_call(calls.outside, {"want": want, "way": "video", "locator": "x"} | more, "5:x")

    return come


def guards_of(refused):
    return {what for what, _ in refused.value.params["guards"]}


def ends(calls, outcome=CallState.DONE, seconds=600, by="camp", because=""):
    return log_call(calls.by(by), call_id=calls.call, outcome=outcome, seconds=seconds, because=because)


def test_refuses_to_log_a_video_call_before_its_end_and_while_the_door_speaks(calls):
    calls.both().booked()
    calls.prepares()
    with pytest.raises(CallOrderError):
        ends(calls)
    calls.passes(minutes=31)
    take_call_begun(calls.outside.house(Role.CLERKWORK), call_id=calls.call)
    with pytest.raises(CallOrderError):
        ends(calls, CallState.FAILED, 0, because="no_line")
    assert "done" == calls.reported() and 1 == CallAttempt.objects.count()


def test_what_the_door_did_not_say_is_logged_after_its_end(calls):
    calls.both().booked()
    calls.prepares()
    calls.passes(minutes=60)
    assert "done" == ends(calls)


def test_refuses_a_dialled_call_before_its_hour_and_for_longer_than_there_was_time(calls):
    calls.she_asks(way=CallWay.TELEPHONE)
    calls.he_agrees()
    calls.booked(line_id=calls.telephone)
    calls.prepares()
    for minutes in (0, 31):
        calls.passes(minutes=minutes)
        with pytest.raises(CallOrderError):
            ends(calls)
    calls.passes(minutes=20)
    assert "done" == ends(calls)


def test_refuses_seconds_of_a_call_that_was_only_booked_so_that_no_proof_rests_on_it(calls):
    calls.both().booked()
    for prepared in (False, True):
        if prepared:
            calls.prepares()
        for by, because in (("camp", StoppedBecause.ALARM), ("caseworker-1", StoppedBecause.BY_HER)):
            with pytest.raises(CallOrderError):
                stop_call(calls.by(by), call_id=calls.call, because=because, seconds=900)
    stop_call(calls.by("camp"), call_id=calls.call, because=StoppedBecause.ALARM)
    assert 0 == CallAttempt.objects.get().seconds


def test_refuses_a_camp_his_word_and_a_call_that_is_not_booked_with_it(calls):
    calls.both()
    for by, because, refusal in (
        ("camp", StoppedBecause.BY_HIM, RoleForbidsError), ("other-camp", StoppedBecause.BY_HIM, RoleForbidsError),
        ("camp", StoppedBecause.ALARM, CallOrderError), ("other-camp", StoppedBecause.ALARM, OutOfScopeError),
        ("interviewer", StoppedBecause.ALARM, CallOrderError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            stop_call(calls.by(by), call_id=calls.call, because=because)
    calls.booked()
    with pytest.raises(RoleForbidsError):
        stop_call(calls.by("camp"), call_id=calls.call, because=StoppedBecause.BY_HIM)
    assert "booked" == calls.row.state
    stop_call(calls.by("interviewer"), call_id=calls.call, because=StoppedBecause.BY_HIM)
    assert "stopped" == calls.row.state


def test_her_wish_is_taken_alike_whether_he_asked_or_nobody_found_him(lone):
    lone.link().says_yes().he_asks()
    his = lone.call
    lone.she_asks()
    hers = lone.call
    with pytest.raises(CallStandsError):
        lone.she_asks()
    lone.told()
    assert not calls_to_ask(lone.by("interviewer")), "his goes first, and nobody asks him meanwhile"
    with pytest.raises(CallStandsError):
        lone.he_agrees()
    lone.call = his
    assert "agreed" == lone.she_agrees()
    assert "stopped" == lone.he_agrees(says=False)
    assert [hers] == [one.call_id for one in calls_to_ask(lone.by("interviewer"))]


def test_her_wish_is_hers_though_others_hold_her_old_words(calls, portal):
    for _ in range(5):
        portal(words_stand=False, urgency="death", why="old words")
    portal()
    hers = Call.objects.get(words_stood=True)
    assert [hers.pk] == [one.call_id for one in calls_to_ask(calls.by("interviewer"))] and hers.her_index
    calls.call = hers.pk
    calls.he_agrees()
    calls.booked()
    portal(words_stand=False)
    portal("no")
    assert "stopped" == calls.row.state and 6 == Call.objects.filter(state="asked", words_stood=False).count()
    with pytest.raises(CallStandsError):
        portal("no")


def test_her_no_ends_his_too_once_a_round_told_her_of_it(calls, portal):
    calls.he_asks()
    with pytest.raises(CallStandsError):
        portal("no")
    box_of(calls)
    portal("no")
    assert "stopped" == calls.row.state


def test_refuses_a_number_that_she_did_not_leave_and_a_ringing_before_she_asked(calls):
    calls.both().books()
    given = {"enquiry_id": calls.enquiry, "telephone": "+380 00 000", "rung_at": calls.clock()}
    with pytest.raises(OpenGuardError) as refused:
        verify_number(calls.by("caseworker-1"), **given | {"telephone": "+7 999 00 00"})
    assert {"number_she_left"} == guards_of(refused)
    with pytest.raises(CallWordsError):
        verify_number(calls.by("hotline"), **given | {"rung_at": datetime(2001, 1, 1, tzinfo=UTC)})
    assert calling.verified(calls.enquiry) is None
    verify_number(calls.by("hotline"), **given)
    verify_number(calls.by("hotline"), **given | {"rung_at": datetime(2026, 5, 3, 9, tzinfo=UTC)})
    carry_calls(calls.outside)
    (line,) = call_day(calls.by("camp"), place="CAMP-2", on=calls.clock().date())
    assert line.is_ready, "an earlier ringing recorded later takes nothing away"


def test_a_number_that_two_put_in_place_of_hers_is_the_one_that_is_rung(calls, monkeypatch):
    monkeypatch.setattr(calling, "_changed", [lambda enquiry_id: "+380 11 222"])
    given = {"enquiry_id": calls.enquiry, "rung_at": calls.clock()}
    with pytest.raises(OpenGuardError):
        verify_number(calls.by("hotline"), telephone="+380 00 000", **given)
    verify_number(calls.by("hotline"), telephone="+38011222", **given)


def test_refuses_whoever_rang_her_back_to_prepare_the_call(calls):
    calls.both().books()
    verify_number(
        calls.by("caseworker-1"), enquiry_id=calls.enquiry, telephone="+380 00 000", rung_at=calls.clock()
    )  # fmt: skip
    carry_calls(calls.outside)
    with pytest.raises(SecondPersonError) as refused:
        calls.prepares("caseworker-1")
    assert {"number_by_another"} == guards_of(refused)
    assert "prepared" == calls.prepares("caseworker-2")


def test_a_camp_reads_the_order_and_not_that_somebody_died_in_his_family(calls):
    calls.she_asks(urgency=CallUrgency.DEATH, why="his father")
    calls.he_agrees()
    assert [""] == [one.because for one in call_list(calls.by("camp"), place="CAMP-2")]
    assert ["death"] == [one.because for one in call_list(calls.by("caseworker-1"), place="CAMP-2")]


def test_what_her_box_says_of_the_list_stands_still_when_he_dies_or_leaves_it(calls):
    calls.both()
    calls.passes(minutes=5)
    another(calls)
    calls.passes(minutes=5)
    before = box_of(calls)
    assert "The call waits for an hour." in before[0][0]
    record_custody(
        calls.by("registrar"), person_id=calls.person, event=CustodyEvent.DIED, happened_at=calls.clock(),
    )  # fmt: skip
    assert calls.call not in {one.call_id for one in call_list(calls.by("delegate"), place="CAMP-2")}
    assert before == box_of(calls)
