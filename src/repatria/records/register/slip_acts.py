"""The act of a sealed slip: he changed his mind, and the house stops until he was asked anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.contact import ContactAbout, SlipWay
from repatria.records.ledger.acts import Act, act


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideAnswer:
    """An answer of his that no longer holds: the number under which it is asked anew, and what it was about."""

    decision_id: str
    person_id: str
    about: ContactAbout
    link_index: int | None
    is_her: bool | None


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class SlipReceived(Act):
    """His sealed slip came in past the camp: all that he answered is to be asked anew (practice rules 8, 12).

    Not:      what the slip says: somebody may have made him write it, so nothing in it counts but that it came.
    """

    KIND: ClassVar[str] = "register.slip_received"

    person_id: str
    way: SlipWay
    received_at: str
    received_by: str
    set_aside: tuple[SetAsideAnswer, ...]
