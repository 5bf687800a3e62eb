"""Taking an enquiry by telephone: a receipt as on the portal; number and words are shown once and kept nowhere."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.receipts import (
    FORM_ID_BYTES,
    Receipt,
    letter_identity_of,
    locator_of,
    receipt_from_form_id,
)
from repatria.doors.desk.enquiries.forms import _LINES, enquiry_fields
from repatria.doors.desk.enquiries.papers import receipt_paper
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.records.access.acting import Acting
from repatria.records.enquiries.acts import Asked as SaidByHer
from repatria.records.enquiries.errors import KnownEnquiryError
from repatria.records.enquiries.services import receive_enquiry


def _receipt_of(form_id: str, language: str) -> Receipt:
    try:
        raw = bytes.fromhex(form_id)
    except ValueError:
        raw = b""
    if len(raw) != FORM_ID_BYTES:
        raise InputError("the form is not one of ours; open it again", (("form_id", "unknown"),))
    return receipt_from_form_id(raw, language)


@page("enquiries.receive_enquiry", path="telephone", menu="page.telephone")
def telephone(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes an enquiry and shows its receipt once; sent twice it gives the same receipt."""
    language, outside = language_of(request), current()
    fresh = "" if request.method == "POST" else outside.randomness(FORM_ID_BYTES).hex()

    def act(entered: Entered) -> HttpResponse:
        receipt = _receipt_of(entered["form_id"], entered["letter_language"])
        received_on = outside.now().date()
        said: dict[str, Any] = {name: entered[name] for name in (*_LINES, "sought_name", "relation", "words")}
        with suppress(KnownEnquiryError):  # the form was sent twice: it is the same enquiry and the same receipt
            receive_enquiry(
                acting, asked=SaidByHer(**said), locator=locator_of(receipt),
                letter_identity=letter_identity_of(receipt), received_on=received_on,
                language=entered["letter_language"], channel=entered["channel"],
                first_letter_day=outside.first_letter_day,
            )  # fmt: skip
        return render(request, "receipt.html", {
            "receipt": receipt, "received_on": received_on.isoformat(), "form_id": entered["form_id"],
        })  # fmt: skip

    asked = Asked(
        title="page.telephone", fields=enquiry_fields(language, fresh), back=reverse("desk:owed"),
        button="button.take_enquiry", intro="intro.telephone",
    )  # fmt: skip
    return ask(request, asked, act)


@page("enquiries.receive_enquiry", path="telephone/paper.pdf")
def receipt_sheet(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The receipt as a sheet, printed from the form id that the page holds; nothing is stored for it."""
    receipt = _receipt_of(request.POST.get("form_id", ""), request.POST.get("letter_language", ""))
    sheet = receipt_paper(receipt, current().now().date())
    return pdf_file("paper", current().printer.print_paper(sheet))
