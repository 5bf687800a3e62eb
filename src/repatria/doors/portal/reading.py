"""The pages of reading: letters by number and words, papers added later, a paper checked, the neutral pages."""

from __future__ import annotations

import calendar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from repatria.core.law.enquiry import shown_to_enquirer
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.paper_codes import code_hash
from repatria.core.vocabulary.pictures import PAPER, picture_type
from repatria.core.vocabulary.receipts import Receipt, ReceiptError, letter_key_of, locator_of, read_receipt, words_near
from repatria.doors.portal.pages import PADDED_BYTES, date_in_words, preferred_language, show, texts, today
from repatria.records.intake.errors import FullDayError, UnsealedError
from repatria.records.intake.keys import current
from repatria.records.intake.papers import open_entry
from repatria.records.intake.sealing import open_letters, seal_to_bureau
from repatria.records.intake.selectors import letter_for, paper_entry_of
from repatria.records.intake.services import count_check, receive_paper

LARGEST_PAPER = PAPER.largest
_LONGEST_TYPED = 2_000
_LONGEST_SHOWN_AGAIN = 500


def receipt_faults(error: ReceiptError, language: str, words: str) -> dict[str, list[str]]:
    t = texts()[language]
    faults: dict[str, list[str]] = {}
    for field, fault in error.faults:
        if field == "number":
            text = t["fault_number"]
        elif fault == "count":
            text = t["fault_words_count"]
        else:
            place = fault.rpartition(" ")[2]
            near = ", ".join(words_near(words[:_LONGEST_TYPED], int(place)))
            text = t["fault_word_near" if near else "fault_word"] % {"place": place, "near": near}
        faults.setdefault(field, []).append(text)
    return faults


def typed_receipt(request: HttpRequest) -> Receipt:
    """Raises: ReceiptError, told without looking into any store."""
    number, words = request.POST.get("number", ""), request.POST.get("words", "")
    return read_receipt(number[:_LONGEST_TYPED], words[:_LONGEST_TYPED])


def typed_again(request: HttpRequest) -> dict[str, Any]:
    """What she typed, put back into its fields: one wrong letter does not cost her seven words."""
    return {name: request.POST.get(name, "")[:_LONGEST_SHOWN_AGAIN] for name in ("number", "words")}


def letters(request: HttpRequest, language: str) -> HttpResponse:
    """Shows what lies in the letterbox of a receipt, in an answer of one size whatever lies there."""
    if request.method != "POST":
        return show(request, "open", language, faults={}, pad=True)
    try:
        receipt = typed_receipt(request)
    except ReceiptError as error:
        faults = receipt_faults(error, language, request.POST.get("words", ""))
        return show(request, "open", language, faults=faults, code=400, pad=True, **typed_again(request))
    blob = letter_for(locator_of(receipt))
    found = None
    if blob is not None:
        try:
            found = open_letters(letter_key_of(receipt), blob)
        except UnsealedError:
            found = None
    state = "letter" if found else shown_to_enquirer(has_letterbox=found is not None).value
    t = texts()[language]
    shown = found or ()
    while True:
        page = show(
            request, "letters", language, pad=True, letters=shown, state=state, state_title=t[f"state_{state}"],
            state_text=t.get(f"state_{state}_text", ""),
        )  # fmt: skip
        if len(page.content) <= PADDED_BYTES or len(shown) < 2:
            return page
        shown = shown[:-1]  # the newest first: a page longer than all others would tell that there are letters


def media_type_of(content: bytes) -> str:
    """What a file is by its first bytes; "" for anything that is not taken. Its name is not looked at."""
    return "application/pdf" if content.startswith(b"%PDF-") else picture_type(content)


def papers(request: HttpRequest, language: str) -> HttpResponse:
    """Takes a paper of kinship, sealed at once and kept as it came."""
    if request.method != "POST":
        return show(request, "papers", language, faults={})
    faults: dict[str, list[str]] = {}
    receipt = None
    try:
        receipt = typed_receipt(request)
    except ReceiptError as error:
        faults = receipt_faults(error, language, request.POST.get("words", ""))
    upload = request.FILES.get("paper")
    content = upload.read(LARGEST_PAPER + 1) if upload is not None else b""
    media_type = media_type_of(content)
    if not media_type or len(content) > LARGEST_PAPER:
        faults["paper"] = [texts()[language]["fault_file"]]
    if faults or receipt is None:
        return show(request, "papers", language, faults=faults, code=400, **typed_again(request))
    keys = current()
    header = {"item": "papers", "locator": locator_of(receipt), "media_type": media_type}
    try:
        receive_paper(
            locator=locator_of(receipt), content=content, on=today(), secret=keys.page_key, mac_key=keys.mac_key,
            ciphertext=seal_to_bureau(keys.bureau_recipient, header, content),
        )  # fmt: skip
    except FullDayError:
        faults = {"paper": [texts()[language]["later_papers"]]}
        return show(request, "papers", language, faults=faults, code=503, **typed_again(request))
    return show(request, "papers", language, faults={}, is_done=True)


def check(request: HttpRequest, language: str) -> HttpResponse:
    """Says whether a paper with this code and check word was issued; unknown and wrong get one answer."""
    if request.method != "POST":
        return show(request, "verify", language, faults={}, pad=True)
    t = texts()[language]
    code, word = (request.POST.get(name, "")[:200] for name in ("code", "word"))
    try:
        found = code_hash(code, word)
    except InputError:
        faults = {"code": [t["fault_code"]]}
        return show(request, "verify", language, faults=faults, code=400, pad=True, typed=code, word=word)
    entry = paper_entry_of(found)
    said = ""
    if entry is not None:
        try:
            paper = open_entry(code=code, word=word, entry=entry)
        except UnsealedError:
            entry = None
        else:
            said = t["verify_yes_text"] % {
                "kind": t[f"kind_{paper.kind.value}"], "date": date_in_words(paper.dated, language),
                "times": count_check(found, on=today()),
            }  # fmt: skip
    return show(request, "verify", language, faults={}, pad=True, is_checked=True, is_ours=bool(said), said=said)


def free(request: HttpRequest, language: str) -> HttpResponse:
    """Everything here is free."""
    return show(request, "sentences", language, heading="free_title", keys=[f"free_{n}" for n in range(1, 6)])


def safe(request: HttpRequest, language: str) -> HttpResponse:
    """What to do if somebody asks her about this."""
    return show(request, "sentences", language, heading="safe_title", keys=[f"safe_{n}" for n in range(1, 6)])


def plain_calendar(request: HttpRequest) -> HttpResponse:
    """Where "leave quickly" leads: to another host, else to this month's calendar and nothing else."""
    if settings.WHOM_TO_ASK.leave_to:
        away = HttpResponse(status=303, headers={"Location": settings.WHOM_TO_ASK.leave_to})
        away["Clear-Site-Data"] = '"cache", "storage"'
        return away
    on, language = today(), preferred_language(request)
    weeks = calendar.Calendar().monthdayscalendar(on.year, on.month)
    answer = show(request, "calendar", language, weeks=weeks, month=date_in_words(on, language))
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def healthy(request: HttpRequest) -> HttpResponse:
    """That the process answers, and nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")
