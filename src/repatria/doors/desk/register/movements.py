"""The page of a list of evacuees or of men transferred: who left, who came, and why the heads differ."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.custody_facts import ListEnd
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.register.selectors import movement as list_numbered
from repatria.records.register.services.movements import EXPLAIN, explain_count


@page("register.?movement", path="lists/<str:list_id>", clocks=(ClockRule.COUNT_LEFT, ClockRule.COUNT_ARRIVED))
def movement(request: HttpRequest, acting: Acting, list_id: str) -> HttpResponse:
    """A list with the heads that were counted at both ends, man by man; it shows numbers only."""
    return render(request, "movement.html", {
        "list": list_numbered(acting, list_id), "may_explain": may(acting, EXPLAIN),
        "may_open": may(acting, "register.?person"), "may_list": may(acting, "register.?journey_list"),
    })  # fmt: skip


@page(EXPLAIN, path="lists/<str:list_id>/explain", name="explain_count")
def explain(request: HttpRequest, acting: Acting, list_id: str) -> HttpResponse:
    """Says why the heads differ at one end of a list."""
    back = reverse("desk:movement", args=[list_id])
    list_numbered(acting, list_id)  # no such list: no form
    fields = (
        Field(name="end", kind="choice", options=choices(language_of(request), "list_end", ListEnd), is_required=True),
        Field(name="reason", is_required=True, longest=400),
    )

    def act(entered: Entered) -> str:
        explain_count(acting, list_id=list_id, end=ListEnd(entered["end"]), reason=entered["reason"])
        return back

    return ask(request, Asked(title="page.explain_count", fields=fields, back=back), act, subject=list_id)
