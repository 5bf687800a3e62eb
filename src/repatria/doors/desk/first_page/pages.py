"""The first page of every role: what is owed today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.records.access.acting import Acting

_PLACES = {"P": "desk:person", "E": "desk:enquiry", "N": "desk:notice", "H": "desk:handover", "A": "desk:account"}


@page(path="", menu="page.owed")
def owed(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Due, late, and waiting for a second person, each leading to its list."""
    return render(request, "owed.html", {"lines": owed_by(acting, current().now()).lines})


@page(path="number")
def open_number(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens the record of a typed number; what is mistyped is shown by its check character."""
    typed = request.GET.get("number", "")[:60]
    number = fold_number(typed)
    place = _PLACES.get(number.partition("-")[0])
    if place == "desk:person" and not may(acting, "register.?person") and may(acting, "register.record_custody"):
        place = "desk:happened"
    if number and place:
        return HttpResponseRedirect(reverse(place, args=[number]))
    context = {"lines": owed_by(acting, current().now()).lines, "typed": typed, "is_unread": True}
    return render(request, "owed.html", context, status=400)
