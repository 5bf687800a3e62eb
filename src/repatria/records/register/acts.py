"""The acts of the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.contact import ContactAbout, ContactAnswer, InterviewFacts
from repatria.core.law.custody import CustodyAttested, CustodyEvent, CustodyState
from repatria.core.law.custody_facts import DeathCause, HisPaper, ListEnd, ReleaseDone, ReleaseGround
from repatria.core.vocabulary.arrivals import Fact
from repatria.core.vocabulary.particulars import Category, Given, Grade, ParticularKind
from repatria.records.ledger.acts import Act, act, part, upcast
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
    """A person came into the power of this Party and was registered (GC III art. 122(1)-(4), GC I art. 16).

    Version 1 sealed no remark apart; up to version 2 no facts stood beside the category.
    """

    KIND: ClassVar[str] = "register.capture_recorded"
    VERSION: ClassVar[int] = 3

    person_id: str
    category: Category
    power: str
    card_number: str
    captured_on: str
    holder: str
    state: CustodyState
    source_key: str
    particulars: tuple[ParticularFrame, ...]
    facts: tuple[Fact, ...] = ()
    remark_id: str = ""  # whose key seals what no field may hold, so that it can be destroyed alone
    remark_marks: tuple[str, ...] = ()
    identity: Values | None = part(Purpose.IDENTITY, of="person_id")
    voluntary: Values | None = part(Purpose.VOLUNTARY, of="person_id")
    remark: Values | None = part(Purpose.VOLUNTARY, of="remark_id")
    place: Values | None = part(Purpose.PLACE, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRecorded(Act):
    """A list names a person: assertions with their source only; he is in nobody's custody here.

    Version 1 sealed no remark apart.
    """

    KIND: ClassVar[str] = "register.listed_recorded"
    VERSION: ClassVar[int] = 2

    person_id: str
    source_key: str
    particulars: tuple[ParticularFrame, ...]
    events: tuple[EventFrame, ...]
    remark_id: str = ""
    remark_marks: tuple[str, ...] = ()
    identity: Values | None = part(Purpose.IDENTITY, of="person_id")
    remark: Values | None = part(Purpose.VOLUNTARY, of="remark_id")


@upcast("register.capture_recorded.1", "register.capture_recorded.2")
@upcast("register.capture_recorded.2", "register.capture_recorded.3")
@upcast("register.listed_recorded.1", "register.listed_recorded.2")
def _without_a_remark(fields: dict[str, object]) -> dict[str, object]:
    return fields


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedDay:
    """The day on which somebody reports him alive: all that is kept of the report."""

    on_day: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedAlive(Act):
    """Somebody reports him alive on a day, at the lowest grade: no words, no link, picture or unit (GC III art. 13)."""

    KIND: ClassVar[str] = "register.reported_alive"

    report_id: str
    person_id: str
    words: ReportedDay | None = part(Purpose.VOLUNTARY, of="report_id")


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
class CardRecorded(Act):
    """The card in his hand has another number than was written, or he was given one later (practice rule 16)."""

    KIND: ClassVar[str] = "register.card_recorded"

    person_id: str
    card_number: str
    previous: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyRead:
    """What the house itself knew when the law was asked: nobody typed it. Each by the act that it stands in.

    Not:      what he answered: the number of his decision stands here, and whoever may read it opens that act.
    """

    listed: int | None = None  # persons whom the register holds as having left with the list that was named
    ordered_index: int | None = None  # the order of transfer under which he left, or was called back
    list_id: str = ""  # the first departure with that list: by it the list is named
    on_list: int | None = None  # lines of the list of that order
    left: int | None = None  # heads counted when they left with it
    registered: int | None = None  # persons who came with it, with him
    opened_index: int | None = None  # the custody act that opened this release
    decision_index: int | None = None
    fitness_index: int | None = None
    link_index: int | None = None  # the confirmed link that says who he is; else two sources agree
    handover: tuple[int, ...] = ()  # the acts of the hand-over that this rests on
    approved_by: tuple[str, ...] = ()
    is_unit_empty: bool = False  # he was the last man in the unit that he left
    ground_papers: tuple[int, ...] = ()  # the acts on which a release rested


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyWords:
    """What is said of a death where names may stand: the nearest place, and who was there."""

    place: str = ""
    witnesses: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyRecorded(Act):
    """A change of custody: what happened, who holds him now, the state reached, and on what it rests (GC III 122(5)).

    Version 1 kept three of the attested facts and none of a release: what it did not keep is read as not attested. Up
    to version 2 an order of transfer put him on his way; since then he leaves by an act of its own. Version 3 did not
    say whether a unit was left empty. Version 4 named no acts on which a release rested.
    """

    KIND: ClassVar[str] = "register.custody_recorded"
    VERSION: ClassVar[int] = 5

    custody_id: str
    person_id: str
    event: CustodyEvent
    happened_at: str
    holder: str
    previous_holder: str
    state: CustodyState
    previous_state: CustodyState
    attested: CustodyAttested
    ground: ReleaseGround | None  # when a release is opened
    done: ReleaseDone | None  # when it is completed
    read: CustodyRead
    authority: str  # who gives a release up
    reason: str  # for giving up, annulling, disproving
    provision: str
    annuls: str
    words: CustodyWords | None = part(Purpose.IDENTITY, of="person_id")


@upcast("register.custody_recorded.1", "register.custody_recorded.2")
def _keep_what_was_attested(fields: dict[str, object]) -> dict[str, object]:
    kept = {name: fields[name] for name in ("list_reference", "order_by", "due_back_at")}
    rest = {name: value for name, value in fields.items() if name not in kept}
    return {
        **rest, "attested": kept, "ground": None, "done": None, "read": {}, "authority": "", "reason": "",
        "provision": "",
    }  # fmt: skip


@upcast("register.custody_recorded.2", "register.custody_recorded.3")
@upcast("register.custody_recorded.3", "register.custody_recorded.4")
@upcast("register.custody_recorded.4", "register.custody_recorded.5")
def _as_it_was_ordered(fields: dict[str, object]) -> dict[str, object]:
    return fields


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CountExplained(Act):
    """Why the heads of a list differ at one of its ends (GC III art. 20, 46; practice rule 15)."""

    KIND: ClassVar[str] = "register.count_explained"

    list_id: str
    list_reference: str
    end: ListEnd
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FitnessWords:
    """What the doctor notes beside his yes or no, under the key of his health."""

    note: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathSeen(Act):
    """A doctor looked at a death that was recorded without one, or looked again (GC III art. 120)."""

    KIND: ClassVar[str] = "register.death_seen"

    person_id: str
    seen_at: str
    cause: DeathCause
    doctor: str  # the account
    words: FitnessWords | None = part(Purpose.HEALTH, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DeathEnquiryOpened(Act):
    """The official enquiry into a death was opened (GC III art. 121)."""

    KIND: ClassVar[str] = "register.death_enquiry_opened"

    person_id: str
    opened_at: str
    authority: str
    reference: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecorded(Act):
    """A paper about him: proceedings, a treatment certificate, his account (GC III art. 30, 66, 104)."""

    KIND: ClassVar[str] = "register.paper_recorded"

    person_id: str
    paper: HisPaper
    at: str
    by: str
    reference: str
    agency_reference: str
    trial_on: str  # the day, for proceedings that are opened
    words: FitnessWords | None = part(Purpose.HEALTH, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnExamined(Act):
    """A doctor saw him who came back from another service (practice rule 14)."""

    KIND: ClassVar[str] = "register.return_examined"

    person_id: str
    examined_at: str
    doctor: str  # the account
    words: FitnessWords | None = part(Purpose.HEALTH, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FitnessRecorded(Act):
    """A doctor examined him and says whether he may travel (GC III art. 109)."""

    KIND: ClassVar[str] = "register.fitness_recorded"

    fitness_id: str
    person_id: str
    is_fit: bool
    examined_at: str
    doctor: str  # the account
    words: FitnessWords | None = part(Purpose.HEALTH, of="person_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class HisWords:
    """What he himself said, under his own key."""

    private_question: str = ""
    private_answer: str = ""
    never_tell: str = ""
    fear: str = ""
    may_tell: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDecisionRecorded(Act):
    """His answer to whether somebody may be told, called or met (practice rules 8, 11); the camp never learns it.

    Version 1 kept of the conditions under which he was asked only the language. Up to version 2 it said neither whom we
    may tell nor that he was asked twice.
    """

    KIND: ClassVar[str] = "register.contact_decision_recorded"
    VERSION: ClassVar[int] = 3

    decision_id: str
    person_id: str
    about: ContactAbout
    link_index: int | None  # the act that confirmed the link the question was about; None for the open question
    answer: ContactAnswer
    is_her: bool | None  # did he recognise her words? None: not asked, or no words were given
    language: str
    decided_at: str
    interviewer: str
    conditions: InterviewFacts | None  # as attested; None for a withdrawal or a doctor's word, which ask for none
    was_asked_twice: bool = False  # he allowed somebody whom he did not recognise, and said so again
    words: HisWords | None = part(Purpose.VOLUNTARY, of="person_id")


@upcast("register.contact_decision_recorded.1", "register.contact_decision_recorded.2")
def _of_unknown_conditions(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "conditions": None}


@upcast("register.contact_decision_recorded.2", "register.contact_decision_recorded.3")
def _asked_once(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "was_asked_twice": False}
