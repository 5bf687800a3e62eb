"""Whose turn a call is, when a room and a line are free, what stands against it, what it shows her."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.law.call_hours import (
    Booked,
    OpenHours,
    booking_guards,
    first_hour,
    free_hours,
    hours_guards,
    is_open,
    letter_guards,
    opening,
)
from repatria.core.law.call_numbers import number_guards
from repatria.core.law.calls import (
    CallMonth,
    CallPolicy,
    CallUrgency,
    OutOfTurn,
    PreparingFacts,
    ShownCall,
    SpeakingFacts,
    TurnReason,
    Waiting,
    asking_guards,
    call_to_show,
    can_have_run,
    in_turn,
    is_verified,
    may_be_logged,
    policy_guards,
    preparing_guards,
    recognising_guards,
    speaking_guards,
    turn_guards,
)
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.embargo import EmbargoGround
from repatria.core.vocabulary.calls import OVER, READY_FROM, CallState

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)  # a Monday
WEEK = tuple(OpenHours(weekday=day, opens="09:00", closes="17:00") for day in range(7))
FREE = SpeakingFacts(
    is_linked=True, his_yes=True, was_she_told=True, custody_state=CustodyState.IN_CAMP, place="CAMP-2"
)


def words(guards):
    return [one.what for one in guards]


@pytest.mark.parametrize(("given", "missing"), [
    ({"is_linked": False}, "message_link"), ({"his_yes": False}, "his_decision"),
    ({"was_she_told": False}, "letter_out"), ({"is_withheld_from_her": True}, "not_withheld"),
    ({"embargo": EmbargoGround.DEATH}, "no_embargo"), ({"custody_state": CustodyState.IN_TRANSIT}, "held_at_place"),
    ({"place": ""}, "held_at_place"), ({"booked_at": "elsewhere"}, "held_at_place"),
    ({"are_calls_let": False}, "calls_are_let"),
])  # fmt: skip
def test_refuses_a_call_while_one_thing_stands_against_it(given, missing):
    assert [missing] == words(speaking_guards(replace(FREE, **given)))
    assert [] == words(speaking_guards(FREE))


def test_refuses_an_emergency_without_words_and_a_turn_without_a_reason_of_hours():
    assert ["why_urgent"] == words(asking_guards(CallUrgency.DEATH, " "))
    assert [] == words(asking_guards(None, "")) == words(asking_guards(CallUrgency.ILLNESS, "his father"))
    assert ["his_turn"] == words(turn_guards(is_in_turn=False, out_of_turn=None))
    assert [] == words(turn_guards(is_in_turn=False, out_of_turn=OutOfTurn.HER_HOURS))


def test_no_word_makes_a_call_a_reward_a_penalty_or_a_price():
    assert {"her_hours", "his_absence", "no_such_line"} == set(OutOfTurn)
    assert {"illness", "death"} == set(CallUrgency)
    assert {"illness", "death", "no_news", "longest"} == set(TurnReason)


def test_refuses_to_begin_what_is_not_prepared_whole():
    facts = PreparingFacts(
        at=NOON, begins_at=NOON + READY_FROM, ends_at=NOON + READY_FROM + timedelta(minutes=15),
        verified_at=NOON - timedelta(days=30), were_rules_read_to_her=True, is_letter_laid=True, are_rules_read=True,
        is_watching_told=True, is_room_clear=True, supervisor="I. Sych",
    )  # fmt: skip
    assert [] == words(preparing_guards(facts))
    early = replace(facts, at=NOON - timedelta(seconds=1))
    over = replace(facts, at=NOON + READY_FROM + timedelta(minutes=15), verified_at=NOON)
    assert [["call_hour_near"], ["call_hour_ahead"]] == [words(preparing_guards(one)) for one in (early, over)]
    assert [
        "call_hour_near", "call_hour_ahead", "number_verified", "rules_read_to_her", "call_letter_laid",
        "call_rules_read", "watching_told", "room_clear", "call_supervisor",
    ] == words(preparing_guards(PreparingFacts(at=NOON)))  # fmt: skip
    assert ["rules_read_to_her"] == words(preparing_guards(replace(facts, were_rules_read_to_her=False)))
    by_one = replace(facts, verified_by="A-1", prepared_by="A-1")
    assert ["number_by_another"] == words(preparing_guards(by_one))
    assert [] == words(preparing_guards(replace(by_one, prepared_by="A-2")))
    assert not is_verified(NOON - timedelta(days=30, seconds=1), NOON) and not is_verified(NOON, NOON - timedelta(1))


def test_refuses_a_call_logged_before_its_hour_and_seconds_that_nobody_can_have_spoken():
    hour = {"begins_at": NOON, "ends_at": NOON + timedelta(minutes=15)}
    for is_by_telephone, at, may in (
        (True, NOON - timedelta(seconds=1), False), (True, NOON, True), (False, NOON, False),
        (False, NOON + timedelta(minutes=14), False), (False, NOON + timedelta(minutes=15), True),
    ):  # fmt: skip
        assert may is may_be_logged(is_by_telephone=is_by_telephone, at=at, **hour)
    assert not may_be_logged(is_by_telephone=True, begins_at=None, ends_at=None, at=NOON)
    said = {"seconds": 60, "has_begun": False, "is_by_telephone": True, "begins_at": NOON}
    assert not can_have_run(**said, at=NOON + timedelta(seconds=59))
    assert can_have_run(**said, at=NOON + timedelta(seconds=60))
    for other in ({"is_by_telephone": False}, {"begins_at": None}):
        assert not can_have_run(**said | other, at=NOON + timedelta(hours=1))
    assert can_have_run(**said | {"has_begun": True}, at=NOON) and can_have_run(**said | {"seconds": 0}, at=NOON)


def test_refuses_a_number_that_she_did_not_leave():
    for said, left in (("+7 999 00 00", ["+380 00 000"]), ("+380 00 000", []), ("000", ["000"]), ("", [""])):
        assert ["number_she_left"] == words(number_guards(said, left))
    for left in ("+380 (00) 000", "ring +380-00-000 after six", "38000000"):
        assert [] == words(number_guards("+380 00 000", ["by the aunt", left]))


def test_refuses_one_person_for_both_words_and_a_call_that_was_not_held():
    asked = {"was_held": True, "is_of_both": True, "said_by": "A-1", "other_said_by": "A-2"}
    assert [] == words(recognising_guards(**asked))
    assert ["call_was_held"] == words(recognising_guards(**asked | {"was_held": False}))
    assert ["said_apart"] == words(recognising_guards(**asked | {"other_said_by": "A-1"}))


def test_refuses_a_policy_without_reason_below_the_least_or_agreed_by_its_writer():
    assert ["policy_reason"] == words(policy_guards(CallPolicy(), ""))
    assert ["least_calls"] == words(policy_guards(CallPolicy(least_a_month=0), "few lines"))
    assert [] == words(policy_guards(CallPolicy(are_let=False, least_a_month=0), "shelling"))
    assert ["call_minutes"] == words(policy_guards(CallPolicy(minutes=5), "few lines"))
    assert ["another_agrees"] == words(policy_guards(CallPolicy(), "few lines", "A-1", "A-1"))
    assert (1, 0) == (CallMonth(calls=0, least=1).owed, CallMonth(calls=3, least=1).owed)


waits = st.builds(
    Waiting, call_id=st.uuids().map(str), urgency=st.sampled_from([None, *CallUrgency]), has_no_news=st.booleans(),
    asked_at=st.integers(0, 90).map(lambda days: NOON - timedelta(days=days)),
    last_call_at=st.one_of(st.none(), st.integers(0, 90).map(lambda days: NOON - timedelta(days=days))),
)  # fmt: skip


@given(st.lists(waits, unique_by=lambda one: one.call_id))
def test_nobody_is_lost_from_the_list_and_whoever_had_none_for_longest_goes_first(waiting):
    found = in_turn(waiting)
    order = [TurnReason.DEATH, TurnReason.ILLNESS, TurnReason.NO_NEWS, TurnReason.LONGEST]

    assert sorted(one.call_id for one in waiting) == sorted(one.call_id for one in found)
    assert found == in_turn(reversed(waiting))
    for first, second in pairwise(found):
        assert order.index(first.because) <= order.index(second.because)
        if first.because is second.because:
            assert (first.last_call_at or datetime.min.replace(tzinfo=UTC)) <= (second.last_call_at or NOON)


@given(
    st.sampled_from(["Europe/Kyiv", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "UTC"]),
    st.integers(0, 800), st.sampled_from([10, 15, 20, 60]), st.integers(1, 3), st.integers(1, 4), st.data(),
)  # fmt: skip
def test_no_room_and_no_line_is_booked_twice_on_any_day_of_any_clock(zone, days, minutes, seats, lines, data):
    on, rules = date(2026, 1, 1) + timedelta(days=days), ZoneInfo(zone)
    week = tuple(OpenHours(weekday=day, opens="00:00", closes="05:00") for day in range(7))
    names, booked = [f"L{one}" for one in range(lines)], []
    means = {"seats": seats, "hours": week, "zone": rules}
    early = datetime.min.replace(tzinfo=UTC)
    while found := free_hours(on, minutes, room_id="R", lines=names, booked=booked, not_before=early, **means):
        begins_at, line = data.draw(st.sampled_from(found))
        ends_at = begins_at + timedelta(minutes=minutes)
        assert [] == words(booking_guards(begins_at, ends_at, room_id="R", line_id=line, booked=booked, **means))
        booked.append(Booked(begins_at=begins_at, ends_at=ends_at, room_id="R", line_id=line))
    for one in booked:
        beside = [other for other in booked if other.begins_at < one.ends_at and one.begins_at < other.ends_at]
        assert len({other.line_id for other in beside}) == len(beside) <= seats
        assert is_open(one.begins_at, one.ends_at, week, rules)
    span = opening(on, week, rules)
    assert span is not None and len(booked) == min(seats, lines) * int((span[1] - span[0]) / timedelta(minutes=minutes))


@pytest.mark.parametrize(("on", "hours"), [
    (date(2026, 3, 28), 5), (date(2026, 3, 29), 4), (date(2026, 10, 25), 6),  # put forward, put back
])  # fmt: skip
def test_a_room_is_open_as_its_clock_shows_it_over_a_change_of_the_clock(on, hours):
    week = tuple(OpenHours(weekday=day, opens="00:00", closes="05:00") for day in range(7))
    span = opening(on, week, ZoneInfo("Europe/Kyiv"))
    assert span is not None and timedelta(hours=hours) == span[1] - span[0]


def test_refuses_a_shut_room_a_full_one_and_a_line_on_which_somebody_speaks():
    beside = [Booked(begins_at=NOON, ends_at=NOON + timedelta(minutes=15), room_id="R", line_id="L")]
    asked = {"room_id": "R", "line_id": "L2", "seats": 2, "hours": WEEK, "zone": ZoneInfo("UTC"), "booked": beside}
    later = NOON + timedelta(minutes=14)

    def refused(begins_at, **more):
        return words(booking_guards(begins_at, begins_at + timedelta(minutes=15), **asked | more))

    assert [] == refused(later)
    assert ["room_open"] == refused(NOON.replace(hour=16, minute=50)) == refused(NOON.replace(hour=8, minute=59))
    assert ["room_free"] == refused(later, seats=1)
    assert ["line_free"] == refused(later, line_id="L", room_id="R2")
    assert [] == refused(NOON + timedelta(minutes=15), seats=1, line_id="L")


@pytest.mark.parametrize("hours", [
    (), (OpenHours(weekday=7, opens="09:00", closes="10:00"),), (OpenHours(weekday=0, opens="25:00", closes="26:00"),),
    (OpenHours(weekday=0, opens="10:00", closes="10:00"),),
    (OpenHours(weekday=0, opens="09:00", closes="10:00"), OpenHours(weekday=0, opens="11:00", closes="12:00")),
])  # fmt: skip
def test_refuses_hours_that_no_room_has(hours):
    assert ["room_hours"] == words(hours_guards(hours, 1))
    assert ["room_seats"] == words(hours_guards(WEEK, 0)) == words(hours_guards(WEEK, 41))


@given(st.sampled_from(CallState), st.sampled_from(ShownCall), st.booleans(), st.booleans())
def test_nothing_moves_before_a_letter_told_her_and_a_call_that_is_off_reads_as_a_broken_line(
    state, shown, told, is_open
):
    after = call_to_show(state, shown, may_be_told=told, is_hers_open=is_open)
    if not told and shown is not ShownCall.BOOKED:
        assert shown is after
    if shown is ShownCall.BOOKED and state in {CallState.AGREED, CallState.ASKED, *OVER} - {CallState.DONE}:
        assert ShownCall.PUT_OFF is after


def test_an_hour_that_a_letter_cannot_reach_is_offered_to_nobody_who_needs_its_code() -> None:
    assert first_hour(NOON, is_by_telephone=False) == NOON + timedelta(days=1)
    assert first_hour(NOON, is_by_telephone=True) == NOON
    for hour, is_by_telephone, missing in (
        (NOON + timedelta(hours=23, minutes=59), False, ["letter_in_time"]), (NOON + timedelta(days=1), False, []),
        (NOON + timedelta(minutes=1), True, []),
    ):  # fmt: skip
        assert missing == words(letter_guards(hour, NOON, is_by_telephone=is_by_telephone))
