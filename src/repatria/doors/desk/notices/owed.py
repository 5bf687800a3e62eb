"""Notices to be sent, and those of which no receipt came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.notices.selectors import NoticeLine, notices_unanswered

_PROVISION = "GC III 122(3)"


def _list_of(state: str) -> str:
    return f"{reverse('desk:notices')}?state={state}"


def _item(what: str, line: NoticeLine, due_at: datetime | None) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:notice", args=[line.notice_id]), about=line.notice_id, due_at=due_at,
        waits="waits.agency", provision=_PROVISION,
    )  # fmt: skip


@owed("notices.deliver_notice", what="owed.notices_to_send", at=lambda: _list_of("issued"))
def notices_to_send(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Notices that have not left the house, or came back to it."""
    for line in notices_unanswered(("issued", "bounced")):
        yield _item("owed.notices_to_send", line, read_instant(line.due_at))


@owed(
    "notices.receipt_notice", "handover.switch_on", "access.?readings",
    what="owed.notices_unreceipted", at=lambda: _list_of("sent"),
)  # fmt: skip
def notices_unreceipted(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Notices of which nobody receipted that they arrived, and those that should have left already."""
    for line in notices_unanswered(("issued", "bounced")):
        if line.due_at < instant_text(now):
            yield _item("owed.notices_unreceipted", line, read_instant(line.due_at))
    for line in notices_unanswered(("sent",)):
        yield _item("owed.notices_unreceipted", line, None)
