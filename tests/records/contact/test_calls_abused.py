"""What one account, a stranger with her old words, or a camp could make of a call, and cannot."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from repatria.core.law.call_steps import CallOrderError
from repatria.core.law.calls import CallSide, CallUrgency, CallWay
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedReasonError
from repatria.core.vocabulary.calls import CallState, StoppedBecause
from repatria.doors.jobs import courier
from repatria.doors.jobs.call_post import carry_calls
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.contact import calling
from repatria.records.contact.call_models import Call, CallAttempt, CallWish
from repatria.records.contact.errors import CallStandsError, CallWordsError, UnknownCallError
from repatria.records.contact.selectors.call_boxes import items_of_calls
from repatria.records.contact.selectors.call_lists import call_day, call_list, calls_to_ask
from repatria.records.contact.selectors.call_owed import call_halts, call_log_said, calls_to_hear_of, calls_to_log
from repatria.records.contact.selectors.call_whole import call, room_codes
from repatria.records.contact.services.call_booking import put_call_off, verify_number
from repatria.records.contact.services.call_ends import (
    log_call,
    record_recognition,
    settle_call_log,
    stop_call,
    take_call_begun,
)
from repatria.records.contact.services.call_rooms import close_call_means, see_call_halt
from repatria.records.contact.services.call_wishes import wish_anew
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.services import record_custody
from tests.journeys.test_thread_in_the_records import ALONE
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


def settles(calls, by, agrees=True):
    return settle_call_log(calls.by(by), call_id=calls.call, agrees=agrees)


def test_what_the_door_did_not_say_counts_once_another_account_agrees(calls):
    calls.both().booked()
    calls.prepares()
    calls.passes(minutes=60)
    with pytest.raises(CallOrderError):
        settles(calls, "caseworker-1")
    with pytest.raises(CallOrderError):
        ends(calls, seconds=3000)
    assert "prepared" == ends(calls)
    (waits,) = calls_to_log(calls.by("caseworker-1"))
    assert (True, False) == (waits.waits_for_second, waits.is_own) and not calls_to_log(calls.by("other-camp"))
    with pytest.raises(CallOrderError):
        ends(calls, by="caseworker-1")
    for by, refusal in (("camp", SecondPersonError), ("other-camp", OutOfScopeError), ("hotline", RoleForbidsError)):
        with pytest.raises(refusal):
            settles(calls, by)
    assert "prepared" == settles(calls, "camp", agrees=False) and calls.row.log_index is None
    ends(calls, by="caseworker-1")
    assert call_log_said(calls.by("camp"), calls.call).seconds == 600
    assert "done" == settles(calls, "camp") and 600 == CallAttempt.objects.get().seconds
    assert verify(log_verifier()).is_equal


def test_the_door_speaks_before_a_second_account_does(calls):
    calls.both().booked()
    calls.prepares()
    calls.passes(minutes=60)
    ends(calls, CallState.FAILED, 0, because="nobody_came")
    assert "done" == calls.reported() and calls.row.log_index is None
    with pytest.raises(CallOrderError):
        settles(calls, "caseworker-1")


def test_the_head_sees_what_a_camp_closes_or_puts_off_with_nothing_against_it(calls):
    calls.both().booked()
    put_call_off(calls.by("camp"), call_id=calls.call)
    close_call_means(calls.by("camp"), means_id=calls.line_id, reason="broken")
    first, second = call_halts(calls.by("head"))
    assert (False, calls.call, True, "broken") == (first.is_means, first.matter_id, second.is_means, second.reason)
    for by in ("camp", "caseworker-1"):
        with pytest.raises(RoleForbidsError):
            see_call_halt(calls.by(by), halt_index=first.halt_index)
    with pytest.raises(UnknownCallError):
        see_call_halt(calls.by("head"), halt_index=1)
    see_call_halt(calls.by("head"), halt_index=first.halt_index)
    with pytest.raises(CallOrderError):
        see_call_halt(calls.by("head"), halt_index=first.halt_index)
    assert [second] == list(call_halts(calls.by("head")))


def test_nobody_but_the_courier_says_how_a_wish_came_in(calls):
    for given in ({"inbox": "77:x"}, {"inbox": "abc"}, {"channel": "web"}, {"words_stood": False}):
        with pytest.raises(CallWordsError):
            calls.she_asks(**given)
    calls.she_asks()
    for given in ({"inbox": "77:x"}, {"channel": "web"}):
        with pytest.raises(CallWordsError):
            calls.she_agrees(**given)


def test_a_caseworker_reads_no_code_of_the_room(calls):
    calls.both().booked(is_watched=True)
    calls.prepares()
    assert room_codes(calls.by("camp"), calls.call).his
    with pytest.raises(RoleForbidsError):
        room_codes(calls.by("caseworker-1"), calls.call)


def test_no_table_says_why_a_call_is_urgent_or_who_supervised_it(calls):
    calls.comes_in(urgency=CallUrgency.DEATH, why="her father")
    calls.he_agrees()
    calls.booked()
    calls.prepares(supervisor="Sych Ivan")
    calls.reported()
    texts = [
        str(value)
        for table in (Call, CallAttempt, CallWish)
        for row in table.objects.values()
        for value in row.values()
    ]
    assert not [one for one in texts if "Sych" in one or one in ("death", "illness")]
    found = call(calls.by("caseworker-1"), calls.call)
    assert ("death", "Sych Ivan") == (found.urgency, found.attempts[0].supervisor)


def test_her_emergency_and_way_are_kept_when_she_answers_his_wish(calls, portal):
    calls.he_asks()
    portal(way="telephone", urgency="illness", why="an operation on Friday", suits="before Friday", zone="Asia/Kolkata")
    found = call(calls.by("caseworker-1"), calls.call)
    assert ("agreed", "telephone", "illness", "Asia/Kolkata") == (found.state, found.way, found.urgency, found.zone)
    assert [("hers", "an operation on Friday", "before Friday")] == [(w.side, w.why, w.suits) for w in found.wishes]
    assert (5,) == items_of_calls(calls.enquiry)
    assert "illness" == call_list(calls.by("caseworker-1"), place="CAMP-2")[0].because


def test_an_emergency_raises_a_call_that_stands_and_no_other_word_takes_it_away(calls, portal):
    calls.both()
    with pytest.raises(CallStandsError):
        portal()
    for told, because in (({"urgency": "illness"}, "illness"), ({"urgency": "death"}, "death"),
                          ({"urgency": "illness"}, "death"), ({"suits": "evenings"}, "death")):  # fmt: skip
        portal(**{"why": "in words"} | told)
        assert because == call_list(calls.by("caseworker-1"), place="CAMP-2")[0].because
    assert verify(log_verifier()).is_equal


def test_at_the_desk_too_and_only_in_words(calls):
    calls.both()
    for by, given, refusal in (
        ("hotline", {"urgency": CallUrgency.DEATH}, UnstatedReasonError), ("hotline", {}, CallStandsError),
        ("hotline", {"zone": "Kyiv"}, CallWordsError), ("censor", {"suits": "x"}, RoleForbidsError),
        ("other-camp", {"side": CallSide.HIS, "suits": "x"}, OutOfScopeError),
        ("hotline", {"call_id": "CA-NONE", "suits": "x"}, UnknownCallError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            wish_anew(calls.by(by), **{"call_id": calls.call, "side": CallSide.HERS} | given)
    wish_anew(calls.by("hotline"), call_id=calls.call, side=CallSide.HERS, urgency=CallUrgency.DEATH, why="her father")
    calls.booked()
    assert "video" == wish_anew(calls.by("camp"), call_id=calls.call, side=CallSide.HIS, way=CallWay.SOUND, suits="x")
    calls.she_agrees(False)
    with pytest.raises(CallOrderError):
        wish_anew(calls.by("hotline"), call_id=calls.call, side=CallSide.HERS, suits="x")


def test_a_call_that_was_held_stands_among_those_after_which_he_is_asked(calls):
    calls.both().booked()
    calls.prepares()
    calls.reported()
    (held,) = calls_to_hear_of(calls.by("interviewer"))
    assert (calls.call, False) == (held.call_id, held.she_said)
    record_recognition(calls.by("caseworker-1"), attempt_id=held.attempt_id, side=CallSide.HERS, is_other=True)
    assert calls_to_hear_of(calls.by("interviewer"))[0].she_said
    record_recognition(
        calls.by("interviewer"), attempt_id=held.attempt_id, side=CallSide.HIS, is_other=True, facts=ALONE
    )
    assert not calls_to_hear_of(calls.by("interviewer"))


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
    given = {
        "enquiry_id": calls.enquiry, "telephone": "+380 00 000", "rung_at": calls.clock(), "are_rules_read": True,
    }  # fmt: skip
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
        calls.by("caseworker-1"), enquiry_id=calls.enquiry, telephone="+380 00 000", rung_at=calls.clock(),
        are_rules_read=True,
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
