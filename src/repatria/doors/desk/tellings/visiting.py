"""Forms of a visit: planned, ended, followed; and what a family wishes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.telling import PartsWish, TellingWay, VisitEnd, VisitPurpose
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.tellings.forms import day_or_none, whole_day
from repatria.records.access.acting import Acting
from repatria.records.enquiries.selectors import check_open
from repatria.records.telling.reading import asker_row, visit_row, was_told
from repatria.records.telling.selectors.cases import visitors
from repatria.records.telling.selectors.rounds import rounds_for
from repatria.records.telling.services.opening import LONGEST
from repatria.records.telling.services.visits import (
    COME_BACK,
    CONFIRM,
    FOLLOW,
    PLAN,
    confirm_visit,
    end_visit,
    follow_up,
    plan_visit,
)
from repatria.records.telling.services.wishes import RECORD, record_wishes

_AT_FIELDS = {
    "trained_pair": "visitors", "trained_now": "visitors", "visit_where": "meets_at",
    "visit_language": "visit_language", "visit_in_her_language": "visit_interpreter",
    "professional_beside_her": "beside_her", "visit_said": "told",
    "society_receipt": "reference", "again_on": "again_on",
}  # fmt: skip


@page(PLAN, path="tellings/cases/<str:telling_id>/<str:asker_id>/visit", name="plan_family_visit")
def plan(request: HttpRequest, acting: Acting, telling_id: str, asker_id: str) -> HttpResponse:
    """Plans a visit to one who asks."""
    language = language_of(request)
    asker_row(telling_id, asker_id)
    further = request.GET.get("part", "")[:18]
    trained = tuple((one.visitor_id, f"{one.name}, {one.office} ({one.languages})") for one in visitors(acting))

    def act(entered: Entered) -> str:
        part = entered.number("part_index")
        number = plan_visit(
            acting, telling_id=telling_id, enquiry_id=asker_id, visitors=entered.many("visitors"),
            on=whole_day(entered, "visit_on"), meets_at=entered["meets_at"], language=entered["visit_language"],
            purpose=VisitPurpose(entered["visit_purpose"]), way=TellingWay(entered["telling_way"]),
            beside_her=entered["beside_her"], interpreter=entered["visit_interpreter"],
            doctor_or_priest=entered["doctor_or_priest"], part_index=part,
        )  # fmt: skip
        return reverse("desk:family_visit", args=[number])

    fields = (
        Field(name="visit_purpose", kind="radio", is_required=True,
              value=(VisitPurpose.PART if further else VisitPurpose.DEATH).value,
              options=choices(language, "visit_purpose", VisitPurpose)),
        Field(name="telling_way", kind="radio", is_required=True, value=TellingWay.VISIT.value,
              options=choices(language, "telling_way", TellingWay)),
        Field(name="visitors", kind="boxes", label="field.visit_pair", options=trained, hint="hint.visit_pair"),
        Field(name="visit_on", kind="date", is_required=True), Field(name="meets_at", is_required=True,
              label="field.visit_meets_at", hint="hint.visit_meets_at"),
        Field(name="visit_language", is_required=True, longest=40), Field(name="visit_interpreter"),
        Field(name="doctor_or_priest", hint="hint.doctor_or_priest"),
        Field(name="beside_her", hint="hint.beside_her"),
        Field(name="part_index", kind="number", label="field.visit_part", hint="hint.visit_part", value=further),
    )  # fmt: skip
    asked = Asked(
        title="page.plan_family_visit", fields=fields, back=reverse("desk:telling", args=[telling_id]),
        at_fields=_AT_FIELDS, intro="intro.plan_family_visit",
    )  # fmt: skip
    return ask(request, asked, act, subject=asker_id)


@page(COME_BACK, path="tellings/visits/<str:visit_id>/end", name="end_family_visit")
def come_back(request: HttpRequest, acting: Acting, visit_id: str) -> HttpResponse:
    """Records how a visit ended."""
    visit_row(visit_id)
    back = reverse("desk:family_visit", args=[visit_id])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        end_visit(
            acting, visit_id=visit_id, end=VisitEnd(entered["visit_end"]), happened_at=happened_at,
            told=entered["told"], with_her=entered["with_her"], her_words=entered["her_words"],
            again_on=day_or_none(entered, "again_on"), reference=entered["reference"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="visit_end", kind="radio", is_required=True,
              options=choices(language_of(request), "visit_end", VisitEnd)),
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="told", kind="text", label="field.visit_told", is_required=True, longest=LONGEST,
              hint="hint.visit_told"),
        Field(name="with_her", label="field.visit_with_her"),
        Field(name="her_words", kind="text", label="field.visit_her_words", longest=LONGEST),
        Field(name="again_on", kind="date", label="field.visit_again_on", hint="hint.visit_again_on"),
        Field(name="reference", label="field.visit_reference_of", longest=120, hint="hint.visit_reference_of"),
    )  # fmt: skip
    asked = Asked(
        title="page.end_family_visit", fields=fields, back=back, at_fields=_AT_FIELDS, intro="intro.end_family_visit"
    )  # fmt: skip
    return ask(request, asked, act, subject=visit_id)


@page(CONFIRM, path="tellings/visits/<str:visit_id>/confirm", name="confirm_family_visit")
def confirm(request: HttpRequest, acting: Acting, visit_id: str) -> HttpResponse:
    """Confirms that she was told, as the other of the two or as one who heard it from that one."""
    visit_row(visit_id)
    back = reverse("desk:family_visit", args=[visit_id])

    def act(entered: Entered) -> str:
        confirm_visit(acting, visit_id=visit_id, heard_from=entered["heard_from"])
        return back

    fields = (Field(name="heard_from", label="field.visit_heard_from", longest=120, hint="hint.visit_heard_from"),)
    asked = Asked(
        title="page.confirm_family_visit", fields=fields, back=back, intro="intro.confirm_family_visit",
        at_fields={"heard_from": "heard_from"},
    )  # fmt: skip
    return ask(request, asked, act, subject=visit_id)


@page(FOLLOW, path="tellings/visits/<str:visit_id>/follow-up", name="follow_family")
def follow(request: HttpRequest, acting: Acting, visit_id: str) -> HttpResponse:
    """Records that somebody came back or rang as promised."""
    visit_row(visit_id)
    back = reverse("desk:family_visit", args=[visit_id])

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        follow_up(
            acting, visit_id=visit_id, happened_at=happened_at, by=entered["follow_up_by"],
            found=entered["follow_up_found"], next_on=day_or_none(entered, "next_on"),
        )  # fmt: skip
        return back

    fields = (
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="follow_up_by", label="field.family_follow_by", is_required=True, longest=120),
        Field(name="follow_up_found", kind="text", label="field.family_follow_found", is_required=True,
              longest=LONGEST),
        Field(name="next_on", kind="date", label="field.family_next_on", hint="hint.family_next_on"),
    )  # fmt: skip
    asked = Asked(title="page.follow_family", fields=fields, back=back)
    return ask(request, asked, act, subject=visit_id)


@page(RECORD, path="tellings/wishes/<str:enquiry_id>/record", name="record_wishes")
def wish(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Records what a family wishes, as a round of all asked it, or as she changes it once she was told."""
    if not was_told(enquiry_id):
        check_open(enquiry_id)
    language = language_of(request)
    asked_in = tuple((one, one) for one in rounds_for(acting, enquiry_id))

    def act(entered: Entered) -> str:
        record_wishes(
            acting, enquiry_id=enquiry_id, parts=PartsWish(entered["parts_wish"]),
            heard_on=whole_day(entered, "heard_on"), heard_by=entered["heard_by"], round_id=entered["wishes_round"],
            rite=entered["wish_rite"], place=entered["wish_place"], fragments=entered["wish_fragments"],
            not_before_her=entered["wish_not_before"], more=entered["wish_more"],
        )  # fmt: skip
        return reverse("desk:family_wishes", args=[enquiry_id])

    fields = (
        Field(name="wishes_round", kind="choice", options=(("", "—"), *asked_in), value=asked_in[-1][0] if asked_in
              else "", hint="hint.wishes_round"),
        Field(name="parts_wish", kind="radio", is_required=True, options=choices(language, "parts_wish", PartsWish)),
        Field(name="heard_on", kind="date", is_required=True),
        Field(name="heard_by", is_required=True, longest=120, hint="hint.heard_by"),
        Field(name="wish_rite", kind="text", longest=LONGEST), Field(name="wish_place", kind="text", longest=LONGEST),
        Field(name="wish_fragments", kind="text", longest=LONGEST, hint="hint.wish_fragments"),
        Field(name="wish_not_before", kind="text", longest=LONGEST),
        Field(name="wish_more", kind="text", longest=LONGEST),
    )  # fmt: skip
    asked = Asked(
        title="page.record_wishes", fields=fields, back=reverse("desk:family_wishes", args=[enquiry_id]),
        intro="intro.record_wishes",
    )  # fmt: skip
    return ask(request, asked, act, subject=enquiry_id)
