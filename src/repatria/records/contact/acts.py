"""The acts of messages. What is written, by whom it was looked at and to whom it was given lies under its writer's key.

A writer is an enquiry (hers) or a person of the register (his): erasing hers, or his, empties what they wrote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.messages import (
    CheckingState,
    CheckVerdict,
    MessageEvent,
    MessageKind,
    MessageState,
    MessageWay,
    NotDelivered,
    ShownStep,
    WithheldBecause,
)
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWords:
    """What is written; to whom and where where the one it is for asks nothing here."""

    text: str
    addressed_to: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRegistered(Act):
    """A message lies here: left at the portal, typed or scanned by a clerk, handed in at a camp."""

    KIND: ClassVar[str] = "contact.message_registered"

    message_id: str
    way: MessageWay
    kind: MessageKind
    writer_id: str  # the enquiry, or the person
    enquiry_id: str  # hers, or to whom he writes; empty where that one asks nothing here
    person_id: str  # his; empty of hers: for whom it is is read, when it goes on
    channel: str  # web, clerk, scan
    written_on: str
    answers: str  # the message that it answers
    answered_state: MessageState | None  # where that one is from now on
    code_hash: str  # of the paper that came back
    inbox: str
    words_stood: bool
    words: MessageWords | None = part(Purpose.KIN, of="writer_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckWords:
    """Who looked, and why a message is kept back or goes back."""

    checked_by: str
    reason: str
    passages: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageChecked(Act):
    """A State looked at a message; one that keeps it back or sends it back waits for another to agree."""

    KIND: ClassVar[str] = "contact.message_checked"
    VERSION: ClassVar[int] = 3

    message_id: str
    writer_id: str
    by_state: CheckingState
    verdict: CheckVerdict
    previous: MessageState
    state: MessageState
    until: str
    is_waiting: bool
    because: WithheldBecause | None  # of one that is kept back; None where it was said in words alone
    words: CheckWords | None = part(Purpose.KIN, of="writer_id")


@upcast("contact.message_checked.1", "contact.message_checked.2")
def _stood_at_once(plain: dict[str, Any]) -> dict[str, Any]:
    return plain | {"is_waiting": False}


@upcast("contact.message_checked.2", "contact.message_checked.3")
def _said_in_words(plain: dict[str, Any]) -> dict[str, Any]:
    return plain | {"because": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """To whom it was given, who carries it, and what else is to be known."""

    given_to: str
    carrier: str
    note: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageStepped(Act):
    """A message went a step further, where and when."""

    KIND: ClassVar[str] = "contact.message_stepped"

    message_id: str
    writer_id: str
    event: MessageEvent
    previous: MessageState
    state: MessageState
    at: str
    place: str
    why_not: NotDelivered | None
    words: StepWords | None = part(Purpose.KIN, of="writer_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePrinted(Act):
    """The paper for him was printed, with lines for his answer, under a code by which it is known later."""

    KIND: ClassVar[str] = "contact.message_printed"

    message_id: str
    person_id: str
    place: str
    code_hash: str
    previous: MessageState
    state: MessageState


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticationWords:
    """Who authenticated the signature, in which office."""

    by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAuthenticated(Act):
    """The signature under a power of attorney or a will was authenticated."""

    KIND: ClassVar[str] = "contact.message_authenticated"

    message_id: str
    writer_id: str
    on: str
    words: AuthenticationWords | None = part(Purpose.KIN, of="writer_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRecorded(Act):
    """Whether she wants his letters, should there ever be one: everybody may say it, and change it any day."""

    KIND: ClassVar[str] = "contact.agreement_recorded"

    enquiry_id: str
    agrees: bool
    channel: str
    inbox: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class StepsShown(Act):
    """What a round shows from now on of one enquirer's messages, where it is another step than before."""

    KIND: ClassVar[str] = "contact.steps_shown"

    enquiry_id: str
    messages: tuple[str, ...]
    steps: tuple[ShownStep, ...]
