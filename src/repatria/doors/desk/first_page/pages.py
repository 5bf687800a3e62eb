"""The first page of every role: what is owed today, the things themselves; and the number that opens a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.paper_codes import fold_code
from repatria.doors.desk.enquiries.find import find_page
from repatria.doors.desk.first_page.figures import figures
from repatria.doors.desk.first_page.labels import labelled
from repatria.doors.desk.first_page.laid import laid_before_others
from repatria.doors.desk.first_page.today import SHOWN, as_file, first_of, grouped, groups_today
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.lists import is_export
from repatria.doors.desk.frame.owed import OwedItem, owed_by
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.run import ALL
from repatria.doors.desk.frame.terms import long_day_words, next_due_words
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.whom import whom
from repatria.doors.desk.frame.work import FREE, MINE, Lying, lying
from repatria.doors.desk.matching.search import search_page
from repatria.records.access.acting import Acting
from repatria.records.enquiries.finding import FIND
from repatria.records.handover.codes import handover_with_code
from repatria.records.register.selectors import person_of_card
from repatria.records.register.selectors.cards import CODE

_PLACES = {
    "P": "desk:person",
    "E": "desk:enquiry",
    "N": "desk:notice",
    "H": "desk:handover",
    "A": "desk:account",
    "X": "desk:join",
}
_BY_OFFICE = (
    ("register.record_health_grade", "desk:doctor_of"), ("register.record_proceedings", "desk:adviser_of"),
)  # fmt: skip
_EVERYTHING = 5_000  # lines of a group, where somebody asks for all


@page(path="", menu="menu.owed")
def owed(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What is owed: late by how much, today, this week; the first thing is one key away."""
    return _today(request, acting)


def _today(request: HttpRequest, acting: Acting, *, status: int = 200, **more: Any) -> HttpResponse:
    language, now = language_of(request), current().now()
    everything = owed_by(acting, now).items
    lies = lying(acting, everything, now)
    chosen, show, kind = _chosen(request, lies)
    shown = _EVERYTHING if request.GET.get("all") == "1" else SHOWN
    names = whom(acting, (item.whom or item.about for item in chosen[:shown]))
    if is_export(request):
        return as_file(request, language, chosen, now, names)
    of = show if show in (MINE, FREE) else kind or ALL
    groups = grouped(language, chosen, now, of=of, names=names, shown=shown, lying=lies)
    following = None if groups_today(everything, now) else next(iter(everything), None)
    asked = request.GET.copy()
    asked["export"] = "csv"
    context = {
        "headline": _headline(language, everything, now),
        "next_due": next_due_words(language, following) if following else "",
        "this_day": long_day_words(language, now), "groups": groups, "first": first_of(groups),
        "has_any": bool(everything), "filters": _filters(lies, now), "show": show, "kind": kind,
        "kinds": sorted(Counter(item.what for item in everything).items()), "export": asked.urlencode(),
        "figures": figures(language, acting, now), "laid": laid_before_others(language, acting),
    }  # fmt: skip
    return render(request, "owed.html", {**context, **more}, status=status)


def _headline(language: str, items: Sequence[OwedItem], now: datetime) -> str:
    """How many things there are and how many late; where today asks for none of them, that and no count."""
    late = sum(item.is_late(now) for item in items)
    if not groups_today(items, now):
        return say(language, "today.nothing")
    return say(language, "today.headline" if late else "today.none_late", whole=len(items), late=late)


def _chosen(request: HttpRequest, lies: Lying) -> tuple[Sequence[OwedItem], str, str]:
    show, kind, items = request.GET.get("show", ""), request.GET.get("kind", ""), lies.items
    now = current().now()
    kind = kind if kind in {item.what for item in items} else ""
    by_show = {
        "late": [item for item in items if item.is_late(now)],
        "second": [item for item in items if item.is_for_second],
        MINE: lies.of(MINE),
        FREE: lies.of(FREE),
        "": items,
    }
    chosen = by_show.get(show, by_show[""])
    return [item for item in chosen if not kind or item.what == kind], show if show in by_show else "", kind


def _filters(lies: Lying, now: datetime) -> list[tuple[str, str, int]]:
    items = lies.items
    late, second = sum(item.is_late(now) for item in items), sum(item.is_for_second for item in items)
    found = [
        ("", "today.all", len(items)), (MINE, "today.mine", len(lies.of(MINE))),
        (FREE, "today.free", len(lies.of(FREE)) if lies.held else 0), ("late", "today.late", late),
        ("second", "today.second_only", second),
    ]  # fmt: skip
    return [one for one in found if one[2] or not one[0]]


def _code_in(typed: str) -> str:
    """The code of a paper as a scanner reads it: alone, or in the address of the check page."""
    return parse_qs(urlsplit(typed).query).get("code", [""])[0] if "?" in typed else typed


@page(path="number")
def open_number(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens the record of a typed number, or of whoever has a card of it; a name is looked for, by whoever may search.

    Given:    what is typed is posted, since a name in an address is kept by browsers, proxies and their logs; a link
              with a number opens too.
    """
    typed = (request.POST.get("number", "") or request.GET.get("number", "")).strip()[:400]
    number = fold_number(typed)
    place = _PLACES.get(number.partition("-")[0]) if len(typed) <= 60 else None
    if place == "desk:person" and not may(acting, "register.?person") and may(acting, "register.record_custody"):
        place = "desk:happened"
    elif place == "desk:person" and not may(acting, "register.?person"):
        place = next((to for action, to in _BY_OFFICE if may(acting, action)), place)
    if code := fold_code(_code_in(typed)):
        if may(acting, "handover.?handover") and (found := handover_with_code(acting, code)):
            return HttpResponseRedirect(reverse("desk:handover", args=[found]))
        if may(acting, CODE):
            return HttpResponseRedirect(f"{reverse('desk:check_code')}?{urlencode({'code': code})}")
    if label := labelled(acting, typed, number):
        return HttpResponseRedirect(label)
    if number and place:
        return HttpResponseRedirect(reverse(place, args=[number]))
    if typed and may(acting, "register.?person") and (of_card := person_of_card(typed)):
        return HttpResponseRedirect(reverse("desk:person", args=[of_card]))
    if request.method == "POST" and typed and may(acting, FIND):
        return find_page(request, acting, typed=typed)
    if request.method == "POST" and typed and may(acting, "matching.search") and not any(map(str.isdigit, typed)):
        return search_page(request, acting, name=typed)
    return _today(request, acting, status=400, is_unread=True)
