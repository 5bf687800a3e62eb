"""The hotline's other pages: the queue of call-backs, letters read by number and code, how the line does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of
from repatria.doors.desk.frame.askers import taken_from_her
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import after_of
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.hotline.acts import CallBackEnd
from repatria.records.hotline.pairs import enquiry_under
from repatria.records.hotline.selectors.calls import CALLS, LINE, call_backs, calls_waiting, line_figures
from repatria.records.hotline.services.calls import ask_call_back, record_call_back
from repatria.records.hotline.services.lane import OPEN, open_lane

CALLS_A_DAY, MINUTES_A_CALL, MINUTES_A_SHIFT = 5_000, 6, 335
"""What a bureau of a great war was rung: each call with what is written after it, a shift without its rests."""


def _waiting(acting: Acting) -> int:
    return calls_waiting()


@page(CALLS, path="calls", name="calls", menu="menu.calls", count=_waiting)
def calls(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Who waits to be rung back: nobody here knows more of them than they said."""
    names = dict(LANGUAGE_NAMES)
    skip = max(0, after_of(request))
    found = call_backs(acting, skip=skip)
    return render(request, "calls.html", {
        "waiting": [(one, names.get(one.language, one.language)) for one in found], "whole": calls_waiting(),
        "following": f"?after={skip + len(found)}" if found.has_more else "",
    })  # fmt: skip


@page("hotline.ask_call_back", path="calls/new")
def call_back(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays a call-back into the queue."""
    language = language_of(request)
    fields = (
        Field(name="telephone", is_required=True, longest=40, hint="hint.telephone"),
        Field(name="safe_when", longest=400, hint="hint.safe_when"), Field(name="call_about", kind="text"),
        Field(name="language", kind="choice", label="field.call_language", is_required=True, value=language,
              options=tuple(LANGUAGE_NAMES)),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        ask_call_back(
            acting, telephone=entered["telephone"], safe_when=entered["safe_when"], about=entered["call_about"],
            language=entered["language"],
        )  # fmt: skip
        return reverse("desk:calls")

    asked = Asked(title="page.call_back", fields=fields, back=reverse("desk:calls"), intro="intro.call_back")
    return ask(request, asked, act)


@page("hotline.record_call_back", path="calls/<str:callback_id>/rang")
def rang(request: HttpRequest, acting: Acting, callback_id: str) -> HttpResponse:
    """Records how ringing somebody back ended."""
    options = choices(language_of(request), "call_end", CallBackEnd)
    fields = (Field(name="call_end", kind="radio", options=options, is_required=True),)

    def act(entered: Entered) -> str:
        record_call_back(acting, callback_id=callback_id, how=CallBackEnd(entered["call_end"]))
        return reverse("desk:calls")

    asked = Asked(title="page.rang", fields=fields, back=reverse("desk:calls"))
    return ask(request, asked, act, subject=callback_id)


@page(OPEN, path="calls/letters", menu="menu.lane")
def lane(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Reads to her what lies in her box, by number and telephone code; no letter and a wrong code are alike."""
    fields = (
        Field(name="receipt_number", is_required=True, longest=40, hint="hint.receipt_number"),
        Field(name="phone_code", is_required=True, longest=20),
    )  # fmt: skip

    def act(entered: Entered) -> HttpResponse:
        letters = open_lane(acting, number=entered["receipt_number"], phone_code=entered["phone_code"])
        return render(request, "lane.html", {"letters": letters})

    asked = Asked(
        title="page.lane", fields=fields, back=reverse("desk:owed"), button="button.open_lane", intro="intro.lane"
    )  # fmt: skip
    return ask(request, asked, act)


@page("contact.receive_hers", path="calls/hers", name="she_calls", menu="menu.she_calls")
def she_calls(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Finds her by the number of her receipt, leads on to what she says, and shows nothing of her or of him."""
    fields = (Field(name="receipt_number", is_required=True, longest=40, hint="hint.receipt_number"),)

    def act(entered: Entered) -> HttpResponse:
        enquiry_id = enquiry_under(entered["receipt_number"])
        return render(request, "she_calls.html", {"links": taken_from_her(acting, enquiry_id)})

    asked = Asked(
        title="page.she_calls", fields=fields, back=reverse("desk:owed"), button="button.she_calls",
        intro="intro.she_calls",
    )  # fmt: skip
    return ask(request, asked, act)


@page(LINE, path="line", menu="menu.line", is_rare=True)
def line(request: HttpRequest, acting: Acting) -> HttpResponse:
    """How the line does, the words of a recorded message, and how many people so many calls need."""
    language = language_of(request)
    codes = sorted((code for code, _ in LANGUAGE_NAMES), key=lambda code: code != language)
    minutes = CALLS_A_DAY * MINUTES_A_CALL
    return render(request, "line.html", {
        "figures": line_figures(acting, current().now()),
        "recorded": [(code, say(code, "recorded.message")) for code in codes],
        "calls": CALLS_A_DAY, "minutes": MINUTES_A_CALL, "people": -(-minutes // MINUTES_A_SHIFT),
    })  # fmt: skip
