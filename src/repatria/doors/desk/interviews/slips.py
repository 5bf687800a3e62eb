"""The page on which a sealed slip of his is taken in. It shows nothing of him, and asks nothing that the slip says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.contact import SlipWay
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import fold_number
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.register.selectors.whole import person_of_card
from repatria.records.register.services.slips import RECEIVE, receive_slip


@page(RECEIVE, path="slips", menu="menu.slip")
def slip(request: HttpRequest, acting: Acting) -> HttpResponse:
    """His slip came: nothing that he allowed is used until he was asked anew."""
    fields = (
        Field(name="whom", label="field.number_or_card", is_required=True, longest=60),
        Field(name="way", kind="choice", is_required=True, options=choices(language_of(request), "slip_way", SlipWay)),
        Field(name="received_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        number, received_at = fold_number(entered["whom"]), entered.instant("received_at")
        person_id = number if number.startswith("P-") else person_of_card(entered["whom"])
        if not person_id:
            raise InputError("nobody has this number or card", (("whom", "nobody"),))
        assert received_at is not None, "the form asks for it"
        receive_slip(acting, person_id=person_id, way=SlipWay(entered["way"]), received_at=received_at)
        return reverse("desk:slip")

    return ask(request, Asked(title="page.slip", fields=fields, back=reverse("desk:owed"), intro="intro.slip"), act)
