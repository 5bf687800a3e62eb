"""Scans of a batch: a hand scanner that types, a list that was kept without a line, or one code of the scan page."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError, RepatriaError
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.done import going_on
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.refusals import refusal_of
from repatria.doors.desk.frame.terms import local
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.returns.errors import TakenListError
from repatria.records.returns.selectors.batches import batch_summary
from repatria.records.returns.selectors.rejected import scans_sent
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


def _after(request: HttpRequest, acting: Acting, scans_id: str, purpose: ScanFor, to: str) -> HttpResponse:
    """Goes on after scans were taken in: to the rows that were not, which are put right and sent again, or to the
    remarks, which stand on the page gone to; never as if all were well where it is not."""
    sent = scans_sent(acting, scans_id)
    if sent.not_taken:
        listed = reverse("desk:batch_scans", args=[sent.batch_id, purpose.value])
        return going_on(request, f"{listed}?{urlencode({'list': scans_id})}", word="done.scans_in_part")
    if sent.remarks:
        return going_on(request, f"{to}#flagged", word="done.scans_with_remarks")
    return going_on(request, to)


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
        return _after(request, acting, scans_id, purpose, back)

    sent = scans_sent(acting, request.GET["list"]) if request.method == "GET" and "list" in request.GET else None
    kept = sent.not_taken if sent is not None else ()
    language = language_of(request)
    fields = [
        Field(name="scans_text", kind="text", hint="hint.scans_text", value="\n".join(one.raw for one in kept),
              fault="; ".join(f"{one.where}: {word_text(language, 'row_fault', one.fault)}" for one in kept)),
        Field(name="scans_file", kind="file", hint="hint.scans_file"),
        Field(name="brought_by", label="field.scanned_by", is_required=True, value=sent.brought_by if sent else ""),
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
    """Takes one code that the scan page read, with its seal, and goes on to the next; or takes it off again."""
    summary, purpose = batch_summary(acting, batch_id), _purpose(scan_for)
    code, seal = (request.POST.get(name, "").strip() for name in ("number", "seal"))
    is_off = purpose is ScanFor.LOADING and request.POST.get("off") == "on"
    to = f"{reverse('desk:scan')}?{urlencode({'batch': summary.batch_id, 'for': purpose.value})}"
    if request.method != "POST" or not code:
        return HttpResponseRedirect(to)  # nothing was scanned: nothing is said to have been
    scans_id = take_scans(
        acting, batch_id=batch_id, purpose=purpose, text=f"{instant_text(acting.at)};{code};{seal}",
        brought_by=acting.account_id, is_off=is_off,
    )  # fmt: skip
    if is_off:
        return going_on(request, _back(purpose, summary.batch_id), word="done.scan_taken_off")
    sent = scans_sent(acting, scans_id)
    if sent.remarks and not sent.not_taken:  # said where the next one is scanned: it is not as if all were well
        return HttpResponseRedirect(f"{to}&{urlencode({'list': scans_id})}")
    return _after(request, acting, scans_id, purpose, to)


@page(SCAN, path="batches/<str:batch_id>/scan/<str:scan_for>/kept", name="scans_kept")
def scans_kept(request: HttpRequest, acting: Acting, batch_id: str, scan_for: str) -> HttpResponse:
    """Takes the list that the scan page's script kept, by its own times; the same list again is the same list.

    Returns:  what is said of its scans and rows, for the script; 409 with the refusal in words where nothing was taken.
    """
    purpose, language = _purpose(scan_for), language_of(request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("desk:batch_scans", args=[batch_id, purpose.value]))
    try:
        scans_id = take_scans(
            acting, batch_id=batch_id, purpose=purpose, text=request.POST.get("scans", ""),
            brought_by=acting.account_id,
        )  # fmt: skip
    except TakenListError:  # the answer to the first sending never came
        return JsonResponse({"remarks": [], "faults": []})
    except RepatriaError as error:
        return JsonResponse({"said": refusal_of(language, error).sentence}, status=409)
    sent = scans_sent(acting, scans_id)
    return JsonResponse({
        "remarks": [(label, word_text(language, "scan_flag", flag)) for label, flag in sent.remarks],
        "faults": [(one.raw, word_text(language, "row_fault", one.fault)) for one in sent.not_taken],
    })  # fmt: skip
