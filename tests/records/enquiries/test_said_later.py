"""What she says later: what is refused, what is kept, who says what was done, and that nothing changes by itself."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import StatementError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.errors import (
    KnownEnquiryError,
    MalformedEnquiryError,
    ReplacedWordsError,
    UnknownEnquiryError,
)
from repatria.records.enquiries.selectors import enquiry_for_room, later_waiting, later_word
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.enquiries.services.later import LONGEST, record_later, settle_later
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def story(clock, randomness):
    made = Story(clock, randomness).capture().ask()
    made.staff.called("caseworker-1")
    return made


def say(story, role=Role.COURIER, **more):
    given = {"enquiry_id": story.enquiry, "what": "more", "text": "a scar", "received_on": story.outside.now().date()}
    return record_later(story.outside.house(role), **(given | more))


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"what": "police"}, MalformedEnquiryError), ({"text": " "}, MalformedEnquiryError),
        ({"text": "x" * (LONGEST + 1)}, MalformedEnquiryError), ({"text": "https://t.me/x"}, StatementError),
        ({"enquiry_id": "E-NONE"}, UnknownEnquiryError), ({"role": Role.MATCHER}, RoleForbidsError),
    ],
)  # fmt: skip
def test_refuses_what_is_none_of_the_things_that_are_said_later(story, more, refusal):
    size = tree_size()
    with pytest.raises(refusal):
        say(story, **more)
    assert size == tree_size()


def test_it_waits_until_somebody_says_what_was_done_and_is_settled_once(story):
    word = say(story)
    say(story, what="withdrawal", text="")
    acting = story.staff.acting("caseworker-1")
    assert [one.what for one in later_waiting()] == ["more", "withdrawal"]

    for refused, error in (({"done": " "}, MalformedEnquiryError), ({"word_id": "M-NONE"}, UnknownEnquiryError)):
        with pytest.raises(error):
            settle_later(acting, **({"word_id": word, "done": "Added to the search."} | refused))
    with pytest.raises(RoleForbidsError):
        settle_later(story.outside.house(Role.COURIER), word_id=word, done="x")
    settle_later(acting, word_id=word, done="Added to the search.")
    with pytest.raises(KnownEnquiryError):
        settle_later(acting, word_id=word, done="Again.")

    view = enquiry_for_room(story.enquiry)
    assert [(one.text, one.done, one.line.is_settled) for one in view.later] == [
        ("a scar", "Added to the search.", True), ("", "", False),
    ]  # fmt: skip
    assert view.closed_for is None
    assert later_word(word).is_settled
    assert verify(log_verifier()).is_equal


def test_what_came_with_replaced_words_is_settled_only_once_she_said_it_or_as_not_acted_on(story):
    asked, answered = say(story, words_stood=False, what="reach", text="ring +7"), say(story)
    acting = story.staff.acting("caseworker-1")
    size = tree_size()
    for confirmed in ("", "yes", "confirmed", "said_herself"):  # she named no way in which she is reached
        with pytest.raises(ReplacedWordsError):
            settle_later(acting, word_id=asked, done="the number was changed", confirmed=confirmed)
    assert size == tree_size()

    named = receive_enquiry(
        story.by("hotline"), locator="b" * 64, letter_identity="cd" * 32, received_on=story.outside.now().date(),
        asked=Asked(sought_name="Кравец Олег", reach_by="+380 67 000 11 22, evenings"), language="uk",
    )  # fmt: skip
    reached = say(story, enquiry_id=named, words_stood=False)
    settle_later(acting, word_id=reached, done="she was rung in the evening", confirmed="said_herself")
    settle_later(acting, word_id=asked, done="she said that it was not she", confirmed="not_acted_on")
    settle_later(acting, word_id=answered, done="read", confirmed="said_herself")
    lines = [one.line for one in enquiry_for_room(story.enquiry).later]
    assert [(False, "not_acted_on"), (True, "")] == [(one.words_stood, one.confirmed) for one in lines]
    assert verify(log_verifier()).is_equal
