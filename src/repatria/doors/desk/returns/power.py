"""Whose dead an item is that came in a batch: what was said, said by one, reviewed by two others, taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.return_power import STANDING, PowerState
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.returns.errors import UnknownPowerError
from repatria.records.returns.selectors.power import READS, power_of_item
from repatria.records.returns.services.power import ASSERT, REVIEW, WITHDRAW, assert_power, review_power, withdraw_power

_AT_FIELDS = {
    "power_named": "batch_power", "power_of_sender": "batch_power", "power_grounds": "power_grounds",
    "power_why_disputed": "power_said",
}  # fmt: skip


def _current(acting: Acting, item_code: str) -> str:
    """The number of the word that stands.  Raises: UnknownPowerError."""
    found = next((one for one in power_of_item(acting, item_code).claims if one.state in STANDING), None)
    if found is None:
        raise UnknownPowerError("nobody said whose this is")
    return found.claim_id


@page(READS, path="batch-power/<str:item_code>", name="item_power",
      clocks=(ClockRule.POWER_REVIEW, ClockRule.GOES_BACK))  # fmt: skip
def one(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """What was said of whose dead an item is, by whom, and what may follow."""
    view = power_of_item(acting, item_code)
    state = view.claims[0].state if view.claims else None
    return render(request, "item_power.html", {
        "one": view, "may_assert": may(acting, ASSERT) and state not in STANDING,
        "may_review": may(acting, REVIEW) and state in STANDING,
        "may_withdraw": may(acting, WITHDRAW) and state is PowerState.ASSERTED,
    })  # fmt: skip


@page(ASSERT, path="batch-power/<str:item_code>/assert", name="assert_power")
def say_whose(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Says whose dead an item is."""
    back = reverse("desk:item_power", args=[item_code])

    def act(entered: Entered) -> str:
        assert_power(acting, item_code=item_code, power=entered["batch_power"], grounds=entered["power_grounds"])
        return back

    fields = (
        Field(name="batch_power", is_required=True, longest=16),
        Field(name="power_grounds", kind="text", is_required=True, hint="hint.power_grounds"),
    )  # fmt: skip
    asked = Asked(title="page.assert_power", fields=fields, back=back, intro="intro.assert_power", at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=item_code)


@page(REVIEW, path="batch-power/<str:item_code>/review", name="review_power")
def review(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Agrees with what was said of whose dead an item is, or does not."""
    back = reverse("desk:item_power", args=[item_code])

    def act(entered: Entered) -> str:
        review_power(
            acting, claim_id=_current(acting, item_code), agrees=entered["power_verdict"] == "agreed",
            said=entered["power_said"],
        )  # fmt: skip
        return back

    fields = (
        Field(name="power_verdict", kind="radio", is_required=True,
              options=choices(language_of(request), "power_verdict", ("agreed", "disputed"))),
        Field(name="power_said", kind="text", hint="hint.power_said"),
    )  # fmt: skip
    asked = Asked(title="page.review_power", fields=fields, back=back, intro="intro.review_power", at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=item_code)


@page(WITHDRAW, path="batch-power/<str:item_code>/withdraw", name="withdraw_power")
def withdraw(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Takes back what was said of whose dead an item is."""
    back = reverse("desk:item_power", args=[item_code])

    def act(entered: Entered) -> str:
        withdraw_power(acting, claim_id=_current(acting, item_code), reason=entered["reason"])
        return back

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title="page.withdraw_power", fields=fields, back=back, intro="intro.withdraw_power")
    return ask(request, asked, act, subject=item_code)
