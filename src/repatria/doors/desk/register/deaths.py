"""After a death: the doctor's look at it, and the official enquiry."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.custody_facts import DeathCause
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.register.selectors import custody_of
from repatria.records.register.services.death import OPEN_ENQUIRY, SEE, open_death_enquiry, record_death_seen


@page(SEE, path="deaths/<str:person_id>/seen", clocks=(ClockRule.DEATH_SEEN,))
def death_seen(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records a doctor's look at a death that was recorded, with or without one."""
    custody_of(person_id)  # no such person: no form
    causes = choices(language_of(request), "cause", DeathCause)
    fields = (
        Field(name="seen_at", kind="instant", label="field.examined_at", is_required=True, value=now_typed(),
              hint="hint.instant"),
        Field(name="cause", kind="choice", options=causes, is_required=True),
        Field(name="finding", longest=4000, hint="hint.finding"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        seen_at = entered.instant("seen_at")
        assert seen_at is not None, "the form asks for it"
        record_death_seen(
            acting, person_id=person_id, seen_at=seen_at, cause=DeathCause(entered["cause"]), words=entered["finding"]
        )  # fmt: skip
        return reverse("desk:owed")

    asked = Asked(title="page.death_seen", fields=fields, back=reverse("desk:owed"), intro="intro.death_seen")
    return ask(request, asked, act, subject=person_id)


@page(OPEN_ENQUIRY, path="deaths/<str:person_id>/enquiry", clocks=(ClockRule.ART121,))
def death_enquiry(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that the official enquiry into a death was opened."""
    custody_of(person_id)  # no such person: no form
    fields = (
        Field(name="opened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="authority", is_required=True, longest=200),
        Field(name="reference", is_required=True, longest=200, label="field.enquiry_reference"),
    )

    def act(entered: Entered) -> str:
        opened_at = entered.instant("opened_at")
        assert opened_at is not None, "the form asks for it"
        open_death_enquiry(
            acting, person_id=person_id, opened_at=opened_at, authority=entered["authority"],
            reference=entered["reference"],
        )  # fmt: skip
        return reverse("desk:person", args=[person_id])

    asked = Asked(title="page.death_enquiry", fields=fields, back=reverse("desk:person", args=[person_id]))
    return ask(request, asked, act, subject=person_id)
