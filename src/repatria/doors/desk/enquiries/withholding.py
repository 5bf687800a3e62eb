"""Who asks and is never to be told: said by one, agreed by another, ended by a third."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.withholding import HELD_DAYS, WithholdingGround, WithholdingState
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words, instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import actor_text, choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.disclosure.withholding import (
    AGREE,
    END,
    LONGEST_REASON,
    READ,
    SAY,
    SAY_ACTIONS,
    agree_withholding,
    end_withholding,
    say_withholding,
    to_agree,
    withholding,
    withholdings,
)
from repatria.records.enquiries.selectors import check_open

_COLUMNS = ("column.number", "column.enquiry", "column.ground", "column.state", "column.until", "column.said_by_whom",
            "column.since")  # fmt: skip


@page(READ, path="withheld", name="withholdings", menu="menu.withholdings", is_rare=True)
def withholding_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everything that is withheld from anybody, the newest first: numbers and grounds, and no reason."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.withholding_id, one.enquiry_id, word_text(language, "withholding_ground", one.ground),
                _state(language, one.state, is_holding=one.is_holding),
                _until(language, one.until, one.held_until, one.state), actor_text(language, one.said_by),
                instant_words(language, one.said_at),
            ),
            link=reverse("desk:withholding", args=[one.withholding_id]), tone="waiting" if one.is_holding else "",
        )
        for one in withholdings(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.withholdings", columns=_COLUMNS, rows=rows, intro="intro.withholdings",
        empty="empty.withholdings",
    )  # fmt: skip


def _state(language: str, state: str, *, is_holding: bool) -> str:
    lapsed = not is_holding and state != WithholdingState.ENDED
    return word_text(language, "withholding_state", "lapsed" if lapsed else state)


def _until(language: str, until: str, held_until: str, state: str) -> str:
    if state == WithholdingState.HELD:
        return date_words(language, held_until)
    return date_words(language, until) if until else say(language, "withholding.his_word")


@page(READ, path="withheld/<str:withholding_id>", name="withholding")
def one_withholding(request: HttpRequest, acting: Acting, withholding_id: str) -> HttpResponse:
    """One of them: why, on which ground, who said and agreed, until when, and what may be done about it."""
    view = withholding(acting, withholding_id)
    language, is_ended = language_of(request), view.state == WithholdingState.ENDED
    is_said, is_of_two = view.state == WithholdingState.HELD, view.state == WithholdingState.WITHHELD
    is_mine = acting.account_id in (view.said_by, view.agreed_by)
    return render(request, "withholding.html", {
        "one": view, "state": _state(language, view.state, is_holding=view.is_holding),
        "may_agree": is_said and view.is_holding and acting.account_id != view.said_by and may(acting, AGREE),
        "may_end": not is_ended and may(acting, END) and not (is_of_two and is_mine),
        "needs_third": is_of_two and is_mine, "waits_for_second": is_said and view.is_holding,
        "may_enquiry": may(acting, "enquiries.?enquiry"), "may_person": may(acting, "register.?person"),
    })  # fmt: skip


@page(SAY, path="enquiries/<str:enquiry_id>/withhold", name="withhold")
def withhold(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Says that she is not to be told; from now on nothing is, until another agrees or a fortnight is over."""
    language = language_of(request)
    grounds = [one for one in WithholdingGround if may(acting, SAY_ACTIONS.get(one, SAY))]
    fields = (
        Field(name="withholding_ground", kind="radio", is_required=True,
              options=choices(language, "withholding_ground", grounds)),
        Field(name="reason", kind="text", is_required=True, longest=LONGEST_REASON, hint="hint.withholding_reason"),
        Field(name="withheld_until", kind="date", hint="hint.withheld_until"),
    )  # fmt: skip
    check_open(enquiry_id)

    def act(entered: Entered) -> str:
        withholding_id = say_withholding(
            acting, enquiry_id=enquiry_id, ground=WithholdingGround(entered["withholding_ground"]),
            reason=entered["reason"], until=_day(entered),
        )  # fmt: skip
        return reverse("desk:withholding", args=[withholding_id])

    back = reverse("desk:enquiry" if may(acting, "enquiries.?enquiry") else "desk:withholdings",
                   args=[enquiry_id] if may(acting, "enquiries.?enquiry") else [])  # fmt: skip
    asked = Asked(title="page.withhold", fields=fields, back=back, button="button.withhold", intro="intro.withhold")
    return ask(request, asked, act, subject=enquiry_id)


def _day(entered: Entered) -> date | None:
    """The day that was written, whole; None where the line was left empty."""
    day = entered.partial_date("withheld_until")
    if day is None:
        return None
    if day.day is None or day.month is None or not day.is_possible:
        raise InputError("write the whole day", (("withheld_until", "whole_day"),))
    return date(day.year, day.month, day.day)


@page(AGREE, path="withheld/<str:withholding_id>/agree", name="agree_withholding")
def agree(request: HttpRequest, acting: Acting, withholding_id: str) -> HttpResponse:
    """Agrees as the second person: from now on it is withheld until its day."""
    back = reverse("desk:withholding", args=[withholding_id])
    return act_once(request, lambda: agree_withholding(acting, withholding_id=withholding_id), back)


@page(END, path="withheld/<str:withholding_id>/end", name="end_withholding")
def end(request: HttpRequest, acting: Acting, withholding_id: str) -> HttpResponse:
    """Says that nothing is withheld from her any more, and why."""
    view, back = withholding(acting, withholding_id), reverse("desk:withholding", args=[withholding_id])

    def act(entered: Entered) -> str:
        end_withholding(acting, withholding_id=withholding_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", kind="text", is_required=True, longest=LONGEST_REASON),)
    asked = Asked(title="page.end_withholding", fields=fields, back=back, intro="intro.end_withholding")
    return ask(request, asked, act, subject=view.enquiry_id)


@owed(AGREE, what="owed.withholdings", at=lambda: reverse("desk:withholdings"))
def withholdings_to_agree(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """What another said and nobody has looked at: it lapses after a fortnight."""
    for one in to_agree(now):
        if one.said_by != acting.account_id:
            since = read_instant(one.said_at)
            yield OwedItem(
                what="owed.withholdings", link=reverse("desk:withholding", args=[one.withholding_id]),
                about=one.enquiry_id, since=since, due_at=since + timedelta(days=HELD_DAYS), is_for_second=True,
                waits="waits.enquirer", provision="two-person rule",
            )  # fmt: skip
