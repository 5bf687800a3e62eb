"""The rolls: today's in one screen, the second signature, a paper typed in, a day without one, what differs and why."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.roll import DifferenceEnd
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import date_words, now_typed
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.whom import whom
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.roll.lines import ROLL_COLUMNS, difference_words, quiet_rows, roll_rows, sum_rows
from repatria.records.access.acting import Acting
from repatria.records.roll.scope import is_bound
from repatria.records.roll.selectors import (
    PAGE,
    ROLLS,
    RollNow,
    RollView,
    days_without_roll,
    open_differences,
    quiet_count,
    quiet_list,
    roll_now,
    roll_numbered,
    rolls,
    unsigned_rolls,
)
from repatria.records.roll.services import (
    close_difference,
    record_missed_roll,
    record_paper_roll,
    record_roll,
    record_second_signature,
)
from repatria.records.welfare.selectors import PLACE as WELFARE
from repatria.records.welfare.selectors import dissents_of

SIGN, TAKE, TYPE, MISS = (
    "roll.record_second_signature", "roll.record_roll", "roll.record_paper_roll", "roll.record_missed_roll",
)  # fmt: skip
_LONGEST_REASON = 400
_QUIET_SHOWN = 20  # beside the roll; all of them have a page


def _counted_fields(now: str) -> tuple[Field, ...]:
    return (
        Field(name="counted", kind="number", is_required=True, hint="hint.roll_counted"),
        Field(name="taken_at", kind="instant", is_required=True, value=now, hint="hint.instant"),
    )


def _day_of(entered: Entered) -> date:
    taken_at = entered.instant("taken_at")
    assert taken_at is not None, "the form asks for it"
    return local(taken_at).date()


@page(TAKE, path="rolls/today", menu="menu.take_roll", clocks=(ClockRule.DAILY_ROLL,))
def take_roll(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The camp's roll of today in one screen: the sum, the count, who signs, what differs, who is quiet."""
    language = language_of(request)
    now, today = roll_now(acting, acting.branch), local(current().now()).date().isoformat()
    mine = [view for view in rolls(acting) if view.day == today and not view.corrected_by]
    taken = mine[0] if mine else None

    def act(entered: Entered) -> HttpResponse:
        taken_at, counted = entered.instant("taken_at"), entered.number("counted")
        assert taken_at is not None and counted is not None, "the form asks for both"
        roll_id = record_roll(acting, place=acting.branch, day=_day_of(entered), taken_at=taken_at, counted=counted)
        return going_on(request, reverse("desk:take_roll"), number=roll_id)

    quiet = quiet_list(acting, at_most=_QUIET_SHOWN)
    asked = Asked(
        title="page.take_roll", fields=_counted_fields(now_typed()), back=reverse("desk:owed"),
        button="button.sign_first", template="roll_today.html",
    )  # fmt: skip
    return ask(
        request, asked, act, headline=_headline(language, now, taken), now=now, taken=taken,
        sum=sum_rows(taken.sum, taken.expected) if taken else sum_rows(now.sum, now.expected),
        before_day=date_words(language, now.previous_day) if now.previous_day else "",
        to_sign=[one for one in unsigned_rolls(acting) if one.taken_by != acting.account_id],
        differences=[(one, difference_words(language, one.difference)) for one in open_differences(acting)],
        missing=days_without_roll(acting), earlier=roll_rows(language, rolls(acting, at_most=7)),
        quiet=quiet_rows(language, quiet, whom(acting, [one.person_id for one in quiet])),
        quiet_whole=quiet_count(acting),
    )  # fmt: skip


def _headline(language: str, now: RollNow, taken: RollView | None) -> str:
    if taken is None:
        return say(language, "roll_says.to_count", number=now.expected)
    if taken.counted is None:
        return say(language, "roll_says.not_taken")
    if taken.difference:
        said = difference_words(language, taken.difference)
        return say(language, "roll_says.differs", counted=taken.counted, expected=taken.expected, said=said)
    key = "roll_says.counted_and_signed" if taken.is_signed else "roll_says.counted_once"
    return say(language, key, counted=taken.counted, expected=taken.expected)


@page(ROLLS, path="rolls", menu="menu.rolls", name="rolls")
def roll_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Rolls of all places that this account watches over, open differences and days without a roll before them."""
    language, before = language_of(request), request.GET.get("before", "")
    is_open = request.GET.get("show") == "open"
    views = open_differences(acting) if is_open else rolls(acting, before_day=before[:10])
    following = f"?before={views[-1].day}" if not is_open and len(views) == PAGE else ""
    links = [("page.paper_roll", "desk:paper_roll", TYPE), ("page.missed_roll", "desk:missed_roll", MISS)]
    return table_page(
        request, title="page.rolls", columns=ROLL_COLUMNS, rows=roll_rows(language, views), following=following,
        empty="empty.differences" if is_open else "empty.rolls", template="rolls.html",
        filters=(("", "filter.all"), ("open", "filter.differences")), filter_name="show",
        filter_value="open" if is_open else "",
        actions=[(label, reverse(name)) for label, name, action in links if may(acting, action)],
        missing=days_without_roll(acting),
    )  # fmt: skip


@page(ROLLS, path="rolls/<str:roll_id>", clocks=(ClockRule.ROLL_DIFFERENCE,))
def daily_roll(request: HttpRequest, acting: Acting, roll_id: str) -> HttpResponse:
    """One roll: the count, the sum, who signed, how a difference stands."""
    view, language = roll_numbered(acting, roll_id), language_of(request)
    is_own = not is_bound(acting, ROLLS) or view.place == acting.branch
    dissents = dissents_of(acting, roll_id) if may(acting, WELFARE) else ()
    return render(request, "daily_roll.html", {
        "dissents": dissents, "may_dissent": is_own and may(acting, "welfare.record_dissent"),
        "roll": view, "sum": sum_rows(view.sum, view.expected),
        "difference": difference_words(language, view.difference), "entered_at": instant_text(view.entered_at),
        "may_sign": may(acting, SIGN) and not view.is_signed and view.counted is not None and not view.corrected_by
        and view.taken_by != acting.account_id,
        "may_correct": is_own and may(acting, TAKE) and not view.corrected_by,
        "may_explain": is_own and view.is_difference_open and may(acting, "roll.close_difference"),
    })  # fmt: skip


@page(SIGN, path="rolls/<str:roll_id>/sign")
def sign_roll(request: HttpRequest, acting: Acting, roll_id: str) -> HttpResponse:
    """Signs a roll as the second person."""
    back = reverse("desk:daily_roll", args=[roll_id])
    return act_once(request, lambda: record_second_signature(acting, roll_id=roll_id), back)


@page(TAKE, path="rolls/<str:roll_id>/correct")
def correct_roll(request: HttpRequest, acting: Acting, roll_id: str) -> HttpResponse:
    """Corrects a roll by a further one of its day, which two sign as well."""
    view = roll_numbered(acting, roll_id)
    fields = (
        *_counted_fields(now_typed()), Field(name="reason", kind="text", is_required=True, longest=_LONGEST_REASON)
    )  # fmt: skip

    def act(entered: Entered) -> str:
        taken_at, counted = entered.instant("taken_at"), entered.number("counted")
        assert taken_at is not None and counted is not None, "the form asks for both"
        new = record_roll(
            acting, place=view.place, day=date.fromisoformat(view.day), taken_at=taken_at, counted=counted,
            corrects=roll_id, reason=entered["reason"],
        )  # fmt: skip
        return reverse("desk:daily_roll", args=[new])

    asked = Asked(
        title="page.correct_roll", fields=fields, back=reverse("desk:daily_roll", args=[roll_id]),
        intro="intro.correct_roll",
    )  # fmt: skip
    return ask(request, asked, act, subject=f"{view.place}, {date_words(language_of(request), view.day)}")


def _place_field(acting: Acting, action: str) -> tuple[Field, ...]:
    """The place is asked of whoever keeps several; a camp officer's is his own."""
    return () if is_bound(acting, action) else (
        Field(name="place", label="field.roll_place", is_required=True, longest=40),
    )  # fmt: skip


def _place(acting: Acting, entered: Entered) -> str:
    return entered.values.get("place") or acting.branch


@page(TYPE, path="rolls/paper")
def paper_roll(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Types in a roll that was taken and signed on paper."""
    fields = (
        *_place_field(acting, TYPE), Field(name="number", label="field.paper_number", is_required=True, longest=40),
        *_counted_fields(""), Field(name="signed_by", label="field.first_signature", is_required=True, longest=80),
        Field(name="second_signature", is_required=True, longest=80),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        taken_at, counted = entered.instant("taken_at"), entered.number("counted")
        assert taken_at is not None and counted is not None, "the form asks for both"
        roll_id = record_paper_roll(
            acting, place=_place(acting, entered), day=_day_of(entered), taken_at=taken_at, counted=counted,
            number=entered["number"], signed_by=(entered["signed_by"], entered["second_signature"]),
        )  # fmt: skip
        return reverse("desk:daily_roll", args=[roll_id])

    asked = Asked(title="page.paper_roll", fields=fields, back=reverse("desk:rolls"), intro="intro.paper_roll")
    return ask(request, asked, act)


@page(MISS, path="rolls/missed")
def missed_roll(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Says that no roll was taken on a day, and why."""
    fields = (
        *_place_field(acting, MISS),
        Field(name="day", kind="date", label="field.roll_day", is_required=True, hint="hint.date",
              value=request.GET.get("day", "")[:10]),
        Field(name="reason", kind="text", is_required=True, longest=_LONGEST_REASON),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        on = entered.partial_date("day")
        assert on is not None, "the form asks for it"
        day = date(on.year, on.month or 1, on.day or 1)
        roll_id = record_missed_roll(acting, place=_place(acting, entered), day=day, reason=entered["reason"])
        return reverse("desk:daily_roll", args=[roll_id])

    asked = Asked(title="page.missed_roll", fields=fields, back=reverse("desk:rolls"), intro="intro.missed_roll")
    return ask(request, asked, act)


@page("roll.close_difference", path="rolls/<str:roll_id>/difference")
def explain_difference(request: HttpRequest, acting: Acting, roll_id: str) -> HttpResponse:
    """Says how count and register came to differ; the house looks whether it is so."""
    view, language = roll_numbered(acting, roll_id), language_of(request)
    fields = (
        Field(name="how", label="field.difference_how", kind="radio", is_required=True,
              options=choices(language, "difference_end", DifferenceEnd)),
        Field(name="sightings", hint="hint.sightings", longest=400),
        Field(name="explanation", kind="text", is_required=True, longest=_LONGEST_REASON),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        close_difference(
            acting, roll_id=roll_id, how=DifferenceEnd(entered["how"]), explanation=entered["explanation"],
            sightings=entered["sightings"].replace(",", " ").split(),
        )  # fmt: skip
        return reverse("desk:daily_roll", args=[roll_id])

    asked = Asked(
        title="page.explain_difference", fields=fields, back=reverse("desk:daily_roll", args=[roll_id]),
        intro="intro.explain_difference",
    )  # fmt: skip
    said = difference_words(language, view.difference)
    return ask(request, asked, act, subject=f"{view.place}, {date_words(language, view.day)}: {said}")
