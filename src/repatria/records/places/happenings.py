"""What the acts of places tell: that a place is closed, and owes nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.vocabulary.happenings import Happening
from repatria.records.ledger.happenings import happenings_by
from repatria.records.places.acts import PlaceClosed


def _closed(given: PlaceClosed, at: datetime) -> Iterator[Happening]:
    yield Happening(word=PlaceClosed.KIND, subject=given.code, at=at, matter=None)


def register() -> None:
    happenings_by(PlaceClosed)(_closed)
