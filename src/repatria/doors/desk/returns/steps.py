"""The next step of a batch: what is attested is asked for, what the house knows is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.return_batch import BY_TWO, STEPS, BatchEvent, BatchState, SpotContainer
from repatria.core.law.return_scans import container_of
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.remains_codes import fold_remains_code
from repatria.doors.desk.frame.acting import may
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.returns.forms import at_field, instant_in, two_fields, whole_day
from repatria.records.access.acting import Acting, require
from repatria.records.access.services import record_approval
from repatria.records.remains.selectors.items import READS as READS_ITEM
from repatria.records.returns.selectors.batches import READS, batch, batch_summary, lines_by_label, lines_by_number
from repatria.records.returns.services.batches import CHECK
from repatria.records.returns.services.steps import END_BATCH, STEP, ending_reference, record_batch_step

_E = BatchEvent
_AT_FIELDS = {
    "list_handed_by": "by", "batch_reference": "reference", "batch_agreed_on": "agreed_on", "batch_place": "place",
    "batch_window": "window", "batch_participants": "participants", "by_two": "second", "vehicle_seal": "seal_number",
    "batch_carrier": "carrier", "carrier_is_own": "carrier", "spot_check_by": "neutral_who",
    "spot_check_of": "spot_numbers", "spot_check_found": "reference", "spot_container_seals": "spot_boxes",
    "handed_receipt": "reference",
    "why_no_spot_check": "reason", "signed_protocol": "reference", "aborting_authority": "authority",
    "aborting_reason": "reason",
}  # fmt: skip
_LABELS = {
    _E.SPOT_CHECKED: "field.spot_found", _E.HANDED_OVER: "field.handed_receipt", _E.CLOSED: "field.signed_protocol",
}  # fmt: skip
_PAIRS = {
    _E.HANDED_OVER: ("field.given_by", "field.taken_by"), _E.CLOSED: ("field.signed_for_us", "field.signed_for_them"),
}  # fmt: skip


def _fields(event: BatchEvent, state: BatchState) -> list[Field]:
    fields = [at_field()]
    if event is _E.ABORTED:
        return [
            *fields, Field(name="authority", label="field.batch_authority", is_required=True),
            Field(name="reason", is_required=True),
        ]  # fmt: skip
    if event in BY_TWO:
        fields += two_fields(*_PAIRS.get(event, ("field.batch_by", "field.batch_second")))
    if event is _E.LIST_EXCHANGED:
        fields.append(Field(name="by", label="field.list_handed_by", is_required=True))
    if event is _E.AGREED:
        fields += [
            Field(name="agreed_on", kind="date", is_required=True), Field(name="window", label="field.batch_window",
                                                                          is_required=True),
            Field(name="participants", label="field.batch_participants", kind="text", is_required=True),
        ]  # fmt: skip
    if event in (_E.AGREED, _E.HANDED_OVER):
        fields.append(Field(name="place", label="field.batch_place", is_required=True))
    if event in (_E.SEALED, _E.DISPATCHED, _E.AT_BORDER):
        fields.append(Field(name="seal_number", label="field.vehicle_seal", is_required=True, longest=40))
    if event is _E.DISPATCHED:
        fields.append(Field(name="carrier", label="field.batch_carrier", is_required=True, hint="hint.batch_carrier"))
    if event is _E.SPOT_CHECKED:
        fields += [
            Field(name="neutral_who", label="field.neutral_who", is_required=True),
            Field(name="spot_numbers", kind="text", hint="hint.spot_numbers"),
            Field(name="spot_boxes", kind="text", hint="hint.spot_boxes"),
        ]  # fmt: skip
    if event in (_E.LIST_EXCHANGED, _E.AGREED, *_LABELS):
        fields.append(Field(name="reference", label=_LABELS.get(event, "field.batch_paper"), is_required=True))
    if event is _E.HANDED_OVER and state is BatchState.AT_BORDER:
        fields.append(Field(name="reason", label="field.why_no_spot_check", is_required=True))
    return fields


@page(STEP, path="batches/<str:batch_id>/step/<str:batch_event>", name="batch_step")
def take_step(request: HttpRequest, acting: Acting, batch_id: str, batch_event: str) -> HttpResponse:
    """Records the next step of a batch."""
    summary = batch_summary(acting, batch_id)
    if batch_event not in {one.value for one in STEPS}:
        raise Http404
    event = BatchEvent(batch_event)
    back = reverse("desk:batch", args=[summary.batch_id])

    def act(entered: Entered) -> str:
        names = ("by", "second", "place", "window", "participants", "carrier", "neutral_who", "seal_number",
                 "reference", "reason", "authority")  # fmt: skip
        said: dict[str, Any] = {name: entered.values[name] for name in names if name in entered.values}
        record_batch_step(
            acting, batch_id=batch_id, event=event, happened_at=instant_in(entered),
            spot_lines=_lines(acting, entered, summary.batch_id),
            spot_containers=_boxes(acting, entered, summary.batch_id),
            agreed_on=whole_day(entered, "agreed_on") if event is _E.AGREED else None, **said,
        )  # fmt: skip
        return back

    asked = Asked(
        title=f"batch_event.{event.value}", fields=tuple(_fields(event, summary.state)), back=back,
        at_fields=_AT_FIELDS, shown_at=_shown_at(acting, summary.batch_id),
    )  # fmt: skip
    return ask(request, asked, act, subject=f"{summary.batch_id} · {summary.title}")


def _shown_at(acting: Acting, batch_id: str) -> Callable[[str], str]:
    """Where it is put right that a thing stops a step, by its label: its line, its item, or its scan."""
    lines = cache(lambda: lines_by_label(acting, batch_id))

    def address(label: str) -> str:
        line = lines().get(label)
        if line is None:
            return reverse("desk:batch", args=[batch_id]) + "#flagged"
        if not line.is_checked and not line.is_boxed and may(acting, CHECK):
            return reverse("desk:check_batch_line", args=[line.line_id])
        may_read = may(acting, READS_ITEM) and bool(fold_remains_code(line.item_code))
        return reverse("desk:remains_leaving", args=[line.item_code]) if may_read else ""

    return address


def _lines(acting: Acting, entered: Entered, batch_id: str) -> list[str]:
    """The lines that were opened, by their labels or their places on the list."""
    if "spot_numbers" not in entered.values:
        return []
    known, found = lines_by_number(acting, batch_id), []
    for one in entered.lines("spot_numbers"):
        line = known.get(one.upper()) or known.get(one)
        if line is None:
            raise InputError("no such thing stands on this batch", (("spot_numbers", "no_such_line"),))
        found.append(line)
    return found


_CELLS = 3


def _boxes(acting: Acting, entered: Entered, batch_id: str) -> list[SpotContainer]:
    """The containers that were opened, a line each: number, seal as it was found, the new one."""
    if not entered.values.get("spot_boxes", "").strip():
        return []
    known, found = {one.number: one.box_id for one in batch(acting, batch_id).containers}, []
    for line in entered.lines("spot_boxes"):
        number, seal, after = (*(one.strip() for one in line.split(";")), "", "")[:_CELLS]
        box = known.get(container_of(number)[0])
        if box is None:
            raise InputError("no such container stands on this batch", (("spot_boxes", "no_such_line"),))
        found.append(SpotContainer(box_id=box, seal_found=seal, seal_after=after))
    return found


@page("access.record_approval", path="batches/<str:batch_id>/approve/<str:batch_event>", name="approve_batch_ending")
def approve(request: HttpRequest, acting: Acting, batch_id: str, batch_event: str) -> HttpResponse:
    """Approves that a batch is closed, or stopped under its seals."""
    require(acting, READS)
    summary = batch_summary(acting, batch_id)
    if batch_event not in (BatchEvent.CLOSED.value, BatchEvent.ABORTED.value):
        raise Http404
    reference = ending_reference(summary.batch_id, BatchEvent(batch_event), BatchState(summary.state))
    return act_once(
        request, lambda: record_approval(acting, action=END_BATCH, object_reference=reference),
        reverse("desk:batch", args=[summary.batch_id]),
    )  # fmt: skip
