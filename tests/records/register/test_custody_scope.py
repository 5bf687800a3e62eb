"""A camp officer records what happened to his own camp's men, and draws nobody else's to himself."""

from __future__ import annotations

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import Condition
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.particulars import MUST_ITEMS, Category, Given, Particular, Source
from repatria.records.access.errors import OutOfScopeError
from repatria.records.access.role_table import Role
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors import camp_roll, custody_of
from repatria.records.register.services import record_capture, record_custody
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def story(clock, randomness):
    """One man in CAMP-2, and an officer of each camp."""
    made = Story(clock, randomness).capture()
    made.staff.open_places("CAMP-3", "CAMP-9")
    for branch in ("CAMP-1", "CAMP-2"):
        made.staff.on_call(branch.lower(), Role.CAMP_OFFICER, branch=branch)
    made.staff.on_call("camp-0", Role.CAMP_OFFICER)
    made.staff.on_call("both", Role.CAMP_OFFICER, Role.INTERVIEWER, branch="CAMP-1")
    return made


def happens(story, name, event, holder="", **attested):
    record_custody(
        story.by(name), person_id=story.person, event=event, happened_at=story.clock(), holder=holder,
        attested=CustodyAttested(**attested),
    )  # fmt: skip


def on_the_way(story):
    happens(story, "camp-2", CustodyEvent.TRANSFER_ORDERED, holder="CAMP-9", list_reference="L", counted=1, listed=1,
            told_new_address=True, effects_go_with_him=True)  # fmt: skip
    happens(story, "camp-2", CustodyEvent.DEPARTED, counted=1)


@pytest.mark.parametrize("name", ["camp-1", "camp-0", "both"])
@pytest.mark.parametrize("event", CustodyEvent)
def test_refuses_another_camps_man_though_ones_own_camp_is_named_as_holder(story, name, event):
    for holder in ("CAMP-1", "CAMP-2", ""):
        with pytest.raises(OutOfScopeError):
            happens(story, name, event, holder=holder, received_by="me", sighted_by="me")

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


def lent(story):
    happens(story, "camp-2", CustodyEvent.SIGNED_OUT, holder="COURT-4", order_by="judge 4",
            due_back_at=instant_text(story.clock()))  # fmt: skip


@pytest.mark.parametrize("event", [event for event in CustodyEvent if event is not CustodyEvent.RETURNED])
def test_refuses_anything_but_his_return_of_a_man_whom_the_camp_lent(story, event):
    lent(story)

    with pytest.raises(OutOfScopeError):
        happens(story, "camp-2", event, holder="CAMP-2", received_by="me")


@pytest.mark.parametrize(
    ("name", "holder"),
    [("camp-1", "CAMP-1"), ("camp-1", "CAMP-2"), ("camp-0", ""), ("both", "CAMP-1"), ("camp-2", "CAMP-1"),
     ("camp-2", "COURT-4"), ("camp-2", "")],
)  # fmt: skip
def test_refuses_that_anybody_but_the_camp_that_lent_him_takes_him_back_and_only_to_itself(story, name, holder):
    lent(story)

    with pytest.raises(OutOfScopeError):
        happens(story, name, CustodyEvent.RETURNED, holder=holder)


def test_refuses_a_return_to_the_camp_that_lent_him_once_another_place_received_him(story):
    lent(story)
    happens(story, "registrar", CustodyEvent.ARRIVED, holder="CAMP-1", received_by="the gate")

    with pytest.raises(OutOfScopeError):
        happens(story, "camp-2", CustodyEvent.RETURNED, holder="CAMP-2")
    assert () == camp_roll(story.by("camp-2"))


@pytest.mark.parametrize("is_missed", [False, True])
def test_a_camp_sees_whom_it_lent_and_until_when_and_takes_him_back(story, is_missed):
    lent(story)
    if is_missed:
        happens(story, "registrar", CustodyEvent.UNACCOUNTED)
    (line,) = camp_roll(story.by("camp-2"))
    assert (story.person, "COURT-4", instant_text(story.clock())) == (line.person_id, line.holder, line.due_back_at)
    assert () == camp_roll(story.by("camp-1"))

    happens(story, "camp-2", CustodyEvent.RETURNED, holder="CAMP-2", condition=Condition.UNCHANGED)

    assert ("in_camp", "CAMP-2") == (custody_of(story.person).custody_state, custody_of(story.person).holder)
    assert [""] == [line.due_back_at for line in camp_roll(story.by("camp-2"))]


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


def five_declined(**given):
    """The five items of art. 17(1), declined but for those that are given."""
    source = Source(kind="capture_form", reference="card 9")
    return [
        Particular(
            kind=kind, value=given.get(kind.value), given=Given.GIVEN if kind.value in given else Given.DECLINED,
            source=source,
        )
        for kind in MUST_ITEMS
    ]  # fmt: skip


def _captured(story, name, holder):
    return record_capture(
        story.by(name), category=Category.PRISONER_OF_WAR, power="PA", card_number="9", captured_on=None,
        captured_at="", holder=holder,
        particulars=five_declined(),
    )  # fmt: skip
