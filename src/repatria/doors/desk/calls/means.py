"""Forms of rooms, lines and policies for calls."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.calls import LEAST_A_MONTH, MINUTES, PolicyReason
from repatria.core.law.clocks import ClockRule
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.zone_names import CITIES, city_of
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.contact.services.call_rooms import (
    AGREE_POLICY,
    LONGEST_NAME,
    LONGEST_REASON,
    MEANS,
    PROPOSE,
    TELL_POLICY,
    agree_call_policy,
    close_call_means,
    open_call_line,
    open_call_room,
    propose_call_policy,
    tell_call_policy,
)
from repatria.records.places.selectors import open_places
from repatria.records.register.scope import is_within

_WEEK = tuple(str(day) for day in range(7))


def _place(acting: Acting) -> Field:
    options = tuple((one.code, f"{one.code} {one.name}") for one in open_places(acting) if is_within(acting, one.code))
    return Field(name="place", kind="choice", label="field.call_place", options=options, is_required=True,
                 value=acting.branch)  # fmt: skip


def _zone(language: str) -> Field:
    here = current().zone.name
    known = dict.fromkeys((here, *CITIES))
    return Field(name="zone", kind="choice", label="field.room_zone", is_required=True, value=here, longest=64,
                 options=tuple((one, city_of(one, language)) for one in known))  # fmt: skip


def _back() -> str:
    return reverse("desk:call_means")


@page(MEANS, path="calls-home/means/room", name="open_call_room")
def room(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens a room for calls: its clock, the days and hours at which it is open, how many side by side."""
    language = language_of(request)

    def act(entered: Entered) -> str:
        open_call_room(
            acting, place=entered["place"], name=entered["name"], zone=entered["zone"],
            hours=[f"{one} {entered['opens']} {entered['closes']}" for one in entered.many("weekdays")],
            seats=entered.number("seats") or 0,
        )  # fmt: skip
        return _back()

    fields = (
        _place(acting),
        Field(name="name", label="field.call_name", is_required=True, longest=LONGEST_NAME),
        _zone(language),
        Field(name="weekdays", kind="boxes", is_required=True, values=_WEEK[:5],
              options=tuple((one, word_text(language, "weekday_short", one)) for one in _WEEK)),
        Field(name="opens", label="field.room_opens", is_required=True, longest=5, value="09:00"),
        Field(name="closes", label="field.room_closes", is_required=True, longest=5, value="17:00"),
        Field(name="seats", kind="number", label="field.room_seats", is_required=True, value="1",
              hint="hint.room_seats"),
    )  # fmt: skip
    asked = Asked(title="page.open_call_room", fields=fields, back=_back(), intro="intro.open_call_room",
                  at_fields={"room_hours": "opens", "room_seats": "seats"})  # fmt: skip
    return ask(request, asked, act)


@page(MEANS, path="calls-home/means/line", name="open_call_line")
def line(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Opens a line for calls: a telephone, or one through the relay."""
    language = language_of(request)

    def act(entered: Entered) -> str:
        open_call_line(
            acting, place=entered["place"], name=entered["name"],
            is_telephone=entered["call_kind"] == "telephone",
        )  # fmt: skip
        return _back()

    fields = (
        _place(acting),
        Field(name="name", label="field.call_name", is_required=True, longest=LONGEST_NAME),
        Field(name="call_kind", kind="radio", is_required=True,
              options=choices(language, "call_kind", ("telephone", "relay"))),
    )  # fmt: skip
    asked = Asked(title="page.open_call_line", fields=fields, back=_back())
    return ask(request, asked, act)


@page(MEANS, path="calls-home/means/close/<str:means_id>", name="close_call_means")
def close(request: HttpRequest, acting: Acting, means_id: str) -> HttpResponse:
    """Says that a room or a line takes no calls any more."""

    def act(entered: Entered) -> str:
        close_call_means(acting, means_id=means_id, reason=entered["reason"])
        return _back()

    fields = (Field(name="reason", kind="text", label="field.call_reason", is_required=True, longest=LONGEST_REASON),)
    asked = Asked(title="page.close_call_means", fields=fields, back=_back())
    return ask(request, asked, act, subject=means_id)


@page(PROPOSE, path="calls-home/policies/propose", name="propose_call_policy")
def propose(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays another policy on calls before a second person."""
    language, back = language_of(request), reverse("desk:call_policies")

    def act(entered: Entered) -> str:
        propose_call_policy(
            acting, are_let=entered["are_let"] == "yes", least_a_month=entered.number("least") or 0,
            minutes=entered.number("minutes") or 0, because=PolicyReason(entered["policy_because"]),
            reason=entered["reason"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="are_let", kind="radio", label="field.call_let", is_required=True, value="yes",
              options=choices(language, "yes_no_calls", ("yes", "no"))),
        Field(name="least", kind="number", label="field.call_least", is_required=True, value=str(LEAST_A_MONTH)),
        Field(name="minutes", kind="number", label="field.call_minutes", is_required=True, value=str(MINUTES)),
        Field(name="policy_because", kind="radio", label="field.policy_because", is_required=True,
              options=choices(language, "policy_because", PolicyReason)),
        Field(name="reason", kind="text", label="field.call_reason", is_required=True, longest=LONGEST_REASON),
    )  # fmt: skip
    asked = Asked(title="page.propose_call_policy", fields=fields, back=back, intro="intro.propose_call_policy",
                  at_fields={"policy_reason": "reason", "least_calls": "least", "call_minutes": "minutes"})  # fmt: skip
    return ask(request, asked, act)


@page(AGREE_POLICY, path="calls-home/policies/agree/<str:call_policy_id>", name="agree_call_policy")
def agree(request: HttpRequest, acting: Acting, call_policy_id: str) -> HttpResponse:
    """Agrees to what another proposed: it holds from now on."""
    back = reverse("desk:call_policies")

    def act(entered: Entered) -> str:
        agree_call_policy(acting, policy_id=call_policy_id)
        return back

    asked = Asked(title="page.agree_call_policy", fields=(), back=back, intro="intro.agree_call_policy",
                  button="button.agree_call_policy")  # fmt: skip
    return ask(request, asked, act, subject=call_policy_id)


@page(TELL_POLICY, path="calls-home/policies/tell/<str:call_policy_id>", name="tell_call_policy",
      clocks=(ClockRule.CALL_POLICY,))  # fmt: skip
def tell(request: HttpRequest, acting: Acting, call_policy_id: str) -> HttpResponse:
    """Records the notice by which the Powers were told of a policy that holds."""
    back = reverse("desk:call_policies")

    def act(entered: Entered) -> str:
        sent_at = entered.instant("sent_at")
        assert sent_at is not None, "the form asks for it"
        tell_call_policy(
            acting, policy_id=call_policy_id, recipient=NoticeRecipient(entered["told_through"]), sent_at=sent_at,
            reference=entered["reference"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="told_through", kind="radio", label="field.call_told_through", is_required=True,
              options=choices(language_of(request), "recipient",
                              (NoticeRecipient.PROTECTING_POWER, NoticeRecipient.CENTRAL_TRACING_AGENCY))),
        Field(name="sent_at", kind="instant", label="field.call_told_at", is_required=True, value=now_typed()),
        Field(name="reference", label="field.call_reference", is_required=True, longest=LONGEST_NAME),
    )  # fmt: skip
    asked = Asked(title="page.tell_call_policy", fields=fields, back=back, intro="intro.tell_call_policy")
    return ask(request, asked, act, subject=call_policy_id)
