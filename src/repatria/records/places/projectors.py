"""What the acts of places do to rows.

A key is made here, of what the act says was written: where a later release reads a place otherwise, `repatria rebuild`
brings the rows to it, and no act changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.vocabulary.places import place_key, prefix_key
from repatria.records.ledger.operations import Insert, Operation, Set, projects
from repatria.records.places.acts import (
    ClosingAnnulled,
    PadAnnulled,
    PadIssued,
    PlaceClosed,
    PlaceOpened,
    PlaceRenamed,
    SpellingAnnulled,
    SpellingRecorded,
)

PLACE, SPELLING, PAD = "places_place", "places_placespelling", "places_cardpad"


def _spelling(code: str, index: int, of: str, written: str) -> Insert:
    return Insert(SPELLING, f"{code}:{index}:{of}", {
        "place_id": code, "of": of, "written": written, "key": place_key(written), "recorded_index": index,
    })  # fmt: skip


def _opened(given: PlaceOpened, index: int) -> Iterator[Operation]:
    yield Insert(PLACE, given.code, {"kind": given.kind.value, "name": given.name, "opened_index": index})
    yield _spelling(given.code, index, "code", given.code)
    yield _spelling(given.code, index, "name", given.name)


def _renamed(given: PlaceRenamed, index: int) -> Iterator[Operation]:
    yield Set(PLACE, given.code, {"name": given.name})
    yield _spelling(given.code, index, "name", given.name)


def _spelt(given: SpellingRecorded, index: int) -> Iterator[Operation]:
    yield _spelling(given.code, index, "spelling", given.written)


def _misspelt(given: SpellingAnnulled, index: int) -> Iterator[Operation]:
    for spelling_id in given.spelling_ids:
        yield Set(SPELLING, spelling_id, {"is_annulled": True})


def _closed(given: PlaceClosed, index: int) -> Iterator[Operation]:
    yield Set(PLACE, given.code, {"closed_index": index})


def _open_again(given: ClosingAnnulled, index: int) -> Iterator[Operation]:
    yield Set(PLACE, given.code, {"closed_index": None})


def _pad(given: PadIssued, index: int) -> Iterator[Operation]:
    yield Insert(PAD, given.pad_id, {
        "place_id": given.code, "prefix": given.prefix, "prefix_key": prefix_key(given.prefix), "first": given.first,
        "last": given.last, "digits": given.digits, "received_by": given.received_by, "recorded_index": index,
    })  # fmt: skip


def _pad_back(given: PadAnnulled, index: int) -> Iterator[Operation]:
    yield Set(PAD, given.pad_id, {"is_annulled": True})


def register() -> None:
    projects(PlaceOpened)(_opened)
    projects(PlaceRenamed)(_renamed)
    projects(SpellingRecorded)(_spelt)
    projects(SpellingAnnulled)(_misspelt)
    projects(PlaceClosed)(_closed)
    projects(ClosingAnnulled)(_open_again)
    projects(PadIssued)(_pad)
    projects(PadAnnulled)(_pad_back)
