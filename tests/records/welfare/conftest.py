"""A camp for each test."""

from __future__ import annotations

import pytest

from tests.kept import built_once
from tests.records.roll.stage import Camp


@pytest.fixture
@built_once
def camp(clock, randomness):
    return Camp(clock, randomness)
