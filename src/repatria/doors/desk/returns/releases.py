"""Release of remains to the family: all by number, a new one, one with its paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.return_list import LabelsRead
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.papers_returns import RemainsReleasePaper
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.returns.forms import at_field, instant_in, two_fields
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.releases import READS, SEES, remains_release, remains_releases
from repatria.records.returns.services.release import RELEASE, release_remains

_COLUMNS = ("column.remains_release", "column.batch_lines", "column.released_at")
_AT_FIELDS = {
    "release_items": "release_labels", "board_concluded": "release_enquiry", "family_told": "release_enquiry",
    "release_labels": "release_labels", "release_here": "release_labels", "release_effects": "release_labels",
    "release_receiver": "receiver", "release_relation": "relation", "release_document": "document",
    "release_place": "place", "release_receipt": "reference", "by_two": "second",
    "release_named": "named_by", "release_wishes": "as_wished",
}  # fmt: skip
_THREE = 3


@page(SEES, path="remains-releases", name="remains_releases")
def all_releases(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every release by its number."""
    language = language_of(request)
    rows = [
        Row(
            cells=(one.given_id, str(one.items), instant_words(language, one.at)),
            link=reverse("desk:remains_release", args=[one.given_id]) if may(acting, READS) else "",
        )
        for one in remains_releases(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.remains_releases", columns=_COLUMNS, rows=rows, intro="intro.remains_releases",
        empty="empty.remains_releases",
        actions=[("page.release_remains", reverse("desk:release_remains"))] if may(acting, RELEASE) else [],
    )  # fmt: skip


def _labels(entered: Entered) -> list[LabelsRead]:
    """Three codes a line: on the body, on the bag, on the paper."""
    found = []
    for line in entered.lines("release_labels"):
        codes = [one.strip() for one in line.split(";")]
        if len(codes) != _THREE:
            raise InputError("three codes a line", (("release_labels", "three_codes"),))
        found.append(LabelsRead(on_body=codes[0], on_bag=codes[1], on_paper=codes[2]))
    return found


@page(RELEASE, path="remains-releases/new", name="release_remains")
def new_release(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records that remains were given to the family."""

    def act(entered: Entered) -> str:
        number = release_remains(
            acting, labels=_labels(entered), enquiry_id=entered["release_enquiry"],
            person_id=entered["release_person"], happened_at=instant_in(entered), by=entered["by"],
            second=entered["second"], receiver=entered["receiver"], relation=entered["relation"],
            document=entered["document"], place=entered["place"], receipt=entered["reference"],
            is_herself=entered.is_ticked("is_herself"), named_by=entered["named_by"], as_wished=entered["as_wished"],
        )  # fmt: skip
        return reverse("desk:remains_release", args=[number])

    fields = (
        Field(name="release_enquiry", is_required=True, longest=40, hint="hint.release_enquiry"),
        Field(name="release_person", longest=40, hint="hint.release_person"),
        Field(name="release_labels", kind="text", is_required=True, hint="hint.release_labels"),
        Field(name="receiver", label="field.release_receiver", is_required=True),
        Field(name="relation", label="field.release_relation", is_required=True),
        Field(name="is_herself", kind="box", label="field.release_herself"),
        Field(name="named_by", label="field.release_named_by", hint="hint.release_named_by"),
        Field(name="as_wished", kind="text", label="field.release_as_wished", hint="hint.release_as_wished"),
        Field(name="document", label="field.release_document", is_required=True),
        Field(name="place", label="field.batch_place", is_required=True),
        *two_fields("field.given_by", "field.batch_second"),
        Field(name="reference", label="field.handed_receipt", is_required=True), at_field(),
    )  # fmt: skip
    asked = Asked(
        title="page.release_remains", fields=fields, back=reverse("desk:remains_releases"), at_fields=_AT_FIELDS,
        intro="intro.release_remains",
    )  # fmt: skip
    return ask(request, asked, act)


@page(READS, path="remains-releases/<str:given_id>", name="remains_release")
def one_release(request: HttpRequest, acting: Acting, given_id: str) -> HttpResponse:
    """One release; as a paper with its receipt and the list of what was found."""
    view = remains_release(acting, given_id)
    if request.GET.get("export") != "pdf":
        return render(request, "remains_release.html", {"one": view})
    language, outside = language_of(request), current()
    code, word = outside.fresh_mark(language)
    paper = RemainsReleasePaper(
        mark=outside.mark(code, word, language, "uk" if language == "en" else "en"), number=view.given_id,
        items=view.items, packets=tuple((one.found_id, one.seal_number, one.contents) for one in view.packets),
        released_at=local(read_instant(view.at)), place=view.place, receiver=view.receiver, relation=view.relation,
        document=view.document, by=view.by, second=view.second, receipt=view.receipt,
        named_by=view.named_by, as_wished=view.as_wished,
    )  # fmt: skip
    return pdf_file(view.given_id, outside.printer.print_paper(paper))
