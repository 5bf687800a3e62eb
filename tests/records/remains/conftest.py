"""A bureau that recovers the dead, for each test."""

from __future__ import annotations

import pytest

from repatria.records.register.drawing import drawn_by
from repatria.records.remains.services.finds import keep_picture
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
    drawn_by(lambda content: content)
    for count in (1, 2, 3):
        dug.item_code = dug.item(count)
        keep_picture(dug.by("doctor"), item_code=dug.item_code, taken_at=dug.clock(), taken_by="a", picture=b"x")
    drawn_by(None)
    open_store(dug.by("registrar"), store_code="cold-1", capacity=2, kept_at="4 degrees")
    return dug
