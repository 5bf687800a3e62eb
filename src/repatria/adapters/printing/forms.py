"""Turns each paper into what its template is given: texts in the paper's languages and values as plain strings.

A form chooses sections of the catalogue and writes dates and enumerated words once a language; it lays nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import singledispatch
from typing import Any

from repatria.adapters.printing.catalogue import day_text, moment_text, partial_text, section
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.papers import (
    ArrivalPadPaper,
    AskedAlone,
    CaptureCardPaper,
    CardAddressee,
    CardHealth,
    DossierPaper,
    HandoverRecordPaper,
    LetterPaper,
    NoticeLine,
    Paper,
    PaperKind,
    PaperLanguage,
    PersonOnPaper,
    ReceiptPaper,
    SignerRole,
    StatutoryNoticePaper,
)

Languages = Sequence[PaperLanguage]
Spoken = list[str]  # the same thing said once in each language of the paper

_CARD_FIELDS = (
    *("power", "surname", "first_names", "father_first_name", "birth_place", "rank", "service_number"),
    *("next_of_kin_address", "coming_from", "prisoner_number", "camp_name"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a template is given beside the mark: its name, texts by language, values by name."""

    template: str
    texts: Mapping[str, Mapping[str, str]]
    values: Mapping[str, Any]


def _texts(languages: Languages, *sections: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for language in languages:
        found[language] = {}
        for name in ("common", *sections):
            found[language].update(section(language, name))
    return found


def _each(languages: Languages, write: Callable[[PaperLanguage], str]) -> Spoken:
    return [write(language) for language in languages]


def _word(languages: Languages, word: StrEnum) -> Spoken:
    return _each(languages, lambda language: section(language, type(word).__name__.lower())[word])


def _day(languages: Languages, day: date) -> Spoken:
    return _each(languages, lambda language: day_text(day, language))


def _partial(languages: Languages, day: PartialDate | None) -> Spoken:
    return _each(languages, lambda language: partial_text(day, language))


def _moment(languages: Languages, at: datetime) -> Spoken:
    return _each(languages, lambda language: moment_text(at, language))


def _moment_or_blank(languages: Languages, at: datetime | None) -> Spoken:
    """A blank is filled in by hand: a paper states no hour that nobody recorded."""
    return _moment(languages, at) if at else _each(languages, lambda _: "")


@singledispatch
def form_of(paper: Paper) -> Form:
    """Returns what the template of this paper is given.  Raises: CatalogueError for a text that is absent."""
    raise TypeError(f"no form for {type(paper).__name__}")


@form_of.register
def _receipt(paper: ReceiptPaper) -> Form:
    texts = _texts(paper.mark.languages, "receipt")
    for language, words in texts.items():
        words["answer"] = words["answer"].format(date=day_text(paper.received_on, PaperLanguage(language)))
    return Form(template="receipt", texts=texts, values={"number": paper.number, "words": list(paper.words)})


@form_of.register
def _letter(paper: LetterPaper) -> Form:
    languages = paper.mark.languages
    texts = _texts(languages, "letter", paper.kind)
    paragraphs = []
    for language in languages:
        words = texts[language]
        known_on = day_text(paper.known_on, language) if paper.known_on else ""
        words["answer"] = words["answer"].format(name=paper.sought_name)
        paragraphs.append([words[p].format(known_on=known_on) for p in ("p1", "p2", "p3", "p4") if p in words])
    values = {
        "dated": _day(languages, paper.dated),
        "enquiry_number": paper.enquiry_number,
        "sought_name": paper.sought_name,
        "mail_address": paper.mail_address,
        "paragraphs": paragraphs,
    }
    return Form(template="letter", texts=texts, values=values)


def _notice_value(languages: Languages, line: NoticeLine) -> str | Spoken:
    if line.value is None or line.value == "":
        return _word(languages, line.given)
    return line.value if isinstance(line.value, str) else _partial(languages, line.value)


@form_of.register
def _statutory_notice(paper: StatutoryNoticePaper) -> Form:
    languages = paper.mark.languages
    texts = _texts(languages, "statutory_notice")
    values = {
        "to": _each(languages, lambda language: texts[language][paper.addressee]),
        "notice_number": paper.notice_number,
        "issued_on": _day(languages, paper.issued_on),
        "event": _word(languages, paper.event),
        "event_on": _partial(languages, paper.event_on)
        if paper.event_on
        else _each(languages, lambda language: section(language, "given")["unknown"]),
        "lines": [{"item": _word(languages, one.item), "value": _notice_value(languages, one)} for one in paper.lines],
        "fears": paper.fears_the_notice,
    }
    return Form(template="statutory_notice", texts=texts, values=values)


@form_of.register
def _capture_card(paper: CaptureCardPaper) -> Form:
    languages = paper.mark.languages
    to_family = paper.addressee is CardAddressee.FAMILY

    def once(day: Spoken) -> str:  # the card has room for one writing of a date: his own language's
        return day[0]

    values = {
        "distinct": "distinct_family" if to_family else "distinct",
        "address": paper.next_of_kin_address if to_family else "",
        "birth_date": once(_partial(languages, paper.birth_date)),
        "captured_on": once(_partial(languages, paper.captured_on)),
        "written_on": once(_day(languages, paper.written_on)) if paper.written_on else "",
        "health": [
            {"words": _word(languages, one), "struck": paper.health is not None and one is not paper.health}
            for one in CardHealth
        ],
    }
    for name in _CARD_FIELDS:
        values[name] = getattr(paper, name)
    return Form(template="capture_card", texts=_texts(languages, "capture_card"), values=values)


@form_of.register
def _arrival_pad(paper: ArrivalPadPaper) -> Form:
    numbers = [f"{number:04d}" for number in range(paper.first_number, paper.first_number + paper.count)]
    return Form(
        template="stub", texts=_texts(paper.mark.languages, "stub"), values={"unit": paper.unit, "numbers": numbers}
    )


def _person(languages: Languages, one: PersonOnPaper) -> dict[str, str | Spoken]:
    return {
        "name": one.name,
        "romanised": one.romanised,
        "born": _partial(languages, one.born),
        "number": one.number,
        "document": one.document,
    }


def _asked(languages: Languages, role: SignerRole, one: AskedAlone) -> dict[str, str | Spoken]:
    answer = "yes" if one.wishes_it else "no"
    return {
        "who": _word(languages, role),
        "room": one.room,
        "asked_by": one.asked_by,
        "language": one.language,
        "asked_at": _moment(languages, one.asked_at),
        "wishes": _each(languages, lambda language: section(language, "common")[answer]),
    }


def _signatories(languages: Languages, paper: HandoverRecordPaper) -> list[dict[str, str | Spoken | None]]:
    by_role = {one.role: one for one in paper.signatories}
    found: list[dict[str, str | Spoken | None]] = []
    for role in SignerRole:
        signer = by_role.get(role)
        found.append(
            {
                "role": _word(languages, role),
                "name": signer.name if signer else None,
                "function": signer.function if signer else "",
            }
        )
    return found


@form_of.register
def _handover_record(paper: HandoverRecordPaper) -> Form:
    languages = paper.mark.languages
    authorised = ", ".join(paper.authorised_by)
    values = {
        "record_number": paper.record_number,
        "held": _person(languages, paper.held),
        "recipient": _person(languages, paper.recipient),
        "relation": paper.relation,
        "basis": _word(languages, paper.basis),
        "basis_reference": paper.basis_reference,
        "point": paper.point,
        "conditions": paper.conditions or _each(languages, lambda language: section(language, "common")["none"]),
        "opened_at": _moment(languages, paper.opened_at),
        "accepted_at": _moment(languages, paper.accepted_at),
        "authorised": [
            f"{authorised}: {at}" if i == 0 else at for i, at in enumerate(_moment(languages, paper.authorised_at))
        ],
        "met_at": _moment_or_blank(languages, paper.met_at),
        "completed_at": _moment_or_blank(languages, paper.completed_at),
        "identity_checks": [
            {"way": one.way, "done_by": one.done_by, "done_at": _moment(languages, one.done_at)}
            for one in paper.identity_checks
        ],
        "asked": [
            _asked(languages, SignerRole.HELD, paper.held_asked),
            _asked(languages, SignerRole.RECIPIENT, paper.recipient_asked),
        ],
        "effects": [{"what": one.what, "quantity": one.quantity, "condition": one.condition} for one in paper.effects],
        "medical_papers": list(paper.medical_papers),
        "article_117": paper.prints_article_117,
        "signatories": _signatories(languages, paper),
    }
    return Form(template="handover_record", texts=_texts(languages, "handover_record"), values=values)


@form_of.register
def _dossier(paper: DossierPaper) -> Form:
    languages = paper.mark.languages
    texts = _texts(languages, "handover_record", "dossier")
    values = {
        "record_number": paper.record_number,
        "on": _day(languages, paper.on),
        "point": paper.point,
        "held": paper.held.name,
        "recipient": paper.recipient.name,
        "relation": paper.relation,
        "private_question": paper.private_question,
        "private_answer": paper.private_answer,
        "rooms": list(paper.rooms),
        "telephones": [list(one) for one in paper.telephones],
        "way_back": paper.way_back,
        "her_journey": paper.her_journey,
    }
    return Form(template="dossier", texts=texts, values=values)


def titles_of(paper: Paper) -> Spoken:
    """Returns the title of a paper in each of its languages. A receipt's says nothing about what it is a receipt of."""
    name = PaperKind(paper.kind)
    return _each(paper.mark.languages, lambda language: section(language, name)["title"])
