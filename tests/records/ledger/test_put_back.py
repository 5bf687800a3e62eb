"""What many tests begin with is put back as it was made (`tests/kept.py`), and goes on from there."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connection, transaction

from repatria.records.ledger.checkpoints import log_verifier, make_checkpoint
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.selectors import custody_of
from tests.conftest import Clock
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import _tables, kept

pytestmark = pytest.mark.django_db


def _begin(clock, randomness):
    story = Story(clock, randomness).capture()
    clock.forward(hours=2)
    return story


def _rows():
    found = {}
    with connection.cursor() as cursor:
        for table in _tables("default"):
            cursor.execute(f"SELECT * FROM {table}")
            plain = [[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in cursor.fetchall()]
            found[table] = sorted(plain, key=repr)  # a database gives them in an order of its own
    return {table: rows for table, rows in found.items() if rows}


def _told_of(story, clock, chance):
    """Everything by which two houses could differ, and that the log is proved after one act more."""
    rows = _rows()
    said = (rows, clock.at, chance.getstate(), story.person, dict(story.staff.numbers), custody_of(story.person).holder)
    assert (story.clock is clock, story.staff.clock is clock, story.outside.now is clock) == (True, True, True)
    story.ask()
    make_checkpoint(at=clock(), growth=64, filler=bytes(96))
    assert verify(log_verifier()).is_equal
    return said


def test_a_house_that_is_put_back_is_the_one_that_was_made_and_goes_on():
    told = []
    for _ in range(3):
        clock, chance = Clock(), Random(7)
        with transaction.atomic():
            told.append(_told_of(kept(_begin, clock, chance.randbytes), clock, chance))
            transaction.set_rollback(True)

    made, *put_back = told
    assert len(made[0]) > 5
    assert [made, made] == put_back


def _number_of_acts(clock, randomness):
    return tree_size()


def test_where_something_stands_already_it_is_made_anew():
    clock, chance = Clock(), Random(8)
    story, sizes = kept(_begin, clock, chance.randbytes), []
    for _ in range(2):
        sizes.append(kept(_number_of_acts, clock, chance.randbytes))
        story.staff.open_places(f"CAMP-{40 + len(sizes)}")

    assert sizes[0] < sizes[1]
