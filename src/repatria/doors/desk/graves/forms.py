"""Blank forms for the graveside, to be printed before anybody goes there."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.core.vocabulary.papers_graveside import FormSize, GravesidePaper, GravesideSheet
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import SEES


@page(SEES, path="graves/forms", name="graveside_forms")
def forms(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Which forms there are, in which sizes."""
    return render(request, "graveside_forms.html", {
        "sheets": [one.value for one in GravesideSheet], "sizes": [one.value for one in FormSize],
    })  # fmt: skip


@page(SEES, path="graves/forms/<str:graveside_sheet>.pdf", name="graveside_form")
def form(request: HttpRequest, acting: Acting, graveside_sheet: str) -> HttpResponse:
    """One blank form."""
    size = request.GET.get("size", FormSize.A4.value)
    if graveside_sheet not in {one.value for one in GravesideSheet} or size not in {one.value for one in FormSize}:
        raise Http404
    language, outside = language_of(request), current()
    code, word = outside.fresh_mark(language)
    paper = GravesidePaper(
        mark=outside.mark(code, word, language, "uk" if language == "en" else "en"),
        sheet=GravesideSheet(graveside_sheet), size=FormSize(size),
    )  # fmt: skip
    return pdf_file(f"form-{graveside_sheet}-{size}", outside.printer.print_paper(paper))
