"""A log for each test."""

from __future__ import annotations

import pytest

from tests.kept import built_once
from tests.records.clocks.acts import Log


@pytest.fixture
@built_once
def laid(clock, randomness):
    return Log(clock, randomness)
