"""The acts of places. They hold no part: nothing in them is about anybody who is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.vocabulary.places import PlaceKind
from repatria.records.ledger.acts import Act, act


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOpened(Act):
    """A place may hold somebody from now on. Acts keep its code as `holder`."""

    KIND: ClassVar[str] = "places.place_opened"

    code: str
    kind: PlaceKind
    name: str  # as it was written


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRenamed(Act):
    """A place has another name; the earlier ones are still read as this place."""

    KIND: ClassVar[str] = "places.place_renamed"

    code: str
    name: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingRecorded(Act):
    """Somebody writes this place so."""

    KIND: ClassVar[str] = "places.spelling_recorded"

    code: str
    written: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingAnnulled(Act):
    """A spelling was recorded for the wrong place."""

    KIND: ClassVar[str] = "places.spelling_annulled"

    code: str
    spelling_ids: tuple[str, ...]  # the rows that say it: a place may have been written so more than once
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceClosed(Act):
    """A place holds nobody any more and takes nobody."""

    KIND: ClassVar[str] = "places.place_closed"

    code: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingAnnulled(Act):
    """A place was closed by mistake; it stands open as before."""

    KIND: ClassVar[str] = "places.closing_annulled"

    code: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PadIssued(Act):
    """A pad of numbered cards was given to a place."""

    KIND: ClassVar[str] = "places.pad_issued"

    pad_id: str
    code: str
    prefix: str
    first: int
    last: int
    digits: int  # to how many the numerals are written, with noughts before them
    received_by: str  # who took it there


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PadAnnulled(Act):
    """A pad was entered wrongly, or came back whole: its numbers are free."""

    KIND: ClassVar[str] = "places.pad_annulled"

    pad_id: str
    code: str
    reason: str
