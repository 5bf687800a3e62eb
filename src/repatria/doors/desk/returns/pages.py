"""Batches: all of them, one with its list, map, counts and differences, a new one; and what its list rejected."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repatria.core.law.return_batch import STEPS, BatchEvent, BatchState, BatchWay, batch_events_from, needs_approval
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.papers_returns import BatchSheet
from repatria.doors.desk.frame.acting import language_of, may
from repatria.doors.desk.frame.asking import Asked, ask
from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.entered import Entered, Field
from repatria.doors.desk.frame.lists import Row, after_of, exported, is_export, table_page
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import choices, word_text
from repatria.doors.desk.returns.map import batch_map, container_state, states_of
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.proposals import proposals
from repatria.records.access.role_table import may_approve
from repatria.records.returns.selectors.batches import READS, SEES, batch, batch_summary, batches, would_lose_count
from repatria.records.returns.selectors.passes import READS as READS_PASS
from repatria.records.returns.selectors.power import READS as READS_POWER
from repatria.records.returns.selectors.rejected import rejected_rows
from repatria.records.returns.selectors.requests import READS as READS_REQUEST
from repatria.records.returns.selectors.requests import return_requests
from repatria.records.returns.selectors.sought import things_sought
from repatria.records.returns.services.batches import BRING, CHECK, PLAN, PUT_IN, TAKE_OUT, plan_batch
from repatria.records.returns.services.counts import BEGIN, COMPARE, ENTER, THEIRS
from repatria.records.returns.services.differences import END
from repatria.records.returns.services.scans import SCAN
from repatria.records.returns.services.steps import END_BATCH, STEP, ending_reference

_COLUMNS = (
    "column.batch", "column.batch_title", "column.batch_way", "column.batch_state", "column.batch_lines",
    "column.sender_number", "column.receiver_number", "column.open_differences",
)  # fmt: skip
LINE_COLUMNS = (
    "column.batch_no", "column.batch_label", "column.seal_number", "column.container", "column.scan_state",
    "column.batch_says",
)  # fmt: skip
EXPORTED = (
    "column.batch_no", "column.batch_label", "column.seal_number", "column.container", "column.batch_box_seal",
    "column.scan_state",
)  # fmt: skip
_REJECTED = ("column.row_no", "column.row_fault", "column.row_raw")


AT_ONCE = 100
"""Rows of each list of a batch on one page: a batch has thousands."""


def _number(value: int | None) -> str:
    return "—" if value is None else str(value)


@page(SEES, path="batches", name="batches", menu="menu.batches", is_rare=True)
def all_batches(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every batch and how far it is; of one that is still to be counted here no number of theirs."""
    language = language_of(request)
    found = batches(acting)
    rows = [
        Row(
            cells=(
                one.batch_id, one.title or "—", word_text(language, "batch_way", one.way),
                word_text(language, "batch_state", one.state), _number(one.lines), _number(one.sender_number),
                _number(one.receiver_number), str(one.open_differences),
            ),
            link=reverse("desk:batch", args=[one.batch_id]) if may(acting, READS) else "",
            tone="late" if one.open_differences else "",
        )
        for one in found
    ]  # fmt: skip
    return table_page(
        request, title="page.batches", columns=_COLUMNS, rows=rows, intro="intro.batches", empty="empty.batches",
        template="batches.html", may_plan=may(acting, PLAN),
        to_count=[one for one in found if one.may_be_counted and may(acting, BEGIN)],
        counting=[one for one in found if one.is_counted_by_me],
    )  # fmt: skip


@page(SEES, path="batches/still-sought", name="things_sought")
def sought(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What was missing when it was counted and is still sought, whatever became of its batch."""
    language = language_of(request)
    rows = [
        Row(
            cells=(one.label or "—", one.batch_id, instant_words(language, one.since), str(one.days)),
            link=reverse("desk:batch", args=[one.batch_id]) if may(acting, READS) else "", tone="late",
        )
        for one in things_sought(acting)
    ]  # fmt: skip
    columns = ("column.sought_label", "column.batch", "column.sought_since", "column.sought_days")
    return table_page(
        request, title="page.things_sought", columns=columns, rows=rows, intro="intro.things_sought",
        empty="empty.things_sought",
    )  # fmt: skip


@page(PLAN, path="batches/new", name="plan_batch")
def new_batch(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Records that a batch is planned; what goes back out of another is asked only where that was chosen."""
    language, standing = language_of(request), batches(acting)
    powers = sorted({one.power for one in standing})

    def act(entered: Entered) -> str:
        power = entered["batch_power"] or entered.values.get("batch_power_known", "")
        if not power:
            raise InputError("the other Party is named", (("batch_power", "missing"),))
        number = plan_batch(
            acting, way=BatchWay(entered["batch_way"]), power=power, title=entered["batch_title"],
            request_id=entered.values.get("batch_request", ""), origin_id=entered.values.get("batch_origin", ""),
            is_theirs=entered.is_ticked("batch_theirs"),
        )  # fmt: skip
        return reverse("desk:batch", args=[number])

    fields = [Field(name="batch_way", kind="radio", is_required=True, options=choices(language, "batch_way", BatchWay))]
    if powers:
        fields.append(Field(name="batch_power_known", kind="radio", label="field.batch_power",
                            options=tuple((one, one) for one in powers)))  # fmt: skip
    fields += [
        Field(name="batch_power", label="field.batch_power_other" if powers else "field.batch_power", longest=16,
              is_required=not powers),
        Field(name="batch_title", is_required=True),
    ]  # fmt: skip
    if requests := tuple((one.request_id, one.request_id) for one in return_requests(acting)):
        fields.append(Field(name="batch_request", kind="choice", options=(("", "—"), *requests),
                            hint="hint.batch_request"))  # fmt: skip
    goes_back = "goes_back" in request.GET or "batch_origin" in request.POST
    if goes_back:
        origins = tuple(
            (one.batch_id, f"{one.batch_id} · {word_text(language, 'batch_way', one.way)} · {one.title}")
            for one in standing
        )
        fields += [
            Field(name="batch_origin", kind="choice", options=(("", "—"), *origins), hint="hint.batch_origin"),
            Field(name="batch_theirs", kind="box", hint="hint.batch_theirs"),
        ]  # fmt: skip
    asked = Asked(
        title="page.plan_goes_back" if goes_back else "page.plan_batch", fields=tuple(fields),
        back=reverse("desk:batches"), intro="intro.plan_batch",
    )  # fmt: skip
    return ask(request, asked, act)


@page(READS, path="batches/<str:batch_id>", name="batch")
def one_batch(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """One batch: its map and list, both counts, what differs, and what may follow. Closed to whoever counts it."""
    if may(acting, BEGIN) and "list" not in request.GET and would_lose_count(acting, batch_id):
        summary = batch_summary(acting, batch_id)
        return render(request, "batch_before_list.html", {"one": summary, "may_count": summary.may_be_counted})
    one, language = batch(acting, batch_id), language_of(request)
    way, state = one.summary.way, one.summary.state
    lines = [
        (
            line, str(place), word_text(language, "scan_state", found),
            ", ".join(word_text(language, "mismatch", kind) for kind in line.differences),
        )
        for place, (line, found) in enumerate(states_of(one), 1)
    ]  # fmt: skip
    if is_export(request):  # as the other side brings it in, whatever its bureau works with; the digest is on paper
        seals = {box.number: box.seal_number for box in one.containers}
        cells = [
            (no, line.label, line.seal_number, line.container, seals.get(line.container, ""), word)
            for line, no, word, _ in lines
        ]
        return exported(request, batch_id, [[say(language, key) for key in EXPORTED], *cells])
    start, lists = max(0, after_of(request)), (lines, one.containers, one.differences, one.entries, one.flagged)
    shown = slice(start, start + AT_ONCE)
    steps = [event.value for event in batch_events_from(way, state) if event in STEPS]
    if way is BatchWay.RECEIVED:
        steps = [event for event in steps if event != BatchEvent.LIST_EXCHANGED.value]
    waiting = {found.content["difference_id"]: found for found in proposals(END)}
    return render(request, "batch.html", {
        "one": one, "lines": lines[shown], "count": len(lines), "flagged": one.flagged[shown],
        "entries": [entry for entry in one.entries if not entry.is_container][shown],
        "following": start + AT_ONCE if max(map(len, lists)) > start + AT_ONCE else None,
        "containers": [
            (box, word_text(language, "scan_state", container_state(box)),
             ", ".join(word_text(language, "mismatch", kind) for kind in box.differences))
            for box in one.containers[shown]
        ], "map": batch_map(one, language), "columns": LINE_COLUMNS,
        "sheets": [sheet.value for sheet in BatchSheet],
        "steps": steps if may(acting, STEP) else [],
        "endings": [
            (event.value, len(approvers_of(
                END_BATCH, ending_reference(one.summary.batch_id, event, state), at=acting.at
            )))
            for event in batch_events_from(way, state) if needs_approval(way, event, state)
        ],
        "box_numbers": {box.number for box in one.containers}, "may_see_request": may(acting, READS_REQUEST),
        "may_approve_ending": may_approve(acting.roles, END_BATCH),
        "may_scan_back": may(acting, SCAN) and way is BatchWay.SENT and state is BatchState.ABORTED,
        "differences": [
            (found, waiting.get(found.difference_id), approvers_of(END, waiting[found.difference_id].reference,
             at=acting.at) if found.difference_id in waiting else ()) for found in one.differences[shown]
        ],
        "may_put": may(acting, PUT_IN) and way is BatchWay.SENT and state is BatchState.PLANNED,
        "may_bring": may(acting, BRING) and way is BatchWay.RECEIVED
        and state in (BatchState.PLANNED, BatchState.LIST_EXCHANGED),
        "may_check": may(acting, CHECK) and way is BatchWay.SENT
        and state in (BatchState.LIST_EXCHANGED, BatchState.AGREED, BatchState.ASSEMBLED),
        "may_take_out": may(acting, TAKE_OUT) and way is BatchWay.SENT
        and state in (BatchState.PLANNED, BatchState.LIST_EXCHANGED, BatchState.AGREED, BatchState.ASSEMBLED),
        "may_load": may(acting, SCAN) and way is BatchWay.SENT and state is BatchState.SEALED,
        "may_count": may(acting, BEGIN) and way is BatchWay.RECEIVED and state is BatchState.HANDED_OVER,
        "may_record_theirs": may(acting, THEIRS) and way is BatchWay.SENT and state is BatchState.HANDED_OVER,
        "may_compare": may(acting, COMPARE) and state is BatchState.COUNTED, "may_end": may(acting, END),
        "may_see_power": may(acting, READS_POWER),
        "may_see_passes": may(acting, READS_PASS) and way is BatchWay.SENT,
        "may_enter": may(acting, ENTER) and way is BatchWay.RECEIVED,
        "may_approve": may_approve(acting.roles, END),
    })  # fmt: skip


@page(READS, path="batches/<str:batch_id>/rejected", name="batch_rejected")
def rejected(request: HttpRequest, acting: Acting, batch_id: str) -> HttpResponse:
    """Every row that became no line, no scan or no count, with its reason, as it came."""
    language = language_of(request)
    rows = [
        Row(cells=(str(one.where), word_text(language, "row_fault", one.fault), one.raw or "—"), tone="waiting")
        for one in rejected_rows(acting, batch_id)
    ]
    return table_page(
        request, title="page.batch_rejected", columns=_REJECTED, rows=rows, intro="intro.batch_rejected",
        empty="empty.batch_rejected", subject=batch_id,
    )  # fmt: skip
