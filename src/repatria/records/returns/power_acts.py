"""The acts by which the other side's dead are known as theirs: said by one, reviewed by two others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.return_power import PowerState
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerWords:
    """On what it rests, or why not."""

    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PowerAsserted(Act):
    """Somebody said whose dead a thing is that came in a batch (house rule 6.3, to_other_side)."""

    KIND: ClassVar[str] = "returns.power_asserted"

    claim_id: str
    item_code: str
    power: str
    origin_id: str
    words: PowerWords | None = part(Purpose.IDENTITY, of="claim_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PowerReviewed(Act):
    """Another account agreed, or did not; the second of two who agree ends it."""

    KIND: ClassVar[str] = "returns.power_reviewed"

    claim_id: str
    item_code: str
    agrees: bool
    previous: PowerState
    state: PowerState
    words: PowerWords | None = part(Purpose.IDENTITY, of="claim_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PowerWithdrawn(Act):
    """It was taken back, with the reason."""

    KIND: ClassVar[str] = "returns.power_withdrawn"

    claim_id: str
    item_code: str
    previous: PowerState
    words: PowerWords | None = part(Purpose.IDENTITY, of="claim_id")
