"""A bureau in which somebody died whom a family seeks, for each test."""

from __future__ import annotations

import pytest

from repatria.records.telling import concluded
from tests.records.telling.family import Family


@pytest.fixture
def family(clock, randomness):
    before = list(concluded._answers)
    yield Family(clock, randomness)
    concluded._answers[:] = before


@pytest.fixture
def own(family):
    """A dead of our own: the board named the enquiries of his mother and his brother, and nobody of the register."""
    return family.asks("mother").asks("sister").concluded()


@pytest.fixture
def opened(own):
    """The same with two visitors who were trained, and the case opened."""
    return own.trained().opened()
