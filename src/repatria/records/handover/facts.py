"""What the law asks about a hand-over, gathered from the rooms below as it stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from repatria.core.law.contact import ContactAbout, ContactDecision, is_permitting, withdrawn
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.handover import PATH, HandoverEvent, HandoverFacts, HandoverState, StatedBasis, is_ended
from repatria.core.law.handover_asking import AskedPerson, RenewedAnswer, RenewedAsking
from repatria.core.law.handover_incident import ENDS_IT
from repatria.core.law.kinship_claim import ClaimStanding
from repatria.core.vocabulary.dates import read_instant
from repatria.records.access.acting import Acting
from repatria.records.disclosure.selectors import embargo_on
from repatria.records.disclosure.services import are_of_one_man
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import evidence_of, kinship_level_of
from repatria.records.enquiries.services.claims import standing_of
from repatria.records.handover.incident_models import HandoverIncident
from repatria.records.handover.models import (
    Handover,
    HandoverAsking,
    HandoverPlan,
    HandoverStep,
    HandoverSwitch,
)
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.register.grounds import ground_held
from repatria.records.register.joined import leader_of, numbers_of
from repatria.records.register.releases import decided, is_fit
from repatria.records.register.selectors import fitness_of
from repatria.records.register.selectors.decisions import DecisionView
from repatria.records.register.selectors.effects import keeps_effects_of
from repatria.records.register.selectors.joins import decision_that_holds
from repatria.records.register.selectors.papers import open_proceedings
from repatria.records.vault.opening import open_rows

ENDED_STATES = tuple(state.value for state in HandoverState if is_ended(state))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Of whom, to whom, on which link and where."""

    enquiry_id: str
    person_id: str
    link_index: int
    point: str


def ground_of(row: Handover) -> Ground:
    return Ground(enquiry_id=row.enquiry_id, person_id=row.person_id, link_index=row.link_index, point=row.point)


def basis_of(switch: HandoverSwitch | None) -> StatedBasis:
    """What the switch's basis rests on, as it was recorded."""
    return msgspec.json.decode(switch.basis_facts.encode(), type=StatedBasis) if switch else StatedBasis()


def was_checked_face_to_face(handover_id: str) -> bool:
    """Whether this hand-over's own step says that she was checked face to face."""
    return is_there(HandoverStep, handover_id=handover_id, event=HandoverEvent.IDENTITY_CHECKED.value)


def facts_now(acting: Acting, ground: Ground, switch_id: str, *, was_checked: bool = False) -> HandoverFacts:
    """The standing facts; a step adds what it attests."""
    switch = row_numbered(HandoverSwitch, switch_id)
    links = links_of_enquiry(ground.enquiry_id)
    all_links = [link.link_index for link in links]
    decision, is_anew = decision_that_holds(ground.person_id, ContactAbout.HANDOVER, all_links)
    weighed = {kind: holds for kind, holds, _ in evidence_of(ground.enquiry_id)}
    evidence = {KinshipEvidenceKind(kind) for kind, holds in weighed.items() if holds}
    if was_checked:
        evidence.add(KinshipEvidenceKind.FACE_TO_FACE)  # this hand-over's own step, before its consequence is drawn
    return HandoverFacts(
        at=acting.at,
        is_switched_on=switch is not None and switch.is_on,
        is_point_agreed=switch is not None and ground.point in switch.points.splitlines(),
        basis=basis_of(switch),
        held=ground_held(ground.person_id),
        is_free_of_embargo=embargo_on(ground.enquiry_id) is None,
        is_withheld=is_withheld_from(ground.enquiry_id, acting.at),
        is_link_confirmed=is_link_trusted(ground),
        kinship_level=kinship_level_of(ground.enquiry_id),
        evidence=frozenset(evidence) if standing_of(ground.enquiry_id) is ClaimStanding.STANDS else frozenset(),
        his_decision=_unless_taken_back(ground.person_id, decision),
        is_joined_since=decision is not None and not is_anew,
        is_property_settled=not keeps_effects_of(ground.person_id),
        is_fit_to_travel=is_fit(fitness_of(leader_of(ground.person_id)), acting.at),
    )


def is_link_trusted(ground: Ground) -> bool:
    """Whether its link stands, nobody says that it names the wrong man, and no other man is linked beside."""
    links = links_of_enquiry(ground.enquiry_id)
    trusted = [link.link_index for link in links if not link.is_doubted]
    return ground.link_index in trusted and are_of_one_man(links)


def is_carried_by_him(ground: Ground) -> bool:
    """Whether his answer about this hand-over is a yes now, however old."""
    links = [link.link_index for link in links_of_enquiry(ground.enquiry_id)]
    answer = _unless_taken_back(
        ground.person_id, decision_that_holds(ground.person_id, ContactAbout.HANDOVER, links)[0]
    )
    return answer is not None and is_permitting(answer.answer)


def _unless_taken_back(person_id: str, decision: DecisionView | None) -> ContactDecision | None:
    """His decision, or its withdrawal where he stopped a hand-over since: then all begins with asking him.

    Given:    it is the same whether he said no to whoever asked him at the point, or an officer recorded his stop.
    """
    said, numbers = decided(decision), list(numbers_of(person_id))
    asked = rows_where(
        HandoverAsking, person_id=numbers, who=AskedPerson.HE.value, answer=RenewedAnswer.NO.value
    )  # fmt: skip
    of_him = [one.pk for one in rows_where(Handover, person_id=numbers)]
    steps = rows_where(HandoverStep, handover_id=of_him, event=HandoverEvent.STOPPED_BY_PRISONER.value)
    refusals = [(one.recorded_index, one.asked_at) for one in asked]
    stopped = [(one.recorded_index, one.happened_at) for one in steps]
    index, at = max((*refusals, *stopped), default=(-1, ""))
    return withdrawn(said, read_instant(at)) if said and decision and index > decision.act_index else said


@dataclass(frozen=True, slots=True, kw_only=True)
class AlongTheWay:
    """What the steps and askings of one hand-over say so far."""

    last_at: datetime | None
    identity_by: str
    arrived_at: datetime | None  # when the later of both came; None while one has not
    his_asking: RenewedAsking | None
    her_asking: RenewedAsking | None
    planned_for: date | None  # the day of the latest plan
    is_free_of_court: bool  # nothing was opened against him since two authorised it
    has_incident: bool
    officers: frozenset[str]  # who opened, planned or authorised it or took a step of it

    def is_planned_on(self, day: date) -> bool:
        """Whether the latest plan is of a day that has not passed then."""
        return self.planned_for is not None and self.planned_for >= day


def along_the_way(row: Handover) -> AlongTheWay:
    """Reads the steps of a hand-over, and the latest asking of each."""
    steps = rows_where(HandoverStep, handover_id=row.pk, order="recorded_index")
    at = {step.event: read_instant(step.happened_at) for step in steps}
    by = {step.event: step.by for step in steps}
    arrivals = [at.get(one.value) for one in (HandoverEvent.KIN_ARRIVED, HandoverEvent.PRISONER_ARRIVED)]
    came = [one for one in arrivals if one is not None]
    along = {event.value for event, _ in PATH}
    return AlongTheWay(
        last_at=max((when for event, when in at.items() if event in along), default=None),
        identity_by=by.get(HandoverEvent.IDENTITY_CHECKED.value, ""),
        arrived_at=max(came) if len(came) == len(arrivals) else None,
        his_asking=_asked(row.pk, AskedPerson.HE), her_asking=_asked(row.pk, AskedPerson.SHE),
        planned_for=_planned_for(row.pk),
        is_free_of_court=_is_free_of_court(row, steps), has_incident=is_incident_on_record(row.pk),
        officers=frozenset({
            row.opened_by, *(one for step in steps for one in step.by.split()),
            *(plan.planned_by for plan in rows_where(HandoverPlan, handover_id=row.pk)),
        }),
    )  # fmt: skip


def _is_free_of_court(row: Handover, steps: Sequence[HandoverStep]) -> bool:
    """What stood when two authorised it they attested: none, or consented to. What was opened since holds him."""
    authorised = (one.recorded_index for one in steps if one.event == HandoverEvent.AUTHORISED.value)
    opened = open_proceedings(row.person_id)
    return opened is None or opened < max(authorised, default=-1)


def is_incident_on_record(handover_id: str) -> bool:
    """Whether an act says what went wrong at this hand-over so that it did not take place."""
    kinds = [one.value for one in ENDS_IT]
    return is_there(HandoverIncident, handover_id=handover_id, incident=kinds)


def _planned_for(handover_id: str) -> date | None:
    plan = rows_where(HandoverPlan, handover_id=handover_id, order="-recorded_index", at_most=1)
    day = open_rows(plan, ("on_day",))[0]["on_day"] if plan else None
    return date.fromisoformat(day) if day else None


def latest_asking(handover_id: str, who: AskedPerson) -> HandoverAsking | None:
    """The asking that counts: the latest of him or of her."""
    latest = rows_where(HandoverAsking, handover_id=handover_id, who=who.value, order="-recorded_index", at_most=1)
    return latest[0] if latest else None


def _asked(handover_id: str, who: AskedPerson) -> RenewedAsking | None:
    row = latest_asking(handover_id, who)
    if row is None:
        return None
    return RenewedAsking(
        answer=RenewedAnswer(row.answer), asked_at=read_instant(row.asked_at), asked_by=row.asked_by, room=row.room
    )


def state_before_suspension(handover_id: str) -> HandoverState | None:
    """Where a suspended hand-over goes back to; None where it was never suspended."""
    steps = rows_where(HandoverStep, handover_id=handover_id, order="recorded_index")
    before: HandoverState | None = HandoverState.PROPOSED
    found: HandoverState | None = None
    for step in steps:
        if step.event == HandoverEvent.SUSPENDED.value:
            found = before
        before = HandoverState(step.state)
    return found
