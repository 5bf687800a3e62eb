"""Forms of what follows a visit: what a family is offered, and a promised coming back that is put off."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.telling_support import SupportAnswer, SupportKind
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import day_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.tellings.forms import whole_day
from repatria.records.access.acting import Acting
from repatria.records.telling.reading import visit_row
from repatria.records.telling.services.opening import LONGEST
from repatria.records.telling.services.support import PUT_FOLLOW_UP_OFF, SUPPORT, put_follow_up_off, record_support

_AT_FIELDS = {
    "on": "support_on", "support_by": "support_by", "support_why_not": "support_note", "note": "support_note",
    "follow_up_ahead": "next_on", "follow_up_too_far": "next_on", "follow_up_why": "why",
}  # fmt: skip


@page(SUPPORT, path="tellings/visits/<str:visit_id>/support", name="record_support")
def support(request: HttpRequest, acting: Acting, visit_id: str) -> HttpResponse:
    """Records what a family was offered and answered, or what became of what it took."""
    visit_row(visit_id)
    language, back = language_of(request), reverse("desk:family_visit", args=[visit_id])

    def act(entered: Entered) -> str:
        record_support(
            acting, visit_id=visit_id, kind=SupportKind(entered["support_kind"]),
            answer=SupportAnswer(entered["support_answer"]), on=whole_day(entered, "support_on"),
            by=entered["support_by"], note=entered["support_note"],
        )  # fmt: skip
        return back

    today = current().zone.local(current().now()).date()
    fields = (
        Field(name="support_kind", kind="radio", is_required=True,
              options=choices(language, "support_kind", SupportKind)),
        Field(name="support_answer", kind="radio", is_required=True,
              options=choices(language, "support_answer", SupportAnswer)),
        Field(name="support_on", kind="date", is_required=True, value=day_typed(today)),
        Field(name="support_by", is_required=True, longest=120),
        Field(name="support_note", kind="text", longest=LONGEST, hint="hint.support_note"),
    )  # fmt: skip
    asked = Asked(
        title="page.record_support", fields=fields, back=back, at_fields=_AT_FIELDS, intro="intro.record_support"
    )  # fmt: skip
    return ask(request, asked, act, subject=visit_id)


@page(PUT_FOLLOW_UP_OFF, path="tellings/visits/<str:visit_id>/follow-up-off", name="put_follow_up_off")
def put_off(request: HttpRequest, acting: Acting, visit_id: str) -> HttpResponse:
    """Puts a promised coming back off to another day, with the reason."""
    row = visit_row(visit_id)
    back = reverse("desk:family_visit", args=[visit_id])

    def act(entered: Entered) -> str:
        put_follow_up_off(acting, visit_id=visit_id, next_on=whole_day(entered, "next_on"), why=entered["why"])
        return back

    fields = (
        Field(name="next_on", kind="date", is_required=True, label="field.family_next_on"),
        Field(name="why", kind="text", label="field.visit_change_why", is_required=True, longest=LONGEST),
    )
    asked = Asked(
        title="page.put_follow_up_off", fields=fields, back=back, at_fields=_AT_FIELDS,
        intro="intro.put_follow_up_off",
    )  # fmt: skip
    return ask(request, asked, act, subject=f"{visit_id} · {row.next_on}".rstrip(" ·"))
