"""Differences of lists, each with its owner; and crossings: who really came, and both counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.exchange_holding import ENDS, DifferenceEnd, DifferenceKind
from repatria.doors.desk.exchanges.forms import lines_in, number_in
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import day_of_birth, instant_words, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import actor_text, choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.errors import UnknownCrossingError, UnknownDifferenceError
from repatria.records.exchanges.selectors.lists import (
    LIST,
    LISTS,
    DifferenceView,
    difference_owners,
    differences,
    line,
    lines,
    list_summary,
    lists,
)
from repatria.records.exchanges.selectors.lists import crossings as crossings_of
from repatria.records.exchanges.services.crossings import CROSS, THEIR_COUNT, record_crossing, record_their_count
from repatria.records.exchanges.services.differences import HAND_ON, SETTLE, hand_on_difference, settle_difference

_COLUMNS = (
    "column.difference", "column.list_number", "column.line_no", "column.difference_owner", "column.since",
    "column.difference_end",
)  # fmt: skip


@page(LISTS, path="exchange-differences", name="list_differences")
def all_differences(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What differs and is not settled, oldest first; what was, behind the filter."""
    language, shown = language_of(request), request.GET.get("show", "open")
    shown = shown if shown in ("open", "all") else "open"
    found = differences(acting)
    if shown == "all":
        found = (*found, *differences(acting, is_open=False))
    rows = [
        Row(
            cells=(
                word_text(language, "list_difference", one.kind), one.list_id, one.line_id or "—",
                actor_text(language, one.owner), instant_words(language, one.opened_at),
                f"{word_text(language, 'list_difference_end', one.end)}: {one.reason}" if one.end else "—",
            ),
            link=reverse("desk:settle_difference", args=[one.difference_id])
            if may(acting, SETTLE) and not one.end else "",
        )
        for one in found
    ]  # fmt: skip
    filters = [("open", "filter.open"), ("all", "filter.all")]
    return table_page(
        request, title="page.list_differences", columns=_COLUMNS, rows=rows, intro="intro.list_differences",
        empty="empty.list_differences", filters=filters, filter_name="show", filter_value=shown,
    )  # fmt: skip


def _open(acting: Acting, difference_id: str) -> DifferenceView:
    found = next((one for one in differences(acting) if one.difference_id == difference_id), None)
    if found is None:
        raise UnknownDifferenceError("no such difference is open")
    return found


def _about(acting: Acting, one: DifferenceView, language: str) -> str:
    named = line(acting, one.line_id).line.name if one.line_id and may(acting, LIST) else ""
    return " · ".join(
        filter(None, (word_text(language, "list_difference", one.kind), one.line_id, named, one.reference))
    )


@page(SETTLE, path="exchange-differences/<str:difference_id>/settle", name="settle_difference",
      clocks=(ClockRule.LIST_DIFFERENCE,))  # fmt: skip
def settle(request: HttpRequest, acting: Acting, difference_id: str) -> HttpResponse:
    """How one difference ended, and why."""
    one, language = _open(acting, difference_id), language_of(request)
    back = reverse("desk:exchange_list", args=[one.list_id])

    def act(entered: Entered) -> str:
        settle_difference(
            acting, difference_id=difference_id, end=DifferenceEnd(entered["difference_end"]),
            said=entered["difference_said"], other_line=entered.values.get("other_line", ""),
        )  # fmt: skip
        return back

    ends = [end for end in DifferenceEnd if end in ENDS[DifferenceKind(one.kind)]]
    fields = [
        Field(name="difference_end", kind="radio", is_required=True,
              options=choices(language, "list_difference_end", ends)),
        Field(name="difference_said", kind="text", is_required=True),
    ]  # fmt: skip
    if DifferenceEnd.SAME_LINE in ends:
        others = tuple(
            (other.line_id, f"{other.name or '—'} · {other.line_id}")
            for other in lines(acting, one.list_id, at_most=0) if other.line_id != one.line_id
        )  # fmt: skip
        fields.append(Field(name="other_line", kind="choice", options=(("", "—"), *others), hint="hint.other_line"))
    asked = Asked(
        title="page.settle_difference", fields=tuple(fields), back=back, intro="intro.settle_difference",
        at_fields={"difference_reason": "difference_said", "other_line": "other_line"},
    )  # fmt: skip
    return ask(request, asked, act, subject=_about(acting, one, language))


@page(HAND_ON, path="exchange-differences/<str:difference_id>/hand-on", name="hand_on_difference")
def hand_on(request: HttpRequest, acting: Acting, difference_id: str) -> HttpResponse:
    """Who sees to a difference from now on."""
    one = _open(acting, difference_id)
    back = reverse("desk:list_differences")

    def act(entered: Entered) -> str:
        hand_on_difference(acting, difference_id=difference_id, owner=entered["difference_owner"])
        return back

    fields = (Field(name="difference_owner", kind="choice", is_required=True, options=difference_owners()),)
    asked = Asked(title="page.hand_on_difference", fields=fields, back=back)
    return ask(request, asked, act, subject=_about(acting, one, language_of(request)))


@page(CROSS, path="exchange-lists/<str:exchange_list>/crossing", name="record_crossing")
def crossing(request: HttpRequest, acting: Acting, exchange_list: str) -> HttpResponse:
    """Who of a list really crossed, whoever came beside, and what either side counted."""
    list_summary(acting, exchange_list)
    back = reverse("desk:exchange_list", args=[exchange_list])

    def act(entered: Entered) -> str:
        crossed_at = entered.instant("crossed_at")
        assert crossed_at is not None, "the form asks for it"
        unlisted = [RowOnList(name=one) for one in lines_in(entered, "unlisted")]
        record_crossing(
            acting, list_id=exchange_list, crossed_at=crossed_at, point=entered["crossing_point"],
            came=entered.many("came_lines"), unlisted=unlisted, counted=number_in(entered, "our_count"),
            counted_by=entered["counted_by"], their_count=number_in(entered, "their_count"),
            their_reference=entered["their_reference"],
        )  # fmt: skip
        return back

    options = tuple(
        (one.line_id, " · ".join(filter(None, (
            one.name or "—", day_of_birth(language_of(request), one.birth_date), one.their_number,
        ))))
        for one in lines(acting, exchange_list, at_most=0) if one.next_event and not one.has_come
    )  # fmt: skip
    fields = (
        Field(name="crossed_at", kind="instant", is_required=True, value=now_typed()),
        Field(name="crossing_point", is_required=True),
        Field(name="came_lines", kind="boxes", options=options),
        Field(name="unlisted", kind="text", hint="hint.unlisted"),
        Field(name="our_count", kind="number"), Field(name="counted_by", hint="hint.counted_by"),
        Field(name="their_count", kind="number", hint="hint.their_count"), Field(name="their_reference"),
    )  # fmt: skip
    asked = Asked(title="page.record_crossing", fields=fields, back=back, intro="intro.record_crossing")
    return ask(request, asked, act, subject=exchange_list)


@page(THEIR_COUNT, path="exchange-crossings/<str:crossing_id>/count", name="their_count")
def count(request: HttpRequest, acting: Acting, crossing_id: str) -> HttpResponse:
    """The other side's count, where it came later."""
    found = next((
        (one, of_list.list_id) for of_list in lists(acting) for one in crossings_of(acting, of_list.list_id)
        if one.crossing_id == crossing_id
    ), None)  # fmt: skip
    if found is None:
        raise UnknownCrossingError("no such crossing")
    back = reverse("desk:exchange_list", args=[found[1]])

    def act(entered: Entered) -> str:
        record_their_count(
            acting, crossing_id=crossing_id, their_count=int(entered["their_count"]),
            their_reference=entered["their_reference"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="their_count", kind="number", is_required=True), Field(name="their_reference", is_required=True)
    )  # fmt: skip
    asked = Asked(title="page.their_count", fields=fields, back=back, intro="intro.their_count")
    return ask(request, asked, act, subject=f"{crossing_id} · {found[0].named}")
