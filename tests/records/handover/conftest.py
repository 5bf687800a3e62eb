"""A meeting for each test."""

from __future__ import annotations

import pytest

from tests.records.handover.meeting import Meeting


@pytest.fixture
def meeting(clock, randomness):
    """A bureau with its staff; nothing happened yet."""
    return Meeting(clock, randomness)


@pytest.fixture
def opened(meeting):
    """A hand-over that caseworker-1 opened."""
    return meeting.ready().open()
