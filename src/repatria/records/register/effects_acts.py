"""Acts about what was taken from a man: its receipt, and each step until it is his again or was sent on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.effects import EffectsState, EffectsStep
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsWords:
    """What it is, thing by thing, and how much money."""

    items: str = ""
    amount: str = ""
    currency: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsTaken(Act):
    """Things or money were taken from him against a receipt (GC III art. 18)."""

    KIND: ClassVar[str] = "register.effects_taken"

    packet_id: str
    person_id: str
    taken_at: str
    officer: str
    rank: str
    unit: str
    order_reference: str
    register_entry: str
    keeps_identity_document: bool
    words: EffectsWords | None = part(Purpose.IDENTITY, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsMoved(Act):
    """A packet was sealed, opened, given back, sent on, or its receipt came (GC III art. 119, 122(9))."""

    KIND: ClassVar[str] = "register.effects_moved"

    packet_id: str
    person_id: str
    step: EffectsStep
    previous: EffectsState
    at: str
    by: str
    second: str
    seal_number: str
    reference: str
    reason: str
    words: EffectsWords | None = part(Purpose.IDENTITY, of="person_id")
