"""Forms of paper: printed blank with their receipt, typed in against their number once they come back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.papers_hotline import EnquiryFormPaper
from repatria.core.vocabulary.receipts import (
    FORM_ID_BYTES,
    caller_secret_of,
    letter_identity_of,
    locator_of,
    receipt_from_form_id,
)
from repatria.doors.desk.enquiries.forms import SAID, enquiry_fields
from repatria.doors.desk.enquiries.papers import TakenReceipt
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.records.access.acting import Acting, require
from repatria.records.enquiries.acts import Asked as SaidByHer
from repatria.records.enquiries.errors import KnownEnquiryError
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.hotline.errors import UnknownFormError
from repatria.records.hotline.selectors.forms import FORM, printed_form
from repatria.records.hotline.services.forms import print_form

_BY_TELEPHONE = ("form_id", "letter_language", "channel", "by_telephone")


@page("hotline.print_form", path="forms", name="paper_forms", menu="menu.paper_forms", is_rare=True)
def paper_forms(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Prints a blank form with its receipt; number and words stand on the sheet and nowhere else."""
    fields = (
        Field(name="letter_language", kind="choice", options=tuple(LANGUAGE_NAMES), value=language_of(request),
              is_required=True),
    )  # fmt: skip

    def act(entered: Entered) -> HttpResponse:
        outside, language = current(), entered["letter_language"]
        form_id = outside.randomness(FORM_ID_BYTES)
        taken = TakenReceipt(
            receipt=receipt_from_form_id(form_id, language), phone_code="", caller_secret=caller_secret_of(form_id)
        )
        number = print_form(
            acting, locator=locator_of(taken.receipt), letter_identity=letter_identity_of(taken.receipt),
            number=taken.receipt.number, caller_secret=taken.caller_secret, language=language,
        )  # fmt: skip
        paper = EnquiryFormPaper(
            mark=outside.mark(*outside.fresh_mark(language), language), form_number=number,
            number=taken.receipt.number, words=taken.receipt.words, caller_rows=taken.rows,
        )  # fmt: skip
        return pdf_file("form", outside.printer.print_paper(paper))

    asked = Asked(
        title="page.paper_forms", fields=fields, back=reverse("desk:type_form"), button="button.print_form",
        intro="intro.paper_forms",
    )  # fmt: skip
    return ask(request, asked, act)


@page("enquiries.receive_enquiry", path="forms/typed", name="type_form", menu="menu.type_form", is_rare=True)
def type_form(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Types in a form that came back, against its number; the receipt is the one that she holds already."""
    require(acting, FORM)
    fields = (
        Field(name="paper_form_id", is_required=True, longest=40, legend="legend.paper_form"),
        *(
            replace(one, is_required=one.is_required and one.name != "lost_words")
            for one in enquiry_fields(language_of(request), "")
            if one.name not in _BY_TELEPHONE
        ),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        try:
            form = printed_form(acting, entered["paper_form_id"])
        except UnknownFormError as error:
            raise InputError(error.message, (("paper_form_id", "unknown"),)) from error
        said: dict[str, Any] = {name: entered[name] for name in SAID}
        with suppress(KnownEnquiryError):  # it was typed in before: it is the same enquiry and the same receipt
            receive_enquiry(
                acting, asked=SaidByHer(**said), locator=form.locator, letter_identity=form.letter_identity,
                received_on=current().now().date(), language=form.language, channel="paper",
                first_letter_day=current().first_letter_day, number_index=form.number_index,
            )  # fmt: skip
        return reverse("desk:type_form")

    asked = Asked(
        title="page.type_form", fields=fields, back=reverse("desk:owed"), button="button.take_enquiry",
        intro="intro.type_form",
    )  # fmt: skip
    return ask(request, asked, act)
