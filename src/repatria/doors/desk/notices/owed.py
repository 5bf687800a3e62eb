"""Notices to be sent, and those of which no receipt came."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.law.clocks import ClockRule
from repatria.doors.desk.frame.clocks import clock_items
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.notices.selectors import notice_states

_UNSENT = frozenset({"issued", "bounced"})


def _list_of(state: str) -> str:
    return f"{reverse('desk:notices')}?state={state}"


@owed("notices.deliver_notice", what="owed.notices_to_send", at=lambda: _list_of("issued"))
def notices_to_send(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Notices that have not left the house, or came back to it."""
    yield from _in_state(_UNSENT, clock_items(acting, now, {ClockRule.CTA_NOTICE}, what="owed.notices_to_send"))


@owed(
    "notices.receipt_notice", "handover.switch_on", "access.?readings",
    what="owed.notices_unreceipted", at=lambda: _list_of("sent"),
)  # fmt: skip
def notices_unreceipted(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Notices of which nobody receipted that they arrived, and those that should have left already."""
    rules = {ClockRule.CTA_NOTICE, ClockRule.NOTICE_RECEIPT}
    yield from _in_state(_UNSENT | {"sent"}, clock_items(acting, now, rules, what="owed.notices_unreceipted"))


def _in_state(states: Collection[str], items: Iterable[OwedItem]) -> Iterator[OwedItem]:
    """Those whose notice stands there still: its clock runs on until the jobs have seen what was done."""
    found = tuple(items)
    now = notice_states([one.about for one in found])
    return (one for one in found if now.get(one.about) in states)
