"""The pages of asking: the start, one question a page, the check, the receipt."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from repatria.core.vocabulary.receipts import locator_of, receipt_from_form_id
from repatria.core.vocabulary.relations import RELATIONS
from repatria.core.vocabulary.written_dates import in_words
from repatria.doors.portal.form import (
    SAID_FIELDS,
    SHARES,
    STEPS,
    UNKNOWN,
    Said,
    State,
    fresh_state,
    header_of,
    mark_of,
    missing_step,
    open_state,
    read_birth,
    read_step,
    seal_state,
)
from repatria.doors.portal.pages import date_in_words, preferred_language, refuse, show, texts, today
from repatria.records.intake.errors import UnsealedError
from repatria.records.intake.keys import current
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.selectors import received_on
from repatria.records.intake.services import receive_sealed

_LABELS = {
    "sought_name": "ask_name", "sought_birth": "ask_birth", "relation": "ask_who", "enquirer_name": "ask_who_name",
    "reach_by": "reach_by", "reach_when": "reach_when", "words": "ask_words", "sought_place": "more_place",
    "sought_unit": "more_unit", "last_contact": "more_contact", "shares": "ask_shares", "helper": "helper",
}  # fmt: skip


def root(request: HttpRequest) -> HttpResponse:
    """Leads to the start in the language that the browser asks for."""
    return HttpResponseRedirect(f"/{preferred_language(request)}/")


def root_of(place: str) -> Callable[[HttpRequest], HttpResponse]:
    """The same for an address that is printed on papers without a language."""

    def lead(request: HttpRequest) -> HttpResponse:
        return HttpResponseRedirect(f"/{preferred_language(request)}/{place}")

    return lead


def start(request: HttpRequest, language: str) -> HttpResponse:
    """The two doors, what the State she lives in may think, how to leave quickly: before any field."""
    return show(request, "start", language)


def form(request: HttpRequest, language: str) -> HttpResponse:
    """One question after the other; nothing is kept here between them."""
    if request.method != "POST":
        return _question(request, language, 0, fresh_state(language))
    try:
        state = open_state(request.POST.get("state", "")).in_language(language)
    except UnsealedError:
        return refuse(request, 400, texts()[language]["error_state"])
    number = _page_number(request.POST.get("step", ""))
    go = request.POST.get("go", "next")
    if number is not None:
        said, faults = read_step(STEPS[number], request.POST, language, today())
        if go == "here":
            return _question(request, language, number, state, said)
        if faults and (go != "back" or not {"fault_long", "fault_statement"}.isdisjoint(dict(faults).values())):
            return _question(request, language, number, state, said, faults)
        state = state.saying(said)
        number = max(0, number - 1) if go == "back" else number + 1
    elif go.startswith("to-"):
        number = _page_number(go[3:])
    if number is not None and number < len(STEPS):
        return _question(request, language, number, state)
    missing = missing_step(state.said)
    if missing is not None:
        return _question(request, language, missing, state)
    return _send(request, language, state) if go == "send" else _check(request, language, state)


def _page_number(text: str) -> int | None:
    """The number of a page of the form, or None for anything else."""
    return next((number for number in range(len(STEPS)) if text == str(number)), None)


def _question(
    request: HttpRequest,
    language: str,
    number: int,
    state: State,
    here: Said | None = None,
    faults: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """Shows one page of the form.

    Given:    `here` what was just written on it: it stands in its fields and need not travel in the sealed one too,
              so that an answer that is too long can be shortened.
    """
    t = texts()[language]
    said = state.saying(here or {}).said
    of_birth = dict(faults).get("sought_birth", "")
    birth = str(said.get("sought_birth", ""))
    is_two, is_kept = of_birth == "fault_birth_two", of_birth in ("fault_birth_unread", "fault_birth_day")
    read = read_birth(birth, language, today())
    named: dict[str, list[str]] = {}
    for field, key in faults:
        sentence = t[key] % {"what": in_words(read.readings[0], language)} if key == "fault_birth_day" else t[key]
        named.setdefault(field, []).append(sentence)
    context: dict[str, Any] = {
        "step": STEPS[number].name, "number": number, "state": seal_state(state), "said": said, "faults": named,
        "progress": t["step_of"] % {"step": number + 1, "steps": len(STEPS)}, "is_form": True,
        "question": t[f"ask_{STEPS[number].name}"],
        "birth_unknown": said.get("sought_birth") == UNKNOWN,
        "birth": "" if birth == UNKNOWN else birth, "birth_kept": mark_of(birth) if is_kept else "",
        "birth_offered": [(str(one), in_words(one, language)) for one in read.readings if is_two],
        "relations": [(one, t[f"relation_{one}"]) for one in RELATIONS],
        "shares": [(one, t[f"shares_{one}"], one in said.get("shares", [])) for one in SHARES],
    }  # fmt: skip
    return show(request, "question", language, code=400 if faults else 200, **context)


def _shown(field: str, value: str | list[str], t: Any, language: str) -> str:
    if field == "shares":
        return ", ".join(t[f"shares_{one}"] for one in value) or t["not_given"]
    if field == "relation" and value:
        return str(t[f"relation_{value}"])
    if field == "sought_birth" and value == UNKNOWN:
        return str(t["ask_birth_unknown"])
    if field == "sought_birth":
        return _birth_said_back(str(value), t, language)
    return str(value) or str(t["not_given"])


def _birth_said_back(written: str, t: Any, language: str) -> str:
    """Her words, and what is read in them where that is said otherwise."""
    read = read_birth(written, language, today())
    if read.is_unread:
        return f"{written} — {t['birth_unread']}"
    said = " / ".join(in_words(reading, language) for reading in read.readings)
    is_plain = not said or read.words == said
    return read.words if is_plain else f"{read.words} — {t['birth_read'] % {'what': said}}"


def _check(request: HttpRequest, language: str, state: State) -> HttpResponse:
    t = texts()[language]
    steps = {field: number for number, step in enumerate(STEPS) for field in step.fields}
    rows = [(t[_LABELS[f]], _shown(f, state.said.get(f, ""), t, language), steps[f]) for f in SAID_FIELDS]
    return show(request, "check", language, rows=rows, state=seal_state(state), is_form=True)


def _send(request: HttpRequest, language: str, state: State) -> HttpResponse:
    keys, on = current(), today()
    known = sha256(state.form_id).digest()
    receipt = receipt_from_form_id(state.form_id, language)
    header = header_of(state.said, receipt, language)
    if not receive_sealed(
        form_id_sha256=known, ciphertext=seal_to_bureau(keys.bureau_recipient, header, b""), on=on, mac_key=keys.mac_key
    ):
        on = received_on(known) or on  # sent twice: the day of the first time
    t = texts()[language]
    first = date_in_words(on + timedelta(days=settings.FIRST_LETTER_DAY), language)
    promise = keys.promise(locator=locator_of(receipt), received_on=on.isoformat())
    return show(
        request, "receipt", language, receipt=receipt, promise=base64.b64encode(promise).decode(),
        received=t["receipt_received"] % {"date": date_in_words(on, language)},
        letters=t["receipt_letters"] % {"first": first},
    )  # fmt: skip
