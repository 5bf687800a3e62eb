"""Papers about a man: proceedings and their notice, a treatment certificate, the statement of his account."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.clock_words import ClockRule
from repatria.core.law.custody_facts import HisPaper
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.records.access.acting import Acting
from repatria.records.register.selectors import custody_of
from repatria.records.register.services.papers import (
    ACCOUNT,
    PROCEEDINGS,
    TREATMENT,
    record_account,
    record_proceedings,
    record_treatment,
)

_STEPS = (HisPaper.PROCEEDINGS_OPENED, HisPaper.PROCEEDINGS_NOTIFIED, HisPaper.PROCEEDINGS_ENDED)
_AT_FIELDS = {
    "signed_by": "by", "paper_reference": "reference", "duplicate_to_agency": "agency_reference",
    "trial_day": "trial_on",
}  # fmt: skip


def _first() -> Field:
    return Field(name="happened_at", kind="instant", label="field.paper_at", is_required=True, value=now_typed(),
                 hint="hint.instant")  # fmt: skip


def _reference() -> Field:
    return Field(name="reference", label="field.paper_reference", longest=200)


def _when(entered: Entered) -> datetime:
    happened_at = entered.instant("happened_at")
    assert happened_at is not None, "the form asks for it"
    return happened_at


def _back(acting: Acting, person_id: str) -> str:
    return reverse("desk:person", args=[person_id]) if may(acting, "register.?person") else reverse("desk:owed")


def _trial_day(entered: Entered) -> date | None:
    found = entered.partial_date("trial_on")
    if found is None:
        return None
    if found.month is None or found.day is None or not found.is_possible:
        raise InputError("the day of a trial is a whole date", (("trial_on", "form"),))
    return date(found.year, found.month, found.day)


@page(PROCEEDINGS, path="persons/<str:person_id>/proceedings", clocks=(ClockRule.TRIAL,))
def proceedings(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that proceedings were opened, notified, or ended."""
    custody_of(person_id)  # no such person: no form
    back = _back(acting, person_id)
    fields = (
        Field(name="step", kind="choice", options=choices(language_of(request), "his_paper", _STEPS), is_required=True),
        _first(), Field(name="by", label="field.court", longest=200), _reference(),
        Field(name="trial_on", kind="date", hint="hint.date"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_proceedings(
            acting, person_id=person_id, step=HisPaper(entered["step"]), happened_at=_when(entered),
            court=entered["by"], reference=entered["reference"], trial_on=_trial_day(entered),
        )  # fmt: skip
        return back

    asked = Asked(title="page.proceedings", fields=fields, back=back, intro="intro.proceedings", at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=person_id)


@page(TREATMENT, path="persons/<str:person_id>/treatment")
def treatment(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that he was given a treatment certificate; the duplicate went to the Agency."""
    custody_of(person_id)  # no such person: no form
    back = _back(acting, person_id)
    fields = (
        _first(), _reference(), Field(name="agency_reference", longest=200),
        Field(name="finding", longest=4000, hint="hint.finding"),
    )  # fmt: skip

    def act(entered: Entered) -> str:
        record_treatment(
            acting, person_id=person_id, happened_at=_when(entered), reference=entered["reference"],
            agency_reference=entered["agency_reference"], words=entered["finding"],
        )  # fmt: skip
        return back

    asked = Asked(title="page.treatment", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=person_id)


@page(ACCOUNT, path="persons/<str:person_id>/account")
def account_statement(request: HttpRequest, acting: Acting, person_id: str) -> HttpResponse:
    """Records that he was given the statement of his account."""
    custody_of(person_id)  # no such person: no form
    back = _back(acting, person_id)
    fields = (_first(), Field(name="by", label="field.officer", longest=200), _reference())

    def act(entered: Entered) -> str:
        record_account(
            acting, person_id=person_id, happened_at=_when(entered), signed_by=entered["by"],
            reference=entered["reference"],
        )  # fmt: skip
        return back

    asked = Asked(title="page.account_statement", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=person_id)
