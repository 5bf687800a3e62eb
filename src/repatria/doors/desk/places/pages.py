"""The list of places, one place, and what may be done with it: name, spelling, pad, closing, and what was wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.places import LONGEST_CARD, LONGEST_CODE, LONGEST_NAME, PlaceKind, card_text
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.places.selectors import LIST, PadView, PlaceView, places
from repatria.records.places.selectors import place as place_coded
from repatria.records.places.services import (
    annul_closing,
    annul_pad,
    annul_spelling,
    close_place,
    issue_pad,
    open_place,
    record_place_name,
    record_spelling,
)

_COLUMNS = (
    "column.place_code", "column.place_kind", "column.place_name", "column.place_state", "column.held", "column.pads",
)  # fmt: skip
_NAME = Field(
    name="name", label="field.place_name", is_required=True, hint="hint.place_name", longest=LONGEST_NAME
)  # fmt: skip
_REASON = Field(name="reason", is_required=True)


def cards_of(pad: PadView) -> str:
    """The cards of a pad from the first to the last, as they are printed."""
    return "–".join(card_text(pad.prefix, number, pad.digits) for number in dict.fromkeys((pad.first, pad.last)))


def _state(language: str, view: PlaceView) -> str:
    return word_text(language, "place_state", "open" if view.is_open else "closed")


@page(LIST, path="places", name="places", menu="page.places", is_rare=True)
def place_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The places by code, the closed ones too: kind, name, how many each holds or is to get back, its pads."""
    language = language_of(request)
    rows = [
        Row(
            cells=(one.code, word_text(language, "place_kind", one.kind.value), one.name, _state(language, one),
                   str(one.held), ", ".join(map(cards_of, one.pads)) or "—"),
            link=reverse("desk:place", args=[one.code]),
        )
        for one in places(acting, with_closed=True)
    ]  # fmt: skip
    may_open = may(acting, "places.open_place")
    actions = [("page.open_place", reverse("desk:open_place"))] if may_open else []
    return table_page(
        request, title="page.places", columns=_COLUMNS, rows=rows, actions=actions, intro="intro.places",
        is_whole=True, empty="empty.places",
    )  # fmt: skip


@page("places.open_place", path="open-place", name="open_place")
def open_one(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens a place."""
    fields = (
        Field(name="code", label="field.place_code", is_required=True, hint="hint.place_code", longest=LONGEST_CODE,
              value=request.GET.get("code", "")[:LONGEST_CODE]),
        Field(name="kind", label="field.place_kind", kind="choice",
              options=choices(language_of(request), "place_kind", PlaceKind), is_required=True,
              value=PlaceKind.CAMP.value),
        _NAME,
    )  # fmt: skip

    def act(entered: Entered) -> str:
        code = open_place(acting, code=entered["code"], kind=PlaceKind(entered["kind"]), name=entered["name"])
        return reverse("desk:place", args=[code])

    asked = _asked("page.open_place", fields, reverse("desk:places"), intro="intro.open_place")
    return ask(request, asked, act)


def _asked(title: str, fields: tuple[Field, ...], back: str, *, intro: str = "") -> Asked:
    return Asked(title=title, fields=fields, back=back, intro=intro)


def _of(code: str) -> str:
    return reverse("desk:place", args=[code])


@page(LIST, path="places/<str:code>", name="place")
def one_place(request: HttpRequest, acting: Acting, code: str) -> HttpResponse:
    """One place: what it is, how it is written, its pads, and what may be done with it."""
    view = place_coded(acting, code)
    doable = [
        (f"page.{name}", reverse(f"desk:{name}", args=[code]))
        for name, action, is_for_open in _DOABLE
        if may(acting, action) and view.is_open == is_for_open
    ]
    if may(acting, "roll.?rolls"):
        doable.append(("page.place_figures", reverse("desk:place_figures", args=[code])))
    context = {
        "one": view, "pads": [(cards_of(pad), pad) for pad in view.pads], "doable": doable,
        "may_annul_pads": may(acting, "places.annul_pad"), "may_annul_spellings": may(acting, "places.annul_spelling"),
    }  # fmt: skip
    return render(request, "one_place.html", context)


_DOABLE = (
    ("spell_place", "places.record_spelling", True), ("give_pad", "places.issue_pad", True),
    ("rename_place", "places.record_place_name", True), ("close_place", "places.close_place", True),
    ("reopen_place", "places.annul_closing", False),
)  # fmt: skip


@page("places.record_place_name", path="places/<str:code>/name", name="rename_place")
def rename(request: HttpRequest, acting: Acting, code: str) -> HttpResponse:
    """Gives a place another name."""
    fields = (_NAME,)

    def act(entered: Entered) -> str:
        record_place_name(acting, code=code, name=entered["name"])
        return _of(code)

    asked = _asked("page.rename_place", fields, _of(code), intro="intro.rename_place")
    return ask(request, asked, act, subject=code)


@page("places.record_spelling", path="places/<str:code>/spelling", name="spell_place")
def spell(request: HttpRequest, acting: Acting, code: str) -> HttpResponse:
    """Records how somebody writes this place."""
    fields = (Field(name="written", is_required=True, longest=LONGEST_NAME,
                    value=request.GET.get("written", "")[:LONGEST_NAME]),)  # fmt: skip

    def act(entered: Entered) -> str:
        record_spelling(acting, code=code, written=entered["written"])
        return _of(code)

    asked = _asked("page.spell_place", fields, _of(code), intro="intro.spell_place")
    return ask(request, asked, act, subject=code)


@page("places.annul_spelling", path="places/<str:code>/spelling/annul", name="annul_spelling")
def misspelt(request: HttpRequest, acting: Acting, code: str) -> HttpResponse:
    """Takes a spelling back that was recorded for the wrong place."""
    written = Field(name="written", is_required=True, longest=LONGEST_NAME,
                    value=request.GET.get("written", "")[:LONGEST_NAME])  # fmt: skip

    def act(entered: Entered) -> str:
        annul_spelling(acting, code=code, written=entered["written"], reason=entered["reason"])
        return _of(code)

    return ask(request, _asked("page.annul_spelling", (written, _REASON), _of(code)), act, subject=code)


@page("places.issue_pad", path="places/<str:code>/pad", name="give_pad")
def give_pad(request: HttpRequest, acting: Acting, code: str) -> HttpResponse:
    """Gives a pad of numbered cards to a place."""
    fields = (
        Field(name="prefix", hint="hint.prefix", longest=LONGEST_CARD),
        Field(name="first", kind="number", is_required=True),
        Field(name="last", kind="number", is_required=True),
        Field(name="digits", kind="number", is_required=True, value="4", hint="hint.digits"),
        Field(name="received_by", label="field.pad_received_by", is_required=True, longest=LONGEST_NAME),
    )

    def act(entered: Entered) -> str:
        issue_pad(
            acting, code=code, prefix=entered["prefix"], first=int(entered["first"]), last=int(entered["last"]),
            digits=int(entered["digits"]), received_by=entered["received_by"],
        )  # fmt: skip
        return _of(code)

    return ask(request, _asked("page.give_pad", fields, _of(code), intro="intro.give_pad"), act, subject=code)


@page("places.annul_pad", path="places/<str:code>/pad/<str:pad_id>/annul", name="annul_pad")
def pad_back(request: HttpRequest, acting: Acting, code: str, pad_id: str) -> HttpResponse:
    """Frees the numbers of a pad that was entered wrongly or came back whole."""

    def act(entered: Entered) -> str:
        annul_pad(acting, pad_id=pad_id, reason=entered["reason"])
        return _of(code)

    return ask(request, _asked("page.annul_pad", (_REASON,), _of(code), intro="intro.annul_pad"), act, subject=pad_id)


@page("places.close_place", path="places/<str:code>/close", name="close_place")
def close_one(request: HttpRequest, acting: Acting, code: str) -> HttpResponse:
    """Closes a place that holds nobody."""

    def act(entered: Entered) -> str:
        close_place(acting, code=code, reason=entered["reason"])
        return _of(code)

    asked = _asked("page.close_place", (_REASON,), _of(code), intro="intro.close_place")
    return ask(request, asked, act, subject=code)


@page("places.annul_closing", path="places/<str:code>/reopen", name="reopen_place")
def reopen(request: HttpRequest, acting: Acting, code: str) -> HttpResponse:
    """Opens a place again that was closed by mistake."""

    def act(entered: Entered) -> str:
        annul_closing(acting, code=code, reason=entered["reason"])
        return _of(code)

    return ask(request, _asked("page.reopen_place", (_REASON,), _of(code)), act, subject=code)
