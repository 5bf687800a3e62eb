"""Hand-overs under way, those to authorise, and grounds to approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.core.law.handover import HandoverEvent
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.proposals import proposals_to_approve
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.handover.selectors import HandoverLine, handovers
from repatria.records.handover.services import AUTHORISE, SWITCH_ON


def handovers_to_authorise(acting: Acting) -> tuple[HandoverLine, ...]:
    """Hand-overs whose next step is the authorisation and which this account has not approved.  Leaf: reading"""
    return tuple(
        line
        for line in handovers(acting)
        if line.next_event == HandoverEvent.AUTHORISED.value
        and acting.account_id not in approvers_of(AUTHORISE, line.handover_id, at=acting.at)
    )


def _approvals() -> str:
    return reverse("desk:approvals")


@owed(approves=AUTHORISE, what="owed.to_authorise", at=_approvals)
def to_authorise(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Hand-overs that lack this account's approval.  Leaf: reading"""
    for line in handovers_to_authorise(acting):
        yield _item("owed.to_authorise", line, is_for_second=True)


@owed("handover.?handover", what="owed.handovers", at=lambda: reverse("desk:handovers"))
def under_way(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Hand-overs that are not over.  Leaf: reading"""
    for line in handovers(acting):
        yield _item("owed.handovers", line)


def _item(what: str, line: HandoverLine, *, is_for_second: bool = False) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:handover", args=[line.handover_id]), about=line.handover_id,
        waits="waits.he_and_she", is_for_second=is_for_second, provision="house rule 6.6",
    )  # fmt: skip


@owed(approves=SWITCH_ON, what="owed.switches", at=_approvals)
def switches(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Grounds of hand-overs that were proposed."""
    for one in proposals_to_approve(acting, SWITCH_ON):
        yield OwedItem(
            what="owed.switches", link=reverse("desk:proposed_switch", args=[one.reference]), is_for_second=True,
            since=read_instant(one.proposed_at), waits="waits.colleague", provision="two-person rule",
        )  # fmt: skip
