"""The acts by which what was recorded of an item is corrected by two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.remains import DiscFound, RemainsKind
from repatria.core.law.remains_path import ItemState
from repatria.records.ledger.acts import Act, act, part
from repatria.records.remains.acts import ItemWords
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionWords:
    """Why, and what is to stand of an item instead; of a step the reason alone."""

    reason: str
    found_where: str
    description: str
    disc_says: str
    why_removed: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionProposed(Act):
    """Somebody says that a step, or what stands of an item, was recorded wrongly."""

    KIND: ClassVar[str] = "remains.correction_proposed"

    correction_id: str
    item_code: str
    step_index: int | None  # of a step; None where what stands of the item is corrected
    item_kind: RemainsKind | None
    disc: DiscFound | None
    is_disc_left: bool
    words: CorrectionWords | None = part(Purpose.IDENTITY, of="item_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRefusal:
    """Why another did not agree."""

    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRefused(Act):
    """Another does not agree: all stays as it was recorded."""

    KIND: ClassVar[str] = "remains.correction_refused"

    correction_id: str
    item_code: str
    words: CorrectionRefusal | None = part(Purpose.IDENTITY, of="item_code")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class StepTakenBack(Act):
    """Another agreed that the last step of an item was recorded wrongly: it is where it was before."""

    KIND: ClassVar[str] = "remains.step_taken_back"

    correction_id: str
    item_code: str
    step_index: int
    state: ItemState
    store_code: str
    last_at: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCorrected(Act):
    """Another agreed to what is to stand of an item instead; what was recorded first stays in its own act."""

    KIND: ClassVar[str] = "remains.item_corrected"

    correction_id: str
    item_code: str
    item_kind: RemainsKind
    disc: DiscFound
    is_disc_left: bool
    words: ItemWords | None = part(Purpose.IDENTITY, of="item_code")
