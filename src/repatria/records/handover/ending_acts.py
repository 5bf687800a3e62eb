"""The act that he or she was told that the hand-over does not take place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.handover_asking import AskedPerson
from repatria.core.law.handover_ending import EndingWay
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class HerNeeds:
    """What she needs now, in whoever told her's words, under her key."""

    needs: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class EndingTold(Act):
    """He or she was told, alone and in the house's own words, that the hand-over does not take place."""

    KIND: ClassVar[str] = "handover.ending_told"

    ending_id: str
    handover_id: str
    enquiry_id: str
    person_id: str
    who: AskedPerson
    way: EndingWay
    told_at: str
    told_by: str
    her: HerNeeds | None = part(Purpose.KIN, of="enquiry_id")
