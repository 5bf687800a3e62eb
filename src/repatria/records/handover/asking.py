"""Asking both again at the point, and what the page of whoever asks may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repatria.core.law.errors import HandoverOrderError
from repatria.core.law.handover import HandoverEvent, HandoverFacts, HandoverState, next_handover
from repatria.core.law.handover_asking import (
    ASKED_AGAIN_HOURS,
    AskedPerson,
    AskingFacts,
    RenewedAnswer,
    RenewedAsking,
    check_asking,
)
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import check_open, enquiry_for_room
from repatria.records.handover.acts import AskedAgainAlone, HerAnswerAgain, HisAnswerAgain
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.facts import along_the_way, ground_of, is_link_trusted
from repatria.records.handover.models import Handover
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.selectors import lines_for_room
from repatria.records.vault.opening import open_rows

ASK = "handover.record_asked_again_alone"
_S = HandoverState
BOTH_THERE = (_S.PRISONER_AT_POINT, _S.IDENTITY_CHECKED, _S.ASKED_AGAIN)
"""Where both are at the point and nobody has signed: they are asked, and asked anew where a yes grew old."""
_STOP = {AskedPerson.HE: HandoverEvent.STOPPED_BY_PRISONER, AskedPerson.SHE: HandoverEvent.STOPPED_BY_KIN}


@service
def record_asked_again_alone(
    acting: Acting, *, handover_id: str, who: AskedPerson, answer: RenewedAnswer, asked_at: datetime,
    conditions: AskingFacts, text: str = "", interpreter: str = "",
) -> HandoverState:  # fmt: skip
    """Records what he or she answered at the point, alone; a no ends the hand-over, and no reason is asked.

    Source:   practice rule 19; invariant 9
    Given:    conditions as whoever asked attests them; `text` his or her words, as they were said.
    Returns:  the state in which the hand-over is then.
    Raises:   UnknownHandoverError; NotYetError; ClosedEnquiryError; HandoverOrderError before both came or after the
              signatures; the refusal of the first condition that was not met, naming all; also while somebody says
              that the link names the wrong man, or she is not to be told, but for a no.
    Leaf:     handover.asked_again_alone
    """
    require(acting, ASK)
    check_happened(asked_at, acting.at)
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    state = HandoverState(row.state)
    if state not in BOTH_THERE:
        raise HandoverOrderError("both are asked when both have come", provision="practice rule 19", state=state)
    check_open(row.enquiry_id)
    way = along_the_way(row)
    check_asking(
        conditions, asked_by=acting.account_id, officers=way.officers, asked_at=asked_at, arrived_at=way.arrived_at,
        last=way.his_asking if who is AskedPerson.HE else way.her_asking,
        is_link_confirmed=answer is RenewedAnswer.NO or is_link_trusted(ground_of(row)),
        is_withheld=answer is not RenewedAnswer.NO and is_withheld_from(row.enquiry_id, acting.at),
    )  # fmt: skip
    is_he = who is AskedPerson.HE
    if answer is RenewedAnswer.NO:
        state = next_handover(state, _STOP[who], HandoverFacts(at=acting.at))
    is_told = bool(text or interpreter)
    record(
        AskedAgainAlone(
            asking_id=record_number("HA", acting.randomness(7)), handover_id=row.pk, enquiry_id=row.enquiry_id,
            person_id=row.person_id, who=who, answer=answer, asked_at=instant_text(asked_at),
            asked_by=acting.account_id, conditions=conditions, state=state,
            his_words=HisAnswerAgain(his_text=text, his_interpreter=interpreter) if is_he and is_told else None,
            her_words=HerAnswerAgain(her_text=text, her_interpreter=interpreter) if is_told and not is_he else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return state


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingView:
    """What whoever asks at the point needs: whom, where, in which language; nothing of routes, papers or contacts."""

    handover_id: str
    person_id: str
    point: str
    state: str
    his_names: str
    her_name: str
    relation: str
    her_language: str
    his_asking: RenewedAsking | None
    her_asking: RenewedAsking | None
    hours: int


@question("handover.?asking")
def asking_of(acting: Acting, handover_id: str) -> AskingView:
    """The hand-over as whoever asks both again sees it, while both are there.

    Raises:   UnknownHandoverError, also before both came and after the signatures; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    row = row_numbered(Handover, handover_id)
    if row is None or row.state not in [state.value for state in BOTH_THERE]:
        require(acting, "handover.?asking")
        raise UnknownHandoverError("no such hand-over")
    record_reading(acting, question="handover.?asking", records=(row.pk, row.enquiry_id, row.person_id))
    (line,) = lines_for_room([row.person_id])
    her, way = enquiry_for_room(row.enquiry_id), along_the_way(row)
    cells = open_rows([row], ("recipient_name",))[0]
    return AskingView(
        handover_id=row.pk, person_id=row.person_id, point=row.point, state=row.state,
        his_names=f"{line.first_names} {line.surname}".strip(), her_name=cells["recipient_name"] or "",
        relation=her.said["relation"], her_language=her.language, his_asking=way.his_asking,
        her_asking=way.her_asking, hours=ASKED_AGAIN_HOURS,
    )  # fmt: skip


@question("handover.?asking", of_numbers=True)
def to_ask_again(at: datetime) -> tuple[tuple[str, AskedPerson], ...]:
    """Hand-overs at which both have come, by number, with whom nobody asked yet or not within the hours it holds."""
    found: list[tuple[str, AskedPerson]] = []
    rows = Handover.objects.filter(state__in=[state.value for state in BOTH_THERE]).order_by("recorded_index")
    for row in rows:
        if not is_link_trusted(ground_of(row)):
            continue  # nobody is asked while somebody says that he is another man
        if is_withheld_from(row.enquiry_id, at):
            continue  # nor about one to whom he is not brought
        way = along_the_way(row)
        for who, asking in ((AskedPerson.HE, way.his_asking), (AskedPerson.SHE, way.her_asking)):
            if asking is None or (at - asking.asked_at).total_seconds() > ASKED_AGAIN_HOURS * 3600:
                found.append((row.pk, who))
    return tuple(found)
