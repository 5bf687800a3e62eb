"""The look at a message: once a State, with a name, a reason and a day; it goes on by itself when that day is over."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.errors import StatementError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.messages import (
    CheckingState,
    CheckVerdict,
    MessageEvent,
    MessageKind,
    MessageOrderError,
    WithheldBecause,
)
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.contact.models import Message, MessageLook
from repatria.records.contact.selectors.boxes import letters_cleared
from repatria.records.contact.selectors.queues import messages_kept_back, messages_to_check, post_for_camp
from repatria.records.contact.selectors.whole import message_to_check
from repatria.records.contact.services.checking import authenticate_message, release_message
from repatria.records.contact.services.steps import printable

pytestmark = pytest.mark.django_db


def test_refuses_a_second_look_of_one_state_and_one_kept_back_without_reason_person_or_day(letters):
    letters.hers()
    with pytest.raises(RoleForbidsError):
        letters.looks(by="camp")
    with pytest.raises(UnstatedParticularsError):
        letters.looks(checked_by=" ")
    with pytest.raises(UnstatedReasonError):
        letters.looks(CheckVerdict.RETURNED)
    today = letters.clock().date()
    for given in (
        {"reason": "a map", "because": None, "until": today + timedelta(days=3)},
        {"reason": "a map"}, {"until": today + timedelta(days=3)}, {"reason": "a map", "until": today},
        {"reason": "a map", "until": today + timedelta(days=29)},
    ):  # fmt: skip
        with pytest.raises(UnstatedReasonError):
            letters.looks(CheckVerdict.WITHHELD, **given)
    assert not MessageLook.objects.exists()
    letters.looks(by="delegate", state=CheckingState.THEIRS)
    assert "registered" == Message.objects.get().state, "their look moves nothing: ours looks all the same"
    letters.looks()
    for by, state in (("censor", CheckingState.OURS), ("delegate", CheckingState.THEIRS)):
        with pytest.raises(MessageOrderError):
            letters.looks(by=by, state=state)


def test_refuses_to_keep_one_back_for_a_reason_that_is_none_of_the_law(letters):
    """A penalty is no reason: whoever has only that names none of the list (GC III 71(1))."""
    assert not [one for one in WithheldBecause if "punish" in one.value or "discipl" in one.value]
    letters.hers()
    with pytest.raises(UnstatedReasonError):
        letters.looks(
            CheckVerdict.WITHHELD, because=None, reason="he is punished for insolence",
            until=letters.clock().date() + timedelta(days=3),
        )  # fmt: skip
    letters.looks(CheckVerdict.CLEARED, because=WithheldBecause.CIPHER)
    assert [""] == [one.because for one in MessageLook.objects.all()], "what goes on has no reason beside it"


@pytest.mark.parametrize("said", [
    {"reason": "He died on 3 May. Come and fetch him."}, {"reason": "він у госпіталі"}, {"checked_by": "the camp"},
    {"passages": "he is dead"}, {"reason": "he said: I was asked about it"},
])  # fmt: skip
def test_refuses_words_of_a_look_that_would_tell_of_him_in_her_box(letters, said):
    letters.hers()
    given = {"reason": "a map", "until": letters.clock().date() + timedelta(days=2)} | said
    with pytest.raises((InputError, StatementError)):
        letters.looks(CheckVerdict.WITHHELD, **given)
    assert not MessageLook.objects.exists()


def test_what_is_kept_back_goes_on_by_itself_or_when_somebody_lets_it(willing):
    first, until = willing.hers(), willing.clock().date() + timedelta(days=2)
    willing.looks(CheckVerdict.WITHHELD, reason="a map", until=until)
    second = willing.hers("the other")
    willing.looks(CheckVerdict.WITHHELD, reason="a map", until=until)
    censor = willing.by("censor")
    assert (first, second) == messages_kept_back(censor) and not messages_to_check(censor)
    release_message(censor, message_id=second, why="a mistake")
    assert (first,) == messages_kept_back(censor) and Message.objects.get(pk=second).state == "cleared"
    with pytest.raises(MessageOrderError):
        release_message(censor, message_id=second)
    willing.clock.forward(days=3)

    assert not messages_kept_back(willing.by("censor"))
    willing.prints(message=first)
    assert "dispatched" == Message.objects.get(pk=first).state


def test_what_theirs_kept_back_waits_for_our_look_afterwards(letters):
    letters.hers()
    letters.looks(CheckVerdict.WITHHELD, by="delegate", state=CheckingState.THEIRS, reason="theirs",
                  until=letters.clock().date() + timedelta(days=1))  # fmt: skip
    with pytest.raises(MessageOrderError):
        letters.looks()
    letters.clock.forward(days=18)
    follow_clocks(letters.outside)
    owed = [one.subject for one in owed_clocks(letters.by("censor"), at_most=9) if one.rule is ClockRule.CENSOR]
    assert [letters.message] == owed, "what theirs kept back waits for our look on its clock"
    assert [letters.message] == [one.message_id for one in messages_to_check(letters.by("censor"))]
    letters.looks()
    assert "cleared" == Message.objects.get().state


def test_whoever_looks_sees_words_and_no_enquiry_name_or_place(willing):
    willing.hers("the cat waits")
    view = message_to_check(willing.by("censor"), willing.message)
    said = " ".join(str(getattr(view, one.name)) for one in fields(view))

    assert "the cat waits" == view.text
    willing.looks()
    willing.prints()
    willing.given()
    after = message_to_check(willing.by("censor"), willing.message)
    assert ("cleared", "", "") == (after.state, after.text, after.their_look), "what became of it says he was found"
    assert not [one for one in (willing.enquiry, willing.person, "Мария", "Шевчен", "CAMP") if one in said]


def test_those_without_news_for_long_come_first(willing):
    willing.hers("old")
    willing.looks()
    willing.prints()
    willing.given()
    willing.clock.forward(days=1)
    willing.hers("second")
    willing.ask(name="Бондар Петро", locator="b" * 64)
    willing.hers("never heard of him")
    waiting = messages_to_check(willing.by("censor"))

    assert [(True, "never"), (False, "second")] == [
        (one.is_first, message_to_check(willing.by("censor"), one.message_id).text.split()[0]) for one in waiting
    ]
    willing.clock.forward(days=60)
    assert all(one.is_first for one in messages_to_check(willing.by("censor")))


def test_the_look_is_owed_within_fourteen_days(letters):
    letters.hers()
    letters.clock.forward(days=4)
    follow_clocks(letters.outside)
    owed = [one for one in owed_clocks(letters.by("censor"), at_most=9) if one.rule is ClockRule.CENSOR]
    assert [letters.message] == [one.subject for one in owed]
    letters.looks(CheckVerdict.RETURNED, passages="the second line")
    follow_clocks(letters.outside)
    assert not [one for one in owed_clocks(letters.by("censor"), at_most=9) if one.rule is ClockRule.CENSOR]


def test_a_legal_paper_goes_nowhere_before_its_signature_is_authenticated(willing):
    paper = willing.hers("a power of attorney", MessageKind.LEGAL)
    willing.looks()
    with pytest.raises(Exception, match="no such message"):
        willing.prints()
    given = {"by": "a notary", "on": willing.clock().date()}
    card = willing.hers()
    with pytest.raises(MessageOrderError):
        authenticate_message(willing.by("caseworker-1"), message_id=card, **given)
    authenticate_message(willing.by("caseworker-1"), message_id=paper, **given)
    with pytest.raises(MessageOrderError):
        authenticate_message(willing.by("caseworker-1"), message_id=paper, **given)
    assert paper not in {one.message_id for one in post_for_camp(willing.by("camp"))}
    with pytest.raises(Exception, match="no such message"):
        willing.prints(message=paper)
    with pytest.raises(MessageOrderError):
        printable(willing.by("caseworker-1"), paper)
    willing.message = paper
    willing.steps(MessageEvent.HANDED_ON, "caseworker-1", carrier="the Protecting Power")
    willing.steps(MessageEvent.DELIVERED, "caseworker-1", given_to="himself", is_by_hand=True)
    assert "delivered" == Message.objects.get(pk=paper).state


def test_a_power_of_attorney_of_his_lies_in_no_box_as_text_and_goes_on_as_it_was_signed(willing):
    willing.agrees()
    paper = willing.his("I empower my wife", MessageKind.LEGAL, by="caseworker-1", enquiry_id=willing.enquiry)
    willing.looks(message=paper)
    authenticate_message(willing.by("caseworker-1"), message_id=paper, by="the camp", on=willing.clock().date())
    assert paper not in letters_cleared(willing.outside.house(Role.COURIER))
    willing.message = paper
    with pytest.raises(MessageOrderError) as refused:
        willing.steps(MessageEvent.DISPATCHED, "caseworker-1")
    assert refused.value.provision == "GC III 77"
    willing.steps(MessageEvent.HANDED_ON, "caseworker-1", carrier="the Central Tracing Agency")
    assert "with_partner" == Message.objects.get(pk=paper).state
