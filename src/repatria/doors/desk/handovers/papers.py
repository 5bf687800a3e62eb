"""The record of a hand-over as a sheet: what the views of the rooms say and nothing else."""

from __future__ import annotations

from datetime import datetime

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
from repatria.doors.desk.frame.papers import partial_or_none
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import in_latin
from repatria.records.handover.selectors import HandoverView, RecordView, StepView


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
        basis=ReleaseBasis(view.basis), prints_article_117=prints_article_117(ReleaseBasis(view.basis)),
        basis_reference=view.switch.legal_basis, point=view.point,
        conditions=view.switch.conditions, held=held,
        recipient=PersonOnPaper(
            name=view.recipient_name, romanised=in_latin(view.recipient_name), document=view.recipient_paper
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
            room=say(language, "paper.his_room"), asked_by=" ".join(asked.by), language="",  # no step records it
            asked_at=asked_at, wishes_it=True,
        ),
        recipient_asked=AskedAlone(
            room=say(language, "paper.her_room"), asked_by=" ".join(asked.by), language="",  # no step records it
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


def held_on_paper(record: RecordView) -> PersonOnPaper:
    """A held person as the record names him."""
    name = f"{record.held_first_names} {record.held_surname}".strip()
    return PersonOnPaper(
        name=name, romanised=in_latin(name), born=partial_or_none(record.held_birth_date),
        number=record.handover.person_id,
    )  # fmt: skip


def _two(accounts: tuple[str, ...]) -> tuple[str, str]:
    """The first two who authorised, by number."""
    return (accounts[0], accounts[1]) if len(accounts) >= 2 else ("—", "")
