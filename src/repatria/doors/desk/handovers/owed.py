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
from repatria.records.handover.selectors import next_steps, without_his_yes
from repatria.records.handover.services import AUTHORISE, SWITCH_ON


def handovers_to_authorise(acting: Acting) -> tuple[str, ...]:
    """The numbers of hand-overs whose next step is the authorisation and which this account has not approved."""
    return tuple(
        number
        for number, event in next_steps()
        if event == HandoverEvent.AUTHORISED.value
        and acting.account_id not in approvers_of(AUTHORISE, number, at=acting.at)
    )


def _approvals() -> str:
    return reverse("desk:approvals")


@owed(approves=AUTHORISE, what="owed.to_authorise", at=_approvals)
def to_authorise(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Hand-overs that lack this account's approval."""
    for number in handovers_to_authorise(acting):
        yield _item("owed.to_authorise", number, is_for_second=True)


@owed("handover.?handover", what="owed.handovers", at=lambda: reverse("desk:handovers"))
def under_way(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Hand-overs that are not over."""
    for number, _ in next_steps():
        yield _item("owed.handovers", number)


@owed("handover.record_step", at=lambda: reverse("desk:owed"))
def without_his_answer(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Hand-overs under way that his answer does not carry any more; what he answered is not said."""
    for number in without_his_yes():
        yield _item("owed.answer_fails", number, provision="practice rule 19")


def _item(what: str, number: str, *, is_for_second: bool = False, provision: str = "house rule 6.6") -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:handover", args=[number]), about=number,
        waits="waits.he_and_she", is_for_second=is_for_second, provision=provision,
    )  # fmt: skip


@owed(approves=SWITCH_ON, what="owed.switches", at=_approvals)
def switches(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Grounds of hand-overs that were proposed."""
    for one in proposals_to_approve(acting, SWITCH_ON):
        yield OwedItem(
            what="owed.switches", link=reverse("desk:proposed_switch", args=[one.reference]), is_for_second=True,
            since=read_instant(one.proposed_at), waits="waits.colleague", provision="two-person rule",
        )  # fmt: skip
