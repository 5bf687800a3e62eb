"""Samples at the desk: those of an item, one with its chain of custody, taking one, and each of its steps."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.remains_samples import SAMPLE_HANDED, SampleKind, SampleState, SampleStep, sample_steps_from
from repatria.core.vocabulary.papers_remains import LabelSize
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import date_words, now_typed
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.labels import sheet_of_labels
from repatria.doors.desk.frame.lists import Row, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.words import choices, word_text
from repatria.records.access.acting import Acting, require
from repatria.records.remains.selectors.items import label_of
from repatria.records.remains.selectors.samples import (
    READS_SAMPLE,
    SEES_SAMPLES,
    SampleLine,
    sample,
    samples,
    samples_of,
)
from repatria.records.remains.services.samples import (
    LONGEST_PLACE,
    MOVE_SAMPLE,
    SAMPLE_ACTIONS,
    TAKE,
    record_sample_step,
    take_sample,
)

_COLUMNS = ("column.sample_code", "column.sample_kind", "column.sample_state", "column.sample_at", "column.kept_where")
_AT_FIELDS = {
    "sample_site": "sample_site", "sample_by": "sample_by", "item_from": "step_from", "item_seal": "seal_number",
    "item_purpose": "step_purpose", "sample_kept_where": "kept_where", "sample_report": "reference",
    "sample_destroyed_by_two": "second", "sample_why_destroyed": "reason",
}  # fmt: skip
_PLACED = frozenset({SampleStep.MOVED, SampleStep.RETURNED})


def _rows(request: HttpRequest, acting: Acting, lines: tuple[SampleLine, ...]) -> list[Row]:
    language = language_of(request)
    return [
        Row(
            cells=(
                one.sample_code, word_text(language, "sample_kind", one.kind),
                word_text(language, "sample_state", one.state), date_words(language, one.last_at[:10]),
                one.kept_where or "—",
            ),
            link=reverse("desk:remains_sample", args=[one.sample_code]) if may(acting, READS_SAMPLE) else "",
            tone="waiting" if one.state == SampleState.SENT.value else "",
        )
        for one in lines
    ]  # fmt: skip


@page(SEES_SAMPLES, path="remains/samples", name="remains_samples", menu="menu.samples", is_rare=True)
def all_samples(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every sample by its codes, the one that moved last first."""
    return table_page(
        request, title="page.remains_samples", columns=_COLUMNS, rows=_rows(request, acting, samples(acting)),
        intro="intro.remains_samples", empty="empty.remains_samples",
    )  # fmt: skip


@page(SEES_SAMPLES, path="remains/items/<str:item_code>/samples", name="remains_item_samples")
def of_item(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """The samples of one item."""
    lines = samples_of(acting, item_code)
    actions = [("page.take_sample", reverse("desk:take_sample", args=[item_code]))] if may(acting, TAKE) else []
    return table_page(
        request, title="page.remains_samples", columns=_COLUMNS, rows=_rows(request, acting, lines),
        intro="intro.remains_item_samples", empty="empty.remains_samples", actions=actions,
    )  # fmt: skip


@page(READS_SAMPLE, path="remains/samples/<str:sample_code>", name="remains_sample")
def one_sample(request: HttpRequest, acting: Acting, sample_code: str) -> HttpResponse:
    """One sample with its chain of custody, and what may follow."""
    one = sample(acting, sample_code)
    return render(request, "remains_sample.html", {
        "one": one, "line": one.line, "next_steps": [
            step.value for step in sample_steps_from(SampleState(one.line.state))
            if may(acting, SAMPLE_ACTIONS.get(step, MOVE_SAMPLE))
        ],
    })  # fmt: skip


@page(READS_SAMPLE, path="remains/samples/<str:sample_code>/label.pdf", name="sample_label")
def one_label(request: HttpRequest, acting: Acting, sample_code: str) -> HttpResponse:
    """The label of one sample, to be stuck on it."""
    code = sample(acting, sample_code).line.sample_code
    return sheet_of_labels(request, f"label-{code}", LabelSize.PACKET, (code,))


@page(TAKE, path="remains/items/<str:item_code>/sample", name="take_sample")
def take(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """Records that a sample was taken of an item."""
    code = label_of(acting, item_code)

    def act(entered: Entered) -> str:
        happened_at = entered.instant("happened_at")
        assert happened_at is not None, "the form asks for it"
        taken = take_sample(
            acting, item_code=code, kind=SampleKind(entered["sample_kind"]), site=entered["sample_site"],
            happened_at=happened_at, taken_by=entered["sample_by"], seal_number=entered["seal_number"],
            kept_where=entered["kept_where"], note=entered["step_note"],
        )  # fmt: skip
        return reverse("desk:remains_sample", args=[taken])

    fields = (
        Field(name="sample_kind", kind="radio", is_required=True,
              options=choices(language_of(request), "sample_kind", SampleKind)),
        Field(name="sample_site", is_required=True, hint="hint.sample_site"),
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="sample_by", label="field.sample_taken_by", is_required=True, hint="hint.step_by"),
        Field(name="seal_number", is_required=True),
        Field(name="kept_where", is_required=True, longest=LONGEST_PLACE, hint="hint.kept_where"),
        Field(name="step_note", kind="text"),
    )  # fmt: skip
    asked = Asked(
        title="page.take_sample", fields=fields, back=reverse("desk:remains_item_samples", args=[code]),
        at_fields=_AT_FIELDS, intro="intro.take_sample",
    )  # fmt: skip
    return ask(request, asked, act, subject=code)


def _fields(step: SampleStep) -> tuple[Field, ...]:
    fields = [
        Field(name="happened_at", kind="instant", is_required=True, value=now_typed(), hint="hint.instant"),
        Field(name="sample_by", is_required=True, hint="hint.step_by"),
    ]  # fmt: skip
    if step in SAMPLE_HANDED:
        fields += [
            Field(name="step_from", is_required=True), Field(name="seal_number", is_required=True),
            Field(name="step_purpose", is_required=True),
        ]  # fmt: skip
    if step in _PLACED:
        fields.append(Field(name="kept_where", is_required=True, longest=LONGEST_PLACE, hint="hint.kept_where"))
    if step is SampleStep.USED_UP:
        fields.append(Field(name="reference", label="field.laboratory_report", is_required=True))
    if step is SampleStep.DESTROYED:
        fields += [
            Field(name="second", label="field.sample_second", is_required=True),
            Field(name="reason", is_required=True),
        ]  # fmt: skip
    return tuple(fields)


@page(MOVE_SAMPLE, path="remains/samples/<str:sample_code>/step/<str:sample_step>", name="sample_step")
def take_step(request: HttpRequest, acting: Acting, sample_code: str, sample_step: str) -> HttpResponse:
    """Records a step of a sample."""
    if sample_step not in {one.value for one in SampleStep}:
        raise Http404
    step = SampleStep(sample_step)
    require(acting, SAMPLE_ACTIONS.get(step, MOVE_SAMPLE))
    code = sample(acting, sample_code).line.sample_code
    back = reverse("desk:remains_sample", args=[code])

    def act(entered: Entered) -> str:
        happened_at, said = entered.instant("happened_at"), entered.values.get
        assert happened_at is not None, "the form asks for it"
        record_sample_step(
            acting, sample_code=code, step=step, happened_at=happened_at, by=entered["sample_by"],
            from_whom=said("step_from", ""), seal_number=said("seal_number", ""), purpose=said("step_purpose", ""),
            kept_where=said("kept_where", ""), reference=said("reference", ""), reason=said("reason", ""),
            second=said("second", ""),
        )  # fmt: skip
        return back

    asked = Asked(title=f"sample_step.{step.value}", fields=_fields(step), back=back, at_fields=_AT_FIELDS)
    return ask(request, asked, act, subject=code)
