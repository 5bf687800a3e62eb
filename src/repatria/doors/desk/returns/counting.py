"""Counts: begun by who has not seen the list, scanned, signed; theirs as their paper has it; both side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.return_scans import ScanFor
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, act_once, ask
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import word_text
from repatria.doors.desk.returns.forms import at_field, instant_in, two_fields
from repatria.doors.desk.returns.putting import rows_sent
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.batches import COUNTING, batch_summary, counting, entry_of_batch
from repatria.records.returns.services.counts import (
    BEGIN,
    COMPARE,
    ENTER,
    SIGN,
    THEIRS,
    begin_count,
    compare_sides,
    enter_received,
    record_their_batch_count,
    sign_count,
    strike_scan,
)

_AT_FIELDS = {
    "counted_by_two": "second", "their_count_paper": "reference", "counted_number": "count_number",
    "count_beside_scans": "why_differs", "counted_containers": "count_containers",
}  # fmt: skip
_CODE = 24


@page(BEGIN, path="batches/<str:batch_id>/count", name="begin_batch_count")
def begin(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """Begins the count of what was received, by two who have not seen the list."""
    summary = batch_summary(acting, batch_id)

    def act(entered: Entered) -> str:
        begin_count(acting, batch_id=batch_id, by=entered["by"], second=entered["second"])
        return reverse("desk:batch_counting", args=[summary.batch_id])

    asked = Asked(
        title="page.begin_batch_count", fields=two_fields("field.counted_by", "field.counted_by_other"),
        back=reverse("desk:batches"), intro="intro.begin_batch_count", at_fields=_AT_FIELDS,
    )  # fmt: skip
    return ask(request, asked, act, subject=summary.batch_id)


@page(COUNTING, path="batches/<str:batch_id>/counting", name="batch_counting")
def count(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """The count as far as it is: what was scanned, and nothing of their list."""
    one, language = counting(acting, batch_id), language_of(request)
    return render(request, "batch_counting.html", {
        "one": one, "purpose": ScanFor.COUNT.value,
        "flags": [(word_text(language, "scan_flag", flag), number) for flag, number in one.flags],
    })  # fmt: skip


@page(SIGN, path="batches/<str:batch_id>/count/strike/<str:batch_scan>", name="strike_scan")
def strike(request: HttpRequest, acting: Acting, batch_id: str, batch_scan: str) -> HttpResponse:
    """Says that a scan of one's own count was wrong."""
    one = counting(acting, batch_id)
    back = reverse("desk:batch_counting", args=[one.batch_id])
    scan = next((found for found in one.last if found.scan_id == batch_scan and not found.is_struck), None)
    if scan is None:
        raise Http404

    def act(entered: Entered) -> str:
        strike_scan(acting, scan_id=batch_scan, reason=entered["reason"])
        return back

    fields = (Field(name="reason", kind="text", is_required=True),)
    asked = Asked(title="page.strike_scan", fields=fields, back=back, intro="intro.strike_scan")
    return ask(request, asked, act, subject=" · ".join(filter(None, (scan.label or "—", scan.seal))))


@page(SIGN, path="batches/<str:batch_id>/count/sign", name="sign_batch_count")
def sign(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """Signs the count: the number that two counted with their hands."""
    one = counting(acting, batch_id)

    def act(entered: Entered) -> str:
        sign_count(
            acting, batch_id=batch_id, by=entered["by"], second=entered["second"],
            number=int(entered["count_number"]), happened_at=instant_in(entered), why_differs=entered["why_differs"],
            containers=entered.number("count_containers"),
        )  # fmt: skip
        return reverse("desk:batch", args=[one.batch_id])

    fields = (
        Field(name="count_number", kind="number", is_required=True, hint="hint.count_number"),
        Field(name="count_containers", kind="number", hint="hint.count_containers"),
        Field(name="why_differs", kind="text", label="field.count_differs", hint="hint.count_differs"),
        *two_fields("field.counted_by", "field.counted_by_other"), at_field(),
    )  # fmt: skip
    asked = Asked(
        title="page.sign_batch_count", fields=fields, back=reverse("desk:batch_counting", args=[one.batch_id]),
        intro="intro.sign_batch_count", at_fields=_AT_FIELDS,
    )  # fmt: skip
    return ask(request, asked, act, subject=one.batch_id)


@page(THEIRS, path="batches/<str:batch_id>/their-count", name="their_batch_count")
def theirs(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """Records their count of what was sent, as their paper says it."""
    summary = batch_summary(acting, batch_id)
    back = reverse("desk:batch", args=[summary.batch_id])

    def act(entered: Entered) -> str:
        rows, digest = rows_sent(request, entered)
        record_their_batch_count(
            acting, batch_id=batch_id, number=int(entered["count_number"]), happened_at=instant_in(entered),
            by=entered["by"], second=entered["second"], reference=entered["reference"], rows=rows, file_digest=digest,
            containers=entered.number("count_containers"),
        )  # fmt: skip
        return back

    fields = (
        Field(name="count_number", kind="number", label="field.their_number", is_required=True),
        Field(name="count_containers", kind="number"),
        *two_fields("field.counted_by", "field.counted_by_other"),
        Field(name="reference", label="field.their_paper", is_required=True), at_field(),
        Field(name="batch_file", kind="file", hint="hint.their_count_file"),
        Field(name="batch_rows", kind="text", hint="hint.batch_rows"),
    )  # fmt: skip
    asked = Asked(
        title="page.their_batch_count", fields=fields, back=back, intro="intro.their_batch_count",
        at_fields=_AT_FIELDS,
    )  # fmt: skip
    return ask(request, asked, act, is_with_file=True, subject=f"{summary.batch_id} · {summary.title}")


@page(COMPARE, path="batches/<str:batch_id>/compare", name="compare_batch")
def compare(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """Lays both counts side by side."""
    return act_once(request, lambda: compare_sides(acting, batch_id=batch_id), reverse("desk:batch", args=[batch_id]))


@page(ENTER, path="batch-entries/<str:entry_id>/enter", name="enter_received")
def enter(request: HttpRequest, acting: Acting, entry_id: str) -> HttpResponse:
    """Says under which code of this bureau a thing that came is kept."""
    batch_id, label = entry_of_batch(acting, entry_id)
    back = reverse("desk:batch", args=[batch_id])

    def act(entered: Entered) -> str:
        enter_received(acting, entry_id=entry_id, item_code=entered["item_code"])
        return back

    fields = (
        Field(name="item_code", label="field.remains_code", is_required=True, longest=_CODE, hint="hint.remains_code"),
    )
    asked = Asked(title="page.enter_received", fields=fields, back=back, intro="intro.enter_received")
    return ask(request, asked, act, subject=f"{batch_id} · {label or '—'}")
