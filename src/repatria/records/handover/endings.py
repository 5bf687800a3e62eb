"""Telling him and her that a hand-over does not take place, and who was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from repatria.core.law.handover import HandoverState
from repatria.core.law.handover_asking import AskedPerson
from repatria.core.law.handover_ending import TO_BE_TOLD, EndingFacts, EndingWay, check_ending_told
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.role_table import is_allowed
from repatria.records.access.services import record_reading
from repatria.records.enquiries.selectors import enquiry_for_room
from repatria.records.handover.ending_acts import EndingTold, HerNeeds
from repatria.records.handover.ending_models import HandoverEnding
from repatria.records.handover.errors import ToldAlreadyError, UnknownHandoverError
from repatria.records.handover.models import Handover, HandoverAsking, HandoverStep
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.opening import open_rows

TELL_HER, TELL_HIM, ENDINGS = "handover.tell_her_ending", "handover.tell_him_ending", "handover.?endings"
LONGEST_NEEDS = 1000


@service(actions=ByParameter(parameter="who", actions={AskedPerson.HE: TELL_HIM}, otherwise=TELL_HER))
def tell_ending(
    acting: Acting, *, handover_id: str, who: AskedPerson, way: EndingWay, told_at: datetime, is_alone: bool,
    are_words_said: bool, needs: str = "",
) -> str:  # fmt: skip
    """Records that he or she was told that the hand-over does not take place.

    Source:   practice rules 8, 19, 22.
    Given:    the words are the house's, the same whatever the cause; `needs` what she needs now, her way home say, and
              of him nothing is written. That she left a number is read, as is when it ended.
    Returns:  the telling's number.
    Raises:   UnknownHandoverError; ToldAlreadyError; NotYetError; the refusal of the first open guard, naming all;
              InputError for words that are too long, or about him; StatementError.
    Leaf:     handover.ending_told
    """
    require(acting, TELL_HIM if who is AskedPerson.HE else TELL_HER)
    check_happened(told_at, acting.at)
    said = needs.strip()
    if said and (who is AskedPerson.HE or len(said) > LONGEST_NEEDS):
        raise InputError("say it shorter, and of him nothing", (("needs", "length"),))
    refuse_statements({"needs": said}, besides=OWN_WORDS)
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    if is_there(HandoverEnding, handover_id=row.pk, who=who.value):
        raise ToldAlreadyError("it was told already", provision="practice rule 22")
    check_ending_told(EndingFacts(
        state=HandoverState(row.state), who=who, way=way, told_at=told_at, ended_at=_ended_at(row),
        has_number=_has_number(row), is_alone=is_alone, are_words_said=are_words_said,
    ))  # fmt: skip
    ending_id = record_number("HE", acting.randomness(7))
    record(
        EndingTold(
            ending_id=ending_id, handover_id=row.pk, enquiry_id=row.enquiry_id, person_id=row.person_id, who=who,
            way=way, told_at=instant_text(told_at), told_by=acting.account_id,
            her=HerNeeds(needs=said) if said else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return ending_id


def _ended_at(row: Handover) -> datetime:
    """When it ended, as the step or the answer says that ended it; when it was opened where neither did."""
    steps = rows_where(HandoverStep, handover_id=row.pk, order="-recorded_index", at_most=1)
    asked = rows_where(HandoverAsking, handover_id=row.pk, order="-recorded_index", at_most=1)
    ends = [(one.recorded_index, one.happened_at) for one in steps if one.state == row.state]
    ends += [(one.recorded_index, one.asked_at) for one in asked if one.answer == "no"]
    return read_instant(max(ends)[1] if ends else act_at(row.recorded_index).at)


def _has_number(row: Handover) -> bool:
    (meeting,) = open_rows([row], ("contact",))
    said = enquiry_for_room(row.enquiry_id).said
    return any((meeting["contact"], said.get("telephone", ""), said.get("reach_by", "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingView:
    """Who does not know yet that a hand-over ended, and who was told, when, how and by whom; `needs` what she needs."""

    handover_id: str
    owed: tuple[AskedPerson, ...]
    told: tuple[EndingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingLine:
    """One telling."""

    who: str
    way: str
    told_at: str
    told_by: str
    needs: str


@question(ENDINGS, name="endings")
def endings_of(acting: Acting, handover_id: str) -> EndingView:
    """Who was told that a hand-over does not take place, and who is still to be.

    Given:    what she needs is read by whoever may tell her alone; who tells him knows nothing of her way home.
    Raises:   UnknownHandoverError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, ENDINGS)
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    may_know = is_allowed(acting.roles, TELL_HER)
    rows = rows_where(HandoverEnding, handover_id=row.pk, order="recorded_index")
    record_reading(acting, question="handover.?endings", records=(row.pk, row.enquiry_id))
    return EndingView(
        handover_id=row.pk, owed=still_to_tell(row),
        told=tuple(
            EndingLine(
                who=one.who, way=one.way, told_at=one.told_at, told_by=one.told_by,
                needs=(cells["needs"] or "") if may_know else "",
            )
            for one, cells in zip(rows, open_rows(rows, ("needs",)), strict=True)
        ),
    )  # fmt: skip


def still_to_tell(row: Handover) -> tuple[AskedPerson, ...]:
    """Who does not know yet that it ended."""
    told = {one.who for one in rows_where(HandoverEnding, handover_id=row.pk)}
    return tuple(one for one in AskedPerson if one in TO_BE_TOLD.get(HandoverState(row.state), ()) and one not in told)
