"""Counts: the receiver's, made without the sender's, theirs as their paper has it; and both laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.return_batch import RULE, BatchEvent, BatchFacts, BatchState, BatchWay, next_batch
from repatria.core.law.return_count import (
    CountFacts,
    ListedThing,
    check_count,
    compare_containers,
    compare_counts,
)
from repatria.core.law.return_list import MOST_LINES, BatchRow, sort_rows
from repatria.core.law.return_scans import ScanFor
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.reading import item_row
from repatria.records.returns.acts import BatchDifferenceOpened, RejectedRow
from repatria.records.returns.count_acts import (
    BatchCounted,
    CountBegun,
    CountPaper,
    CountSaid,
    CountsCompared,
    ReceivedEntered,
    ScanStruck,
    StruckWords,
)
from repatria.records.returns.counted import (
    boxes_of_rows,
    counted_scans,
    counted_thing,
    entries_of,
    entry_of_row,
    row_text,
)
from repatria.records.returns.errors import (
    EmptyBatchListError,
    SameLineError,
    UnbegunCountError,
    UnknownEntryError,
    UnknownScanError,
    WrongWayError,
)
from repatria.records.returns.models import Batch, BatchCount, BatchScan, CountEntry
from repatria.records.returns.reading import (
    batch_row,
    boxes_of,
    check_said,
    fresh_difference,
    has_seen_list,
    lines_of,
)

BEGIN, SIGN, THEIRS = "returns.begin_count", "returns.sign_count", "returns.record_their_batch_count"
COMPARE, ENTER = "returns.compare_sides", "returns.enter_received"


def _handed_over(batch_id: str, way: BatchWay) -> Batch:
    batch = batch_row(batch_id)
    if batch.way != way.value or batch.state != BatchState.HANDED_OVER.value:
        raise WrongWayError("it is counted once, after it was handed over", provision=RULE)
    return batch


@service
def begin_count(acting: Acting, *, batch_id: str, by: str, second: str) -> str:
    """Records that a count of what was received begins, by an account that has not seen the list; a second is named.

    Source:   law-and-practice section 6.7: the receiver's count is independent.
    Given:    `by` and `second` named; the account that records it is the one that counts. Whether it brought, moved or
              read the batch since their list is here, the log says.
    Returns:  the number of the count.
    Raises:   UnknownBatchError; WrongWayError; UnbegunCountError where another counts; SecondPersonError;
              OpenGuardError for whoever saw the list.
    Leaf:     returns.count_begun
    """
    require(acting, BEGIN)
    refuse_statements({"by": by, "second": second})
    batch = _handed_over(batch_id, BatchWay.RECEIVED)
    if batch.counter:
        raise UnbegunCountError("a count was begun already", provision=RULE)
    check_count(CountFacts(
        by=by, second=second, has_seen_list=has_seen_list(acting.account_id, batch), number=0,
    ))  # fmt: skip
    count_id = record_number("NT", acting.randomness(7))
    record(
        CountBegun(
            batch_id=batch.pk, count_id=count_id, counter=acting.account_id,
            words=CountSaid(by=by.strip(), second=second.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return count_id


@service(actions=SIGN)
def strike_scan(acting: Acting, *, scan_id: str, reason: str) -> int:
    """Says that a scan of one's own count was wrong: a thing that does not belong there, a label typed wrongly.

    Source:   law-and-practice section 6.7; house rule 6.7.
    Given:    before the count is signed, by the account that counts; the scan stays on record with the reason.
    Returns:  the index of the act.
    Raises:   UnknownScanError for none of this count, or one that was struck; UnbegunCountError; InputError without a
              reason.
    Leaf:     returns.scan_struck
    """
    require(acting, SIGN)
    refuse_statements({"reason": reason})
    check_said(reason=reason)
    row = row_numbered(BatchScan, scan_id)
    if row is None or row.purpose != ScanFor.COUNT.value or row.struck_index is not None:
        raise UnknownScanError("no such scan stands in a count")
    if batch_row(row.batch_id).counter != acting.account_id:
        raise UnbegunCountError("no count was begun by this account", provision=RULE)
    given = ScanStruck(batch_id=row.batch_id, scan_id=row.pk, words=StruckWords(reason=reason.strip()))
    return record(given, actor=acting.account_id, at=acting.at)


@service
def sign_count(
    acting: Acting, *, batch_id: str, by: str, second: str, number: int, happened_at: datetime, why_differs: str = "",
    containers: int | None = None,
) -> str:  # fmt: skip
    """Signs the count of what was received: the number that two counted, beside what they scanned.

    Source:   law-and-practice section 6.7.
    Given:    the account that began it. The number is what they counted with their hands, of things, and `containers`
              of coffins, bags and boxes; the scans stand beside them, without those that were struck, and where they
              hold another number it is said why.
    Returns:  the number of the count.
    Raises:   UnknownBatchError; WrongWayError; UnbegunCountError; SecondPersonError; UnstatedParticularsError;
              OpenGuardError for whoever saw the list meanwhile; NotYetError.
    Leaf:     returns.batch_counted
    """
    require(acting, SIGN)
    refuse_statements({"by": by, "second": second, "why_differs": why_differs})
    check_happened(happened_at, acting.at)
    batch = _handed_over(batch_id, BatchWay.RECEIVED)
    if batch.counter != acting.account_id:
        raise UnbegunCountError("no count was begun by this account", provision=RULE)
    count_id = record_number("NT", acting.randomness(7))
    entries = entries_of(count_id, counted_scans(batch.pk))
    scanned = sum(one.is_container for one in entries)
    check_count(CountFacts(
        by=by, second=second, has_seen_list=has_seen_list(acting.account_id, batch), number=number,
        things=len(entries) - scanned, containers=containers, scanned_containers=scanned, why_differs=why_differs,
    ))  # fmt: skip
    return _sign(acting, batch, BatchCounted(
        batch_id=batch.pk, count_id=count_id, is_theirs=False, is_by_line=True, number=number,
        containers=containers, at=instant_text(happened_at), reference="", file_digest="", entries=entries, rejected=(),
        words=CountPaper(
            by=by.strip(), second=second.strip(), rejected=(),
            why_differs=why_differs.strip() if (number, containers or 0) != (len(entries) - scanned, scanned) else "",
        ),
    ))  # fmt: skip


@service
def record_their_batch_count(
    acting: Acting, *, batch_id: str, number: int, happened_at: datetime, by: str, second: str, reference: str,
    rows: Sequence[BatchRow] = (), file_digest: str = "", containers: int | None = None,
) -> str:  # fmt: skip
    """Records how many the other side counted of what was sent, as its paper says; line by line where it gives lines.

    Source:   law-and-practice section 6.7: both counts are kept.
    Given:    `rows` of their spreadsheet or paper; none where their paper gives a number alone. A row that is none is
              kept with its reason. Their containers are those in which their rows say that things lay.
    Returns:  the number of the count.
    Raises:   UnknownBatchError; WrongWayError; SecondPersonError; UnstatedParticularsError; EmptyBatchListError;
              NotYetError; StatementError.
    Leaf:     returns.batch_counted
    """
    require(acting, THEIRS)
    refuse_statements({"by": by, "second": second, "reference": reference})
    check_happened(happened_at, acting.at)
    batch = _handed_over(batch_id, BatchWay.SENT)
    check_count(CountFacts(by=by, second=second, is_theirs=True, reference=reference, number=number))
    kept = [one for one in rows if not one.is_empty]
    if len(kept) > MOST_LINES:
        raise EmptyBatchListError(f"a list has at most {MOST_LINES} rows", (("rows", "count"),))
    _, faults = sort_rows(kept, here=frozenset(), elsewhere=frozenset())
    count_id = record_number("NT", acting.randomness(7))
    return _sign(acting, batch, BatchCounted(
        batch_id=batch.pk, count_id=count_id, is_theirs=True, is_by_line=bool(kept), number=number,
        containers=containers, at=instant_text(happened_at), reference=reference.strip(), file_digest=file_digest,
        entries=(
            *(entry_of_row(f"{count_id}.{place}", row) for place, row in enumerate(kept, 1)),
            *boxes_of_rows(count_id, kept),
        ),
        rejected=tuple(RejectedRow(where=one.where, fault=one.fault) for one in faults),
        words=CountPaper(
            by=by.strip(), second=second.strip(), rejected=tuple(row_text(kept[one.where]) for one in faults),
            why_differs="",
        ),
    ))  # fmt: skip


def _sign(acting: Acting, batch: Batch, given: BatchCounted) -> str:
    next_batch(BatchWay(batch.way), BatchState(batch.state), BatchEvent.COUNTED, BatchFacts())
    record(given, actor=acting.account_id, at=acting.at)
    return given.count_id


@service
def compare_sides(acting: Acting, *, batch_id: str) -> int:
    """Lays both counts side by side and names each difference; without one the batch is reconciled.

    Source:   law-and-practice section 6.7: both counts are kept, and differences are resolved one by one.
    Returns:  how many differ.
    Raises:   UnknownBatchError; BatchOrderError before the receiver's count is signed.
    Leaf:     returns.counts_compared
    """
    require(acting, COMPARE)
    batch = batch_row(batch_id)
    way, before = BatchWay(batch.way), BatchState(batch.state)
    next_batch(way, before, BatchEvent.DISCREPANT, BatchFacts())
    lines = lines_of(batch.pk)
    counts = rows_where(BatchCount, batch_id=batch.pk, order="recorded_index")
    ours = [one for one in counts if not one.is_receiver]
    receiver = next(one for one in counts if one.is_receiver)
    numbers = [one.number for one in ours] or [len(lines)]
    boxes = boxes_of(batch.pk)
    listed = [
        ListedThing(
            line_id=one.pk, label=one.label, container=one.container,
            # what lies in a container of ours has no seal of its own
            seal="" if one.container in boxes and boxes[one.container].kept_id else one.seal_number,
        )
        for one in lines
    ]  # fmt: skip
    entries = rows_where(CountEntry, batch_id=batch.pk, order="recorded_index id")
    found = compare_counts(
        listed if receiver.is_by_line else (), [counted_thing(one) for one in entries if not one.is_container],
        sender_numbers=numbers, receiver_number=receiver.number,
    )  # fmt: skip
    counted_boxes = [counted_thing(one) for one in entries if one.is_container]
    if receiver.is_by_line and (counted_boxes or not receiver.is_theirs):  # their paper may say nothing of containers
        found += compare_containers(
            [ListedThing(line_id=one.pk, label=one.number, seal=one.resealed or one.seal_number)
             for one in boxes.values()],
            counted_boxes,
        )  # fmt: skip
    event = BatchEvent.DISCREPANT if found else BatchEvent.RECONCILED
    record(
        CountsCompared(
            batch_id=batch.pk, sender_number=numbers[-1], receiver_number=receiver.number,
            state=next_batch(way, before, event, BatchFacts()),
            opened=tuple(
                BatchDifferenceOpened(
                    difference_id=fresh_difference(acting), kind=one.kind, line_id=one.line_id,
                    entry_id=one.entry_id,
                )
                for one in found
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return len(found)


@service
def enter_received(acting: Acting, *, entry_id: str, item_code: str) -> int:
    """Says under which code of this bureau a thing that came is kept; its label of there stays beside it for ever.

    Source:   house rule 6.3: no item stands without the recovery that took it up, and no label is renamed.
    Given:    the item was recorded, at the recovery that stands for the hand-over; a code is one thing's.
    Returns:  the index of the act.
    Raises:   UnknownEntryError; WrongCodeError; UnknownItemError; SameLineError for a code that is another's.
    Leaf:     returns.received_entered
    """
    require(acting, ENTER)
    entry = row_numbered(CountEntry, entry_id)
    if (
        entry is None
        or entry.item_code
        or entry.is_container
        or batch_row(entry.batch_id).way != BatchWay.RECEIVED.value
    ):
        raise UnknownEntryError("nothing was counted under this number, or it has its code")
    item = item_row(item_code)
    if is_there(CountEntry, item_code=item.pk):
        raise SameLineError("another thing that came has this code", faults=(("item_code", "used_code"),))
    return record(
        ReceivedEntered(batch_id=entry.batch_id, entry_id=entry.pk, label=entry.label, item_code=item.pk),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
