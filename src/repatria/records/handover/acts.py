"""The acts of handing over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.handover import (
    Attestation,
    HandoverEvent,
    HandoverState,
    ReleaseBasis,
    Signatory,
    StatedBasis,
)
from repatria.core.law.handover_asking import AskedPerson, AskingFacts, RenewedAnswer
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSwitchedOn(Act):
    """Hand-overs of the living were made possible, on a signed legal basis and for stated meeting points."""

    KIND: ClassVar[str] = "handover.switched_on"

    switch_id: str
    basis: StatedBasis
    legal_basis: str
    points: tuple[str, ...]
    transit_consents: tuple[str, ...]
    conditions: str
    is_invented: bool  # a demonstration's invented agreement says so on every paper
    approved_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSwitchedOff(Act):
    """No further hand-over may be opened or go on under this switch."""

    KIND: ClassVar[str] = "handover.switched_off"

    switch_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingWords:
    """What the papers need of her, under her key."""

    recipient_name: str
    recipient_paper: str
    contact: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverOpened(Act):
    """A hand-over of one person to one enquirer was opened."""

    KIND: ClassVar[str] = "handover.handover_opened"

    handover_id: str
    enquiry_id: str
    person_id: str
    link_index: int
    decision_index: int
    switch_id: str
    basis: ReleaseBasis
    point: str
    opened_by: str
    state: HandoverState
    meeting: MeetingWords | None = part(Purpose.KIN, of="enquiry_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """What was said at a step, and the mark of the record that is printed from it, under her key."""

    text: str = ""
    paper_code: str = ""
    paper_word: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverStepRecorded(Act):
    """One step of a hand-over; the state reached is in the act.

    Version 1 kept no hour of their meeting; what asked both again stood in it as boxes that an officer ticked.
    """

    KIND: ClassVar[str] = "handover.step_recorded"
    VERSION: ClassVar[int] = 2

    step_id: str
    handover_id: str
    enquiry_id: str
    person_id: str
    event: HandoverEvent
    happened_at: str
    state: HandoverState
    by: tuple[str, ...]  # accounts: who authorised or recorded the step
    attested: tuple[Attestation, ...]
    signed_by: tuple[Signatory, ...]
    authority: str
    reason: str  # an authority's, or why a step was written down later; he and she need none
    provision: str
    reference: str  # code hash of a paper, number of a list
    met_at: str = ""  # of the signing: when they met
    words: StepWords | None = part(Purpose.KIN, of="enquiry_id")


@upcast("handover.step_recorded.1", "handover.step_recorded.2")
def _of_unknown_meeting(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "met_at": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """What the officer's dossier needs of the day, under her key."""

    telephones: str  # "who: number", one a line, in the order in which to call
    way_back: str
    her_journey: str
    on_day: str
    room_for_him: str
    room_for_her: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPlanned(Act):
    """The day of a hand-over was settled; a later plan takes its place (practice rule 22).

    Version 1 kept day and rooms in the frame, and so in open columns: they are read as if they had been under her key.
    """

    KIND: ClassVar[str] = "handover.planned"
    VERSION: ClassVar[int] = 2

    plan_id: str
    planned_by: str
    handover_id: str
    enquiry_id: str
    person_id: str
    words: PlanWords | None = part(Purpose.KIN, of="enquiry_id")


@upcast("handover.planned.1", "handover.planned.2")
def _seal_day_and_rooms(fields: dict[str, Any]) -> dict[str, Any]:
    names = {"meets_on": "on_day", "his_room": "room_for_him", "her_room": "room_for_her"}
    rest = {name: value for name, value in fields.items() if name not in names}
    words = rest.get("words")
    return rest if words is None else {**rest, "words": {**words, **{new: fields[old] for old, new in names.items()}}}


@dataclass(frozen=True, slots=True, kw_only=True)
class HisAnswerAgain:
    """What he said when he was asked again, and through whom, under his own key."""

    his_text: str = ""
    his_interpreter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HerAnswerAgain:
    """What she said when she was asked again, and through whom, under her own key."""

    her_text: str = ""
    her_interpreter: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAgainAlone(Act):
    """He or she was asked again at the point, alone, by somebody who does not run the hand-over (practice rule 19)."""

    KIND: ClassVar[str] = "handover.asked_again_alone"

    asking_id: str
    handover_id: str
    enquiry_id: str
    person_id: str
    who: AskedPerson
    answer: RenewedAnswer
    asked_at: str
    asked_by: str
    conditions: AskingFacts  # as attested
    state: HandoverState  # a no ends the hand-over; else where it stood
    his_words: HisAnswerAgain | None = part(Purpose.VOLUNTARY, of="person_id")
    her_words: HerAnswerAgain | None = part(Purpose.KIN, of="enquiry_id")
