"""A message goes on: to him after his yes alone, into her box once she was told and wants it, and by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.embargo import EmbargoGround
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.messages import (
    CheckVerdict,
    MessageEvent,
    MessageKind,
    MessageOrderError,
    MessageWay,
    NotDelivered,
    SendingFacts,
    gone_guards,
)
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs import post
from repatria.doors.jobs.clocks import follow_clocks
from repatria.doors.jobs.post import carry_post, with_post
from repatria.records.access.role_table import Role
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.contact import reading
from repatria.records.contact.acts import StepsShown
from repatria.records.contact.errors import UnknownMessageError
from repatria.records.contact.models import Message, MessagePaper
from repatria.records.contact.reading import embargo_about
from repatria.records.contact.selectors.boxes import (
    before_replacement,
    enquiries_with_messages,
    letters_cleared,
    may_be_laid,
    post_for_round,
)
from repatria.records.contact.selectors.queues import first_words, post_for_camp
from repatria.records.contact.selectors.whole import message, paper_for_him
from repatria.records.contact.services.steps import print_message
from repatria.records.disclosure import said_dead
from repatria.records.intake.sealing import LetterInBox
from repatria.records.ledger.reading import entries_before
from repatria.records.register.services import record_custody

pytestmark = pytest.mark.django_db
LETTER = LetterInBox(title="t", paragraphs=("p",), dated="2026-05-24", code="c", check_word="w", language="en")


def owed(story, rule, by):
    follow_clocks(story.outside)
    return [one.subject for one in owed_clocks(story.by(by), at_most=9) if one.rule is rule]


def missing(story):
    return {what for what, _ in message(story.by("caseworker-1"), story.message).missing}


def box_of(story):
    """What her box says of messages after a round."""
    carry_post(story.outside)
    found = post_for_round(story.outside.house(Role.COURIER)).get(story.enquiry)
    return [one.paragraphs for one in with_post((LETTER,), found, -1, "en")[1:]] if found else []


def test_her_words_reach_him_only_after_the_look_and_his_yes_and_no_camp_learns_why(letters):
    letters.hers()
    letters.looks()
    assert {"message_link", "his_decision", "held_at_place"} == missing(letters)
    letters.link()
    assert {"his_decision"} == missing(letters)
    assert [(letters.person, 1)] == [(one.person_id, one.messages) for one in first_words(letters.by("interviewer"))]
    for answer in (ContactAnswer.LATER, ContactAnswer.NO):
        letters.he_says(answer)
        assert not post_for_camp(letters.by("camp"))
        with pytest.raises(UnknownMessageError):
            letters.prints()
        with pytest.raises(UnknownMessageError):
            paper_for_him(letters.by("camp"), letters.message)
    letters.says_yes()
    unlooked = letters.hers("another")
    assert not first_words(letters.by("interviewer")) and not post_for_camp(letters.by("other-camp"))
    with pytest.raises(UnknownMessageError):
        letters.prints(message=unlooked)
    letters.message = post_for_camp(letters.by("camp"))[0].message_id
    with pytest.raises(UnknownMessageError):
        letters.prints(by="other-camp")
    paper = paper_for_him(letters.by("camp"), letters.message)
    assert ("CAMP-2", "Мария", "we are well") == (paper.place, paper.her_name, paper.text)
    letters.prints()
    with pytest.raises(InputError):
        print_message(letters.by("camp"), message_id=letters.message, code=letters.code)
    letters.prints()
    assert 2 == MessagePaper.objects.count(), "a lost sheet is printed anew, under another code"


def test_refuses_a_delivery_that_does_not_say_to_whom_or_was_not_by_hand(willing):
    willing.hers()
    for event in (MessageEvent.DELIVERED, MessageEvent.DISPATCHED, MessageEvent.RELEASED, MessageEvent.ANSWERED):
        with pytest.raises(MessageOrderError):
            willing.steps(event, "caseworker-1")
    willing.looks()
    with pytest.raises(UnknownMessageError):
        willing.given()
    willing.prints()
    with pytest.raises(UnknownMessageError):
        willing.given("other-camp")
    with pytest.raises(UnstatedParticularsError):
        willing.steps(MessageEvent.DELIVERED, is_by_hand=True)
    with pytest.raises(OpenGuardError):
        willing.steps(MessageEvent.DELIVERED, given_to="himself")
    for event in (MessageEvent.FAILED, MessageEvent.HANDED_ON):
        with pytest.raises(UnstatedReasonError):
            willing.steps(event)
    willing.given()
    willing.steps(MessageEvent.CLOSED)
    with pytest.raises(MessageOrderError):
        willing.given()


def test_one_who_was_moved_gets_it_where_he_is_now(willing):
    willing.hers()
    willing.looks()
    willing.prints()
    willing.passes(minutes=5)
    record_custody(
        willing.by("registrar"), person_id=willing.person, event=CustodyEvent.HOSPITALISED, happened_at=willing.clock(),
        holder="HOSPITAL-1", attested=CustodyAttested(doctor="a doctor"),
    )  # fmt: skip
    willing.steps(MessageEvent.FAILED, why_not=NotDelivered.MOVED)
    willing.steps(MessageEvent.SENT_AGAIN, "caseworker-1")
    assert not post_for_camp(willing.by("camp"))
    with pytest.raises(UnknownMessageError):
        willing.prints()
    assert "cleared" == Message.objects.get(pk=willing.message).state


def test_until_a_letter_told_her_her_box_says_received_whatever_happens(found):
    found.hers()
    found.looks()
    assert [("{day}: received.".format(day=box_of(found)[0][0].partition(":")[0]),)] == box_of(found)
    before = box_of(found)
    found.says_yes()
    found.prints()
    found.given()
    assert before == box_of(found), "he has read it, and no letter has told her of him"
    found.told()
    assert (found.enquiry,) == enquiries_with_messages()
    assert before != box_of(found) and box_of(found)[0][0].endswith("handed over.")
    found.hers("another")
    assert () == enquiries_with_messages(), "a round asks about nobody of whom nothing moved"


def test_a_message_kept_back_says_so_to_her_with_reason_person_and_day(willing):
    willing.hers()
    willing.looks(CheckVerdict.WITHHELD, reason="a map of the town", until=willing.clock().date() + timedelta(days=2))
    assert box_of(willing)[0][0].endswith("received."), "one account alone writes nothing into her box"
    willing.agree()
    ((line,),) = box_of(willing)
    assert "it names a place or what troops do. a map of the town" in line
    assert "Bondar" in line and "kept back until" in line


def test_under_an_embargo_and_after_his_no_the_last_step_stands_and_nothing_more_goes_out(willing):
    willing.agrees()
    willing.hers()
    willing.looks()
    willing.prints()
    before = box_of(willing)
    assert before[0][0].endswith("sent on.")
    willing.given()
    his = willing.his(code=willing.code)
    willing.looks(message=his)
    willing.passes(minutes=5)
    willing.he_says(ContactAnswer.NO)
    assert before == box_of(willing) and (his,) == letters_cleared(willing.outside.house(Role.COURIER))
    assert not may_be_laid(willing.outside.house(Role.COURIER), his)
    willing.passes(minutes=5)
    willing.says_yes()
    record_custody(
        willing.by("registrar"), person_id=willing.person, event=CustodyEvent.DIED, happened_at=willing.clock(),
    )  # fmt: skip
    second = willing.hers("another")
    willing.looks(message=second)
    assert before[0][0] in box_of(willing)[0] and not post_for_camp(willing.by("camp"))


def test_his_letter_lies_in_her_box_once_she_was_told_and_wants_it(willing):
    his = willing.his("I am well,\n\nkiss the cat", by="caseworker-1", enquiry_id=willing.enquiry)
    assert not box_of(willing)
    willing.looks(message=his)
    assert not box_of(willing), "she has not said that she wants his letters"
    willing.agrees()
    assert [("I am well,", "kiss the cat")] == box_of(willing)
    row = Message.objects.get(pk=his)
    assert ("dispatched", "box") == (row.state, row.place)
    held = post_for_round(willing.outside.house(Role.COURIER))[willing.enquiry]
    assert with_post((LETTER,), held, row.sent_index, "en") == (LETTER,), "new words open what came after them"
    assert with_post((), held, -1, "en") == ()
    willing.agrees(says=False)
    assert [("I am well,", "kiss the cat")] == box_of(willing), "what lies there stays"


def test_a_message_that_makes_something_go_wrong_stops_nobodys_round(willing, monkeypatch):
    willing.agrees()
    first, second = (willing.his(text, by="caseworker-1", enquiry_id=willing.enquiry) for text in ("one", "two"))
    for one in (first, second):
        willing.looks(message=one)
    may = post.may_be_laid
    monkeypatch.setattr(post, "may_be_laid", lambda acting, number: may(acting, number) and 1 / (number != first))

    assert [("two",)] == box_of(willing)


def test_refuses_to_hand_over_a_printed_sheet_after_his_no_and_the_camps_list_leaves_it_out(willing):
    willing.hers()
    willing.looks()
    willing.prints()
    before = willing.clock()
    willing.passes(minutes=5)
    willing.he_says(ContactAnswer.NO)
    assert not post_for_camp(willing.by("camp"))
    with pytest.raises(UnknownMessageError):
        willing.given()
    with pytest.raises(OpenGuardError):
        willing.given("caseworker-1")
    willing.steps(MessageEvent.DELIVERED, given_to="himself", is_by_hand=True, happened_at=before)
    assert "delivered" == Message.objects.get().state, "what was handed over before his no stands on record"


def test_nobody_is_told_to_ask_a_man_again_whom_he_refused_or_for_words_that_go_nowhere(found):
    found.hers(words_stood=False)
    assert not first_words(found.by("interviewer"))
    found.hers()
    assert [1] == [one.messages for one in first_words(found.by("interviewer"))]
    found.he_says(ContactAnswer.NO)
    assert not first_words(found.by("interviewer"))


def test_an_embargo_takes_no_man_off_the_list_of_whom_words_wait_for(found, monkeypatch):
    found.hers()
    before = first_words(found.by("interviewer"))
    monkeypatch.setitem(said_dead._says, "identification", lambda one: one == found.enquiry)
    assert embargo_about(found.enquiry) is not None
    assert 1 == len(before) and before == first_words(found.by("interviewer"))


def test_refuses_a_letter_by_post_under_an_embargo_and_an_address_for_a_place(willing):
    his = willing.his(addressed_to="his mother, at home")
    willing.looks(message=his)
    with pytest.raises(InputError):
        willing.steps(MessageEvent.DISPATCHED, "caseworker-1", his, place="Sumska 12")
    record_custody(
        willing.by("registrar"), person_id=willing.person, event=CustodyEvent.DIED, happened_at=willing.clock(),
    )  # fmt: skip
    for event in (MessageEvent.DISPATCHED, MessageEvent.HANDED_ON):
        with pytest.raises(OpenGuardError):
            willing.steps(event, "caseworker-1", his, carrier="the Agency")


@pytest.mark.parametrize("what", ["is_said_dead", "is_withheld_from", "is_person_said_dead"])
def test_refuses_a_letter_by_post_for_whatever_stands_against_any_who_asks_for_him(willing, monkeypatch, what):
    his = willing.his(addressed_to="his mother, at home")
    willing.looks(message=his)
    whose = willing.person if what == "is_person_said_dead" else willing.enquiry
    monkeypatch.setattr(reading, what, lambda one, *at: one == whose)
    with pytest.raises(OpenGuardError):
        willing.steps(MessageEvent.DISPATCHED, "caseworker-1", his)


def test_that_it_could_not_be_handed_over_is_shown_after_a_while_and_an_answer_once_it_lies_there(willing):
    willing.agrees()
    willing.hers()
    willing.looks()
    willing.prints()
    sent = box_of(willing)
    willing.steps(MessageEvent.FAILED, why_not=NotDelivered.NOT_FOUND)
    assert sent == box_of(willing), "that he died may come on record days later"
    willing.clock.forward(days=28)
    assert box_of(willing)[0][0].endswith("You may write again.")
    willing.hers("another")
    willing.looks()
    willing.prints()
    his = willing.his(code=willing.code)
    assert box_of(willing)[0][0].endswith("handed over."), "his answer is not looked at yet"
    willing.looks(message=his)
    assert box_of(willing)[0][0].endswith("answered.")


def test_more_of_his_letters_than_a_box_holds_wait_and_each_lies_there_for_a_week(willing):
    willing.agrees()
    for number in range(4):
        willing.looks(message=willing.his(f"card {number}", by="caseworker-1", enquiry_id=willing.enquiry))
    assert [("card 2",), ("card 1",), ("card 0",)] == box_of(willing) == box_of(willing)
    willing.clock.forward(days=7)
    assert ("card 3",) == box_of(willing)[0]
    for kind in (MessageKind.LETTER, MessageKind.LETTER):
        willing.looks(message=willing.his("long", kind, by="caseworker-1", enquiry_id=willing.enquiry))
    box_of(willing)
    assert 1 == len(letters_cleared(willing.outside.house(Role.COURIER))), "two letters of full length fit in no box"


def test_the_box_of_a_replaced_pair_goes_on_showing_what_it_showed(willing):
    willing.hers()
    willing.looks()
    willing.prints()
    before = box_of(willing)
    (replaced_at,) = (entry.index for entry in entries_before(None, kind=StepsShown.KIND, at_most=1))
    willing.given()
    assert before != box_of(willing)
    willing.hers("with the new words")
    willing.hers("with the old words", words_stood=False)
    post_now = post_for_round(willing.outside.house(Role.COURIER))[willing.enquiry]
    old = before_replacement(post_now, willing.enquiry, replaced_at + 1)

    assert ["sent", "received"] == [one.step for one in old.hers] and [True, False] == [
        one.words_stood for one in old.hers
    ]


def test_a_sheet_that_was_printed_is_owed_by_the_camp_until_it_is_handed_over_or_it_is_said_why_not(willing):
    willing.hers()
    willing.looks()
    assert not owed(willing, ClockRule.LETTER_GIVE, "camp")
    willing.prints()
    assert [willing.message] == owed(willing, ClockRule.LETTER_GIVE, "camp")
    assert not owed(willing, ClockRule.LETTER_GIVE, "other-camp") and not owed(willing, ClockRule.LETTER_GIVE, "head")
    willing.prints()
    assert [willing.message] == owed(willing, ClockRule.LETTER_GIVE, "camp"), "one sheet, printed anew"
    willing.clock.forward(days=8)
    assert [willing.message] == owed(willing, ClockRule.LETTER_GIVE, "head")
    willing.given()
    assert not owed(willing, ClockRule.LETTER_GIVE, "camp") and not owed(willing, ClockRule.LETTER_GIVE, "head")


def test_a_message_for_one_whom_nobody_holds_any_more_has_failed_and_says_so_late(willing):
    willing.hers()
    willing.looks()
    for why_not in NotDelivered:
        with pytest.raises((OpenGuardError, UnstatedReasonError)) as refused:
            willing.steps(MessageEvent.FAILED, "caseworker-1", why_not=why_not)
        assert "not_held_any_more" in {one for one, _ in refused.value.params["guards"]}, why_not
    willing.passes(minutes=5)
    record_custody(
        willing.by("registrar"), person_id=willing.person, event=CustodyEvent.ESCAPED, happened_at=willing.clock(),
    )  # fmt: skip
    for why_not in (None, NotDelivered.LOST, NotDelivered.REFUSED):
        with pytest.raises(UnstatedReasonError):
            willing.steps(MessageEvent.FAILED, "caseworker-1", why_not=why_not)
    before = box_of(willing)
    willing.steps(MessageEvent.FAILED, "caseworker-1", why_not=NotDelivered.NOT_FOUND)
    assert before == box_of(willing), "not at once, so that the day tells nothing"
    willing.steps(MessageEvent.SENT_AGAIN, "caseworker-1")
    assert "cleared" == Message.objects.get(pk=willing.message).state


def test_only_one_who_left_us_has_no_letter_any_more():
    him = SendingFacts(way=MessageWay.TO_HIM, kind=MessageKind.CARD)
    left = {
        state for state in (None, *CustodyState)
        if not tuple(gone_guards(replace(him, custody_state=state), NotDelivered.NOT_FOUND))
    }  # fmt: skip
    assert left == {CustodyState.ESCAPED, CustodyState.RELEASED, CustodyState.REPATRIATED,
                    CustodyState.TRANSFERRED_POWER, CustodyState.NEUTRAL_COUNTRY}  # fmt: skip
    dead = replace(him, custody_state=CustodyState.RELEASED, embargo=EmbargoGround.DEATH)
    assert ["no_embargo"] == [one.what for one in gone_guards(dead, NotDelivered.RELEASED)]
