"""Her information letter: printed in her language and one that is read at a border, kept under its code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.paper_mark import PaperLanguage, PaperMark
from repatria.core.vocabulary.papers_handover import InformationLetterPaper
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import in_latin
from repatria.records.access.acting import Acting
from repatria.records.handover.information_letters import (
    PRINT,
    InformationLetterView,
    information_letter,
    print_information_letter,
)


def letter_paper(one: InformationLetterView, mark: PaperMark) -> InformationLetterPaper:
    """The letter as a paper."""
    return InformationLetterPaper(
        mark=mark, name=one.recipient_name, romanised=in_latin(one.recipient_name), point=one.point,
        meets_on=one.meets_on, her_journey=one.her_journey,
    )  # fmt: skip


@page(PRINT, path="hand-overs/<str:handover_id>/information-letter", name="print_information_letter")
def print_letter(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """Prints her information letter in a pair of languages, hers first."""
    languages = tuple(LANGUAGE_NAMES)
    one = information_letter(acting, handover_id)
    fields = (
        Field(name="her_paper_language", kind="choice", options=languages, value=one.language, is_required=True),
        Field(name="second_language", kind="choice", options=languages,
              value=PaperLanguage.UKRAINIAN if one.language == PaperLanguage.ENGLISH else PaperLanguage.ENGLISH,
              is_required=True, hint="hint.second_language"),
    )  # fmt: skip

    def act(entered: Entered) -> HttpResponse:
        outside, hers = current(), entered["her_paper_language"]
        pair = tuple(dict.fromkeys((hers, entered["second_language"])))
        code, word = outside.fresh_mark(hers)
        printed = outside.printer.print_paper(letter_paper(one, outside.mark(code, word, *pair)))
        print_information_letter(acting, handover_id=handover_id, code=code, check_word=word)
        return pdf_file("information", printed)

    asked = Asked(
        title="page.print_information_letter", fields=fields, back=reverse("desk:handover", args=[handover_id]),
        button="button.print_information", intro="intro.print_information_letter",
    )  # fmt: skip
    return ask(request, asked, act, subject=handover_id)
