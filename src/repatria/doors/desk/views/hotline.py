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
from repatria.core.vocabulary.relations import RELATIONS
from repatria.doors.desk.entered import Entered, Field
from repatria.doors.desk.pages import LANGUAGE_NAMES, Asked, ask, choices, language_of, page, pdf_file
from repatria.doors.desk.papers import receipt_paper
from repatria.doors.desk.ports import current
from repatria.records.access.acting import Acting
from repatria.records.enquiries.acts import Asked as SaidByHer
from repatria.records.enquiries.errors import KnownEnquiryError
from repatria.records.enquiries.services import receive_enquiry

CHANNELS = ("telephone", "paper", "counter")
_LINES = (
    "sought_birth", "sought_place", "sought_unit", "last_contact", "enquirer_name", "reach_by", "reach_when", "helper",
)  # fmt: skip


def enquiry_fields(language: str, form_id: str) -> tuple[Field, ...]:
    """What is asked on the telephone, in the portal's order; only his name is required."""
    return (
        Field(name="form_id", kind="hidden", value=form_id, is_required=True, longest=64),
        Field(name="letter_language", kind="choice", options=tuple((code, name) for code, name in LANGUAGE_NAMES),
              value=language, is_required=True, legend="legend.her_paper"),
        Field(name="channel", kind="choice", options=choices(language, "channel", CHANNELS), value="telephone",
              is_required=True),
        Field(name="sought_name", is_required=True, longest=10_000, legend="legend.sought"),
        Field(name="sought_birth", hint="hint.sought_birth"), Field(name="sought_place"),
        Field(name="sought_unit", hint="hint.military"), Field(name="last_contact", hint="hint.military"),
        Field(name="enquirer_name", legend="legend.enquirer"),
        Field(name="relation", kind="choice", options=choices(language, "relation", RELATIONS, empty=True)),
        Field(name="reach_by", hint="hint.reach_by"), Field(name="reach_when"), Field(name="helper"),
        Field(name="words", kind="text", hint="hint.words"),
    )  # fmt: skip


def _receipt_of(form_id: str, language: str) -> Receipt:
    try:
        raw = bytes.fromhex(form_id)
    except ValueError:
        raw = b""
    if len(raw) != FORM_ID_BYTES:
        raise InputError("the form is not one of ours; open it again", (("form_id", "unknown"),))
    return receipt_from_form_id(raw, language)


@page("enquiries.receive_enquiry")
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
        return render(request, "desk/receipt.html", {
            "receipt": receipt, "received_on": received_on.isoformat(), "form_id": entered["form_id"],
        })  # fmt: skip

    asked = Asked(
        title="page.telephone", fields=enquiry_fields(language, fresh), back=reverse("desk:owed"),
        button="button.take_enquiry", intro="intro.telephone",
    )  # fmt: skip
    return ask(request, asked, act)


@page("enquiries.receive_enquiry")
def receipt_sheet(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The receipt as a sheet, printed from the form id that the page holds; nothing is stored for it."""
    receipt = _receipt_of(request.POST.get("form_id", ""), request.POST.get("letter_language", ""))
    sheet = receipt_paper(receipt, current().now().date())
    return pdf_file("paper", current().printer.print_paper(sheet))
