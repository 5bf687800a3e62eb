"""What was recorded wrongly of an item: a list of corrections, a step said to be wrong, what is to stand instead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.remains import DiscFound, RemainsKind
from repatria.core.law.remains_corrections import OF_DOCTORS
from repatria.core.law.remains_path import ItemStep
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.corrections import corrections, corrections_waiting
from repatria.records.remains.selectors.items import READS, item, label_of
from repatria.records.remains.selectors.steps import path
from repatria.records.remains.services.correcting import (
    AGREE,
    PROPOSE,
    agree_correction,
    propose_item_correction,
    propose_step_back,
    refuse_correction,
    waiting_correction,
)

_AT_FIELDS = {
    "item_correction_why": "reason", "remains_position": "found_where", "disc_read": "disc_says",
    "disc_left": "why_removed",
}  # fmt: skip


def _list(item_code: str) -> str:
    return reverse("desk:item_corrections", args=[item_code])


@page(READS, path="remains/items/<str:item_code>/corrections", name="item_corrections")
def correction_list(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """What was recorded first of an item, and each correction since."""
    return render(request, "remains_corrections.html", {
        "one": corrections(acting, item_code), "may_propose": may(acting, PROPOSE), "may_agree": may(acting, AGREE),
    })  # fmt: skip


@page(PROPOSE, path="remains/items/<str:item_code>/corrections/step", name="propose_step_back")
def step_back(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Says that the last step of an item was recorded wrongly."""
    code = label_of(acting, item_code)
    last = [one for one in path(acting, code).steps if not one.is_taken_back][-1:]

    def act(entered: Entered) -> str:
        propose_step_back(
            acting, item_code=code, step_index=int(entered["wrong_step"] or -1), reason=entered["reason"]
        )  # fmt: skip
        return _list(code)

    language = language_of(request)
    offered = tuple(
        (str(one.act_index), f"{word_text(language, 'item_step', one.step)} · {instant_words(language, one.at)}")
        for one in last if ItemStep(one.step) not in OF_DOCTORS
    )  # fmt: skip
    fields = (
        Field(name="wrong_step", kind="choice", options=offered or (("", "—"),), is_required=True),
        Field(name="reason", kind="text", is_required=True),
    )  # fmt: skip
    asked = Asked(
        title="page.propose_step_back", fields=fields, back=_list(code), at_fields=_AT_FIELDS,
        intro="intro.propose_step_back",
    )  # fmt: skip
    return ask(request, asked, act, subject=code)


@page(PROPOSE, path="remains/items/<str:item_code>/corrections/item", name="propose_item_correction")
def item_wrong(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Says what is to stand of an item instead."""
    one, language = item(acting, item_code), language_of(request)

    def act(entered: Entered) -> str:
        propose_item_correction(
            acting, item_code=one.item_code, kind=RemainsKind(entered["remains_kind"]),
            found_where=entered["found_where"], description=entered["remains_description"],
            disc=DiscFound(entered["disc_found"]), disc_says=entered["disc_says"],
            is_disc_left=entered.is_ticked("disc_left"), why_removed=entered["why_removed"],
            reason=entered["reason"],
        )  # fmt: skip
        return _list(one.item_code)

    fields = (
        Field(name="remains_kind", kind="radio", is_required=True, value=one.kind,
              options=choices(language, "remains_kind", RemainsKind)),
        Field(name="found_where", is_required=True, value=one.found_where),
        Field(name="remains_description", kind="text", value=one.description),
        Field(name="disc_found", kind="radio", is_required=True, value=one.disc,
              options=choices(language, "disc_found", DiscFound)),
        Field(name="disc_says", value=one.disc_says),
        Field(name="disc_left", kind="box", value="1" if one.is_disc_left else ""),
        Field(name="why_removed", value=one.why_removed), Field(name="reason", kind="text", is_required=True),
    )  # fmt: skip
    asked = Asked(
        title="page.propose_item_correction", fields=fields, back=_list(one.item_code), at_fields=_AT_FIELDS,
        intro="intro.propose_item_correction",
    )  # fmt: skip
    return ask(request, asked, act, subject=one.item_code)


@page(AGREE, path="remains/corrections/<str:correction_id>/agree", name="agree_correction")
def agree(request: HttpRequest, acting: Acting, correction_id: str) -> HttpResponse:
    """Agrees to a correction by a press."""
    row = waiting_correction(correction_id)
    return act_once(request, lambda: agree_correction(acting, correction_id=row.pk), _list(row.item_code))


@page(PROPOSE, path="remains/corrections/<str:correction_id>/refuse", name="refuse_correction")
def refuse(request: HttpRequest, acting: Acting, correction_id: str) -> HttpResponse:
    """Does not agree to a correction."""
    row = waiting_correction(correction_id)

    def act(entered: Entered) -> str:
        refuse_correction(acting, correction_id=row.pk, reason=entered["reason"])
        return _list(row.item_code)

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title="page.refuse_correction", fields=fields, back=_list(row.item_code))
    return ask(request, asked, act, subject=row.item_code)


@owed(AGREE, what="owed.corrections", at=lambda: reverse("desk:remains"))
def to_agree(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Corrections that another proposed: each waits until somebody agrees or refuses."""
    for number, code in corrections_waiting(acting):
        yield OwedItem(
            what="owed.corrections", link=_list(code), about=number, is_for_second=True,
            waits="waits.colleague", provision="house rule 6.3"
        )  # fmt: skip
