"""What each place lacks and what was entered there: care, inspections, the week's word of the ill, visits."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.welfare import CareKind, HealthGrade, WatchingBody
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.whom import subject_on, whom
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.welfare.selectors import PLACE, place_welfare, places_lacking
from repatria.records.welfare.services import record_care, record_health, record_inspection, record_visit

CARE, INSPECT, HEALTH, VISIT = (
    "welfare.record_care", "welfare.record_inspection", "welfare.record_health", "welfare.record_visit",
)  # fmt: skip
_COLUMNS = ("column.place", "column.held_there", "column.late_there", "column.first_late")
LINE = 120


def instant_field(name: str, label: str = "") -> Field:
    """The hour at which something happened, by default now."""
    return Field(name=name, kind="instant", label=label, is_required=True, value=now_typed(), hint="hint.instant")


def hour(entered: Entered, name: str) -> datetime:
    """The hour that was entered."""
    at = entered.instant(name)
    assert at is not None, "the form asks for it"
    return at


@page(PLACE, path="welfare", name="welfare", menu="menu.welfare")
def lacking(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every place that holds somebody, those that lack most first."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.place, str(one.held), str(one.late),
                word_text(language, "clock", one.first_late.value) if one.first_late else "—",
            ),
            link=reverse("desk:place_welfare", args=[one.place]), tone="late" if one.late else "",
        )
        for one in places_lacking(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.welfare", columns=_COLUMNS, rows=rows, intro="intro.welfare", empty="empty.welfare",
        is_whole=True,
    )  # fmt: skip


_DOABLE = (
    ("care", CARE), ("inspection", INSPECT), ("visited", VISIT), ("chosen", "welfare.record_representative"),
)  # fmt: skip


@page(
    PLACE, path="welfare/<str:place>", name="place_welfare",
    clocks=(ClockRule.RECEPTION, ClockRule.FOOD, ClockRule.CLOTHING, ClockRule.VISIT, ClockRule.REPRESENTATIVE),
)  # fmt: skip
def one_place(request: HttpRequest, acting: Acting, place: str) -> HttpResponse:
    """One place: what is late there and of whom, then what was entered."""
    view = place_welfare(acting, place)
    known = whom(acting, [one.person_id for one in view.men_late])
    return render(request, "place_welfare.html", {
        "one": view, "late": [clock for clock in view.clocks if clock.is_late],
        "running": [clock for clock in view.clocks if not clock.is_late],
        "men": [(man, known[man.person_id].name if man.person_id in known else "") for man in view.men_late],
        "doable": [(f"page.{name}", reverse(f"desk:{name}", args=[place])) for name, action in _DOABLE
                   if may(acting, action)],
        "may_tell_health": may(acting, HEALTH), "may_end": may(acting, "welfare.end_representative"),
        "may_write": may(acting, "welfare.record_letter"), "may_send": may(acting, "welfare.send_letter"),
        "may_complain": may(acting, "welfare.?complaints"),
    })  # fmt: skip


def of_place(place: str) -> str:
    """The address of a place's page."""
    return reverse("desk:place_welfare", args=[place])


@page(CARE, path="welfare/<str:place>/care")
def care(request: HttpRequest, acting: Acting, place: str) -> HttpResponse:
    """Enters what was given at a place, to how many, and what was lacking."""
    fields = (
        Field(name="care", kind="radio", options=choices(language_of(request), "care", CareKind), is_required=True),
        instant_field("given_at"),
        Field(name="given_to", kind="number", is_required=True, hint="hint.given_to"),
        Field(name="is_enough", kind="radio", is_required=True,
              options=choices(language_of(request), "holds", ("yes", "no"))),
        Field(name="missing", longest=400, hint="hint.missing"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        given_to = entered.number("given_to")
        assert given_to is not None, "the form asks for it"
        record_care(
            acting, place=place, care=CareKind(entered["care"]), given_at=hour(entered, "given_at"),
            given_to=given_to, is_enough=entered["is_enough"] == "yes", missing=entered["missing"],
        )  # fmt: skip
        return of_place(place)

    asked = Asked(
        title="page.care", fields=fields, back=of_place(place), intro="intro.care",
        at_fields={"what_is_lacking": "missing", "heads_given": "given_to"},
    )  # fmt: skip
    return ask(request, asked, act, subject=place)


@page(INSPECT, path="welfare/<str:place>/inspection", name="inspection")
def inspected(request: HttpRequest, acting: Acting, place: str) -> HttpResponse:
    """Enters whom the doctor inspected, each by his number."""
    fields = (
        instant_field("inspected_at"),
        Field(name="person_ids", kind="text", is_required=True, hint="hint.person_ids"),
        Field(name="reference", label="field.paper_reference", longest=80),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_inspection(
            acting, place=place, inspected_at=hour(entered, "inspected_at"), reference=entered["reference"],
            person_ids=entered["person_ids"].replace(",", " ").split(),
        )  # fmt: skip
        return of_place(place)

    asked = Asked(title="page.inspection", fields=fields, back=of_place(place), intro="intro.inspection")
    return ask(request, asked, act, subject=place)


@page(VISIT, path="welfare/<str:place>/visit", name="visited")
def visit(request: HttpRequest, acting: Acting, place: str) -> HttpResponse:
    """Enters that those who watch from outside visited, and whether they talked with prisoners alone."""
    language = language_of(request)
    fields = (
        Field(name="body", kind="choice", label="field.watching_body", is_required=True,
              options=choices(language, "watching_body", WatchingBody)),
        Field(name="visited_by", label="field.who_visited", is_required=True, longest=LINE),
        instant_field("visited_at"),
        Field(name="is_alone", kind="radio", is_required=True, options=choices(language, "holds", ("yes", "no"))),
        Field(name="hindered", longest=400, hint="hint.hindered"),
        Field(name="reference", label="field.paper_reference", longest=80),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_visit(
            acting, place=place, visited_at=hour(entered, "visited_at"), body=WatchingBody(entered["body"]),
            visited_by=entered["visited_by"], is_alone=entered["is_alone"] == "yes", hindered=entered["hindered"],
            reference=entered["reference"],
        )  # fmt: skip
        return of_place(place)

    asked = Asked(
        title="page.visited", fields=fields, back=of_place(place),
        at_fields={"who_visited": "visited_by", "why_not_alone": "hindered"},
    )  # fmt: skip
    return ask(request, asked, act, subject=place)


@page(HEALTH, path="health/<str:person_id>", clocks=(ClockRule.HEALTH_WEEK,))
def health(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Says whether he is seriously ill; every week until he is it no longer."""
    fields = (
        Field(name="grade", kind="radio", label="field.illness", is_required=True,
              options=choices(language_of(request), "illness", HealthGrade)),
        instant_field("seen_at"), Field(name="finding", longest=4000, hint="hint.finding"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_health(
            acting, person_id=person_id, grade=HealthGrade(entered["grade"]), seen_at=hour(entered, "seen_at"),
            words=entered["finding"],
        )  # fmt: skip
        return reverse("desk:owed")

    asked = Asked(title="page.health", fields=fields, back=reverse("desk:owed"), intro="intro.health")
    return ask(request, asked, act, subject=subject_on(acting, person_id))
