"""Photographs of him: which are kept, a new one, and one of them on a deliberate press."""

from __future__ import annotations

from base64 import b64encode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.pictures import LARGEST_PICTURE
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.register.scope import custody_in_scope
from repatria.records.register.selectors.photographs import LIST, SHOW, PhotographView, photograph, photographs
from repatria.records.register.services.photographs import KEEP, keep_photograph


@page(LIST, path="persons/<str:person_id>/photographs", name="photographs")
def photograph_list(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Which photographs of him are kept. No face stands on it."""
    return _listed(request, acting, person_id, None)


@page(SHOW, path="persons/<str:person_id>/photographs/show", name="show_photograph")
def show(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Shows the one that was pressed, on this answer alone; each time is noted."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:photographs", args=[person_id]))
    return _listed(request, acting, person_id, photograph(acting, request.POST.get("photograph", "")))


def _listed(request: HttpRequest, acting: Acting, person_id: str, shown: PhotographView | None) -> HttpResponse:
    lines = photographs(acting, person_id)
    return render(request, "photographs.html", {
        "person_id": person_id, "lines": lines, "may_show": may(acting, SHOW), "may_keep": may(acting, KEEP),
        "shown": shown.photograph_id if shown else "",
        "picture": "data:image/jpeg;base64," + b64encode(shown.content).decode() if shown else "",
        "back": reverse("desk:person" if may(acting, "register.?person") else "desk:happened", args=[person_id]),
    })  # fmt: skip


@page(KEEP, path="persons/<str:person_id>/photograph", name="keep_photograph")
def keep(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Keeps a photograph that was taken of him."""
    custody_in_scope(acting, person_id)  # no such person, or another camp's: no form
    back = reverse("desk:photographs", args=[person_id])
    fields = (
        Field(name="picture", kind="file", hint="hint.picture"),
        Field(name="taken_at", kind="instant", label="field.photographed_at", is_required=True, value=now_typed(),
              hint="hint.instant"),
        Field(name="taken_by", label="field.photographed_by", is_required=True, longest=200),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        taken_at, sent = entered.instant("taken_at"), request.FILES.get("picture")
        assert taken_at is not None, "the form asks for it"
        # One byte more than is taken says that it is too large.
        content = sent.read(LARGEST_PICTURE + 1) if sent is not None else b""
        keep_photograph(
            acting, person_id=person_id, taken_at=taken_at, taken_by=entered["taken_by"], picture=content
        )  # fmt: skip
        return back

    asked = Asked(title="page.keep_photograph", fields=fields, back=back, intro="intro.keep_photograph")
    return ask(request, asked, act, subject=person_id, is_with_file=True)
