"""A message to whom she seeks, left with number and words: sealed at once, and nothing is answered here.

Everybody may leave one, and everybody is asked whether she would want a letter of his. Whether the receipt exists is
not looked up; the same letter twice on one day is one, and of her yes and no the last word of the day counts.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from repatria.core.vocabulary.messages import LONGEST, WRITTEN_AT_THE_PORTAL
from repatria.core.vocabulary.receipts import ReceiptError, locator_of
from repatria.doors.portal.pages import show, texts, today
from repatria.doors.portal.reading import receipt_faults, typed_again, typed_receipt
from repatria.records.intake.errors import FullDayError
from repatria.records.intake.keys import current
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.services import receive_paper

WISHES = ("yes", "no")


def write(request: HttpRequest, language: str) -> HttpResponse:
    """Takes her message, and whether she wants his letters, or either alone."""
    t = texts()[language]
    shown: dict[str, Any] = {
        "kinds": [(one, t[f"write_{one}"]) for one in WRITTEN_AT_THE_PORTAL],
        "wishes": [(one, t[f"write_wish_{one}"]) for one in WISHES],
    }
    if request.method != "POST":
        return show(request, "write", language, faults={}, kind=WRITTEN_AT_THE_PORTAL[0], **shown)
    kind, wish = request.POST.get("kind", ""), request.POST.get("wish", "")
    text = request.POST.get("text", "").replace("\r\n", "\n").strip()
    faults: dict[str, list[str]] = {}
    receipt = None
    try:
        receipt = typed_receipt(request)
    except ReceiptError as error:
        faults = receipt_faults(error, language, request.POST.get("words", ""))
    if kind not in WRITTEN_AT_THE_PORTAL:
        faults["kind"] = [t["write_fault_kind"]]
    elif len(text) > LONGEST[kind]:
        faults["text"] = [t["write_fault_long"] % {"most": LONGEST[kind]}]
    if not text and wish not in WISHES:
        faults["text"] = [t["write_fault_text"]]
    typed: dict[str, Any] = {"kind": kind, "text": text[: max(LONGEST.values())], "wish": wish}
    if faults or receipt is None:
        return show(request, "write", language, code=400, faults=faults, **typed, **shown, **typed_again(request))
    keys, on = current(), today()
    header = {
        "item": "message", "locator": locator_of(receipt), "kind": kind, "text": text,
        "wish": wish if wish in WISHES else "",
    }  # fmt: skip
    once = f"message|{kind}|{wish}|{on.isoformat()}|{text}".encode("utf-8", "surrogatepass")
    try:
        receive_paper(
            locator=locator_of(receipt), content=once, on=on, secret=keys.page_key, mac_key=keys.mac_key,
            ciphertext=seal_to_bureau(keys.bureau_recipient, header, b""), is_word=wish in WISHES,
        )  # fmt: skip
    except FullDayError:
        faults = {"text": [t["later_papers"]]}
        return show(request, "write", language, code=503, faults=faults, **typed, **shown, **typed_again(request))
    return show(request, "write", language, faults={}, is_done=True, kind=WRITTEN_AT_THE_PORTAL[0], **shown)
