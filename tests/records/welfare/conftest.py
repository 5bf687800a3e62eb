"""A camp for each test."""

from __future__ import annotations

import pytest

from tests.records.roll.stage import Camp


@pytest.fixture
def camp(clock, randomness):
    return Camp(clock, randomness)
