"""A wish for a call, or her word on one that he asks for, left with number and words: sealed at once, never answered.

Everybody may leave one. Whether the receipt exists is not looked up; a button pressed twice is one wish, and her last
word of a day counts.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from repatria.core.law.calls import CallUrgency, CallWay
from repatria.core.vocabulary.receipts import ReceiptError, locator_of
from repatria.doors.portal.pages import show, texts, today
from repatria.doors.portal.reading import receipt_faults, typed_again, typed_receipt
from repatria.records.intake.errors import FullDayError
from repatria.records.intake.keys import current
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.services import receive_paper

LONGEST_WORD = 400
WANTS, WAYS, URGENT = ("yes", "no"), tuple(one.value for one in CallWay), tuple(one.value for one in CallUrgency)
ZONES = (
    "Europe/Kyiv", "Europe/Moscow", "Europe/Warsaw", "Europe/Berlin", "Europe/London", "Europe/Lisbon",
    "Europe/Athens", "Europe/Istanbul", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Krasnoyarsk",
    "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka", "Asia/Tbilisi",
    "Asia/Yerevan", "Asia/Baku", "Asia/Almaty", "Asia/Tashkent", "Asia/Jerusalem", "Asia/Tehran", "Asia/Kabul",
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Shanghai", "Asia/Tokyo", "Australia/Adelaide", "Australia/Sydney",
    "America/St_Johns", "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo", "UTC",
)  # fmt: skip
"""Clocks among which she chooses, those of half an hour too; without one her letter says the hour in UTC."""


def call(request: HttpRequest, language: str) -> HttpResponse:
    """Takes her wish for a call, or her yes or no to one."""
    t = texts()[language]
    shown: dict[str, Any] = {
        "wants": [(one, t[f"call_want_{one}"]) for one in WANTS],
        "ways": [(one, t[f"call_way_{one}"]) for one in WAYS],
        "urgencies": [(one, t[f"call_urgency_{one}"]) for one in URGENT], "zones": ZONES,
    }  # fmt: skip
    if request.method != "POST":
        return show(request, "call", language, faults={}, want=WANTS[0], way=WAYS[0], **shown)
    typed: dict[str, Any] = {
        name: request.POST.get(name, "").strip() for name in ("want", "way", "urgency", "why", "suits", "zone")
    }
    faults: dict[str, list[str]] = {}
    receipt = None
    try:
        receipt = typed_receipt(request)
    except ReceiptError as error:
        faults = receipt_faults(error, language, request.POST.get("words", ""))
    faults |= {name: [t[key]] for name, key in _faults(typed)}
    if faults or receipt is None:
        return show(request, "call", language, code=400, faults=faults, **typed, **shown, **typed_again(request))
    keys, on = current(), today()
    header = {"item": "call", "locator": locator_of(receipt), **typed}
    once = "|".join(("call", *typed.values())).encode("utf-8", "surrogatepass")
    try:
        receive_paper(
            locator=locator_of(receipt), content=once, on=on, secret=keys.page_key, mac_key=keys.mac_key,
            ciphertext=seal_to_bureau(keys.bureau_recipient, header, b""), is_word=True,
        )  # fmt: skip
    except FullDayError:
        faults = {"suits": [t["later_papers"]]}
        return show(request, "call", language, code=503, faults=faults, **typed, **shown, **typed_again(request))
    return show(request, "call", language, faults={}, is_done=True, want=WANTS[0], way=WAYS[0], **shown)


def _faults(typed: dict[str, Any]) -> list[tuple[str, str]]:
    """What is none of the choices, too long, or an emergency without words."""
    found = [
        (name, "call_fault_choice") for name, known in (("want", WANTS), ("way", WAYS))
        if typed[name] not in known
    ]  # fmt: skip
    found += [("urgency", "call_fault_choice")] if typed["urgency"] not in ("", *URGENT) else []
    found += [("zone", "call_fault_choice")] if typed["zone"] not in ("", *ZONES) else []
    found += [(name, "call_fault_long") for name in ("why", "suits") if len(typed[name]) > LONGEST_WORD]
    found += [("why", "call_fault_why")] if typed["urgency"] and not typed["why"] else []
    return found
