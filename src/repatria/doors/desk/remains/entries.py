"""Entries recorded wrongly: the place of a grave, a step of an item, a burial; said by one, agreed by another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.remains_corrections import RIGHT_OF_STEPS
from repatria.core.law.remains_path import ItemStep
from repatria.core.vocabulary.dates import read_instant
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.dates import instant_typed, instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.owed import OwedItem, owed
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.entries import (
    EntryView,
    entries_put_right,
    entries_waiting,
    place_standing,
    step_standing,
)
from repatria.records.remains.selectors.items import READS
from repatria.records.remains.selectors.steps import path
from repatria.records.remains.services.correcting import AGREE, PROPOSE
from repatria.records.remains.services.entries import (
    agree_entry_right,
    propose_burial_right,
    propose_grave_right,
    propose_step_right,
    refuse_entry_right,
    waiting_entry,
)
from repatria.records.remains.services.graves import LONGEST_PLACE

_AT_FIELDS = {
    "item_correction_why": "reason", "grave_cemetery": "cemetery", "grave_position": "position",
    "item_by": "step_by", "item_from": "step_from", "item_seal": "seal_number", "item_purpose": "step_purpose",
    "item_place": "store_code", "store_room": "store_code", "buried_by_two": "second",
}  # fmt: skip
_WHY = Field(name="reason", kind="text", is_required=True, label="field.entry_why")
_FIELDS = {
    "cemetery_code": "field.cemetery_code", "grave_row": "field.grave_row", "position": "field.position",
    "cemetery": "field.cemetery", "coordinates": "field.coordinates", "plan": "field.plan",
    "laid_out_by": "field.laid_out_by", "at": "field.happened_at", "seal_number": "field.seal_number",
    "store_code": "field.store_code", "by": "field.step_by", "from_whom": "field.step_from",
    "purpose": "field.step_purpose", "note": "field.step_note", "second": "field.grave_second", "rite": "field.rite",
}  # fmt: skip


def _list(subject_id: str) -> str:
    return reverse("desk:entries_put_right", args=[subject_id])


@page(READS, path="remains/entries/<str:entry_subject>", name="entries_put_right")
def entry_list(request: HttpRequest, acting: Acting, entry_subject: str) -> HttpResponse:
    """The corrections of a grave's place or of an item's path, and what of it may be put right."""
    language, is_grave = language_of(request), entry_subject.startswith("GV-")
    steps = () if is_grave else path(acting, entry_subject).steps
    return render(request, "entries_put_right.html", {
        "subject": entry_subject, "is_grave": is_grave,
        "back": reverse("desk:grave" if is_grave else "desk:remains_item", args=[entry_subject]),
        "steps": [
            one for one in steps
            if not one.is_taken_back and ItemStep(one.step) in (*RIGHT_OF_STEPS, ItemStep.BURIED)
        ],
        "lines": [(one, _changes(language, one)) for one in entries_put_right(acting, entry_subject)],
        "may_propose": may(acting, PROPOSE), "may_agree": may(acting, AGREE), "me": acting.account_id,
    })  # fmt: skip


def _changes(language: str, one: EntryView) -> list[tuple[str, str, str]]:
    def shown(name: str, text: str) -> str:
        return instant_words(language, text) if name == "at" and text else text

    return [(say(language, _FIELDS[name]), shown(name, was), shown(name, right)) for name, was, right in one.said]


@page(PROPOSE, path="remains/entries/<str:grave_id>/place", name="propose_grave_right")
def place(request: HttpRequest, acting: Acting, grave_id: str) -> HttpResponse:
    """Says that the place of a grave was recorded wrongly."""
    stood = place_standing(acting, grave_id)

    def act(entered: Entered) -> str:
        propose_grave_right(
            acting, grave_id=grave_id, cemetery_code=entered["cemetery_code"], grave_row=entered["grave_row"],
            position=entered["position"], cemetery=entered["cemetery"], laid_out_by=entered["laid_out_by"],
            coordinates=entered["coordinates"], plan=entered["plan"], reason=entered["reason"],
        )  # fmt: skip
        return _list(grave_id)

    fields = (
        Field(name="cemetery_code", is_required=True, longest=LONGEST_PLACE, value=stood["cemetery_code"]),
        Field(name="cemetery", is_required=True, value=stood["cemetery"]),
        Field(name="grave_row", longest=LONGEST_PLACE, value=stood["grave_row"]),
        Field(name="position", is_required=True, longest=LONGEST_PLACE, value=stood["position"]),
        Field(name="plan", value=stood["plan"]), Field(name="coordinates", value=stood["coordinates"]),
        Field(name="laid_out_by", is_required=True, value=stood["laid_out_by"]), _WHY,
    )  # fmt: skip
    asked = Asked(
        title="page.propose_grave_right", fields=fields, back=_list(grave_id),
        at_fields=_AT_FIELDS | {"item_by": "laid_out_by"}, intro="intro.propose_entry_right",
    )  # fmt: skip
    return ask(request, asked, act, subject=grave_id)


def _when(stood: str) -> Field:
    typed = instant_typed(read_instant(stood))
    return Field(name="happened_at", kind="instant", is_required=True, value=typed, hint="hint.instant")


@page(PROPOSE, path="remains/entries/<str:item_code>/step/<int:step_act>", name="propose_step_right")
def step(request: HttpRequest, acting: Acting, item_code: str, step_act: int) -> HttpResponse:
    """Says that a step of an item, or who buried it, was written wrongly."""
    found = {one.act_index: one.step for one in path(acting, item_code).steps}
    if found.get(step_act) == ItemStep.BURIED.value:
        return _burial(request, acting, item_code, step_act)
    stood = step_standing(acting, item_code, step_act)

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        propose_step_right(
            acting, item_code=item_code, step_index=step_act, happened_at=happened_at, by=entered["step_by"],
            from_whom=entered["step_from"], seal_number=entered["seal_number"], purpose=entered["step_purpose"],
            store_code=entered["store_code"], note=entered["step_note"], reason=entered["reason"],
        )  # fmt: skip
        return _list(item_code)

    fields = (
        _when(stood["at"]), Field(name="step_by", is_required=True, value=stood["by"]),
        Field(name="step_from", value=stood["from_whom"]), Field(name="seal_number", value=stood["seal_number"]),
        Field(name="step_purpose", value=stood["purpose"]), Field(name="store_code", value=stood["store_code"]),
        Field(name="step_note", value=stood["note"]), _WHY,
    )  # fmt: skip
    asked = Asked(
        title="page.propose_step_right", fields=fields, back=_list(item_code), at_fields=_AT_FIELDS,
        intro="intro.propose_entry_right",
    )  # fmt: skip
    return ask(request, asked, act, subject=item_code)


def _burial(request: HttpRequest, acting: Acting, item_code: str, step_act: int) -> HttpResponse:
    stood = step_standing(acting, item_code, step_act)

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        propose_burial_right(
            acting, item_code=item_code, step_index=step_act, happened_at=happened_at, by=entered["step_by"],
            second=entered["second"], rite=entered["rite"], reason=entered["reason"],
        )  # fmt: skip
        return _list(item_code)

    fields = (
        _when(stood["at"]), Field(name="step_by", is_required=True, value=stood["by"]),
        Field(name="second", is_required=True, label="field.grave_second", value=stood["second"]),
        Field(name="rite", value=stood["rite"]), _WHY,
    )  # fmt: skip
    asked = Asked(
        title="page.propose_burial_right", fields=fields, back=_list(item_code), at_fields=_AT_FIELDS,
        intro="intro.propose_entry_right",
    )  # fmt: skip
    return ask(request, asked, act, subject=item_code)


@page(AGREE, path="remains/entry-corrections/<str:entry_correction_id>/agree", name="agree_entry_right")
def agree(request: HttpRequest, acting: Acting, entry_correction_id: str) -> HttpResponse:
    """Agrees by a press."""
    row = waiting_entry(entry_correction_id)
    return act_once(request, lambda: agree_entry_right(acting, correction_id=row.pk), _list(row.subject_id))


@page(PROPOSE, path="remains/entry-corrections/<str:entry_correction_id>/refuse", name="refuse_entry_right")
def refuse(request: HttpRequest, acting: Acting, entry_correction_id: str) -> HttpResponse:
    """Does not agree, or takes one's own word back."""
    row = waiting_entry(entry_correction_id)

    def act(entered: Entered) -> str:
        refuse_entry_right(acting, correction_id=row.pk, reason=entered["reason"])
        return _list(row.subject_id)

    asked = Asked(title="page.refuse_correction", fields=(_WHY,), back=_list(row.subject_id))
    return ask(request, asked, act, subject=row.subject_id)


@owed(AGREE, what="owed.entries", at=lambda: reverse("desk:remains"))
def to_agree(acting: Acting, now: datetime) -> Iterator[OwedItem]:
    """Entries that another says are wrong: each waits until somebody agrees or refuses."""
    for number, subject, said_by in entries_waiting(acting):
        if said_by != acting.account_id:
            yield OwedItem(
                what="owed.entries", link=_list(subject), about=number, is_for_second=True, waits="waits.colleague",
                provision="house rule 6.3",
            )  # fmt: skip
