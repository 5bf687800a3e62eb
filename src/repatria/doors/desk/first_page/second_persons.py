"""What waits for a second person, of every area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from repatria.doors.desk.accounts.owed import resets_to_approve
from repatria.doors.desk.first_page.today import SHOWN, as_file, first_of, grouped
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.lists import is_export
from repatria.doors.desk.frame.owed import owed_by
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.run import SECOND
from repatria.doors.desk.frame.whom import whom
from repatria.records.access.acting import Acting
from repatria.records.access.proposals import proposals
from repatria.records.access.role_table import may_approve
from repatria.records.access.services import RESET
from repatria.records.handover.services import SWITCH_ON


@page("access.record_approval", path="approvals", menu="menu.approvals")
def approvals(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everything that waits for a second person, as far as this account may see it."""
    language, now = language_of(request), current().now()
    waiting = [item for item in owed_by(acting, now).items if item.is_of_two and item.link != request.path]
    shown = waiting if is_export(request) else waiting[:SHOWN]
    names = whom(acting, (item.whom or item.about for item in shown))
    if is_export(request):
        return as_file(request, language, waiting, now, names)
    groups = grouped(language, waiting, now, of=SECOND, names=names)
    return render(request, "approvals.html", {
        "groups": groups, "first": first_of(groups),
        "seen_switches": proposals(SWITCH_ON) if may_approve(acting.roles, SWITCH_ON) else (),
        "sees_resets": may_approve(acting.roles, RESET), "resets": resets_to_approve(acting),
    })  # fmt: skip
