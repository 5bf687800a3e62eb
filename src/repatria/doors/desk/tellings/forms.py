"""Forms of a case: opened, agreed to by another, ended, left to the receiver, told otherwise; visitors and rounds."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.core.law.telling import DeathKnown, ReportedBy, TellingWay
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting, require
from repatria.records.access.services import record_approval
from repatria.records.telling.reading import asker_row, telling_row
from repatria.records.telling.selectors.reports import report
from repatria.records.telling.services.approving import (
    ALLOW_OTHER_WAY,
    END_REPORTED,
    ended_reference,
    other_way_reference,
)
from repatria.records.telling.services.ending import END, end_telling
from repatria.records.telling.services.opening import (
    ADD,
    COMPLETE,
    HAND_ON,
    LONGEST,
    OPEN,
    RECEIVER,
    TRAIN,
    add_asker,
    leave_to_receiver,
    open_telling,
    record_receiver,
    record_visitor,
    say_complete,
)
from repatria.records.telling.services.visits import allow_other_way
from repatria.records.telling.services.wishes import OPEN_ROUND, open_wishes_round

_NUMBER = 40


def whole_day(entered: Entered, name: str) -> date:
    """A whole day that was written.  Raises: InputError."""
    day = entered.partial_date(name)
    if day is None or day.month is None or day.day is None or not day.is_possible:
        raise InputError("a whole day is needed", ((name, "whole_day"),))
    return date(day.year, day.month, day.day)


def day_or_none(entered: Entered, name: str) -> date | None:
    """The day that was written, whole; None where the line was left empty.  Raises: InputError."""
    return whole_day(entered, name) if entered.values.get(name) else None


def _number(text: str) -> str:
    return fold_number(text) or text


def _to_enquiry(name: str, entered: Entered) -> tuple[str, str]:
    """Where it stands whom an enquiry is linked with, and what is on record of him."""
    number = _number(entered["enquiry_id"])
    return (reverse("desk:enquiry", args=[number]), number) if name == "enquiry_id" and number else ("", "")


@page(OPEN, path="tellings/open", name="open_telling")
def new_case(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens the telling of a death."""
    language = language_of(request)
    laid = report(acting, request.GET["report"]) if request.method == "GET" and "report" in request.GET else None

    def act(entered: Entered) -> str:
        reported = entered["reported_by"]
        number = open_telling(
            acting, known=DeathKnown(entered["death_known"]), visit_by=whole_day(entered, "visit_by"),
            enquiry_id=_number(entered["enquiry_id"]), person_id=_number(entered["person_id"]),
            reported_by=ReportedBy(reported) if reported else None, source=entered["source"],
            certificate=entered["certificate"],
        )  # fmt: skip
        return reverse("desk:telling", args=[number])

    fields = (
        Field(name="death_known", kind="radio", is_required=True, options=choices(language, "death_known", DeathKnown),
              value=DeathKnown.REPORTED.value if laid else ""),
        Field(name="enquiry_id", label="field.telling_enquiry", longest=_NUMBER, hint="hint.telling_enquiry",
              value=laid.enquiry_id if laid else request.GET.get("enquiry", "")),
        Field(name="person_id", label="field.telling_person", longest=_NUMBER, hint="hint.telling_person"),
        Field(name="visit_by", kind="date", is_required=True, hint="hint.visit_by"),
        Field(name="certificate", label="field.death_certificate", longest=120, hint="hint.death_certificate"),
        Field(name="reported_by", kind="choice", options=choices(language, "reported_by", ReportedBy, empty=True),
              value=laid.reported_by if laid else ""),
        Field(name="source", kind="text", label="field.telling_source", longest=LONGEST, hint="hint.telling_source",
              value=laid.source if laid else ""),
    )  # fmt: skip
    asked = Asked(
        title="page.open_telling", fields=fields, back=reverse("desk:tellings"), intro="intro.open_telling",
        at_fields={"visit_by": "visit_by", "report_source": "source", "somebody_asks": "enquiry_id",
                   "death_certified": "certificate", "death_graded": "reported_by", "report_of_linked": "enquiry_id",
                   "death_asserted": "enquiry_id"},
        leads=_to_enquiry,
    )  # fmt: skip
    return ask(request, asked, act)


def _case(telling_id: str) -> str:
    return reverse("desk:telling", args=[telling_id])


@page(ADD, path="tellings/cases/<str:telling_id>/asker", name="add_asker")
def later(request: HttpRequest, acting: Acting, telling_id: str) -> HttpResponse:
    """Takes one into a case who asks for him since."""
    telling_row(telling_id)

    def act(entered: Entered) -> str:
        add_asker(acting, telling_id=telling_id, enquiry_id=_number(entered["enquiry_id"]))
        return _case(telling_id)

    fields = (
        Field(name="enquiry_id", label="field.telling_enquiry", is_required=True, longest=_NUMBER,
              value=request.GET.get("enquiry", "")),
    )  # fmt: skip
    asked = Asked(title="page.add_asker", fields=fields, back=_case(telling_id), intro="intro.add_asker")
    return ask(request, asked, act, subject=telling_id)


@page(END, path="tellings/cases/<str:telling_id>/end", name="end_telling")
def end(request: HttpRequest, acting: Acting, telling_id: str) -> HttpResponse:
    """Ends a case whose conclusion was annulled, or whose report was withdrawn."""
    telling_row(telling_id)

    def act(entered: Entered) -> str:
        end_telling(acting, telling_id=telling_id, why=entered["why"])
        return _case(telling_id)

    fields = (Field(name="why", kind="text", label="field.telling_why", is_required=True, longest=LONGEST),)
    asked = Asked(title="page.end_telling", fields=fields, back=_case(telling_id), intro="intro.end_telling")
    return ask(request, asked, act, subject=telling_id)


@page("access.record_approval", path="tellings/cases/<str:telling_id>/end/approve", name="approve_telling_end")
def agree_to_end(request: HttpRequest, acting: Acting, telling_id: str) -> HttpResponse:
    """Agrees that the telling of a reported death ends, for this reason: another ends it then."""
    require(acting, END_REPORTED)
    telling_row(telling_id)

    def act(entered: Entered) -> str:
        reference = ended_reference(telling_id, entered["why"])
        record_approval(acting, action=END_REPORTED, object_reference=reference)
        return _case(telling_id)

    fields = (Field(name="why", kind="text", label="field.telling_why", is_required=True, longest=LONGEST,
                    hint="hint.report_agreed"),)  # fmt: skip
    asked = Asked(
        title="page.approve_telling_end", fields=fields, back=_case(telling_id), button="button.approve",
        intro="intro.approve_telling_end",
    )  # fmt: skip
    return ask(request, asked, act, subject=telling_id)


@page(COMPLETE, path="tellings/cases/<str:telling_id>/complete", name="say_complete")
def complete(request: HttpRequest, acting: Acting, telling_id: str) -> HttpResponse:
    """Says that no further part is expected."""
    telling_row(telling_id)

    def act(entered: Entered) -> str:
        say_complete(acting, telling_id=telling_id, why=entered["why"])
        return _case(telling_id)

    fields = (Field(name="why", kind="text", label="field.telling_why", is_required=True, longest=LONGEST),)
    asked = Asked(title="page.say_complete", fields=fields, back=_case(telling_id), intro="intro.say_complete")
    return ask(request, asked, act, subject=telling_id)


@page(HAND_ON, path="tellings/cases/<str:telling_id>/receiver", name="leave_to_receiver")
def leave(request: HttpRequest, acting: Acting, telling_id: str) -> HttpResponse:
    """Says that the other Party has receipted the notice, and owes the visit from now on."""
    return act_once(request, lambda: leave_to_receiver(acting, telling_id=telling_id), _case(telling_id))


@page(
    RECEIVER, path="tellings/cases/<str:telling_id>/receiver/told", name="receiver_told",
    clocks=(ClockRule.DEATH_RECEIVER,),
)  # fmt: skip
def receiver(request: HttpRequest, acting: Acting, telling_id: str) -> HttpResponse:
    """Records what the receiver says of its visit to the family."""
    telling_row(telling_id)
    language, back = language_of(request), reverse("desk:tellings")

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        record_receiver(
            acting, telling_id=telling_id, is_told=entered["receiver_told"] == "told", happened_at=happened_at,
            reference=entered["reference"], why_not=entered["why_not"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="receiver_told", kind="radio", is_required=True,
              options=choices(language, "receiver_state", ("told", "not"))),
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="reference", is_required=True, longest=120),
        Field(name="why_not", kind="text", label="field.telling_why_not", longest=LONGEST),
    )  # fmt: skip
    asked = Asked(title="page.receiver_told", fields=fields, back=back, intro="intro.receiver_told")
    return ask(request, asked, act, subject=telling_id)


def _way(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    return choices(language_of(request), "telling_way", [one for one in TellingWay if one is not TellingWay.VISIT])


@page(ALLOW_OTHER_WAY, path="tellings/cases/<str:telling_id>/<str:asker_id>/other-way", name="allow_other_way")
def other_way(request: HttpRequest, acting: Acting, telling_id: str, asker_id: str) -> HttpResponse:
    """Says that no visit of ours is possible; another has agreed to this way before."""
    asker_row(telling_id, asker_id)

    def act(entered: Entered) -> str:
        allow_other_way(
            acting, telling_id=telling_id, enquiry_id=asker_id, way=TellingWay(entered["telling_way"]),
            reason=entered["reason"], society_declined=entered["society_declined"],
        )  # fmt: skip
        return _case(telling_id)

    fields = (
        Field(name="telling_way", kind="radio", is_required=True, options=_way(request)),
        Field(name="reason", kind="text", is_required=True, longest=LONGEST),
        Field(name="society_declined", longest=120, hint="hint.society_declined"),
    )  # fmt: skip
    asked = Asked(
        title="page.allow_other_way", fields=fields, back=_case(telling_id), intro="intro.allow_other_way",
        at_fields={"society_asked_first": "society_declined"},
    )  # fmt: skip
    return ask(request, asked, act, subject=asker_id)


@page(
    "access.record_approval", path="tellings/cases/<str:telling_id>/<str:asker_id>/other-way/approve",
    name="approve_other_way",
)  # fmt: skip
def agree_to_other_way(request: HttpRequest, acting: Acting, telling_id: str, asker_id: str) -> HttpResponse:
    """Agrees that one who asks be told otherwise than by a visit of ours."""
    require(acting, ALLOW_OTHER_WAY)
    asker_row(telling_id, asker_id)

    def act(entered: Entered) -> str:
        reference = other_way_reference(telling_id, asker_id, TellingWay(entered["telling_way"]))
        record_approval(acting, action=ALLOW_OTHER_WAY, object_reference=reference)
        return _case(telling_id)

    fields = (Field(name="telling_way", kind="radio", is_required=True, options=_way(request)),)
    asked = Asked(title="page.approve_other_way", fields=fields, back=_case(telling_id), button="button.approve")
    return ask(request, asked, act, subject=asker_id)


def _trained(request: HttpRequest, acting: Acting, visitor_id: str = "") -> HttpResponse:
    back = reverse("desk:trained_visitors")

    def act(entered: Entered) -> str:
        record_visitor(
            acting, name=entered["visitor_name"], office=entered["visitor_office"], visitor_id=visitor_id,
            trained_on=whole_day(entered, "trained_on"), trained_by=entered["trained_by"],
            languages=entered["languages"], account_id=_number(entered["account_id"]),
        )  # fmt: skip
        return back

    fields = (
        Field(name="visitor_name", is_required=True), Field(name="visitor_office", is_required=True),
        Field(name="trained_on", kind="date", is_required=True), Field(name="trained_by", is_required=True),
        Field(name="languages", is_required=True, longest=80),
        Field(name="account_id", label="field.visitor_account", longest=_NUMBER, hint="hint.visitor_account"),
    )  # fmt: skip
    asked = Asked(title="page.record_trained", fields=fields, back=back, intro="intro.record_trained")
    return ask(request, asked, act, subject=visitor_id)


@page(TRAIN, path="tellings/visitors/new", name="record_trained")
def new_visitor(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records that somebody was trained to tell a death."""
    return _trained(request, acting)


@page(TRAIN, path="tellings/visitors/<str:visitor_id>/again", name="renew_trained")
def renewed(request: HttpRequest, acting: Acting, visitor_id: str) -> HttpResponse:
    """Records that a training was renewed."""
    return _trained(request, acting, visitor_id)


@page(OPEN_ROUND, path="tellings/wishes/open", name="open_wishes_round")
def new_round(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens a round: every family of that age is asked, candidate or not."""
    return act_once(request, lambda: open_wishes_round(acting), reverse("desk:wishes_rounds"))
