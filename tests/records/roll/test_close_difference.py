"""A difference stays until the house itself can read what explains it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.roll import DifferenceEnd
from repatria.core.law.sighting import SightingKind
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.roll.errors import NoDifferenceError, NoReasonError, UnexplainedError, UnknownRollError
from repatria.records.roll.selectors import open_differences, roll_numbered
from repatria.records.roll.services import close_difference, record_second_signature
from tests.records.roll.stage import UNIT

pytestmark = pytest.mark.django_db
HOW = DifferenceEnd


def close(camp, roll_id, how, name="camp", explanation="the arrival was typed today", **more):
    close_difference(camp.by(name), roll_id=roll_id, how=how, explanation=explanation, **more)


@pytest.fixture
def short(camp):
    """A roll that counted one fewer than the register has."""
    camp.men = [camp.arrive() for _ in range(3)]
    camp.short = camp.signed_roll(2)
    camp.clock.forward(hours=2)
    return camp


@pytest.mark.parametrize("name", ["delegate", "auditor", "head", "doctor"])
def test_refuses_whoever_keeps_no_roll(short, name):
    with pytest.raises(RoleForbidsError):
        close(short, short.short, HOW.MAN_FOUND, name)


def test_refuses_another_camp_a_roll_without_a_difference_and_no_words(short):
    with pytest.raises(OutOfScopeError):
        close(short, short.short, HOW.MAN_FOUND, "other")
    with pytest.raises(NoReasonError):
        close(short, short.short, HOW.MAN_FOUND, explanation=" ")
    with pytest.raises(UnknownRollError):
        close(short, "R-00000-00000-0", HOW.MAN_FOUND)
    short.clock.forward(hours=22)
    with pytest.raises(NoDifferenceError):
        close(short, short.signed_roll(3), HOW.MAN_FOUND)


@pytest.mark.parametrize("how", HOW)
def test_refuses_each_explanation_that_the_house_cannot_read(short, how):
    with pytest.raises(UnexplainedError) as refused:
        close(short, short.short, how)

    assert (2, 3) == (refused.value.params["counted"], refused.value.params["expected"])
    assert [short.short] == [one.roll_id for one in open_differences(short.by("auditor"))]


def test_a_man_who_was_found_is_sighted_at_the_place_since(short):
    before = short.seen(short.men[0], SightingKind.DELEGATE, at=short.clock() - timedelta(hours=3), place="gate")
    with pytest.raises(UnexplainedError):
        close(short, short.short, HOW.MAN_FOUND, sightings=[before])

    found = short.seen(short.men[0], SightingKind.ROLL_CALL, name="camp")
    close(short, short.short, HOW.MAN_FOUND, sightings=[found], explanation="he slept in the kitchen")

    view = roll_numbered(short.by("auditor"), short.short)
    assert (False, "man_found", -1, 2) == (view.is_difference_open, view.closed_how, view.difference, view.counted)
    with pytest.raises(NoDifferenceError):
        close(short, short.short, HOW.MAN_FOUND, sightings=[found])


def test_an_event_that_was_recorded_late_makes_the_register_say_what_was_counted(short):
    short.arrive(UNIT, person=short.men[0], at=short.clock() - timedelta(hours=5))

    close(short, short.short, HOW.EVENT_LATE)

    assert () == open_differences(short.by("auditor"))


def test_a_wrong_count_is_corrected_by_a_roll_that_two_signed(short):
    second = short.roll(3, corrects=short.short, reason="one stood in the dark", at=short.clock() - timedelta(hours=2))
    with pytest.raises(UnexplainedError):
        close(short, short.short, HOW.WRONG_COUNT)

    record_second_signature(short.by("camp-2"), roll_id=second)
    close(short, short.short, HOW.WRONG_COUNT)
    assert () == open_differences(short.by("auditor"))
