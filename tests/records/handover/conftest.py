"""A meeting for each test."""

from __future__ import annotations

import pytest

from tests.records.handover.meeting import Meeting


@pytest.fixture
def meeting(clock, randomness):
    """A bureau with its staff; nothing happened yet."""
    made = Meeting(clock, randomness)
    made.staff.called("caseworker-1", "officer", "officer-2", "interviewer", "doctor", "head", "caseworker-2")
    return made


@pytest.fixture
def opened(meeting):
    """A hand-over that caseworker-1 opened."""
    return meeting.ready().open()
