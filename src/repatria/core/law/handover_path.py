"""The words of a hand-over: its states, its events, its path, the checklist of each step, and the facts it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from repatria.core.law.contact import ContactDecision
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.handover_asking import RenewedAsking
from repatria.core.law.release import StatedBasis
from repatria.core.law.release_papers import GroundHeld


class HandoverState(StrEnum):
    """Where a hand-over stands."""

    PROPOSED = "proposed"
    KIN_ACCEPTED = "kin_accepted"
    RISK_CLEARED = "risk_cleared"
    ROUTE_AGREED = "route_agreed"
    AUTHORISED = "authorised"
    KIN_TRAVELLING = "kin_travelling"
    KIN_AT_POINT = "kin_at_point"
    PRISONER_AT_POINT = "prisoner_at_point"
    IDENTITY_CHECKED = "identity_checked"
    ASKED_AGAIN = "asked_again"
    SIGNED = "signed"
    COMPLETED = "completed"
    FOLLOWED_UP = "followed_up"
    SUSPENDED = "suspended"
    STOPPED_BY_PRISONER = "stopped_by_prisoner"
    STOPPED_BY_KIN = "stopped_by_kin"
    STOPPED_BY_AUTHORITY = "stopped_by_authority"
    FAILED = "failed"


class HandoverEvent(StrEnum):
    """One step, or one way of stopping."""

    OPENED = "opened"
    ACCEPTED = "accepted"
    RISK_CLEARED = "risk_cleared"
    ROUTE_AGREED = "route_agreed"
    AUTHORISED = "authorised"
    KIN_DEPARTED = "kin_departed"
    KIN_ARRIVED = "kin_arrived"
    PRISONER_ARRIVED = "prisoner_arrived"
    IDENTITY_CHECKED = "identity_checked"
    ASKED_AGAIN = "asked_again"
    SIGNED = "signed"
    COMPLETED = "completed"
    FOLLOWED_UP = "followed_up"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    STOPPED_BY_PRISONER = "stopped_by_prisoner"
    STOPPED_BY_KIN = "stopped_by_kin"
    STOPPED_BY_AUTHORITY = "stopped_by_authority"
    FAILED = "failed"  # no-show or incident


class Attestation(StrEnum):
    """What the officer who records a step attests with it: the lines of the checklist."""

    KIN_BRIEFED = "kin_briefed"  # she read the meeting words: no visa, no protection, may change her mind
    ROUTE_AVOIDS_COMBAT = "route_avoids_combat"
    POINT_IS_SAFE = "point_is_safe"  # default is not a capital under attack; its safety is certified
    NO_PROCEEDINGS_OR_CONSENT = "no_proceedings_or_consent"  # no court holds him, or the Detaining Power consents
    HE_KNOWS_RISKS_AT_HOME = "he_knows_risks_at_home"
    ALTERNATIVE_OFFERED = "alternative_offered"  # to stay, or a neutral country where agreed
    ENTRY_CONSENTS_FOR_BOTH = "entry_consents_for_both"
    TRAVEL_PAPERS_FOR_BOTH = "travel_papers_for_both"
    DATE_READ_BACK = "date_read_back"
    PROPERTY_IN_HAND = "property_in_hand"
    MEDICAL_PAPERS_IN_HAND = "medical_papers_in_hand"
    SEPARATE_ROOMS = "separate_rooms"
    CHECKED_FACE_TO_FACE = "checked_face_to_face"
    HIS_PARTICULARS_AGREE = "his_particulars_agree"  # what he says of himself, and his photograph where there is one
    HER_PAPER_AGREES = "her_paper_agrees"  # the document named at opening was seen, and she is its holder
    HE_WAS_ASKED_ALONE = "he_was_asked_alone"
    SHE_WAS_ASKED_ALONE = "she_was_asked_alone"
    SHE_STILL_AGREES = "she_still_agrees"
    THEY_HAVE_NOT_MET = "they_have_not_met"
    PAPER_HANDED_TO_BOTH = "paper_handed_to_both"


TICKED_ONCE = frozenset({
    Attestation.HE_WAS_ASKED_ALONE, Attestation.SHE_WAS_ASKED_ALONE, Attestation.SHE_STILL_AGREES,
})  # fmt: skip
"""What officers ticked before asking both again was an act of its own: old steps bear it, and it counts for nothing."""


class Signatory(StrEnum):
    """Whose signature the hand-over record needs. The boxes of the printed sheet are more: `SignerRole`."""

    PRISONER = "prisoner"
    RECIPIENT = "recipient"
    DETAINING_AUTHORITY = "detaining_authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFacts:
    """What the guards ask about. Give what the step needs; the rest keeps its default, which grants nothing.

    Units:    instants in UTC.
    """

    at: datetime
    is_switched_on: bool = False
    is_point_agreed: bool = False  # the point is one of the switch's
    basis: StatedBasis = field(default_factory=StatedBasis)
    held: GroundHeld = field(default_factory=GroundHeld)  # what acts hold of the release's papers
    is_free_of_embargo: bool = False  # nothing of core.law.embargo stands about her enquiry
    is_withheld: bool = False  # two withheld, or one said so lately: she is not brought to him
    is_link_confirmed: bool = False
    kinship_level: int = 0
    evidence: frozenset[KinshipEvidenceKind] = frozenset()  # the lines of proof that hold now
    his_decision: ContactDecision | None = None  # about this hand-over, his latest
    is_joined_since: bool = False  # records were joined or parted after he answered: he is asked anew
    is_fit_to_travel: bool = False  # by a doctor's word in the register
    opened_by: str = ""
    authorised_by: tuple[str, ...] = ()
    attested: frozenset[Attestation] = frozenset()
    signed_by: frozenset[Signatory] = frozenset()
    is_property_settled: bool = False  # of what was taken from him nothing is kept any more, as the packets say
    authority: str = ""
    reason: str = ""
    provision: str = ""
    state_before_suspension: HandoverState | None = None
    happened_at: datetime | None = None  # when the step was, as it is recorded
    last_at: datetime | None = None  # when the step before it was
    recorded_by: str = ""
    identity_by: str = ""  # who recorded that identity was checked
    his_asking: RenewedAsking | None = None
    her_asking: RenewedAsking | None = None
    met_at: datetime | None = None
    is_free_of_court: bool = False  # no proceedings are open against him that two did not know of when they authorised
    has_incident: bool = False  # an act says what went wrong
    reference: str = ""
    told: str = ""
    is_planned: bool = False  # rooms, calls, his way back and her journey are settled


LEAST_BETWEEN, MOST_LATER = timedelta(minutes=1), timedelta(minutes=15)
"""Steps are not taken within one minute, and are written down within a quarter of an hour; else it is said why not."""

_S, _E, _A = HandoverState, HandoverEvent, Attestation

PATH: tuple[tuple[HandoverEvent, HandoverState], ...] = (
    (_E.OPENED, _S.PROPOSED),
    (_E.ACCEPTED, _S.KIN_ACCEPTED),
    (_E.RISK_CLEARED, _S.RISK_CLEARED),
    (_E.ROUTE_AGREED, _S.ROUTE_AGREED),
    (_E.AUTHORISED, _S.AUTHORISED),
    (_E.KIN_DEPARTED, _S.KIN_TRAVELLING),
    (_E.KIN_ARRIVED, _S.KIN_AT_POINT),
    (_E.PRISONER_ARRIVED, _S.PRISONER_AT_POINT),
    (_E.IDENTITY_CHECKED, _S.IDENTITY_CHECKED),
    (_E.ASKED_AGAIN, _S.ASKED_AGAIN),
    (_E.SIGNED, _S.SIGNED),
    (_E.COMPLETED, _S.COMPLETED),
    (_E.FOLLOWED_UP, _S.FOLLOWED_UP),
)
"""The one way through: each event leads from the state before it to its own."""

ATTESTATIONS: dict[HandoverEvent, tuple[tuple[Attestation, str], ...]] = {
    _E.ACCEPTED: ((_A.KIN_BRIEFED, "practice rule 20"),),
    _E.RISK_CLEARED: (
        (_A.ROUTE_AVOIDS_COMBAT, "GC III 23"),
        (_A.POINT_IS_SAFE, "practice rule 18"),
        (_A.HE_KNOWS_RISKS_AT_HOME, "house rule 6.6"),
        (_A.ALTERNATIVE_OFFERED, "house rule 6.6"),
    ),
    _E.ROUTE_AGREED: (
        (_A.ENTRY_CONSENTS_FOR_BOTH, "practice rule 20"),
        (_A.TRAVEL_PAPERS_FOR_BOTH, "practice rule 20"),
    ),
    _E.AUTHORISED: ((_A.NO_PROCEEDINGS_OR_CONSENT, "GC III 115"),),
    _E.KIN_DEPARTED: ((_A.DATE_READ_BACK, "practice rule 20"),),
    _E.PRISONER_ARRIVED: (
        (_A.PROPERTY_IN_HAND, "GC III 119"),
        (_A.MEDICAL_PAPERS_IN_HAND, "GC III 30"),
        (_A.SEPARATE_ROOMS, "practice rule 19"),
    ),
    _E.IDENTITY_CHECKED: (
        (_A.CHECKED_FACE_TO_FACE, "practice rule 19"),
        (_A.HIS_PARTICULARS_AGREE, "practice rule 19"),
        (_A.HER_PAPER_AGREES, "practice rule 19"),
    ),
    _E.ASKED_AGAIN: ((_A.THEY_HAVE_NOT_MET, "practice rule 19"),),
    _E.COMPLETED: ((_A.PAPER_HANDED_TO_BOTH, "GC III 122(8)"),),
}
"""The checklist of each step, with the provision of each line; the desk draws its boxes from it."""
