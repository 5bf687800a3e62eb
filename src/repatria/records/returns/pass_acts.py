"""The acts of a laissez-passer for a coffin: issued by one, countersigned by another, handed on, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.laissez_passer import PassEvent, PassFallen
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class PassWords:
    """What stands on it: read from the certificate when it was issued, and what whoever issued it attested."""

    surname: str
    first_names: str
    age: str
    birth_date: str
    birth_place: str
    death_date: str
    death_place: str
    cause: str  # a word of the certificate's, each language has its own text of it
    cause_said: str  # as it was written there
    coffin: str
    from_place: str
    to_place: str
    means: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PassIssued(Act):
    """A laissez-passer for a coffin was issued by one (Strasbourg 1973 art. 3, 5); another countersigns it."""

    KIND: ClassVar[str] = "returns.pass_issued"

    pass_id: str
    batch_id: str
    box_id: str
    number: str  # that the coffin bears
    seal_number: str
    items: tuple[str, ...]
    certificate_id: str
    words: PassWords | None = part(Purpose.IDENTITY, of="pass_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PassCountersigned(Act):
    """Another account countersigned it, as everything still was."""

    KIND: ClassVar[str] = "returns.pass_countersigned"

    pass_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassReason:
    """Why it was declined."""

    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PassDeclined(Act):
    """It was not countersigned, or taken back before: no paper stands."""

    KIND: ClassVar[str] = "returns.pass_declined"

    pass_id: str
    words: PassReason | None = part(Purpose.IDENTITY, of="pass_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PassWithdrawn(Act):
    """It was withdrawn, since something it rested on fell."""

    KIND: ClassVar[str] = "returns.pass_withdrawn"

    pass_id: str
    because: PassFallen


@dataclass(frozen=True, slots=True, kw_only=True)
class PassTo:
    """Who has the paper, or was told that it is withdrawn."""

    to: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PassMoved(Act):
    """The paper was handed to somebody, or somebody who has it was told that it is withdrawn."""

    KIND: ClassVar[str] = "returns.pass_moved"

    pass_id: str
    event: PassEvent
    at: str
    reference: str
    words: PassTo | None = part(Purpose.IDENTITY, of="pass_id")
