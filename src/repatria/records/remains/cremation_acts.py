"""The acts before a body is burnt: proposed by a doctor, agreed to or refused by the head of the bureau."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.remains_graves import AshesGround
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class CremationWords:
    """Who said the ground, and what exactly."""

    said_by: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CremationProposed(Act):
    """A doctor proposes that an item is burnt (GC III art. 120)."""

    KIND: ClassVar[str] = "remains.cremation_proposed"

    cremation_id: str
    item_code: str
    ground: AshesGround
    words: CremationWords | None = part(Purpose.IDENTITY, of="item_code")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CremationAgreed(Act):
    """The head of the bureau agreed that an item is burnt."""

    KIND: ClassVar[str] = "remains.cremation_agreed"

    cremation_id: str
    item_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CremationRefusal:
    """Why an item is not burnt."""

    refused_why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CremationRefused(Act):
    """A cremation that was proposed or agreed to is not done."""

    KIND: ClassVar[str] = "remains.cremation_refused"

    cremation_id: str
    item_code: str
    words: CremationRefusal | None = part(Purpose.IDENTITY, of="item_code")
