"""Profiles of the dead under codes: proposed, made by another person, sent as a file, and received."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.identification import CodedTo
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import day_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, following_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices, word_text
from repatria.doors.desk.identification.pages import whole_day
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.coded import CODED, OPENS, coded_file, coded_files
from repatria.records.identification.services.coded import (
    MAKE,
    PROPOSE,
    RECEIPT,
    make_coded,
    propose_coded,
    receipt_coded,
)

_LIST = ("column.coded", "column.coded_to", "column.coded_recipient", "column.coded_samples", "column.given_state")


@page(CODED, path="identification/coded", name="coded_files", menu="menu.coded_files", is_rare=True)
def files(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The files of coded profiles, the newest first."""
    language, lines = language_of(request), coded_files(acting, after_of(request))
    rows = [
        Row(
            cells=(
                one.coded_id, word_text(language, "coded_to", one.to.value), one.recipient, str(one.samples),
                word_text(language, "coded_state", one.state if one.state != "received" or one.is_same else "differs"),
            ),
            link=reverse("desk:coded_file", args=[one.coded_id]) if may(acting, OPENS) else "",
            tone="" if one.state == "received" and one.is_same else "waiting",
        )
        for one in lines
    ]  # fmt: skip
    actions = [("page.propose_coded", reverse("desk:propose_coded"))] if may(acting, PROPOSE) else []
    return table_page(
        request, title="page.coded_files", columns=_LIST, rows=rows, intro="intro.coded_files",
        empty="empty.coded_files", actions=actions,
        following=following_of(request, lines, lines[-1].recorded_index) if lines else "",
    )  # fmt: skip


@page(PROPOSE, path="identification/coded/new", name="propose_coded")
def propose(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Proposes that profiles of the dead go out under codes."""
    language, back = language_of(request), reverse("desk:coded_files")

    def act(entered: Entered) -> str:
        number = propose_coded(
            acting, to=CodedTo(entered["coded_to"]), recipient=entered["recipient"], reference=entered["reference"],
            samples=entered.lines("coded_samples"),
        )  # fmt: skip
        return reverse("desk:coded_file", args=[number])

    fields = (
        Field(name="coded_to", kind="radio", is_required=True, options=choices(language, "coded_to", CodedTo)),
        Field(name="recipient", label="field.coded_recipient", is_required=True, longest=200),
        Field(name="reference", label="field.coded_reference", is_required=True, longest=200),
        Field(name="coded_samples", kind="text", is_required=True, hint="hint.coded_samples"),
    )  # fmt: skip
    return ask(request, Asked(title="page.propose_coded", fields=fields, back=back, intro="intro.coded_files"), act)


@page(OPENS, path="identification/coded/<str:coded_id>", name="coded_file")
def one_file(request: HttpRequest, acting: Acting, coded_id: str) -> HttpResponse:
    """One file: to whom, what each code stands for, and the file itself."""
    one = coded_file(acting, coded_id)
    if request.GET.get("file") and one.content:
        answer = HttpResponse(one.content, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{one.line.coded_id}.csv"'
        return answer
    return render(request, "coded_file.html", {
        "one": one, "may_make": may(acting, MAKE) and one.line.state == "proposed",
        "may_receipt": may(acting, RECEIPT) and one.line.state == "made",
    })  # fmt: skip


@page(MAKE, path="identification/coded/<str:coded_id>/make", name="make_coded")
def make(request: HttpRequest, acting: Acting, coded_id: str) -> HttpResponse:
    """Makes the file by a press: another person than who proposed it."""
    return act_once(
        request, lambda: make_coded(acting, coded_id=coded_id), reverse("desk:coded_file", args=[coded_id])
    )  # fmt: skip


@page(RECEIPT, path="identification/coded/<str:coded_id>/receipt", name="receipt_coded")
def receipt(request: HttpRequest, acting: Acting, coded_id: str) -> HttpResponse:
    """Records that the recipient has it."""
    back = reverse("desk:coded_file", args=[coded_id])

    def act(entered: Entered) -> str:
        receipt_coded(
            acting, coded_id=coded_id, received_on=whole_day(entered, "received_on"), reference=entered["reference"],
            digest=entered["coded_digest"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="received_on", kind="date", label="field.coded_received", is_required=True,
              value=day_typed(current().now().date())),
        Field(name="reference", label="field.coded_receipt", is_required=True, longest=200),
        Field(name="coded_digest", is_required=True, longest=64, hint="hint.coded_digest"),
    )  # fmt: skip
    return ask(request, Asked(title="page.receipt_coded", fields=fields, back=back), act, subject=coded_id)
