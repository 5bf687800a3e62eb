"""A meeting for each test."""

from __future__ import annotations

import pytest

from tests.kept import built_once
from tests.records.handover.meeting import Meeting, opened_one, staffed


@pytest.fixture
@built_once
def meeting(clock, randomness) -> Meeting:
    """A bureau with its staff; nothing happened yet."""
    return staffed(clock, randomness)


@pytest.fixture
@built_once
def opened(clock, randomness) -> Meeting:
    """A hand-over that caseworker-1 opened."""
    return opened_one(clock, randomness)
