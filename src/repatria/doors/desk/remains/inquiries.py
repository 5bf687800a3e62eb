"""An enquiry into a death, at the desk: what witnesses state, and the report on its way to the Protecting Power."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.remains_release import InquiryGoesTo, InquirySend
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import label_of
from repatria.records.remains.services.inquiries import SEND, STATE, record_statement, send_inquiry

_LINE = 200
_AT_FIELDS = {
    "statement_witness": "statement_witness", "statement_taken_by": "statement_taken_by",
    "statement_said": "statement_said", "inquiry_goes_to": "inquiry_goes_to", "inquiry_office": "inquiry_office",
    "inquiry_send_reference": "reference",
}  # fmt: skip


@page(STATE, path="remains/items/<str:item_code>/inquiry/statement", name="record_statement")
def new_statement(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records what a witness stated in the enquiry into a death."""
    code = label_of(acting, item_code)
    back = reverse("desk:remains_leaving", args=[code])

    def act(entered: Entered) -> str:
        taken_at = entered.instant("taken_at")
        assert taken_at is not None, "the form asks for it"
        record_statement(
            acting, item_code=code, taken_at=taken_at, witness=entered["statement_witness"],
            taken_by=entered["statement_taken_by"], said=entered["statement_said"], reference=entered["reference"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="taken_at", kind="instant", label="field.statement_taken_at", is_required=True, value=now_typed(),
              hint="hint.instant"),
        Field(name="statement_witness", is_required=True, longest=_LINE),
        Field(name="statement_taken_by", is_required=True, longest=_LINE),
        Field(name="statement_said", kind="text", is_required=True),
        Field(name="reference", longest=_LINE, label="field.statement_reference"),
    )  # fmt: skip
    asked = Asked(title="page.record_statement", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=code)


@page(SEND, path="remains/items/<str:item_code>/inquiry/<str:send_step>", name="send_inquiry")
def send(request: HttpRequest, acting: Acting, item_code: str, send_step: str) -> HttpResponse:
    """Records that the report went to the Protecting Power, or that its receipt came."""
    if send_step not in set(InquirySend):
        raise Http404
    step, code = InquirySend(send_step), label_of(acting, item_code)
    back = reverse("desk:remains_leaving", args=[code])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        to = entered.values.get("inquiry_goes_to", "")
        send_inquiry(
            acting, item_code=code, step=step, happened_at=happened_at, reference=entered["reference"],
            to=InquiryGoesTo(to) if to else None, office=entered.values.get("inquiry_office", ""),
        )  # fmt: skip
        return back

    whom = (
        Field(name="inquiry_goes_to", kind="radio", is_required=True,
              options=choices(language_of(request), "inquiry_goes_to", InquiryGoesTo)),
        Field(name="inquiry_office", is_required=True, longest=_LINE),
    )  # fmt: skip
    is_sent = step is InquirySend.SENT
    fields = (
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        *(whom if is_sent else ()),
        Field(name="reference", is_required=True, longest=_LINE,
              label="field.dispatch" if is_sent else "field.its_receipt"),
    )  # fmt: skip
    title = "page.send_inquiry" if is_sent else "page.inquiry_receipt"
    asked = Asked(title=title, fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=code)
