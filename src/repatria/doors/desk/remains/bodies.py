"""Examinations at the desk: what was seen of an item, group by group; teeth, marks and bones; what a family told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.vocabulary.body_record import BodyRecord, said_of
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.body_shown import shown
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.identification.selectors.beside import BESIDE
from repatria.records.remains.selectors.examinations import (
    READS_TOLD,
    antemortem_of,
    body,
    persons_of_recovery,
)
from repatria.records.remains.selectors.items import READS
from repatria.records.remains.services.examining import ASK_FAMILY, EXAMINE


@page(READS, path="remains/items/<str:item_code>/examination", name="remains_body")
def one_body(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """What was seen of an item, all examinations laid over each other, and each by itself."""
    one = body(acting, item_code)
    return render(request, "remains_body.html", {
        "one": one, "may_examine": may(acting, EXAMINE), "may_beside": may(acting, BESIDE),
        **shown(language_of(request), one.whole),
    })  # fmt: skip


@page(READS_TOLD, path="enquiries/<str:enquiry_id>/body", name="sought_body")
def sought_body(request: HttpRequest, acting: Acting, enquiry_id: str) -> HttpResponse:
    """What a family told of one who is sought, in the same groups."""
    one = antemortem_of(acting, enquiry_id)
    return render(request, "sought_body.html", {
        "one": one, "may_ask": may(acting, ASK_FAMILY), "may_beside": may(acting, BESIDE),
        **shown(language_of(request), one.whole),
    })  # fmt: skip


@page(READS, path="remains/recoveries/<str:recovered_id>/persons", name="remains_persons")
def persons(request: HttpRequest, acting: Acting, recovered_id: str) -> HttpResponse:
    """How many persons a recovery holds at least, and which bones say so."""
    return render(request, "remains_persons.html", {
        "one": persons_of_recovery(acting, recovered_id), "recovered_id": recovered_id,
    })  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Of:
    """Of whom a form says something: an item that is examined, or one who is sought."""

    back: str
    subject: str
    before: BodyRecord
    is_first: bool
    is_item: bool
    record: Callable[..., str]


def of_item(acting: Acting, item_code: str, record: Callable[..., str]) -> Of:
    """An item, with what examinations of it say."""
    one = body(acting, item_code)
    return Of(
        back=reverse("desk:remains_body", args=[one.item_code]), subject=one.item_code, before=one.whole,
        is_first=not one.examinations, is_item=True, record=record,
    )  # fmt: skip


def of_enquiry(acting: Acting, enquiry_id: str, record: Callable[..., str]) -> Of:
    """One who is sought, with what was told of him."""
    one = antemortem_of(acting, enquiry_id)
    return Of(
        back=reverse("desk:sought_body", args=[enquiry_id]), subject=enquiry_id, before=one.whole,
        is_first=not one.tellings, is_item=False, record=record,
    )  # fmt: skip


def changed(fields: Iterable[Any], before: BodyRecord) -> tuple[Any, ...]:
    """The answers that differ from what stands, so that a later record says nothing a second time."""
    return tuple(one for one in fields if one != said_of(before, one.field))
