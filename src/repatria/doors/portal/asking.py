"""The pages of asking: the start, the form in one document, the check, the receipt."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from repatria.core.law.notes import NoteWay
from repatria.core.vocabulary.receipts import (
    CALLER_ROWS,
    caller_answer,
    caller_secret_of,
    locator_of,
    phone_code_of,
    receipt_from_form_id,
)
from repatria.core.vocabulary.relations import LOST_WORDS, MEETING, RELATIONS
from repatria.doors.portal.births import UNKNOWN, mark_of, read_birth, written_birth
from repatria.doors.portal.form import (
    CARRIED,
    FORGET,
    NAMES,
    PART_OF,
    PARTS,
    REACH,
    SHARES,
    Said,
    State,
    birth_of,
    faults_of,
    header_of,
    open_state,
    read_form,
    seal_state,
    sending_id,
)
from repatria.doors.portal.languages import home_of
from repatria.doors.portal.languages import reading_in_words as in_words
from repatria.doors.portal.pages import date_in_words, preferred_language, refuse, show, texts, today
from repatria.records.intake.errors import UnsealedError
from repatria.records.intake.keys import current
from repatria.records.intake.sealing import seal_to_bureau
from repatria.records.intake.selectors import received_on
from repatria.records.intake.services import receive_sealed

_KEPT = "private, no-cache"
"""Of form and check page: a browser that may keep neither answers Back and Forward with a warning, or with nothing."""


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
    """The form, the check page and the receipt; nothing is kept here between them."""
    if request.method != "POST":
        return _document(request, language, State(), {})
    try:
        state = open_state(request.POST.get("state", ""))
    except UnsealedError:
        return refuse(request, 400, texts()[language]["error_state"])
    go, is_form = request.POST.get("go", ""), "form" in request.POST
    said: Said = read_form(request.POST) | _asked_again(request) if is_form else state.said
    only = tuple(name for name in request.POST.get("only", "").split() if name in NAMES)
    if go == "again":
        return _document(request, language, state, said)
    if go == "here" and is_form:
        return _document(request, language, State(state.form_id), said, only)
    if not is_form and go.removeprefix("to-") in NAMES:
        return _document(request, language, State(state.form_id), said, (go.removeprefix("to-"),))
    faults = faults_of(said, language, today())
    if faults:
        parts = tuple(dict.fromkeys(PART_OF.get(name, name) for name, _ in faults))
        return _document(request, language, State(state.form_id), said, parts, faults)
    if go == "send" and not is_form:
        return _send(request, language, state)
    return _check(request, language, State(state.form_id, said))


def _asked_again(request: HttpRequest) -> dict[str, str]:
    """Which reading she chose, and about what she was asked already."""
    return {name: request.POST.get(name, "")[:100] for name in ("birth_reading", "birth_kept")}


def _document(
    request: HttpRequest,
    language: str,
    state: State,
    said: Said,
    only: Sequence[str] = (),
    faults: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """Shows the form: every part under its own fragment, or the parts `only` that are to be mended or changed."""
    t = texts()[language]
    birth = written_birth(said, home_of(language))
    of_birth = dict(faults).get("born", "")
    read = read_birth(birth, home_of(language), today())
    named: dict[str, list[str]] = {}
    for field, key in faults:
        what = in_words(read.readings[0], language) if field == "born" and read.readings else ""
        named.setdefault(field, []).append(t[key] % {"what": what} if "%(" in t[key] else t[key])
    at = {name: number for number, name in enumerate(NAMES)}
    context: dict[str, Any] = {
        "state": seal_state(State(state.form_id)), "said": said, "faults": named, "is_form": True,
        "only": only, "fault_parts": {name: PART_OF.get(name, name) for name in named},
        "parts": [{
            "name": name, "question": t[f"ask_{name}"], "now": name in only, "share": 100 * (number + 1) // len(NAMES),
            "progress": t["step_of"] % {"step": number + 1, "steps": len(NAMES)},
            "back": NAMES[number - 1] if number else "", "next": NAMES[number + 1] if number + 1 < len(NAMES) else "",
        } for name, number in at.items()],
        "birth_kept": mark_of(birth) if of_birth in _ASKED_ONCE else str(said.get("birth_kept", "")),
        "birth_offered": [(str(one), in_words(one, language)) for one in read.readings
                          if of_birth == "fault_birth_two" or said.get("birth_reading")],
        "relations": [(one, t[f"relation_{one}"]) for one in RELATIONS],
        "reaches": [(one, t[f"reach_{one}"]) for one in _ways(faults)],
        "notes": [(one, t[f"note_{one}"]) for one in settings.NOTE_WAYS and (*settings.NOTE_WAYS, NoteWay.NONE.value)],
        "losses": [(one, t[f"lost_{one}"]) for one in LOST_WORDS],
        "meetings": [(one, t[f"meeting_{one}"]) for one in MEETING],
        "shares": [(one, t[f"shares_{one}"], one in said.get("shares", [])) for one in SHARES],
    }  # fmt: skip
    return _keep(show(request, "form", language, code=400 if faults else 200, **context))


_ASKED_ONCE = ("fault_birth_unread", "fault_birth_day", "fault_birth_year")


def _ways(faults: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return (REACH[1], FORGET) if ("reach", "fault_reach_both") in faults else REACH


def _keep(page: HttpResponse) -> HttpResponse:
    page["Cache-Control"] = _KEPT
    return page


def _check(request: HttpRequest, language: str, state: State) -> HttpResponse:
    """Says back what she wrote and what was read in it; each part is changed in one step."""
    t, said = texts()[language], state.said
    lines = {part.name: _lines(part.name, said, t, language) for part in PARTS}
    rows = [(name, t[f"row_{name}"], lines[name] or [("", t["not_given"])]) for name in NAMES]
    return _keep(show(
        request, "check", language, rows=rows, state=seal_state(state), is_form=True,
        no_relation=not said.get("relation"), is_military=bool(said.get("sought_unit") or said.get("last_contact")),
    ))  # fmt: skip


def _lines(name: str, said: Said, t: Any, language: str) -> list[tuple[str, str]]:
    """What stands in one row of the check page, as (label, text); nothing where nothing was said."""
    if name == "born":
        return [("", _birth_said_back(said, t, language))]
    if name == "reach":
        reached = ("reach_by", "reach_when") if said.get("reach") == "way" else ()
        lines = [(t[field], str(said[field])) for field in reached if said.get(field)] or [("", t["reach_self"])]
        lost = said.get("lost_words")
        lines += [(t["row_lost"], t[f"lost_{lost}"] if lost else t["not_given"])]
        lines += [(t["lost_telephone"], str(said[one])) for one in ("telephone",) if said.get(one)]
        lines += [("", t["renew_by_telephone"]) for one in ("by_telephone",) if said.get(one)]
        note = said.get("note_by")
        lines += [(t["row_note"], t[f"note_{note}"])] if note else []
        return lines + ([(t["note_to"], str(said["note_to"]))] if note and said.get("note_to") else [])
    if name == "shares":
        shared = ", ".join(t[f"shares_{one}"] for one in said.get("shares", ())) or t["shares_none"]
        return [("", shared), *((t["row_helper"], str(said[one])) for one in ("helper",) if said.get(one))]
    words = {"relation": "relation_", "meeting": "meeting_"}
    fields = {part.name: part.fields for part in PARTS}[name]
    return [
        (t[_LABELS[field]] if field in _LABELS else "", t[words[field] + str(said[field])] if field in words
         else str(said[field]))
        for field in fields if said.get(field)
    ]  # fmt: skip


_LABELS = {
    "enquirer_name": "ask_who_name", "meeting_who": "meeting_who", "sought_place": "more_place",
    "sought_unit": "more_unit", "last_contact": "more_contact", "marks": "more_marks",
}  # fmt: skip


def _birth_said_back(said: Said, t: Any, language: str) -> str:
    """Her words, and what is read in them where that is said otherwise."""
    written = birth_of(said, language, today())[0]
    if written == UNKNOWN:
        return str(t["ask_birth_unknown"])
    read = read_birth(written, home_of(language), today())
    if read.is_unread:
        return f"{written} — {t['birth_unread']}"
    what = " / ".join(in_words(reading, language) for reading in read.readings)
    is_plain = not what or read.words == what
    return read.words if is_plain else f"{read.words} — {t['birth_read'] % {'what': what}}"


def _send(request: HttpRequest, language: str, state: State) -> HttpResponse:
    keys, on = current(), today()
    form_id = sending_id(state, language)
    known = sha256(form_id).digest()
    receipt = receipt_from_form_id(form_id, home_of(language))
    secret, phone_code = caller_secret_of(form_id), phone_code_of(form_id) if state.said.get("by_telephone") else ""
    header = header_of(state.said, receipt, language, on, {"caller_secret": secret, "phone_code": phone_code})
    if not receive_sealed(
        form_id_sha256=known, ciphertext=seal_to_bureau(keys.bureau_recipient, header, b""), on=on, mac_key=keys.mac_key
    ):
        on = received_on(known) or on  # sent twice: the day of the first time
    t = texts()[language]
    first = date_in_words(on + timedelta(days=settings.FIRST_LETTER_DAY), language)
    promise = keys.promise(locator=locator_of(receipt), received_on=on.isoformat())
    one_more = State(said={name: state.said[name] for name in CARRIED if name in state.said})
    return show(
        request, "receipt", language, receipt=receipt, promise=base64.b64encode(promise).decode(),
        received=t["receipt_received"] % {"date": date_in_words(on, language)},
        letters=t["receipt_letters"] % {"first": first}, one_more=seal_state(one_more), languages_off=True,
        lost=t["receipt_lost_" + str(state.said.get("lost_words") or "none")], phone_code=phone_code,
        rows=[caller_answer(secret, row, home_of(language)) for row in range(1, CALLER_ROWS + 1)],
    )  # fmt: skip
