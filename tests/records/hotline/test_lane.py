"""The lane of those who call again: number and telephone code, and what is read to her."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.vocabulary.receipts import letter_identity_of, letter_key_of, locator_of
from repatria.doors.jobs.rounds import hold_round
from repatria.records.access.errors import RoleForbidsError
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.hotline.acts import LaneTried
from repatria.records.hotline.errors import EmptyCallError, LaneClosedError
from repatria.records.hotline.services.lane import open_lane
from repatria.records.intake.sealing import open_letters
from repatria.records.intake.selectors import letter_for
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.services import record_custody
from tests.cast import Cast
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
CODE = "40718823"
NUMBER = Cast.receipt("mother").number
STRANGER = Cast.receipt("nobody").number


@pytest.fixture
@built_once
def story(clock, randomness):
    one = Story(clock, randomness).capture()
    receipt = Cast.receipt("mother")
    one.enquiry = receive_enquiry(
        one.by("hotline"), asked=Asked(sought_name="Шевчинко Сережа", phone_code=CODE), locator=locator_of(receipt),
        letter_identity=letter_identity_of(receipt), received_on=date(2026, 5, 3), language="uk", channel="telephone",
        first_letter_day=0, number=NUMBER,
    )  # fmt: skip
    return one


def hear(story, number=NUMBER, code=CODE):
    return open_lane(story.by("hotline"), number=number, phone_code=code)


def last_try():
    return [one.act for one in entries_since(0, kinds=[LaneTried.KIND])][-1]


def test_refuses_other_roles_and_a_number_that_no_receipt_has(story):
    for name in ("caseworker-1", "registrar", "interviewer"):
        with pytest.raises(RoleForbidsError):
            open_lane(story.by(name), number=NUMBER, phone_code=CODE)
    size = tree_size()
    with pytest.raises(EmptyCallError):
        hear(story, number="1234 567 890 124")
    assert size == tree_size()


def test_a_wrong_code_an_unknown_number_and_no_letter_are_one_answer_each_an_act(story):
    size = tree_size()
    assert () == hear(story) == hear(story, code="40718824") == hear(story, number=STRANGER)

    assert 3 == len(entries_since(size, kinds=[LaneTried.KIND]))
    assert ("", ()) == (last_try().enquiry_id, last_try().letter_ids)


@pytest.mark.parametrize("number", [NUMBER, STRANGER])
def test_three_errors_close_the_lane_for_a_day_whoever_s_the_number_is(story, number):
    for _ in range(3):
        assert () == hear(story, number=number, code="00000000")
    with pytest.raises(LaneClosedError):
        hear(story, number=number)

    story.clock.at += timedelta(days=1, minutes=1)
    assert () == hear(story, number=number)


def test_what_lies_in_her_box_is_read_and_named_and_what_does_not_lie_there_yet_is_not(story):
    story.link().he_says(ContactAnswer.YES).decide()
    assert () == hear(story)
    hold_round(story.outside)

    (letter,) = hear(story)
    assert "Шевчинко Сережа" in " ".join(letter.paragraphs)
    assert (story.enquiry, 1) == (last_try().enquiry_id, len(last_try().letter_ids))
    assert () == hear(story, code="11111111")
    assert verify(log_verifier()).is_equal


def test_once_he_died_whoever_was_told_nothing_hears_what_all_get(story):
    hold_round(story.outside)
    story.link()
    told = len(hear(story))
    record_custody(story.by("registrar"), person_id=story.person, event=CustodyEvent.DIED, happened_at=story.clock())
    assert 1 == told == len(hear(story))  # the words that all get go on, as for everybody


def test_once_he_died_the_telephone_reads_what_the_page_still_shows(story):
    story.link().he_says(ContactAnswer.YES).decide()
    hold_round(story.outside)
    told = hear(story)
    record_custody(story.by("registrar"), person_id=story.person, event=CustodyEvent.DIED, happened_at=story.clock())
    hold_round(story.outside)
    shown = open_letters(letter_key_of(Cast.receipt("mother")), letter_for(locator_of(Cast.receipt("mother"))))

    assert [one.paragraphs for one in told] == [one.paragraphs for one in hear(story)]
    assert [one.title for one in shown] == [one.title for one in told], "neither lane nor page tells of his death"
