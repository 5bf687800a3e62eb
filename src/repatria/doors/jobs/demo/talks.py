"""The demonstration's talks: an agreement, and a list of a few invented men, each as far as his own answer lets it be.

One was asked, said yes and stands verified; one was agreed on and is still to be asked; and of a list of the other
Party one name waits for a registrar. A crossing that was recorded a day too early was taken back by two. Of the
passport by which a registrar knows the first, another said that it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from repatria.core.law.contact import ContactAbout, ContactAnswer, InterviewFacts
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.exchange_list import LineEvent, ListDirection, ListSide
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.particulars import Grade, Particular, ParticularKind, Source
from repatria.doors.jobs.demo.sign_ins import Staff
from repatria.records.access.services import record_approval
from repatria.records.disclosure.evidence import check_evidence
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.selectors.lists import agreements, lines
from repatria.records.exchanges.services.agreements import open_list, record_agreement
from repatria.records.exchanges.services.annulments import ANNUL, annul_crossing, annulment_reference
from repatria.records.exchanges.services.crossings import record_crossing
from repatria.records.exchanges.services.lines import record_line
from repatria.records.exchanges.services.lists import record_version
from repatria.records.ledger.services import bulk_acts
from repatria.records.register.selectors import custody_of, particulars_of
from repatria.records.register.selectors.documents import documents_of
from repatria.records.register.services import record_contact_decision, record_particular

PARTIES = ("Сторона A", "Сторона B")
TERMS = "по п’ятдесят осіб від кожної Сторони; спершу тяжкопоранені й тяжкохворі"
PROTOCOL, STRANGER = "протокол 4", "Дрозд Омелян"
TOO_EARLY = "записано за списком на завтра: ніхто ще не переходив"
_MEN = 2
_ALONE = InterviewFacts(
    language="uk", is_interviewer_outside_camp=True, is_guard_present=False, is_interviewer_interrogator=False
)


def _said(person_id: str, kind: ParticularKind) -> str:
    return next((one.value for one in particulars_of(person_id) if one.kind is kind and one.value), "") or ""


def _power_of(person_id: str) -> str:
    """The invented Party with whose letters his service number begins."""
    return _said(person_id, ParticularKind.SERVICE_NUMBER).partition("-")[0] or "PA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """What was agreed in one day; once, however often a filling begins again."""

    staff: Staff

    def hold(self, candidates: Sequence[str], instant: datetime) -> None:
        """The Parties agree, and lists are exchanged, on those of these men who are in a camp then."""
        registrar, adviser = self.staff.by("registrar-1", instant), self.staff.by("legal-adviser-1", instant)
        here = [one for one in candidates if custody_of(one).custody_state == CustodyState.IN_CAMP]
        if not here or agreements(adviser):
            return
        power = _power_of(here[0])
        held = [one for one in here if _power_of(one) == power][:_MEN]
        with bulk_acts():
            agreement_id = record_agreement(
                adviser, parties=PARTIES, agreed_on=(instant - timedelta(days=1)).date(), place="нейтральне місто",
                basis=ReleaseBasis.EXCHANGE, legal_basis="спеціальна угода (ЖК III, 6)", terms=TERMS,
                signed_by=("за A: уповноважений", "за B: уповноважений"),
                copy_digest=sha256(TERMS.encode()).hexdigest(),
            )  # fmt: skip
            list_id = open_list(
                registrar, agreement_id=agreement_id, direction=ListDirection.LEAVING, power=power,
                title="Список перший",
            )  # fmt: skip
            rows = [RowOnList(person_id=one, their_number=f"B-{n}") for n, one in enumerate(held, 1)]
            record_version(
                registrar, list_id=list_id, side=ListSide.THEIRS, came_at=instant, supplied_by="бюро Сторони B",
                rows=[*rows, RowOnList(name=STRANGER, birth_date="1991", their_number="B-9")],
            )  # fmt: skip
            self._say_yes(held[0], instant)
            of_him = {one.person_id: one.line_id for one in lines(registrar, list_id, at_most=0)}
            for person_id in held:
                record_line(
                    registrar, line_id=of_him[person_id], event=LineEvent.AGREED, agreed_on=instant.date(),
                    reference=PROTOCOL,
                )  # fmt: skip
            record_line(registrar, line_id=of_him[held[0]], event=LineEvent.VERIFIED)
            self._cross_in_error(list_id, of_him[held[0]], instant)

    def _cross_in_error(self, list_id: str, line_id: str, instant: datetime) -> None:
        registrar = self.staff.by("registrar-1", instant)
        crossing_id = record_crossing(
            registrar, list_id=list_id, crossed_at=instant, point="старий міст", came=(line_id,), counted=1,
            counted_by="черговий на мосту",
        )  # fmt: skip
        reference = annulment_reference(crossing_id=crossing_id, reason=TOO_EARLY)
        head = self.staff.by("head-of-bureau-1", instant)
        record_approval(head, action=ANNUL, object_reference=reference)
        annul_crossing(registrar, crossing_id=crossing_id, reason=TOO_EARLY)

    def _say_yes(self, person_id: str, instant: datetime) -> None:
        surname = _said(person_id, ParticularKind.SURNAME)
        source = Source(kind="document", reference="паспорт, показано", grade=Grade.DOCUMENT_OR_CALL)
        record_particular(
            self.staff.by("registrar-1", instant), person_id=person_id,
            particular=Particular(kind=ParticularKind.SURNAME, value=surname, source=source),
        )  # fmt: skip
        check_evidence(
            self.staff.by("registrar-2", instant), person_id=person_id, holds=True, how="паспорт бачили вдвох",
            document_index=documents_of(person_id)[-1].act_index,
        )  # fmt: skip
        record_contact_decision(
            self.staff.by("interviewer-1", instant), person_id=person_id, about=ContactAbout.RELEASE, link_index=None,
            answer=ContactAnswer.YES, is_her=None, facts=_ALONE,
        )  # fmt: skip
