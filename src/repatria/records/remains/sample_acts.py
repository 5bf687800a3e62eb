"""The acts of samples and of containers: each hand under a seal, each code within named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.remains_containers import ContainerKind, ContainerState, ContainerStep
from repatria.core.law.remains_path import ItemState
from repatria.core.law.remains_samples import SampleKind, SampleState, SampleStep
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenWords:
    """Of which site of the body, by whom, and what was noted."""

    site: str
    taken_by: str
    note: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTaken(Act):
    """A doctor took a sample of an item; it bears a code under the item's (law-and-practice section 6.3)."""

    KIND: ClassVar[str] = "remains.sample_taken"

    sample_code: str
    item_code: str
    number: int
    sample_kind: SampleKind
    at: str
    seal_number: str
    kept_where: str
    previous: ItemState
    state: ItemState
    words: TakenWords | None = part(Purpose.IDENTITY, of="item_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWords:
    """Who gave it and who took it, what for, and why it was destroyed."""

    by: str
    second: str
    from_whom: str
    purpose: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStepRecorded(Act):
    """A step of a sample: handed on, sent to a laboratory, returned, used up, destroyed."""

    KIND: ClassVar[str] = "remains.sample_step_recorded"

    sample_code: str
    item_code: str
    step: SampleStep
    previous: SampleState
    state: SampleState
    at: str
    seal_number: str
    kept_where: str
    reference: str
    words: SampleWords | None = part(Purpose.IDENTITY, of="item_code")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerRecorded(Act):
    """A coffin, bag or box stands under a number."""

    KIND: ClassVar[str] = "remains.container_recorded"

    container_id: str
    container_kind: ContainerKind
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerWords:
    """Which two did it, and why."""

    by: str
    second: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerStepRecorded(Act):
    """A container was packed, opened, sealed again or emptied, with every code that lies within then."""

    KIND: ClassVar[str] = "remains.container_step_recorded"

    container_id: str
    step: ContainerStep
    previous: ContainerState
    state: ContainerState
    at: str
    seal_number: str
    is_seal_right: bool  # on opening: the seal that was read is the one on record
    items: tuple[str, ...]
    put_in: tuple[str, ...]
    taken_out: tuple[str, ...]
    words: ContainerWords | None = part(Purpose.IDENTITY, of="container_id")
