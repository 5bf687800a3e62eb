"""A camp officer records what happened to his own camp's men, and draws nobody else's to himself."""

from __future__ import annotations

import pytest

from repatria.core.law.custody import CustodyEvent, CustodyFacts
from repatria.core.vocabulary.particulars import Category, Given, Particular, ParticularKind, Source
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.role_table import Role
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors import custody_of
from repatria.records.register.services import record_capture, record_custody
from tests.journeys.test_thread_in_the_records import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(clock, randomness):
    """One man in CAMP-2, and an officer of each camp."""
    made = Story(clock, randomness).capture()
    for branch in ("CAMP-1", "CAMP-2"):
        made.staff.hire(branch.lower(), Role.CAMP_OFFICER, branch=branch)
    made.staff.hire("camp-0", Role.CAMP_OFFICER)
    made.staff.hire("both", Role.CAMP_OFFICER, Role.INTERVIEWER, branch="CAMP-1")
    return made


def happens(story, name, event, **facts):
    record_custody(
        story.by(name), person_id=story.person, event=event, happened_at=story.clock(), facts=CustodyFacts(**facts)
    )


def on_the_way(story):
    happens(story, "camp-2", CustodyEvent.TRANSFER_ORDERED, holder="CAMP-9", list_reference="L", counted=1, listed=1,
            told_new_address=True, effects_go_with_him=True)  # fmt: skip


@pytest.mark.parametrize("name", ["camp-1", "camp-0", "both"])
@pytest.mark.parametrize("event", CustodyEvent)
def test_refuses_another_camps_man_though_ones_own_camp_is_named_as_holder(story, name, event):
    for holder in ("CAMP-1", "CAMP-2", ""):
        with pytest.raises(OutOfScopeError):
            happens(story, name, event, holder=holder, received_by="me", has_strong_sighting=True)

    assert ("in_camp", "CAMP-2") == (custody_of(story.person).custody_state, custody_of(story.person).holder)


@pytest.mark.parametrize("event", [event for event in CustodyEvent if event is not CustodyEvent.ARRIVED])
def test_refuses_anything_but_arrival_of_a_man_on_the_way(story, event):
    on_the_way(story)

    with pytest.raises(OutOfScopeError):
        happens(story, "camp-1", event, holder="CAMP-1")


@pytest.mark.parametrize("holder", ["", "CAMP-2", "CAMP-3"])
def test_refuses_that_an_officer_receives_a_man_for_another_camp(story, holder):
    on_the_way(story)

    with pytest.raises(OutOfScopeError):
        happens(story, "camp-1", CustodyEvent.ARRIVED, holder=holder, received_by="me")


def test_refuses_an_officer_without_a_camp_the_man_whom_nobody_holds(story):
    ProtectedPerson.objects.filter(pk=story.person).update(holder="")

    with pytest.raises(OutOfScopeError):
        happens(story, "camp-0", CustodyEvent.ESCAPED)


def test_an_officer_receives_into_his_own_camp_and_records_of_his_own_men(story):
    on_the_way(story)
    happens(story, "camp-1", CustodyEvent.ARRIVED, holder="CAMP-1", received_by="me")
    assert ("in_camp", "CAMP-1") == (custody_of(story.person).custody_state, custody_of(story.person).holder)

    happens(story, "camp-1", CustodyEvent.HOSPITALISED, holder="CAMP-1")

    assert "in_hospital" == custody_of(story.person).custody_state
    with pytest.raises(OutOfScopeError):
        happens(story, "camp-2", CustodyEvent.ARRIVED, holder="CAMP-2", received_by="me")


@pytest.mark.parametrize(
    ("name", "holder"), [("camp-1", "CAMP-2"), ("camp-1", ""), ("camp-0", ""), ("camp-0", "CAMP-1")]
)
def test_refuses_a_capture_under_another_holders_name(story, name, holder):
    with pytest.raises(OutOfScopeError):
        _captured(story, name, holder)

    assert 1 == ProtectedPerson.objects.count()


def test_a_camp_registers_whom_it_holds_itself(story):
    person = _captured(story, "camp-1", "CAMP-1")

    assert "CAMP-1" == custody_of(person).holder


def _captured(story, name, holder):
    source = Source(kind="capture_form", reference="card 9")
    five = (
        ParticularKind.SURNAME, ParticularKind.FIRST_NAMES, ParticularKind.RANK, ParticularKind.BIRTH_DATE,
        ParticularKind.SERVICE_NUMBER,
    )  # fmt: skip
    return record_capture(
        story.by(name), category=Category.PRISONER_OF_WAR, power="PA", card_number="9", captured_on=None,
        captured_at="", holder=holder,
        particulars=[Particular(kind=kind, value=None, given=Given.DECLINED, source=source) for kind in five],
    )  # fmt: skip
