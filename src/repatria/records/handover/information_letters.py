"""The information letter that she is given before she sets out: kept under its code, so that anybody can check it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from repatria.core.law.guards import refuse_open
from repatria.core.law.handover import HandoverState
from repatria.core.law.information_letter import InformationLetterFacts, information_letter_guards
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.paper_codes import code_hash
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.selectors import embargo_on
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import enquiry_for_room, kinship_level_of
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.facts import ground_of, is_carried_by_him
from repatria.records.handover.models import Handover, HandoverPlan, HandoverStep
from repatria.records.handover.paper_acts import InformationLetterPrinted, PaperWords
from repatria.records.handover.paper_models import HandoverSheet
from repatria.records.handover.plans import WITH_DOSSIER
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.matching.selectors import links_of_enquiry
from repatria.records.vault.opening import open_rows

PRINT = "handover.print_information_letter"


def _row(handover_id: str) -> Handover:
    row = row_numbered(Handover, handover_id)
    if row is None:
        raise UnknownHandoverError("no such hand-over")
    return row


def _plan(handover_id: str) -> HandoverPlan | None:
    return HandoverPlan.objects.filter(handover_id=handover_id).order_by("-recorded_index").first()


def _facts(acting: Acting, row: Handover) -> InformationLetterFacts:
    attested = {
        word for step in HandoverStep.objects.filter(handover_id=row.pk) for word in step.attested.split()
    }  # fmt: skip
    links = links_of_enquiry(row.enquiry_id)
    return InformationLetterFacts(
        is_link_confirmed=any(one.link_index == row.link_index and not one.is_doubted for one in links),
        is_authorised=HandoverState(row.state) in WITH_DOSSIER, is_planned=_plan(row.pk) is not None,
        is_carried_by_him=is_carried_by_him(ground_of(row)), is_withheld=is_withheld_from(row.enquiry_id, acting.at),
        kinship_level=kinship_level_of(row.enquiry_id),
        is_free_of_embargo=embargo_on(row.enquiry_id) is None, attested=frozenset(attested),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationLetterView:
    """What stands in her letter: her name, the point and the day, her way and back. Not his name, nor whose he is."""

    handover_id: str
    recipient_name: str
    point: str
    meets_on: date
    her_journey: str
    language: str


@question("handover.?handover", name="information_letter")
def information_letter(acting: Acting, handover_id: str) -> InformationLetterView:
    """What the letter says, where it may be printed now.

    Source:   practice rule 20.
    Raises:   UnknownHandoverError; RoleForbidsError; the refusal of the first open guard.
    Leaf:     access.reading_recorded
    """
    require(acting, "handover.?handover")
    row = _row(handover_id)
    refuse_open(information_letter_guards(_facts(acting, row)))
    record_reading(acting, question="handover.?handover", records=(row.pk, row.enquiry_id))
    plan = _plan(handover_id)
    assert plan is not None, "the guard asked"
    words = open_rows([plan], ("on_day", "her_journey"))[0]
    return InformationLetterView(
        handover_id=row.pk, recipient_name=open_rows([row], ("recipient_name",))[0]["recipient_name"] or "",
        point=row.point, meets_on=date.fromisoformat(words["on_day"] or ""), her_journey=words["her_journey"] or "",
        language=enquiry_for_room(row.enquiry_id).language,
    )  # fmt: skip


@service
def print_information_letter(acting: Acting, *, handover_id: str, code: str, check_word: str) -> str:
    """Keeps under which code her information letter was printed: the portal's check knows it from the next round on.

    Source:   practice rules 20, 27.
    Returns:  the letter's number.
    Raises:   UnknownHandoverError; the refusal of the first open guard; PaperCodeError for a code that is none.
    Leaf:     handover.information_letter_printed
    """
    require(acting, PRINT)
    row = _row(handover_id)
    refuse_open(information_letter_guards(_facts(acting, row)))
    code_hash(code, check_word)
    information_id = record_number("HM", acting.randomness(7))
    record(
        InformationLetterPrinted(
            information_id=information_id, handover_id=row.pk, enquiry_id=row.enquiry_id, printed_by=acting.account_id,
            words=PaperWords(paper_code=code, paper_word=check_word),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return information_id


def published_information_letters(acting: Acting) -> tuple[tuple[str, str, date], ...]:
    """Code, check word and day of every information letter.  Leaf: access.reading_recorded"""
    rows = list(HandoverSheet.objects.filter(kind="letter").order_by("recorded_index"))
    if rows:
        record_reading(acting, question="notices.?released_letter", records=[row.pk for row in rows])
    return tuple(
        (cells["paper_code"], cells["paper_word"] or "", read_instant(act_at(row.recorded_index).at).date())
        for row, cells in zip(rows, open_rows(rows, ("paper_code", "paper_word")), strict=True)
        if cells["paper_code"]
    )
