"""A letter stays in the house when what it tells may be told no longer, and only by the act that says so."""

from __future__ import annotations

from datetime import date

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.vocabulary.paper_codes import paper_code
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.disclosure.errors import StillToldError
from repatria.records.disclosure.selectors import embargo_on
from repatria.records.disclosure.services import stop_telling
from repatria.records.ledger.reading import tree_size
from repatria.records.notices.acts import LetterKind, LetterText
from repatria.records.notices.errors import LyingLetterError, NoDecisionError
from repatria.records.notices.selectors import letters_in_house, newest_letters
from repatria.records.notices.services import issue_letter, record_round, withhold_letter
from repatria.records.register.services import record_custody
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness).capture().ask().link().he_says(ContactAnswer.YES).decide()


def letter(story, kind=LetterKind.ALIVE_AND_HELD):
    text = LetterText(title="t", paragraphs=("p",), code=paper_code(bytes(13)), check_word="вишня")
    index = None if kind is LetterKind.NO_INFORMATION else story.decision_index
    return issue_letter(
        story.outside.house(Role.COURIER), enquiry_id=story.enquiry, letter_kind=kind, decision_index=index,
        language="uk", dated=date(2026, 5, 24), text=text,
    )  # fmt: skip


def stop(story, acting=None):
    return stop_telling(
        acting or story.outside.house(Role.COURIER), enquiry_id=story.enquiry, decision_index=story.decision_index
    )  # fmt: skip


def withhold(story, letter_id, index, acting=None):
    withhold_letter(acting or story.outside.house(Role.COURIER), letter_id=letter_id, stopped_index=index)


def dies(story):
    record_custody(story.by("registrar"), person_id=story.person, event=CustodyEvent.DIED, happened_at=story.clock())


def test_refuses_to_stop_what_may_be_told_and_whoever_is_not_the_house(story):
    head = story.by("head")
    size = tree_size()
    with pytest.raises(StillToldError):
        stop(story)
    with pytest.raises(RoleForbidsError):
        stop(story, head)
    with pytest.raises(RoleForbidsError):
        withhold(story, "T-1", 1, head)

    assert size == tree_size()
    assert embargo_on(story.enquiry) is None


def test_refuses_an_act_that_stops_nothing_and_a_letter_that_tells_nothing(story):
    told, neutral = letter(story), letter(story, LetterKind.NO_INFORMATION)
    for index in (story.decision_index, 0, 10_000):
        with pytest.raises(NoDecisionError):
            withhold(story, told, index)
    dies(story)
    index = stop(story)
    for letter_id in (neutral, "T-00000"):
        with pytest.raises(LyingLetterError):
            withhold(story, letter_id, index)

    assert [told] == [one.letter_id for one in letters_in_house()]


def test_refuses_a_letter_that_lay_in_a_box_already(story):
    told = letter(story)
    record_round(story.outside.house(Role.COURIER), number=1, on=date(2026, 5, 24), digest="", code_digest="")
    dies(story)
    index = stop(story)

    with pytest.raises(LyingLetterError):
        withhold(story, told, index)
    assert () == letters_in_house()


def test_a_letter_that_is_withheld_is_no_letter_of_hers_and_is_withheld_once(story):
    told = letter(story)
    dies(story)
    index = stop(story)
    withhold(story, told, index)

    assert () == letters_in_house()
    assert {} == newest_letters()
    assert "death" == embargo_on(story.enquiry)
    with pytest.raises(LyingLetterError):
        withhold(story, told, index)
