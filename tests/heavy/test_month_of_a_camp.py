"""A month of a camp of 1,200 by files of calls: each planted fault stands where it must on its day, and nothing else.

A tenth by default, with one fault of a kind; REPATRIA_HEAVY=full makes it whole, with six of each.
"""

from __future__ import annotations

import os
import time
from collections import Counter

import pytest
from django.db import connection

from repatria.core.vocabulary.places import PlaceKind
from repatria.records.clocks.acts import AlarmRaised
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.places.services import open_place
from tests.doors.jobs.applying.conftest import Store, role_staff
from tests.heavy.month import CAMP, FIRST, KINDS, SERVICE, Month
from tests.records.staff import outside

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(7200),
    pytest.mark.django_db(databases=["default", "intake"], transaction=True),
]
IS_WHOLE = os.environ.get("REPATRIA_HEAVY") == "full"
MEN, EACH = (1200, 6) if IS_WHOLE else (120, 1)


def passed(clock, randomness, each):
    clock.at = FIRST.replace(hour=6)
    staff = role_staff(clock, randomness)
    open_place(staff.acting("administrator-1"), code=SERVICE, kind=PlaceKind.OTHER_SERVICE, name="service 2")
    month = Month(Store(outside(clock, randomness)), staff, clock, MEN, each)
    month.run()
    return month


def say(capsys, text):
    with capsys.disabled():
        print(f"\n  {text}", end="")


def test_every_planted_fault_stands_on_the_page_of_the_right_man_on_its_day(clock, randomness, capsys):
    started = time.perf_counter()
    month = passed(clock, randomness, EACH)
    on_the_day = [one for one, day in month.due.items() if month.seen.get(one) == day]

    say(capsys, f"{MEN} men, {tree_size()} acts in {time.perf_counter() - started:.0f} s: {len(on_the_day)} of "
                f"{len(month.due)} faults on their day, {len(month.seen.keys() - month.due.keys())} false")  # fmt: skip
    assert dict.fromkeys(KINDS, EACH) == Counter(kind for kind, _ in month.due)
    assert {} == {one: (day, month.seen.get(one)) for one, day in month.due.items() if month.seen.get(one) != day}
    assert set() == month.seen.keys() - month.due.keys()
    # Two men whom somebody would take for one: refused, and both are on the roll.
    assert 1 == len(month.refused)
    held = month.ask("camp-officer-2", "roll.roll_now", place=CAMP)["held"]
    assert {month.numbers[0], month.numbers[1]} <= set(held)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the other month asks PostgreSQL the same")
def test_a_faultless_month_gives_no_alarm(clock, randomness, capsys):
    started = time.perf_counter()
    month = passed(clock, randomness, 0)

    alarms = Counter(one.act.rule for one in entries_since(0, kinds=[AlarmRaised.KIND]))
    seconds = time.perf_counter() - started
    say(capsys, f"{MEN} men, {tree_size()} acts in {seconds:.0f} s: {sum(alarms.values())} alarms")
    assert {} == month.seen
    assert {} == alarms
