"""Searching the register, under a name or for one enquiry: numbers and reasons come back, no names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.linkage.explanation import script_remark
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_dates import comparable, comparable_of, occasion_of_page, read_written_date
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.dates import occasion_of, read_back
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.matcher import Found, find
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.matching.comparison import Comparison, of_found
from repatria.records.access.acting import Acting
from repatria.records.enquiries.selectors import enquiry as enquiry_view
from repatria.records.matching.services import propose_candidates
from repatria.records.matching.shares import share_of

_LONGEST_DATE = 100


def _hits(language: str, found: Iterable[Found], asked: str) -> list[tuple[Found, Comparison]]:
    return [(one, of_found(language, one, asked)) for one in found]


@page("matching.search", path="enquiries/<str:enquiry_id>/search")
def search_for(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Searches the register for one enquiry; what is ticked goes to the reviewers, and to nobody else."""
    asked = enquiry_view(acting, enquiry_id)
    said, occasion = asked.said, occasion_of_page(asked.language, date.fromisoformat(asked.received_on))
    found = find(
        current().matcher_socket, name=said["sought_name"], birth_date=comparable(said["sought_birth"], occasion),
        place=said["sought_place"], unit=said["sought_unit"],
    )  # fmt: skip
    if request.method == "POST":
        ticked = set(request.POST.getlist("person"))
        chosen = [one for one in found if one.person_id in ticked]
        if not chosen:
            raise InputError("tick at least one line", (("person", "missing"),))
        propose_candidates(
            acting, enquiry_id=enquiry_id, pairs=[one.proposed_to(enquiry_id) for one in chosen],
            weights_version=chosen[0].weights_version, share=share_of(chosen[0].prior),
        )  # fmt: skip
        return going_on(request, reverse("desk:enquiry", args=[enquiry_id]))
    return render(request, "found.html", {
        "hits": _hits(language_of(request), found, said["sought_name"]), "enquiry_id": enquiry_id,
        "sought": said["sought_name"], "script": script_remark(said["sought_name"], language_of(request)),
        "may_propose": may(acting, "matching.propose_candidates"),
    })  # fmt: skip


@page("matching.search", path="search", menu="menu.search")
def search(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Searches the register under a name as somebody spells it. Numbers and reasons come back, no names.

    Given:    what is sought is posted: an address is kept by browsers, proxies and their logs.
    """
    name, birth_date, place = (request.POST.get(one, "").strip() for one in ("name", "birth_date", "place"))
    return search_page(request, acting, name=name[:400], birth_date=birth_date[:_LONGEST_DATE], place=place[:200])


def search_page(
    request: HttpRequest, acting: Acting, *, name: str, birth_date: str = "", place: str = ""
) -> HttpResponse:
    """The page of a search, for whoever was allowed to search."""
    language, socket = language_of(request), current().matcher_socket
    read = read_written_date(birth_date, occasion_of(language))
    found = find(socket, name=name, birth_date=comparable_of(read), place=place) if name else ()
    return render(request, "search.html", {
        "hits": _hits(language, found, name), "name": name, "birth_date": birth_date, "place": place,
        "birth_read": read_back(language, read), "script": script_remark(name, language),
        "may_person": may(acting, "register.?person"),
    })  # fmt: skip
