"""The acts of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyEvent, CustodyState
from repatria.core.vocabulary.particulars import Category, Given, Grade, ParticularKind
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularFrame:
    """What may be known of a particular without its value."""

    particular_id: str
    kind: ParticularKind
    given: Given
    source_kind: str
    source_reference: str
    grade: Grade
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """Values by particular number, as taken down."""

    values: dict[str, str]
    raw: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFrame:
    """What a source asserts to have happened to him; an assertion, never a state."""

    event_id: str
    kind: str  # wounded, prisoner, dead, burial, alive, ...
    certainty: str  # asserted, not_proven, contradicted
    contradicts: str
    on: str
    source_kind: str
    source_reference: str
    grade: Grade


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRecorded(Act):
    """A person came into the power of this Party and was registered (GC III art. 122(1)-(4), GC I art. 16)."""

    KIND: ClassVar[str] = "register.capture_recorded"

    person_id: str
    category: Category
    power: str
    card_number: str
    captured_on: str
    holder: str
    state: CustodyState
    source_key: str
    particulars: tuple[ParticularFrame, ...]
    identity: Values | None = part(Purpose.IDENTITY, of="person_id")
    voluntary: Values | None = part(Purpose.VOLUNTARY, of="person_id")
    place: Values | None = part(Purpose.PLACE, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRecorded(Act):
    """A list names a person: assertions with their source only; he is in nobody's custody here."""

    KIND: ClassVar[str] = "register.listed_recorded"

    person_id: str
    source_key: str
    particulars: tuple[ParticularFrame, ...]
    events: tuple[EventFrame, ...]
    identity: Values | None = part(Purpose.IDENTITY, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularRecorded(Act):
    """A further particular from a further source; earlier ones stand beside it."""

    KIND: ClassVar[str] = "register.particular_recorded"

    person_id: str
    particular: ParticularFrame
    identity: Values | None = part(Purpose.IDENTITY, of="person_id")
    voluntary: Values | None = part(Purpose.VOLUNTARY, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyRecorded(Act):
    """A change of custody: what happened, who holds him now, and the state reached (GC III art. 122(5))."""

    KIND: ClassVar[str] = "register.custody_recorded"

    custody_id: str
    person_id: str
    event: CustodyEvent
    happened_at: str
    holder: str
    previous_holder: str
    state: CustodyState
    previous_state: CustodyState
    list_reference: str
    order_by: str
    due_back_at: str
    annuls: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HisWords:
    """What he himself said, under his own key."""

    private_question: str = ""
    private_answer: str = ""
    never_tell: str = ""
    fear: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDecisionRecorded(Act):
    """His answer to whether somebody may be told, called or met (practice rules 8, 11); the camp never learns it."""

    KIND: ClassVar[str] = "register.contact_decision_recorded"

    decision_id: str
    person_id: str
    about: ContactAbout
    link_index: int | None  # the act that confirmed the link the question was about; None for the open question
    answer: ContactAnswer
    is_her: bool | None  # did he recognise her words? None: not asked, or no words were given
    language: str
    decided_at: str
    interviewer: str
    words: HisWords | None = part(Purpose.VOLUNTARY, of="person_id")
