"""The words of custody: its states, its events, and the facts that its guards ask about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from repatria.core.law.handover_path import Signatory
from repatria.core.law.release import Proceedings, ReleaseBasis, ReleaseFacts, ReleaseOutcome
from repatria.core.vocabulary.dates import PartialDate


class CustodyState(StrEnum):
    """Where his custody stands."""

    REPORTED = "reported"  # somebody reports his capture; nobody is known to hold him
    IN_UNIT = "in_unit"
    IN_TRANSIT = "in_transit"
    IN_CAMP = "in_camp"
    IN_HOSPITAL = "in_hospital"
    OTHER_SERVICE = "other_service"  # signed out: questioning, court, work
    UNACCOUNTED = "unaccounted"  # his holder cannot say where he is, and stays answerable
    CONTESTED = "contested"  # two places claim him; neither entry was refused
    RELEASE_PENDING = "release_pending"
    ESCAPED = "escaped"
    RELEASED = "released"
    REPATRIATED = "repatriated"
    NEUTRAL_COUNTRY = "neutral_country"
    TRANSFERRED_POWER = "transferred_power"
    DIED = "died"
    RECORD_ERROR = "record_error"


class CustodyEvent(StrEnum):
    """What happened to his custody."""

    CAPTURE_REPORTED = "capture_reported"
    EVACUATED = "evacuated"
    ARRIVED = "arrived"
    TRANSFER_ORDERED = "transfer_ordered"  # he stays where he is until he leaves
    TRANSFER_CALLED_OFF = "transfer_called_off"
    DEPARTED = "departed"  # he left, under an order of transfer
    HOSPITALISED = "hospitalised"
    DISCHARGED = "discharged"
    SIGNED_OUT = "signed_out"
    RETURNED = "returned"
    UNACCOUNTED = "unaccounted"
    ESCAPED = "escaped"
    RECAPTURED = "recaptured"
    RELEASE_OPENED = "release_opened"
    RELEASE_CANCELLED = "release_cancelled"
    RELEASE_COMPLETED = "release_completed"
    DIED = "died"
    TRANSFERRED_TO_POWER = "transferred_to_power"
    DISPROVED = "disproved"
    ANNULLED = "annulled"  # a compensating act; it goes back to an earlier state and never through `next_custody`


class Condition(StrEnum):
    """How he came back whom another service had taken out, as whoever received him saw it."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    WORSE = "worse"
    NOT_SEEN = "not_seen"  # nobody looked: a doctor does


class ListEnd(StrEnum):
    """At which end of a list heads are counted."""

    LEFT = "left"
    ARRIVED = "arrived"


class HisPaper(StrEnum):
    """A paper about him that stands on his record."""

    PROCEEDINGS_OPENED = "proceedings_opened"
    PROCEEDINGS_NOTIFIED = "proceedings_notified"  # to the Protecting Power and his representative
    PROCEEDINGS_ENDED = "proceedings_ended"
    TREATMENT = "treatment"  # certificate of illness or injury and of treatment
    INTERNMENT_REVIEWED = "internment_reviewed"  # a court or board looked again at a civilian's internment
    ACCOUNT = "account"  # statement of what stands to his credit


NOTICE_BEFORE_TRIAL = timedelta(days=21)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """What is attested of a paper."""

    by: str = ""  # the court, the doctor, the officer who signed
    reference: str = ""
    agency_reference: str = ""  # of the duplicate that went to the Agency
    has_trial_day: bool = False


class DeathCause(StrEnum):
    """What is known of the cause of a death; all but a natural one opens an enquiry (GC III art. 121)."""

    NATURAL = "natural"
    VIOLENT = "violent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyAttested:
    """What whoever records an event attests with it. It stands in the act as it was given.

    Given:    give what the event needs; an empty text and a count of None say that nothing was attested.
    Units:    counts of persons; `due_back_at` an instant in UTC as text.
    """

    list_reference: str = ""
    counted: int | None = None  # heads
    listed: int | None = None  # lines of the paper list
    received_by: str = ""  # who signed for him on arrival
    told_new_address: bool = False
    effects_go_with_him: bool = False
    destination: str = ""  # of an ordered transfer: who is to hold him
    order_by: str = ""
    due_back_at: str = ""
    sighted_by: str = ""  # who saw him there beyond doubt: a doctor, a delegate, he himself by his signature
    condition: Condition | None = None  # on his return; what is the matter with him is a doctor's to note
    is_seriously_ill: bool = False
    doctor: str = ""  # who confirmed the death
    cause: DeathCause | None = None
    receiving_power: str = ""
    power_assurance: str = ""  # what shows that this Power is willing and able to apply the Convention


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseGround:
    """What is attested when a release is opened: its basis, the paper that bears it, whether a court holds him."""

    basis: ReleaseBasis
    reference: str = ""  # of the decision, agreement or notice on which the basis rests
    signed_by: str = ""  # who signed that paper
    proceedings: Proceedings | None = None
    consent_reference: str = ""  # of the Detaining Power's consent, where proceedings stand


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDone:
    """What is attested when a release is completed."""

    outcome: ReleaseOutcome | None = None
    received_by: str = ""  # who received him: a Power's officer, a delegate, the border post, he himself
    property_reference: str = ""  # the list or account by which his property was settled, or that he had none
    property_settled_by: str = ""
    signed_by: tuple[Signatory, ...] = ()
    neutral_paper: str = ""  # number of the agreement of the neutral State that receives him


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFacts:
    """What the guards ask about. Give what the event needs; the rest keeps its default, which grants nothing.

    Given:    `holder` is who holds him from now on, "" where the event keeps the holder; counts are of persons,
              and where nobody counted nothing is compared.
    """

    holder: str = ""
    previous_holder: str = ""
    list_reference: str = ""
    counted: int | None = None  # heads at departure
    listed: int | None = None  # lines of the list
    received_by: str = ""  # who signed for him on arrival
    told_new_address: bool = False
    effects_go_with_him: bool = False
    has_order: bool = False  # of transfer, open, with the list that is named
    ordered_to: str = ""
    is_before_order: bool = False
    is_before_capture: bool = False
    condition: Condition | None = None
    order_by: str = ""
    has_due_back: bool = False
    is_due_back_within_a_month: bool = False
    returns_to: CustodyState = CustodyState.IN_CAMP
    has_strong_sighting: bool = False  # his own signature or message, a doctor, a delegate
    release: ReleaseFacts = field(default_factory=ReleaseFacts)
    is_death_confirmed_by_doctor: bool = False
    is_cause_natural_and_known: bool = False
    is_seriously_ill: bool = False
    receiving_power: str = ""
    is_receiving_power_able: bool = False
    disproved_by: tuple[str, ...] = ()


LONGEST_SIGNED_OUT = timedelta(days=31)
"""How far ahead a man who is signed out may be due back: as often as a doctor sees every prisoner (GC III art. 31).

Given:    a proposal. Whoever stays away longer is transferred, with a list and a new address (GC III art. 46, 48); a
          day in another century would be an alarm that is never given.
"""


def is_due_back_within_a_month(due_back_at: datetime | None, happened_at: datetime) -> bool:
    """Whether he is due back soon enough for the alarm to mean something.  Source: practice rule 14."""
    return due_back_at is not None and due_back_at - happened_at <= LONGEST_SIGNED_OUT


EARLIEST_ZONE = timedelta(hours=14)
"""How far a local day may begin before the same day in UTC."""


def is_before_capture(happened_at: datetime, captured_on: PartialDate | None) -> bool:
    """Whether something is said to have happened to him here before the day of his capture.

    Source:   GC III art. 5, 122(4): nobody held him before he was captured.
    Given:    where only the year or the month of his capture is known, its first day; a day that no calendar has says
              nothing.
    """
    if captured_on is None or not captured_on.is_possible:
        return False
    begin = datetime(captured_on.year, captured_on.month or 1, captured_on.day or 1, tzinfo=UTC)
    return happened_at + EARLIEST_ZONE < begin


def facts_attested(attested: CustodyAttested, *, holder: str = "", previous_holder: str = "") -> CustodyFacts:
    """What of an event's facts rests on the word of whoever recorded it, as the guards and the clocks ask for it.

    Given:    what the house itself knows is added by the service that asks the law.
    """
    return CustodyFacts(
        holder=holder,
        previous_holder=previous_holder,
        list_reference=attested.list_reference,
        counted=attested.counted,
        listed=attested.listed,
        received_by=attested.received_by,
        told_new_address=attested.told_new_address,
        effects_go_with_him=attested.effects_go_with_him,
        order_by=attested.order_by,
        has_due_back=bool(attested.due_back_at),
        has_strong_sighting=bool(attested.sighted_by.strip()),
        condition=attested.condition,
        is_seriously_ill=attested.is_seriously_ill,
        is_death_confirmed_by_doctor=bool(attested.doctor.strip()),
        is_cause_natural_and_known=attested.cause is DeathCause.NATURAL,
        receiving_power=attested.receiving_power,
        is_receiving_power_able=bool(attested.power_assurance.strip()),
    )
