"""Taking in messages: hers from anybody who asks, his by the code of a paper or by his number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.messages import MessageEvent, MessageKind, NotDelivered
from repatria.core.law.parcels import ParcelKind
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.doors.jobs.post import carry_post
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.contact.errors import (
    AnsweredPaperError,
    MessageWordsError,
    UnknownCodeError,
    UnknownMessageError,
)
from repatria.records.contact.models import Agreement, Message
from repatria.records.contact.selectors.his import his_messages
from repatria.records.contact.selectors.queues import message_ages, month_of
from repatria.records.contact.selectors.whole import message, messages_of
from repatria.records.contact.services.parcels import announce_parcel
from repatria.records.contact.services.taking import record_agreement
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "text"), [
    (MessageKind.CARD, " "), (MessageKind.CARD, "x" * 1001), (MessageKind.SHORT, "x" * 601),
    (MessageKind.LETTER, "x" * 4001),
])  # fmt: skip
def test_refuses_a_message_without_words_or_with_more_than_a_box_holds(letters, kind, text):
    with pytest.raises(MessageWordsError):
        letters.hers(text, kind)
    with pytest.raises(MessageWordsError):
        letters.his(text, kind, addressed_to="home")
    assert not Message.objects.exists()


def test_refuses_whom_the_table_does_not_let_an_enquiry_nobody_made_and_a_day_ahead(letters):
    with pytest.raises(RoleForbidsError):
        letters.hers(by="camp")
    with pytest.raises(UnknownEnquiryError):
        letters.hers(enquiry_id="E-NONE")
    with pytest.raises(Exception, match="not come yet"):
        letters.hers(written_on=letters.clock().date() + timedelta(days=3))
    with pytest.raises(UnknownMessageError):
        letters.hers(answers="CM-NONE")


def test_refuses_his_letter_to_nobody_from_nobody_and_from_another_camp(letters):
    for given in ({}, {"person_id": "", "addressed_to": "home"}):
        with pytest.raises(MessageWordsError):
            letters.his(**given)
    with pytest.raises(OutOfScopeError):
        letters.his(by="other-camp", addressed_to="home")
    assert not Message.objects.exists()


@pytest.mark.parametrize("given", [{"channel": "web"}, {"inbox": "77:ab"}, {"inbox": "abc"}])
def test_refuses_a_clerk_who_says_that_it_came_by_the_portal(letters, given):
    with pytest.raises(MessageWordsError):
        letters.hers(**given)
    with pytest.raises(MessageWordsError):
        record_agreement(letters.by("hotline"), enquiry_id=letters.enquiry, agrees=True, **given)
    with pytest.raises(MessageWordsError):
        announce_parcel(
            letters.by("hotline"), enquiry_id=letters.enquiry, kind=ParcelKind.PARCEL, declared="socks",
            said_on=letters.clock().date(), **given,
        )  # fmt: skip
    assert not Message.objects.exists() and not Agreement.objects.exists()


def test_nothing_that_she_writes_is_judged_when_it_is_taken_in(letters):
    for text in ("see https://t.me/x", "he said: “I was asked about the bridge”", "допит"):
        letters.hers(text, MessageKind.LETTER)
    assert 3 == Message.objects.count()


def test_a_sheet_that_comes_back_is_known_by_its_code_once_and_a_second_time_nothing_is_lost(willing):
    with pytest.raises(UnknownCodeError):
        willing.his(code=paper_code(bytes(13)))
    willing.hers()
    willing.looks()
    willing.prints()
    first, code = willing.message, willing.code
    answer = willing.his("the cat!", code=code.lower().replace("-", " "))

    row, hers = Message.objects.get(pk=answer), Message.objects.get(pk=first)
    assert (first, willing.enquiry, willing.person) == (row.answers, row.enquiry_id, row.person_id)
    assert ("scan", "answered") == (row.channel, hers.state)
    with pytest.raises(AnsweredPaperError) as refused:
        willing.his("once more", code=code)
    assert answer in str(refused.value)
    again = willing.his("once more", addressed_to="home")
    assert {answer, again} < set(Message.objects.values_list("pk", flat=True))
    lines = messages_of(willing.by("caseworker-1"), willing.enquiry).lines
    assert [answer, first] == [one.message_id for one in lines]
    assert verify(log_verifier()).is_equal


def test_two_letters_and_four_cards_are_a_floor_and_no_cap(letters):
    for kind in (*[MessageKind.LETTER] * 3, *[MessageKind.CARD] * 4, MessageKind.SHORT, MessageKind.LEGAL):
        letters.his(kind=kind, addressed_to="home")
    month = month_of(letters.by("camp"), letters.person)

    assert (3, 5, 0, 0) == (month.letters, month.cards, month.letters_owed, month.cards_owed)
    letters.clock.forward(days=40)
    month = month_of(letters.by("camp"), letters.person)
    assert (2, 4) == (month.letters_owed, month.cards_owed)
    with pytest.raises(OutOfScopeError):
        month_of(letters.by("other-camp"), letters.person)


def test_whether_she_wants_his_letters_is_as_she_said_last(letters):
    for says in (True, False):
        letters.agrees(says)
        assert says is messages_of(letters.by("caseworker-1"), letters.enquiry).agrees
    assert 2 == Agreement.objects.count()


def test_each_sees_of_a_message_what_is_theirs(willing):
    willing.hers("my words")
    willing.looks()
    willing.prints()
    willing.steps(MessageEvent.FAILED, why_not=NotDelivered.LOST, note="rain")
    whole = message(willing.by("caseworker-1"), willing.message)
    trace = his_messages(willing.by("camp"), willing.person)

    assert ("my words", "undeliverable") == (whole.text, whole.state)
    assert ["registered", "looked_ours", "printed", "failed"] == [one.what for one in whole.trace]
    assert ["CAMP-2"] == [one.place for one in whole.trace if one.what == "printed"]
    assert [willing.message] == [one.line.message_id for one in trace]
    with pytest.raises(RoleForbidsError):
        message(willing.by("camp"), willing.message)
    with pytest.raises(OutOfScopeError):
        his_messages(willing.by("other-camp"), willing.person)
    assert [("to_him", "undeliverable", 1)] == [
        (one.way, one.state, one.messages) for one in message_ages(willing.by("delegate"))
    ]


def test_refuses_an_answer_to_what_does_not_lie_in_her_box_and_an_enquiry_from_a_camp(willing):
    willing.hers()
    unlaid = willing.his(by="caseworker-1", enquiry_id=willing.enquiry)
    for answers in (willing.message, unlaid):
        with pytest.raises(MessageWordsError):
            willing.hers(answers=answers)
    with pytest.raises(MessageWordsError):
        willing.his(enquiry_id=willing.enquiry)
    assert 2 == Message.objects.count()


def test_a_camp_reads_of_his_letter_what_became_of_the_look_and_nothing_of_her_side(willing):
    willing.agrees()
    his = willing.his(by="caseworker-1", enquiry_id=willing.enquiry)
    willing.looks(message=his)
    (before,) = his_messages(willing.by("camp"), willing.person)
    carry_post(willing.outside)
    willing.steps(MessageEvent.DELIVERED, "caseworker-1", his, given_to="Maria", is_by_hand=True, note="Sumska 12")
    posted = willing.his(addressed_to="home")
    willing.looks(message=posted)
    willing.steps(MessageEvent.HANDED_ON, "caseworker-1", posted, carrier="a society, Sumska 12")
    after, by_post = his_messages(willing.by("camp"), willing.person)

    assert before == after and "cleared" == after.line.state, "that it lies in her box would say that she was told"
    assert ["registered", "looked_ours", "handed_on"] == [one.what for one in by_post.trace]
    assert not any((one.checked_by, one.carrier, one.note) != ("", "", "") for one in (*after.trace, *by_post.trace))
