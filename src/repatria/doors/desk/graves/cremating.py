"""Cremation at the desk: a doctor proposes it, the head agrees or refuses, a doctor records that it was done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.remains_graves import ASHES, AshesGround
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices
from repatria.doors.desk.graves.burying import two_who_did_it, when_field
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.graves import cremations_waiting
from repatria.records.remains.selectors.items import label_of
from repatria.records.remains.services.cremating import (
    AGREE,
    CREMATE,
    PROPOSE,
    agree_cremation,
    cremate,
    order_row,
    propose_cremation,
    refuse_cremation,
)

_AT_FIELDS = {
    "burnt_by_two": "second", "ashes_reason": "ashes_reason", "ashes_said_by": "said_by", "ashes_urn": "urn",
    "cremation_why": "reason",
    "burnt_after_agreed": "happened_at", "cremation_in_time": "happened_at",
}  # fmt: skip
_CODE = 60


def _rest(item_code: str) -> str:
    return reverse("desk:remains_rest", args=[item_code])


@page(PROPOSE, path="remains/items/<str:item_code>/cremation", name="propose_cremation")
def propose(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Proposes that a body is burnt, and on which ground."""
    code = label_of(acting, item_code)

    def act(entered: Entered) -> str:
        propose_cremation(
            acting, item_code=code, ground=AshesGround(entered["ashes_ground"]), said_by=entered["said_by"],
            reason=entered["ashes_reason"],
        )  # fmt: skip
        return _rest(code)

    fields = (
        Field(name="ashes_ground", kind="radio", is_required=True,
              options=choices(language_of(request), "ashes_ground", AshesGround)),
        Field(name="ashes_reason", is_required=True, kind="text", hint="hint.ashes_reason"),
        Field(name="said_by", is_required=True, label="field.ashes_said_by"),
    )  # fmt: skip
    asked = Asked(
        title="page.propose_cremation", fields=fields, back=_rest(code), at_fields=_AT_FIELDS,
        intro="intro.propose_cremation",
    )  # fmt: skip
    return ask(request, asked, act, subject=code)


@page(AGREE, path="remains/cremations/<str:cremation_id>/agree", name="agree_cremation")
def agree(request: HttpRequest, acting: Acting, cremation_id: str) -> HttpResponse:
    """Agrees by a press."""
    row = order_row(cremation_id)
    return act_once(request, lambda: agree_cremation(acting, cremation_id=row.pk), _rest(row.item_code))


@page(AGREE, path="remains/cremations/<str:cremation_id>/refuse", name="refuse_cremation")
def refuse(request: HttpRequest, acting: Acting, cremation_id: str) -> HttpResponse:
    """Refuses it, with a reason."""
    row = order_row(cremation_id)

    def act(entered: Entered) -> str:
        refuse_cremation(acting, cremation_id=row.pk, reason=entered["reason"])
        return _rest(row.item_code)

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title="page.refuse_cremation", fields=fields, back=_rest(row.item_code), at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=row.item_code)


@page(CREMATE, path="remains/items/<str:item_code>/cremate", name="cremate")
def burnt(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records that a body was burnt as it was agreed to."""
    code = label_of(acting, item_code)

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        cremate(
            acting, item_code=code, happened_at=happened_at, by=entered["grave_by"], second=entered["second"],
            urn=entered["urn"],
        )  # fmt: skip
        return _rest(code)

    fields = (when_field(), *two_who_did_it(), Field(name="urn", is_required=True, longest=_CODE))
    asked = Asked(
        title="page.cremate", fields=fields, back=_rest(code), at_fields=_AT_FIELDS, intro="intro.cremate"
    )  # fmt: skip
    return ask(request, asked, act, subject=code)


@owed(AGREE, what="owed.cremations", at=lambda: reverse("desk:remains"))
def to_agree(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Cremations that another proposed: each waits until the head agrees or refuses."""
    for number, code, proposed_by in cremations_waiting(acting):
        if proposed_by != acting.account_id:
            yield OwedItem(
                what="owed.cremations", link=_rest(code), about=number, is_for_second=True, waits="waits.colleague",
                provision=ASHES,
            )  # fmt: skip
