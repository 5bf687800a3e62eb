"""A place's calls of a day as lanes with a table beside, who waits in which order, and how fairly calls fall."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.written_times import UTC_ZONE, BureauZone, instant_in_words
from repatria.core.vocabulary.zone_names import city_of
from repatria.doors.desk.calls.days import clock_of, day_around, day_asked
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.dates import NOTHING, date_words, instant_words
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.plots import Span, lanes
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.contact.selectors.call_lists import (
    DAY,
    FIGURES,
    HIS,
    POLICY,
    TO_ASK,
    WAITS,
    BookedCall,
    PolicyView,
    RoomView,
    WaitingCall,
    call_day,
    call_figures,
    call_list,
    call_means,
    call_places,
    call_policies,
    calls_to_ask,
    his_calls,
)
from repatria.records.contact.selectors.call_owed import booked_call, call_log_said, calls_to_hear_of
from repatria.records.contact.selectors.call_whole import READ, ROOM_CODES
from repatria.records.contact.services.call_booking import BOOK, PREPARE, PUT_OFF
from repatria.records.contact.services.call_ends import HIS_WORD, LOG, STOP
from repatria.records.contact.services.call_rooms import AGREE_POLICY, MEANS, PROPOSE, TELL_POLICY
from repatria.records.contact.services.call_wishes import ANSWER_HIS, ASK_HIS

_DAY = ("column.call_hour", "column.call_room", "column.call_line", "column.call_him", "column.call_way",
        "column.call_state")  # fmt: skip
_LIST = ("column.call_turn", "column.call_him", "column.call_way", "column.call_because", "column.call_days")
_HEAR = ("column.call_him", "column.call_hour", "column.call_she")
_ASK = ("column.call_him", "column.call_since", "column.call_who")
_MEANS = ("column.call_name", "column.call_kind", "column.call_place", "column.call_clock", "column.call_hours")
_POLICIES = ("column.call_since", "column.call_let", "column.call_least", "column.call_minutes", "column.call_because",
             "column.call_reason", "column.call_standing")  # fmt: skip


def _place(request: HttpRequest, acting: Acting) -> tuple[str, tuple[str, ...]]:
    """The place that is asked about, and those among which one chooses: its own for a camp; "" where there is none."""
    places = call_places(acting)
    asked = request.GET.get("place", "")
    if asked in places:
        return asked, places
    return (places or (acting.branch,))[0], places


def _zone(name: str) -> BureauZone:
    return clock_of(name) if name else UTC_ZONE


def _drawing(calls: tuple[BookedCall, ...], means: dict[str, RoomView], language: str) -> SafeString:
    """One lane a room and line, the hours on the room's own clock; the table beside says the same."""

    def hour(at: datetime) -> str:
        return f"{_zone(_clock(means, calls[0].room_id)).local(at):%H:%M}"

    spans = [
        Span(
            lane=f"{_named(means, one.room_id)}, {_named(means, one.line_id)}", begin=read_instant(one.begins_at),
            end=read_instant(one.ends_at), text=one.person_id, tone="f1" if one.is_ready else "f5",
        )
        for one in calls
    ]  # fmt: skip
    return lanes(spans, title=say(language, "page.call_day"), day=hour)


def _clock(means: dict[str, RoomView], room_id: str) -> str:
    return means[room_id].zone if room_id in means else ""


def _named(means: dict[str, RoomView], number: str) -> str:
    return means[number].name if number in means else number


@page(DAY, path="calls-home", name="call_day", menu="menu.call_day")
def day(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The calls of a place on a day: whom to bring when and where; no name and no address of hers."""
    language = language_of(request)
    place, places = _place(request, acting)
    asked_on, day_fault = day_asked(request)
    on = asked_on or current().zone.local(current().now()).date()
    means = {one.means_id: one for one in call_means(acting)}
    found = call_day(acting, place=place, on=on)
    rows = [
        Row(
            cells=(
                instant_in_words(read_instant(one.begins_at), _zone(_clock(means, one.room_id)), language),
                _named(means, one.room_id), _named(means, one.line_id), one.person_id,
                word_text(language, "call_way", one.way),
                say(language, "sentence.call_was_put_off", why=word_text(language, "call_because", one.put_off))
                if one.put_off
                else say(language, "sentence.call_not_ready") if one.state == "booked" and not one.is_ready
                else word_text(language, "call_state", one.state),
            ),
            link=_onward(acting, one), tone="" if one.is_ready else "waiting",
        )
        for one in found
    ]  # fmt: skip
    links = (("page.call_list", "call_list", WAITS), ("page.call_means", "call_means", DAY),
             ("page.call_policies", "call_policies", POLICY),
             ("page.ask_call_his", "ask_call_his", ASK_HIS))  # fmt: skip
    return table_page(
        request, title="page.call_day", columns=_DAY, rows=rows, intro="intro.call_day", empty="empty.call_day",
        template="call_day.html", drawing=_drawing(found, means, language), holder=place,
        **day_around(request, on, day_fault),
        places=places if len(places) > 1 else (),
        actions=[(label, reverse(f"desk:{name}")) for label, name, action in links if may(acting, action)],
    )  # fmt: skip


def _onward(acting: Acting, one: BookedCall) -> str:
    """Where a line of the day leads: to the call as this account may see it; one that was put off is no place's."""
    if one.put_off and not may(acting, READ):
        return ""
    return reverse("desk:call_one" if may(acting, READ) else "desk:call_at_place", args=[one.call_id])


@page(DAY, path="calls-home/at/<str:call_id>", name="call_at_place")
def at_place(request: HttpRequest, acting: Acting, call_id: str) -> HttpResponse:
    """One call as its place sees it: when, where, whom to bring; made ready, put off, stopped and logged from here."""
    one = booked_call(acting, call_id)
    means = {found.means_id: found for found in call_means(acting)}
    is_ready = one.state in ("prepared", "held")
    may_log = is_ready and may(acting, LOG)
    waits = may_log and call_log_said(acting, call_id) is not None
    links = (
        ("page.prepare_call", "prepare_call", one.state == "booked" and may(acting, PREPARE)),
        ("page.call_codes", "call_codes", is_ready and may(acting, ROOM_CODES)),
        ("page.settle_call_log", "settle_call_log", waits), ("page.log_call", "log_call", may_log and not waits),
        ("page.put_call_off", "put_call_off", one.state != "held" and may(acting, PUT_OFF)),
        ("page.stop_call", "stop_call", may(acting, STOP)),
    )  # fmt: skip
    return render(request, "call_at_place.html", {
        "one": one, "room": _named(means, one.room_id), "line": _named(means, one.line_id),
        "hour": instant_in_words(
            read_instant(one.begins_at), _zone(_clock(means, one.room_id)), language_of(request)
        ),
        "actions": [(label, reverse(f"desk:{name}", args=[call_id])) for label, name, is_there in links if is_there],
    })  # fmt: skip


@page(WAITS, path="calls-home/waiting", name="call_list", menu="menu.call_list")
def waiting(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Who waits at a place, whose turn it is first, with the figures of fairness above."""
    language = language_of(request)
    place, places = _place(request, acting)
    is_said = may(acting, READ)
    rows = [
        Row(
            cells=(
                str(number), one.person_id, word_text(language, "call_way", one.way),
                *((word_text(language, "call_because", one.because),) if is_said else ()), _days(language, one),
            ),
            link=reverse("desk:book_call", args=[one.call_id]) if may(acting, BOOK) else "",
            tone="waiting" if one.because in ("death", "illness") else "",
        )
        for number, one in enumerate(call_list(acting, place=place), 1)
    ]  # fmt: skip
    return table_page(
        request, title="page.call_list", rows=rows, intro="intro.call_list", empty="empty.call_list",
        columns=_LIST if is_said else tuple(one for one in _LIST if one != "column.call_because"),
        template="call_list.html", holder=place, places=places if len(places) > 1 else (),
        figures=call_figures(acting, place=place) if may(acting, FIGURES) else None,
    )  # fmt: skip


def _days(language: str, one: WaitingCall) -> str:
    """How long he has had none; of one who never had any, how long this one waits."""
    return str(one.days) if one.last_call_at else say(language, "sentence.call_never", number=one.days)


@page(TO_ASK, path="calls-home/held", name="calls_to_hear_of")
def to_hear_of(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The calls that were held and after which he was not asked yet whether it was she."""
    language = language_of(request)
    rows = [
        Row(
            cells=(one.person_id, date_words(language, one.on),
                   say(language, "sentence.call_she_said" if one.she_said else "sentence.call_she_not_yet")),
            link=reverse("desk:he_knew_her", args=[one.attempt_id]) if may(acting, HIS_WORD) else "",
        )
        for one in calls_to_hear_of(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.calls_to_hear_of", columns=_HEAR, rows=rows, intro="intro.calls_to_hear_of",
        empty="empty.calls_to_hear_of",
    )  # fmt: skip


@page(TO_ASK, path="calls-home/to-ask", name="calls_to_ask", menu="menu.calls_to_ask")
def to_ask(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Whom an interviewer is to ask about a call; by numbers."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.person_id, instant_words(language, one.asked_at),
                say(language, "sentence.call_he_asked" if one.link_index is None else "sentence.call_she_asked"),
            ),
            link=reverse("desk:answer_call_his", args=[one.call_id]) if may(acting, ANSWER_HIS) else "",
        )
        for one in calls_to_ask(acting)
    ]  # fmt: skip
    actions = [("page.ask_call_his", reverse("desk:ask_call_his"))] if may(acting, ASK_HIS) else []
    actions.append(("page.calls_to_hear_of", reverse("desk:calls_to_hear_of")))
    return table_page(
        request, title="page.calls_to_ask", columns=_ASK, rows=rows, intro="intro.calls_to_ask",
        empty="empty.calls_to_ask", actions=actions,
    )  # fmt: skip


@page(DAY, path="calls-home/means", name="call_means", menu="menu.call_means", is_rare=True)
def means(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The rooms and lines that take calls: a camp sees its own."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.name, _kind(language, one), one.place, city_of(one.zone, language) if one.zone else NOTHING,
                "; ".join(_hours(language, hours) for hours in one.hours) or NOTHING,
            ),
            link=reverse("desk:close_call_means", args=[one.means_id]) if may(acting, MEANS) else "",
        )
        for one in call_means(acting)
    ]  # fmt: skip
    actions = [("page.open_call_room", reverse("desk:open_call_room")),
               ("page.open_call_line", reverse("desk:open_call_line"))] if may(acting, MEANS) else []  # fmt: skip
    return table_page(
        request, title="page.call_means", columns=_MEANS, rows=rows, intro="intro.call_means",
        empty="empty.call_means", actions=actions,
    )  # fmt: skip


def _kind(language: str, one: RoomView) -> str:
    if one.is_room:
        return say(language, "sentence.call_seats", number=one.seats)
    return word_text(language, "call_kind", "telephone" if one.is_telephone else "relay")


def _hours(language: str, written: str) -> str:
    weekday, opens, closes = written.split()
    return f"{word_text(language, 'weekday_short', weekday)} {opens}–{closes}"


@page(POLICY, path="calls-home/policies", name="call_policies", menu="menu.call_policies", is_rare=True)
def policies(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every policy on calls with its reason, the newest first."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                instant_words(language, one.proposed_at),
                word_text(language, "yes_no_calls", "yes" if one.are_let else "no"), str(one.least_a_month),
                str(one.minutes), word_text(language, "policy_because", one.because), one.reason,
                _standing(language, one),
            ),
            link=reverse("desk:agree_call_policy", args=[one.policy_id])
            if not one.is_agreed and one.proposed_by != acting.account_id and may(acting, AGREE_POLICY)
            else reverse("desk:tell_call_policy", args=[one.policy_id])
            if one.is_agreed and not one.is_told and may(acting, TELL_POLICY) else "",
            tone="" if one.is_agreed else "waiting",
        )
        for one in call_policies(acting)
    ]  # fmt: skip
    actions = [("page.propose_call_policy", reverse("desk:propose_call_policy"))] if may(acting, PROPOSE) else []
    return table_page(
        request, title="page.call_policies", columns=_POLICIES, rows=rows, intro="intro.call_policies",
        empty="empty.call_policies", actions=actions,
    )  # fmt: skip


def _standing(language: str, one: PolicyView) -> str:
    standing = "holds" if one.is_holding else "over" if one.is_agreed else "proposed"
    return word_text(language, "policy_standing", standing)


@page(HIS, path="calls-home/his/<str:person_id>", name="his_calls")
def his(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """What he may know of his calls: read out to him, or shown."""
    language, found = language_of(request), his_calls(acting, person_id)
    rows = [
        Row(cells=(say(language, "sentence.call_month"), f"{found.month.calls} / {found.month.least}")),
        Row(cells=(say(language, "sentence.call_owed"), str(found.month.owed))),
        Row(cells=(say(language, "sentence.call_length"), str(found.minutes))),
        Row(cells=(say(language, "sentence.call_before"), NOTHING if found.before is None else str(found.before))),
        Row(cells=(say(language, "sentence.call_next"),
                   instant_words(language, found.next_at) if found.next_at else NOTHING)),
    ]  # fmt: skip
    return table_page(
        request, title="page.his_calls", columns=("column.call_what", "column.call_say"), rows=rows, subject=person_id,
        intro="intro.his_calls" if found.are_let else "intro.no_calls_let",
    )  # fmt: skip
