"""Forms from the field: a place, a recovery, an item under its code, a code that was spoiled."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.remains import DiscFound, NeutralThere, RemainsKind
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.remains_codes import PLACE_SIGNS, TEAM_SIGNS
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import recovery, site
from repatria.records.remains.services.recovering import (
    RECOVER,
    SITE,
    SPOIL,
    TAKE_UP,
    record_item,
    record_recovery,
    record_site,
    spoil_code,
)

_CODE = 24
_AT_FIELDS = {
    "remains_place": "remains_where", "remains_reporter": "remains_reported_by", "recovery_leader": "recovery_led_by",
    "recovery_second": "recovery_present", "recovery_neutral": "neutral_who", "remains_position": "found_where",
    "disc_read": "disc_says", "disc_left": "why_removed",
}  # fmt: skip


@page(SITE, path="remains/places/new", name="record_remains_site")
def new_site(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records a place where dead were reported."""

    def act(entered: Entered) -> str:
        reported_at = entered.instant("reported_at")
        assert reported_at is not None, "the form asks for it"
        number = record_site(
            acting, place_code=entered["place_code"], place=entered["remains_where"],
            coordinates=entered["remains_coordinates"], reported_by=entered["remains_reported_by"],
            reported_at=reported_at, told=entered["remains_told"],
        )  # fmt: skip
        return reverse("desk:remains_site", args=[number])

    fields = (
        Field(name="place_code", label="field.remains_place_code", is_required=True, longest=PLACE_SIGNS,
              hint="hint.remains_place_code"),
        Field(name="remains_where", is_required=True), Field(name="remains_coordinates", longest=80),
        Field(name="remains_reported_by", is_required=True),
        Field(name="reported_at", kind="instant", label="field.remains_reported_at", is_required=True,
              value=now_typed(), hint="hint.instant"),
        Field(name="remains_told", kind="text"),
    )  # fmt: skip
    asked = Asked(
        title="page.record_remains_site", fields=fields, back=reverse("desk:remains"), at_fields=_AT_FIELDS,
        intro="intro.record_remains_site",
    )  # fmt: skip
    return ask(request, asked, act)


@page(RECOVER, path="remains/places/<str:site_id>/recover", name="record_recovery")
def new_recovery(request: HttpRequest, acting: Acting, site_id: str) -> HttpResponse:
    """Records a recovery at a place."""
    site(acting, site_id)

    def act(entered: Entered) -> str:
        number = record_recovery(
            acting, site_id=site_id, team=entered["team"], day=_day(entered), led_by=entered["recovery_led_by"],
            present=entered.lines("recovery_present"), neutral=NeutralThere(entered["neutral_there"]),
            neutral_who=entered["neutral_who"],
        )  # fmt: skip
        return reverse("desk:remains_recovery", args=[number])

    fields = (
        Field(name="team", label="field.recovery_team", is_required=True, longest=TEAM_SIGNS,
              hint="hint.recovery_team"),
        Field(name="day", kind="date", label="field.recovery_day", is_required=True),
        Field(name="recovery_led_by", is_required=True),
        Field(name="recovery_present", kind="text", is_required=True, hint="hint.recovery_present"),
        Field(name="neutral_there", kind="radio", is_required=True,
              options=choices(language_of(request), "neutral_there", NeutralThere)),
        Field(name="neutral_who", hint="hint.neutral_who"),
    )  # fmt: skip
    asked = Asked(
        title="page.record_recovery", fields=fields, back=reverse("desk:remains_site", args=[site_id]),
        at_fields=_AT_FIELDS,
    )  # fmt: skip
    return ask(request, asked, act, subject=site_id)


def _day(entered: Entered) -> date:
    day = entered.partial_date("day")
    if day is None or day.month is None or day.day is None:
        raise InputError("a whole day is needed", (("day", "whole_day"),))
    return date(day.year, day.month, day.day)


@page(TAKE_UP, path="remains/recoveries/<str:recovered_id>/item", name="record_remains_item")
def new_item(request: HttpRequest, acting: Acting, recovered_id: str) -> HttpResponse:
    """Records an item under the code that its label bears."""
    recovery(acting, recovered_id)
    language = language_of(request)

    def act(entered: Entered) -> str:
        code = record_item(
            acting, recovered_id=recovered_id, item_code=entered["item_code"],
            kind=RemainsKind(entered["remains_kind"]), found_where=entered["found_where"],
            description=entered["remains_description"], disc=DiscFound(entered["disc_found"]),
            disc_says=entered["disc_says"], is_disc_left=entered.is_ticked("disc_left"),
            why_removed=entered["why_removed"],
        )  # fmt: skip
        return reverse("desk:remains_item", args=[code])

    fields = (
        Field(name="item_code", label="field.remains_code", is_required=True, longest=_CODE,
              hint="hint.remains_code"),
        Field(name="remains_kind", kind="radio", is_required=True,
              options=choices(language, "remains_kind", RemainsKind)),
        Field(name="found_where", is_required=True, hint="hint.found_where"),
        Field(name="remains_description", kind="text", hint="hint.remains_description"),
        Field(name="disc_found", kind="radio", is_required=True, options=choices(language, "disc_found", DiscFound)),
        Field(name="disc_says", hint="hint.disc_says"), Field(name="disc_left", kind="box"),
        Field(name="why_removed"),
    )  # fmt: skip
    asked = Asked(
        title="page.record_remains_item", fields=fields, back=reverse("desk:remains_recovery", args=[recovered_id]),
        at_fields=_AT_FIELDS, intro="intro.record_remains_item",
    )  # fmt: skip
    return ask(request, asked, act, subject=recovered_id)


@page(SPOIL, path="remains/recoveries/<str:recovered_id>/spoiled", name="spoil_code")
def spoil(request: HttpRequest, acting: Acting, recovered_id: str) -> HttpResponse:
    """Records that the next code was used up without an item."""
    one = recovery(acting, recovered_id)
    back = reverse("desk:remains_recovery", args=[recovered_id])

    def act(entered: Entered) -> str:
        spoil_code(acting, recovered_id=recovered_id, item_code=entered["item_code"], reason=entered["reason"])
        return back

    fields = (
        Field(name="item_code", label="field.remains_code", is_required=True, longest=_CODE, value=one.next_code),
        Field(name="reason", is_required=True),
    )  # fmt: skip
    asked = Asked(title="page.spoil_code", fields=fields, back=back, intro="intro.spoil_code")
    return ask(request, asked, act, subject=recovered_id)
