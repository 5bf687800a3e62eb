"""New words made with a one-time code, and a report of fraud: both are sealed at once, and nothing is answered here.

Whether a code stands the portal cannot know. So it makes new words for every code that can be one: those of a wrong
code open nothing, and look like any others.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from hashlib import sha256
from hmac import digest

from django.http import HttpRequest, HttpResponse

from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.receipts import (
    CALLER_ROWS,
    FORM_ID_BYTES,
    caller_answer,
    caller_secret_of,
    fold_number_of_receipt,
    letter_identity_of,
    locator_of,
    phone_code_of,
    receipt_from_form_id,
)
from repatria.doors.portal.languages import home_of
from repatria.doors.portal.pages import show, texts, today
from repatria.records.intake.errors import UnsealedError
from repatria.records.intake.keys import current
from repatria.records.intake.sealing import open_page, seal_page, seal_to_bureau
from repatria.records.intake.services import receive_sealed

FRAUD_KINDS = ("call", "letter", "site", "money", "other")
_PURPOSE = "form that is sent once, version 1"
_CODE = "KC-"
_LONGEST_TOLD, _LONGEST_LINE = 4000, 400
_FILLER = 1500  # letters at most: an item's length is to say no more than an enquiry's


def _fresh() -> str:
    sealed = seal_page(current().page_key, {"form_id": os.urandom(FORM_ID_BYTES).hex()}, _PURPOSE)
    return base64.urlsafe_b64encode(sealed).decode()


def _form_id(request: HttpRequest) -> tuple[str, bytes]:
    """The form as it was shown, so that what is sent twice is one; a fresh one for anything that is none of ours."""
    sent = request.POST.get("form", "")[:1000]
    for sealed in (sent, _fresh()):
        try:
            content = open_page(current().page_key, base64.urlsafe_b64decode(sealed.encode()), _PURPOSE)
            return sealed, bytes.fromhex(content["form_id"])
        except (UnsealedError, binascii.Error, ValueError, KeyError, TypeError):
            continue
    raise UnsealedError("a page that was sealed here does not open here")


def _send(form_id: bytes, header: dict[str, object]) -> None:
    """Seals and keeps it; the same form with other words in it is another item, or what she mended would be lost."""
    said = json.dumps(sorted(header.items()), ensure_ascii=False).encode("utf-8", "surrogatepass")
    form_id = digest(form_id, said, sha256)
    keys, filler = current(), int.from_bytes(os.urandom(2), "big") % _FILLER
    receive_sealed(
        form_id_sha256=sha256(form_id).digest(), on=today(), mac_key=keys.mac_key,
        ciphertext=seal_to_bureau(keys.bureau_recipient, header | {"filler": " " * filler}, b""),
    )  # fmt: skip


def new_words(request: HttpRequest, language: str) -> HttpResponse:
    """Makes new number and words for whoever has a one-time code; the bureau links them, or they open nothing."""
    if request.method != "POST":
        return show(request, "renew", language, faults={}, form=_fresh())
    t, sealed, form_id = texts()[language], *_form_id(request)
    code, number = (request.POST.get(name, "")[:_LONGEST_LINE] for name in ("code", "number"))
    is_lost = bool(request.POST.get("lost"))
    folded, digits = fold_number(code if code.strip().upper().startswith("K") else f"{_CODE}{code}"), ""
    faults: dict[str, list[str]] = {}
    if not folded.startswith(_CODE):
        faults["code"] = [t["renew_fault_code"]]
    if not is_lost:
        digits = fold_number_of_receipt(number)
        if not digits:
            faults["number"] = [t["fault_number"]]
    if faults:
        return show(
            request, "renew", language, code=400, faults=faults, form=sealed, typed=code, number=number, lost=is_lost
        )  # fmt: skip
    receipt, secret = receipt_from_form_id(form_id, home_of(language)), caller_secret_of(form_id)
    phone_code = phone_code_of(form_id) if request.POST.get("by_telephone") else ""
    _send(form_id, {
        "item": "new_words", "code": folded, "number": digits, "locator": locator_of(receipt),
        "letter_identity": letter_identity_of(receipt), "new_number": receipt.number, "caller_secret": secret,
        "phone_code": phone_code,
    })  # fmt: skip
    rows = [caller_answer(secret, row, home_of(language)) for row in range(1, CALLER_ROWS + 1)]
    return show(request, "renewed", language, receipt=receipt, rows=rows, phone_code=phone_code)


def report(request: HttpRequest, language: str) -> HttpResponse:
    """Takes a report of a call, a letter or a page that may be a fraud; nobody is asked who she is."""
    if request.method != "POST":
        return show(request, "report", language, faults={}, form=_fresh(), kinds=FRAUD_KINDS)
    sealed, form_id = _form_id(request)
    told, where = request.POST.get("told", "").strip(), request.POST.get("where", "").strip()
    kind = request.POST.get("kind", "")
    faults: dict[str, list[str]] = {}
    if not told:
        faults["told"] = [texts()[language]["report_fault_told"]]
    elif len(told) > _LONGEST_TOLD or len(where) > _LONGEST_LINE:
        faults["told"] = [texts()[language]["report_fault_long"]]
    if faults:
        return show(
            request, "report", language, code=400, faults=faults, form=sealed, kinds=FRAUD_KINDS, kind=kind,
            told=told[:_LONGEST_TOLD], where=where[:_LONGEST_LINE],
        )  # fmt: skip
    _send(form_id, {
        "item": "fraud", "kind": kind if kind in FRAUD_KINDS else "other", "told": told, "where": where,
    })  # fmt: skip
    return show(request, "report", language, faults={}, is_done=True)
