"""The sheets of a batch: manifest, list of seals, protocol, spot check, receipt; in two languages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from repatria.core.law.return_batch import BatchState
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.paper_mark import PaperMark
from repatria.core.vocabulary.papers_returns import (
    BatchPaper,
    BatchPaperContainer,
    BatchPaperCount,
    BatchPaperDifference,
    BatchPaperLine,
    BatchPaperStep,
    BatchSheet,
    label_on_paper,
)
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.terms import local
from repatria.records.access.acting import Acting
from repatria.records.returns.selectors.batches import READS, batch
from repatria.records.returns.views import BatchStepView, BatchView, EntryView


@page(READS, path="batches/<str:batch_id>/<str:batch_sheet>.pdf", name="batch_sheet")
def sheet(request: HttpRequest, acting: Acting, batch_id: str, batch_sheet: str) -> HttpResponse:
    """One sheet of a batch, as it is on record now."""
    if batch_sheet not in {one.value for one in BatchSheet}:
        raise Http404
    language, outside = language_of(request), current()
    code, word = outside.fresh_mark(language)
    mark = outside.mark(code, word, language, "uk" if language == "en" else "en")
    view = batch(acting, batch_id)
    paper = paper_of(view, BatchSheet(batch_sheet), mark)
    return pdf_file(f"{batch_sheet}-{view.summary.batch_id}", outside.printer.print_paper(paper))


_COMPARED = frozenset({BatchState.RECONCILED, BatchState.DISCREPANT, BatchState.CLOSED})


def _who(step: BatchStepView) -> str:
    return "; ".join(filter(None, (step.by, step.second, step.carrier, step.neutral_who)))


def _thing(label: str, seal: str) -> str:
    return " · ".join(filter(None, (label_on_paper(label) or "—", seal)))


def paper_of(view: BatchView, which: BatchSheet, mark: PaperMark) -> BatchPaper:
    """What a sheet says: nothing that no act holds."""
    one = view.summary
    lines = {line.line_id: _thing(line.label, line.seal_number) for line in view.lines}
    lines |= {box.box_id: " · ".join(filter(None, (box.number, box.seal_number))) for box in view.containers}
    entries: dict[str, EntryView] = {entry.entry_id: entry for entry in view.entries}
    return BatchPaper(
        mark=mark, sheet=which, number=one.batch_id, way=one.way.value, power=one.power,
        place=one.place, vehicle_seal=one.vehicle_seal,
        manifest_digest=one.manifest_digest if view.is_list_as_signed else "", is_compared=one.state in _COMPARED,
        lines=tuple(
            BatchPaperLine(
                label=label_on_paper(line.label), seal=line.seal_number, container=line.container,
                is_spot_checked=line.is_spot_checked,
            )
            for line in view.lines
        ),
        containers=tuple(
            BatchPaperContainer(
                number=box.number, seal=box.seal_number, resealed=box.resealed, lines=box.lines,
                is_spot_checked=box.is_spot_checked,
            )
            for box in view.containers
        ),
        counts=tuple(
            BatchPaperCount(
                is_receiver=count.is_receiver, number=count.number, at=local(read_instant(count.at)), by=count.by,
                second=count.second, reference=count.reference,
            )
            for count in view.counts
        ),
        differences=tuple(
            BatchPaperDifference(
                kind=found.kind, end=found.end,
                listed=lines.get(found.line_id, ""),
                counted=_thing(entries[found.entry_id].label, entries[found.entry_id].seal)
                if found.entry_id in entries else "",
            )
            for found in view.differences
        ),
        steps=tuple(
            BatchPaperStep(
                event=step.event, at=local(read_instant(step.at)), place=step.place, seal_number=step.seal_number,
                who=_who(step), reference=step.reference, said="; ".join(filter(None, (step.authority, step.reason))),
            )
            for step in view.steps
        ),
    )  # fmt: skip
