"""The day of a meeting point: whom it lists, who is awaited or late, and one room that two pairs were given."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.handover import HandoverEvent
from repatria.records.access.errors import RoleForbidsError
from repatria.records.handover.days import meetings_on, shared_rooms

pytestmark = pytest.mark.django_db
E = HandoverEvent


def test_refuses_whoever_reads_no_hand_overs(opened):
    with pytest.raises(RoleForbidsError):
        meetings_on(opened.by("registrar"), opened.clock().date())


def test_lists_whom_the_latest_plan_names_with_rooms_and_who_came(opened):
    day = opened.before(E.KIN_DEPARTED).clock().date()
    opened.planned(meets_on=day + timedelta(days=1)).planned(meets_on=day)
    (line,) = meetings_on(opened.by("officer"), day)
    assert (opened.handover, "", "", False, False) == (
        line.handover_id, line.he_came_at, line.she_came_at, line.is_late, line.is_over,
    )  # fmt: skip
    assert line.his_room and line.her_room and line.his_room != line.her_room and () == line.shares
    assert () == meetings_on(opened.by("officer"), day + timedelta(days=1))
    opened.take(E.KIN_DEPARTED).take(E.KIN_ARRIVED)

    opened.passes(minutes=60 * 24)

    (line,) = meetings_on(opened.by("officer"), day)
    assert (True, True, "") == (bool(line.she_came_at), line.is_late, line.he_came_at)


def test_two_pairs_with_one_room_at_one_point_are_named_to_each_other_and_no_others() -> None:
    pairs = {
        "H-1": ("bridge", ("Room 1", "Room 2")), "H-2": ("bridge", ("room  2", "Room 3")),
        "H-3": ("station", ("Room 1", "Room 2")), "H-4": ("bridge", ("Room 4", "Room 5")),
    }  # fmt: skip

    assert {"H-1": ("H-2",), "H-2": ("H-1",), "H-3": (), "H-4": ()} == shared_rooms(pairs)
