"""A public report that he is alive: its day, and nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.register.selectors import custody_of
from repatria.records.register.services.reports import REPORT, record_reported_alive


@page(REPORT, path="persons/<str:person_id>/alive")
def reported_alive(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that a public report names him alive on a day."""
    custody_of(person_id)  # no such person: no form
    back = reverse("desk:person", args=[person_id])

    def act(entered: Entered) -> str:
        on = entered.partial_date("on")
        assert on is not None, "the form asks for it"
        record_reported_alive(acting, person_id=person_id, on=on)
        return back

    fields = (Field(name="on", kind="date", label="field.reported_on", hint="hint.date", is_required=True),)
    asked = Asked(title="page.reported_alive", fields=fields, back=back, intro="intro.reported_alive")
    return ask(request, asked, act, subject=person_id)
