"""The acts of parcels, money and relief. What is in it, from whom and to whom lies under a key.

The subject is the enquiry of whoever sends, the man where the sender asks nothing here, or the consignment itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.parcels import (
    Mark,
    ParcelEvent,
    ParcelKind,
    ParcelMatter,
    ParcelNotGiven,
    ParcelState,
    PartBecame,
    PartWhy,
    Present,
    ShownParcel,
)
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelWords:
    """What is in it as its sender says, how it travels, and from whom where the sender asks nothing here."""

    declared: str
    carrier: str
    from_whom: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelRegistered(Act):
    """Somebody announced that a parcel or money is on its way, or one came to a camp without a word before."""

    KIND: ClassVar[str] = "contact.parcel_registered"

    parcel_id: str
    subject_id: str
    parcel_kind: ParcelKind
    enquiry_id: str  # hers; empty where the sender asks nothing here
    person_id: str  # his, where it came without an announcement; empty of hers: for whom it is is read
    channel: str  # web, clerk
    said_on: str
    at: str  # when it came to the place; empty of what is announced alone
    place: str
    state: ParcelState
    inbox: str
    words_stood: bool
    words: ParcelWords | None = part(Purpose.KIN, of="subject_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelStepWords:
    """To or by whom, who saw it, and what else is to be known."""

    given_to: str
    witness: str
    note: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelMoved(Act):
    """A parcel went a step further, where and when; that it was lost waits for another to agree."""

    KIND: ClassVar[str] = "contact.parcel_moved"
    VERSION: ClassVar[int] = 2

    parcel_id: str
    subject_id: str
    event: ParcelEvent
    previous: ParcelState
    state: ParcelState
    at: str
    place: str
    why_not: ParcelNotGiven | None
    is_asked_back: bool
    is_waiting: bool
    words: ParcelStepWords | None = part(Purpose.KIN, of="subject_id")


def _stood_at_once(plain: dict[str, Any]) -> dict[str, Any]:
    return plain | {"is_waiting": False}


upcast("contact.parcel_moved.1", "contact.parcel_moved.2")(_stood_at_once)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBackWords:
    """Where she wants it sent."""

    back_to: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelAskedBack(Act):
    """Whoever sent a parcel asks for it back."""

    KIND: ClassVar[str] = "contact.parcel_asked_back"

    parcel_id: str
    subject_id: str
    said_on: str
    words: AskedBackWords | None = part(Purpose.KIN, of="subject_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningWords:
    """What was in it, a line a thing, and who of the prisoners was there."""

    contents: str
    present_name: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningSaid(Act):
    """One says that a parcel was opened, with a list of what was in it; another who was there agrees."""

    KIND: ClassVar[str] = "contact.parcel_opening_said"

    parcel_id: str
    subject_id: str
    at: str
    place: str
    present: Present
    words: OpeningWords | None = part(Purpose.KIN, of="subject_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRefusal:
    """Why the second does not agree."""

    declined_why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningSettled(Act):
    """The second who was there agrees to the list, or does not: then it is listed anew."""

    KIND: ClassVar[str] = "contact.parcel_opening_settled"

    parcel_id: str
    subject_id: str
    opening_id: str
    agrees: bool
    state: ParcelState
    words: OpeningRefusal | None = part(Purpose.KIN, of="subject_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWords:
    """Which thing, and on which word a limit or a danger rests."""

    thing: str
    reference: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PartRefused(Act):
    """A thing of a parcel was not given to him: why, and what became of it; that it is destroyed waits for another."""

    KIND: ClassVar[str] = "contact.parcel_part_refused"
    VERSION: ClassVar[int] = 2

    parcel_id: str
    subject_id: str
    why: PartWhy
    became: PartBecame
    is_waiting: bool
    words: PartWords | None = part(Purpose.KIN, of="subject_id")


upcast("contact.parcel_part_refused.1", "contact.parcel_part_refused.2")(_stood_at_once)


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelGiven(Act):
    """It was given to him by hand, with his mark; collective relief to those who share it out."""

    KIND: ClassVar[str] = "contact.parcel_given"

    parcel_id: str
    subject_id: str
    previous: ParcelState
    state: ParcelState
    at: str
    place: str
    mark: Mark
    heads: int
    words: ParcelStepWords | None = part(Purpose.KIN, of="subject_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditWords:
    """How much, and who signed for the account."""

    amount: str
    currency: str
    signed_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyCredited(Act):
    """One says that money was entered to his account, against a receipt and countersigned; it waits for another."""

    KIND: ClassVar[str] = "contact.money_credited"
    VERSION: ClassVar[int] = 2

    parcel_id: str
    subject_id: str
    previous: ParcelState
    state: ParcelState
    at: str
    place: str
    entry: str
    receipt: str
    countersigned_by: Present
    is_waiting: bool
    words: CreditWords | None = part(Purpose.KIN, of="subject_id")


upcast("contact.money_credited.1", "contact.money_credited.2")(_stood_at_once)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelSettling:
    """Why the second does not agree."""

    settled_why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelSettled(Act):
    """Another account agreed that money was entered, a thing destroyed or a parcel lost, or did not agree."""

    KIND: ClassVar[str] = "contact.parcel_settled"

    parcel_id: str
    subject_id: str
    matter: ParcelMatter
    target_id: str  # the step, or the part
    agrees: bool
    at: str  # when that happened, as the one said
    state: ParcelState  # of the parcel from now on
    words: ParcelSettling | None = part(Purpose.KIN, of="subject_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelsShown(Act):
    """What a round shows from now on of one enquirer's parcels, where it is another step than before."""

    KIND: ClassVar[str] = "contact.parcels_shown"

    enquiry_id: str
    parcels: tuple[str, ...]
    steps: tuple[ShownParcel, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class MailOffered(Act):
    """A camp offered its men paper and forms to write home; each took them or declined (GC III art. 71)."""

    KIND: ClassVar[str] = "contact.mail_offered"

    offer_id: str
    place: str
    offered_at: str
    letters: int
    cards: int
    limited_by: str
    took: tuple[str, ...]
    declined: tuple[str, ...]
    numbers: tuple[str, ...]  # all numbers of those to whom it was offered and of whom no later offer is known
