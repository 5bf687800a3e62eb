"""Counts: the receiver's, made without the sender's, theirs as their paper has it; and both laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.return_batch import RULE, BatchEvent, BatchFacts, BatchState, BatchWay, next_batch
from repatria.core.law.return_count import CountedThing, CountFacts, ListedThing, check_count, compare_counts
from repatria.core.law.return_list import MOST_LINES, BatchRow, sort_rows
from repatria.core.law.return_scans import LONGEST_LABEL, ScanFlag, ScanFor, label_of
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
    CountedEntry,
    CountPaper,
    CountSaid,
    CountsCompared,
    ReceivedEntered,
    ScanStruck,
    StruckWords,
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
from repatria.records.returns.reading import batch_row, check_said, fresh_difference, has_seen_list, lines_of

BEGIN, SIGN, THEIRS = "returns.begin_count", "returns.sign_count", "returns.record_their_batch_count"
COMPARE, ENTER = "returns.compare_sides", "returns.enter_received"
_UNREAD = frozenset({ScanFlag.UNREAD.value, ScanFlag.WRONG_CHECK.value})


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


def _entries(count_id: str, scans: Sequence[BatchScan]) -> tuple[CountedEntry, ...]:
    """What was counted: a label is one thing however often it was scanned, unless under two seals; each unread one."""
    last: dict[tuple[str, str], BatchScan] = {}
    for one in sorted(scans, key=lambda scan: scan.at):
        is_unread = one.flag in _UNREAD
        last[("", one.pk) if is_unread and not one.seal else ("" if is_unread else one.label, one.seal)] = one
    sealed = {label for label, seal in last if label and seal}
    things = [one for (label, seal), one in last.items() if seal or label not in sealed]
    return tuple(
        CountedEntry(
            entry_id=f"{count_id}.{place}", label="" if one.flag in _UNREAD else one.label, seal=one.seal,
            is_seal_whole=one.is_seal_whole, is_condition_as_listed=one.is_condition_as_listed,
        )
        for place, one in enumerate(things, 1)
    )  # fmt: skip


def counted_scans(batch_id: str) -> list[BatchScan]:
    """The scans of a count that nobody struck, in the order in which they were taken in."""
    scans = rows_where(BatchScan, batch_id=batch_id, purpose=ScanFor.COUNT.value, order="recorded_index id")
    return [one for one in scans if one.struck_index is None]


def things_of(scans: Sequence[BatchScan]) -> int:
    """How many things these scans are."""
    return len(_entries("", scans))


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
    acting: Acting, *, batch_id: str, by: str, second: str, number: int, happened_at: datetime, why_differs: str = ""
) -> str:  # fmt: skip
    """Signs the count of what was received: the number that two counted, beside what they scanned.

    Source:   law-and-practice section 6.7.
    Given:    the account that began it. The number is what they counted with their hands; the scans stand beside it,
              without those that were struck, and where they hold another number it is said why.
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
    entries = _entries(count_id, counted_scans(batch.pk))
    check_count(CountFacts(
        by=by, second=second, has_seen_list=has_seen_list(acting.account_id, batch), number=number,
        things=len(entries), why_differs=why_differs,
    ))  # fmt: skip
    return _sign(acting, batch, BatchCounted(
        batch_id=batch.pk, count_id=count_id, is_theirs=False, is_by_line=True, number=number,
        at=instant_text(happened_at), reference="", file_digest="", entries=entries, rejected=(),
        words=CountPaper(
            by=by.strip(), second=second.strip(), rejected=(),
            why_differs=why_differs.strip() if number != len(entries) else "",
        ),
    ))  # fmt: skip


@service
def record_their_batch_count(
    acting: Acting, *, batch_id: str, number: int, happened_at: datetime, by: str, second: str, reference: str,
    rows: Sequence[BatchRow] = (), file_digest: str = "",
) -> str:  # fmt: skip
    """Records how many the other side counted of what was sent, as its paper says; line by line where it gives lines.

    Source:   law-and-practice section 6.7: both counts are kept.
    Given:    `rows` of their spreadsheet or paper; none where their paper gives a number alone. A row that is none is
              kept with its reason.
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
        at=instant_text(happened_at), reference=reference.strip(), file_digest=file_digest,
        entries=tuple(_entry(f"{count_id}.{place}", row) for place, row in enumerate(kept, 1)),
        rejected=tuple(RejectedRow(where=one.where, fault=one.fault) for one in faults),
        words=CountPaper(
            by=by.strip(), second=second.strip(), rejected=tuple(_raw(kept[one.where]) for one in faults),
            why_differs="",
        ),
    ))  # fmt: skip


def _entry(entry_id: str, row: BatchRow) -> CountedEntry:
    """A row of theirs as a thing that was counted: also one whose label is none, so that it is compared by its seal."""
    return CountedEntry(
        entry_id=entry_id, label=label_of(row.label)[0][:LONGEST_LABEL], seal=row.seal.strip()[:LONGEST_LABEL],
        is_seal_whole=row.is_seal_whole, is_condition_as_listed=row.is_condition_as_listed,
    )  # fmt: skip


def _raw(row: BatchRow) -> str:
    return "; ".join(cell for _, cell in row.raw) or "; ".join(filter(None, (row.label, row.seal, row.says)))


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
    listed = [ListedThing(line_id=one.pk, label=one.label, seal=one.seal_number) for one in lines]
    counted = [
        CountedThing(
            entry_id=one.pk, label=one.label, seal=one.seal, is_seal_whole=one.is_seal_whole,
            is_condition_as_listed=one.is_condition_as_listed,
        )
        for one in rows_where(CountEntry, batch_id=batch.pk, order="recorded_index id")
    ]  # fmt: skip
    found = compare_counts(
        listed if receiver.is_by_line else (), counted, sender_numbers=numbers, receiver_number=receiver.number
    )
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
    if entry is None or entry.item_code or batch_row(entry.batch_id).way != BatchWay.RECEIVED.value:
        raise UnknownEntryError("nothing was counted under this number, or it has its code")
    item = item_row(item_code)
    if is_there(CountEntry, item_code=item.pk):
        raise SameLineError("another thing that came has this code", faults=(("item_code", "used_code"),))
    return record(
        ReceivedEntered(batch_id=entry.batch_id, entry_id=entry.pk, label=entry.label, item_code=item.pk),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
