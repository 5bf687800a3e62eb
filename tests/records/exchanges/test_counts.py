"""What a menu counts at every page asks the store as often for three records as for thirty."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.exchange_list import LineEvent
from repatria.core.law.release import ReleaseBasis
from repatria.core.law.release_papers import GroundPaper
from repatria.doors.jobs.rounds import hold_round
from repatria.records.disclosure.wrong import wrongly_told_and_open
from repatria.records.exchanges.models import Hold, ListLine
from repatria.records.exchanges.selectors.waiting import held_back, holds_without_ground, unasked_lines
from repatria.records.matching.models import LinkDoubt
from repatria.records.matching.wrong_links import annul_link, doubt_link
from repatria.records.notices.models import Letter
from repatria.records.register.models import CustodyEntry, ProtectedPerson
from repatria.records.register.releases import releases_lacking
from tests.journeys.test_thread_in_the_records import Story
from tests.records.exchanges.talks import Talks
from tests.records.register.laid import paper as laid
from tests.records.register.releasing import GROUND, Releasing

pytestmark = pytest.mark.django_db(databases=["default", "intake"])


def again(model, row, number, **changed):
    """Lays a row once more under another number: what is counted is how often the store is asked, not what it says."""
    made = copy(row)
    made.pk = f"{row.pk}-{number}"
    for name, value in changed.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made


def asked(count):
    with CaptureQueriesContext(connection) as seen:
        found = count()
    return len(found), len(seen)


def for_three_and_thirty(more, count, *, between=lambda: None):
    """How many lines and how many questions, for three and for thirty; counted once before by another page."""
    told = []
    for numbers in (range(2), range(2, 29)):
        for number in numbers:
            more(number)
        count()
        between()
        told.append(asked(count))
    return told


def test_who_was_told_wrongly_is_found_by_as_many_questions_for_thirty_links_as_for_three(clock, randomness):
    story = Story(clock, randomness).capture().ask().link().he_says(ContactAnswer.YES).decide()
    story.clock.forward(days=21)
    hold_round(story.outside)
    found = doubt_link(story.by("caseworker-1"), pair_id=f"{story.enquiry}:{story.person}", reason="another year")
    annul_link(story.by("head"), doubt_id=found)
    doubt, letter = LinkDoubt.objects.get(), Letter.objects.filter(letter_kind="alive_and_held").get()
    acting = story.by("caseworker-1")

    def more(number):
        hers = f"{story.enquiry}-{number}"
        again(LinkDoubt, doubt, number, enquiry_id=hers)
        again(Letter, letter, number, enquiry_id=hers)

    (three, few), (thirty, many) = for_three_and_thirty(more, lambda: wrongly_told_and_open(acting))
    assert (6, 60) == (three, thirty), "of each link a letter, and that he was asked"
    assert few == many <= 20


@pytest.fixture
def talks(clock, randomness):
    made = Talks(clock, randomness).agreed().opened()
    made.man("0501", "Гончар")
    return made


def test_who_is_kept_back_without_a_ground_and_whose_line_waits_are_counted_alike_for_thirty(talks):
    talks.court("0501")
    talks.hold("0501")
    (line_id,) = talks.ours("0501")
    talks.answers("0501", ContactAnswer.CANNOT_BE_ASKED)
    ListLine.objects.filter(pk=line_id).update(state="agreed")
    one, line, doctor = Hold.objects.get(), ListLine.objects.get(pk=line_id), talks.by("doctor")

    def reading():
        held_back(talks.by("head"))  # an act that says nothing of them

    (none, few), (still_none, many) = for_three_and_thirty(
        lambda number: again(Hold, one, number), lambda: holds_without_ground(talks.clock()), between=reading
    )  # fmt: skip
    assert (0, 0) == (none, still_none) and few == many <= 8
    (three, few), (thirty, many) = for_three_and_thirty(
        lambda number: again(ListLine, line, number), lambda: unasked_lines(doctor), between=reading
    )  # fmt: skip
    assert (3, 30) == (three, thirty) and few == many <= 10
    assert LineEvent.AGREED.value == line.state

    talks.answers("0501", ContactAnswer.YES)
    assert () == unasked_lines(doctor), "an act that names him is heard at once"


def test_who_is_to_promise_is_counted_alike_for_thirty_releases_and_a_law_is_heard_at_once(clock, randomness):
    on_promise = replace(GROUND, basis=ReleaseBasis.PAROLE21)
    story = Releasing(clock, randomness).identified()
    laid(story, GroundPaper.PAROLE_LAW)
    story.open(ground=on_promise)
    man, entry = ProtectedPerson.objects.get(), CustodyEntry.objects.filter(event="release_opened").get()

    def more(number):
        other = again(ProtectedPerson, man, number, card_number=f"0417-{number}")
        again(CustodyEntry, entry, number, person_id=other.pk)

    def count():
        return releases_lacking(story.clock(), frozenset({"his_promise"}))

    (three, few), (thirty, many) = for_three_and_thirty(more, count, between=lambda: held_back(story.by("head")))
    assert (3, 30) == (three, thirty) and few == many <= 8
    laid(story, GroundPaper.HOSTILITIES_ENDED)
    assert many < asked(count)[1], "a paper of a Power names no man: all are asked anew"
