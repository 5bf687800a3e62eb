"""What waits for a second person, and the switch without which nobody is handed over."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.handover import check_switch
from repatria.core.law.release import BasisFacts, ReleaseBasis
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.entered import Entered, Field
from repatria.doors.desk.pages import Asked, act_once, ask, choices, language_of, may, page
from repatria.doors.desk.ports import current
from repatria.doors.desk.waiting import (
    answers_to_approve,
    answers_to_decide,
    handovers_to_authorise,
    resets_to_approve,
    weights_to_approve,
)
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import proposal, proposals, propose, take_away
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import RESET, record_approval
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.selectors import switches
from repatria.records.handover.services import SWITCH_ON, switch_off, switch_on, switch_reference
from repatria.records.matching.services import ADOPT

_FACTS = ("parole_law_notified", "commission_decided", "hostilities_ended")


@page("access.record_approval")
def approvals(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everything that waits for a second person, as far as this account may see it."""
    sees_answers = may(acting, "disclosure.?answer")
    return render(request, "desk/approvals.html", {
        "to_approve": answers_to_approve(acting) if sees_answers else (),
        "to_decide": answers_to_decide(acting) if sees_answers else (), "sees_answers": sees_answers,
        "to_authorise": handovers_to_authorise(acting) if may(acting, "handover.?handover") else (),
        "proposed": proposals(SWITCH_ON), "sees_resets": may_approve(acting.roles, RESET),
        "resets": resets_to_approve(acting), "sees_weights": may_approve(acting.roles, ADOPT),
        "weights": weights_to_approve(acting),
    })  # fmt: skip


@page("handover.switch_on")
def switch_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The grounds on which hand-overs are possible or were, and what is proposed."""
    context = {"switches": switches(in_force_only=False), "proposed": proposals(SWITCH_ON)}
    return render(request, "desk/switches.html", context)


def _switch_fields(language: str) -> tuple[Field, ...]:
    return (
        Field(name="basis", kind="choice", options=choices(language, "basis", ReleaseBasis), is_required=True),
        Field(name="legal_basis", kind="text", is_required=True, hint="hint.legal_basis"),
        Field(name="agreement_reference"),
        Field(name="parole_law_notified", kind="box"), Field(name="commission_decided", kind="box"),
        Field(name="hostilities_ended", kind="box"),
        Field(name="points", kind="text", is_required=True, hint="hint.points"),
        Field(name="transit_consents", kind="text", is_required=True, hint="hint.transit_consents"),
        Field(name="conditions", kind="text"),
    )  # fmt: skip


def _basis(content: Mapping[str, str]) -> BasisFacts:
    return BasisFacts(
        basis=ReleaseBasis(content["basis"]), agreement_reference=content["agreement_reference"],
        parole_law_notified=bool(content["parole_law_notified"]),
        commission_decided=bool(content["commission_decided"]), hostilities_ended=bool(content["hostilities_ended"]),
    )  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def reference_of(content: Mapping[str, str]) -> str:
    """The reference that approvals of this content bind: made of the content, so that a changed one matches none."""
    points, consents = _lines(content["points"]), _lines(content["transit_consents"])
    return switch_reference(_basis(content), content["legal_basis"], points, consents, content["conditions"])


@page(SWITCH_ON)
def propose_switch(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Lays the ground of hand-overs before two who approve it. Nothing is switched on by this."""

    def act(entered: Entered) -> str:
        content = dict(entered.values)
        check_switch(
            basis=ReleaseBasis(content["basis"]), legal_basis=content["legal_basis"], points=_lines(content["points"]),
            transit_consents=_lines(content["transit_consents"]),
        )  # fmt: skip
        reference = reference_of(content)
        propose(acting, action=SWITCH_ON, reference=reference, content=content)
        return reverse("desk:proposed_switch", args=[reference])

    asked = Asked(
        title="page.propose_switch", fields=_switch_fields(language_of(request)), back=reverse("desk:switches"),
        button="button.propose", intro="intro.propose_switch",
    )  # fmt: skip
    return ask(request, asked, act)


class UnknownProposalError(InputError):
    """What was laid on the table is there no longer, or is not what it was."""

    code = "desk.E002"


def _proposed(reference: str) -> Mapping[str, str]:
    found = proposal(SWITCH_ON, reference)
    if found is None or reference_of(found.content) != reference:
        raise UnknownProposalError("no such proposal, or it was changed after it was laid on the table")
    return found.content


@page("access.record_approval")
def proposed_switch(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """One proposal in full, with who approved it."""
    content = _proposed(reference)
    approvers = approvers_of(SWITCH_ON, reference, at=acting.at)
    return render(request, "desk/proposed_switch.html", {
        "content": content, "reference": reference, "approvers": approvers, "points": _lines(content["points"]),
        "consents": _lines(content["transit_consents"]), "facts": [name for name in _FACTS if content[name]],
        "has_approved": acting.account_id in approvers, "may_approve": may_approve(acting.roles, SWITCH_ON),
        "may_switch": may(acting, SWITCH_ON),
        "is_enough": len(approvers) >= 2,
    })  # fmt: skip


@page("access.record_approval")
def approve_switch(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Approves exactly this proposal."""
    _proposed(reference)
    back = reverse("desk:proposed_switch", args=[reference])
    return act_once(request, lambda: record_approval(acting, action=SWITCH_ON, object_reference=reference), back)


@page(SWITCH_ON)
def switch(request: HttpRequest, acting: Acting, reference: str) -> HttpResponse:
    """Switches hand-overs on, once two approved."""
    if request.method == "POST":
        content = _proposed(reference)
        switch_on(
            acting, basis=_basis(content), legal_basis=content["legal_basis"], points=_lines(content["points"]),
            transit_consents=_lines(content["transit_consents"]), conditions=content["conditions"],
            is_invented=current().is_demo,
        )  # fmt: skip
        take_away(SWITCH_ON, reference)
    return HttpResponseRedirect(reverse("desk:switches"))


@page("handover.switch_off")
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
