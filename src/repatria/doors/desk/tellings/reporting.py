"""A report of a death that nobody proved: laid before another, read with its words, agreed to, opened."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.telling import ReportedBy
from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting, require
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.telling.selectors.cases import READS, SEES
from repatria.records.telling.selectors.reports import report, reports
from repatria.records.telling.services.approving import ATTEST_CERTIFICATE, TELL_REPORTED, certificate_reference
from repatria.records.telling.services.opening import LONGEST, OPEN
from repatria.records.telling.services.reporting import agree_to_report, lay_report

_NUMBER = 40


@page(SEES, path="tellings/reports", name="death_reports")
def report_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The reports that were laid before another, by numbers."""
    rows = [
        Row(cells=found, link=reverse("desk:death_report", args=[found[0]]) if may(acting, READS) else "")
        for found in reports(acting)
    ]
    actions = [("page.lay_report", reverse("desk:lay_report"))] if may(acting, OPEN) else []
    return table_page(
        request, title="page.death_reports", columns=("column.number", "column.enquiry"), rows=rows,
        intro="intro.death_reports", empty="empty.death_reports",
        actions=[*actions, ("page.tellings", reverse("desk:tellings"))],
    )  # fmt: skip


@page(OPEN, path="tellings/reports/new", name="lay_report")
def lay(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays a report before another. Nothing is opened by it."""

    def act(entered: Entered) -> str:
        number = entered["enquiry_id"]
        found = lay_report(
            acting, enquiry_id=fold_number(number) or number, reported_by=ReportedBy(entered["reported_by"]),
            source=entered["source"],
        )  # fmt: skip
        return reverse("desk:death_report", args=[found])

    fields = (
        Field(name="enquiry_id", label="field.telling_enquiry", is_required=True, longest=_NUMBER,
              value=request.GET.get("enquiry", "")[:_NUMBER]),
        Field(name="reported_by", kind="choice", is_required=True,
              options=choices(language_of(request), "reported_by", ReportedBy)),
        Field(name="source", kind="text", label="field.telling_source", is_required=True, longest=LONGEST,
              hint="hint.telling_source"),
    )  # fmt: skip
    asked = Asked(title="page.lay_report", fields=fields, back=reverse("desk:death_reports"), intro="intro.lay_report")
    return ask(request, asked, act)


@page(READS, path="tellings/reports/<str:death_report_id>", name="death_report")
def one_report(request: HttpRequest, acting: Acting, death_report_id: str) -> HttpResponse:
    """One report with who reports it, in what words, and who agrees."""
    one = report(acting, death_report_id)
    return render(request, "death_report.html", {
        "one": one, "may_open": may(acting, OPEN) and bool(set(one.agreed_by) - {acting.account_id}),
        "may_agree": may(acting, OPEN) and may_approve(acting.roles, TELL_REPORTED)
        and acting.account_id not in (*one.agreed_by, one.laid_by),
    })  # fmt: skip


@page("access.record_approval", path="tellings/reports/<str:death_report_id>/agree", name="approve_reported")
def agree(request: HttpRequest, acting: Acting, death_report_id: str) -> HttpResponse:
    """Agrees to these words by a press."""
    require(acting, OPEN)
    back = reverse("desk:death_report", args=[death_report_id])
    return act_once(request, lambda: agree_to_report(acting, death_report_id), back)


@page("access.record_approval", path="tellings/certificates/approve", name="approve_certificate")
def agree_to_certificate(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Agrees that a death certificate of another authority bears this number, where the house holds none."""
    require(acting, OPEN)
    back = reverse("desk:tellings")

    def act(entered: Entered) -> str:
        number = fold_number(entered["certified_for"]) or entered["certified_for"]
        reference = certificate_reference(number, entered["certificate"])
        record_approval(acting, action=ATTEST_CERTIFICATE, object_reference=reference)
        return back

    fields = (
        Field(name="certified_for", is_required=True, longest=_NUMBER, hint="hint.certified_for"),
        Field(name="certificate", label="field.death_certificate", is_required=True, longest=120),
    )
    asked = Asked(
        title="page.approve_certificate", fields=fields, back=back, button="button.approve",
        intro="intro.approve_certificate",
    )  # fmt: skip
    return ask(request, asked, act)
