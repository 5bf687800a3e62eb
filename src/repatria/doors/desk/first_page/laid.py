"""What one laid before others, on one's own first page, until it is settled or taken back."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.doors.desk.frame.asking import act_once
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.records.access.acting import Acting
from repatria.records.access.proposals import proposals_of, take_back

_NAMED_BY = ("account_id", "key", "enquiry_id")
SAID = {
    "access.grant_roles": "laid.grant_roles", "access.open_migration": "laid.open_migration",
    "access.reset_credentials": "laid.reset_credentials", "consequences.decide_consequence": "laid.decide_consequence",
    "enquiries.close_as_abusive": "laid.close_as_abusive",
    "enquiries.close_as_duplicate": "laid.close_as_duplicate", "handover.switch_on": "laid.switch_on",
    "matching.adopt_weights": "laid.adopt_weights",
}  # fmt: skip
"""How each action that is laid before others is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """One proposal: what it is, of which record, and since when it waits."""

    what: str
    about: str
    proposed_at: str
    action: str
    reference: str


def laid_before_others(language: str, acting: Acting) -> tuple[Laid, ...]:
    """This account's own proposals that wait."""
    found = []
    for one in proposals_of(acting.account_id):
        named = next((one.content[name] for name in _NAMED_BY if one.content.get(name)), "")
        is_record = one.reference[1:2] == "-" and one.reference[:1].isupper()
        found.append(Laid(
            what=say(language, SAID.get(one.action, "laid.other")), about=named or (one.reference if is_record else ""),
            proposed_at=one.proposed_at, action=one.action, reference=one.reference,
        ))  # fmt: skip
    return tuple(found)


@page(path="laid/take-back", name="take_back")
def take_one_back(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Takes one's own proposal off the table."""

    def act() -> None:
        take_back(acting, action=request.POST.get("action", ""), reference=request.POST.get("reference", ""))

    return act_once(request, act, reverse("desk:owed"))
