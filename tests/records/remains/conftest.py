"""A bureau that recovers the dead, for each test."""

from __future__ import annotations

import pytest

from repatria.records.remains.services.steps import open_store
from tests.records.remains.field import Field


@pytest.fixture
def field(clock, randomness):
    return Field(clock, randomness)


@pytest.fixture
def dug(field):
    """A place with one recovery, and no item yet."""
    return field.reported().recovered()


@pytest.fixture
def kept(dug):
    """Three items with their photographs, and a store that takes two."""
    for count in (1, 2, 3):
        dug.item_code = dug.item(count)
        dug.pictured(dug.item_code)
    open_store(dug.by("registrar"), store_code="cold-1", capacity=2, kept_at="4 degrees")
    return dug
