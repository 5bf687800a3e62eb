"""Closing an enquiry as a duplicate that the law does not see: one proposes it, another who read both agrees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.enquiry import ClosingReason
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import act_once
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.errors import SamePersonError
from repatria.records.access.proposals import Proposal, proposal, proposals, propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.enquiries.asked_again import CLOSE_DUPLICATE, are_one_asking, duplicate_reference
from repatria.records.enquiries.selectors import EnquiryView, check_open, is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """How far the closing of an enquiry in favour of another has come, and what this account may do about it now."""

    other: str
    proposed_by: str
    proposed_at: str
    agreed: tuple[str, ...]
    may_agree: bool
    may_close: bool


def _agreed(acting: Acting, laid: Proposal) -> tuple[str, ...]:
    return approvers_of(CLOSE_DUPLICATE, laid.reference, at=acting.at)


def _may_agree(acting: Acting, laid: Proposal) -> bool:
    is_another = acting.account_id not in (laid.proposed_by, *_agreed(acting, laid))
    return is_another and may_approve(acting.roles, CLOSE_DUPLICATE)


def _standing() -> tuple[Proposal, ...]:
    return tuple(
        one for one in proposals(CLOSE_DUPLICATE)
        if is_open(one.content["enquiry_id"]) and is_open(one.content["duplicate_of"])
    )  # fmt: skip


def duplicates_of(acting: Acting, view: EnquiryView) -> tuple[Duplicate, ...]:
    """What stands on the table about an open enquiry: each other one in whose favour somebody would close it."""
    return tuple(
        Duplicate(
            other=laid.content["duplicate_of"], proposed_by=laid.proposed_by, proposed_at=laid.proposed_at,
            agreed=_agreed(acting, laid), may_agree=_may_agree(acting, laid),
            may_close=may(acting, CLOSE_DUPLICATE) and bool(set(_agreed(acting, laid)) - {acting.account_id}),
        )
        for laid in _standing()
        if laid.content["enquiry_id"] == view.enquiry_id
    )  # fmt: skip


def is_laid_as_duplicate(acting: Acting, enquiry_id: str, other: str) -> bool:
    """Lays it before another person where two must agree and nobody but this account did.

    Returns:  False where it may be closed now, or is refused whatever another says.
    """
    if other == enquiry_id or not is_open(other) or are_one_asking(enquiry_id, other, by=acting.account_id):
        return False
    reference = duplicate_reference(enquiry_id, other)
    if set(approvers_of(CLOSE_DUPLICATE, reference, at=acting.at)) - {acting.account_id}:
        return False
    content = {"reason": ClosingReason.DUPLICATE.value, "enquiry_id": enquiry_id, "duplicate_of": other}
    propose(acting, action=CLOSE_DUPLICATE, reference=reference, content=content)
    return True


def settled_duplicates(enquiry_id: str) -> None:
    """Takes what was laid before another of this enquiry off the table: it is closed, whatever for."""
    for one in proposals(CLOSE_DUPLICATE):
        if one.content["enquiry_id"] == enquiry_id:
            take_away(CLOSE_DUPLICATE, one.reference)


@page("access.record_approval", path="enquiries/<str:enquiry_id>/duplicate/approve", name="approve_duplicate")
def approve_duplicate(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Agrees that an enquiry be closed as a duplicate of that other one; both are read first."""
    require(acting, "enquiries.?enquiry")

    def act() -> None:
        check_open(enquiry_id)
        reference = duplicate_reference(enquiry_id, request.POST.get("duplicate_of", ""))
        laid = proposal(CLOSE_DUPLICATE, reference)
        if laid is None:
            raise UnknownProposalError("nobody proposed to close this enquiry as a duplicate of that one")
        if laid.proposed_by == acting.account_id:
            raise SamePersonError("what one person proposes another agrees to", provision="house rule 6.4")
        record_approval(acting, action=CLOSE_DUPLICATE, object_reference=reference)

    return act_once(request, act, reverse("desk:enquiry", args=[enquiry_id]))


@owed(approves=CLOSE_DUPLICATE, what="owed.duplicate_to_agree", at=lambda: reverse("desk:approvals"))
def duplicates_to_agree(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Enquiries that a colleague holds for a second one of the same person."""
    for one in _standing():
        if _may_agree(acting, one):
            yield _item("owed.duplicate_to_agree", "desk:enquiry", one, is_for_second=True)


@owed(CLOSE_DUPLICATE, what="owed.duplicate_to_close", at=lambda: reverse("desk:approvals"))
def duplicates_to_close(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Enquiries of which two persons say that they are second ones."""
    for one in _standing():
        if set(_agreed(acting, one)) - {acting.account_id}:
            yield _item("owed.duplicate_to_close", "desk:close", one, is_approved=True)


def _item(
    what: str, place: str, laid: Proposal, *, is_for_second: bool = False, is_approved: bool = False
) -> OwedItem:  # fmt: skip
    number = laid.content["enquiry_id"]
    return OwedItem(
        what=what, link=reverse(place, args=[number]), about=number, waits="waits.colleague",
        since=read_instant(laid.proposed_at), is_for_second=is_for_second, is_approved=is_approved,
        provision="house rule 6.4",
    )  # fmt: skip
