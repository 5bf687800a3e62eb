"""Erasure asked with number and words: whose stands, who performs it, and that nothing of hers is read after it."""

from __future__ import annotations

import pytest

from repatria.core.law.notes import NoteWay
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import DESTROY, destroy_key, destroy_reference, record_approval
from repatria.records.enquiries.erasures import asked_erasures, check_erasure_asked, erasures
from repatria.records.enquiries.errors import MalformedEnquiryError, UnknownEnquiryError
from repatria.records.enquiries.selectors import enquiry_for_room, later_waiting
from repatria.records.enquiries.services.later import record_later, settle_later
from repatria.records.hotline.selectors.notes import standing_choices
from repatria.records.hotline.services.notes import choose_note
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.vault.keyring import Purpose
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness).capture().ask()


def say(story, what="erasure", **more):
    given = {"enquiry_id": story.enquiry, "text": "", "received_on": story.outside.now().date()}
    return record_later(story.outside.house(Role.COURIER), what=what, **(given | more))


def test_replaced_words_ask_for_nothing_until_she_said_it_herself(story):
    say(story, what="more", text="a scar")
    replaced = say(story, words_stood=False)
    assert () == asked_erasures()
    with pytest.raises(UnknownEnquiryError):
        check_erasure_asked(story.enquiry)
    settle_later(story.by("caseworker-1"), word_id=replaced, done="she came", confirmed="came_herself")
    assert [story.enquiry] == [one.enquiry_id for one in erasures(story.by("head"))]
    with pytest.raises(RoleForbidsError):
        erasures(story.by("hotline"))


def test_it_stands_though_it_was_settled_unless_it_is_not_acted_on_with_the_ground(story):
    first, worker = say(story), story.by("caseworker-1")
    size = tree_size()
    for confirmed, done in (("", "passed on"), ("came_herself", "passed on"), ("not_acted_on", " ")):
        with pytest.raises(MalformedEnquiryError):
            settle_later(worker, word_id=first, done=done, confirmed=confirmed)
    assert size == tree_size()
    settle_later(worker, word_id=first, done="passed to the head", confirmed="confirmed")
    assert () == later_waiting()
    assert [(first, True, "confirmed")] == [(one.word_id, one.is_settled, one.confirmed) for one in asked_erasures()]
    check_erasure_asked(story.enquiry)


def test_what_is_not_acted_on_stands_no_more(story):
    settle_later(story.by("caseworker-1"), word_id=say(story), done="she took it back", confirmed="not_acted_on")
    assert () == asked_erasures()
    with pytest.raises(UnknownEnquiryError):
        check_erasure_asked(story.enquiry)


def test_two_agree_the_head_performs_it_and_nothing_of_hers_is_read_or_waits_any_more(story):
    say(story)
    assert 1 == len(later_waiting()) == len(asked_erasures())
    courier, reference = story.outside.house(Role.COURIER), destroy_reference(Purpose.KIN, story.enquiry)
    choose_note(courier, enquiry_id=story.enquiry, way=NoteWay.MAIL, to="hers@example.org")
    assert [story.enquiry] == [one.enquiry_id for one in standing_choices()]
    with pytest.raises(ApprovalsMissingError):
        destroy_key(story.by("head"), purpose=Purpose.KIN, subject=story.enquiry, reason="she asked")
    story.staff.hire("auditor", Role.AUDITOR)
    for name in ("head", "auditor"):
        record_approval(story.by(name), action=DESTROY, object_reference=reference)
    destroy_key(story.by("head"), purpose=Purpose.KIN, subject=story.enquiry, reason="she asked")

    assert () == asked_erasures() == later_waiting() == standing_choices()
    view = enquiry_for_room(story.enquiry)
    assert not any(view.said.values()) and {""} == {one.text for one in view.later}
    assert verify(log_verifier()).is_equal
