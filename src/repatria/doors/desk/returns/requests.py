"""Requests to a neutral intermediary: all, one, a new one, and what became of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.return_request import ANSWERS, AskedFor, RequestEvent, request_events_from
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words, instant_words, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.doors.desk.returns.forms import at_field, instant_in, whole_day
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.requests import READS, SEES, return_request, return_requests
from repatria.records.returns.services.requests import ASK, MOVE, make_request, move_request

_COLUMNS = (
    "column.return_request", "column.request_state", "column.asked_for", "column.granted", "column.asked_at",
    "column.answer_by",
)  # fmt: skip
_AT_FIELDS = {
    "request_body": "request_body", "request_asked_for": "asked_for", "request_what": "request_what",
    "request_when": "request_when", "request_answer_by": "answer_by", "request_answer_ahead": "answer_by",
    "answer_by_whom": "request_by", "answer_reference": "reference", "granted_was_asked": "granted",
    "granted_whole": "granted", "granted_which_part": "granted", "refused_grants_nothing": "granted",
    "duty_by_whom": "request_by", "duty_what": "request_said", "request_reason": "request_said",
}  # fmt: skip


@page(SEES, path="return-requests", name="return_requests", menu="menu.return_requests", is_rare=True)
def all_requests(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every request and where it stands."""
    language = language_of(request)

    def words(asked: tuple[AskedFor, ...]) -> str:
        return ", ".join(word_text(language, "asked_for", one) for one in asked) or "—"

    rows = [
        Row(
            cells=(
                one.request_id, word_text(language, "request_state", one.state), words(one.asked_for),
                words(one.granted), instant_words(language, one.asked_at), date_words(language, one.answer_by),
            ),
            link=reverse("desk:return_request", args=[one.request_id]) if may(acting, READS) else "",
        )
        for one in return_requests(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.return_requests", columns=_COLUMNS, rows=rows, intro="intro.return_requests",
        empty="empty.return_requests",
        actions=[("page.make_return_request", reverse("desk:make_return_request"))] if may(acting, ASK) else [],
    )  # fmt: skip


@page(ASK, path="return-requests/new", name="make_return_request")
def new_request(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records that somebody neutral was asked."""

    def act(entered: Entered) -> str:
        number = make_request(
            acting, body=entered["request_body"], asked_for=[AskedFor(one) for one in entered.many("asked_for")],
            what=entered["request_what"], when=entered["request_when"], answer_by=whole_day(entered, "answer_by"),
            asked_at=instant_in(entered), conditions=entered["request_conditions"],
        )  # fmt: skip
        return reverse("desk:return_request", args=[number])

    fields = (
        Field(name="request_body", is_required=True, hint="hint.request_body"),
        Field(name="asked_for", kind="boxes", is_required=True, hint="hint.asked_for",
              options=choices(language_of(request), "asked_for", AskedFor)),
        Field(name="request_what", is_required=True), Field(name="request_when", is_required=True),
        Field(name="request_conditions", kind="text"), Field(name="answer_by", kind="date", is_required=True),
        Field(name="happened_at", kind="instant", label="field.asked_at", is_required=True, value=now_typed(),
              hint="hint.instant"),
    )  # fmt: skip
    asked = Asked(
        title="page.make_return_request", fields=fields, back=reverse("desk:return_requests"), at_fields=_AT_FIELDS,
        intro="intro.make_return_request",
    )  # fmt: skip
    return ask(request, asked, act)


@page(READS, path="return-requests/<str:request_id>", name="return_request",
      clocks=(ClockRule.RETURN_ANSWER, ClockRule.RETURN_OWN_DUTY))  # fmt: skip
def one_request(request: HttpRequest, acting: Acting, request_id: str) -> HttpResponse:
    """One request, what became of it, and what may follow."""
    one = return_request(acting, request_id)
    events = [event.value for event in request_events_from(one.line.state)] if may(acting, MOVE) else []
    return render(request, "return_request.html", {"one": one, "events": events})


@page(MOVE, path="return-requests/<str:request_id>/<str:request_event>", name="move_return_request")
def move(request: HttpRequest, acting: Acting, request_id: str, request_event: str) -> HttpResponse:
    """Records what became of a request."""
    one, language = return_request(acting, request_id), language_of(request)
    if request_event not in {event.value for event in RequestEvent} - {RequestEvent.ASKED.value}:
        raise Http404
    event = RequestEvent(request_event)
    back = reverse("desk:return_request", args=[one.line.request_id])

    def act(entered: Entered) -> str:
        said = entered.values.get
        move_request(
            acting, request_id=request_id, event=event, happened_at=instant_in(entered),
            granted=[AskedFor(word) for word in entered.many("granted")], by=said("request_by", ""),
            reference=said("reference", ""), said=said("request_said", ""),
        )  # fmt: skip
        return back

    fields = [at_field()]
    if event is RequestEvent.GRANTED_IN_PART:
        fields.append(Field(
            name="granted", kind="boxes", is_required=True, options=choices(language, "asked_for", one.line.asked_for)
        ))  # fmt: skip
    if event in ANSWERS:
        fields += [
            Field(name="request_by", label="field.answered_by", is_required=True),
            Field(name="reference", label="field.their_paper", is_required=True),
        ]  # fmt: skip
    if event is RequestEvent.OWN_DUTY:
        fields.append(Field(name="request_by", label="field.duty_by", is_required=True))
    if event is not RequestEvent.UNANSWERED:
        label = {RequestEvent.OWN_DUTY: "field.duty_what", RequestEvent.WITHDRAWN: "field.reason"}.get(event)
        is_needed = event in (RequestEvent.OWN_DUTY, RequestEvent.WITHDRAWN)
        fields.append(Field(
            name="request_said", kind="text", label=label or "field.request_conditions", is_required=is_needed
        ))  # fmt: skip
    asked = Asked(title=f"request_event.{event.value}", fields=tuple(fields), back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=one.line.request_id)
