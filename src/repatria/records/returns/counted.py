"""What the scans or the rows of a count are: things and containers, each once however often its label was scanned."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.return_count import CountedThing
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_scans import LONGEST_LABEL, ScanFlag, ScanFor, container_of, label_of
from repatria.records.ledger.rows import rows_where
from repatria.records.returns.count_acts import CountedEntry
from repatria.records.returns.models import BatchScan, CountEntry

_UNREAD = frozenset({ScanFlag.UNREAD.value, ScanFlag.WRONG_CHECK.value})


def entries_of(count_id: str, scans: Sequence[BatchScan]) -> tuple[CountedEntry, ...]:
    """What was counted: a label is one thing however often it was scanned, unless under two seals; each unread one.

    Given:    a container and a thing are never one, whatever stands on them.
    """
    last: dict[tuple[bool, str, str], BatchScan] = {}
    for one in sorted(scans, key=lambda scan: scan.at):
        is_unread = one.flag in _UNREAD
        label = one.pk if is_unread and not one.seal else "" if is_unread else one.label
        key = ("", label) if is_unread and not one.seal else (label, one.seal)
        last[(one.is_container, *key)] = one
    sealed = {(kind, label) for kind, label, seal in last if label and seal}
    things = [one for (kind, label, seal), one in last.items() if seal or (kind, label) not in sealed]
    return tuple(
        CountedEntry(
            entry_id=f"{count_id}.{place}", label="" if one.flag in _UNREAD else one.label, seal=one.seal,
            is_seal_whole=one.is_seal_whole, is_condition_as_listed=one.is_condition_as_listed,
            is_container=one.is_container, container=one.container,
        )
        for place, one in enumerate(things, 1)
    )  # fmt: skip


def counted_scans(batch_id: str) -> list[BatchScan]:
    """The scans of a count that nobody struck, in the order in which they were taken in."""
    scans = rows_where(BatchScan, batch_id=batch_id, purpose=ScanFor.COUNT.value, order="recorded_index id")
    return [one for one in scans if one.struck_index is None]


def things_of(scans: Sequence[BatchScan]) -> tuple[int, int]:
    """How many things these scans are, and how many containers."""
    found = entries_of("", scans)
    boxes = sum(one.is_container for one in found)
    return len(found) - boxes, boxes


def entry_of_row(entry_id: str, row: BatchRow) -> CountedEntry:
    """A row of theirs as a thing that was counted: also one whose label is none, so that it is compared by its seal."""
    return CountedEntry(
        entry_id=entry_id, label=label_of(row.label)[0][:LONGEST_LABEL], seal=row.seal.strip()[:LONGEST_LABEL],
        is_seal_whole=row.is_seal_whole, is_condition_as_listed=row.is_condition_as_listed, is_container=False,
        container=container_of(row.container)[0][:LONGEST_LABEL],
    )  # fmt: skip


def boxes_of_rows(count_id: str, rows: Sequence[BatchRow]) -> tuple[CountedEntry, ...]:
    """The coffins, bags and boxes in which their rows say that things lay, each once with the seal that they name."""
    seals: dict[str, str] = {}
    for row in rows:
        if number := container_of(row.container)[0][:LONGEST_LABEL]:
            seals[number] = seals.get(number) or row.container_seal.strip()[:LONGEST_LABEL]
    return tuple(
        CountedEntry(
            entry_id=f"{count_id}.{place}", label=number, seal=seal, is_seal_whole=True, is_condition_as_listed=True,
            is_container=True, container="",
        )
        for place, (number, seal) in enumerate(seals.items(), len(rows) + 1)
    )  # fmt: skip


def row_text(row: BatchRow) -> str:
    """What a row of theirs says, word for word."""
    return "; ".join(cell for _, cell in row.raw) or "; ".join(filter(None, (row.label, row.seal, row.says)))


def counted_thing(row: CountEntry) -> CountedThing:
    """A thing or a container that was counted, as the law compares it."""
    return CountedThing(
        entry_id=row.pk,
        label=row.label,
        seal=row.seal,
        is_seal_whole=row.is_seal_whole,
        is_condition_as_listed=row.is_condition_as_listed,
        container=row.container,
    )
