"""A wish for a call, or her word on one that he asks for, left with number and words: sealed at once, never answered.

Everybody may leave one. Whether the receipt exists is not looked up; a button pressed twice is one wish, and her last
word of a day counts.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from repatria.core.law.calls import CallUrgency, CallWay
from repatria.core.vocabulary.receipts import ReceiptError, locator_of
from repatria.core.vocabulary.zone_names import CITIES, city_of
from repatria.doors.portal.pages import show, texts, today
from repatria.doors.portal.reading import receipt_faults, typed_again, typed_receipt
from repatria.records.intake.errors import FullDayError
from repatria.records.intake.keys import current
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.services import receive_paper

LONGEST_WORD = 400
NOTHING_URGENT = "none"
WANTS, URGENT = ("yes", "no"), (*(one.value for one in CallUrgency), NOTHING_URGENT)
WAYS = tuple(one.value for one in (CallWay.TELEPHONE, CallWay.SOUND, CallWay.VIDEO))
"""Telephone first (practice rule 29); nothing is chosen beforehand."""
ZONES = tuple(CITIES)
"""Clocks among which she chooses, by the name of a city; without one her letter says the hour in UTC."""


def call(request: HttpRequest, language: str) -> HttpResponse:
    """Takes her wish for a call, or her yes or no to one."""
    t = texts()[language]
    shown: dict[str, Any] = {
        "wants": [(one, t[f"call_want_{one}"]) for one in WANTS],
        "ways": [(one, t[f"call_way_{one}"]) for one in WAYS],
        "urgencies": [(one, t[f"call_urgency_{one}"]) for one in URGENT],
        "zones": [(one, city_of(one, language)) for one in ZONES],
    }  # fmt: skip
    if request.method != "POST":
        return show(request, "call", language, faults={}, **shown)
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
    said = typed | {"urgency": "" if typed["urgency"] == NOTHING_URGENT else typed["urgency"]}
    header = {"item": "call", "locator": locator_of(receipt), **said}
    once = "|".join(("call", *typed.values())).encode("utf-8", "surrogatepass")
    try:
        receive_paper(
            locator=locator_of(receipt), content=once, on=on, secret=keys.page_key, mac_key=keys.mac_key,
            ciphertext=seal_to_bureau(keys.bureau_recipient, header, b""), is_word=True,
        )  # fmt: skip
    except FullDayError:
        faults = {"suits": [t["later_papers"]]}
        return show(request, "call", language, code=503, faults=faults, **typed, **shown, **typed_again(request))
    return show(request, "call", language, faults={}, is_done=True, **shown)


def _faults(typed: dict[str, Any]) -> list[tuple[str, str]]:
    """What is none of the choices, too long, or an emergency without words."""
    found = [("want", "call_fault_choice")] if typed["want"] not in WANTS else []
    is_no = typed["want"] == WANTS[1]  # a no needs no way
    found += [("way", "call_fault_choice")] if typed["way"] not in (WAYS if not is_no else ("", *WAYS)) else []
    found += [("urgency", "call_fault_choice")] if typed["urgency"] not in ("", *URGENT) else []
    found += [("zone", "call_fault_choice")] if typed["zone"] not in ("", *ZONES) else []
    found += [(name, "call_fault_long") for name in ("why", "suits") if len(typed[name]) > LONGEST_WORD]
    found += [("why", "call_fault_why")] if typed["urgency"] not in ("", NOTHING_URGENT) and not typed["why"] else []
    return found
