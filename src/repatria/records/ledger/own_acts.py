"""The ledger's own acts: padding for checkpoints, and the destruction of a key by two persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PaddingRecorded(Act):
    """Says nothing: it fills the log up to a fixed growth an interval, so that its size tells no capture rate."""

    KIND: ClassVar[str] = "ledger.padding_recorded"

    filler: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One sealed cell that the destruction empties."""

    table: str
    row: str
    column: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDestroyed(Act):
    """One subject's key for one purpose was destroyed; the cells it had sealed are emptied."""

    KIND: ClassVar[str] = "ledger.key_destroyed"

    purpose: Purpose
    subject: str
    reason: str
    approved_by: tuple[str, ...]
    cells: tuple[Cell, ...]
    blind_cells: tuple[Cell, ...] = ()
