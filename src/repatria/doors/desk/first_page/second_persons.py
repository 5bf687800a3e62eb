"""What waits for a second person, of every area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.doors.desk.accounts.owed import resets_to_approve
from repatria.doors.desk.enquiries.owed import answers_to_approve, answers_to_decide
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.handovers.owed import handovers_to_authorise
from repatria.doors.desk.matching.owed import weights_to_approve
from repatria.records.access.acting import Acting
from repatria.records.access.proposals import proposals
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import RESET
from repatria.records.handover.services import SWITCH_ON
from repatria.records.matching.services import ADOPT


@page("access.record_approval", path="approvals", menu="page.approvals")
def approvals(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everything that waits for a second person, as far as this account may see it."""
    sees_answers = may(acting, "disclosure.?answer")
    return render(request, "approvals.html", {
        "to_approve": answers_to_approve(acting) if sees_answers else (),
        "to_decide": answers_to_decide(acting) if sees_answers else (), "sees_answers": sees_answers,
        "to_authorise": handovers_to_authorise(acting) if may(acting, "handover.?handover") else (),
        "proposed": proposals(SWITCH_ON), "sees_resets": may_approve(acting.roles, RESET),
        "resets": resets_to_approve(acting), "sees_weights": may_approve(acting.roles, ADOPT),
        "weights": weights_to_approve(acting),
    })  # fmt: skip
