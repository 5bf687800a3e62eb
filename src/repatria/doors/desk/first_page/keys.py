"""What each key does, and where a key alone is turned off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.doors.desk.frame.keys import KEYS_COOKIE, OFF
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting

_YEAR_SECONDS = 365 * 24 * 3600
KEYS = (
    ("/", "keys.find"), ("N", "keys.next"), ("S", "keys.record"), ("W", "keys.main"), ("A", "keys.approve"),
    ("D", "keys.decide"), ("O", "keys.open"), ("K", "keys.leave"), ("1", "keys.choose"), ("?", "keys.this"),
)  # fmt: skip


@page(path="keys", is_own=True)
def keys(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What each key does; here a key alone is turned off, and on again."""
    if request.method != "POST":
        return render(request, "keys.html", {"keys": KEYS})
    answer = HttpResponseRedirect(reverse("desk:keys"))
    if request.POST.get("bare") == OFF:
        answer.set_cookie(
            KEYS_COOKIE, OFF, max_age=_YEAR_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    else:
        answer.delete_cookie(KEYS_COOKIE, samesite="Lax")
    return answer
