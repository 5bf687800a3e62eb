"""What stands on a batch: ours by their codes, theirs by their list, taken off, read again before it leaves."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from repatria.core.law.return_list import BatchRow
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.returns.forms import at_field, instant_in, rows_of_file, rows_typed, two_fields
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.batches import batch_summary, line_of_batch
from repatria.records.returns.services.batches import (
    BRING,
    CHECK,
    PUT_IN,
    TAKE_OUT,
    bring_list,
    check_line,
    put_in,
    take_out,
)

_CODE = 24


@page(PUT_IN, path="batches/<str:batch_id>/put", name="put_in_batch")
def put(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """Puts things of ours on a batch, a code a line, as a hand scanner types them."""
    summary = batch_summary(acting, batch_id)
    back = reverse("desk:batch", args=[summary.batch_id])

    def act(entered: Entered) -> str:
        put_in(acting, batch_id=batch_id, codes=entered.lines("codes"))
        return back

    fields = (Field(name="codes", kind="text", label="field.batch_codes", is_required=True, hint="hint.batch_codes"),)
    asked = Asked(title="page.put_in_batch", fields=fields, back=back, intro="intro.put_in_batch")
    return ask(request, asked, act, subject=f"{summary.batch_id} · {summary.title}")


def rows_sent(request: HttpRequest, entered: Entered) -> tuple[list[BatchRow], str]:
    """The rows of a file that was sent, or of what was typed, and the file's digest."""
    sent = request.FILES.get("batch_file")
    if sent is not None:
        content = sent.read()
        return rows_of_file(str(sent.name or "list"), content), sha256(content).hexdigest()
    return rows_typed(entered["batch_rows"]), ""


@page(BRING, path="batches/<str:batch_id>/list", name="bring_batch_list")
def bring(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """Brings their list in: their spreadsheet, or rows typed from paper."""
    summary = batch_summary(acting, batch_id)
    back = reverse("desk:batch", args=[summary.batch_id])

    def act(entered: Entered) -> str:
        rows, digest = rows_sent(request, entered)
        if not rows:
            raise InputError("a file or rows are needed", (("batch_rows", "missing"),))
        came_at = entered.instant("came_at")
        assert came_at is not None, "the form asks for it"
        _, faults = bring_list(
            acting, batch_id=batch_id, came_at=came_at, supplied_by=entered["supplied_by"],
            reference=entered["reference"], rows=rows, said_number=entered.number("said_number"), file_digest=digest,
        )  # fmt: skip
        return reverse("desk:batch_rejected", args=[summary.batch_id]) if faults else back

    fields = (
        Field(name="came_at", kind="instant", is_required=True, value=now_typed()),
        Field(name="supplied_by", is_required=True), Field(name="reference", label="field.their_paper",
                                                           is_required=True),
        Field(name="said_number", kind="number", hint="hint.said_number"),
        Field(name="batch_file", kind="file", hint="hint.batch_file"),
        Field(name="batch_rows", kind="text", hint="hint.batch_rows"),
    )  # fmt: skip
    asked = Asked(title="page.bring_batch_list", fields=fields, back=back, intro="intro.bring_batch_list")
    return ask(request, asked, act, is_with_file=True, subject=f"{summary.batch_id} · {summary.title}")


@page(TAKE_OUT, path="batch-lines/<str:batch_line>/out", name="take_out_line")
def take(request: HttpRequest, acting: Acting, batch_line: str) -> HttpResponse:
    """Takes a thing off the list of what is sent."""
    line = line_of_batch(acting, batch_line)
    back = reverse("desk:batch", args=[line.batch_id])

    def act(entered: Entered) -> str:
        take_out(acting, line_id=batch_line, reason=entered["reason"])
        return back

    asked = Asked(
        title="page.take_out_line", fields=(Field(name="reason", is_required=True),), back=back,
        intro="intro.take_out_line",
    )  # fmt: skip
    return ask(request, asked, act, subject=line.label)


@page(CHECK, path="batch-lines/<str:batch_line>/check", name="check_batch_line")
def check(request: HttpRequest, acting: Acting, batch_line: str) -> HttpResponse:
    """Reads the label of a thing again on body, bag and paper, and puts it under a seal."""
    line = line_of_batch(acting, batch_line)
    back = reverse("desk:batch", args=[line.batch_id])

    def act(entered: Entered) -> str:
        check_line(
            acting, line_id=batch_line, on_body=entered["on_body"], on_bag=entered["on_bag"],
            on_paper=entered["on_paper"], seal_number=entered["seal_number"], container=entered["container"],
            by=entered["by"], second=entered["second"], happened_at=instant_in(entered),
        )  # fmt: skip
        return back

    fields = (
        *(Field(name=name, is_required=True, longest=_CODE, hint="hint.read_again")
          for name in ("on_body", "on_bag", "on_paper")),
        Field(name="seal_number", is_required=True, longest=40), Field(name="container", longest=40),
        *two_fields("field.labels_read_by", "field.labels_read_by_other"), at_field(),
    )  # fmt: skip
    asked = Asked(
        title="page.check_batch_line", fields=fields, back=back, intro="intro.check_batch_line",
        at_fields={"by_two": "second"},
    )  # fmt: skip
    return ask(request, asked, act, subject=line.label)
