"""Hours of calls through the services: over a change of the clock, and in zones of half an hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from repatria.core.law.errors import OpenGuardError
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.contact.selectors.call_lists import call_day, free_call_hours
from repatria.records.contact.services.call_booking import put_call_off
from tests.records.contact.test_calls_asked import box_of

pytestmark = pytest.mark.django_db
EVERY_NIGHT = [f"{day} 01:00 05:00" for day in range(7)]


@pytest.mark.parametrize(("zone", "on", "minutes"), [
    ("Europe/Kyiv", datetime(2027, 3, 28), 3 * 60), ("Europe/Kyiv", datetime(2026, 10, 25), 5 * 60),
    ("Australia/Lord_Howe", datetime(2026, 10, 4), 210), ("Australia/Lord_Howe", datetime(2027, 4, 4), 270),
    ("Asia/Kolkata", datetime(2026, 10, 25), 4 * 60), ("Asia/Kathmandu", datetime(2026, 10, 25), 4 * 60),
    ("Australia/Adelaide", datetime(2026, 10, 4), 3 * 60), ("America/St_Johns", datetime(2026, 11, 1), 5 * 60),
])  # fmt: skip
def test_a_night_in_which_the_clock_is_changed_has_the_hours_that_pass(lone, zone, on, minutes):
    """Each free hour is an instant of its own, no two of them overlap, and what is booked is kept on its day."""
    lone.clock.at = on.replace(tzinfo=UTC) - timedelta(days=3)
    calls = lone.link().says_yes().told()
    calls.room_id = calls.room(name=zone, zone=zone, hours=EVERY_NIGHT)
    free = free_call_hours(calls.by("caseworker-1"), room_id=calls.room_id, on=on.date())
    begun = [read_instant(one.begins_at) for one in free]
    assert minutes // 15 == len(begun) == len(set(begun))
    assert {timedelta(minutes=15)} == {later - earlier for earlier, later in pairwise(begun)}

    calls.both().books(begins_at=begun[len(begun) // 2], line_id=free[0].line_id)
    (booked,) = call_day(calls.by("camp"), place="CAMP-2", on=on.date())
    assert instant_text(begun[len(begun) // 2]) == booked.begins_at
    left = [one.begins_at for one in free_call_hours(calls.by("camp"), room_id=calls.room_id, on=on.date())]
    assert [one.begins_at for one in free if one.begins_at != booked.begins_at] == left
    put_call_off(calls.by("camp"), call_id=calls.call)
    with pytest.raises(OpenGuardError):
        calls.books(begins_at=begun[-1] + timedelta(minutes=15))


def test_of_two_hours_that_a_clock_shows_alike_each_is_its_own_and_her_letter_says_hers_on_her_clock(lone):
    lone.clock.at = datetime(2026, 10, 23, 8, tzinfo=UTC)
    calls = lone.link().says_yes().told()
    calls.room_id = calls.room(zone="Europe/Kyiv", hours=EVERY_NIGHT)
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))  # each 03:30 of that night
    calls.she_asks(zone="Asia/Kolkata")
    calls.he_agrees()
    calls.books(begins_at=second)
    assert "07:00" in box_of(calls)[0][0], "half past one of UTC is seven where she is"
    calls.she_agrees(says=False)
    calls.she_asks(zone="Asia/Kathmandu")
    calls.he_agrees()
    calls.books(begins_at=first)
    assert "06:15" in box_of(calls)[0][0]
