"""The acts of an item's path: its steps from hand to hand, and the stores with their capacity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.remains_path import ItemState, ItemStep
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOpened(Act):
    """A store of the dead, with how many items it takes; recorded again where that changed."""

    KIND: ClassVar[str] = "remains.store_opened"

    store_code: str
    capacity: int
    kept_at: str
    is_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """Who had it and who took it, why, where a grave is, and what a doctor saw."""

    by: str
    from_whom: str
    purpose: str
    grave: str
    note: str
    cause: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStepRecorded(Act):
    """A step of an item: taken over under a seal, stored, examined, sampled, buried, exhumed (GC I art. 16, 17)."""

    KIND: ClassVar[str] = "remains.item_step_recorded"

    item_code: str
    step: ItemStep
    previous: ItemState
    state: ItemState
    at: str
    seal_number: str
    store_code: str
    reference: str
    words: StepWords | None = part(Purpose.IDENTITY, of="item_code")
