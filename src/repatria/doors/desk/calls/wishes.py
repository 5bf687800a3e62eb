"""Forms of who asks for a call and who agrees to it, what each says of the other, and of her number."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.calls import CallSide, CallUrgency, CallWay
from repatria.core.law.contact import InterviewFacts
from repatria.core.vocabulary.identifiers import fold_number
from repatria.core.vocabulary.zone_names import CITIES, city_of
from repatria.doors.desk.frame.acting import LANGUAGE_NAMES, language_of, may
from repatria.doors.desk.frame.askers import asker_field, asker_typed
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import NOTHING, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.contact.call_models import Call
from repatria.records.contact.calling import attempt_row, call_row
from repatria.records.contact.selectors.call_lists import DAY, TO_ASK
from repatria.records.contact.selectors.call_said import call_to_say
from repatria.records.contact.selectors.call_whole import READ
from repatria.records.contact.services.call_booking import LONGEST_NUMBER, VERIFY, verify_number
from repatria.records.contact.services.call_ends import HER_WORD, HIS_WORD, record_recognition
from repatria.records.contact.services.call_wishes import (
    ANSWER_HERS,
    ANSWER_HIS,
    ASK_HERS,
    ASK_HIS,
    LONGEST_WORD,
    answer_call,
    ask_call,
    is_of_hers,
    open_calls,
    wish_anew,
)
from repatria.records.register.scope import is_bound_to_branch

_NUMBER, _ZONE = 40, 64
YES_NO = ("yes", "no")
WAYS = (CallWay.TELEPHONE, CallWay.SOUND, CallWay.VIDEO)
"""Telephone first (practice rule 29); none is chosen beforehand."""


def folded(text: str) -> str:
    return fold_number(text) or text


def back_of(acting: Acting, call_id: str = "") -> str:
    """Where this account goes on: to the call, whom to ask, a camp's day, or the first page."""
    if call_id and may(acting, READ):
        return reverse("desk:call_one", args=[call_id])
    if may(acting, TO_ASK):
        return reverse("desk:calls_to_ask")
    return reverse("desk:call_day") if may(acting, DAY) else reverse("desk:owed")


def _wish(language: str, way: str = "") -> tuple[Field, ...]:
    return (
        Field(name="call_way", kind="radio", is_required=True, value=way, options=choices(language, "call_way", WAYS)),
        Field(name="urgency", kind="choice", label="field.call_urgency",
              options=choices(language, "call_urgency", CallUrgency, empty=True)),
        Field(name="why", kind="text", label="field.call_why", longest=LONGEST_WORD, hint="hint.call_why"),
        Field(name="suits", kind="text", label="field.call_suits", longest=LONGEST_WORD),
    )  # fmt: skip


def her_zone(language: str, value: str = "") -> Field:
    """Her clock, chosen by the name of a city."""
    known = tuple((one, city_of(one, language)) for one in CITIES)
    other = ((value, value),) if value and value not in CITIES else ()
    return Field(name="zone", kind="choice", label="field.call_zone", value=value, longest=_ZONE,
                 options=(("", NOTHING), *known, *other))  # fmt: skip


def _alone(language: str) -> tuple[Field, ...]:
    return (
        Field(name="his_call_language", kind="choice", label="field.talk_language", options=tuple(LANGUAGE_NAMES),
              value=language, is_required=True),
        Field(name="outside_camp", kind="box", label="field.call_outside_camp"),
        Field(name="no_guard", kind="box", label="field.call_no_guard"),
        Field(name="no_interrogator", kind="box", label="field.call_no_interrogator"),
    )  # fmt: skip


def _facts(entered: Entered) -> InterviewFacts:
    return InterviewFacts(
        language=entered["his_call_language"], is_interviewer_outside_camp=entered.is_ticked("outside_camp"),
        is_guard_present=not entered.is_ticked("no_guard"),
        is_interviewer_interrogator=not entered.is_ticked("no_interrogator"),
    )  # fmt: skip


_AT_FIELDS = {
    "why_urgent": "why", "outside_camp_chain": "outside_camp", "no_guard_present": "no_guard",
    "no_interrogator": "no_interrogator", "his_language": "his_call_language",
}  # fmt: skip


def _wished(entered: Entered) -> dict[str, Any]:
    urgency = entered["urgency"]
    return {
        "way": CallWay(entered["call_way"]), "urgency": CallUrgency(urgency) if urgency else None,
        "why": entered["why"], "suits": entered["suits"],
    }  # fmt: skip


@page(ASK_HERS, path="calls-home/she-asks", name="ask_call_hers")
def she_asks(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes in that she asks for a call, whether anybody knows of him or not."""

    def act(entered: Entered) -> str:
        enquiry_id, wished = asker_typed(entered), _wished(entered)
        standing = [one for one in open_calls(enquiry_id) if is_of_hers(one)]
        if standing:  # what she says anew comes to the call that stands
            wish_anew(acting, call_id=standing[-1].pk, side=CallSide.HERS, zone=entered["zone"], **wished)
            return back_of(acting, standing[-1].pk)
        return back_of(
            acting, ask_call(acting, side=CallSide.HERS, enquiry_id=enquiry_id, zone=entered["zone"], **wished)
        )

    fields = (
        asker_field(acting, request.GET.dict()),
        *_wish(language_of(request)), her_zone(language_of(request)),
    )  # fmt: skip
    asked = Asked(title="page.ask_call_hers", fields=fields, back=back_of(acting), intro="intro.ask_call_hers",
                  at_fields=_AT_FIELDS)  # fmt: skip
    return ask(request, asked, act)


@page(ASK_HIS, path="calls-home/he-asks", name="ask_call_his")
def he_asks(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes in that he asks for a call: by an interviewer with whom, by a camp that he asks and no more."""
    language, is_camp = language_of(request), is_bound_to_branch(acting)

    def act(entered: Entered) -> str:
        number = ask_call(
            acting, side=CallSide.HIS, person_id=folded(entered["person_id"]), **_wished(entered),
            enquiry_id="" if is_camp else asker_typed(entered), facts=None if is_camp else _facts(entered),
        )  # fmt: skip
        return back_of(acting, number)

    of_whom = () if is_camp else (asker_field(acting, request.GET.dict()),)
    fields = (
        Field(name="person_id", label="field.call_person", is_required=True, longest=_NUMBER,
              value=request.GET.get("person", "")),
        *of_whom, *_wish(language), *(() if is_camp else _alone(language)),
    )  # fmt: skip
    asked = Asked(title="page.ask_call_his", fields=fields, back=back_of(acting), at_fields=_AT_FIELDS,
                  intro="intro.ask_call_camp" if is_camp else "intro.ask_call_his")  # fmt: skip
    return ask(request, asked, act)


@page(ANSWER_HIS, path="calls-home/his-word/<str:call_id>", name="answer_call_his")
def his_answer(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Keeps his yes or no to one call, taken alone and outside the camp's chain."""
    language, row, said = language_of(request), call_row(call_id), call_to_say(acting, call_id)

    def act(entered: Entered) -> str:
        answer_call(
            acting, call_id=call_id, side=CallSide.HIS, agrees=entered["call_agrees"] == "yes",
            enquiry_id=folded(entered["enquiry_id"]) if entered.values.get("enquiry_id") else "",
            is_sound_only=entered.is_ticked("sound_only"), facts=_facts(entered),
        )  # fmt: skip
        return back_of(acting, call_id)

    named = () if row.enquiry_id else (Field(name="enquiry_id", label="field.call_enquiry", longest=_NUMBER),)
    fields = (
        *named,
        Field(name="call_agrees", kind="radio", is_required=True, options=choices(language, "call_agrees", YES_NO)),
        Field(name="sound_only", kind="box", label="field.call_sound_only"), *_alone(language),
    )  # fmt: skip
    asked = Asked(title="page.answer_call_his", fields=fields, back=back_of(acting), intro="intro.answer_call_his",
                  at_fields=_AT_FIELDS, template="call_say.html")  # fmt: skip
    return ask(request, asked, act, subject=said.person_id, said=said)


@page(ANSWER_HERS, path="calls-home/her-word/<str:call_id>", name="answer_call_hers")
def her_answer(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Keeps her yes or no to one call, as she said it to a clerk."""
    row = call_row(call_id)

    def act(entered: Entered) -> str:
        answer_call(
            acting, call_id=call_id, side=CallSide.HERS, agrees=entered["call_agrees"] == "yes",
            is_sound_only=entered.is_ticked("sound_only"), zone=entered["zone"],
        )  # fmt: skip
        return back_of(acting, call_id)

    fields = (
        Field(name="call_agrees", kind="radio", is_required=True,
              options=choices(language_of(request), "call_agrees", YES_NO)),
        Field(name="sound_only", kind="box", label="field.call_sound_only"),
        her_zone(language_of(request), row.zone),
    )  # fmt: skip
    asked = Asked(title="page.answer_call_hers", fields=fields, back=back_of(acting, call_id))
    return ask(request, asked, act, subject=row.enquiry_id)


@page(ASK_HERS, path="calls-home/wish-anew/<str:call_id>", name="wish_call_anew")
def wishes_anew(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Keeps what she says anew of a call that stands: that it is urgent, by what, at which hours."""
    row, language = call_row(call_id), language_of(request)

    def act(entered: Entered) -> str:
        wish_anew(acting, call_id=call_id, side=CallSide.HERS, zone=entered["zone"], **_wished(entered))
        return back_of(acting, call_id)

    way = request.GET.get("way", "")
    fields = (*_wish(language, way if way in tuple(CallWay) else row.way), her_zone(language, row.zone))
    asked = Asked(title="page.wish_call_anew", fields=fields, back=back_of(acting, call_id),
                  intro="intro.wish_call_anew", at_fields=_AT_FIELDS)  # fmt: skip
    return ask(request, asked, act, subject=call_id)


@page(VERIFY, path="calls-home/number", name="verify_number")
def rung_back(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records that she was rung back on the number that she left, and that it was she."""

    def act(entered: Entered) -> str:
        rung_at = entered.instant("rung_at")
        assert rung_at is not None, "the form asks for it"
        verify_number(
            acting, enquiry_id=asker_typed(entered), telephone=entered["telephone"], rung_at=rung_at,
            are_rules_read=entered.is_ticked("rules_read_her"),
        )  # fmt: skip
        return back_of(acting, asked_of)

    asked_of = request.GET.get("call", "")
    if not Call.objects.filter(pk=asked_of).exists():
        asked_of = ""
    fields = (
        asker_field(acting, request.GET.dict()),
        Field(name="telephone", label="field.call_telephone", is_required=True, longest=LONGEST_NUMBER),
        Field(name="rung_at", kind="instant", label="field.call_rung_at", is_required=True, value=now_typed()),
        Field(name="rules_read_her", kind="box", label="field.call_rules_read_her", hint="hint.call_rules"),
    )  # fmt: skip
    asked = Asked(title="page.verify_number", fields=fields, back=back_of(acting, asked_of),
                  intro="intro.verify_number", at_fields=dict.fromkeys(
                      ("number_she_left", "she_may_be_rung", "number_to_ring"), "telephone"))  # fmt: skip
    return ask(request, asked, act)


def _said(request: HttpRequest, acting: Acting, attempt_id: str, side: CallSide, title: str) -> HttpResponse:
    language, is_his = language_of(request), side is CallSide.HIS
    call_id = attempt_row(attempt_id).call_id

    def act(entered: Entered) -> str:
        record_recognition(
            acting, attempt_id=attempt_id, side=side, is_other=entered["knew_each_other"] == "yes",
            facts=_facts(entered) if is_his else None,
        )  # fmt: skip
        return back_of(acting, call_id)

    fields = (
        Field(name="knew_each_other", kind="radio", is_required=True,
              options=choices(language, "knew_each_other", YES_NO)),
        *(_alone(language) if is_his else ()),
    )  # fmt: skip
    asked = Asked(title=title, fields=fields, back=back_of(acting), intro="intro.said_apart", at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=call_id)


@page(HIS_WORD, path="calls-home/he-knew/<str:attempt_id>", name="he_knew_her")
def he_knew(request: HttpRequest, acting: Acting, attempt_id: str) -> HttpResponse:
    """Keeps what he says after a call, alone: whether it was she."""
    return _said(request, acting, attempt_id, CallSide.HIS, "page.he_knew_her")


@page(HER_WORD, path="calls-home/she-knew/<str:attempt_id>", name="she_knew_him")
def she_knew(request: HttpRequest, acting: Acting, attempt_id: str) -> HttpResponse:
    """Keeps what she says after a call: whether it was he."""
    return _said(request, acting, attempt_id, CallSide.HERS, "page.she_knew_him")
