"""The acts of arrivals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


class RefusedLine(StrEnum):
    """Why the courier refused a line. What was sent still lies in the mailbox."""

    UNKNOWN_DEVICE = "unknown_device"
    REVOKED_DEVICE = "revoked_device"
    NOT_SIGNED = "not_signed"
    UNREADABLE = "unreadable"
    REPEATED = "repeated"  # another line under a number that was used: the first stands


class Settled(StrEnum):
    """How a clash of two lines ended."""

    TWO_MEN = "two_men"  # each has a card of his own now
    ONE_MAN = "one_man"  # written twice: his records are joined by two persons, elsewhere


class CardFate(StrEnum):
    """What became of cards of a pad that no man has."""

    SPOILT = "spoilt"  # torn, wet or wrongly begun, and destroyed; he got another
    NOT_USED = "not_used"  # in the pad, or handed back whole
    LOST = "lost"  # looked for and not found; nobody was given it, as far as the unit knows


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceEnrolled(Act):
    """A computer of a place may send lines; the key is its own and never left it."""

    KIND: ClassVar[str] = "arrivals.device_enrolled"

    device_id: str
    place: str
    label: str
    public_key: str  # 65 bytes in base 64
    enrolled_by: str
    compared: str  # the fingerprint of the bureau's key for lines, compared with the pad's


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRevoked(Act):
    """A device's later lines are refused: it was lost, taken, or given back."""

    KIND: ClassVar[str] = "arrivals.device_revoked"

    device_id: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftOpened(Act):
    """Somebody is on duty where arrivals are written; whoever records lines there does it under this name."""

    KIND: ClassVar[str] = "arrivals.shift_opened"

    shift_id: str
    place: str
    opened_at: str
    opened_by: str
    head_count: int  # who were there, counted by whoever opens it
    follows: str  # the shift that was handed over to this one; empty for the first


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHandedOver(Act):
    """A shift ended with its head count and the cards left over."""

    KIND: ClassVar[str] = "arrivals.shift_handed_over"

    shift_id: str
    handed_at: str
    handed_by: str
    head_count: int  # as counted
    expected: int  # as the house knows: who were there at first, and the lines of the shift
    cards_left: str  # "0428-0500"; empty where none is left


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The name as it was heard, whole."""

    heard: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How he came."""

    condition: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LineTaken(Act):
    """A line of a device made a person of the register, under the device's and the shift's names (practice rule 16)."""

    KIND: ClassVar[str] = "arrivals.line_taken"

    line_id: str
    device_id: str
    shift_id: str  # empty where nobody had opened one
    registrar: str  # the account that had opened the shift, else the one that enrolled the device
    place: str
    person_id: str
    card_number: str  # as written; a clash leaves the card with whom it was first
    entered_at: str  # by the device's clock
    facts: tuple[str, ...]
    clashes_with: str  # the person who has this card; empty without a clash
    mailbox: str  # sequence and digest of what lay there
    heard: Heard | None = part(Purpose.IDENTITY, of="person_id")
    came: Came | None = part(Purpose.HEALTH, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LineRefused(Act):
    """A line was not taken; it lies in the mailbox as it came."""

    KIND: ClassVar[str] = "arrivals.line_refused"

    line_id: str
    device_id: str
    reason: RefusedLine
    mailbox: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ClashSettled(Act):
    """It was found out whose card it is."""

    KIND: ClassVar[str] = "arrivals.clash_settled"

    line_id: str
    how: Settled
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CardsAccounted(Act):
    """It was said what became of cards that no man has: they are looked for no longer (practice rule 16)."""

    KIND: ClassVar[str] = "arrivals.cards_accounted"

    pad_id: str
    place: str
    first: int
    last: int
    fate: CardFate
    said_by: str  # who of the unit says so
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CardsAccountAnnulled(Act):
    """What was said of cards was wrong: they are looked for again."""

    KIND: ClassVar[str] = "arrivals.cards_account_annulled"

    account_id: str
    reason: str
