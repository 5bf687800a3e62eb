"""Registering a man in one screen: five items and custody, likely same men beside the form, nothing typed lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from repatria.core.vocabulary.arrivals import Fact
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Category
from repatria.core.vocabulary.places import LONGEST_CARD
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask, filled, show_again
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field, read
from repatria.doors.desk.frame.form_numbers import NAME, as_sent, form_number, form_number_field
from repatria.doors.desk.frame.keeping import as_posted, done_with, keep_for_next, keep_posted, keeping, left
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.register.forms import (
    STAYS,
    capture_fields,
    in_rows,
    missing_of_the_five,
    read_particulars,
    sources_of,
)
from repatria.doors.desk.register.likely import NOT_LOOKED, SEEN, likely_men, seen_field
from repatria.records.access.acting import Acting
from repatria.records.register.errors import RepeatedFormError, UsedFormError
from repatria.records.register.scope import person_with_card
from repatria.records.register.selectors.alike import is_card_taken, was_form_sent
from repatria.records.register.services import record_capture

_FORM, _NEXT = "capture", "capture:next"


@page("register.record_capture", path="capture", menu="menu.capture")
def capture(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Registers a person from a capture form."""
    return _capture(request, acting)


@page("register.record_capture", path="capture/look", name="look_again")
def look_again(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The capture form as it was filled in so far, with likely same men beside it. Nothing is recorded."""
    return _capture(request, acting, is_looking=request.method == "POST")


@page("register.record_capture", path="capture/keep")
def keep_capture(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays by the form as it stands; the page's script asks for it while somebody types. Nothing is recorded.

    Returns:  409 where it was not kept, of a page a day old or beside too many others: its script keeps it.
    """
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:capture"))
    is_done = was_form_sent(as_sent(request.POST.get(NAME, "")))
    return HttpResponse(status=204 if is_done or keep_posted(request) else 409)


@page("register.record_capture", path="capture/forget")
def forget_capture(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Throws away what was left of a form, as whoever typed it says."""
    if request.method == "POST":
        done_with(acting, _FORM, request.POST.get(NAME, ""))
    return HttpResponseRedirect(reverse("desk:capture"))


def _capture(request: HttpRequest, acting: Acting, *, is_looking: bool = False) -> HttpResponse:
    language = language_of(request)
    fields = (*capture_fields(language, acting), form_number_field(), seen_field())
    used: list[str] = []  # the form's number, where it said something else when it was sent before

    def act(entered: Entered) -> HttpResponse:
        category = Category(entered["category"])
        faults = missing_of_the_five(entered, category)
        try:
            particulars = read_particulars(entered, category, sources_of(entered))
        except InputError as error:
            raise InputError(error.message, (*faults, *error.faults)) from error
        if faults:
            raise InputError("some of the five items have neither a value nor a word", faults)
        number = as_sent(entered[NAME])
        likely = NOT_LOOKED if was_form_sent(number) else likely_men(acting, language, entered)
        is_new = not likely.numbers <= frozenset(entered[SEEN].split())
        if is_new and not is_card_taken(acting, entered["card_number"]):  # that is refused below, and leads to him
            return show_again(request, asked, entered, likely=likely)  # recording always looks first
        try:
            person_id = record_capture(
                acting, category=category, power=entered["power"], card_number=entered["card_number"],
                captured_on=entered.partial_date("captured_on"), captured_at=entered["captured_at"],
                holder=entered["holder"], particulars=particulars, form_number=number,
                facts=tuple(map(Fact, entered.many("facts"))),
            )  # fmt: skip
        except RepeatedFormError as done:
            person_id = done.number  # a double click, Back and send again, a second tab: one man
        except UsedFormError:
            used.append(entered[NAME])
            raise
        done_with(acting, _FORM, entered[NAME])
        keep_for_next(acting, _NEXT, {name: request.POST.get(name, "") for name in STAYS})
        opened = reverse("desk:person", args=[person_id]) if may(acting, "register.?person") else reverse("desk:roll")
        is_next = request.POST.get("go") == "next"
        return going_on(request, reverse("desk:capture") if is_next else opened, number=person_id)

    def arranged(shown: Sequence[Field]) -> dict[str, Any]:
        # What differs from what this form registered is another man, once it is sent again: under another number.
        drawn = form_number() if used else ""
        numbered = [replace(f, value=drawn or as_sent(f.value)) if f.name == NAME else f for f in shown]
        return in_rows(numbered) | keeping(request, acting, _FORM)

    asked = Asked(
        title="page.capture", fields=fields, back=reverse("desk:owed"),
        template="capture.html", arrange=arranged, leads=lambda name, entered: _whose_card(acting, name, entered),
        is_kept=False,
    )  # fmt: skip
    if is_looking:
        keep_posted(request)
        entered = read(fields, request.POST, language)
        return show_again(request, asked, entered, likely=likely_men(acting, language, entered))
    if request.method == "POST":
        keep_posted(request)  # a page that shows a fault may be closed too
        return ask(request, asked, act)
    return _begun(request, acting, asked)


def _begun(request: HttpRequest, acting: Acting, asked: Asked) -> HttpResponse:
    """The form as it was left, or an empty one that begins with what stays from man to man."""
    language, waiting = language_of(request), []
    for draft in left(acting, _FORM):
        if was_form_sent(as_sent(draft.number)):
            done_with(acting, _FORM, draft.number)  # it was recorded meanwhile
        else:
            waiting.append(draft)
    if waiting:
        entered = read(asked.fields, as_posted(waiting[0]), language)
        return show_again(
            request, asked, entered, came_back=instant_words(language, waiting[0].kept_at), more_left=len(waiting) - 1
        )  # fmt: skip
    before = left(acting, _NEXT)
    kept = {name: "".join(before[0].values.get(name, ())) for name in STAYS} if before else {}
    kept["card_number"] = request.GET.get("card", "")[:LONGEST_CARD]  # a card of paper that is typed in later
    begun = replace(asked, fields=filled({name: value for name, value in kept.items() if value}, asked.fields))
    return ask(request, begun, lambda _: "", is_fresh=True)


def _whose_card(acting: Acting, name: str, entered: Entered) -> tuple[str, str]:
    """Where the man stands who has this card number already, for whoever may open his page."""
    found = person_with_card(acting, entered["card_number"]) if name == "card_number" else ""
    place = "desk:person" if may(acting, "register.?person") else "desk:happened"
    return (reverse(place, args=[found]), found) if found else ("", "")
