"""Taking an enquiry by telephone: a receipt as on the portal; number and words are shown once and kept nowhere.

What is typed is kept while it is typed, sealed, for whoever types it (decision 0036): a call that breaks off loses
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.receipts import (
    FORM_ID_BYTES,
    caller_secret_of,
    letter_identity_of,
    locator_of,
    phone_code_of,
    receipt_from_form_id,
)
from repatria.doors.desk.enquiries.forms import SAID, enquiry_fields
from repatria.doors.desk.enquiries.papers import TakenReceipt, receipt_paper
from repatria.doors.desk.enquiries.scripts import scripts
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.askers import taken_from_her
from repatria.doors.desk.frame.asking import Asked, ask, show_again
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field, read
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.form_numbers import NAME, form_number_field
from repatria.doors.desk.frame.keeping import as_posted, done_with, keep_posted, keeping, left
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.records.access.acting import Acting
from repatria.records.enquiries.acts import Asked as SaidByHer
from repatria.records.enquiries.errors import KnownEnquiryError
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.hotline.pairs import enquiry_under

_FORM, _TAKE = "telephone", "enquiries.receive_enquiry"


def _receipt_of(form_id: str, language: str, *, by_telephone: bool) -> TakenReceipt:
    try:
        raw = bytes.fromhex(form_id)
    except ValueError:
        raw = b""
    if len(raw) != FORM_ID_BYTES:
        raise InputError("the form is not one of ours; open it again", (("form_id", "unknown"),))
    return TakenReceipt(
        receipt=receipt_from_form_id(raw, language), phone_code=phone_code_of(raw) if by_telephone else "",
        caller_secret=caller_secret_of(raw),
    )  # fmt: skip


@page(_TAKE, path="telephone", menu="page.telephone")
def telephone(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes an enquiry and shows its receipt once; sent twice it gives the same receipt."""
    language, outside = language_of(request), current()
    fresh = "" if request.method == "POST" else outside.randomness(FORM_ID_BYTES).hex()

    def act(entered: Entered) -> HttpResponse:
        taken = _receipt_of(
            entered["form_id"], entered["letter_language"], by_telephone=entered.is_ticked("by_telephone")
        )
        receipt, received_on = taken.receipt, outside.now().date()
        said: dict[str, Any] = {name: entered[name] for name in SAID}
        with suppress(KnownEnquiryError):  # the form was sent twice: it is the same enquiry and the same receipt
            receive_enquiry(
                acting,
                asked=SaidByHer(**said, phone_code=taken.phone_code, caller_secret=taken.caller_secret),
                locator=locator_of(receipt), letter_identity=letter_identity_of(receipt), received_on=received_on,
                language=entered["letter_language"], channel=entered["channel"], number=receipt.number,
                first_letter_day=outside.first_letter_day,
            )  # fmt: skip
        done_with(acting, _FORM, entered[NAME])
        return render(request, "receipt.html", {
            "taken": taken, "received_on": received_on.isoformat(), "form_id": entered["form_id"],
            "links": taken_from_her(acting, enquiry_under(receipt.number)),
        })  # fmt: skip

    def arranged(shown: Sequence[Field]) -> dict[str, Any]:
        return {"scripts": scripts(language), "number": next(one for one in shown if one.name == NAME)} | keeping(
            request, acting, _FORM
        )

    asked = Asked(
        title="page.telephone", fields=(*enquiry_fields(language, fresh), form_number_field()),
        back=reverse("desk:owed"), button="button.take_enquiry", intro="intro.telephone", template="telephone.html",
        arrange=arranged, is_kept=False,
    )  # fmt: skip
    if request.method == "POST":
        keep_posted(request)
        return ask(request, asked, act)
    waiting = left(acting, _FORM)
    if waiting and not request.GET.get("new"):
        entered = read(asked.fields, as_posted(waiting[0]), language)
        return show_again(
            request, asked, entered, came_back=instant_words(language, waiting[0].kept_at), more_left=len(waiting) - 1
        )  # fmt: skip
    return ask(request, asked, act)


@page(_TAKE, path="telephone/keep")
def keep_call(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays by the form as it stands; the page's script asks for it while somebody types. Nothing is recorded."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:telephone"))
    return HttpResponse(status=204 if keep_posted(request) else 409)


@page(_TAKE, path="telephone/forget")
def forget_call(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Throws away what was left of a form, as whoever typed it says."""
    if request.method == "POST":
        done_with(acting, _FORM, request.POST.get(NAME, ""))
    return HttpResponseRedirect(reverse("desk:telephone"))


@page(_TAKE, path="telephone/paper.pdf")
def receipt_sheet(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The receipt as a sheet, printed from the form id that the page holds; nothing is stored for it."""
    taken = _receipt_of(
        request.POST.get("form_id", ""), request.POST.get("letter_language", ""),
        by_telephone=bool(request.POST.get("by_telephone")),
    )  # fmt: skip
    sheet = receipt_paper(taken, current().now().date())
    return pdf_file("paper", current().printer.print_paper(sheet))
