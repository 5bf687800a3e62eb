"""The path of an item at the desk: where it is, its next step, and the stores with the room that is left."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.remains_path import HANDED, OWN_ACTS, ItemState, ItemStep, steps_from
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import READS, SEES, label_of
from repatria.records.remains.selectors.steps import path, stores
from repatria.records.remains.services.steps import (
    LONGEST_STORE,
    OPEN,
    STEP,
    open_store,
    record_step,
)

_STORES = ("column.store_code", "column.store_kept_at", "column.store_items", "column.store_left")
_AT_FIELDS = {
    "item_by": "step_by", "item_from": "step_from", "item_seal": "seal_number", "item_purpose": "step_purpose",
    "item_place": "store_code", "store_room": "store_code",
}  # fmt: skip


@page(READS, path="remains/items/<str:item_code>/path", name="remains_path")
def one_path(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """How an item came to where it is, and what may follow."""
    one = path(acting, item_code)
    return render(request, "remains_path.html", {
        "one": one, "next_steps": [step.value for step in steps_from(ItemState(one.state)) if step not in OWN_ACTS],
        "may_step": may(acting, STEP),
    })  # fmt: skip


def _fields(step: ItemStep, acting: Acting) -> tuple[Field, ...]:
    fields = [
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="step_by", is_required=True, hint="hint.step_by"),
    ]  # fmt: skip
    if step in HANDED:
        fields += [
            Field(name="step_from", is_required=True), Field(name="seal_number", is_required=True),
            Field(name="step_purpose", is_required=True),
        ]  # fmt: skip
    if step is ItemStep.STORED or step in HANDED:
        offered = tuple((one.store_code, f"{one.store_code}: {one.items}/{one.capacity}") for one in stores(acting))
        fields.append(Field(
            name="store_code", kind="choice", options=(("", "—"), *offered), is_required=step is ItemStep.STORED
        ))  # fmt: skip
    return (*fields, Field(name="step_note", kind="text"))


@page(STEP, path="remains/items/<str:item_code>/step/<str:item_step>", name="remains_step")
def take_step(request: HttpRequest, acting: Acting, item_code: str, item_step: str) -> HttpResponse:
    """Records a step of an item."""
    code = label_of(acting, item_code)
    if item_step not in {one.value for one in ItemStep if one not in OWN_ACTS}:
        raise Http404
    step = ItemStep(item_step)
    back = reverse("desk:remains_path", args=[code])

    def act(entered: Entered) -> str:
        happened_at, said = entered.instant("happened_at"), entered.values.get
        assert happened_at is not None, "the form asks for it"
        record_step(
            acting, item_code=code, step=step, happened_at=happened_at, by=entered["step_by"],
            from_whom=said("step_from", ""), seal_number=said("seal_number", ""), purpose=said("step_purpose", ""),
            store_code=said("store_code", ""), note=entered["step_note"],
        )  # fmt: skip
        return back

    fields = _fields(step, acting)
    asked = Asked(title=f"item_step.{step.value}", fields=fields, back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=code)


@page(SEES, path="remains/stores", name="remains_stores")
def store_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The stores with the room that is left."""
    rows = [
        Row(
            cells=(one.store_code, one.kept_at, str(one.items), str(max(0, one.capacity - one.items))),
            tone="late" if one.items >= one.capacity else "",
        )
        for one in stores(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.remains_stores", columns=_STORES, rows=rows, empty="empty.remains_stores",
        actions=[("page.open_store", reverse("desk:open_store"))] if may(acting, OPEN) else [],
    )  # fmt: skip


@page(OPEN, path="remains/stores/new", name="open_store")
def new_store(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records a store and its capacity, or that it changed."""

    def act(entered: Entered) -> str:
        open_store(
            acting, store_code=entered["store_code"], capacity=entered.number("store_capacity") or 0,
            kept_at=entered["store_kept_at"],
        )  # fmt: skip
        return reverse("desk:remains_stores")

    fields = (
        Field(name="store_code", is_required=True, longest=LONGEST_STORE),
        Field(name="store_capacity", kind="number", is_required=True),
        Field(name="store_kept_at", is_required=True, longest=LONGEST_STORE),
    )  # fmt: skip
    asked = Asked(title="page.open_store", fields=fields, back=reverse("desk:remains_stores"), intro="intro.open_store")
    return ask(request, asked, act)
