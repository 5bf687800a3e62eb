"""A man under two numbers is counted once, leaves a roll by the act that joined them, and is seen under both."""

from __future__ import annotations

import pytest

from repatria.core.law.roll import RollSum
from repatria.core.law.sighting import SightingKind
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.role_table import Role
from repatria.records.register.selectors import head_counts
from repatria.records.roll.selectors import quiet_list, roll_now
from repatria.records.roll.services import record_paper_roll, record_sighting
from tests.kept import built_once
from tests.records.register.joining import Doubles

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def doubles(clock, randomness):
    made = Doubles(clock, randomness)
    made.cast.staff.on_call("eyes", Role.DELEGATE)
    return made


def sums(doubles):
    return {place: roll_now(doubles.by("registrar"), place=place).sum.held for place in ("CAMP-1", "CAMP-2")}


def on_paper(doubles, counted):
    now = doubles.clock()
    record_paper_roll(
        doubles.by("registrar"), place="CAMP-2", day=now.date(), taken_at=now, counted=counted, signed_by=("A", "B"),
        number=str(now.date()),
    )  # fmt: skip


def test_a_join_takes_a_card_off_its_roll_by_an_act_and_a_parting_puts_it_back(doubles):
    first, second = doubles.man("0417"), doubles.man("0533", "CAMP-2")
    on_paper(doubles, 1)
    doubles.clock.forward(hours=24)
    join_id = doubles.join(first, second)
    doubles.clock.forward(hours=1)

    now = roll_now(doubles.by("registrar"), place="CAMP-2")
    assert RollSum(before=1, left=1) == now.sum
    assert {"CAMP-1": 1, "CAMP-2": 0} == sums(doubles) == {"CAMP-2": 0, **head_counts()}
    on_paper(doubles, 0)
    doubles.clock.forward(hours=24)
    doubles.part(join_id)
    doubles.clock.forward(hours=1)
    assert RollSum(late_in=1, held=1) == roll_now(doubles.by("registrar"), place="CAMP-2").sum
    assert {"CAMP-1": 1, "CAMP-2": 1} == sums(doubles) == head_counts()


def test_who_is_seen_is_seen_under_both_numbers_and_is_quiet_under_one(doubles):
    first, second = doubles.man("0417"), doubles.man("0533", "CAMP-2")
    doubles.join(first, second)
    doubles.clock.forward(days=31)
    read(doubles)
    assert [first] == [one.person_id for one in quiet_list(doubles.by("auditor"))]

    record_sighting(
        doubles.by("eyes"), person_id=second, kind=SightingKind.DELEGATE, seen_by="M. Keller",
        seen_at=doubles.clock(), place="gate",
    )  # fmt: skip
    read(doubles)
    assert () == quiet_list(doubles.by("auditor"))


def read(doubles):
    while follow_clocks(doubles.cast.outside):
        pass
