"""A bureau that recovers the dead, for each test."""

from __future__ import annotations

import pytest

from tests.records.remains.field import Field


@pytest.fixture
def field(clock, randomness):
    return Field(clock, randomness)


@pytest.fixture
def dug(field):
    """A place with one recovery, and no item yet."""
    return field.reported().recovered()
