"""The acts of remains. Where the dead lie, who was there and what was found lies under the key of its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.effects import EffectsState
from repatria.core.law.remains import DiscFound, FindStep, FindsTo, NeutralThere, RemainsKind
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWords:
    """Where it is, and who said so."""

    place: str
    coordinates: str
    reported_by: str
    told: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRecorded(Act):
    """A place where dead were reported."""

    KIND: ClassVar[str] = "remains.site_recorded"

    site_id: str
    place_code: str
    reported_at: str
    words: SiteWords | None = part(Purpose.IDENTITY, of="site_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryWords:
    """Who led it, who was there beside him, and which neutral body was."""

    led_by: str
    present: tuple[str, ...]
    neutral_who: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryRecorded(Act):
    """A team recovered dead at a place on a day."""

    KIND: ClassVar[str] = "remains.recovery_recorded"

    recovered_id: str
    site_id: str
    place_code: str
    team: str
    day: str
    neutral: NeutralThere
    words: RecoveryWords | None = part(Purpose.IDENTITY, of="recovered_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """Where and how it lay, what its disc says, and why that did not stay."""

    found_where: str
    description: str
    disc_says: str
    why_removed: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecorded(Act):
    """An item was taken up under a code that is given once (GC I art. 16, 17)."""

    KIND: ClassVar[str] = "remains.item_recorded"

    item_code: str
    recovered_id: str
    site_id: str
    place_code: str
    team: str
    count: int
    kind: RemainsKind
    disc: DiscFound
    is_disc_left: bool
    words: ItemWords | None = part(Purpose.IDENTITY, of="item_code")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSpoiled(Act):
    """A code was used up without an item: a label that tore, was lost or stuck wrongly."""

    KIND: ClassVar[str] = "remains.code_spoiled"

    item_code: str
    recovered_id: str
    place_code: str
    team: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindWords:
    """The list of contents, thing by thing."""

    contents: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FindsSealed(Act):
    """What was found on the dead was counted by two and sealed (GC I art. 16; GC III art. 122(9))."""

    KIND: ClassVar[str] = "remains.finds_sealed"

    found_id: str
    item_code: str
    at: str
    by: str
    second: str
    seal_number: str
    holds_disc_half: bool
    words: FindWords | None = part(Purpose.IDENTITY, of="item_code")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FindsMoved(Act):
    """A packet of what was found was opened, sealed again, sent on, or its receipt came.

    Version 1 named to whom it went in `by` alone; a family's name stood there in the open. Version 2 did not say
    whether the half of a disc lies in it.
    """

    KIND: ClassVar[str] = "remains.finds_moved"
    VERSION: ClassVar[int] = 3

    found_id: str
    item_code: str
    step: FindStep
    previous: EffectsState
    at: str
    to: FindsTo | None  # of what went on, and of its receipt
    enquiry_id: str  # of a family: her name stands in her enquiry, and nowhere in the open
    by: str
    second: str
    seal_number: str
    reference: str
    reason: str
    carries_disc_half: bool = False
    words: FindWords | None = part(Purpose.IDENTITY, of="item_code")


@upcast("remains.finds_moved.2", "remains.finds_moved.3")
def _without_a_half(fields: dict[str, Any]) -> dict[str, Any]:
    return fields


@upcast("remains.finds_moved.1", "remains.finds_moved.2")
def _to_whom(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"to": None, "enquiry_id": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsPicture:
    """The picture itself, as base64 of a JPEG that was drawn anew here, and the SHA-256 of its bytes."""

    content: str
    digest: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsPhotographed(Act):
    """A photograph of an item is kept, sealed under a key of its own."""

    KIND: ClassVar[str] = "remains.photographed"

    picture_id: str
    item_code: str
    taken_at: str
    taken_by: str
    picture: RemainsPicture | None = part(Purpose.VOLUNTARY, of="picture_id")
