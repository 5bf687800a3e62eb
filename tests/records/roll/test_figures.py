"""A place in figures: the balance adds up day by day, ages are counted once a man, a camp sees its own."""

from __future__ import annotations

import pytest

from repatria.core.law.custody import CustodyEvent
from repatria.core.law.sighting import SightingKind
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.roll.selectors import place_figures
from repatria.records.roll.services import record_sighting
from tests.kept import built_once
from tests.records.register.joining import Doubles
from tests.records.register.test_lists_out import happens

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def house(clock, randomness):
    made = Doubles(clock, randomness)
    made.cast.staff.on_call("eyes", Role.DELEGATE)
    return made


def test_refuses_another_camp_and_a_role_that_sees_no_rolls(house):
    with pytest.raises(OutOfScopeError):
        place_figures(house.by("camp-1"), "CAMP-2")
    with pytest.raises(RoleForbidsError):
        place_figures(house.by("interviewer"), "CAMP-1")


def test_a_day_is_the_day_before_and_who_came_and_left(house):
    stays, goes = house.man("0401"), house.man("0402")
    house.clock.forward(days=2)
    happens(house, goes, CustodyEvent.ESCAPED)
    record_sighting(
        house.by("eyes"), person_id=stays, kind=SightingKind.DELEGATE, seen_by="delegate", seen_at=house.clock(),
        place="CAMP-1", reference="visit 7",
    )  # fmt: skip
    house.clock.forward(days=10)
    house.man("0403")
    house.clock.forward(hours=1)

    told = place_figures(house.by("camp-1"), "CAMP-1", days=14)
    assert 14 == len(told.days)
    assert [(2, 0), (0, 1), (1, 0)] == [(one.came, one.left) for one in told.days if one.came or one.left]
    for before, after in zip(told.days, told.days[1:], strict=False):
        assert before.held + after.came - after.left == after.held
    assert (2, 2) == (told.days[-1].held, told.days[-1].there)
    assert (0, 1, 0, 0, 1) == told.ages
