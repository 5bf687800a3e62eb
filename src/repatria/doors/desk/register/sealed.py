"""What lies sealed apart, shown to nobody: remarks that no field may hold, and photographs; and how two destroy it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import DESTROY, destroy_key, destroy_reference, record_approval
from repatria.records.register.errors import UnknownPhotographError
from repatria.records.register.selectors.photographs import kept_photographs
from repatria.records.register.selectors.reports import sealed_remarks
from repatria.records.vault.keyring import Purpose

SEE = "register.?sealed_remarks"
_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedThing:
    """One thing that lies sealed under a key of its own, by its number."""

    number: str
    what: str  # remark, photograph
    person_id: str
    marks: str
    is_destroyed: bool
    approvers: tuple[str, ...] = ()


def _things(acting: Acting) -> list[SealedThing]:
    """All of them, what stands before what was destroyed."""
    remarks = (
        SealedThing(number=one.remark_id, what="remark", person_id=one.person_id, marks=one.marks,
                    is_destroyed=one.is_destroyed)
        for one in sealed_remarks(acting)
    )  # fmt: skip
    pictures = (
        SealedThing(number=one.photograph_id, what="photograph", person_id=one.person_id, marks="",
                    is_destroyed=one.is_destroyed)
        for one in kept_photographs(acting)
    )  # fmt: skip
    return sorted((*remarks, *pictures), key=lambda one: one.is_destroyed)[:_MOST]


def _standing(acting: Acting, number: str) -> str:
    if not any(one.number == number and not one.is_destroyed for one in _things(acting)):
        raise UnknownPhotographError("nothing of this number stands")
    return destroy_reference(Purpose.VOLUNTARY, number)


@page(SEE, path="sealed", name="sealed", menu="menu.sealed", is_rare=True)
def sealed(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What lies sealed apart, by numbers."""
    rows = [
        (one, () if one.is_destroyed else approvers_of(DESTROY, destroy_reference(Purpose.VOLUNTARY, one.number),
                                                       at=acting.at))
        for one in _things(acting)
    ]  # fmt: skip
    return render(request, "sealed.html", {
        "rows": rows, "me": acting.account_id, "may_approve": may_approve(acting.roles, DESTROY),
        "may_destroy": may(acting, DESTROY), "standing": sum(not one.is_destroyed for one, _ in rows),
    })  # fmt: skip


@page("access.record_approval", path="sealed/<str:subject>/approve", name="approve_destruction")
def approve(request: HttpRequest, acting: Acting, subject: str) -> HttpResponse:
    """Approves that exactly this be destroyed."""
    require(acting, SEE)
    reference = _standing(acting, subject)

    def act() -> None:
        record_approval(acting, action=DESTROY, object_reference=reference)

    return act_once(request, act, reverse("desk:sealed"))


@page(DESTROY, path="sealed/<str:subject>/destroy", name="destroy_sealed")
def destroy(request: HttpRequest, acting: Acting, subject: str) -> HttpResponse:
    """Destroys the key of one thing, once two approved: nobody can read it any more."""
    back = reverse("desk:sealed")
    _standing(acting, subject)

    def act(entered: Entered) -> str:
        destroy_key(acting, purpose=Purpose.VOLUNTARY, subject=subject, reason=entered["reason"])
        return back

    fields = (Field(name="reason", is_required=True, longest=400),)
    asked = Asked(title="page.destroy_sealed", fields=fields, back=back, button="button.destroy",
                  intro="intro.destroy_sealed")  # fmt: skip
    return ask(request, asked, act, subject=subject)
