"""Scans of a batch: a hand scanner that types, a list that was kept without a line, or one code of the scan page."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.batches import batch_summary
from repatria.records.returns.selectors.rejected import not_taken
from repatria.records.returns.services.scans import SCAN, take_scans

_LARGEST = 2_000_000


def _back(purpose: ScanFor, batch_id: str) -> str:
    return reverse("desk:batch" if purpose is not ScanFor.COUNT else "desk:batch_counting", args=[batch_id])


def _purpose(word: str) -> ScanFor:
    if word not in {one.value for one in ScanFor}:
        raise Http404
    return ScanFor(word)


def _offset(at: datetime) -> int:
    shift = local(at).utcoffset()
    return int(shift.total_seconds() // 60) if shift is not None else 0


@page(SCAN, path="batches/<str:batch_id>/scans/<str:scan_for>", name="batch_scans")
def scans(request: HttpRequest, acting: Acting, batch_id: str, scan_for: str) -> HttpResponse:
    """Takes in what was scanned: typed by a hand scanner, pasted, or as a file that a device kept."""
    summary, purpose = batch_summary(acting, batch_id), _purpose(scan_for)
    back = _back(purpose, summary.batch_id)

    def act(entered: Entered) -> HttpResponse | str:
        sent = request.FILES.get("scans_file")
        text = sent.read(_LARGEST).decode("utf-8-sig", errors="replace") if sent is not None else entered["scans_text"]
        if not text.strip():
            raise InputError("scan, paste or send a file", (("scans_text", "missing"),))
        scans_id = take_scans(
            acting, batch_id=batch_id, purpose=purpose, text=text, brought_by=entered["brought_by"],
            offset_minutes=_offset(acting.at), is_off=bool(entered.values.get("is_off")),
            are_containers=bool(entered.values.get("are_containers")),
        )  # fmt: skip
        if not_taken(acting, scans_id):  # shown at once with their reasons, to be put right and sent again
            return going_on(request, f"{request.path}?{urlencode({'list': scans_id})}", word="done.scans_in_part")
        return back

    kept = not_taken(acting, request.GET["list"]) if request.method == "GET" and "list" in request.GET else ()
    language = language_of(request)
    fields = [
        Field(name="scans_text", kind="text", hint="hint.scans_text", value="\n".join(one.raw for one in kept),
              fault="; ".join(f"{one.where}: {word_text(language, 'row_fault', one.fault)}" for one in kept)),
        Field(name="scans_file", kind="file", hint="hint.scans_file"),
        Field(name="brought_by", label="field.scanned_by", is_required=True),
    ]  # fmt: skip
    if purpose is ScanFor.LOADING:
        fields.append(Field(name="is_off", kind="box", label="field.is_off"))
    if purpose is ScanFor.COUNT:
        fields.append(Field(name="are_containers", kind="box", hint="hint.are_containers"))
    asked = Asked(
        title=f"scan_for.{purpose.value}", fields=tuple(fields), back=back, intro="intro.batch_scans"
    )  # fmt: skip
    camera = f"{reverse('desk:scan')}?{urlencode({'batch': summary.batch_id, 'for': purpose.value})}"
    return ask(request, asked, act, is_with_file=True, subject=f"{summary.batch_id} · {summary.title}", camera=camera)


@page(SCAN, path="batches/<str:batch_id>/scan/<str:scan_for>", name="scan_into_batch")
def scan_one(request: HttpRequest, acting: Acting, batch_id: str, scan_for: str) -> HttpResponse:
    """Takes one code that the scan page read, and goes on to the next."""
    summary, purpose = batch_summary(acting, batch_id), _purpose(scan_for)
    code = request.POST.get("number", "").strip()
    to = f"{reverse('desk:scan')}?{urlencode({'batch': summary.batch_id, 'for': purpose.value})}"
    if request.method != "POST" or not code:
        return HttpResponseRedirect(to)  # nothing was scanned: nothing is said to have been
    scans_id = take_scans(
        acting, batch_id=batch_id, purpose=purpose, text=f"{instant_text(acting.at)};{code}",
        brought_by=acting.account_id, is_off=False,
    )  # fmt: skip
    if not_taken(acting, scans_id):  # with its reason, on the page of the list, which asks for a seal too
        listed = reverse("desk:batch_scans", args=[summary.batch_id, purpose.value])
        return going_on(request, f"{listed}?{urlencode({'list': scans_id})}", word="done.scans_in_part")
    return going_on(request, to)
