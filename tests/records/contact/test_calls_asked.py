"""Asking for a call, and each one's yes or no to it; rooms, lines and the policy of two."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.call_steps import CallOrderError
from repatria.core.law.calls import CallSide, CallUrgency, CallWay, PolicyReason
from repatria.core.law.clocks import ClockRule
from repatria.core.law.contact import ContactAnswer, InterviewFacts
from repatria.core.law.errors import InterviewError, OpenGuardError, SecondPersonError, UnstatedReasonError
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.doors.jobs.call_post import carry_calls, with_calls
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.contact.call_models import Call, CallPolicyRow
from repatria.records.contact.errors import CallStandsError, CallWordsError, MeansInUseError, UnknownCallError
from repatria.records.contact.selectors.call_boxes import calls_for_round, items_of_calls
from repatria.records.contact.selectors.call_lists import call_means, call_policies, calls_to_ask, his_calls
from repatria.records.contact.selectors.call_said import CallToSay, call_to_say
from repatria.records.contact.selectors.call_whole import call, calls_of
from repatria.records.contact.services.call_rooms import (
    agree_call_policy,
    close_call_means,
    open_call_line,
    propose_call_policy,
    tell_call_policy,
)
from repatria.records.contact.services.call_showing import show_calls
from repatria.records.contact.services.call_wishes import answer_call
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.intake.sealing import LetterInBox
from repatria.records.places.errors import NoSuchHolderError
from tests.journeys.test_thread_in_the_records import ALONE

pytestmark = pytest.mark.django_db
LETTER = LetterInBox(title="t", paragraphs=("p",), dated="2026-05-24", code="c", check_word="w", language="en")


def box_of(story):
    carry_calls(story.outside)
    found = calls_for_round(story.outside.house(Role.COURIER)).get(story.enquiry, ())
    return [one.paragraphs for one in with_calls(story.outside, (LETTER,), found, "en")[1:]]


def test_refuses_a_room_that_is_another_camps_on_no_clock_or_never_open(lone):
    for given, refusal in (
        ({"place": "CAMP-7"}, OutOfScopeError), ({"place": "nowhere"}, NoSuchHolderError),
        ({"zone": "Europe/Nowhere"}, CallWordsError), ({"hours": []}, OpenGuardError),
        ({"hours": ["0 9 x"]}, OpenGuardError), ({"hours": ["Monday 09:00 10:00"]}, CallWordsError),
        ({"hours": ["0 09:00"]}, CallWordsError), ({"hours": ["0 09:00 10:00"] * 20}, CallWordsError),
        ({"name": " "}, CallWordsError), ({"seats": 0}, OpenGuardError), ({"by": "registrar", "place": ""},
                                                                       CallWordsError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            lone.room(**given)
    with pytest.raises(RoleForbidsError):
        lone.room(by="interviewer")
    with pytest.raises(OutOfScopeError):
        open_call_line(lone.by("other-camp"), place="CAMP-2", name="x", is_telephone=True)
    assert 3 == len(call_means(lone.by("camp"))) and not call_means(lone.by("other-camp"))


def test_refuses_to_close_a_room_in_which_a_call_is_booked(calls):
    calls.both().books()
    for one in (calls.room_id, calls.line_id):
        with pytest.raises(MeansInUseError):
            close_call_means(calls.by("camp"), means_id=one, reason="a leak")
    with pytest.raises(CallWordsError):
        close_call_means(calls.by("camp"), means_id=calls.telephone, reason=" ")
    close_call_means(calls.by("camp"), means_id=calls.telephone, reason="the line was cut")
    with pytest.raises(UnknownCallError):
        close_call_means(calls.by("camp"), means_id=calls.telephone, reason="again")
    with pytest.raises(UnknownCallError):
        close_call_means(calls.by("camp"), means_id="CR-NONE", reason="again")
    assert calls.telephone not in {one.means_id for one in call_means(calls.by("camp"), place="CAMP-2")}


def test_refuses_a_policy_of_one_and_what_two_agreed_is_kept_with_its_reason(calls):
    given = {"are_let": True, "least_a_month": 2, "minutes": 20, "because": PolicyReason.LINES, "reason": "more lines"}
    with pytest.raises(RoleForbidsError):
        propose_call_policy(calls.by("camp"), **given)
    with pytest.raises(UnstatedReasonError):
        propose_call_policy(calls.by("head"), **given | {"reason": ""})
    with pytest.raises(OpenGuardError):
        propose_call_policy(calls.by("head"), **given | {"least_a_month": 0})
    policy = propose_call_policy(calls.by("head"), **given)
    assert 1 == his_calls(calls.by("interviewer"), calls.person).month.least
    with pytest.raises(SecondPersonError):
        agree_call_policy(calls.by("head"), policy_id=policy)
    with pytest.raises(UnknownCallError):
        agree_call_policy(calls.by("adviser"), policy_id="CP-NONE")
    agree_call_policy(calls.by("adviser"), policy_id=policy)
    with pytest.raises(CallOrderError):
        agree_call_policy(calls.by("adviser"), policy_id=policy)
    stop = propose_call_policy(calls.by("adviser"), **given | {"are_let": False, "because": PolicyReason.DANGER})
    agree_call_policy(calls.by("head"), policy_id=stop)
    calls.both()
    with pytest.raises(OpenGuardError):
        calls.books()
    assert [(False, True), (True, False)] == [
        (one.are_let, one.is_holding) for one in call_policies(calls.by("auditor"))
    ]
    assert 2 == CallPolicyRow.objects.count()


def test_a_policy_that_holds_is_owed_to_the_powers_until_a_notice_with_its_reference_went(calls):
    def owed():
        follow_clocks(calls.outside)
        return [one.subject for one in owed_clocks(calls.by("head"), at_most=99) if one.rule is ClockRule.CALL_POLICY]

    given = {"are_let": True, "least_a_month": 2, "minutes": 20, "because": PolicyReason.LINES, "reason": "more lines"}
    policy = propose_call_policy(calls.by("head"), **given)
    told = {
        "policy_id": policy, "recipient": NoticeRecipient.PROTECTING_POWER, "sent_at": calls.clock(),
        "reference": "PP-7",
    }  # fmt: skip
    with pytest.raises(CallOrderError):
        tell_call_policy(calls.by("head"), **told)
    assert [] == owed()
    calls.passes(minutes=1)
    agree_call_policy(calls.by("adviser"), policy_id=policy)
    assert [policy] == owed()
    told["sent_at"] = calls.clock()
    for wrong in ({"reference": " "}, {"reference": "x" * 121}, {"sent_at": calls.clock() - timedelta(minutes=30)}):
        with pytest.raises(CallWordsError):
            tell_call_policy(calls.by("head"), **told | wrong)
    with pytest.raises(UnknownCallError):
        tell_call_policy(calls.by("head"), **told | {"policy_id": "CP-NONE"})
    with pytest.raises(RoleForbidsError):
        tell_call_policy(calls.by("camp"), **told)
    tell_call_policy(calls.by("adviser"), **told)
    assert [] == owed() and [True] == [one.is_told for one in call_policies(calls.by("auditor"))]
    with pytest.raises(CallOrderError):
        tell_call_policy(calls.by("head"), **told)


def test_refuses_a_second_wish_an_emergency_without_words_and_a_zone_that_is_none(lone):
    with pytest.raises(RoleForbidsError):
        lone.she_asks(by="interviewer")
    for given, refusal in (
        ({"urgency": CallUrgency.ILLNESS}, UnstatedReasonError), ({"zone": "Kyiv"}, CallWordsError),
        ({"why": "x" * 401}, CallWordsError), ({"enquiry_id": "E-NONE"}, UnknownEnquiryError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            lone.she_asks(**given)
    assert not Call.objects.exists()
    lone.she_asks(suits="in the evening", zone="Asia/Kolkata")
    with pytest.raises(CallStandsError):
        lone.she_asks()
    view = call(lone.by("caseworker-1"), lone.call)
    assert ("in the evening", "Asia/Kolkata", False, True) == (view.suits, view.zone, view.he_agreed, view.she_agreed)
    assert [lone.call] == [one.call_id for one in calls_of(lone.by("caseworker-1"), lone.enquiry)]
    with pytest.raises(UnknownCallError):
        call(lone.by("caseworker-1"), "CA-NONE")


def test_until_a_letter_told_her_a_wish_reads_received_and_nobody_asks_him(lone):
    lone.she_asks()
    before = box_of(lone)
    assert before[0][0].endswith("your wish for a call is received.")
    lone.link()
    assert not calls_to_ask(lone.by("interviewer"))
    lone.says_yes()
    assert before == box_of(lone) and not calls_to_ask(lone.by("interviewer"))
    with pytest.raises(CallOrderError):
        show_calls(lone.outside.house(Role.COURIER), enquiry_id=lone.enquiry)
    lone.told()
    assert [(lone.call, lone.person)] == [(one.call_id, one.person_id) for one in calls_to_ask(lone.by("interviewer"))]
    assert before == box_of(lone), "that she asked is all that moved"
    assert "agreed" == lone.he_agrees()
    assert "The call waits for an hour." in box_of(lone)[0][0]
    assert not calls_to_ask(lone.by("interviewer"))


def test_refuses_his_word_that_was_not_taken_alone_or_is_about_another(calls):
    calls.she_asks()
    for facts in (None, InterviewFacts(language="uk", is_interviewer_outside_camp=True, is_guard_present=True)):
        with pytest.raises(InterviewError):
            calls.he_agrees(facts=facts)
        with pytest.raises(InterviewError):
            calls.he_asks(facts=facts)
    with pytest.raises(CallStandsError):
        calls.he_asks()
    with pytest.raises(CallWordsError):
        calls.he_asks(enquiry_id="")
    first = calls.enquiry
    calls.ask(name="Бондар Петро", locator="b" * 64)
    with pytest.raises(OpenGuardError):
        calls.he_asks()
    calls.enquiry = first
    with pytest.raises(RoleForbidsError):
        answer_call(calls.by("camp"), call_id=calls.call, side=CallSide.HIS, agrees=True, facts=ALONE)


def test_a_camp_writes_down_that_he_asks_and_names_no_enquiry(calls):
    for given in ({"facts": None}, {"enquiry_id": ""}):
        with pytest.raises(CallWordsError):
            calls.he_asks("camp", **given)
    with pytest.raises(OutOfScopeError):
        calls.he_asks("other-camp", enquiry_id="", facts=None)
    calls.he_asks("camp", enquiry_id="", facts=None)
    with pytest.raises(CallStandsError):
        calls.he_asks("camp", enquiry_id="", facts=None)
    assert [(calls.call, None)] == [(one.call_id, one.link_index) for one in calls_to_ask(calls.by("interviewer"))]
    with pytest.raises(CallWordsError):
        calls.he_agrees()
    assert "asked" == calls.he_agrees(enquiry_id=calls.enquiry), "his yes alone is not enough"
    assert "He asks for a call with you" in box_of(calls)[0][0]
    assert "agreed" == calls.she_agrees(is_sound_only=True)
    assert CallWay.SOUND.value == calls.row.way
    with pytest.raises(CallOrderError):
        calls.she_agrees()


def test_either_may_say_no_before_it_without_a_reason_and_nothing_is_told(calls):
    calls.both()
    before = box_of(calls)
    assert "stopped" == calls.he_agrees(says=False)
    assert before == box_of(calls), "she reads what she read before"
    with pytest.raises(CallOrderError):
        calls.he_agrees(says=False)
    calls.she_asks()
    assert "stopped" == calls.she_agrees(says=False)


def test_what_came_with_replaced_words_decides_nothing(calls):
    calls.comes_in(words_stood=False, inbox="7:ab")
    assert not calls_to_ask(calls.by("interviewer")) and calls.row.her_index is None
    assert (7,) == items_of_calls(calls.enquiry)
    calls.she_asks()


def test_his_no_to_her_takes_her_wish_off_the_list_of_whom_to_ask(calls):
    calls.she_asks()
    assert 1 == len(calls_to_ask(calls.by("interviewer")))
    calls.passes(minutes=5)
    calls.he_says(ContactAnswer.NO)
    assert not calls_to_ask(calls.by("interviewer"))
    with pytest.raises(InputError):
        his_calls(calls.by("interviewer"), "P-NONE")
    with pytest.raises(OutOfScopeError):
        his_calls(calls.by("other-camp"), calls.person)
    assert timedelta() < timedelta(minutes=his_calls(calls.by("camp"), calls.person).minutes)


def test_an_interviewer_says_who_asks_how_and_how_long_and_never_where_she_is(calls):
    calls.she_asks()
    with pytest.raises(RoleForbidsError):
        call_to_say(calls.by("camp"), calls.call)
    with pytest.raises(UnknownCallError):
        call_to_say(calls.by("interviewer"), "CA-NONE")
    said = call_to_say(calls.by("interviewer"), calls.call)
    asked = enquiry_for_room(calls.enquiry).said
    assert (asked["enquirer_name"], asked["relation"], "video", 15, None, calls.person) == (
        said.her_name, said.her_relation, said.way, said.minutes, said.is_watched, said.person_id
    )  # fmt: skip
    assert said.her_name and not any("telephone" in name or "address" in name for name in CallToSay.__slots__)
    calls.he_says(ContactAnswer.NO)
    assert ("", "") == (call_to_say(calls.by("interviewer"), calls.call).her_name,) * 2
