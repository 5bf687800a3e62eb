"""The plan of a hand-over's day, and the dossier that works without a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from repatria.core.law.errors import HandoverOrderError
from repatria.core.law.guards import need, refuse_open
from repatria.core.law.handover import HandoverState, stoppable
from repatria.core.law.handover_plan import PlanFacts, check_plan
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import check_open, enquiry_for_room
from repatria.records.handover.acts import HandoverPlanned, PlanWords
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.models import Handover, HandoverPlan
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.selectors import person_for_room, private_question
from repatria.records.vault.opening import open_rows

_S = HandoverState
WITH_DOSSIER = frozenset({
    _S.AUTHORISED, _S.KIN_TRAVELLING, _S.KIN_AT_POINT, _S.PRISONER_AT_POINT, _S.IDENTITY_CHECKED, _S.ASKED_AGAIN,
})  # fmt: skip
"""Authorised by two, and not yet signed."""
_SEALED = tuple(one.name for one in fields(PlanWords))
PLAN, DOSSIER = "handover.record_plan", "handover.?dossier"


@service
def record_plan(
    acting: Acting, *, handover_id: str, meets_on: date, his_room: str, her_room: str,
    telephones: Sequence[tuple[str, str]], way_back: str, her_journey: str,
) -> str:  # fmt: skip
    """Settles the day of a hand-over: rooms, whom to call, his way back, her food, fare, bed and escort.

    Source:   practice rule 22
    Given:    `telephones` as (who, number), in the order in which to call.
    Returns:  the plan's number; it takes the place of the one before it.
    Raises:   UnknownHandoverError; ClosedEnquiryError; HandoverOrderError once it is signed or over;
              UnstatedParticularsError naming all that is missing, a day that has passed included.
    Leaf:     handover.planned
    """
    require(acting, PLAN)
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    check_open(row.enquiry_id)
    if not stoppable(HandoverState(row.state)):
        raise HandoverOrderError("a day is planned before it is over", provision="house rule 6.6", state=row.state)
    check_plan(PlanFacts(
        has_day=meets_on >= acting.at.date(), his_room=his_room, her_room=her_room, telephones=telephones,
        way_back=way_back, her_journey=her_journey,
    ))  # fmt: skip
    plan_id = record_number("HP", acting.randomness(7))
    lines = "\n".join(f"{who.strip()}: {number.strip()}" for who, number in telephones)
    record(
        HandoverPlanned(
            plan_id=plan_id, planned_by=acting.account_id, handover_id=row.pk, enquiry_id=row.enquiry_id,
            person_id=row.person_id,
            words=PlanWords(
                telephones=lines, way_back=way_back, her_journey=her_journey, on_day=meets_on.isoformat(),
                room_for_him=his_room.strip(), room_for_her=her_room.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return plan_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """What the officer's dossier is printed from."""

    handover_id: str
    person_id: str
    point: str
    meets_on: date
    his_names: str
    his_birth_date: str
    her_name: str
    her_paper: str
    relation: str
    language: str
    his_room: str
    her_room: str
    telephones: tuple[tuple[str, str], ...]
    way_back: str
    her_journey: str
    private_question: str
    private_answer: str


def refuse_withheld(row: Handover, at: datetime) -> None:
    """Refuses what would bring her to him on paper while anything is withheld from her.

    Source:   GC IV art. 137(2); decision 0060.
    Raises:   OpenGuardError.
    """
    refuse_open(need(not is_withheld_from(row.enquiry_id, at), "not_withheld", "GC IV 137(2)"))


@question(DOSSIER)
def dossier_of(acting: Acting, handover_id: str) -> DossierView:
    """The dossier of one hand-over, as its latest plan has it.

    Source:   practice rule 22
    Given:    from its authorisation by two until it is signed: it holds what only she can answer.
    Raises:   UnknownHandoverError, also before that and while nothing is planned; OpenGuardError while anything is
              withheld from her; RoleForbidsError.
    Leaf:     access.reading_recorded, naming the hand-over, her enquiry and him
    """
    row = row_numbered(Handover, handover_id)
    plans = HandoverPlan.objects.filter(handover_id=row.pk if row else "").order_by("-recorded_index")
    plan = plans.first()
    if row is None or plan is None or row.state not in WITH_DOSSIER:
        require(acting, DOSSIER)
        raise UnknownHandoverError("no such hand-over is authorised, planned and not yet signed")
    require(acting, DOSSIER)
    refuse_withheld(row, acting.at)
    record_reading(acting, question="handover.?dossier", records=(row.pk, row.enquiry_id, row.person_id))
    told = open_rows([row], ("recipient_name", "recipient_paper"))[0]
    words = open_rows([plan], _SEALED)[0]
    held, her = person_for_room(row.person_id), enquiry_for_room(row.enquiry_id)
    asked, answer = private_question(row.person_id, row.link_index)
    lines = [line.rpartition(": ") for line in (words["telephones"] or "").splitlines()]
    return DossierView(
        handover_id=row.pk, person_id=row.person_id, point=row.point,
        meets_on=date.fromisoformat(words["on_day"] or ""),
        his_names=f"{held.first(ParticularKind.FIRST_NAMES)} {held.first(ParticularKind.SURNAME)}".strip(),
        his_birth_date=held.first(ParticularKind.BIRTH_DATE), her_name=told["recipient_name"] or "",
        her_paper=told["recipient_paper"] or "", relation=her.said["relation"], language=her.language,
        his_room=words["room_for_him"] or "", her_room=words["room_for_her"] or "",
        telephones=tuple((who, number) for who, _, number in lines), way_back=words["way_back"] or "",
        her_journey=words["her_journey"] or "", private_question=asked, private_answer=answer,
    )  # fmt: skip
