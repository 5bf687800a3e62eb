"""What the acts of handing over do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.handover_asking import AskedPerson, RenewedAnswer
from repatria.records.handover.acts import (
    AskedAgainAlone,
    HandoverOpened,
    HandoverPlanned,
    HandoverStepRecorded,
    HandoverSwitchedOff,
    HandoverSwitchedOn,
    HerAnswerAgain,
    HisAnswerAgain,
    MeetingWords,
    PlanWords,
    StepWords,
)
from repatria.records.ledger.acts import encode
from repatria.records.ledger.operations import Insert, Operation, Set, projects, sealed_cells

SWITCH, HANDOVER, STEP = "handover_handoverswitch", "handover_handover", "handover_handoverstep"
ASKING, PLAN = "handover_handoverasking", "handover_handoverplan"


def _on(given: HandoverSwitchedOn, index: int) -> Iterator[Operation]:
    yield Insert(SWITCH, given.switch_id, {
        "basis": given.basis.basis.value if given.basis.basis else "",
        "basis_facts": encode(given.basis).decode(), "legal_basis": given.legal_basis,
        "points": "\n".join(given.points),
        "transit_consents": "\n".join(given.transit_consents), "conditions": given.conditions,
        "is_invented": given.is_invented, "approved_by": " ".join(given.approved_by), "recorded_index": index,
    })  # fmt: skip


def _off(given: HandoverSwitchedOff, index: int) -> Iterator[Operation]:
    yield Set(SWITCH, given.switch_id, {"is_on": False})


def _open(given: HandoverOpened, index: int) -> Iterator[Operation]:
    subject = given.enquiry_id
    yield Insert(HANDOVER, given.handover_id, {
        "enquiry_id": subject, "person_id": given.person_id, "link_index": given.link_index,
        "decision_index": given.decision_index, "switch_id": given.switch_id, "basis": given.basis.value,
        "point": given.point, "opened_by": given.opened_by, "state": given.state.value, "recorded_index": index,
        **sealed_cells(subject, MeetingWords, given.meeting),
    })  # fmt: skip


def _step(given: HandoverStepRecorded, index: int) -> Iterator[Operation]:
    subject = given.enquiry_id
    yield Insert(STEP, given.step_id, {
        "handover_id": given.handover_id, "enquiry_id": subject, "event": given.event.value,
        "happened_at": given.happened_at, "state": given.state.value, "by": " ".join(given.by),
        "attested": " ".join(given.attested), "signatories": " ".join(given.signed_by), "authority": given.authority,
        "reason": given.reason, "provision": given.provision, "reference": given.reference, "met_at": given.met_at,
        "recorded_index": index, **sealed_cells(subject, StepWords, given.words),
    })  # fmt: skip
    yield Set(HANDOVER, given.handover_id, {"state": given.state.value})


def _plan(given: HandoverPlanned, index: int) -> Iterator[Operation]:
    yield Insert(PLAN, given.plan_id, {
        "handover_id": given.handover_id, "enquiry_id": given.enquiry_id, "planned_by": given.planned_by,
        "recorded_index": index,
        **sealed_cells(given.enquiry_id, PlanWords, given.words),
    })  # fmt: skip


def _asked(given: AskedAgainAlone, index: int) -> Iterator[Operation]:
    subject = given.person_id if given.who is AskedPerson.HE else given.enquiry_id
    yield Insert(ASKING, given.asking_id, {
        "handover_id": given.handover_id, "subject": subject, "person_id": given.person_id, "who": given.who.value,
        "answer": given.answer.value, "asked_at": given.asked_at, "asked_by": given.asked_by,
        "room": given.conditions.room, "language": given.conditions.language, "recorded_index": index,
        **sealed_cells(subject, HisAnswerAgain, given.his_words),
        **sealed_cells(subject, HerAnswerAgain, given.her_words),
    })  # fmt: skip
    if given.answer is RenewedAnswer.NO:
        yield Set(HANDOVER, given.handover_id, {"state": given.state.value})


def register() -> None:
    projects(HandoverSwitchedOn)(_on)
    projects(HandoverSwitchedOff)(_off)
    projects(HandoverOpened)(_open)
    projects(HandoverStepRecorded)(_step)
    projects(AskedAgainAlone)(_asked)
    projects(HandoverPlanned)(_plan)
