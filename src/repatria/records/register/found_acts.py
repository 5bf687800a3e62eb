"""The acts of one who was found dead and stood in no register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.register.acts import EventFrame, ParticularFrame, Values
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDeadRecorded(Act):
    """What disc, papers and body say of one who was found dead (GC I art. 16). Nobody held him; no capture is told."""

    KIND: ClassVar[str] = "register.found_dead_recorded"

    person_id: str
    item_code: str
    power: str
    particulars: tuple[ParticularFrame, ...]
    event: EventFrame
    identity: Values | None = part(Purpose.IDENTITY, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDeadWithdrawn(Act):
    """Such a record was wrong: disc or papers were another's (house rule 6.1)."""

    KIND: ClassVar[str] = "register.found_dead_withdrawn"

    person_id: str
    item_code: str
    event_id: str
    reason: str
