"""Answers that wait for an approval or to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from repatria.doors.desk.frame.owed import OwedItem, owed, shared
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import may_approve
from repatria.records.disclosure.selectors import WaitingAnswer, answers_waiting
from repatria.records.disclosure.services import DECIDE

TWO_APPROVALS = "two_approvals"


def _waiting(at: datetime) -> tuple[WaitingAnswer, ...]:
    return shared(("answers", at), lambda: answers_waiting(at))


def answers_to_approve(acting: Acting) -> tuple[WaitingAnswer, ...]:
    """Answers for which only approvals are missing, and this account may give its own and has not."""
    if not may_approve(acting.roles, DECIDE):
        return ()
    return tuple(
        one for one in _waiting(acting.at) if one.missing == (TWO_APPROVALS,) and acting.account_id not in one.approvers
    )


def answers_to_decide(acting: Acting) -> tuple[WaitingAnswer, ...]:
    """Answers for which nothing is missing any more: they wait to be decided."""
    return tuple(one for one in _waiting(acting.at) if not one.missing)


@owed(approves=DECIDE, what="owed.answers_to_approve", at=lambda: reverse("desk:approvals"))
def to_approve(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Answers that lack this account's approval and nothing else."""
    for one in answers_to_approve(acting):
        yield _item("owed.answers_to_approve", one, is_for_second=True)


@owed("disclosure.decide_answer", what="owed.answers_to_decide", at=lambda: reverse("desk:approvals"))
def to_decide(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Answers that lack nothing."""
    for one in answers_to_decide(acting):
        yield _item("owed.answers_to_decide", one, is_approved=True)


def _item(what: str, one: WaitingAnswer, *, is_for_second: bool = False, is_approved: bool = False) -> OwedItem:
    return OwedItem(
        what=what, link=reverse("desk:enquiry", args=[one.enquiry_id]), about=one.enquiry_id, waits="waits.enquirer",
        is_for_second=is_for_second, is_approved=is_approved, provision="two-person rule",
    )  # fmt: skip
