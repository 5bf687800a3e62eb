"""What several services of returns read first: request, batch, its lines and scans, and what stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from repatria.core.law.remains_containers import ContainerState
from repatria.core.law.return_batch import OPEN, BatchState
from repatria.core.law.return_scans import SEALED_AGAINST, ScanFlag, ScanFor
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting
from repatria.records.access.openings import has_opened
from repatria.records.ledger.acts import encode
from repatria.records.ledger.reading import was_recorded_by
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.remains.leaving import labels_read_again
from repatria.records.remains.models import Item
from repatria.records.remains.sample_models import Container
from repatria.records.returns.errors import (
    UnknownBatchContainerError,
    UnknownBatchDifferenceError,
    UnknownBatchError,
    UnknownBatchLineError,
    UnknownRequestError,
)
from repatria.records.returns.models import (
    Batch,
    BatchContainer,
    BatchDifference,
    BatchLine,
    BatchList,
    BatchScan,
    BatchStep,
    CountEntry,
    ReturnRequest,
)

BATCH_READ = "returns.?batch"
PACKET = "RK-"
"""With what the number of a packet of what was found begins."""


def request_row(request_id: str) -> ReturnRequest:
    """Raises: UnknownRequestError."""
    row = row_numbered(ReturnRequest, request_id)
    if row is None:
        raise UnknownRequestError("no such request")
    return row


def batch_row(batch_id: str) -> Batch:
    """Raises: UnknownBatchError."""
    row = row_numbered(Batch, batch_id)
    if row is None:
        raise UnknownBatchError("no such batch")
    return row


def lines_of(batch_id: str) -> list[BatchLine]:
    """The things that stand on a batch, in the order of their list."""
    return [one for one in rows_where(BatchLine, batch_id=batch_id, order="recorded_index place") if not one.is_out]


def codes_of_batch(batch_id: str) -> frozenset[str]:
    """The codes of what stands on a batch of ours, or of what came in one of theirs and has a code of this bureau."""
    named = [one.item_code for one in rows_where(BatchLine, batch_id=batch_id, is_out=False)]
    named += [one.item_code for one in rows_where(CountEntry, batch_id=batch_id)]
    return frozenset(code for code in named if code)


def line_row(line_id: str) -> BatchLine:
    """A thing that stands on a batch.  Raises: UnknownBatchLineError."""
    row = row_numbered(BatchLine, line_id)
    if row is None or row.is_out:
        raise UnknownBatchLineError("no such thing stands on this batch")
    return row


def boxes_of(batch_id: str) -> dict[str, BatchContainer]:
    """The coffins, bags and boxes that stand on a batch, by their numbers, in the order of their list."""
    rows = rows_where(BatchContainer, batch_id=batch_id, order="recorded_index place")
    return {one.number: one for one in rows if not one.is_out}


def box_row(box_id: str) -> BatchContainer:
    """Raises: UnknownBatchContainerError."""
    row = row_numbered(BatchContainer, box_id)
    if row is None or row.is_out:
        raise UnknownBatchContainerError("no such container stands on this batch")
    return row


def difference_row(difference_id: str) -> BatchDifference:
    """A difference that is open.  Raises: UnknownBatchDifferenceError."""
    row = row_numbered(BatchDifference, difference_id)
    if row is None or row.end:
        raise UnknownBatchDifferenceError("no such difference is open")
    return row


def open_differences(batch_id: str) -> list[BatchDifference]:
    return rows_where(BatchDifference, batch_id=batch_id, end="", order="recorded_index id")


def elsewhere(batch_id: str) -> frozenset[str]:
    """Labels and codes that stand on other batches that are open."""
    others = [one.pk for one in rows_where(Batch, state=sorted(one.value for one in OPEN)) if one.pk != batch_id]
    lines = rows_where(BatchLine, batch_id=others, is_out=False)
    return frozenset(text for one in lines for text in (one.label, one.item_code) if text)


def where_else(code: str, batch_id: str) -> Batch | None:
    """Another batch on which a thing stands that is open, or with which it left for good."""
    for line in rows_where(BatchLine, item_code=code, is_out=False):
        if line.batch_id == batch_id:
            continue
        batch = batch_row(line.batch_id)
        is_away = batch.state == BatchState.ABORTED.value and _was_sealed(batch.pk) and not _is_back(line)
        is_kept = BatchState(batch.state) in OPEN or batch.state == BatchState.CLOSED.value
        if batch.way == "sent" and (is_kept or is_away):
            return batch
    return None


def _was_sealed(batch_id: str) -> bool:
    return is_there(BatchStep, batch_id=batch_id, event="sealed")


def back_since(batch_id: str, lines: Iterable[BatchLine]) -> dict[str, str]:
    """When things that lay under seals on a batch that was stopped were scanned as they came back, or the container in
    which they lie under its seal, by their lines."""
    scans = rows_where(BatchScan, batch_id=batch_id, purpose=ScanFor.RETURNED.value, order="at recorded_index")
    boxes = boxes_of(batch_id) if scans else ()
    found = {}
    for line in lines:
        is_boxed = bool(line.container) and line.container in boxes
        when = [
            one.at for one in scans
            if one.line_id == line.pk
            or (is_boxed and one.label == line.container and one.flag not in SEALED_AGAINST)
        ]  # fmt: skip
        if when:
            found[line.pk] = when[0]
    return found


def _is_back(line: BatchLine) -> bool:
    return line.pk in back_since(line.batch_id, [line])


def on_board(batch_id: str) -> dict[str, BatchScan]:
    """What lies on the vehicle by the last scan of each label, on or off, by the scans' own times."""
    last: dict[str, BatchScan] = {}
    for one in rows_where(BatchScan, batch_id=batch_id, purpose=ScanFor.LOADING.value, order="at recorded_index id"):
        if one.flag not in (ScanFlag.UNREAD, ScanFlag.WRONG_CHECK):
            last[one.label] = one
    return {label: one for label, one in last.items() if one.flag != ScanFlag.TAKEN_OFF.value}


def is_loaded(line: BatchLine, aboard: dict[str, BatchScan], boxes: dict[str, BatchContainer]) -> BatchScan | None:
    """The scan by which a thing lies on the vehicle: its own, or that of the container in which it lies.

    Given:    `aboard` as `on_board` has it, `boxes` as `boxes_of` has them.
    """
    if line.container not in boxes:
        return aboard.get(line.label)
    found = aboard.get(line.container)
    return found if found is not None and found.flag not in SEALED_AGAINST else None


def checked_lines(lines: Sequence[BatchLine], boxes: dict[str, BatchContainer]) -> frozenset[str]:
    """The lines of which two read the label again: for this batch, or, of what lies in a sealed container of ours,
    before it was packed.

    Given:    `boxes` as `boxes_of` has them.
    """
    ours = {number for number, one in boxes.items() if one.kept_id}
    read = labels_read_again([one.item_code for one in lines if one.container in ours and one.item_code])
    return frozenset(one.pk for one in lines if one.is_checked or (one.container in ours and one.item_code in read))


def is_container_changed(box: BatchContainer) -> bool:
    """Whether a container of ours on a batch is no longer sealed as it stands there, or holds something else."""
    listed = {one.item_code for one in lines_of(box.batch_id) if one.container == box.number}
    within = {one.pk for one in rows_where(Item, container_id=box.kept_id)}
    (now,) = rows_where(Container, pk=box.kept_id)
    is_same = now.state == ContainerState.SEALED.value and now.seal_number == box.seal_number
    return not (is_same and listed == within)


def manifest_digest(batch_id: str) -> str:
    """The SHA-256 of what stands on a batch now: labels, codes, seals and containers in the order of the list; then
    each container with its seal, where there is one."""
    rows = [[one.pk, one.label, one.item_code, one.seal_number, one.container] for one in lines_of(batch_id)]
    rows += [[one.pk, one.number, one.seal_number] for one in boxes_of(batch_id).values()]
    return sha256(encode(rows)).hexdigest()


def has_seen_list(account_id: str, batch: Batch) -> bool:
    """Whether an account put the sender's list here, took a step on it, or read the batch since it was here.

    Given:    reading a batch leaves a leaf.
    """
    lists = [one.recorded_index for one in rows_where(BatchList, batch_id=batch.pk, order="recorded_index")]
    steps = [one.recorded_index for one in rows_where(BatchStep, batch_id=batch.pk)]
    if not lists:
        return False
    if any(was_recorded_by(index, account_id) for index in (*lists, *steps)):
        return True
    return has_opened(account_id, batch.pk, since=lists[0] - 1)


def fresh_difference(acting: Acting) -> str:
    """A number for a difference that is named now."""
    mismatch_id = record_number("ND", acting.randomness(7))
    return mismatch_id


def check_said(**said: str) -> None:
    """Raises: InputError naming every field that was left empty."""
    faults = tuple((name, "missing") for name, text in said.items() if not text.strip())
    if faults:
        raise InputError(f"say {', '.join(name for name, _ in faults)}", faults)
