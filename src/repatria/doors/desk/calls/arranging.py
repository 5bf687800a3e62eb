"""Arranging a call: its page, its hour, what makes it ready, and the codes of its room."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.calls import CallWay, OutOfTurn
from repatria.core.law.clocks import ClockRule
from repatria.core.vocabulary.calls import CallState
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.written_times import instant_in_words
from repatria.doors.desk.calls.days import clock_of, day_around, day_asked
from repatria.doors.desk.calls.wishes import back_of
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import NOTHING, instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.contact.call_models import Call
from repatria.records.contact.calling import call_row, speaking_of
from repatria.records.contact.selectors.call_lists import call_means, free_call_hours
from repatria.records.contact.selectors.call_whole import (
    READ,
    ROOM_CODES,
    CallOfEnquiry,
    CallView,
    call,
    calls_arranged,
    calls_of,
    room_codes,
)
from repatria.records.contact.services.call_booking import (
    BOOK,
    LONGEST_NAME,
    PREPARE,
    PUT_OFF,
    VERIFY,
    book_call,
    own_call,
    prepare_call,
)
from repatria.records.contact.services.call_ends import HER_WORD, LOG, STOP, STOP_HERS
from repatria.records.contact.services.call_wishes import ANSWER_HERS, ASK_HERS

_LINES = ("column.number", "column.call_asked_by", "column.call_way", "column.call_state", "column.call_hour")
_DAYS_AHEAD, _LAST_DAY = 14, 366


def _rows(language: str, found: tuple[CallOfEnquiry, ...]) -> list[Row]:
    return [
        Row(
            cells=(
                one.call_id, word_text(language, "call_side", one.side), word_text(language, "call_way", one.way),
                word_text(language, "call_state", one.state),
                instant_words(language, one.begins_at) if one.begins_at else NOTHING,
            ),
            link=reverse("desk:call_one", args=[one.call_id]),
        )
        for one in found
    ]  # fmt: skip


@page(READ, path="calls-home/arranged", name="calls_arranged", menu="menu.calls_arranged")
def arranged(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The calls that both agreed to and that somebody arranges."""
    rows = _rows(language_of(request), calls_arranged(acting))
    links = (("page.ask_call_hers", "ask_call_hers", ASK_HERS), ("page.verify_number", "verify_number", VERIFY))
    return table_page(
        request, title="page.calls_arranged", columns=_LINES, rows=rows, empty="empty.calls_arranged",
        actions=[(label, reverse(f"desk:{name}")) for label, name, action in links if may(acting, action)],
    )  # fmt: skip


@page(READ, path="calls-home/of/<str:enquiry_id>", name="calls_of")
def of_enquiry(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """The calls of one enquiry, the newest first."""
    actions = [("page.ask_call_hers", f"{reverse('desk:ask_call_hers')}?enquiry={enquiry_id}")]
    return table_page(
        request, title="page.calls_of", columns=_LINES, rows=_rows(language_of(request), calls_of(acting, enquiry_id)),
        empty="empty.calls_of", actions=actions if may(acting, ASK_HERS) else [],
    )  # fmt: skip


@page(READ, path="calls-home/one/<str:call_id>", name="call_one", clocks=(ClockRule.CALL_RING,))
def one_call(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """One call: who agreed, its hour, what stands against it and what is missing; what became of it each time."""
    one = call(acting, call_id)
    is_open = one.state not in (CallState.DONE, CallState.STOPPED)
    is_dialled = one.way == CallWay.TELEPHONE and one.state in (CallState.BOOKED, CallState.PREPARED)
    has_hour = one.state in (CallState.BOOKED, CallState.PREPARED, CallState.HELD)
    return render(request, "call_one.html", {
        "one": one, "may_book": one.state == CallState.AGREED and may(acting, BOOK),
        "may_prepare": one.state == CallState.BOOKED and may(acting, PREPARE),
        "may_put_off": has_hour and one.state != CallState.HELD and may(acting, PUT_OFF),
        "may_log": one.state in (CallState.PREPARED, CallState.HELD) and one.log_said is None and may(acting, LOG),
        "may_settle": one.log_said is not None and may(acting, LOG), "is_dialled": is_dialled,
        "may_telephone": _is_broken(one) and bool(one.enquiry_id) and may(acting, ASK_HERS),
        "may_wish": is_open and bool(one.enquiry_id) and may(acting, ASK_HERS),
        "may_stop": is_open and may(acting, STOP), "may_stop_hers": is_open and may(acting, STOP_HERS),
        "may_answer": is_open and may(acting, ANSWER_HERS), "may_verify": is_open and may(acting, VERIFY),
        "may_say": may(acting, HER_WORD),
        "may_codes": one.state in (CallState.PREPARED, CallState.HELD) and may(acting, ROOM_CODES),
    })  # fmt: skip


def _is_broken(one: CallView) -> bool:
    """Whether a call by picture or sound waits again because its line did not hold: a telephone is offered then."""
    waits = one.state == CallState.AGREED and one.way != CallWay.TELEPHONE
    return waits and bool(one.attempts) and one.attempts[-1].outcome == CallState.FAILED


def _free(acting: Acting, language: str, row: Call, on: date) -> tuple[tuple[str, str], ...]:
    """The free hours of a day in the rooms of the place that holds him, on each room's own clock."""
    place, is_telephone = speaking_of(row.enquiry_id, acting.at).place, row.way == CallWay.TELEPHONE.value
    found: list[tuple[str, str]] = []
    her_clock = clock_of(row.zone) if row.zone else None

    def hers(begins_at: str) -> str:
        return f" = {instant_in_words(read_instant(begins_at), her_clock, language)}" if her_clock else ""

    for room in call_means(acting, place=place) if place else ():
        if not room.is_room:
            continue
        zone = clock_of(room.zone)
        found += [
            (f"{room.means_id}|{one.line_id}|{one.begins_at}",
             f"{room.name}: {instant_in_words(read_instant(one.begins_at), zone, language)}{hers(one.begins_at)}")
            for one in free_call_hours(acting, room_id=room.means_id, by_telephone=is_telephone, on=on)
        ]  # fmt: skip
    return tuple(found)


def _day(request: HttpRequest, acting: Acting, language: str, row: Call) -> tuple[date, tuple[tuple[str, str], ...]]:
    """The day that was chosen, with its free hours; else the first that has any."""
    today, (on, _) = acting.at.date(), day_asked(request)
    if on is not None and today <= on <= today + timedelta(days=_LAST_DAY):
        return on, _free(acting, language, row, on)
    for ahead in range(_DAYS_AHEAD):
        if hours := _free(acting, language, row, today + timedelta(days=ahead)):
            return today + timedelta(days=ahead), hours
    return today, ()


@page(BOOK, path="calls-home/book/<str:call_id>", name="book_call",
      clocks=(ClockRule.CALL_TURN, ClockRule.CALL_URGENT))  # fmt: skip
def book(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Gives a call one of the free hours: an hour that no clock shows, or that it shows twice, is nowhere typed."""
    language = language_of(request)
    one = call(acting, call_id)
    on, hours = _day(request, acting, language, call_row(call_id))

    def act(entered: Entered) -> str:
        room_id, line_id, begins_at = entered["call_free_hour"].split("|")
        out_of_turn = entered["out_of_turn"]
        book_call(
            acting, call_id=call_id, room_id=room_id, line_id=line_id, begins_at=read_instant(begins_at),
            out_of_turn=OutOfTurn(out_of_turn) if out_of_turn else None, is_watched=entered.is_ticked("is_watched"),
        )  # fmt: skip
        return back_of(acting, call_id)

    fields = (
        Field(name="call_free_hour", kind="choice", is_required=True, longest=200,
              options=(("", NOTHING), *hours)),
        Field(name="out_of_turn", kind="choice", hint="hint.out_of_turn",
              options=choices(language, "out_of_turn", OutOfTurn, empty=True)),
        Field(name="is_watched", kind="box", label="field.call_is_watched"),
    )  # fmt: skip
    asked = Asked(title="page.book_call", fields=fields, back=back_of(acting, call_id), intro="intro.book_call",
                  at_fields={"his_turn": "out_of_turn"}, button="button.book_call",
                  template="call_book.html")  # fmt: skip
    _, day_fault = day_asked(request)
    return ask(
        request, asked, act, subject=call_id, one=one, has_hours=bool(hours),
        **day_around(request, on, day_fault),
    )  # fmt: skip


@page(PREPARE, path="calls-home/prepare/<str:call_id>", name="prepare_call", clocks=(ClockRule.CALL_READY,))
def prepare(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """Says that a call may begin: rules read, watching said, nobody else in the room, who supervises."""
    own_call(acting, call_id)

    def act(entered: Entered) -> str:
        prepare_call(
            acting, call_id=call_id, are_rules_read=entered.is_ticked("rules_read"),
            is_watching_told=entered.is_ticked("watching_said"), is_room_clear=entered.is_ticked("nobody_else"),
            supervisor=entered["supervisor"],
        )  # fmt: skip
        return reverse("desk:call_codes", args=[call_id]) if may(acting, ROOM_CODES) else back_of(acting, call_id)

    fields = (
        Field(name="rules_read", kind="box", label="field.call_rules_read"),
        Field(name="watching_said", kind="box", label="field.call_watching_said"),
        Field(name="nobody_else", kind="box", label="field.call_nobody_else"),
        Field(name="supervisor", label="field.call_supervisor", longest=LONGEST_NAME),
    )  # fmt: skip
    at_fields = {"call_rules_read": "rules_read", "watching_told": "watching_said", "room_clear": "nobody_else",
                 "call_supervisor": "supervisor"}  # fmt: skip
    asked = Asked(title="page.prepare_call", fields=fields, back=back_of(acting, call_id), intro="intro.prepare_call",
                  at_fields=at_fields)  # fmt: skip
    return ask(request, asked, act, subject=call_id)


@page(ROOM_CODES, path="calls-home/codes/<str:call_id>", name="call_codes")
def codes(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """The codes of the camp's end and of whoever attends: written on paper for the room, gone with the call."""
    return render(request, "call_codes.html", {"one": room_codes(acting, call_id), "back": back_of(acting, call_id)})
