"""The record of a hand-over as a sheet: what the views of the rooms say and nothing else."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.handover import HandoverEvent
from repatria.core.law.handover_asking import RenewedAnswer
from repatria.core.law.release import prints_article_117
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.papers_handover import (
    AskedAlone,
    EffectLine,
    HandoverRecordPaper,
    IdentityCheck,
    PersonOnPaper,
    Signatory,
    SignerRole,
)
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES
from repatria.doors.desk.frame.papers import in_each, partial_or_none
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import guard_text, in_latin, word_text
from repatria.records.handover.selectors import AskingLine, HandoverView, RecordView, StepView


def _at(instant: str) -> datetime:
    """On the bureau's clock, as every sheet has it."""
    return local(read_instant(instant))


def _text(languages: tuple[str, ...], key: str) -> str:
    return in_each(languages, lambda language: say(language, key))


def _guard(languages: tuple[str, ...], what: str) -> str:
    return in_each(languages, lambda language: guard_text(language, what))


def _said(languages: tuple[str, ...], table: str, word: str) -> str:
    return in_each(languages, lambda language: word_text(language, table, word))


def _step(view: HandoverView, event: HandoverEvent) -> StepView:
    found = next((step for step in reversed(view.steps) if step.event == event), None)
    if found is None:
        raise InputError("the record is printed when both were asked again")
    return found


def _asked(one: AskingLine | None) -> AskedAlone:
    if one is None:
        raise InputError("the record is printed when both were asked again")
    return AskedAlone(
        room=one.room, asked_by=one.asked_by, language=dict(LANGUAGE_NAMES).get(one.language, one.language),
        asked_at=_at(one.asked_at),
        wishes_it=one.answer == RenewedAnswer.YES,
    )  # fmt: skip


def handover_paper(
    view: HandoverView, record: RecordView, held: PersonOnPaper, relation: str, languages: tuple[str, ...]
) -> HandoverRecordPaper:
    """The record of a hand-over that all sign, from what its acts hold; what none holds is a line to fill in by hand.

    Given:    the step in which both were asked again; its mark is printed.
    Raises:   InputError while both were not asked again; AskedAloneError from the paper's own rules.
    """
    asked = _step(view, HandoverEvent.ASKED_AGAIN)
    if not asked.paper_code or not asked.paper_word:
        raise InputError("the record is printed when both were asked again")
    outside = current()
    checked, authorised = _step(view, HandoverEvent.IDENTITY_CHECKED), _step(view, HandoverEvent.AUTHORISED)
    at = {step.event: _at(step.happened_at) for step in view.steps}
    met_at = next((step.met_at for step in reversed(view.steps) if step.met_at), "")
    return HandoverRecordPaper(
        mark=outside.mark(asked.paper_code, asked.paper_word, *languages, before_index=asked.act_index),
        record_number=view.handover_id,
        basis=ReleaseBasis(view.basis), prints_article_117=prints_article_117(
            ReleaseBasis(view.basis), agreement_says_so=record.agreement_says_article_117
        ),
        basis_reference=view.switch.legal_basis, point=view.point,
        conditions=view.switch.conditions, held=held,
        recipient=PersonOnPaper(
            name=view.recipient_name, romanised=in_latin(view.recipient_name), document=view.recipient_paper
        ),
        relation=relation, opened_at=_at(view.opened_at), accepted_at=at[HandoverEvent.ACCEPTED.value],
        authorised_by=(authorised.by[0], authorised.by[1]), authorised_at=at[HandoverEvent.AUTHORISED.value],
        identity_checks=tuple(
            IdentityCheck(
                way=_guard(languages, one), done_by=" ".join(checked.by), done_at=_at(checked.happened_at)
            )
            for one in checked.attested
        ),
        held_asked=_asked(view.his_asking), recipient_asked=_asked(view.her_asking),
        met_at=_at(met_at) if met_at else None,
        effects=tuple(
            EffectLine(
                what=f"{one.packet_id}: {one.items}", quantity=f"{one.amount} {one.currency}".strip(),
                condition=_said(languages, "effects_state", one.state.value),
            )
            for one in record.effects
        ),
        medical_papers=tuple(f"{one.reference}, {one.by}" for one in record.medical_papers),
        signatories=(
            Signatory(role=SignerRole.HANDING_OVER, name="", function=_text(languages, "paper.detaining_authority")),
            Signatory(role=SignerRole.RECEIVING, name="", function=_text(languages, "paper.receiving")),
            Signatory(role=SignerRole.HELD, name=held.name),
            Signatory(role=SignerRole.RECIPIENT, name=view.recipient_name),
        ),
        completed_at=at.get(HandoverEvent.COMPLETED.value),
    )  # fmt: skip


def relation_on_paper(languages: tuple[str, ...], relation: str) -> str:
    """What she is to him, in the languages of a paper."""
    return _said(languages, "relation", relation) if relation else "—"


def held_on_paper(record: RecordView) -> PersonOnPaper:
    """A held person as the record names him."""
    name = f"{record.held_first_names} {record.held_surname}".strip()
    return PersonOnPaper(
        name=name, romanised=in_latin(name), born=partial_or_none(record.held_birth_date),
        number=record.handover.person_id,
    )  # fmt: skip
