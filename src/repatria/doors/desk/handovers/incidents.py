"""What went wrong at a hand-over: recorded with an owner, cleared up, and the list that delegate and auditor read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.handover_incident import IncidentKind
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import part_of, table_page
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.handover.incidents import (
    CLOSE,
    LIST,
    RECORD,
    close_incident,
    incidents,
    incidents_to_close,
    owners,
    record_incident,
)
from repatria.records.handover.selectors import handover as handover_view

_AT_FIELDS = {"incident_place": "place_of_it", "incident_told": "incident_told", "incident_since_opened": "happened_at"}
_CLOSING_AT = {"incident_found": "found", "incident_done": "incident_done"}


@page(LIST, path="incidents", name="incidents", menu="page.incidents", is_rare=True, clocks=(ClockRule.INCIDENT,))
def incident_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What went wrong at hand-overs, the latest first; its owner or the head clears it up from here."""
    part = part_of(request, incidents(acting))
    return render(request, "incidents.html", {
        "incidents": part.lines, "part": part, "may_close": may(acting, CLOSE), "may_read": may(acting, RECORD),
    })  # fmt: skip


@page(RECORD, path="hand-overs/<str:handover_id>/incident", name="record_incident")
def record_one(request: HttpRequest, acting: Acting, handover_id: str) -> HttpResponse:
    """Records what went wrong, where, and who clears it up."""
    handover_view(acting, handover_id)  # no such hand-over: no form
    back, heads = reverse("desk:handover", args=[handover_id]), owners(acting, handover_id)
    if not heads:  # nobody clears his own incident up, and nobody else may
        return table_page(request, title="page.record_incident", columns=(), rows=(), subject=handover_id,
                          empty="empty.no_owner", empty_next="empty.no_owner_next", empty_link=back,
                          empty_label="button.back")  # fmt: skip
    fields = (
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="incident", kind="choice", options=choices(language_of(request), "incident", IncidentKind),
              is_required=True),
        Field(name="place_of_it", longest=200),
        Field(name="incident_told", kind="text", hint="hint.incident_told", longest=2000),
        Field(name="owner", kind="choice", is_required=True,
              options=tuple((one.account_id, one.sign_in_name) for one in heads)),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        record_incident(
            acting, handover_id=handover_id, incident=IncidentKind(entered["incident"]), happened_at=happened_at,
            place=entered["place_of_it"], told=entered["incident_told"], owner=entered["owner"],
        )  # fmt: skip
        return back

    asked = Asked(title="page.record_incident", fields=fields, back=back, intro="intro.record_incident",
                  at_fields=_AT_FIELDS)  # fmt: skip
    return ask(request, asked, act, subject=handover_id)


@page(CLOSE, path="incidents/<str:incident_id>/close", name="close_incident")
def close_one(request: HttpRequest, acting: Acting, incident_id: str) -> HttpResponse:
    """Says what was found and what was done."""
    back = reverse("desk:incidents")
    fields = (
        Field(name="found", kind="text", longest=2000), Field(name="incident_done", kind="text", longest=2000),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        close_incident(acting, incident_id=incident_id, found=entered["found"], done=entered["incident_done"])
        return back

    asked = Asked(title="page.close_incident", fields=fields, back=back, at_fields=_CLOSING_AT)
    return ask(request, asked, act, subject=incident_id)


@owed(CLOSE, what="owed.incidents", at=lambda: reverse("desk:incidents"))
def to_close(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Incidents that this account owns."""
    for number in incidents_to_close(acting.account_id):
        yield OwedItem(
            what="owed.incidents", link=reverse("desk:close_incident", args=[number]), about=number,
            waits="waits.he_and_she", provision="house rule 6.6",
        )  # fmt: skip
