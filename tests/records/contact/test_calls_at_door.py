"""A call that is off is held at no door, and no word of the door about it is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from repatria.core.law.call_steps import CallOrderError
from repatria.core.law.calls import CallSide, CallWay
from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.vocabulary.call_tickets import read
from repatria.core.vocabulary.calls import CallState, StoppedBecause
from repatria.doors.jobs.calls import keep_calls
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.contact.call_models import CallAttempt
from repatria.records.contact.errors import CallWordsError, UnknownCallError
from repatria.records.contact.selectors.call_whole import room_codes
from repatria.records.contact.services.call_booking import put_call_off
from repatria.records.contact.services.call_ends import settle_call_report, stop_call
from repatria.records.contact.services.call_wishes import wish_anew
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.services import record_custody
from tests.records.contact.test_calls_asked import box_of
from tests.records.contact.test_calls_booked import moved

pytestmark = pytest.mark.django_db


def at_door(calls, tmp_path):
    """A prepared call of which the door knows; its file of tickets, and what the door says of it."""
    calls.outside = replace(calls.outside, calls_folder=tmp_path, calls_page="https://calls.invalid/")
    (tmp_path / "reports").mkdir()
    calls.both().booked()
    calls.prepares()
    calls.passes(minutes=20)
    keep_calls(calls.outside)
    (path,) = (tmp_path / "tickets").glob("*.json")

    def says(ticket, **told):
        text = json.dumps({"version": 1, "call": ticket, "because": "", "seconds": 0} | told)
        (tmp_path / "reports" / f"{ticket}.json").write_text(text)
        return keep_calls(calls.outside)

    return path, says, calls.row.ticket


@pytest.mark.parametrize(
    "withdrawn",
    [
        lambda calls: record_custody(
            calls.by("registrar"), person_id=calls.person, event=CustodyEvent.DIED, happened_at=calls.clock()
        ),
        lambda calls: calls.he_says(ContactAnswer.NO),
        lambda calls: calls.he_agrees(says=False),
        lambda calls: calls.she_agrees(says=False),
        moved,
        lambda calls: put_call_off(calls.by("camp"), call_id=calls.call),
        lambda calls: stop_call(calls.by("camp"), call_id=calls.call, because=StoppedBecause.ALARM),
    ],
    ids=["his death", "his no to her", "his no to it", "her no", "a move", "put off", "stopped"],
)  # fmt: skip
def test_what_comes_to_stand_before_it_began_takes_it_from_the_door_and_the_doors_word_is_kept(
    calls, tmp_path, withdrawn
):
    path, says, ticket = at_door(calls, tmp_path)
    withdrawn(calls)
    keep_calls(calls.outside)
    assert not path.exists(), "the door ends it within two seconds"
    attempts = CallAttempt.objects.count()
    assert 0 == says(ticket, state="held"), "the door has not looked yet"
    assert 1 == says(ticket, state="failed", because="no_line")

    assert [] == list((tmp_path / "reports").iterdir())
    assert attempts == CallAttempt.objects.count() and ticket != calls.row.ticket
    assert verify(log_verifier()).is_equal


def test_the_seconds_of_one_that_ran_before_it_was_put_off_are_kept(calls, tmp_path):
    _, says, ticket = at_door(calls, tmp_path)
    put_call_off(calls.by("camp"), call_id=calls.call)
    assert 1 == says(ticket, state="failed", because="line_lost", seconds=3)

    kept = CallAttempt.objects.get()
    assert ("failed", "line_lost", 3, "CAMP-2") == (kept.outcome, kept.because, kept.seconds, kept.place)


def test_the_doors_length_holds_where_a_hand_stopped_a_call_that_ran(calls, tmp_path):
    path, says, ticket = at_door(calls, tmp_path)
    calls.passes(minutes=10)
    assert 1 == says(ticket, state="held")
    record_custody(
        calls.by("registrar"), person_id=calls.person, event=CustodyEvent.DIED, happened_at=calls.clock(),
    )  # fmt: skip
    keep_calls(calls.outside)
    assert path.exists() and "held" == calls.row.state, "one that began is let end"
    stop_call(calls.by("camp"), call_id=calls.call, because=StoppedBecause.THIRD_PERSON, seconds=600)
    keep_calls(calls.outside)
    assert not path.exists()
    assert 1 == says(ticket, state="failed", because="line_lost", seconds=62)

    kept = CallAttempt.objects.get()
    assert ("stopped", "third_person", 62) == (kept.outcome, kept.because, kept.seconds)
    assert verify(log_verifier()).is_equal


def test_refuses_to_settle_a_report_of_a_booking_that_stands_of_none_and_of_no_end(calls, tmp_path):
    at_door(calls, tmp_path)
    house, booked = calls.outside.house(Role.CLERKWORK), calls.row.booked_index
    for wrong, given in (
        (CallOrderError, {}), (UnknownCallError, {"booked_index": 1}), (UnknownCallError, {"booked_index": 10**9}),
    ):  # fmt: skip
        with pytest.raises(wrong):
            settle_call_report(house, **{"booked_index": booked, "outcome": CallState.DONE, "seconds": 3} | given)
    put_call_off(calls.by("camp"), call_id=calls.call)
    for given in ({"outcome": CallState.HELD}, {"seconds": -1}, {"because": "bored"}):
        with pytest.raises(CallWordsError):
            settle_call_report(house, **{"booked_index": booked, "outcome": CallState.FAILED, "seconds": 3} | given)
    with pytest.raises(RoleForbidsError):
        settle_call_report(calls.by("camp"), booked_index=booked, outcome=CallState.DONE, seconds=3)


def test_the_file_of_a_call_that_ran_to_its_end_is_left_to_the_door_for_a_minute(calls, tmp_path):
    path, says, ticket = at_door(calls, tmp_path)
    says(ticket, state="held")
    calls.passes(minutes=25)
    calls.clock.forward(seconds=30)
    keep_calls(calls.outside)
    assert path.exists(), "two clocks are not one"
    path.unlink()
    keep_calls(calls.outside)
    assert not path.exists(), "and is not written again"


@pytest.mark.parametrize("wish", [{"his": True}, {"hers": True}, {}], ids=["he", "she", "neither"])
def test_sound_alone_is_in_the_ticket_on_the_rooms_paper_and_in_her_letter_whoever_wished_it(calls, tmp_path, wish):
    calls.outside = replace(calls.outside, calls_folder=tmp_path, calls_page="https://calls.invalid/")
    if "hers" in wish:
        calls.he_asks()
        calls.she_agrees(is_sound_only=True)
    else:
        calls.she_asks()
        calls.he_agrees(is_sound_only="his" in wish)
    calls.booked()
    calls.prepares()
    calls.passes(minutes=20)
    keep_calls(calls.outside)
    (path,) = (tmp_path / "tickets").glob("*.json")

    assert {bool(wish)} == {one.is_sound for one in read(path.read_text())}, "of the decoys too"
    assert bool(wish) == room_codes(calls.by("camp"), calls.call).is_sound
    said = " ".join(box_of(calls)[0])
    assert ("by sound only" in said, "plain wall" in said) == (bool(wish), not wish)


def test_after_a_video_whose_line_broke_she_is_offered_a_telephone_and_the_same_whatever_lies_behind(calls, tmp_path):
    _, says, ticket = at_door(calls, tmp_path)
    says(ticket, state="failed", because="line_lost", seconds=60)
    broken = box_of(calls)
    assert "a call by ordinary telephone" in broken[0][1]
    wish_anew(calls.by("caseworker-1"), call_id=calls.call, side=CallSide.HERS, way=CallWay.TELEPHONE)
    assert ("telephone", "agreed") == (calls.row.way, calls.row.state), "no agreement is lost by it"
    assert 1 == len(box_of(calls)[0])
