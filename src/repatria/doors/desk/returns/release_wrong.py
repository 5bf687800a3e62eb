"""A release that was recorded wrongly: said by one, agreed or refused by another; and what of releases is owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.family_release import RULE, ReleaseState
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.releases import releases_waiting
from repatria.records.returns.services.release import RELEASE
from repatria.records.returns.services.release_wrong import (
    AGREE_BACK,
    ASK_BACK,
    agree_release_back,
    ask_release_back,
    refuse_release_back,
)

_AT_FIELDS = {"release_why": "reason"}


def _back(given_id: str) -> str:
    return reverse("desk:remains_release", args=[given_id])


@page(ASK_BACK, path="remains-releases/<str:given_id>/wrong", name="ask_release_back")
def ask_back(request: HttpRequest, acting: Acting, given_id: str) -> HttpResponse:
    """Says that a release was recorded wrongly."""

    def act(entered: Entered) -> str:
        ask_release_back(acting, given_id=given_id, reason=entered["reason"])
        return reverse("desk:proposed_release", args=[given_id])

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(
        title="page.ask_release_back", fields=fields, back=_back(given_id), at_fields=_AT_FIELDS,
        intro="intro.ask_release_back",
    )  # fmt: skip
    return ask(request, asked, act, subject=given_id)


@page(AGREE_BACK, path="remains-releases/<str:given_id>/wrong/agree", name="agree_release_back")
def agree_back(request: HttpRequest, acting: Acting, given_id: str) -> HttpResponse:
    """Agrees by a press that a release was recorded wrongly."""
    back = reverse("desk:proposed_release", args=[given_id])
    return act_once(request, lambda: agree_release_back(acting, given_id=given_id), back)


@page(ASK_BACK, path="remains-releases/<str:given_id>/wrong/refuse", name="refuse_release_back")
def refuse_back(request: HttpRequest, acting: Acting, given_id: str) -> HttpResponse:
    """Does not agree: the release stands."""

    def act(entered: Entered) -> str:
        refuse_release_back(acting, given_id=given_id, reason=entered["reason"])
        return reverse("desk:proposed_release", args=[given_id])

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title="page.refuse_release_back", fields=fields, back=_back(given_id), at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=given_id)


def _releases() -> str:
    return reverse("desk:remains_releases")


@owed(RELEASE, what="owed.releases_to_give", at=_releases)
def to_give(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Releases that another proposed: each waits until somebody gives what it names, or declines it."""
    for one in releases_waiting(acting, ReleaseState.PROPOSED):
        if one.proposed_by != acting.account_id:
            yield OwedItem(
                what="owed.releases_to_give", link=reverse("desk:proposed_release", args=[one.given_id]),
                about=one.given_id, is_for_second=True, waits="waits.enquirer", provision=RULE,
            )  # fmt: skip


@owed(AGREE_BACK, what="owed.releases_wrong", at=_releases)
def wrong(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Releases of which another said that they were recorded wrongly."""
    for one in releases_waiting(acting, ReleaseState.BACK_ASKED):
        if one.asked_by != acting.account_id:
            yield OwedItem(
                what="owed.releases_wrong", link=reverse("desk:proposed_release", args=[one.given_id]),
                about=one.given_id, is_for_second=True, waits="waits.colleague", provision=RULE,
            )  # fmt: skip
