"""The paper that she keeps: printed once she was told, in her language and a second one, kept under its code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.paper_mark import PaperLanguage
from repatria.core.vocabulary.papers_telling import FamilyPaper
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import with_latin
from repatria.doors.desk.tellings.visit_words import support_in
from repatria.records.access.acting import Acting
from repatria.records.telling.selectors.papers import paper_of_visit
from repatria.records.telling.services.wishes import PRINT, print_paper


@page(PRINT, path="tellings/visits/<str:visit_id>/paper", name="print_telling_paper")
def print_for_her(request: HttpRequest, acting: Acting, visit_id: str) -> HttpResponse:
    """Prints what she keeps; none before she was told."""
    one = paper_of_visit(acting, visit_id)
    languages = tuple(LANGUAGE_NAMES)
    second = PaperLanguage.UKRAINIAN if one.language == PaperLanguage.ENGLISH else PaperLanguage.ENGLISH
    fields = (
        Field(name="her_paper_language", kind="choice", options=languages, value=one.language, is_required=True),
        Field(name="second_language", kind="choice", options=languages, value=second, is_required=True,
              hint="hint.second_language"),
    )  # fmt: skip

    def act(entered: Entered) -> HttpResponse:
        outside, hers = current(), entered["her_paper_language"]
        pair = tuple(dict.fromkeys((hers, entered["second_language"])))
        code, word = outside.fresh_mark(hers)
        paper = FamilyPaper(
            mark=outside.mark(code, word, *pair), sought_name=with_latin(one.sought_name), told_on=one.told_on,
            found=one.found, methods=one.methods,
            support=tuple(", ".join(filter(None, (s.name, s.telephone, s.hours))) for s in support_in(hers)),
        )  # fmt: skip
        printed = outside.printer.print_paper(paper)
        print_paper(acting, visit_id=visit_id, language=hers, code=code, check_word=word)
        return pdf_file("paper", printed)

    asked = Asked(
        title="page.print_telling_paper", fields=fields, back=reverse("desk:family_visit", args=[visit_id]),
        button="button.print_telling_paper", intro="intro.print_telling_paper",
    )  # fmt: skip
    return ask(request, asked, act, subject=visit_id)
