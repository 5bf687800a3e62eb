"""Calls at the desk: rooms, whose turn, a free hour, made ready; a camp sees no name and no address of hers."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from repatria.core.law.call_steps import CallFacts, next_call
from repatria.core.law.calls import SpeakingFacts
from repatria.core.law.errors import OpenGuardError
from repatria.core.vocabulary.calls import CallEvent, CallState
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.doors.desk.calls import arranging
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.refusals import refusal_of
from repatria.doors.desk.frame.texts import say
from repatria.doors.jobs.call_post import carry_calls
from repatria.records.contact.call_acts import CallPrepared
from repatria.records.contact.call_models import Call, CallAttempt, CallPolicyRow
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.services import append, bulk_acts
from tests.doors.desk.bureau import Whole, enter, faults_on, refusal_on, text_of

pytestmark = pytest.mark.django_db
ALONE = {"his_call_language": "uk", "outside_camp": "on", "no_guard": "on", "no_interrogator": "on"}


def test_refuses_a_form_that_says_too_little_and_keeps_what_was_typed(whole: Whole) -> None:
    room = enter(whole.at("camp-2"), reverse("desk:open_call_room"), place="CAMP-2", name="room 2",
                 zone="Kyiv", weekdays=["0"], opens="09:00", closes="08:00", seats="1")  # fmt: skip
    assert room.status_code == 400 and "room 2" in text_of(room)
    wish = enter(whole.at("hotline"), reverse("desk:ask_call_hers"), enquiry_id=whole.of_the_dead, call_way="video",
                 urgency="death", why="")  # fmt: skip
    assert wish.status_code == 409 and faults_on(wish)
    again = enter(whole.at("hotline"), reverse("desk:ask_call_hers"), enquiry_id=whole.enquiry, call_way="video")
    assert again.status_code == 409 and refusal_on(again)
    word = enter(whole.at("interviewer"), reverse("desk:answer_call_his", args=[whole.call]), call_agrees="yes")
    assert word.status_code in (400, 403, 409)
    assert 1 == Call.objects.filter(words_stood=True).count()


def test_a_camp_sees_whom_to_bring_and_no_name_or_enquiry_of_hers(whole: Whole) -> None:
    day = text_of(whole.at("camp-2").get(reverse("desk:call_day")))
    assert "room 1" in day and "CAMP-1" not in day
    codes = whole.at("camp-2").get(reverse("desk:call_codes", args=[whole.call]))
    assert codes.status_code == 404
    for name in ("call_day", "call_list", "call_means"):
        said = text_of(whole.at("camp-2").get(reverse(f"desk:{name}")))
        assert whole.enquiry not in said and "Мария" not in said
    ready = enter(whole.at("camp-2"), reverse("desk:prepare_call", args=[whole.call]), rules_read="on",
                  watching_said="on", nobody_else="on", supervisor="I. Sych")  # fmt: skip
    assert ready.status_code == 409 and "a line that is ready" in text_of(ready)


def test_a_policy_is_agreed_to_by_another_and_a_call_is_stopped_at_her_word(whole: Whole) -> None:
    path = reverse("desk:agree_call_policy", args=[whole.call_policy])
    assert enter(whole.at("head"), path).status_code == 409
    assert enter(whole.at("adviser"), path).status_code == 302
    assert CallPolicyRow.objects.get().agreed_index is not None
    put_off = enter(whole.at("caseworker-1"), reverse("desk:put_call_off", args=[whole.call]),
                    failed_because="line_lost")  # fmt: skip
    assert put_off.status_code == 302 and "" == Call.objects.get(pk=whole.call).room_id
    said = enter(whole.at("caseworker-1"), reverse("desk:she_knew_him", args=[whole.attempt]), knew_each_other="yes")
    assert said.status_code == 302
    alike = enter(whole.at("interviewer"), reverse("desk:he_knew_her", args=[whole.attempt]), knew_each_other="yes",
                  **ALONE)  # fmt: skip
    assert alike.status_code == 302
    stopped = enter(whole.at("caseworker-1"), reverse("desk:stop_call_hers", args=[whole.call]))
    assert stopped.status_code == 302 and "stopped" == Call.objects.get(pk=whole.call).state
    carry_calls(whole.outside)
    assert "done" == CallAttempt.objects.get(pk=whole.attempt).outcome


def test_who_gives_an_hour_chooses_the_day_first_and_is_shown_every_hour_behind_the_letter(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arranging, "speaking_of", lambda *_: SpeakingFacts(place="CAMP-2"))
    path = reverse("desk:book_call", args=[whole.call])
    first = whole.at("caseworker-1").get(path)
    earliest = whole.clock() + timedelta(days=1)
    hours = [one for one, _ in first.context["fields"][0].options if one]
    assert hours and all(read_instant(one.split("|")[2]) >= earliest for one in hours)
    later = datetime.strptime(first.context["on"], "%d.%m.%Y").date() + timedelta(days=7)
    chosen = whole.at("caseworker-1").get(path, {"day": later.isoformat()})
    assert len([one for one, _ in chosen.context["fields"][0].options if one]) >= len(hours)
    empty = whole.at("caseworker-1").get(path, {"day": (later + timedelta(days=1)).isoformat()})
    assert say("en", "empty.free_call_hours") in text_of(empty)
    typed = whole.at("caseworker-1").get(path, {"day": f"{later:%d.%m.%Y}"})
    assert typed.context["on"] == chosen.context["on"] and say("en", "page.day_after") in text_of(typed)
    assert say("en", "fault.call_day") in text_of(whole.at("caseworker-1").get(path, {"day": "yesterday"}))
    for wrong in ("yesterday", "1999-01-01", "9999-12-31"):
        assert whole.at("caseworker-1").get(path, {"day": wrong}).context["on_words"] == first.context["on_words"]


def test_an_interviewer_reads_way_and_minutes_and_a_camp_no_reason(whole: Whole) -> None:
    page = text_of(whole.at("interviewer").get(reverse("desk:answer_call_his", args=[whole.call])))
    assert say("en", "field.call_who_asks") in page and say("en", "intro.never_address") in page
    for who, is_said in (("camp-2", False), ("caseworker-1", True)):
        columns = whole.at(who).get(reverse("desk:call_list")).context["columns"]
        assert ("column.call_because" in columns) is is_said


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_what_a_step_lacks_is_said_in_words_and_never_as_python_writes_it(language: str) -> None:
    with pytest.raises(OpenGuardError) as refused:
        next_call(CallState.AGREED, CallEvent.BOOKED, CallFacts())
    missing = refusal_of(language, refused.value).missing
    assert len(missing) == 4 and not any("(" in what or "_" in what or not where for what, where in missing)


def test_a_camp_puts_off_stops_and_logs_from_the_page_of_its_own_call(whole: Whole) -> None:
    path = reverse("desk:call_at_place", args=[whole.call])
    assert path in text_of(whole.at("camp-2").get(reverse("desk:call_day")))
    page = text_of(whole.at("camp-2").get(path))
    assert all(
        reverse(f"desk:{name}", args=[whole.call]) in page for name in ("prepare_call", "put_call_off", "stop_call")
    )
    assert whole.enquiry not in page
    put_off = enter(whole.at("camp-2"), reverse("desk:put_call_off", args=[whole.call]), failed_because="no_line")
    assert put_off.status_code == 302 and whole.at("camp-2").get(path).status_code == 404
    halts = text_of(whole.at("head").get(reverse("desk:call_halts")))
    assert "broken" in halts and "camp-2" in halts
    assert enter(whole.at("head"), reverse("desk:see_call_halt", args=[whole.halt])).status_code == 302
    assert whole.at("head").get(reverse("desk:see_call_halt", args=[whole.halt])).status_code == 404


def test_what_was_said_of_an_end_is_agreed_to_by_another(whole: Whole) -> None:
    prepared = CallPrepared(
        call_id=whole.call, are_rules_read=True, is_watching_told=True, is_room_clear=True, supervisor="I. Sych",
        verified_index=0, previous=CallState.BOOKED, state=CallState.PREPARED,
    )  # fmt: skip
    with bulk_acts():
        append(
            prepared, index=tree_size(), actor=whole.number("camp-2"), at=instant_text(whole.clock()), cause=None,
            salt=b"0" * 32,
        )  # fmt: skip
    whole.clock.forward(hours=2)
    path = reverse("desk:settle_call_log", args=[whole.call])
    assert whole.at("camp-2").get(path).status_code == 409
    owed = text_of(whole.at("camp-2").get(reverse("desk:owed")))
    assert reverse("desk:log_call", args=[whole.call]) in owed
    logged = enter(whole.at("camp-2"), reverse("desk:log_call", args=[whole.call]), call_outcome="failed",
                   failed_because="nobody_came", call_minutes_held="")  # fmt: skip
    assert logged.status_code == 302 and "prepared" == Call.objects.get(pk=whole.call).state
    assert enter(whole.at("camp-2"), path, log_agrees="yes").status_code == 400
    assert path in text_of(whole.at("caseworker-1").get(reverse("desk:approvals")))
    assert say("en", "page.call_log_waits") in text_of(
        whole.at("caseworker-1").get(reverse("desk:call_one", args=[whole.call]))
    )
    assert enter(whole.at("caseworker-1"), path, log_agrees="yes").status_code == 302
    assert "agreed" == Call.objects.get(pk=whole.call).state


def test_a_number_that_she_did_not_leave_is_told_at_its_field_and_one_goes_back_to_the_call(whole: Whole) -> None:
    path = f"{reverse('desk:verify_number')}?enquiry={whole.enquiry}&call={whole.call}"
    page = whole.at("caseworker-1").get(path)
    assert reverse("desk:call_one", args=[whole.call]) in text_of(page)
    for telephone in ("abc", "+1 23 456 789"):
        wrong = enter(whole.at("caseworker-1"), path, enquiry_id=whole.enquiry, telephone=telephone,
                      rung_at=now_typed())  # fmt: skip
        assert wrong.status_code in (400, 409) and "telephone" in faults_on(wrong)


def test_her_wish_is_added_to_and_the_page_of_the_call_says_it(whole: Whole) -> None:
    path = reverse("desk:wish_call_anew", args=[whole.call])
    lacks = enter(whole.at("caseworker-1"), path, call_way="video", urgency="death", why="", suits="", zone="")
    assert lacks.status_code == 409 and "why" in faults_on(lacks)
    added = enter(whole.at("hotline"), reverse("desk:ask_call_hers"), enquiry_id=whole.enquiry, call_way="video",
                  urgency="death", why="her father", suits="", zone="Asia/Kolkata")  # fmt: skip
    assert added.status_code == 302
    page = text_of(whole.at("caseworker-1").get(reverse("desk:call_one", args=[whole.call])))
    assert "her father" in page and "Delhi, Kolkata" in page and "a death in the family" in page


def test_he_is_asked_after_a_call_from_the_first_page_and_paper_is_offered_to_the_man_of_the_line(whole: Whole) -> None:
    there = reverse("desk:he_knew_her", args=[whole.attempt])
    for name in ("calls_to_hear_of", "owed"):
        assert there in text_of(whole.at("interviewer").get(reverse(f"desk:{name}")))
    offer = text_of(whole.at("camp-2").get(f"{reverse('desk:offer_mail')}?person={whole.person}"))
    assert f">{whole.person}</textarea>" in offer
