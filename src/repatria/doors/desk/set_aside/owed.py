"""What was set aside and concerns this account, and decisions about it to approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.proposals import proposals_to_approve
from repatria.records.access.acting import Acting
from repatria.records.access.pages import Lines
from repatria.records.access.role_table import Role
from repatria.records.consequences.selectors import SetAsideLine, open_consequences
from repatria.records.consequences.services import DECIDE

SEE_ALL = frozenset({Role.HEAD_OF_BUREAU, Role.AUDITOR})
_SHOWN = 200  # on a first page; the list has all


def set_aside_for(acting: Acting, *, after_index: int = -1, at_most: int = _SHOWN) -> Lines[SetAsideLine]:
    """What stands open and concerns a role of this account; the head and the auditor see all."""
    concerns = () if acting.roles & SEE_ALL else acting.roles
    return open_consequences(concerns=concerns, after_index=after_index, at_most=at_most)


@owed("consequences.?open", at=lambda: reverse("desk:set_aside"))
def what_was_set_aside(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Matters from which nothing could be drawn."""
    for line in set_aside_for(acting):
        yield OwedItem(
            what="owed.set_aside", link=reverse("desk:matter", args=[line.key]), about=line.about or line.matter,
            since=line.since, provision=line.provision,
        )  # fmt: skip


@owed(approves=DECIDE, at=lambda: reverse("desk:approvals"))
def to_approve(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Decisions that the head proposed."""
    for one in proposals_to_approve(acting, DECIDE):
        yield OwedItem(
            what="owed.set_aside_to_approve", link=reverse("desk:matter", args=[one.content["key"]]),
            about=one.content["key"].partition(":")[2], is_for_second=True,
            since=read_instant(one.proposed_at), waits="waits.colleague",
            provision="two-person rule",
        )  # fmt: skip
