"""Closing an enquiry as abusive: one proposes it, another person agrees, then one of the two closes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from repatria.core.law.enquiry import ClosingReason
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.enquiries.duplicate import is_laid_as_duplicate, settled_duplicates
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import Proposal, proposal, proposals, propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.enquiries.selectors import EnquiryView, is_open
from repatria.records.enquiries.services import CLOSE_ABUSIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Abusive:
    """How far the closing of an enquiry as abusive has come, and what this account may do about it now."""

    proposed_by: str
    proposed_at: str
    agreed: tuple[str, ...]
    may_agree: bool
    may_close: bool


def is_second_needed(acting: Acting, enquiry_id: str) -> bool:
    """Whether nobody but this account has agreed yet."""
    return not set(approvers_of(CLOSE_ABUSIVE, enquiry_id, at=acting.at)) - {acting.account_id}


def abusive_of(acting: Acting, view: EnquiryView) -> Abusive | None:
    """What stands on the table about an open enquiry; None where nobody said that it is abusive, or it is closed."""
    laid = proposal(CLOSE_ABUSIVE, view.enquiry_id) if view.closed_for is None else None
    if laid is None:
        return None
    agreed = approvers_of(CLOSE_ABUSIVE, view.enquiry_id, at=acting.at)
    return Abusive(
        proposed_by=laid.proposed_by, proposed_at=laid.proposed_at, agreed=agreed,
        may_agree=_may_agree(acting, laid, agreed),
        may_close=may(acting, CLOSE_ABUSIVE) and not is_second_needed(acting, view.enquiry_id),
    )  # fmt: skip


def _may_agree(acting: Acting, laid: Proposal, agreed: tuple[str, ...]) -> bool:
    return may_approve(acting.roles, CLOSE_ABUSIVE) and acting.account_id not in (laid.proposed_by, *agreed)


def is_laid_before_another(acting: Acting, enquiry_id: str, reason: ClosingReason, other: str) -> bool:
    """Asks another person to agree, where two must and nobody else did yet; says whether it did so.

    Given:    why, he reads in the enquiry itself: nothing about her is copied beside it.
    """
    if reason is ClosingReason.DUPLICATE:
        return is_laid_as_duplicate(acting, enquiry_id, other)
    if reason is not ClosingReason.ABUSIVE or not is_second_needed(acting, enquiry_id):
        return False
    propose(acting, action=CLOSE_ABUSIVE, reference=enquiry_id, content={"reason": ClosingReason.ABUSIVE.value})
    return True


def settled(enquiry_id: str) -> None:
    """Takes what was laid before another off the table: the enquiry is closed, whatever for."""
    take_away(CLOSE_ABUSIVE, enquiry_id)
    settled_duplicates(enquiry_id)


def _standing() -> tuple[Proposal, ...]:
    return tuple(one for one in proposals(CLOSE_ABUSIVE) if is_open(one.reference))


@owed(approves=CLOSE_ABUSIVE, what="owed.abusive_to_agree", at=lambda: reverse("desk:approvals"))
def to_agree(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Enquiries that a colleague holds for abusive."""
    for one in _standing():
        if _may_agree(acting, one, approvers_of(CLOSE_ABUSIVE, one.reference, at=acting.at)):
            yield _item("owed.abusive_to_agree", "desk:enquiry", one, is_for_second=True)


@owed(CLOSE_ABUSIVE, what="owed.abusive_to_close", at=lambda: reverse("desk:approvals"))
def to_close(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Enquiries of which two persons say that they are abusive."""
    for one in _standing():
        if not is_second_needed(acting, one.reference):
            yield _item("owed.abusive_to_close", "desk:close", one, is_approved=True)


def _item(
    what: str, place: str, laid: Proposal, *, is_for_second: bool = False, is_approved: bool = False
) -> OwedItem:  # fmt: skip
    return OwedItem(
        what=what, link=reverse(place, args=[laid.reference]), about=laid.reference, waits="waits.colleague",
        since=read_instant(laid.proposed_at), is_for_second=is_for_second, is_approved=is_approved,
        provision="house rule 6.4",
    )  # fmt: skip
