"""Forms of a planned visit that is put right, put off, or called off."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import day_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.tellings.forms import whole_day
from repatria.records.access.acting import Acting, require
from repatria.records.access.services import record_approval
from repatria.records.telling.reading import asker_row, visit_row
from repatria.records.telling.selectors.cases import visit, visitors
from repatria.records.telling.services.approving import PUT_OFF, put_off_reference
from repatria.records.telling.services.changing import CALL_OFF, CHANGE, call_off_visit, change_visit
from repatria.records.telling.services.opening import LONGEST

_AT_FIELDS = {
    "trained_pair": "visitors", "trained_now": "visitors", "visit_where": "meets_at",
    "visit_language": "visit_language", "visit_in_her_language": "visit_interpreter",
    "professional_beside_her": "beside_her", "visit_change_why": "why",
    "put_off_too_far": "visit_on",
}  # fmt: skip
_WHY = Field(name="why", kind="text", label="field.visit_change_why", is_required=True, longest=LONGEST)


@page(CHANGE, path="tellings/visits/<str:visit_id>/change", name="change_family_visit")
def change(request: HttpRequest, acting: Acting, visit_id: str) -> HttpResponse:
    """Puts a planned visit right, or off to another day."""
    visit_row(visit_id)
    back = reverse("desk:family_visit", args=[visit_id])
    trained = tuple((one.visitor_id, f"{one.name}, {one.office} ({one.languages})") for one in visitors(acting))

    def act(entered: Entered) -> str:
        change_visit(
            acting, visit_id=visit_id, why=entered["why"], visitors=entered.many("visitors"),
            on=whole_day(entered, "visit_on"), meets_at=entered["meets_at"], language=entered["visit_language"],
            beside_her=entered["beside_her"], interpreter=entered["visit_interpreter"],
            doctor_or_priest=entered["doctor_or_priest"],
        )  # fmt: skip
        return back

    one = visit(acting, visit_id)
    fields = (
        _WHY,
        Field(name="visitors", kind="boxes", label="field.visit_pair", options=trained, hint="hint.visit_pair",
              value=" ".join(one.line.visitors)),
        Field(name="visit_on", kind="date", is_required=True, value=day_typed(date.fromisoformat(one.line.on))),
        Field(name="meets_at", is_required=True, label="field.visit_meets_at", hint="hint.visit_meets_at",
              value=one.meets_at),
        Field(name="visit_language", is_required=True, longest=40, value=one.language),
        Field(name="visit_interpreter", value=one.interpreter),
        Field(name="doctor_or_priest", hint="hint.doctor_or_priest", value=one.doctor_or_priest),
        Field(name="beside_her", hint="hint.beside_her", value=one.beside_her),
    )  # fmt: skip
    asked = Asked(
        title="page.change_family_visit", fields=fields, back=back, at_fields=_AT_FIELDS,
        intro="intro.change_family_visit",
    )  # fmt: skip
    return ask(request, asked, act, subject=visit_id)


@page(
    "access.record_approval", path="tellings/cases/<str:telling_id>/<str:asker_id>/put-off/approve",
    name="approve_put_off",
)  # fmt: skip
def agree_to_put_off(request: HttpRequest, acting: Acting, telling_id: str, asker_id: str) -> HttpResponse:
    """Agrees that a visit to one who asks waits longer than one alone may say."""
    require(acting, PUT_OFF)
    asker_row(telling_id, asker_id)
    back = reverse("desk:telling", args=[telling_id])

    def act(entered: Entered) -> str:
        on = whole_day(entered, "visit_on").isoformat()
        record_approval(acting, action=PUT_OFF, object_reference=put_off_reference(telling_id, asker_id, on))
        return back

    fields = (Field(name="visit_on", kind="date", is_required=True),)
    asked = Asked(
        title="page.approve_put_off", fields=fields, back=back, button="button.approve", intro="intro.approve_put_off"
    )  # fmt: skip
    return ask(request, asked, act, subject=asker_id)


@page(CALL_OFF, path="tellings/visits/<str:visit_id>/call-off", name="call_off_family_visit")
def call_off(request: HttpRequest, acting: Acting, visit_id: str) -> HttpResponse:
    """Calls a planned visit off."""
    visit_row(visit_id)
    back = reverse("desk:family_visit", args=[visit_id])

    def act(entered: Entered) -> str:
        call_off_visit(acting, visit_id=visit_id, why=entered["why"])
        return back

    asked = Asked(title="page.call_off_family_visit", fields=(_WHY,), back=back, intro="intro.call_off_family_visit")
    return ask(request, asked, act, subject=visit_id)
