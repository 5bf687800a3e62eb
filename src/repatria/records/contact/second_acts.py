"""The acts by which a second account agrees: to a look that keeps a message back, to what one says was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.messages import CheckingState, MessageState
from repatria.core.law.messages_second import MatterKind
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingWords:
    """Why another does not agree."""

    settled_why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LookSettled(Act):
    """Another account agreed to a look that keeps a message back or sends it back, or did not: then it counts not."""

    KIND: ClassVar[str] = "contact.look_settled"

    message_id: str
    writer_id: str
    look_id: str
    by_state: CheckingState
    agrees: bool
    state: MessageState  # of the message from now on
    words: SettlingWords | None = part(Purpose.KIN, of="writer_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterWords:
    """What was wrong, or by which word of theirs."""

    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSaid(Act):
    """One says that a step or a look was recorded wrongly, or that their State keeps a message back no longer."""

    KIND: ClassVar[str] = "contact.matter_said"

    matter_id: str
    message_id: str
    writer_id: str
    matter: MatterKind
    target_id: str  # the step or the look
    words: MatterWords | None = part(Purpose.KIN, of="writer_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSettled(Act):
    """Another agreed, or did not: then all stays as it was recorded."""

    KIND: ClassVar[str] = "contact.matter_settled"

    matter_id: str
    message_id: str
    writer_id: str
    matter: MatterKind
    target_id: str
    agrees: bool
    state: MessageState
    words: SettlingWords | None = part(Purpose.KIN, of="writer_id")
