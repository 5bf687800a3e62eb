"""What she says later with number and words: sealed at once, like a paper; a person of the bureau reads it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from repatria.core.law.statements import OWN_WORDS, marks_of
from repatria.core.vocabulary.receipts import ReceiptError, locator_of
from repatria.core.vocabulary.relations import LATER, LATER_ALONE
from repatria.doors.portal.form import LONGEST
from repatria.doors.portal.pages import show, texts, today
from repatria.doors.portal.reading import receipt_faults, typed_again, typed_receipt
from repatria.records.intake.errors import FullDayError
from repatria.records.intake.keys import current
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.services import receive_paper


def tell(request: HttpRequest, language: str) -> HttpResponse:
    """Takes what she says later. Whether the receipt exists is not looked up, and nothing here tells it."""
    t = texts()[language]
    kinds = [(one, t[f"tell_{one}"]) for one in LATER]
    if request.method != "POST":
        return show(request, "tell", language, faults={}, kinds=kinds)
    what, text = request.POST.get("what", ""), request.POST.get("text", "").strip()
    faults: dict[str, list[str]] = {}
    receipt = None
    try:
        receipt = typed_receipt(request)
    except ReceiptError as error:
        faults = receipt_faults(error, language, request.POST.get("words", ""))
    if what not in LATER:
        faults["what"] = [t["fault_what"]]
    if not text and what in LATER and what not in LATER_ALONE:
        faults["text"] = [t["fault_text"]]
    elif len(text) > LONGEST:
        faults["text"] = [t["fault_long"]]
    elif marks_of(text) - OWN_WORDS:
        faults["text"] = [t["fault_statement"]]
    if faults or receipt is None:
        return show(request, "tell", language, faults=faults, kinds=kinds, code=400, what=what, text=text,
                    **typed_again(request))  # fmt: skip
    keys, on = current(), today()
    header = {"item": "later", "locator": locator_of(receipt), "what": what, "text": text}
    once = f"{what}|{on.isoformat()}|{text}".encode("utf-8", "surrogatepass")  # the button was pressed twice: one item
    try:
        receive_paper(
            locator=locator_of(receipt), content=once, on=on, secret=keys.page_key, mac_key=keys.mac_key,
            ciphertext=seal_to_bureau(keys.bureau_recipient, header, b""),
        )  # fmt: skip
    except FullDayError:
        faults = {"text": [t["later_papers"]]}
        return show(request, "tell", language, faults=faults, kinds=kinds, code=503, what=what, text=text,
                    **typed_again(request))  # fmt: skip
    return show(request, "tell", language, faults={}, kinds=kinds, is_done=True)
