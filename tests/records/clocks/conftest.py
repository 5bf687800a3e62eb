"""A log for each test."""

from __future__ import annotations

import pytest

from tests.records.clocks.acts import Log


@pytest.fixture
def laid(clock, randomness):
    return Log(clock, randomness)
