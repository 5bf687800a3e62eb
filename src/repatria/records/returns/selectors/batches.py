"""Batches: all by number, one whole, and what a counter may see of one while he counts."""

from __future__ import annotations

from collections import Counter

from repatria.core.law.return_batch import BEFORE_HANDED, RULE, BatchState, BatchWay
from repatria.core.law.return_scans import ScanFlag, ScanFor
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.returns.container_views import container_views
from repatria.records.returns.counted import counted_scans, things_of
from repatria.records.returns.difference_views import difference_views
from repatria.records.returns.errors import (
    BlindCountError,
    UnbegunCountError,
    UnknownBatchDifferenceError,
    UnknownEntryError,
)
from repatria.records.returns.models import (
    Batch,
    BatchContainer,
    BatchCount,
    BatchDifference,
    BatchLine,
    BatchList,
    BatchScan,
    BatchStep,
    CountEntry,
    ScanList,
)
from repatria.records.returns.reading import (
    batch_row,
    box_row,
    boxes_of,
    checked_lines,
    has_seen_list,
    is_loaded,
    line_row,
    lines_of,
    manifest_digest,
    on_board,
)
from repatria.records.returns.views import (
    BatchStepView,
    BatchSummary,
    BatchView,
    ContainerView,
    CountingView,
    CountView,
    DifferenceView,
    EntryView,
    LineView,
    PlainLine,
    ScanView,
)
from repatria.records.vault.opening import open_rows

SEES, READS, COUNTING = "returns.?returns", "returns.?batch", "returns.?counting"
_UNCOUNTED = BEFORE_HANDED | {BatchState.HANDED_OVER}
_WORDS = ("by", "second", "participants", "carrier", "neutral_who", "window", "authority", "reason")


def _summary(row: Batch, account_id: str, *, is_open: bool = False) -> BatchSummary:
    counts = rows_where(BatchCount, batch_id=row.pk, order="recorded_index")
    numbers = {one.is_receiver: one.number for one in counts}
    is_hidden = not is_open and row.way == BatchWay.RECEIVED.value and BatchState(row.state) in _UNCOUNTED
    return BatchSummary(
        batch_id=row.pk, way=BatchWay(row.way), power=row.power, title="" if is_hidden else row.title,
        state=BatchState(row.state),
        lines=None if is_hidden else len(lines_of(row.pk)), sender_number=None if is_hidden else numbers.get(False),
        receiver_number=numbers.get(True), open_differences=len(rows_where(BatchDifference, batch_id=row.pk, end="")),
        request_id=row.request_id, origin_id=row.origin_id, is_theirs=row.is_theirs, place=row.place,
        agreed_on=row.agreed_on, vehicle_seal=row.vehicle_seal, manifest_digest=row.manifest_digest,
        is_counted_by_me=bool(row.counter) and row.counter == account_id,
        may_be_counted=row.way == BatchWay.RECEIVED.value and row.state == BatchState.HANDED_OVER.value
        and not row.counter,
    )  # fmt: skip


@question(SEES)
def batches(acting: Acting) -> tuple[BatchSummary, ...]:
    """Every batch, the newest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(_summary(row, acting.account_id) for row in rows_where(Batch, order="-recorded_index"))


@question(SEES, of_numbers=True)
def batches_that_differ(acting: Acting) -> tuple[str, ...]:
    """The numbers of the batches of whose differences one is open, the oldest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    found = rows_where(BatchDifference, end="", order="recorded_index")
    return tuple(dict.fromkeys(one.batch_id for one in found))


@question(SEES)
def batch_summary(acting: Acting, batch_id: str) -> BatchSummary:
    """One batch by its number, without its list.  Raises: RoleForbidsError; UnknownBatchError."""
    require(acting, SEES)
    return _summary(batch_row(batch_id), acting.account_id)


@question(READS)
def batch(acting: Acting, batch_id: str) -> BatchView:
    """One batch with its list, steps, both counts and what differs; closed to whoever counts it now.

    Source:   law-and-practice section 6.7: the receiver's count is independent.
    Raises:   RoleForbidsError; UnknownBatchError; BlindCountError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = batch_row(batch_id)
    if row.counter == acting.account_id:
        raise BlindCountError("whoever counts reads the list after the count is signed", provision=RULE)
    record_reading(acting, question="returns.?batch", records=(row.pk,))
    lines = lines_of(row.pk)
    aboard, boxes = on_board(row.pk), boxes_of(row.pk)
    read = checked_lines(lines, boxes)
    entries = rows_where(CountEntry, batch_id=row.pk, order="recorded_index id")
    listed: dict[str, BatchLine | BatchContainer] = {one.pk: one for one in lines}
    listed |= {one.pk: one for one in boxes.values()}
    differences = difference_views(row.pk, listed, {one.pk: one for one in entries})
    kinds: dict[str, list[str]] = {}
    open_of = {one.line_id for one in differences if not one.end}
    for one in differences:
        kinds.setdefault(one.line_id, []).append(one.kind)
    steps = rows_where(BatchStep, batch_id=row.pk, order="recorded_index")
    counts = rows_where(BatchCount, batch_id=row.pk, order="recorded_index")
    scans = rows_where(BatchScan, batch_id=row.pk, order="at id")
    loaded = {one.pk: found.at for one in lines if (found := is_loaded(one, aboard, boxes)) is not None}
    return BatchView(
        summary=_summary(row, acting.account_id, is_open=True),
        lines=tuple(
            LineView(
                line_id=one.pk, label=one.label, item_code=one.item_code, seal_number=one.seal_number,
                container=one.container, says=cells["says"] or "", is_checked=one.pk in read,
                loaded_at=loaded.get(one.pk, ""), is_spot_checked=one.is_spot_checked,
                differences=tuple(kinds.get(one.pk, ())), has_open=one.pk in open_of,
            )
            for one, cells in zip(lines, open_rows(lines, ("says",)), strict=True)
        ),
        containers=container_views(boxes, lines, aboard, entries, kinds, open_of),
        steps=tuple(
            BatchStepView(
                event=one.event, at=one.at, place=one.place, seal_number=one.seal_number, reference=one.reference,
                manifest_digest=one.manifest_digest, **{name: text or "" for name, text in cells.items()},
            )
            for one, cells in zip(steps, open_rows(steps, _WORDS), strict=True)
        ),
        counts=tuple(
            CountView(
                count_id=one.pk, is_receiver=one.is_receiver, is_theirs=one.is_theirs, number=one.number, at=one.at,
                reference=one.reference, by=cells["by"] or "", second=cells["second"] or "",
                why_differs=cells["why_differs"] or "", containers=one.containers,
            )
            for one, cells in zip(counts, open_rows(counts, ("by", "second", "why_differs")), strict=True)
        ),
        entries=tuple(
            EntryView(
                entry_id=one.pk, label=one.label, seal=one.seal, is_seal_whole=one.is_seal_whole,
                is_condition_as_listed=one.is_condition_as_listed, item_code=one.item_code,
                is_container=one.is_container, container=one.container,
            )
            for one in entries
        ),
        differences=tuple(differences),
        flagged=tuple(
            ScanView(at=one.at, label=one.label, seal=one.seal, flag=one.flag, purpose=one.purpose)
            for one in scans if one.flag != ScanFlag.FITS.value
        ),
        scans=len(scans),
        rejected=sum(one.rejected for one in rows_where(ScanList, batch_id=row.pk))
        + sum(one.rejected for one in rows_where(BatchList, batch_id=row.pk)),
        unlisted=tuple(sorted(set(aboard) - {one.label for one in lines} - set(boxes))),
        is_list_as_signed=bool(row.manifest_digest) and row.manifest_digest == manifest_digest(row.pk),
    )  # fmt: skip


@question(READS)
def container_of_batch(acting: Acting, batch_container: str) -> ContainerView:
    """A container on a batch by its number there.

    Raises:   RoleForbidsError; UnknownBatchContainerError; BlindCountError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = box_row(batch_container)
    return next(one for one in batch(acting, row.batch_id).containers if one.box_id == row.pk)


@question(SEES)
def would_lose_count(acting: Acting, batch_id: str) -> bool:
    """Whether an account could still count a batch of theirs and could no longer, once it has opened the list.

    Raises:   RoleForbidsError; UnknownBatchError.
    """
    require(acting, SEES)
    row = batch_row(batch_id)
    is_to_be_counted = row.way == BatchWay.RECEIVED.value and BatchState(row.state) in _UNCOUNTED and not row.counter
    has_list = is_there(BatchList, batch_id=row.pk)
    return is_to_be_counted and has_list and not has_seen_list(acting.account_id, row)


@question(READS)
def line_of_batch(acting: Acting, batch_line: str) -> PlainLine:
    """A thing on a batch by its number: on which one it stands, and its label.

    Raises:   RoleForbidsError; UnknownBatchLineError; BlindCountError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    line = line_row(batch_line)
    if batch_row(line.batch_id).counter == acting.account_id:
        raise BlindCountError("whoever counts reads the list after the count is signed", provision=RULE)
    record_reading(acting, question="returns.?batch", records=(line.batch_id,))
    return _plain([line])[0]


def _plain(lines: list[BatchLine]) -> tuple[PlainLine, ...]:
    boxes = boxes_of(lines[0].batch_id) if lines else {}
    read = checked_lines(lines, boxes)
    return tuple(
        PlainLine(
            line_id=one.pk, batch_id=one.batch_id, label=one.label, item_code=one.item_code,
            is_boxed=one.container in boxes, is_checked=one.pk in read,
        )
        for one in lines
    )  # fmt: skip


@question(READS)
def lines_by_label(acting: Acting, batch_id: str) -> dict[str, PlainLine]:
    """The things on a batch by their labels, as they stand.

    Raises:   RoleForbidsError; UnknownBatchError; BlindCountError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = batch_row(batch_id)
    if row.counter == acting.account_id:
        raise BlindCountError("whoever counts reads the list after the count is signed", provision=RULE)
    record_reading(acting, question="returns.?batch", records=(row.pk,))
    return {one.label: one for one in _plain(lines_of(row.pk)) if one.label}


@question(READS)
def lines_by_number(acting: Acting, batch_id: str) -> dict[str, str]:
    """The lines of a batch by their labels and by their places on its list.

    Raises:   RoleForbidsError; UnknownBatchError; BlindCountError.
    Leaf:     access.reading_recorded
    """
    lines = batch(acting, batch_id).lines
    places = {str(place): one.line_id for place, one in enumerate(lines, 1)}
    return places | {one.label: one.line_id for one in lines if one.label}


@question(READS)
def entry_of_batch(acting: Acting, entry_id: str) -> tuple[str, str]:
    """On which batch a counted thing is, and its label.

    Raises:   RoleForbidsError; UnknownEntryError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = row_numbered(CountEntry, entry_id)
    if row is None:
        raise UnknownEntryError("nothing was counted under this number")
    record_reading(acting, question="returns.?batch", records=(row.batch_id,))
    return row.batch_id, row.label


@question(READS)
def batch_difference(acting: Acting, batch_difference_id: str) -> DifferenceView:
    """One difference with both sides of it.

    Raises:   RoleForbidsError; UnknownBatchDifferenceError; BlindCountError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = row_numbered(BatchDifference, batch_difference_id)
    if row is None:
        raise UnknownBatchDifferenceError("no such difference")
    view = batch(acting, row.batch_id)
    return next(one for one in view.differences if one.difference_id == row.pk)


_SHOWN = 20


@question(COUNTING)
def counting(acting: Acting, batch_id: str) -> CountingView:
    """The count that this account began, as far as it is.  Raises: RoleForbidsError; UnbegunCountError."""
    require(acting, COUNTING)
    row = batch_row(batch_id)
    if row.counter != acting.account_id:
        raise UnbegunCountError("no count was begun by this account", provision=RULE)
    scans = rows_where(BatchScan, batch_id=row.pk, purpose=ScanFor.COUNT.value, order="at id")
    standing = counted_scans(row.pk)
    flags = Counter(one.flag for one in standing if one.flag != ScanFlag.FITS.value)
    lists = rows_where(ScanList, batch_id=row.pk, purpose=ScanFor.COUNT.value)
    things, containers = things_of(standing)
    return CountingView(
        batch_id=row.pk, scans=len(standing), rejected=sum(one.rejected for one in lists),
        things=things, containers=containers, flags=tuple(sorted(flags.items())),
        last=tuple(
            ScanView(
                at=one.at, label=one.label, seal=one.seal, flag=one.flag, purpose=one.purpose, scan_id=one.pk,
                is_container=one.is_container, is_struck=one.struck_index is not None,
            )
            for one in scans[: -_SHOWN - 1 : -1]
        ),
    )  # fmt: skip
