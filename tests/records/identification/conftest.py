"""A bureau that takes relatives' samples, for each test."""

from __future__ import annotations

import pytest

from tests.records.identification.laboratory import Laboratory


@pytest.fixture
def laboratory(clock, randomness):
    return Laboratory(clock, randomness)
