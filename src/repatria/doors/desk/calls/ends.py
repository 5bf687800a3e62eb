"""How a call ends: put off, stopped, logged and agreed to by a second account; what the head sees was stopped."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.call_steps import RULE, CallOrderError
from repatria.core.law.calls import CallWay
from repatria.core.law.clocks import ClockRule
from repatria.core.vocabulary.calls import CallState, FailedBecause, StoppedBecause
from repatria.doors.desk.calls.wishes import YES_NO, back_of
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import actor_text, choices
from repatria.records.access.acting import Acting
from repatria.records.contact.calling import call_row
from repatria.records.contact.errors import UnknownCallError
from repatria.records.contact.selectors.call_owed import HALTS, call_halts, call_log_said
from repatria.records.contact.services.call_booking import PUT_OFF, own_call, put_call_off
from repatria.records.contact.services.call_ends import LOG, STOP, STOP_HERS, log_call, settle_call_log, stop_call
from repatria.records.contact.services.call_rooms import SEE_HALT, see_call_halt
from repatria.records.contact.services.call_wishes import ANSWER_HIS

_STOPS = tuple(one for one in StoppedBecause if one is not StoppedBecause.BY_HER)
_INTROS = {True: "intro.log_call", False: "intro.log_call_by_two"}
_HALTS = ("column.call_since", "column.call_halt", "column.number", "column.call_by", "column.call_reason")


@page(PUT_OFF, path="calls-home/put-off/<str:call_id>", name="put_call_off")
def put_off(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Takes a call off its hour; what both agreed stands."""
    own_call(acting, call_id)

    def act(entered: Entered) -> str:
        put_call_off(acting, call_id=call_id, because=FailedBecause(entered["failed_because"]))
        return back_of(acting, call_id)

    fields = (
        Field(name="failed_because", kind="radio", label="field.call_because", is_required=True,
              options=choices(language_of(request), "call_because", FailedBecause), value=FailedBecause.NO_LINE.value),
    )  # fmt: skip
    asked = Asked(title="page.put_call_off", fields=fields, back=back_of(acting, call_id), intro="intro.put_call_off")
    return ask(request, asked, act, subject=call_id)


@page(STOP, path="calls-home/stop/<str:call_id>", name="stop_call")
def stop(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Stops a call: he without a reason, by an interviewer; whoever attends with one of a short list."""
    call_row(call_id)
    stops = _STOPS if may(acting, ANSWER_HIS) else tuple(one for one in _STOPS if one is not StoppedBecause.BY_HIM)

    def act(entered: Entered) -> str:
        stop_call(acting, call_id=call_id, because=StoppedBecause(entered["stopped_because"]),
                  seconds=60 * (entered.number("call_minutes_held") or 0))  # fmt: skip
        return back_of(acting, call_id)

    fields = (
        Field(name="stopped_because", kind="radio", label="field.call_because", is_required=True,
              options=choices(language_of(request), "call_because", stops)),
        Field(name="call_minutes_held", kind="number"),
    )  # fmt: skip
    asked = Asked(title="page.stop_call", fields=fields, back=back_of(acting, call_id), intro="intro.stop_call")
    return ask(request, asked, act, subject=call_id)


@page(STOP_HERS, path="calls-home/stop-hers/<str:call_id>", name="stop_call_hers")
def stop_hers(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Stops a call because she wants it no more; she needs no reason."""
    call_row(call_id)

    def act(entered: Entered) -> str:
        stop_call(acting, call_id=call_id, because=StoppedBecause.BY_HER)
        return back_of(acting, call_id)

    asked = Asked(title="page.stop_call_hers", fields=(), back=back_of(acting, call_id), intro="intro.stop_call_hers")
    return ask(request, asked, act, subject=call_id)


@page(LOG, path="calls-home/log/<str:call_id>", name="log_call", clocks=(ClockRule.CALL_LOG,))
def log(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Logs an ordinary call that a clerk dialled, or one of which the door says nothing: that waits for another."""
    is_dialled = own_call(acting, call_id).way == CallWay.TELEPHONE.value
    language = language_of(request)

    def act(entered: Entered) -> str:
        log_call(
            acting, call_id=call_id, outcome=CallState(entered["call_outcome"]), because=entered["failed_because"],
            seconds=60 * (entered.number("call_minutes_held") or 0),
        )  # fmt: skip
        return back_of(acting, call_id)

    fields = (
        Field(name="call_outcome", kind="radio", is_required=True,
              options=choices(language, "call_outcome", (CallState.DONE, CallState.FAILED))),
        Field(name="failed_because", kind="choice", label="field.call_because",
              options=choices(language, "call_because", FailedBecause, empty=True)),
        Field(name="call_minutes_held", kind="number"),
    )  # fmt: skip
    asked = Asked(title="page.log_call", fields=fields, back=back_of(acting, call_id), intro=_INTROS[is_dialled])
    return ask(request, asked, act, subject=call_id)


@page(LOG, path="calls-home/log/<str:call_id>/settle", name="settle_call_log")
def settle_log(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Agrees to what another account said of a call's end, or strikes it; whoever said it may strike it alone."""
    said = call_log_said(acting, call_id)
    if said is None:
        raise CallOrderError("nothing that was said of it waits", provision=RULE)

    def act(entered: Entered) -> str:
        settle_call_log(acting, call_id=call_id, agrees=entered["log_agrees"] == "yes")
        return back_of(acting, call_id)

    options = choices(language_of(request), "log_agrees", YES_NO)
    fields = (
        Field(name="log_agrees", kind="radio", is_required=True,
              options=options[1:] if said.is_own else options),
    )  # fmt: skip
    asked = Asked(title="page.settle_call_log", fields=fields, back=back_of(acting, call_id),
                  intro="intro.settle_call_log", template="call_log_said.html")  # fmt: skip
    return ask(request, asked, act, subject=call_id, said=said)


@page(HALTS, path="calls-home/halts", name="call_halts", menu="menu.call_halts", is_rare=True)
def halts(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What one account stopped and no head has seen: rooms and lines, and calls against which nothing stood."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                instant_words(language, one.at), say(language, _what(one.is_means)), one.matter_id,
                actor_text(language, one.by),
                one.reason,
            ),
            link=reverse("desk:see_call_halt", args=[one.halt_index]) if may(acting, SEE_HALT) else "", tone="waiting",
        )
        for one in call_halts(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.call_halts", columns=_HALTS, rows=rows, intro="intro.call_halts", empty="empty.call_halts"
    )


def _what(is_means: bool) -> str:
    return "sentence.call_means_closed" if is_means else "sentence.call_put_off"


@page(SEE_HALT, path="calls-home/halts/<int:halt_index>", name="see_call_halt")
def see_halt(request: HttpRequest, acting: Acting, halt_index: int) -> HttpResponse:
    """Says that the head has seen it."""
    back = reverse("desk:call_halts")
    one = next((one for one in call_halts(acting) if one.halt_index == halt_index), None)
    if one is None:
        raise UnknownCallError("nothing of that number waits to be seen")

    def act(entered: Entered) -> str:
        see_call_halt(acting, halt_index=halt_index)
        return back

    asked = Asked(title="page.see_call_halt", fields=(), back=back, intro="intro.see_call_halt",
                  button="button.see_call_halt", template="call_halt.html")  # fmt: skip
    return ask(request, asked, act, one=one, by=actor_text(language_of(request), one.by))
