"""A call gets its hour in its turn, is made ready, put off, held; its end comes back, its codes go."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repatria.core.law.call_steps import CallOrderError
from repatria.core.law.calls import CallSide, CallUrgency, CallWay, OutOfTurn
from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.errors import InterviewError, OpenGuardError, SecondPersonError, UnstatedReasonError
from repatria.core.vocabulary.call_tickets import read, secret_of, ticket_hash
from repatria.core.vocabulary.calls import CallEnd, CallState, FailedBecause, StoppedBecause
from repatria.doors.jobs.calls import LooksAtCalls, keep_calls
from repatria.doors.jobs.clocks import follow_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.contact import calling
from repatria.records.contact.call_models import Call, CallAttempt, CallCode
from repatria.records.contact.calling import supervisor_in
from repatria.records.contact.errors import CallWordsError, UnknownCallError
from repatria.records.contact.selectors.call_lists import (
    call_day,
    call_figures,
    call_list,
    free_call_hours,
    his_calls,
)
from repatria.records.contact.selectors.call_whole import call, calls_arranged, room_codes
from repatria.records.contact.services import call_booking
from repatria.records.contact.services.call_booking import put_call_off, verify_number
from repatria.records.contact.services.call_ends import (
    destroy_call_codes,
    log_call,
    record_recognition,
    stop_call,
    take_call_begun,
)
from repatria.records.enquiries.models import KinshipEvidence
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.tail import open_tail
from repatria.records.ledger.verify import verify
from repatria.records.register.services import record_custody
from tests.journeys.test_thread_in_the_records import ALONE
from tests.records.contact.test_calls_asked import box_of

pytestmark = pytest.mark.django_db


def guards_of(refused):
    return {what for what, _ in refused.value.params["guards"]}


def test_refuses_an_hour_before_both_agreed_in_a_room_or_on_a_line_that_is_not_free(calls):
    calls.she_asks()
    with pytest.raises(CallOrderError):
        calls.books()
    calls.he_agrees()
    with pytest.raises(RoleForbidsError):
        calls.books(by="camp")
    for given, missing in (
        ({"line_id": calls.telephone}, "line_of_way"), ({"before": timedelta(hours=23, minutes=29)}, "letter_in_time"),
        ({"room_id": calls.room("CAMP-7", "other-camp")}, "room_of_place"),
        ({"room_id": calls.room(hours=["0 00:00 00:01"])}, "room_open"),
    ):  # fmt: skip
        with pytest.raises(OpenGuardError) as refused:
            calls.books(**given)
        assert missing in guards_of(refused)
    with pytest.raises(CallWordsError):
        calls.books(begins_at=calls.clock(), before=timedelta())
    with pytest.raises(OpenGuardError):
        calls.books(minutes=61)
    for wrong in ("room_id", "line_id"):
        with pytest.raises(UnknownCallError):
            calls.books(**{wrong: "CR-NONE"})
    calls.books()
    with pytest.raises(CallOrderError):
        calls.books()
    first, calls.person_1 = calls.call, calls.person
    another(calls)
    with pytest.raises(OpenGuardError) as refused:
        calls.books()
    assert {"room_free", "line_free"} == guards_of(refused)
    today = calls.clock().date()
    assert () == free_call_hours(calls.by("camp"), room_id=calls.room_id, on=today), "her letter could not lie yet"
    hour = free_call_hours(calls.by("camp"), room_id=calls.room_id, on=today + timedelta(days=2))[0]
    assert hour.line_id == calls.line_id
    assert [first] == [one.call_id for one in call_day(calls.by("camp"), place="CAMP-2", on=calls.clock().date())]
    with pytest.raises(OutOfScopeError):
        call_day(calls.by("other-camp"), place="CAMP-2", on=calls.clock().date())


def another(calls, urgency=None):
    """A second man of the camp, whose family asks too."""
    calls.capture(card="0418", born="1998-01-01").ask(locator="c" * 64).link().says_yes().told()
    calls.she_asks(urgency=urgency, why="his father" if urgency else "")
    calls.he_agrees()


def test_refuses_to_book_one_before_another_whose_turn_it_is_without_a_reason_of_hours(calls):
    calls.both()
    first = calls.call
    calls.passes(minutes=5)
    another(calls, CallUrgency.DEATH)
    urgent = calls.call
    listed = call_list(calls.by("caseworker-1"), place="CAMP-2")
    assert [(urgent, "death"), (first, "no_news")] == [(one.call_id, one.because) for one in listed]
    for told_no_reason in ("camp", "delegate", "auditor"):
        listed = call_list(calls.by(told_no_reason), place="CAMP-2")
        assert [(urgent, ""), (first, "")] == [(one.call_id, one.because) for one in listed], told_no_reason
    assert (2, 2) == (call_figures(calls.by("auditor"), place="CAMP-2").waiting,
                      call_figures(calls.by("head"), place="CAMP-2").without_any)  # fmt: skip
    calls.call = first
    with pytest.raises(UnstatedReasonError):
        calls.books()
    calls.books(out_of_turn=OutOfTurn.HER_HOURS)
    calls.call = urgent
    calls.books(begins_at=calls.soon(minutes=60))
    assert [first, urgent] == [one.call_id for one in calls_arranged(calls.by("caseworker-2"))]


def test_the_list_is_weighed_before_the_lock_and_who_is_blocked_at_its_head_stands_back(calls, monkeypatch):
    weighed, weigh = [], calling.against

    def against(row, at):
        weighed.append((row.pk, open_tail() is not None))
        return weigh(row, at)

    calls.both()
    blocked = calls.call
    calls.passes(minutes=5)
    calls.he_says(ContactAnswer.NO)
    another(calls)
    listed = [one.call_id for one in call_list(calls.by("caseworker-1"), place="CAMP-2")]
    assert [blocked, calls.call] == listed
    monkeypatch.setattr(calling, "against", against)
    calls.books()
    assert [(blocked, False)] == weighed, "within the lock nobody else's call is weighed"
    assert "booked" == calls.row.state


def test_who_came_to_the_head_after_the_list_was_weighed_goes_first(calls, monkeypatch):
    calls.both()
    first = calls.call
    calls.passes(minutes=5)
    another(calls, CallUrgency.DEATH)
    calls.call = first
    monkeypatch.setattr(call_booking, "blocked_before", lambda *_: frozenset())
    with pytest.raises(UnstatedReasonError):
        calls.books()


def test_a_list_asks_of_its_own_place_and_of_its_own_men(calls):
    calls.both().booked()
    calls.prepares()
    calls.reported()
    assert 1 == len(calling.attempts_of([calls.person])[calls.person])
    assert {} == calling.attempts_of(["P-NONE"]) == calling.attempts_of([])
    calls.both()
    assert [calls.call] == list(calling.waiting_rows("CAMP-2"))
    assert {} == calling.waiting_rows("CAMP-7") == calling.waiting_rows("")
    with CaptureQueriesContext(connection) as asked:
        calling.waiting_rows("CAMP-7")
    assert 1 == len(asked)


def test_refuses_to_begin_before_number_letter_and_rules_and_a_camp_learns_nothing_of_her(calls):
    calls.both().books()
    with pytest.raises(OpenGuardError) as refused:
        calls.prepares("caseworker-1", are_rules_read=False, supervisor="")
    assert {
        "rules_read_to_her",
        "number_verified",
        "call_letter_laid",
        "call_rules_read",
        "call_supervisor",
    } == guards_of(refused)
    with pytest.raises(OpenGuardError) as refused:
        calls.prepares(is_room_clear=False)
    assert {"room_clear", "line_ready"} == guards_of(refused)
    with pytest.raises(OutOfScopeError):
        calls.prepares("other-camp")
    for given in ({"telephone": "none"}, {"telephone": "1" * 41}):
        with pytest.raises(CallWordsError):
            verify_number(calls.by("hotline"), enquiry_id=calls.enquiry, rung_at=calls.clock(), **given)
    with pytest.raises(UnknownCallError):
        room_codes(calls.by("camp"), calls.call)
    call_id = calls.call
    put_call_off(calls.by("camp"), call_id=call_id)
    calling.relay_is_named_by(lambda: False)
    with pytest.raises(OpenGuardError) as refused:
        calls.books(begins_at=calls.soon(minutes=60))
    assert {"a_relay"} == guards_of(refused)
    calling.relay_is_named_by(lambda: True)
    calls.booked(begins_at=calls.soon(minutes=60))
    calling.relay_is_named_by(lambda: False)
    with pytest.raises(OpenGuardError):
        calls.prepares()
    calling.relay_is_named_by(lambda: True)
    assert "prepared" == calls.prepares()
    assert room_codes(calls.by("camp"), call_id).his and not room_codes(calls.by("camp"), call_id).watch
    with pytest.raises(OutOfScopeError):
        room_codes(calls.by("other-camp"), call_id)
    with pytest.raises(CallWordsError):
        calls.prepares(supervisor="x" * 121)


def test_an_embargo_puts_a_booked_call_off_in_the_words_of_a_broken_line(calls, tmp_path):
    calls.both().booked()
    assert "The code for the call" in box_of(calls)[0][1]
    put_call_off(calls.by("camp"), call_id=calls.call, because=FailedBecause.LINE_LOST)
    broken = box_of(calls)
    calls.booked(begins_at=calls.soon(minutes=60))
    calls.prepares()
    record_custody(
        calls.by("registrar"), person_id=calls.person, event=CustodyEvent.DIED, happened_at=calls.clock(),
    )  # fmt: skip
    keep_calls(calls.outside)
    assert broken == box_of(calls) and "not held at that hour" in broken[0][0]
    assert ("agreed", "") == (calls.row.state, calls.row.room_id)
    with pytest.raises(OpenGuardError):
        calls.books()
    with pytest.raises(CallOrderError):
        put_call_off(calls.by("caseworker-1"), call_id=calls.call)
    with pytest.raises(OutOfScopeError):
        put_call_off(calls.by("camp"), call_id=calls.call)
    draw_consequences(calls.outside)
    assert not [one for one in CallCode.objects.all() if one.hers is not None]


def test_the_door_gets_hashes_and_decoys_alone_and_its_word_comes_back(calls, tmp_path):
    calls.outside = replace(calls.outside, calls_folder=tmp_path, calls_page="https://calls.invalid/")
    calls.both().booked(is_watched=True)
    (tmp_path / "reports").mkdir()
    calls.prepares()
    keep_calls(calls.outside)
    assert not list((tmp_path / "tickets").glob("*.json")), "half an hour before, the door knows of no call"
    calls.passes(minutes=20)
    keep_calls(calls.outside)
    (path,) = (tmp_path / "tickets").glob("*.json")
    before = path.read_text()
    keep_calls(calls.outside)
    assert before == path.read_text() and 4 == len(read(before))
    codes = room_codes(calls.by("camp"), calls.call)
    his = ticket_hash(secret_of(CallEnd.HIS, codes.his.replace("-", "")))
    watch = ticket_hash(secret_of(CallEnd.WATCH, codes.watch.replace("-", "")))
    (mine,) = [one for one in read(before) if one.his == his]
    assert watch == mine.watch and codes.his not in before
    said = box_of(calls)[0]
    code = said[1].rpartition(": ")[2].replace("\u00a0", "")
    assert mine.hers == ticket_hash(secret_of(CallEnd.HERS, code, "ab" * 32)) and "Somebody sees" in said[-1]
    for number, told in enumerate(({"state": "held"}, {"state": "held"}, {"state": "done", "seconds": 840})):
        (tmp_path / "reports" / f"{mine.call}.json").write_text(
            json.dumps({"version": 1, "call": mine.call, "because": "", "seconds": 0} | told)
        )
        assert (number != 1) == keep_calls(calls.outside)
    (tmp_path / "reports" / "ff.json").write_text('{"call": "ff", "state": "done", "because": "", "seconds": 1}')
    keep_calls(calls.outside)
    for days in (6, 8):
        assert ["ff.unknown"] == [one.name for one in (tmp_path / "reports").iterdir()]
        since = (calls.clock() - timedelta(days=days)).timestamp()
        os.utime(tmp_path / "reports" / "ff.unknown", (since, since))
        keep_calls(calls.outside)
    assert not list((tmp_path / "reports").iterdir()), "it was told for a week"
    assert not list((tmp_path / "tickets").glob("*.json"))
    kept = CallAttempt.objects.get()
    assert ("done", 840, "I. Sych") == (kept.outcome, kept.seconds, supervisor_in(kept.recorded_index))
    assert ("done", "", "", "") == (calls.row.state, calls.row.room_id, calls.row.begins_at, calls.row.ticket)
    draw_consequences(calls.outside)
    assert CallCode.objects.get().hers is None
    assert "The call was held" in box_of(calls)[0][0]
    assert (1, 0) == (his_calls(calls.by("camp"), calls.person).month.calls,
                      his_calls(calls.by("camp"), calls.person).month.owed)  # fmt: skip
    assert verify(log_verifier()).is_equal


def test_refuses_to_destroy_codes_of_a_call_that_has_its_hour(calls):
    calls.both().books()
    house = calls.outside.house(Role.CLERKWORK)
    with pytest.raises(CallOrderError):
        destroy_call_codes(house, codes_id=calls.row.codes_id)
    with pytest.raises(UnknownCallError):
        destroy_call_codes(house, codes_id="CA-NONE:codes:0")


def test_one_that_failed_waits_again_and_no_agreement_is_lost(calls):
    calls.both().booked()
    calls.prepares()
    with pytest.raises(CallWordsError):
        calls.reported(CallState.FAILED, 0, "bored")
    for outcome, because, seconds in (
        (CallState.DONE, "alarm", 5), (CallState.HELD, "", 5), (CallState.DONE, "", -1), (CallState.DONE, "", 9000),
    ):  # fmt: skip
        with pytest.raises(CallWordsError):
            calls.reported(outcome, seconds, because)
    assert "agreed" == calls.reported(CallState.FAILED, 130, "line_lost")
    assert [calls.call] == [one.call_id for one in call_list(calls.by("camp"), place="CAMP-2")]
    calls.booked(begins_at=calls.soon(minutes=60))
    calls.prepares()
    assert "done" == calls.reported()
    assert ["failed", "done"] == [one.outcome for one in call(calls.by("caseworker-1"), calls.call).attempts]


def test_who_may_stop_it_and_why(calls):
    calls.both().booked()
    with pytest.raises(RoleForbidsError):
        stop_call(calls.by("camp"), call_id=calls.call, because=StoppedBecause.BY_HER)
    with pytest.raises(OutOfScopeError):
        stop_call(calls.by("other-camp"), call_id=calls.call, because=StoppedBecause.THIRD_PERSON)
    calls.prepares()
    take_call_begun(calls.outside.house(Role.CLERKWORK), call_id=calls.call)
    with pytest.raises(CallOrderError):
        take_call_begun(calls.outside.house(Role.CLERKWORK), call_id=calls.call)
    stop_call(calls.by("camp"), call_id=calls.call, because=StoppedBecause.THIRD_PERSON, seconds=60)
    assert ("stopped", "third_person") == CallAttempt.objects.values_list("outcome", "because").get()
    with pytest.raises(CallOrderError):
        stop_call(calls.by("caseworker-1"), call_id=calls.call, because=StoppedBecause.BY_HER)


def test_an_ordinary_call_is_dialled_and_logged_through_the_same_steps_without_a_relay(calls):
    calling.relay_is_named_by(lambda: False)
    calls.she_asks(way=CallWay.TELEPHONE)
    calls.he_agrees()
    with pytest.raises(OpenGuardError):
        calls.books()
    calls.booked(line_id=calls.telephone)
    assert "A call by telephone" in box_of(calls)[0][0]
    calls.prepares()
    with pytest.raises(OutOfScopeError):
        log_call(calls.by("other-camp"), call_id=calls.call, outcome=CallState.DONE, seconds=300)
    calls.passes(minutes=40)
    assert "done" == log_call(calls.by("camp"), call_id=calls.call, outcome=CallState.DONE, seconds=300)
    calling.relay_is_named_by(lambda: True)


def test_refuses_one_person_for_both_words_and_what_both_said_is_a_proof(calls):
    calls.both().booked()
    calls.prepares()
    calls.reported()
    attempt = CallAttempt.objects.get().pk
    with pytest.raises(RoleForbidsError):
        record_recognition(calls.by("camp"), attempt_id=attempt, side=CallSide.HIS, is_other=True, facts=ALONE)
    with pytest.raises(InterviewError):
        record_recognition(calls.by("interviewer"), attempt_id=attempt, side=CallSide.HIS, is_other=True)
    with pytest.raises(UnknownCallError):
        record_recognition(calls.by("caseworker-1"), attempt_id="CA-NONE.1", side=CallSide.HERS, is_other=True)
    calls.staff.hire("both", Role.INTERVIEWER, Role.CASEWORKER)
    record_recognition(calls.by("both"), attempt_id=attempt, side=CallSide.HIS, is_other=True, facts=ALONE)
    with pytest.raises(CallOrderError):
        record_recognition(calls.by("interviewer"), attempt_id=attempt, side=CallSide.HIS, is_other=True, facts=ALONE)
    with pytest.raises(SecondPersonError):
        record_recognition(calls.by("both"), attempt_id=attempt, side=CallSide.HERS, is_other=True)
    before = KinshipEvidence.objects.count()
    draw_consequences(calls.outside)
    assert before == KinshipEvidence.objects.count(), "one word alone is no proof"
    index = record_recognition(calls.by("caseworker-1"), attempt_id=attempt, side=CallSide.HERS, is_other=True)
    draw_consequences(calls.outside)
    found = KinshipEvidence.objects.order_by("-recorded_index").first()
    assert ("recognised_on_call", True, index) == (found.evidence, found.holds, found.rests_on_index)
    assert ("hers", "his") == call(calls.by("caseworker-1"), calls.call).attempts[0].said


def test_one_who_did_not_know_the_other_takes_the_proof_away(calls):
    calls.both().booked()
    calls.prepares()
    calls.reported()
    attempt = CallAttempt.objects.get().pk
    record_recognition(calls.by("caseworker-1"), attempt_id=attempt, side=CallSide.HERS, is_other=False)
    record_recognition(calls.by("interviewer"), attempt_id=attempt, side=CallSide.HIS, is_other=True, facts=ALONE)
    draw_consequences(calls.outside)
    assert not KinshipEvidence.objects.order_by("-recorded_index").first().holds


def test_an_hour_is_owed_from_the_day_both_agreed_and_anew_when_it_was_put_off(calls):
    def owed():
        follow_clocks(calls.outside)
        calls.clock.forward(days=15)
        found = {
            one.rule.value for one in owed_clocks(calls.by("caseworker-1"), at_most=99) if one.subject == calls.call
        }
        calls.clock.forward(days=-15)
        return found

    calls.she_asks(urgency=CallUrgency.ILLNESS, why="his father")
    calls.he_agrees()
    assert {"call_urgent"} == owed()
    calls.booked()
    assert set() == owed()
    calls.prepares()
    assert {"call_log"} == owed()
    put_call_off(calls.by("camp"), call_id=calls.call)
    assert {"call_urgent"} == owed(), "an emergency stays one"
    calls.booked(begins_at=calls.soon(minutes=60))
    calls.prepares()
    calls.reported(CallState.FAILED, 0, "no_line")
    assert {"call_urgent"} == owed()
    calls.he_agrees(says=False)
    assert set() == owed()


def test_a_call_of_one_who_says_no_to_her_is_put_off(calls):
    calls.both().booked()
    calls.passes(minutes=1)
    calls.he_says(ContactAnswer.NO)
    keep_calls(calls.outside)
    assert "agreed" == calls.row.state and not Call.objects.filter(room_id=calls.room_id).exists()


def moved(calls):
    record_custody(
        calls.by("registrar"), person_id=calls.person, event=CustodyEvent.HOSPITALISED, happened_at=calls.clock(),
        holder="HOSPITAL-1",
    )  # fmt: skip


def test_refuses_to_begin_a_call_of_one_who_was_moved_and_it_is_put_off_and_waits_where_he_is_now(calls):
    calls.both().booked()
    moved(calls)
    with pytest.raises(OpenGuardError) as refused:
        calls.prepares("caseworker-1")
    assert {"held_at_place"} == guards_of(refused)
    with pytest.raises(OpenGuardError) as refused:
        calls.prepares()
    assert {"line_ready"} == guards_of(refused)
    keep_calls(calls.outside)
    assert ("agreed", "", "") == (calls.row.state, calls.row.place, calls.row.room_id)
    assert not call_day(calls.by("camp"), place="CAMP-2", on=calls.clock().date())
    assert not call_list(calls.by("camp"), place="CAMP-2")
    assert [calls.call] == [one.call_id for one in call_list(calls.by("delegate"), place="HOSPITAL-1")]
    assert "HOSPITAL-1" == call(calls.by("caseworker-1"), calls.call).place
    assert verify(log_verifier()).is_equal


def test_a_beat_in_which_nothing_changed_writes_no_act_and_asks_of_no_booked_call(calls, tmp_path):
    calls.outside = replace(calls.outside, calls_folder=tmp_path, calls_page="https://calls.invalid/")
    calls.both().booked()
    calls.prepares()
    looks = LooksAtCalls()
    keep_calls(calls.outside, looks)
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            keep_calls(calls.outside, looks)
        assert len(asked) < 10
    calls.passes(minutes=20)
    size = tree_size()
    for beat in range(5):
        calls.clock.forward(seconds=5)
        keep_calls(calls.outside, looks)
        assert size + 1 == tree_size(), "the reading of the codes, once"
        if beat > 1:
            with CaptureQueriesContext(connection) as asked:
                keep_calls(calls.outside, looks)
            assert len(asked) < 10
    (path,) = (tmp_path / "tickets").glob("*.json")
    path.unlink()
    keep_calls(calls.outside, looks)
    assert path.exists() and size + 2 == tree_size()


def test_a_call_far_off_is_looked_at_once_a_minute_where_the_log_grew_and_one_at_the_door_at_once(calls):
    calls.both().booked(begins_at=calls.soon(minutes=60))
    looks = LooksAtCalls()
    keep_calls(calls.outside, looks)
    moved(calls)
    keep_calls(calls.outside, looks)
    assert "booked" == calls.row.state
    calls.passes(minutes=1)
    keep_calls(calls.outside, looks)
    assert "agreed" == calls.row.state


def test_the_looks_of_one_beat_are_few_and_the_longest_unseen_goes_first():
    now = datetime(2027, 3, 1, 8, tzinfo=UTC)
    booked = {f"CA-{number}": now + timedelta(hours=1 + number) for number in range(50)}
    looks, seen = LooksAtCalls(), []
    for beat in range(3):
        due = looks.due(booked, 7, now)
        seen += due
        looks.seen |= dict.fromkeys(due, (7, now + timedelta(seconds=beat)))
    assert list(booked) == seen and not looks.due(booked, 7, now + timedelta(minutes=2))
    assert seen[:20] == looks.due(booked, 8, now + timedelta(minutes=2))
    at_door = looks.due(booked, 7, now + timedelta(minutes=45))
    assert ["CA-0"] == at_door, "once more when it comes to the door"
    assert not looks.due({}, 8, now) and not looks.seen
