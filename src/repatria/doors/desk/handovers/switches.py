"""What waits for a second person, and the switch without which nobody is handed over."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.handover import check_switch
from repatria.core.law.release import ReleaseBasis
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.errors import UnknownProposalError
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.handovers.forms import basis_of, lines_of, reference_of, switch_fields
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import proposal, proposals, propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import record_approval
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.selectors import switches
from repatria.records.handover.services import SWITCH_ON, switch_off, switch_on


@page("handover.switch_on", path="switches", name="switches", menu="menu.switches", is_rare=True)
def switch_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The grounds on which hand-overs are possible or were, and what is proposed."""
    context = {"switches": switches(in_force_only=False), "proposed": proposals(SWITCH_ON)}
    return render(request, "switches.html", context)


@page(SWITCH_ON, path="switches/new")
def propose_switch(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays the ground of hand-overs before two who approve it. Nothing is switched on by this."""

    def act(entered: Entered) -> str:
        content = dict(entered.values)
        check_switch(
            basis=ReleaseBasis(content["basis"]), legal_basis=content["legal_basis"],
            points=lines_of(content["points"]), transit_consents=lines_of(content["transit_consents"]),
        )  # fmt: skip
        reference = reference_of(content)
        propose(acting, action=SWITCH_ON, reference=reference, content=content)
        return reverse("desk:proposed_switch", args=[reference])

    asked = Asked(
        title="page.propose_switch", fields=switch_fields(language_of(request)), back=reverse("desk:switches"),
        button="button.propose", intro="intro.propose_switch",
    )  # fmt: skip
    return ask(request, asked, act)


def _proposed(reference: str) -> Mapping[str, str]:
    found = proposal(SWITCH_ON, reference)
    if found is None or reference_of(found.content) != reference:
        raise UnknownProposalError("no such proposal, or it was changed after it was laid on the table")
    return found.content


@page("access.record_approval", path="switches/proposed/<str:reference>")
def proposed_switch(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """One proposal in full, with who approved it."""
    content = _proposed(reference)
    approvers = approvers_of(SWITCH_ON, reference, at=acting.at)
    return render(request, "proposed_switch.html", {
        "content": content, "reference": reference, "approvers": approvers, "points": lines_of(content["points"]),
        "consents": lines_of(content["transit_consents"]),
        "has_approved": acting.account_id in approvers, "may_approve": may_approve(acting.roles, SWITCH_ON),
        "may_switch": may(acting, SWITCH_ON),
        "is_enough": len(approvers) >= 2,
    })  # fmt: skip


@page("access.record_approval", path="switches/proposed/<str:reference>/approve")
def approve_switch(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Approves exactly this proposal."""
    _proposed(reference)
    back = reverse("desk:proposed_switch", args=[reference])
    return act_once(request, lambda: record_approval(acting, action=SWITCH_ON, object_reference=reference), back)


@page(SWITCH_ON, path="switches/proposed/<str:reference>/on")
def switch(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Switches hand-overs on, once two approved."""
    if request.method == "POST":
        content = _proposed(reference)
        switch_on(
            acting, basis=basis_of(content), legal_basis=content["legal_basis"], points=lines_of(content["points"]),
            transit_consents=lines_of(content["transit_consents"]), conditions=content["conditions"],
            is_invented=current().is_demo,
        )  # fmt: skip
        take_away(SWITCH_ON, reference)
        return going_on(request, reverse("desk:switches"))
    return HttpResponseRedirect(reverse("desk:switches"))


@page("handover.switch_off", path="switches/<str:switch_id>/off", name="switch_off")
def off(request: HttpRequest, acting: Acting, switch_id: str) -> HttpResponse:
    """Ends a switch."""
    back = reverse("desk:switches")

    def act(entered: Entered) -> str:
        switch_off(acting, switch_id=switch_id, reason=entered["reason"])
        return back

    if switch_id not in {one.switch_id for one in switches()}:
        raise UnknownHandoverError("no such switch in force")
    fields = (Field(name="reason", is_required=True),)
    return ask(request, Asked(title="page.switch_off", fields=fields, back=back), act, subject=switch_id)
