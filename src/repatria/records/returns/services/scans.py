"""Scans of what is loaded or counted: one, or a list that was kept without a line; taken in once, by its own times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from repatria.core.law.return_batch import RULE, BatchState, BatchWay
from repatria.core.law.return_scans import (
    MOST_SCANS,
    SEALED_AGAINST,
    FaultyRow,
    ScanFlag,
    ScanFor,
    ScanRow,
    container_of,
    flags_of_scans,
    has_bare_rows,
    looks_like_code,
    read_scans,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.returns.acts import RejectedRow
from repatria.records.returns.count_acts import ScansSaid, ScansTaken, TakenScan
from repatria.records.returns.errors import EmptyBatchListError, TakenListError, UnbegunCountError, WrongWayError
from repatria.records.returns.models import Batch, BatchScan, ScanList
from repatria.records.returns.reading import batch_row, boxes_of, check_said, elsewhere, lines_of

SCAN = "returns.take_scans"
_LOADS = frozenset({BatchState.SEALED})
_DAY_MINUTES = 24 * 60


def _check_time(acting: Acting, batch: Batch, purpose: ScanFor) -> None:
    if purpose is ScanFor.RETURNED:
        if batch.way != BatchWay.SENT.value or batch.state != BatchState.ABORTED.value:
            raise WrongWayError("what was stopped on the way is scanned when it is back", provision=RULE)
        return
    if purpose is ScanFor.LOADING:
        if batch.way != BatchWay.SENT.value or BatchState(batch.state) not in _LOADS:
            raise WrongWayError("what is sent is loaded once it was sealed", provision=RULE)
        return
    if batch.way != BatchWay.RECEIVED.value or batch.state != BatchState.HANDED_OVER.value:
        raise WrongWayError("what was received is counted once it was handed over", provision=RULE)
    if batch.counter != acting.account_id:
        raise UnbegunCountError("no count was begun by this account", provision=RULE)


@service
def take_scans(
    acting: Acting, *, batch_id: str, purpose: ScanFor, text: str, brought_by: str, offset_minutes: int = 0,
    is_off: bool = False, are_containers: bool = False,
) -> str:  # fmt: skip
    """Takes in scans: a line each with time, label, seal and words, in the order of their own times; a list once.

    Source:   law-and-practice section 6.7; issue 17, part 4: works without a line, and is sent later.
    Given:    `text` as `core.law.return_scans.read_scans` reads it; times without a zone are `offset_minutes` east of
              UTC. `is_off` where these were taken off the vehicle again, being on no line. What is scanned twice, out
              of order, on another batch, under another seal or with a wrong check sign is kept with that word; of a
              count nothing is said that their list would tell. A row that is no scan, or from before the batch that it
              loads was sealed, is kept whole, with its reason.
              One scan of a container of ours under its seal, which is read again, loads all that lies in it; in a
              count whoever counts says what is a container, all of them by `are_containers`; each thing is scanned.
    Returns:  the number of the list.
    Raises:   UnknownBatchError; WrongWayError; UnbegunCountError; TakenListError for the same list again;
              EmptyBatchListError; InputError; StatementError.
    Leaf:     returns.scans_taken
    """
    require(acting, SCAN)
    refuse_statements({"brought_by": brought_by})
    check_said(brought_by=brought_by, text=text)
    if abs(offset_minutes) > _DAY_MINUTES:
        raise InputError("a zone is less than a day from UTC", (("offset_minutes", "number"),))
    batch = batch_row(batch_id)
    _check_time(acting, batch, purpose)
    rows, faults = read_scans(
        text, now=acting.at, offset_minutes=offset_minutes, are_containers=are_containers,
        not_before=batch.last_at if purpose is ScanFor.LOADING else "",
    )  # fmt: skip
    if not 0 < len(rows) + len(faults) <= MOST_SCANS:
        raise EmptyBatchListError(f"a list has between 1 and {MOST_SCANS} rows", (("text", "count"),))
    # A label that was typed now is no list that was kept: typed again, it is scanned again.
    kept = f"{text}\n{acting.at.isoformat()}" if has_bare_rows(text) else text
    digest = _digest(batch, purpose, kept, is_off=is_off, are_containers=are_containers)
    if is_there(ScanList, digest=digest):
        raise TakenListError("this list was taken in already", faults=(("text", "taken_list"),))
    scans_id = record_number("NS", acting.randomness(7))
    record(
        ScansTaken(
            scans_id=scans_id, batch_id=batch.pk, purpose=purpose, digest=digest,
            scans=_taken(batch, purpose, rows, is_off=is_off), rejected=_rejected(faults),
            words=ScansSaid(brought_by=brought_by.strip(), text=text),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return scans_id


def _digest(batch: Batch, purpose: ScanFor, text: str, *, is_off: bool, are_containers: bool) -> str:
    """Of the rows without blanks at their ends, so that a list that was pasted and one that was sent are one."""
    rows = [" ".join(one.split()) for one in text.splitlines() if one.strip()]
    head = f"{batch.pk}\n{purpose.value}\n{'off' if is_off else 'on'}\n" + ("containers\n" if are_containers else "")
    return sha256((head + "\n".join(rows)).encode()).hexdigest()


def _rejected(faults: tuple[FaultyRow, ...]) -> tuple[RejectedRow, ...]:
    return tuple(RejectedRow(where=one.where, fault=one.fault) for one in faults)


def _taken(batch: Batch, purpose: ScanFor, rows: tuple[ScanRow, ...], *, is_off: bool) -> tuple[TakenScan, ...]:
    before = rows_where(BatchScan, batch_id=batch.pk, purpose=purpose.value)
    lines = {one.label: one for one in lines_of(batch.pk) if one.label} if purpose is not ScanFor.COUNT else {}
    boxes = {number: one.seal_number for number, one in boxes_of(batch.pk).items()} if lines else {}
    rows = tuple(_of_box(one, boxes) for one in rows)
    flags = flags_of_scans(
        rows, purpose=purpose,
        seen=frozenset(
            one.label for one in before if one.label and not (one.label in boxes and one.flag in SEALED_AGAINST)
        ),
        last_at=max((one.at for one in before), default=""),
        lines={label: one.seal_number for label, one in lines.items()},
        elsewhere=elsewhere(batch.pk) if purpose is not ScanFor.COUNT else frozenset(), containers=boxes,
        within=frozenset(label for label, one in lines.items() if one.container in boxes),
    )  # fmt: skip
    return tuple(
        TakenScan(
            at=row.at, label=row.label or (row.typed.strip().upper() if looks_like_code(row.typed) else ""),
            line_id=lines[row.label].pk if row.label in lines and not is_off else "",
            seal=row.seal, is_seal_whole=row.is_seal_whole, is_condition_as_listed=row.is_condition_as_listed,
            flag=ScanFlag.TAKEN_OFF if is_off and row.label else flag, is_container=row.is_container,
            container=row.container,
        )
        for row, flag in zip(rows, flags, strict=True)
    )  # fmt: skip


def _of_box(row: ScanRow, boxes: Mapping[str, str]) -> ScanRow:
    """A scan whose label is the number of a container of this batch, also one in words that no label has."""
    number = row.label or container_of(row.typed)[0]
    return replace(row, label=number, typed="", is_container=True, container="") if number in boxes else row
