"""Before an item leaves, at the desk: what is missing, the enquiry into a death, the label read again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.remains_release import Inquiry
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import READS, label_of
from repatria.records.remains.selectors.leaving import leaving_of, send_step_after
from repatria.records.remains.services.inquiries import SEND, STATE
from repatria.records.remains.services.leaving import (
    OPEN_INQUIRY,
    READ_AGAIN,
    REPORT,
    open_inquiry,
    read_labels_again,
    report_inquiry,
)

_CODE, _LINE = 60, 200
_AT_FIELDS = {
    "labels_read_by_two": "second", "inquiry_authority": "authority", "inquiry_reference": "reference",
    "inquiry_circumstances": "circumstances", "inquiry_findings": "inquiry_findings", "item_cause": "cause",
}  # fmt: skip


@page(READS, path="remains/items/<str:item_code>/leaving", name="remains_leaving",
      clocks=(ClockRule.ART121_SENT,))  # fmt: skip
def leaving(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """What is missing before an item may leave, its enquiry, and each reading of its label."""
    one = leaving_of(acting, item_code)
    inquiry = Inquiry(one.line.inquiry)
    return render(request, "remains_leaving.html", {
        "one": one, "line": one.line, "may_read": may(acting, READ_AGAIN),
        "may_open": may(acting, OPEN_INQUIRY) and inquiry in (Inquiry.NONE, Inquiry.DUE),
        "may_report": may(acting, REPORT) and inquiry is Inquiry.OPEN,
        "may_state": may(acting, STATE) and inquiry is Inquiry.OPEN,
        "send_step": send_step_after(one) if may(acting, SEND) else None,
    })  # fmt: skip


@page(OPEN_INQUIRY, path="remains/items/<str:item_code>/inquiry", name="open_inquiry",
      clocks=(ClockRule.ART121_REMAINS,))  # fmt: skip
def new_inquiry(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records that the official enquiry into a death was opened."""
    code = label_of(acting, item_code)
    back = reverse("desk:remains_leaving", args=[code])

    def act(entered: Entered) -> str:
        opened_at = entered.instant("opened_at")
        assert opened_at is not None, "the form asks for it"
        open_inquiry(
            acting, item_code=code, opened_at=opened_at, authority=entered["authority"],
            reference=entered["reference"], circumstances=entered["circumstances"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="opened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="authority", is_required=True, longest=_LINE),
        Field(name="reference", is_required=True, longest=_LINE, label="field.enquiry_reference"),
        Field(name="circumstances", kind="text", hint="hint.circumstances"),
    )  # fmt: skip
    asked = Asked(title="page.open_inquiry", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=code)


@page(REPORT, path="remains/items/<str:item_code>/inquiry/report", name="report_inquiry",
      clocks=(ClockRule.ART121_REPORT,))  # fmt: skip
def report(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records the report of the enquiry into a death."""
    code = label_of(acting, item_code)
    back = reverse("desk:remains_leaving", args=[code])

    def act(entered: Entered) -> str:
        reported_at = entered.instant("reported_at")
        assert reported_at is not None, "the form asks for it"
        report_inquiry(
            acting, item_code=code, reported_at=reported_at, cause=DeathCause(entered["cause"]),
            reference=entered["reference"], findings=entered["inquiry_findings"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="reported_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="cause", kind="radio", label="field.inquiry_cause", is_required=True,
              options=choices(language_of(request), "cause", DeathCause)),
        Field(name="reference", is_required=True, longest=_LINE, label="field.report_reference"),
        Field(name="inquiry_findings", kind="text", is_required=True),
    )  # fmt: skip
    asked = Asked(title="page.report_inquiry", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=code)


@page(READ_AGAIN, path="remains/items/<str:item_code>/labels", name="read_labels_again")
def read_again(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records that two read the label again on body, bag and paper."""
    code = label_of(acting, item_code)
    back = reverse("desk:remains_leaving", args=[code])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        read_labels_again(
            acting, item_code=code, happened_at=happened_at, on_body=entered["label_on_body"],
            on_bag=entered["label_on_bag"], on_paper=entered["label_on_paper"],
            by=entered["labels_by"], second=entered["second"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="label_on_body", is_required=True, longest=_CODE, hint="hint.remains_code"),
        Field(name="label_on_bag", is_required=True, longest=_CODE),
        Field(name="label_on_paper", is_required=True, longest=_CODE),
        Field(name="labels_by", is_required=True, hint="hint.step_by"),
        Field(name="second", label="field.labels_second", is_required=True),
    )  # fmt: skip
    asked = Asked(
        title="page.read_labels_again", fields=fields, back=back, at_fields=_AT_FIELDS,
        intro="intro.read_labels_again",
    )  # fmt: skip
    return ask(request, asked, act, subject=code)
