"""The camp officer's pages: the roll of his own camp, and what happened to one of its men."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.custody import CustodyEvent, possible_events
from repatria.core.law.custody_facts import CustodyState
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.lists import after_of, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.register.lines import PERSON_COLUMNS, custody_tone, person_rows
from repatria.records.access.acting import Acting
from repatria.records.register.scope import custody_in_scope, is_within
from repatria.records.register.selectors import camp_roll, head_counts, open_order
from repatria.records.register.services import PLAIN_EVENTS

_SHOWN = 200


def _how_many_held(acting: Acting) -> int:
    return head_counts().get(acting.branch, 0)


@page("register.?camp_roll", path="roll", menu="page.roll", count=_how_many_held)
def roll(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everybody whom this camp holds or has lent out, each leading to what may be recorded of him."""
    skip = max(after_of(request), 0)
    lines = camp_roll(acting, skip=skip, at_most=0 if request.GET.get("export") else _SHOWN)
    rows = [
        type(row)(cells=row.cells, link=reverse("desk:happened", args=[line.person_id]))
        for row, line in zip(person_rows(language_of(request), lines, linked=False), lines, strict=True)
    ]
    return table_page(
        request, title="page.roll", columns=PERSON_COLUMNS, rows=rows, holder=acting.branch,
        whole=_how_many_held(acting),
        following=f"?after={skip + len(lines)}" if lines.has_more else "", empty="empty.roll",
    )  # fmt: skip


# The camp that signed him out signs him in again, here.
@page("register.record_custody", path="roll/<str:person_id>", clocks=(ClockRule.SIGNED_OUT,))
def happened(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """What may be recorded of a man now, and greyed what may not. It shows numbers only.

    Given:    of a man on his way to some camp an officer sees that he is on the way, and may record that he arrived;
              of one whom his camp lent to another service, who has him, and may record that he is back.
    """
    custody = custody_in_scope(acting, person_id)
    possible = possible_events(CustodyState(custody.custody_state) if custody.custody_state else None)
    if not is_within(acting, custody.holder) and is_within(acting, custody.lent_by):
        possible = (CustodyEvent.RETURNED,)
    elif not is_within(acting, custody.holder):
        custody, possible = replace(custody, holder=""), (CustodyEvent.ARRIVED,)
    doable = [
        (event.value, event in possible, reverse("desk:custody", args=[person_id, event.value]))
        for event in CustodyEvent if event in PLAIN_EVENTS
    ]  # fmt: skip
    order = open_order(person_id) if is_within(acting, custody.holder) else None
    context = {
        "person_id": person_id, "order": order, "custody": custody, "doable": doable,
        "custody_tone": custody_tone(custody.custody_state),
        "may_calls": may(acting, "contact.?his_calls") and is_within(acting, custody.holder),
        "may_messages": may(acting, "contact.?his_messages") and is_within(acting, custody.holder),
        "may_ask_call": may(acting, "contact.ask_call_for_him") and is_within(acting, custody.holder),
        "may_take_letter": may(acting, "contact.receive_his") and is_within(acting, custody.holder),
        "may_read_rights": may(acting, "register.record_rights_read") and is_within(acting, custody.holder),
    }  # fmt: skip
    return render(request, "happened.html", context)
