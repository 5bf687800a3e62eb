"""Every clock that the law starts, on the page of whoever owes it and, once it is late, of those whom its row names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.law.clocks import CLOCKS, ClockRule
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.clocks import clock_count, clock_items
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.clocks.selectors import OWED


def _count(acting: Acting) -> int:
    return clock_count(acting, acting.at, _rules(acting))


@owed(OWED, at=lambda: reverse("desk:owed"), count=_count)
def by_clocks(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """What this account owes by clocks that stand in no list of another area."""
    yield from clock_items(acting, now, _rules(acting))


def _rules(acting: Acting) -> set[ClockRule]:
    rules = {row.rule for row in CLOCKS}
    if may(acting, "notices.?notices"):  # the outbox lists them
        rules -= {ClockRule.CTA_NOTICE, ClockRule.NOTICE_RECEIPT}
    if may(acting, "register.?interview_list"):
        rules -= {ClockRule.CONTACT_ASK}
    return rules
