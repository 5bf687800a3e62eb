"""Switching on, opening, and every step of a hand-over until it is completed, followed up or stopped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from repatria.core.law.contact import ContactAbout
from repatria.core.law.guards import refuse_open
from repatria.core.law.handover import (
    PATH,
    Attestation,
    HandoverEvent,
    HandoverState,
    Signatory,
    StatedBasis,
    check_switch,
    next_handover,
)
from repatria.core.law.handover_paper import StepSaid, sheet_guards
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, approvers_of, require_approvals, uses_approvals
from repatria.records.access.questions import question
from repatria.records.disclosure.services import only_link
from repatria.records.enquiries.selectors import check_open
from repatria.records.exchanges.errors import UnknownAgreementError
from repatria.records.handover.acts import (
    HandoverOpened,
    HandoverStepRecorded,
    HandoverSwitchedOff,
    HandoverSwitchedOn,
    MeetingWords,
    StepWords,
)
from repatria.records.handover.agreements import is_in_force
from repatria.records.handover.errors import OpenHandoverError, UnknownHandoverError
from repatria.records.handover.facts import (
    ENDED_STATES,
    Ground,
    along_the_way,
    facts_now,
    ground_of,
    state_before_suspension,
    was_checked_face_to_face,
)
from repatria.records.handover.models import Handover, HandoverSwitch
from repatria.records.handover.sheets import agreed_entry
from repatria.records.ledger.acts import encode
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.register.joined import numbers_of
from repatria.records.register.selectors.joins import decision_that_holds

SWITCH_ON, AUTHORISE = "handover.switch_on", "handover.authorise_handover"

STEP_ACTIONS = {
    HandoverEvent.ACCEPTED: "handover.accept_handover",
    HandoverEvent.AUTHORISED: AUTHORISE,
    HandoverEvent.COMPLETED: "handover.close_handover",
    HandoverEvent.FOLLOWED_UP: "handover.follow_up",
    HandoverEvent.STOPPED_BY_PRISONER: "handover.stop_handover",
    HandoverEvent.STOPPED_BY_KIN: "handover.stop_handover",
    HandoverEvent.STOPPED_BY_AUTHORITY: "handover.stop_handover",
}
"""The action of each step in the role table; every other step is `handover.record_step`."""

_TOWARDS_HER = frozenset(event for event, _ in PATH) - {HandoverEvent.COMPLETED, HandoverEvent.FOLLOWED_UP}
"""Steps that bring him to whoever asks for him: none is taken once her enquiry was closed, as abusive or by herself."""


@question(SWITCH_ON, of_numbers=True)
def switch_reference(
    basis: StatedBasis, legal_basis: str, points: Sequence[str], consents: Sequence[str], conditions: str
) -> str:
    """What the two approve when hand-overs are switched on: a digest of basis, points, consents and conditions."""
    return sha256(encode([basis, legal_basis, list(points), list(consents), conditions])).hexdigest()


def _used_by_switch(given: HandoverSwitchedOn) -> Used:
    reference = switch_reference(
        given.basis, given.legal_basis, given.points, given.transit_consents, given.conditions
    )  # fmt: skip
    return Used(action=SWITCH_ON, reference=reference)


def _used_by_step(given: HandoverStepRecorded) -> Used | None:
    return Used(action=AUTHORISE, reference=given.handover_id) if given.event is HandoverEvent.AUTHORISED else None


@service
def switch_on(
    acting: Acting, *, basis: StatedBasis, legal_basis: str, points: Sequence[str], transit_consents: Sequence[str],
    conditions: str, is_invented: bool = False,
) -> str:  # fmt: skip
    """Makes hand-overs of the living possible.

    Source:   practice rule 18: a signed legal basis, the transit States' consent, meeting point and conditions.
    Given:    two persons approved `switch_reference(...)`. `basis.agreement_reference` is the number of an agreement of
              the Parties, where it rests on one.
    Returns:  the switch's number.
    Raises:   UnstatedParticularsError naming what is missing; ApprovalsMissingError; UnknownAgreementError.
    Leaf:     handover.switched_on
    """
    require(acting, SWITCH_ON)
    check_switch(basis=basis.basis, legal_basis=legal_basis, points=points, transit_consents=transit_consents)
    reference = switch_reference(basis, legal_basis, points, transit_consents, conditions)
    approvers = require_approvals(SWITCH_ON, reference, at=acting.at)
    if basis.agreement_reference and not is_in_force(basis.agreement_reference):
        raise UnknownAgreementError("no agreement of this number is in force")
    switch_id = record_number("S", acting.randomness(7))
    record(
        HandoverSwitchedOn(
            switch_id=switch_id, basis=basis, legal_basis=legal_basis, points=tuple(points),
            transit_consents=tuple(transit_consents), conditions=conditions, is_invented=is_invented,
            approved_by=approvers,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return switch_id


@service
def switch_off(acting: Acting, *, switch_id: str, reason: str) -> None:
    """Ends a switch; release by other ways is not touched.

    Source:   practice rule 18
    Raises:   UnknownHandoverError.
    Leaf:     handover.switched_off
    """
    require(acting, "handover.switch_off")
    if not HandoverSwitch.objects.filter(pk=switch_id, is_on=True).exists():
        raise UnknownHandoverError("no such switch in force")
    record(HandoverSwitchedOff(switch_id=switch_id, reason=reason), actor=acting.account_id, at=acting.at)


@service
def open_handover(
    acting: Acting, *, enquiry_id: str, switch_id: str, point: str, meeting: MeetingWords
) -> str:  # fmt: skip
    """Opens a hand-over of the linked person to this enquirer.

    Source:   practice rules 18-19
    Given:    a switch in force; one confirmed link; his fresh decision about the hand-over; provisional level 3.
    Returns:  the hand-over's number.
    Raises:   RuleError of the guard that is not met, with its provision; OpenHandoverError; ClosedEnquiryError.
    Leaf:     handover.handover_opened
    """
    require(acting, "handover.open_handover")
    check_open(enquiry_id)
    link = only_link(enquiry_id)
    if Handover.objects.filter(person_id__in=numbers_of(link.person_id)).exclude(state__in=ENDED_STATES).exists():
        raise OpenHandoverError("a hand-over of this person is open already")
    ground = Ground(enquiry_id=enquiry_id, person_id=link.person_id, link_index=link.link_index, point=point)
    facts = replace(facts_now(acting, ground, switch_id), opened_by=acting.account_id)
    state = next_handover(None, HandoverEvent.OPENED, facts)
    links = [one.link_index for one in links_of_enquiry(enquiry_id)]
    decision, _ = decision_that_holds(link.person_id, ContactAbout.HANDOVER, links)
    assert decision is not None and facts.basis.basis is not None, "the law asked for both before this line"
    handover_id = record_number("H", acting.randomness(7))
    record(
        HandoverOpened(
            handover_id=handover_id, enquiry_id=enquiry_id, person_id=link.person_id, link_index=link.link_index,
            decision_index=decision.act_index, switch_id=switch_id, basis=facts.basis.basis, point=point,
            opened_by=acting.account_id, state=state, meeting=meeting,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return handover_id


@service(actions=ByParameter(parameter="event", actions=STEP_ACTIONS, otherwise="handover.record_step"))
def record_step(
    acting: Acting, *, handover_id: str, event: HandoverEvent, happened_at: datetime,
    attested: Collection[Attestation] = (), signed_by: Collection[Signatory] = (), authority: str = "",
    reason: str = "", provision: str = "", reference: str = "", text: str = "", paper_mark: tuple[str, str] = ("", ""),
    met_at: datetime | None = None,
) -> HandoverState:  # fmt: skip
    """Records one step; the law says whether it may follow.

    Source:   spec: hand-over states; practice rules 18-22.
    Given:    authorising needs two approvals of the hand-over by others than its opener; he and she stop without a
              reason, an authority gives name, reason and provision. `paper_mark` is code and check word of the
              hand-over record; it is given when both were asked again, and printed from then on. Who signs is another
              than who checked identity, and says when they met. A step within a minute of the one before it says in
              `reason` why it was written down later. That it did not take place rests on an incident on record; how
              they are afterwards says who asked (`reference`) and what was found (`text`). Where two agreed on what
              stands on a sheet that was filled by hand, a step says the same.
    Returns:  the state reached.
    Raises:   UnknownHandoverError; RoleForbidsError; NotYetError; ClosedEnquiryError for a step that brings him to her;
              RuleError of the guards that are not met, naming all.
    Leaf:     handover.step_recorded
    """
    require(acting, STEP_ACTIONS.get(event, "handover.record_step"))
    check_happened(happened_at, acting.at)
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    if event in _TOWARDS_HER:
        check_open(row.enquiry_id)
    if met_at is not None:
        check_happened(met_at, acting.at)
    way = along_the_way(row)
    facts = replace(
        facts_now(acting, ground_of(row), row.switch_id, was_checked=was_checked_face_to_face(handover_id)),
        happened_at=happened_at, last_at=way.last_at, recorded_by=acting.account_id, identity_by=way.identity_by,
        his_asking=way.his_asking, her_asking=way.her_asking, met_at=met_at,
        is_planned=way.is_planned_on(happened_at.date()), is_free_of_court=way.is_free_of_court,
        has_incident=way.has_incident, reference=reference, told=text,
        opened_by=row.opened_by, authorised_by=approvers_of(AUTHORISE, handover_id, at=acting.at),
        attested=frozenset(attested), signed_by=frozenset(signed_by), authority=authority, reason=reason,
        provision=provision, state_before_suspension=state_before_suspension(handover_id),
    )  # fmt: skip
    state = next_handover(HandoverState(row.state), event, facts)
    sheet = agreed_entry(handover_id)
    if sheet is not None:
        refuse_open(sheet_guards(sheet, StepSaid(
            event=event, happened_at=happened_at, met_at=met_at, signed_by=frozenset(signed_by),
            his_asking=way.his_asking, her_asking=way.her_asking,
        )))  # fmt: skip
    code, word = paper_mark
    record(
        HandoverStepRecorded(
            step_id=record_number("G", acting.randomness(7)), handover_id=handover_id, enquiry_id=row.enquiry_id,
            person_id=row.person_id, event=event, happened_at=instant_text(happened_at), state=state,
            by=facts.authorised_by if event is HandoverEvent.AUTHORISED else (acting.account_id,),
            attested=tuple(sorted(attested)), signed_by=tuple(sorted(signed_by)), authority=authority, reason=reason,
            provision=provision, reference=reference, met_at=instant_text(met_at) if met_at else "",
            words=StepWords(text=text, paper_code=code, paper_word=word) if text or code else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return state


def register() -> None:
    """Says what the acts of this room use up."""
    uses_approvals(HandoverSwitchedOn, _used_by_switch)
    uses_approvals(HandoverStepRecorded, _used_by_step)
