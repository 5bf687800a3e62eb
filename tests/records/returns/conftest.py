"""A bureau with two Parties' batches for each test."""

from __future__ import annotations

import pytest

from repatria.core.law.return_batch import BatchEvent, BatchWay
from tests.kept import built_once
from tests.records.returns.crossing import Crossing


@pytest.fixture
@built_once
def house(clock, randomness):
    return Crossing(clock, randomness)


@pytest.fixture
def sent(house):
    """A batch of three items of ours, planned."""
    return house.reported().recovered().items(1, 2, 3).planned().put()


@pytest.fixture
def came(house):
    """A batch of theirs that was handed over: three by their list, four as their paper says."""
    house.planned(BatchWay.RECEIVED).brought("L-1", "L-2", "L-3", said_number=4).take(BatchEvent.AGREED)
    return house.handed_over()
