"""From records to papers: what a sheet says is taken from the views of the rooms and nothing else."""

from __future__ import annotations

from datetime import date, datetime

from repatria.core.names.transliteration import romanise
from repatria.core.vocabulary.dates import PartialDate, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.papers import (
    AskedAlone,
    CaptureCardPaper,
    CardAddressee,
    EffectLine,
    HandoverBasis,
    HandoverRecordPaper,
    IdentityCheck,
    NoticeAddressee,
    NoticeEvent,
    NoticeItem,
    NoticeLine,
    PersonOnPaper,
    ReceiptPaper,
    Signatory,
    SignerRole,
    StatutoryNoticePaper,
)
from repatria.core.vocabulary.particulars import Given, ParticularKind
from repatria.core.vocabulary.receipts import Receipt
from repatria.doors.desk.ports import current
from repatria.doors.desk.texts import say
from repatria.records.handover.selectors import HandoverView, StepView
from repatria.records.notices.selectors import NoticeView
from repatria.records.register.selectors import PersonView

_EVENT_OF_REASON = {
    "capture_reported": NoticeEvent.CAPTURE, "arrived": NoticeEvent.TRANSFER, "transfer_ordered": NoticeEvent.TRANSFER,
    "transferred_to_power": NoticeEvent.TRANSFER, "discharged": NoticeEvent.TRANSFER,
    "hospitalised": NoticeEvent.HOSPITAL_ADMISSION, "escaped": NoticeEvent.ESCAPE, "recaptured": NoticeEvent.TRANSFER,
    "release_completed": NoticeEvent.RELEASE, "died": NoticeEvent.DEATH,
}  # fmt: skip
_BASIS = {
    "unilateral": HandoverBasis.UNILATERAL, "art109_110": HandoverBasis.ARTICLES_109_110,
    "parole21": HandoverBasis.PAROLE_21, "exchange": HandoverBasis.AGREEMENT, "art118": HandoverBasis.ARTICLE_118,
}  # fmt: skip


def _partial(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except InputError:
        return None


def receipt_paper(receipt: Receipt, received_on: date) -> ReceiptPaper:
    """The sheet of a receipt taken by telephone or at the counter: number and words, no name, no service."""
    outside = current()
    code, word = outside.fresh_mark(receipt.language)
    return ReceiptPaper(
        mark=outside.mark(code, word, receipt.language), number=receipt.number, words=receipt.words,
        received_on=received_on,
    )  # fmt: skip


def capture_card(person: PersonView) -> CaptureCardPaper:
    """His card of art. 70 to the Agency, with what he gave; he writes the rest or leaves it."""
    outside = current()
    code, word = outside.fresh_mark("en")
    first = person.first
    return CaptureCardPaper(
        mark=outside.mark(code, word, "uk", "en"), addressee=CardAddressee.AGENCY, power=person.power,
        surname=first(ParticularKind.SURNAME), first_names=first(ParticularKind.FIRST_NAMES),
        father_first_name=first(ParticularKind.FATHER_FIRST_NAME),
        birth_date=_partial(first(ParticularKind.BIRTH_DATE)), birth_place=first(ParticularKind.BIRTH_PLACE),
        rank=first(ParticularKind.RANK), service_number=first(ParticularKind.SERVICE_NUMBER),
        captured_on=_partial(person.captured_on), prisoner_number=person.card_number or "", camp_name=person.holder,
    )  # fmt: skip


def notice_paper(notice: NoticeView) -> StatutoryNoticePaper:
    """A notice of the outbox as a sheet: all eleven items, those not given without a value."""
    outside, line = current(), notice.line
    event = NoticeEvent.CORRECTION if line.is_correction else _EVENT_OF_REASON.get(line.reason, NoticeEvent.CORRECTION)
    issued = read_instant(notice.issued_at)
    return StatutoryNoticePaper(
        mark=outside.mark(notice.code, notice.check_word, "en"), notice_number=line.notice_id,
        addressee=NoticeAddressee(line.recipient), event=event,
        event_on=None,  # the notice's act holds the day of its issue alone
        lines=tuple(_notice_line(item, notice.items.get(item.value, "")) for item in NoticeItem),
        issued_on=issued.date(),
    )  # fmt: skip


def _notice_line(item: NoticeItem, value: str) -> NoticeLine:
    if not value:
        return NoticeLine(item=item, given=Given.NOT_ASKED)
    date_value = _partial(value) if item is NoticeItem.BIRTH_DATE else None
    return NoticeLine(item=item, given=Given.GIVEN, value=date_value or value)


def _step(view: HandoverView, event: str) -> StepView | None:
    return next((step for step in reversed(view.steps) if step.event == event), None)


def _at(step: StepView | None, otherwise: str) -> datetime:
    return read_instant(step.happened_at if step else otherwise)


def handover_paper(
    view: HandoverView, held: PersonOnPaper, relation: str, languages: tuple[str, ...]
) -> HandoverRecordPaper:
    """The record of a hand-over that all sign, from what its steps attest.

    Given:    the step in which both were asked again; its mark is printed.
    Raises:   InputError while both were not asked again; AskedAloneError from the paper's own rules.
    """
    asked = _step(view, "asked_again")
    if asked is None or not asked.paper_code or not asked.paper_word:
        raise InputError("the record is printed when both were asked again")
    outside, language = current(), languages[0]
    checked, completed = _step(view, "identity_checked"), _step(view, "completed")
    authorised, accepted = _step(view, "authorised"), _step(view, "accepted")
    asked_at = read_instant(asked.happened_at)
    return HandoverRecordPaper(
        mark=outside.mark(asked.paper_code, asked.paper_word, *languages), record_number=view.handover_id,
        basis=_BASIS[view.basis], basis_reference=view.switch.legal_basis, point=view.point,
        conditions=view.switch.conditions, held=held,
        recipient=PersonOnPaper(
            name=view.recipient_name, romanised=_romanised(view.recipient_name), document=view.recipient_paper
        ),
        relation=relation, opened_at=read_instant(view.opened_at), accepted_at=_at(accepted, asked.happened_at),
        authorised_by=_two(authorised.by if authorised else ()), authorised_at=_at(authorised, asked.happened_at),
        identity_checks=(
            IdentityCheck(
                way=say(language, "paper.face_to_face"), done_by=" ".join(checked.by) if checked else "",
                done_at=_at(checked, asked.happened_at),
            ),
        ),
        held_asked=AskedAlone(
            room=say(language, "paper.his_room"), asked_by=" ".join(asked.by), language=language,
            asked_at=asked_at, wishes_it=True,
        ),
        recipient_asked=AskedAlone(
            room=say(language, "paper.her_room"), asked_by=" ".join(asked.by), language=language,
            asked_at=asked_at, wishes_it="she_still_agrees" in asked.attested,
        ),
        met_at=None,  # no step records it
        effects=(EffectLine(what=say(language, "paper.property"), quantity=say(language, "paper.as_listed")),),
        medical_papers=(say(language, "paper.medical"),),
        signatories=(
            Signatory(role=SignerRole.HANDING_OVER, name="", function=say(language, "paper.detaining_authority")),
            Signatory(role=SignerRole.RECEIVING, name="", function=say(language, "paper.receiving")),
            Signatory(role=SignerRole.HELD, name=held.name),
            Signatory(role=SignerRole.RECIPIENT, name=view.recipient_name),
        ),
        completed_at=read_instant(completed.happened_at) if completed else None,
    )  # fmt: skip


def person_on_paper(person: PersonView) -> PersonOnPaper:
    """A held person as the record names him."""
    name = f"{person.first(ParticularKind.FIRST_NAMES)} {person.first(ParticularKind.SURNAME)}".strip()
    return PersonOnPaper(
        name=name, romanised=_romanised(name), born=_partial(person.first(ParticularKind.BIRTH_DATE)),
        number=person.person_id,
    )  # fmt: skip


def _romanised(name: str) -> str:
    written = romanise(name)
    return "" if written == name else written


def _two(accounts: tuple[str, ...]) -> tuple[str, str]:
    """The first two who authorised, by number."""
    return (accounts[0], accounts[1]) if len(accounts) >= 2 else ("—", "")
