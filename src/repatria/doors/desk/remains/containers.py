"""Coffins, bags and boxes at the desk: which there are, what lies in one, and packing, opening, sealing again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.remains_containers import (
    CLOSED_BY,
    ContainerKind,
    ContainerState,
    ContainerStep,
    container_steps_from,
)
from repatria.core.vocabulary.papers_remains import LabelSize
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.labels import sheet_of_labels, size_asked
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import READS, SEES
from repatria.records.remains.selectors.samples import container, containers, contents
from repatria.records.remains.services.containers import (
    LONGEST_NUMBER,
    PACK,
    record_container,
    record_container_step,
)

_COLUMNS = (
    "column.container_number", "column.container_kind", "column.container_state", "column.container_seal",
    "column.container_items",
)  # fmt: skip
_AT_FIELDS = {
    "packed_by_two": "second", "item_seal": "seal_number", "packed_items": "item_codes",
    "container_why_opened": "reason",
}  # fmt: skip


@page(SEES, path="remains/containers", name="remains_containers")
def container_list(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The containers by the numbers that they bear."""
    language = language_of(request)
    rows = [
        Row(
            cells=(
                one.written, word_text(language, "container_kind", one.kind),
                word_text(language, "container_state", one.state), one.seal_number or "—", str(one.items),
            ),
            link=reverse("desk:remains_container", args=[one.container_id]) if may(acting, READS) else "",
            tone="waiting" if one.state == ContainerState.OPENED.value else "",
        )
        for one in containers(acting)
    ]  # fmt: skip
    return table_page(
        request, title="page.remains_containers", columns=_COLUMNS, rows=rows, empty="empty.remains_containers",
        actions=[("page.record_container", reverse("desk:record_container"))] if may(acting, PACK) else [],
    )  # fmt: skip


@page(PACK, path="remains/containers/new", name="record_container")
def new_container(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records a coffin, bag or box."""

    def act(entered: Entered) -> str:
        number = record_container(
            acting, kind=ContainerKind(entered["container_kind"]), written=entered["container_number"]
        )  # fmt: skip
        return reverse("desk:remains_container", args=[number])

    fields = (
        Field(name="container_kind", kind="radio", is_required=True,
              options=choices(language_of(request), "container_kind", ContainerKind)),
        Field(name="container_number", is_required=True, longest=LONGEST_NUMBER, hint="hint.container_number"),
    )  # fmt: skip
    asked = Asked(title="page.record_container", fields=fields, back=reverse("desk:remains_containers"))
    return ask(request, asked, act)


@page(READS, path="remains/containers/<str:container_id>", name="remains_container")
def one_container(request: HttpRequest, acting: Acting, container_id: str) -> HttpResponse:
    """One container: what lies within, each step, and what may follow."""
    one = container(acting, container_id)
    steps = container_steps_from(ContainerState(one.line.state)) if may(acting, PACK) else ()
    return render(request, "remains_container.html", {
        "one": one, "line": one.line, "next_steps": [step.value for step in steps], "sizes": list(LabelSize),
    })  # fmt: skip


@page(READS, path="remains/containers/<str:container_id>/label.pdf", name="container_label")
def one_label(request: HttpRequest, acting: Acting, container_id: str) -> HttpResponse:
    """The label of one coffin, bag or box with its record number, in the size that is asked for."""
    number = container(acting, container_id).line.container_id
    return sheet_of_labels(request, f"label-{number}", size_asked(request), (number,))


@page(PACK, path="remains/containers/<str:container_id>/<str:container_step>", name="container_step")
def take_step(request: HttpRequest, acting: Acting, container_id: str, container_step: str) -> HttpResponse:
    """Records that a container was packed, opened, sealed again or emptied."""
    if container_step not in {one.value for one in ContainerStep}:
        raise Http404
    step, within = ContainerStep(container_step), contents(acting, container_id)
    back = reverse("desk:remains_container", args=[container_id])

    def act(entered: Entered) -> str:
        happened_at, said = entered.instant("happened_at"), entered.values.get
        assert happened_at is not None, "the form asks for it"
        record_container_step(
            acting, container_id=container_id, step=step, happened_at=happened_at, by=entered["packed_by"],
            second=entered["second"], seal_number=said("seal_number", ""),
            item_codes=entered.lines("item_codes") if step in CLOSED_BY else (), reason=said("reason", ""),
        )  # fmt: skip
        return back

    fields = [
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="packed_by", is_required=True, hint="hint.step_by"),
        Field(name="second", label="field.packed_second", is_required=True),
    ]  # fmt: skip
    if step in CLOSED_BY:
        fields.append(Field(
            name="item_codes", kind="text", is_required=True, value="\n".join(within), hint="hint.item_codes"
        ))  # fmt: skip
    else:
        fields.append(Field(name="reason", is_required=True))
    if step is not ContainerStep.EMPTIED:
        label = "field.seal_found" if step is ContainerStep.OPENED else "field.seal_number"
        fields.append(Field(name="seal_number", label=label, is_required=True))
    asked = Asked(title=f"container_step.{step.value}", fields=tuple(fields), back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=container_id)
