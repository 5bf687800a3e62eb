"""The departure of a whole list: all who are ticked leave at one hour, counted once; one act each, all or none."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.custody_facts import CustodyEvent
from repatria.core.law.roll import Presence
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.register.forms import AT_FIELDS, custody_attested, custody_fields
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import bulk_acts
from repatria.records.register.selectors.lists_out import JOURNEY, journey_list
from repatria.records.register.services import record_custody


@page("register.record_custody", path="journey-list/<str:list_id>/leave", name="leave_together")
def leave_together(request: HttpRequest, acting: Acting, list_id: str) -> HttpResponse:
    """Records that those of a list who stand here left with it; whoever stays is not ticked."""
    require(acting, JOURNEY)
    language, back = language_of(request), reverse("desk:journey_list", args=[list_id])
    waiting = [man for man in journey_list(acting, list_id) if man.presence == Presence.THERE.value]
    shown = tuple(
        (man.line.person_id, " · ".join(filter(None, (
            man.line.card_number or "", f"{man.line.surname} {man.line.first_names}".strip(), man.line.person_id
        ))))
        for man in waiting
    )  # fmt: skip
    everybody = tuple(number for number, _ in shown)
    leaving = Field(name="leaving", kind="boxes", options=shown, values=everybody, is_required=True)
    of_event = custody_fields(language, acting, CustodyEvent.DEPARTED, now_typed())
    fields = (leaving, *(replace(one, value=str(len(shown))) if one.name == "counted" else one for one in of_event))

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        with bulk_acts():  # all of them, or none
            for person_id in entered.many("leaving"):
                record_custody(
                    acting, person_id=person_id, event=CustodyEvent.DEPARTED, happened_at=happened_at,
                    holder=entered.values.get("holder", ""), attested=custody_attested(entered),
                )  # fmt: skip
        return back

    asked = Asked(title="page.leave_together", fields=fields, back=back, intro="intro.leave_together",
                  at_fields=AT_FIELDS)  # fmt: skip
    return ask(request, asked, act, subject=list_id)
