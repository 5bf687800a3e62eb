"""The acts by which somebody who asks is kept from being told: said by one, agreed by another, ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.withholding import WithholdingGround
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True)
class WhyWithheld:
    """Why, in the worker's words, under her key: it goes when all that she said goes."""

    text: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingSaid(Act):
    """One person says that an enquirer is not to be told. From now on nothing is, until two decide or it lapses."""

    KIND: ClassVar[str] = "disclosure.withholding_said"

    withholding_id: str
    enquiry_id: str
    person_id: str  # whom a confirmed link names, empty where there is none
    ground: WithholdingGround
    provision: str
    his_answer_index: int | None  # the answer in which he said whom never to tell
    held_until: str
    until: str  # empty for his never
    said_by: str
    why: WhyWithheld | None = part(Purpose.KIN, of="enquiry_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingAgreed(Act):
    """A second person agrees: she is not told until the day that was named, or until he says otherwise."""

    KIND: ClassVar[str] = "disclosure.withholding_agreed"

    withholding_id: str
    enquiry_id: str
    decided_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdingEnded(Act):
    """It holds nothing back any more: declined, taken back, or ended by a third person."""

    KIND: ClassVar[str] = "disclosure.withholding_ended"

    withholding_id: str
    enquiry_id: str
    ended_by: str
    why: WhyWithheld | None = part(Purpose.KIN, of="enquiry_id")
