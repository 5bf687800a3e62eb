"""Coffins, bags and boxes of a batch: put on by the numbers they bear, taken off, loaded under a seal read again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.batches import batch_summary, container_of_batch
from repatria.records.returns.selectors.rejected import scans_sent
from repatria.records.returns.services.batches import PUT_IN, TAKE_OUT
from repatria.records.returns.services.containers import put_containers, take_out_container
from repatria.records.returns.services.scans import SCAN, take_scans

_LONGEST = 40


@page(PUT_IN, path="batches/<str:batch_id>/put-containers", name="put_containers")
def put(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """Puts coffins, bags and boxes on a batch, a number a line, each with all that lies in it."""
    summary = batch_summary(acting, batch_id)
    back = reverse("desk:batch", args=[summary.batch_id])

    def act(entered: Entered) -> str:
        put_containers(acting, batch_id=batch_id, containers=entered.lines("containers"))
        return back

    fields = (Field(name="containers", kind="text", is_required=True, hint="hint.containers"),)
    asked = Asked(title="page.put_containers", fields=fields, back=back, intro="intro.put_containers")
    return ask(request, asked, act, subject=f"{summary.batch_id} · {summary.title}")


@page(TAKE_OUT, path="batch-containers/<str:batch_container>/out", name="take_out_container")
def take(request: HttpRequest, acting: Acting, batch_container: str) -> HttpResponse:
    """Takes a container off the list of what is sent, with all that lies in it."""
    box = container_of_batch(acting, batch_container)
    back = reverse("desk:batch", args=[box.batch_id])

    def act(entered: Entered) -> str:
        take_out_container(acting, box_id=batch_container, reason=entered["reason"])
        return back

    asked = Asked(
        title="page.take_out_container", fields=(Field(name="reason", is_required=True),), back=back,
        intro="intro.take_out_container",
    )  # fmt: skip
    return ask(request, asked, act, subject=box.number)


@page(SCAN, path="batch-containers/<str:batch_container>/load", name="load_container")
def load(request: HttpRequest, acting: Acting, batch_container: str) -> HttpResponse:
    """Loads a container: its label and its seal as they are read on the vehicle."""
    box = container_of_batch(acting, batch_container)
    back = reverse("desk:batch", args=[box.batch_id])

    def act(entered: Entered) -> HttpResponse | str:
        row = ";".join((instant_text(acting.at), entered["container_read"], entered["seal_number"]))
        scans_id = take_scans(
            acting, batch_id=box.batch_id, purpose=ScanFor.LOADING, text=row, brought_by=entered["brought_by"]
        )  # fmt: skip
        if scans_sent(acting, scans_id).remarks:
            return going_on(request, f"{back}#flagged", word="done.scans_with_remarks")
        return back

    fields = (
        Field(name="container_read", is_required=True, longest=_LONGEST, hint="hint.read_again"),
        Field(name="seal_number", is_required=True, longest=_LONGEST, hint="hint.read_again"),
        Field(name="brought_by", label="field.scanned_by", is_required=True),
    )  # fmt: skip
    asked = Asked(title="page.load_container", fields=fields, back=back, intro="intro.load_container")
    return ask(request, asked, act, subject=box.number)
