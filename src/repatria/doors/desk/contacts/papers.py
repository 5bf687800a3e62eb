"""The paper on which her words reach him: printed in the camp, once they were looked at and he said yes to her."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.paper_mark import PaperLanguage
from repatria.core.vocabulary.papers_contact import MessagePaper
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.records.access.acting import Acting
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
