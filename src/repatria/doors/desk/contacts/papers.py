"""Papers of messages and parcels: her words to him, his trace for him to keep, the receipt to whoever sent a parcel."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.paper_mark import PaperLanguage
from repatria.core.vocabulary.papers_contact import (
    FoundThing,
    HisTracePaper,
    MessagePaper,
    ParcelReceiptPaper,
    RefusedThing,
    TraceMoment,
)
from repatria.doors.desk.contacts.trace import trace_words
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.marks import mark_in
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.contact.selectors.his import HIS_TRACE, his_trace
from repatria.records.contact.selectors.parcel_receipts import parcel_receipt
from repatria.records.contact.selectors.parcels import READ as READ_PARCEL
from repatria.records.contact.selectors.whole import paper_for_him
from repatria.records.contact.services.steps import PRINT, print_message


@page(PRINT, path="messages/print/<str:message_id>", name="print_message")
def print_for_him(request: HttpRequest, acting: Acting, message_id: str) -> HttpResponse:
    """Prints the paper for him; a lost one again, under another code."""
    one, languages = paper_for_him(acting, message_id), tuple(LANGUAGE_NAMES)
    second = PaperLanguage.UKRAINIAN if one.language == PaperLanguage.ENGLISH else PaperLanguage.ENGLISH
    fields = (
        Field(name="his_language", kind="choice", options=languages, value=one.language, is_required=True),
        Field(name="second_language", kind="choice", options=languages, value=second, is_required=True,
              hint="hint.second_language"),
    )  # fmt: skip

    def act(entered: Entered) -> HttpResponse:
        outside, his = current(), entered["his_language"]
        code, word = outside.fresh_mark(his)
        paper = MessagePaper(
            mark=outside.mark(code, word, *dict.fromkeys((his, entered["second_language"]))), his_name=one.his_name,
            person_number=one.person_id, her_name=one.her_name, written_on=date.fromisoformat(one.written_on),
            text=one.text,
        )  # fmt: skip
        printed = outside.printer.print_paper(paper)
        print_message(acting, message_id=message_id, code=code)
        return pdf_file("message", printed)

    asked = Asked(
        title="page.print_message", fields=fields, back=reverse("desk:camp_post"), button="button.print_message",
        intro="intro.print_message",
    )  # fmt: skip
    return ask(request, asked, act, subject=message_id)


@page(HIS_TRACE, path="messages/his/<str:person_id>/trace.pdf", name="his_trace_paper")
def trace_paper(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """His own trace as a sheet that he keeps."""
    mark = mark_in(request)
    paper = HisTracePaper(
        mark=mark, person_number=person_id,
        lines=tuple(
            TraceMoment(at=local(read_instant(one.at)), place=one.place, what=tuple(
                trace_words(language, one) + _until(language, one.until) for language in mark.languages
            ))
            for one in his_trace(acting, person_id)
        ),
    )  # fmt: skip
    return pdf_file(f"trace-{person_id}", current().printer.print_paper(paper))


def _until(language: str, until: str) -> str:
    return f" ({say(language, 'field.kept_until')}: {date_words(language, until)})" if until else ""


@page(READ_PARCEL, path="parcels/receipt/<str:parcel_id>.pdf", name="parcel_receipt")
def receipt(request: HttpRequest, acting: Acting, parcel_id: str) -> HttpResponse:
    """The receipt to whoever sent a parcel or money, once her box says that it was given."""
    one, mark = parcel_receipt(acting, parcel_id), mark_in(request)
    languages = mark.languages
    paper = ParcelReceiptPaper(
        mark=mark, number=one.parcel_id, what=_each(languages, "parcel_kind", one.parcel_kind),
        from_whom=one.from_whom, said_on=date.fromisoformat(one.said_on),
        opened_at=local(read_instant(one.opened_at)) if one.opened_at else None,
        things=tuple(
            FoundThing(
                declared=line.declared, found=line.found, mark=_each(languages, "parcel_beside", line.mark.value)
            )
            for line in one.beside
        ),
        parts=tuple(
            RefusedThing(thing=part.thing, why=tuple(
                f"{word_text(language, 'part_why', part.why)}; {word_text(language, 'part_became', part.became)}"
                for language in languages
            ))
            for part in one.parts
        ),
        given_at=local(read_instant(one.given_at)), confirmed=_each(languages, "parcel_mark", one.mark),
        amount=one.amount, entry=one.entry, receipt=one.receipt,
    )  # fmt: skip
    return pdf_file(f"parcel-{parcel_id}", current().printer.print_paper(paper))


def _each(languages: tuple[PaperLanguage, ...], kind: str, word: str) -> tuple[str, ...]:
    return tuple(word_text(language, kind, word) for language in languages)
