"""What doors may ask of places: codes, kinds, names, pads and counts. Nobody is named, nothing is sealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repatria.core.vocabulary.places import PlaceKind
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.places.errors import UnknownPlaceError
from repatria.records.places.holding import held_by_place
from repatria.records.places.models import CardPad, Place, PlaceSpelling
from repatria.records.places.reading import ReadPlace, pad_of, read_place

LIST, CHOICE = "places.?places", "places.?open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """One open place, as it is chosen in a form."""

    code: str
    kind: PlaceKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PadView:
    """A pad of cards that a place has."""

    pad_id: str
    place: str
    prefix: str
    first: int
    last: int
    digits: int
    received_by: str
    act_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """One place: its name and how else it is written, how many it holds or is to get back, its pads.

    Given:    `spellings` without the code and the name of today.
    """

    code: str
    kind: PlaceKind
    name: str
    is_open: bool
    held: int
    spellings: tuple[str, ...]
    pads: tuple[PadView, ...]
    opened_index: int
    closed_index: int | None


@question(LIST, of_numbers=True)
def places(acting: Acting, *, with_closed: bool = False) -> tuple[PlaceView, ...]:
    """The places by code, open ones alone unless the closed are asked for too."""
    require(acting, LIST)
    rows = rows_where(Place, order="id") if with_closed else rows_where(Place, closed_index=None, order="id")
    return _views(rows)


@question(LIST, of_numbers=True)
def place(acting: Acting, code: str) -> PlaceView:
    """One place, open or closed.  Raises: UnknownPlaceError."""
    require(acting, LIST)
    row = row_numbered(Place, code)
    if row is None:
        raise UnknownPlaceError("no place has this code", (("code", "unknown"),))
    return _views([row])[0]


@question(CHOICE, of_numbers=True)
def open_places(acting: Acting) -> tuple[PlaceLine, ...]:
    """The open places, of which a form lets one be chosen; without counts and pads."""
    require(acting, CHOICE)
    return open_places_for_room()


def open_places_for_room() -> tuple[PlaceLine, ...]:
    """The same for a room that asked the role table itself."""
    rows = rows_where(Place, closed_index=None, order="id")
    return tuple(PlaceLine(code=row.pk, kind=PlaceKind(row.kind), name=row.name) for row in rows)


@question(CHOICE, of_numbers=True)
def place_written(acting: Acting, written: str) -> ReadPlace:
    """Which open place is written so, or which may be meant."""
    require(acting, CHOICE)
    return read_place(written)


@question(LIST, of_numbers=True)
def pad_with_card(acting: Acting, card_number: str) -> PadView | None:
    """The pad that has the card of this number, and with it the place to which it was given."""
    require(acting, LIST)
    row = pad_of(card_number)
    return _pad(row) if row is not None else None


def pads_for_room() -> tuple[PadView, ...]:
    """Every pad that a place has, for a room that asked the role table itself."""
    return tuple(_pad(row) for row in rows_where(CardPad, is_annulled=False, order="prefix_key first"))


def pad_for_room(pad_id: str) -> PadView | None:
    """The same of one pad; None where none has this number or it was annulled."""
    row = row_numbered(CardPad, pad_id)
    return _pad(row) if row is not None and not row.is_annulled else None


def _views(rows: Iterable[Place]) -> tuple[PlaceView, ...]:
    held = held_by_place()
    spelt: dict[str, list[str]] = {}
    for spelling in rows_where(PlaceSpelling, is_annulled=False, order="recorded_index id"):
        spelt.setdefault(spelling.place_id, []).append(spelling.written)
    pads: dict[str, list[PadView]] = {}
    for pad in rows_where(CardPad, is_annulled=False, order="prefix_key first"):
        pads.setdefault(pad.place_id, []).append(_pad(pad))
    return tuple(
        PlaceView(
            code=row.pk, kind=PlaceKind(row.kind), name=row.name, is_open=row.closed_index is None,
            held=held.get(row.pk, 0), pads=tuple(pads.get(row.pk, ())), opened_index=row.opened_index,
            spellings=tuple(dict.fromkeys(one for one in spelt.get(row.pk, ()) if one not in (row.pk, row.name))),
            closed_index=row.closed_index,
        )
        for row in rows
    )  # fmt: skip


def _pad(row: CardPad) -> PadView:
    return PadView(
        pad_id=row.pk, place=row.place_id, prefix=row.prefix, first=row.first, last=row.last, digits=row.digits,
        received_by=row.received_by, act_index=row.recorded_index,
    )  # fmt: skip
