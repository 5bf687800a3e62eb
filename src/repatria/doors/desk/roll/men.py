"""Who saw whom: the quiet list, one man's sightings, entering one, taking a wrong one back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.sighting import SightingKind, kinds_for
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.whom import subject_of, whom
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.roll.lines import QUIET_COLUMNS, quiet_rows
from repatria.records.access.acting import Acting
from repatria.records.roll.selectors import PAGE, QUIET, quiet_count, quiet_list, sightings_of
from repatria.records.roll.services import annul_sighting, record_sighting
from repatria.records.roll.services.sightings import LONGEST, RECORD


@page(QUIET, path="quiet", menu="menu.quiet", count=quiet_count)
def quiet(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Held men whom nobody saw beyond doubt for thirty days, the quietest first; the file holds all of them."""
    is_file = request.GET.get("export") == "csv"
    men = quiet_list(acting, after="" if is_file else request.GET.get("after", ""), at_most=0 if is_file else PAGE)
    rows = quiet_rows(language_of(request), men, whom(acting, [one.person_id for one in men]))
    return table_page(
        request, title="page.quiet", columns=QUIET_COLUMNS, rows=rows, whole=quiet_count(acting), intro="intro.quiet",
        empty="empty.quiet", following=f"?after={men[-1].person_id}" if len(men) == PAGE and not is_file else "",
    )  # fmt: skip


@page(QUIET, path="sightings/<str:person_id>", clocks=(ClockRule.STRONG_SIGHTING,))
def sightings(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Who saw a man, the newest first."""
    return render(request, "sightings.html", {
        "person_id": person_id, "sightings": sightings_of(acting, person_id),
        "subject": subject_of(acting, person_id), "may_see": may(acting, RECORD),
        "may_annul": may(acting, "roll.annul_sighting"),
    })  # fmt: skip


def sighting_fields(language: str, acting: Acting) -> tuple[Field, ...]:
    """What is asked of a sighting: by what, who saw him, when, where, and the paper that bears his hand."""
    kinds = kinds_for(acting.roles)
    return (
        Field(name="kind", kind="radio", label="field.sighting_kind", options=choices(language, "sighting_kind", kinds),
              is_required=True, value=kinds[0].value if len(kinds) == 1 else ""),
        Field(name="seen_by", label="field.who_saw_him", is_required=True, longest=LONGEST),
        Field(name="seen_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="place", label="field.seen_where", is_required=True, longest=LONGEST, hint="hint.seen_where"),
        Field(name="reference", label="field.sighting_paper", longest=LONGEST, hint="hint.sighting_paper"),
    )  # fmt: skip


def sighting_of(acting: Acting, entered: Entered, person_id: str, *, draw_id: str = "") -> None:
    """Records what was entered of one man."""
    seen_at = entered.instant("seen_at")
    assert seen_at is not None, "the form asks for it"
    record_sighting(
        acting, person_id=person_id, kind=SightingKind(entered["kind"]), seen_by=entered["seen_by"], seen_at=seen_at,
        place=entered["place"], reference=entered["reference"], draw_id=draw_id,
    )  # fmt: skip


@page(RECORD, path="sightings/<str:person_id>/new", name="see")
def see_him(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that somebody saw one man."""
    has_list = may(acting, QUIET)
    back = reverse("desk:sightings", args=[person_id]) if has_list else reverse("desk:owed")

    def act(entered: Entered) -> str:
        sighting_of(acting, entered, person_id)
        return back

    fields = sighting_fields(language_of(request), acting)
    asked = Asked(title="page.see", fields=fields, back=back, intro="intro.see")
    return ask(request, asked, act, subject=SimpleLazyObject(lambda: subject_of(acting, person_id)))


@page("roll.annul_sighting", path="sightings/<str:person_id>/<str:sighting_id>/annul")
def annul_seen(request: HttpRequest, acting: Acting, person_id: str, sighting_id: str) -> HttpResponse:
    """Takes a sighting back that was wrong."""
    back = reverse("desk:sightings", args=[person_id])

    def act(entered: Entered) -> str:
        annul_sighting(acting, sighting_id=sighting_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", is_required=True),)
    asked = Asked(title="page.annul_seen", fields=fields, back=back, button="button.annul", intro="intro.annul_seen")
    return ask(request, asked, act, subject=person_id)
