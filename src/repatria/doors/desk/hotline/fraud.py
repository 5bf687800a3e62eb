"""Reports of fraud, the warning that stands in all letters, and the list of what is to be posted."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.papers_hotline import PostedLetterPaper
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.lists import Row, exported, is_export, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import Proposal, proposals, propose, take_away
from repatria.records.access.role_table import SECOND_PERSONS, may_approve
from repatria.records.access.services import record_approval
from repatria.records.hotline.acts import FraudEnd, FraudKind
from repatria.records.hotline.selectors.fraud import FRAUD, WARNINGS, fraud_report, fraud_reports, letter_warning
from repatria.records.hotline.selectors.post import POST, letter_to_post, letters_to_post
from repatria.records.hotline.services.fraud import (
    LONGEST_WARNING,
    WARN,
    report_fraud,
    settle_fraud,
    switch_warning,
    warning_reference,
)
from repatria.records.hotline.services.post import post_letter

_COLUMNS = ("column.number", "column.fraud_kind", "column.received", "column.fraud_end")
_POST_COLUMNS = ("column.number", "column.enquiry", "column.at", "page.language")


@page(FRAUD, path="fraud", name="frauds", menu="menu.frauds", is_rare=True)
def fraud_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Reports of fraud in the bureau's name, those that wait first."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.report_id, word_text(language, "fraud_kind", one.kind), date_words(language, one.received_on),
                word_text(language, "fraud_end", one.end) if one.end else "—",
            ),
            link=reverse("desk:fraud", args=[one.report_id]), tone="" if one.end else "waiting",
        )
        for one in fraud_reports(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.frauds", columns=_COLUMNS, rows=rows, intro="intro.frauds", empty="empty.frauds",
        is_whole=True,
        actions=[("page.report_fraud", reverse("desk:report_fraud"))] if may(acting, "hotline.report_fraud") else [],
    )  # fmt: skip


@page("hotline.report_fraud", path="fraud/new", name="report_fraud", menu="menu.report_fraud")
def fraud_reported(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes a report; nobody asks whose it is."""
    fields = (
        Field(name="fraud_kind", kind="radio", options=choices(language_of(request), "fraud_kind", FraudKind),
              is_required=True),
        Field(name="fraud_told", kind="text", is_required=True), Field(name="fraud_where", hint="hint.fraud_where"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        report_fraud(
            acting, kind=FraudKind(entered["fraud_kind"]), told=entered["fraud_told"], where=entered["fraud_where"],
            received_on=acting.at.date(),
        )  # fmt: skip
        return reverse("desk:owed")

    asked = Asked(title="page.report_fraud", fields=fields, back=reverse("desk:owed"), intro="intro.report_fraud")
    return ask(request, asked, act)


@page(FRAUD, path="fraud/<str:report_id>", name="fraud")
def one_report(request: HttpRequest, acting: Acting, report_id: str) -> HttpResponse:
    """One report with its words."""
    view = fraud_report(acting, report_id)
    return render(request, "fraud_report.html", {
        "one": view, "may_settle": may(acting, "hotline.settle_fraud") and not view.line.end,
    })  # fmt: skip


@page("hotline.settle_fraud", path="fraud/<str:report_id>/settle", name="settle_fraud")
def settled(request: HttpRequest, acting: Acting, report_id: str) -> HttpResponse:
    """Records what a report came to."""
    fields = (
        Field(name="fraud_end", kind="radio", options=choices(language_of(request), "fraud_end", FraudEnd),
              is_required=True),
        Field(name="reason", is_required=True),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        settle_fraud(acting, report_id=report_id, end=FraudEnd(entered["fraud_end"]), reason=entered["reason"])
        return reverse("desk:frauds")

    asked = Asked(title="page.settle_fraud", fields=fields, back=reverse("desk:fraud", args=[report_id]))
    return ask(request, asked, act, subject=report_id)


def _laid(reference: str) -> Proposal:
    found = next((one for one in proposals(WARN) if reference_of_warning(one) == reference), None)
    if found is None:
        raise UnknownProposalError("no such warning was proposed")
    return found


def reference_of_warning(one: Proposal) -> str:
    """What those who agree to a proposed warning are bound to."""
    said = one.content
    return warning_reference(uk=said["uk"], ru=said["ru"], en=said["en"], is_on=said["is_on"] == "yes")


@page(WARNINGS, path="warning", name="warning", menu="menu.warning", is_rare=True)
def warning(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The warning that stands in all letters, and those that wait for two to agree."""
    now = letter_warning(acting)
    waiting = []
    for one in proposals(WARN):
        reference = reference_of_warning(one)
        agreed = set(approvers_of(WARN, reference, at=acting.at)) - {one.proposed_by}
        waiting.append({
            "reference": reference, "content": one.content, "by": one.proposed_by, "agreed": len(agreed),
            "may_agree": may_approve(acting.roles, WARN) and acting.account_id not in {*agreed, one.proposed_by},
            "may_switch": may(acting, WARN) and len(agreed - {acting.account_id}) >= SECOND_PERSONS[WARN],
        })  # fmt: skip
    return render(request, "letter_warning.html", {
        "now": now, "waiting": waiting, "needed": SECOND_PERSONS[WARN], "may_propose": may(acting, WARN),
    })  # fmt: skip


@page(WARN, path="warning/new", name="propose_warning")
def proposed_warning(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays a warning, or its end, before others."""
    now = letter_warning(acting)
    fields = (
        *(
            Field(name=f"warning_{code}", is_required=True, longest=LONGEST_WARNING, value=value, label=label)
            for code, value, label in (
                ("uk", now.uk if now else "", "field.warning_uk"), ("ru", now.ru if now else "", "field.warning_ru"),
                ("en", now.en if now else "", "field.warning_en"),
            )
        ),
        Field(name="warning_is_on", kind="radio", options=choices(language_of(request), "holds", ("yes", "no")),
              is_required=True),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        said = {code: entered[f"warning_{code}"] for code in ("uk", "ru", "en")}
        is_on = entered["warning_is_on"]
        propose(
            acting, action=WARN, reference=warning_reference(**said, is_on=is_on == "yes"),
            content=said | {"is_on": is_on},
        )  # fmt: skip
        return reverse("desk:warning")

    asked = Asked(title="page.propose_warning", fields=fields, back=reverse("desk:warning"), intro="intro.warning")
    return ask(request, asked, act)


@page("access.record_approval", path="warning/<str:reference>/approve")
def approve_warning(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Agrees to just these words."""
    require(acting, WARNINGS)

    def act() -> None:
        _laid(reference)
        record_approval(acting, action=WARN, object_reference=reference)

    return act_once(request, act, reverse("desk:warning"))


@page(WARN, path="warning/<str:reference>/switch", name="switch_warning")
def switched_warning(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Puts the warning into the letters of the next round, or takes it out."""

    def act() -> None:
        said = _laid(reference).content
        switch_warning(acting, uk=said["uk"], ru=said["ru"], en=said["en"], is_on=said["is_on"] == "yes")
        take_away(WARN, reference)

    return act_once(request, act, reverse("desk:warning"))


@page(POST, path="post", name="post", menu="menu.post", is_rare=True)
def to_post(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What is to be printed and posted: letters that lie in the boxes of those who asked for paper."""
    letters, language = letters_to_post(acting), language_of(request)
    if is_export(request):
        lines = [(one.letter_id, one.enquiry_id, date_words(language, one.dated), one.language) for one in letters]
        return exported(request, "post", [[say(language, one) for one in _POST_COLUMNS], *lines])
    return render(request, "post.html", {"letters": letters, "telephone": current().telephone})


@page(POST, path="post/<str:enquiry_id>/<str:letter_id>/address")
def post_one(request: HttpRequest, acting: Acting, enquiry_id: str, letter_id: str) -> HttpResponse:
    """One letter that is to be posted, with the address for its envelope."""
    one = letter_to_post(acting, enquiry_id, letter_id)
    return render(request, "post_one.html", {"one": one, "enquiry_id": enquiry_id, "letter_id": letter_id})


@page(POST, path="post/<str:enquiry_id>/<str:letter_id>.pdf", name="letter_sheet")
def letter_sheet(request: HttpRequest, acting: Acting, enquiry_id: str, letter_id: str) -> HttpResponse:
    """One letter as a sheet, with the code that it bears in her box."""
    one, outside = letter_to_post(acting, enquiry_id, letter_id), current()
    paper = PostedLetterPaper(
        mark=outside.mark(one.code, one.check_word, one.language, before_index=one.act_index),
        title=one.title, paragraphs=one.paragraphs, dated=date.fromisoformat(one.dated),
    )  # fmt: skip
    return pdf_file("letter", outside.printer.print_paper(paper))


@page("hotline.post_letter", path="post/<str:enquiry_id>/<str:letter_id>", name="posted")
def posted(request: HttpRequest, acting: Acting, enquiry_id: str, letter_id: str) -> HttpResponse:
    """Marks one letter as posted."""
    return act_once(
        request, lambda: post_letter(acting, letter_id=letter_id, enquiry_id=enquiry_id), reverse("desk:post")
    )
