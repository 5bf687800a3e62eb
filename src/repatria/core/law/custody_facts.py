"""The words of custody: its states, its events, and the facts that its guards ask about."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from repatria.core.law.release import BasisFacts


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
    TRANSFER_ORDERED = "transfer_ordered"
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


class ReleaseOutcome(StrEnum):
    """Where a completed release leads."""

    RELEASED = "released"
    REPATRIATED = "repatriated"
    NEUTRAL_COUNTRY = "neutral_country"


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
    order_by: str = ""
    has_due_back: bool = False
    returns_to: CustodyState = CustodyState.IN_CAMP
    has_strong_sighting: bool = False  # his own signature or message, a doctor, a delegate
    basis: BasisFacts = field(default_factory=BasisFacts)
    is_identity_established: bool = False
    has_judicial_hold: bool = False
    has_judicial_consent: bool = False
    outcome: ReleaseOutcome | None = None
    has_valid_decision: bool = False  # free and recent: `contact.permits_meeting`
    is_fit_to_travel: bool = False
    is_property_settled: bool = False
    is_recipient_verified: bool = False
    is_signed: bool = False
    is_death_confirmed_by_doctor: bool = False
    is_cause_natural_and_known: bool = False
    is_seriously_ill: bool = False
    receiving_power: str = ""
    is_receiving_power_able: bool = False
    disproved_by: tuple[str, ...] = ()
