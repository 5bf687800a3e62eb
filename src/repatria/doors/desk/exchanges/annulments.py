"""One crossing of a list, and taking it back where it was recorded in error: proposed by one, agreed by another."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import Proposal, proposals, propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.exchanges.selectors.lists import LISTS, crossing_of
from repatria.records.exchanges.services.annulments import ANNUL, annul_crossing, annulment_reference

LONGEST_REASON = 1000


def _proposed(crossing_id: str) -> Proposal | None:
    """What lies on the table about this crossing, as it was laid there."""
    for one in proposals(ANNUL):
        if one.content.get("crossing_id") == crossing_id and one.reference == _reference_of(one.content):
            return one
    return None


def _reference_of(content: Mapping[str, str]) -> str:
    return annulment_reference(
        crossing_id=content.get("crossing_id", ""), reason=content.get("reason", ""),
        their_reference=content.get("their_reference", ""),
    )  # fmt: skip


@page(LISTS, path="exchange-crossings/<str:crossing_id>", name="crossing")
def crossing(request: HttpRequest, acting: Acting, crossing_id: str) -> HttpResponse:
    """One crossing: where and when, what either side counted, and whether it was taken back or is to be."""
    list_id, view = crossing_of(acting, crossing_id)
    laid = None if view.annulled_by else _proposed(crossing_id)
    approved = approvers_of(ANNUL, laid.reference, at=acting.at) if laid else ()
    return render(request, "crossing.html", {
        "one": view, "list_id": list_id, "laid": laid, "approved": approved,
        "may_propose": not view.annulled_by and laid is None and may(acting, ANNUL),
        "may_approve": laid is not None and not approved and may_approve(acting.roles, ANNUL)
        and laid.proposed_by != acting.account_id,
        "may_annul": bool(approved) and may(acting, ANNUL) and acting.account_id not in approved,
        "may_read": may(acting, "exchanges.?list"),
    })  # fmt: skip


@page(ANNUL, path="exchange-crossings/<str:crossing_id>/annul", name="propose_annulment")
def propose_it(request: HttpRequest, acting: Acting, crossing_id: str) -> HttpResponse:
    """Lays before a second person that this crossing was recorded in error. Nothing is taken back by this."""
    crossing_of(acting, crossing_id)
    back = reverse("desk:crossing", args=[crossing_id])

    def act(entered: Entered) -> str:
        content = {"crossing_id": crossing_id} | {one: entered[one] for one in ("reason", "their_reference")}
        propose(acting, action=ANNUL, reference=_reference_of(content), content=content)
        return back

    fields = (
        Field(name="reason", kind="text", is_required=True, longest=LONGEST_REASON),
        Field(name="their_reference", hint="hint.receipt_annulled"),
    )  # fmt: skip
    asked = Asked(
        title="page.propose_annulment", fields=fields, back=back, button="button.propose",
        intro="intro.propose_annulment",
    )  # fmt: skip
    return ask(request, asked, act, subject=crossing_id)


def _laid(crossing_id: str) -> Proposal:
    found = _proposed(crossing_id)
    if found is None:
        raise UnknownProposalError("nobody proposed to take this crossing back, or it was changed since")
    return found


@page("access.record_approval", path="exchange-crossings/<str:crossing_id>/approve", name="approve_annulment")
def approve_it(request: HttpRequest, acting: Acting, crossing_id: str) -> HttpResponse:
    """Agrees that the crossing was recorded in error, for this reason and with this receipt."""
    require(acting, LISTS)

    def act() -> None:
        record_approval(acting, action=ANNUL, object_reference=_laid(crossing_id).reference)

    return act_once(request, act, reverse("desk:crossing", args=[crossing_id]))


@page(ANNUL, path="exchange-crossings/<str:crossing_id>/annulled", name="annul_crossing")
def decide_it(request: HttpRequest, acting: Acting, crossing_id: str) -> HttpResponse:
    """Takes the crossing back, once another agreed."""

    def act() -> None:
        laid = _laid(crossing_id)
        annul_crossing(
            acting, crossing_id=crossing_id, reason=laid.content["reason"],
            their_reference=laid.content["their_reference"],
        )  # fmt: skip
        take_away(ANNUL, laid.reference)

    return act_once(request, act, reverse("desk:crossing", args=[crossing_id]))
