"""The acts of consequences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.access.role_table import Role
from repatria.records.ledger.acts import Act, act


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSetAside(Act):
    """A service of the house met a refusal or a fault, left this matter and went on to the next."""

    KIND: ClassVar[str] = "consequences.matter_set_aside"

    consumer: str
    matter: str  # an act's index, or what else that consumer counts by
    act_index: int | None
    act_kind: str
    about: str  # a record's number
    concerns: Role
    code: str  # of the refusal; of a fault the name of its class
    provision: str
    reason: str
    set_aside_at: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceDrawn(Act):
    """What had been set aside was drawn after all; or there is nothing to draw any more."""

    KIND: ClassVar[str] = "consequences.consequence_drawn"

    consumer: str
    matter: str
    drawn_index: int | None  # the act that is the consequence


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MatterDestroyed(Act):
    """Two persons had what was sent destroyed: it holds what is attributed to a prisoner, and nobody ever read it."""

    KIND: ClassVar[str] = "consequences.matter_destroyed"

    consumer: str
    matter: str
    reason: str
    approved_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsequenceDecided(Act):
    """Two persons decided that nothing is to be drawn, and on what ground."""

    KIND: ClassVar[str] = "consequences.consequence_decided"

    consumer: str
    matter: str
    ground: str
    approved_by: tuple[str, ...]
