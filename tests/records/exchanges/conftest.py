"""A bureau in talks for each test."""

from __future__ import annotations

import pytest

from tests.kept import built_once
from tests.records.exchanges.talks import Talks


@pytest.fixture
@built_once
def talks(clock, randomness):
    return Talks(clock, randomness)


@pytest.fixture
def listed(talks):
    """An agreement on record and an empty list of those who are to leave."""
    return talks.agreed().opened()
