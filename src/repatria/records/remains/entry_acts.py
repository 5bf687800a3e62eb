"""The acts by which the place of a grave, a step of an item or the words of a burial are put right by two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.remains_corrections import WrongEntry
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWords:
    """Why, and what is to stand: each field that changes with what stood and what is to stand, as JSON."""

    reason: str
    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWrongSaid(Act):
    """Somebody says that an entry was recorded wrongly.  Given: `target_id` the grave, or the act of the step."""

    KIND: ClassVar[str] = "remains.entry_wrong_said"

    correction_id: str
    target: WrongEntry
    target_id: str
    subject_id: str  # the grave or the item
    words: EntryWords | None = part(Purpose.IDENTITY, of="subject_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRefusal:
    """Why another did not agree."""

    refused_why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRightRefused(Act):
    """Another does not agree, or who said it took it back: the entry stays as it was."""

    KIND: ClassVar[str] = "remains.entry_right_refused"

    correction_id: str
    subject_id: str
    words: EntryRefusal | None = part(Purpose.IDENTITY, of="subject_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class GravePlaceWords:
    """Where the grave is, and who laid it out."""

    cemetery: str
    coordinates: str
    plan: str
    laid_out_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class GravePutRight(Act):
    """Another agreed to where a grave is (GC I art. 17); what was recorded first stays in its own act."""

    KIND: ClassVar[str] = "remains.grave_put_right"

    correction_id: str
    grave_id: str
    cemetery_code: str
    was_cemetery_code: str
    grave_row: str
    position: str
    words: GravePlaceWords | None = part(Purpose.IDENTITY, of="grave_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRightWords:
    """Who did or took it, who gave it, what for, and what was noted."""

    by: str
    from_whom: str
    purpose: str
    note: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class StepPutRight(Act):
    """Another agreed to what is to stand of a step of an item; what was recorded first stays in its own act."""

    KIND: ClassVar[str] = "remains.step_put_right"

    correction_id: str
    item_code: str
    step_index: int
    at: str
    seal_number: str
    store_code: str
    is_last: bool  # the item lies where this step says
    words: StepRightWords | None = part(Purpose.IDENTITY, of="item_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class BurialRightWords:
    """Which two, and in which rite."""

    by: str
    second: str
    rite: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class BurialPutRight(Act):
    """Another agreed to who buried an item, when and in which rite; what was recorded first stays in its own act."""

    KIND: ClassVar[str] = "remains.burial_put_right"

    correction_id: str
    item_code: str
    step_index: int
    at: str
    is_last: bool
    words: BurialRightWords | None = part(Purpose.IDENTITY, of="item_code")
