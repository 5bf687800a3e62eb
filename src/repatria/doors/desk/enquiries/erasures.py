"""Erasure that she asked for with number and words: two approve it, the head performs it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import DESTROY, destroy_key, destroy_reference, record_approval
from repatria.records.enquiries.erasures import ERASURES, asked_erasures, check_erasure_asked
from repatria.records.enquiries.erasures import erasures as asked_for
from repatria.records.vault.keyring import Purpose


def _reference(enquiry_id: str) -> str:
    return destroy_reference(Purpose.KIN, enquiry_id)


@page(ERASURES, path="erasures", name="erasures", menu="menu.erasures", is_rare=True)
def erasures(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Whose erasure was asked, by numbers."""
    rows = [(one, approvers_of(DESTROY, _reference(one.enquiry_id), at=acting.at)) for one in asked_for(acting)]
    return render(request, "erasures.html", {
        "rows": rows, "me": acting.account_id, "may_approve": may_approve(acting.roles, DESTROY),
        "may_destroy": may(acting, DESTROY),
    })  # fmt: skip


@page("access.record_approval", path="erasures/<str:enquiry_id>/approve")
def approve_erasure(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Approves that what she said be erased."""
    require(acting, ERASURES)
    check_erasure_asked(enquiry_id)

    def act() -> None:
        record_approval(acting, action=DESTROY, object_reference=_reference(enquiry_id))

    return act_once(request, act, reverse("desk:erasures"))


@page(DESTROY, path="erasures/<str:enquiry_id>/erase")
def erase(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """Destroys the key of what she said, once two approved: its records open no more."""
    require(acting, ERASURES)
    check_erasure_asked(enquiry_id)
    back = reverse("desk:erasures")

    def act(entered: Entered) -> str:
        check_erasure_asked(enquiry_id)
        destroy_key(acting, purpose=Purpose.KIN, subject=enquiry_id, reason=entered["reason"])
        return back

    fields = (Field(name="reason", is_required=True, longest=400),)
    asked = Asked(title="page.erase", fields=fields, back=back, button="button.destroy", intro="intro.erase")
    return ask(request, asked, act, subject=enquiry_id)


@owed(DESTROY, approves=DESTROY, what="owed.erasures", at=lambda: reverse("desk:erasures"))
def to_erase(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """What she asked to be erased: whoever approves owes an approval, whoever performs it the act."""
    for one in asked_erasures():
        approvers = approvers_of(DESTROY, _reference(one.enquiry_id), at=now)
        is_ready = len(approvers) > 1
        if is_ready and not may(acting, DESTROY):
            continue
        if not is_ready and (acting.account_id in approvers or not may_approve(acting.roles, DESTROY)):
            continue
        yield OwedItem(
            what="owed.erasures", link=reverse("desk:erasures"), about=one.enquiry_id, waits="waits.enquirer",
            is_for_second=not is_ready, is_approved=is_ready, provision="practice rule 26",
        )  # fmt: skip
