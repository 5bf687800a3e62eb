"""Verify: the log against its checkpoints, the subject keys against the log, every projected table against a replay.

Names the first differing act, table, row and column. Rebuild: empties the projected tables and replays into them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import Any

from django.db import connection

from repatria.core.tlog.checkpoint import NoteVerifier, verify_checkpoint
from repatria.core.tlog.tree import Frontier, leaf_hash
from repatria.core.vocabulary.errors import TamperError
from repatria.records.ledger.acts import Lost
from repatria.records.ledger.apply import apply_operations
from repatria.records.ledger.errors import BrokenLogError
from repatria.records.ledger.models import Checkpoint, Entry, Part
from repatria.records.ledger.moment import one_moment
from repatria.records.ledger.operations import (
    Blind,
    Insert,
    Sealed,
    columns_of,
    constant_defaults,
    is_absent,
    operations_of,
    projected_models,
    sealed_columns,
)
from repatria.records.ledger.own_acts import KeyDestroyed, PaddingRecorded
from repatria.records.ledger.reading import Recorded, open_entry
from repatria.records.ledger.services import bulk_acts, commitment
from repatria.records.ledger.tail import open_tail
from repatria.records.vault.cells import cell_place, seal
from repatria.records.vault.keyring import current
from repatria.records.vault.keys import all_keys
from repatria.records.vault.models import SubjectKey

Progress = Callable[[str, int, int], None]
_EVERY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where the store does not say what the log says."""

    act_index: int | None  # None: no act wrote it
    table: str
    row: str
    column: str
    reason: str

    def __str__(self) -> str:
        place = f"act {self.act_index}" if self.act_index is not None else "no act"
        return f"{place}: {self.table} row {self.row} column {self.column}: {self.reason}"


@dataclass(slots=True)
class VerifyReport:
    """What verify saw. `differences` are in the order of the acts that should have written them."""

    entries: int = 0
    checkpoints: int = 0
    rows: int = 0
    cells: int = 0
    root_hash: bytes = b""
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_equal(self) -> bool:
        return not self.differences

    @property
    def first(self) -> Difference | None:
        return min(
            self.differences,
            key=lambda d: (d.act_index is None, d.act_index or 0, d.table, d.row, d.column),
            default=None,
        )


def _silent(stage: str, done: int, total: int) -> None:
    return None


def _entries_with_parts() -> Iterator[tuple[Entry, list[Part]]]:
    parts = groupby(Part.objects.order_by("entry_index", "id").iterator(chunk_size=2000), key=lambda p: p.entry_index)
    waiting: tuple[int, list[Part]] | None = None
    for entry in Entry.objects.order_by("index").iterator(chunk_size=2000):
        while waiting is None or waiting[0] < entry.index:
            found = next(parts, None)
            if found is None:
                break
            waiting = (found[0], list(found[1]))
        yield entry, waiting[1] if waiting is not None and waiting[0] == entry.index else []


def _entry_differences(entry: Entry, parts: list[Part], expected_index: int) -> Iterator[Difference]:
    def differs(column: str, reason: str, table: str = "ledger_entry", row: str = "") -> Difference:
        return Difference(act_index=entry.index, table=table, row=row or str(entry.index), column=column, reason=reason)

    if entry.index != expected_index:
        yield differs("index", f"expected {expected_index}: entries are missing or were added")
    for part in parts:
        if part.id != f"{part.entry_index}:{part.purpose}:{part.subject}":
            yield differs("id", "does not name its own place", "ledger_part", part.id)
    made = commitment(
        salt=bytes(entry.salt), index=entry.index, kind=entry.kind, at=entry.at, actor=entry.actor, cause=entry.cause,
        frame=bytes(entry.frame), parts={part.id: bytes(part.ciphertext) for part in parts},
    )  # fmt: skip
    if leaf_hash(made) != bytes(entry.leaf):
        yield differs("leaf", "header, frame, salt, parts or leaf were changed: the commitment does not give the leaf")


class _Fold:
    """The rows as the acts say they must be: column values with the act that wrote them, unsealed till the end."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[str, dict[str, tuple[Any, int]]]] = {name: {} for name in projected_models()}
        self.subjects: set[tuple[str, str]] = set()
        self.destroyed: set[tuple[str, str]] = set()

    def take(self, recorded: Recorded, parts: list[Part]) -> None:
        index = recorded.index
        self.subjects.update((part.purpose, part.subject) for part in parts)
        for operation in operations_of(recorded.act, index):
            rows = self.rows[operation.table]
            if isinstance(operation, Insert):
                if operation.row in rows:
                    raise BrokenLogError(f"entry {index} inserts {operation.table} {operation.row} a second time")
                rows[operation.row] = {c: (v, index) for c, v in constant_defaults(operation.table).items()}
            elif operation.row not in rows:
                raise BrokenLogError(f"entry {index} sets {operation.table} {operation.row}, which does not exist")
            row = rows[operation.row]
            for column, value in operation.values.items():
                if isinstance(value, Sealed) and not is_absent(value.value):
                    self.subjects.add((sealed_columns(operation.table)[column].purpose.value, value.subject))
                row[column] = (value, index)
        if isinstance(recorded.act, KeyDestroyed):
            self.destroyed.add((recorded.act.purpose.value, recorded.act.subject))


def _as_stored(
    table: str, row: str, column: str, value: Any, index: int, keys: dict[tuple[str, str], bytes | None]
) -> Any:
    if isinstance(value, Sealed):
        if is_absent(value.value):
            return None
        key = keys.get((sealed_columns(table)[column].purpose.value, value.subject))
        return None if key is None else seal(key, cell_place(table, column, row), index, str(value.value).encode())
    if isinstance(value, Blind):
        return None if is_absent(value.value) else current().blind(value.column, str(value.value))
    return None if isinstance(value, Lost) else value


def _same(expected: Any, found: Any) -> bool:
    if isinstance(found, memoryview):
        found = bytes(found)
    if isinstance(expected, bool) and not isinstance(found, bool):
        return found in (0, 1) and bool(found) == expected
    return type(expected) is type(found) and bool(expected == found)


def _table_differences(
    table: str, expected: dict[str, dict[str, tuple[Any, int]]], keys: dict[tuple[str, str], bytes | None],
    report: VerifyReport,
) -> Iterator[Difference]:  # fmt: skip
    columns = [name for name in columns_of(table) if name != "id"]
    quote = connection.ops.quote_name
    seen: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quote, ['id', *columns]))} FROM {quote(table)}")
        while rows := cursor.fetchmany(2000):
            for identifier, *found_values in rows:
                row = expected.get(identifier)
                seen.add(identifier)
                report.rows += 1
                if row is None:
                    yield Difference(
                        act_index=None, table=table, row=str(identifier), column="id", reason="no act wrote this row"
                    )
                    continue
                for column, found in zip(columns, found_values, strict=True):
                    value, index = row[column]
                    report.cells += 1
                    if not _same(_as_stored(table, identifier, column, value, index, keys), found):
                        yield Difference(
                            act_index=index, table=table, row=identifier, column=column,
                            reason="does not hold what the act wrote",
                        )  # fmt: skip
    for identifier in expected.keys() - seen:
        index = min(index for _, index in expected[identifier].values())
        yield Difference(act_index=index, table=table, row=identifier, column="id", reason="the row is missing")


def _key_differences(fold: _Fold) -> Iterator[Difference]:
    """Compares the keys table with what the acts used: each used key is there and opens, destroyed ones are empty."""
    table = "vault_subjectkey"

    def differs(row: str, column: str, reason: str) -> Difference:
        return Difference(act_index=None, table=table, row=row, column=column, reason=reason)

    seen: set[tuple[str, str]] = set()
    for identifier, purpose, subject, wrapped in SubjectKey.objects.values_list("id", "purpose", "subject", "wrapped"):
        place = (purpose, subject)
        seen.add(place)
        if identifier != f"{purpose}:{subject}":
            yield differs(identifier, "id", "does not name its own purpose and subject")
        elif place not in fold.subjects:
            yield differs(identifier, "id", "no act used this key")
        elif (wrapped is None) != (place in fold.destroyed):
            yield differs(identifier, "wrapped", "emptied without an act" if wrapped is None else "came back")
    for purpose, subject in fold.subjects - seen:
        yield differs(f"{purpose}:{subject}", "id", "the key of recorded parts is missing")


def _safe_keys(report: VerifyReport) -> dict[tuple[str, str], bytes | None]:
    try:
        return all_keys()
    except (TamperError, ValueError):
        keys: dict[tuple[str, str], bytes | None] = {}
        from repatria.records.vault.keyring import Purpose
        from repatria.records.vault.keys import unwrap

        for row in SubjectKey.objects.all():
            try:
                opened = None if row.wrapped is None else unwrap(Purpose(row.purpose), row.subject, row.wrapped)
                keys[row.purpose, row.subject] = opened
            except (TamperError, ValueError):
                report.differences.append(
                    Difference(
                        act_index=None, table="vault_subjectkey", row=row.id, column="wrapped",
                        reason="does not open in its place",
                    )
                )  # fmt: skip
        return keys


def _checkpoint_differences(roots: dict[int, bytes], verifier: NoteVerifier) -> Iterator[Difference]:
    for checkpoint in Checkpoint.objects.order_by("tree_size"):
        try:
            size, root = verify_checkpoint(checkpoint.note, verifier)
            agrees = size == checkpoint.tree_size and roots.get(size) == root
            reason = "" if agrees else "signed another root or size than the entries give"
        except TamperError as error:
            reason = str(error)
        if reason:
            yield Difference(
                act_index=checkpoint.tree_size, table="ledger_checkpoint", row=str(checkpoint.tree_size),
                column="note", reason=reason,
            )  # fmt: skip


def _lost_checkpoint(size: int, sizes: set[int]) -> Iterator[Difference]:
    """Padding is written for a checkpoint and for nothing else."""
    if size not in sizes:
        yield Difference(
            act_index=size, table="ledger_checkpoint", row=str(size), column="note",
            reason="the log was padded up to here, and the checkpoint that was signed then is gone",
        )  # fmt: skip


def _noted_differences(roots: dict[int, bytes], noted: Mapping[int, bytes], total: int) -> Iterator[Difference]:
    for size, root in sorted(noted.items()):
        if roots.get(size) != root:
            what = "gives another root" if size <= total else "is shorter"
            reason = f"the log {what} than was noted outside: it was rolled back or written anew"
            yield Difference(act_index=size, table="ledger_entry", row=str(size), column="leaf", reason=reason)


def verify(
    verifier: NoteVerifier, progress: Progress = _silent, noted: Mapping[int, bytes] = MappingProxyType({})
) -> VerifyReport:
    """Verifies log, checkpoints, keys and every projected table, as they stood at one moment.

    Given:    `noted` roots by tree size that somebody wrote down outside this house: only these show that the whole
              store was put back to an earlier day.

    Source:   RFC 9162 §2.1 (tree); architecture section 2 (replay is exact).
    Returns:  a report; an unequal store is a result, not an exception.
    Not:      it writes nothing, and holds no writer up.
    """
    with one_moment("default"):
        return _verify(verifier, progress, noted)


def _verify(verifier: NoteVerifier, progress: Progress, noted: Mapping[int, bytes]) -> VerifyReport:
    report = VerifyReport()
    sizes = set(Checkpoint.objects.values_list("tree_size", flat=True))
    was_padding = False
    roots: dict[int, bytes] = {}
    total = Entry.objects.count()
    keys = _safe_keys(report)
    fold, frontier = _Fold(), Frontier()
    for entry, parts in _entries_with_parts():
        report.differences.extend(_entry_differences(entry, parts, report.entries))
        is_padding = entry.kind.startswith(f"{PaddingRecorded.KIND}.")
        if was_padding and not is_padding:
            report.differences.extend(_lost_checkpoint(report.entries, sizes))
        was_padding = is_padding
        frontier.append(bytes(entry.leaf))
        report.entries += 1
        if report.entries in sizes or report.entries in noted:
            roots[report.entries] = frontier.root()
        try:
            fold.take(open_entry(entry, parts, keys), parts)
        except Exception as error:
            # Whatever a damaged entry makes go wrong, the answer is the same: this entry is where the log parts.
            report.differences.append(
                Difference(
                    act_index=entry.index, table="ledger_entry", row=str(entry.index), column="frame", reason=str(error)
                )
            )
        if report.entries % _EVERY == 0:
            progress("entries", report.entries, total)
    progress("entries", report.entries, total)
    if was_padding:
        report.differences.extend(_lost_checkpoint(report.entries, sizes))
    report.root_hash = frontier.root()
    report.checkpoints = len(sizes)
    report.differences.extend(_stray_parts())
    report.differences.extend(_checkpoint_differences(roots, verifier))
    report.differences.extend(_noted_differences(roots, noted, report.entries))
    report.differences.extend(_key_differences(fold))
    for position, (table, rows) in enumerate(fold.rows.items(), start=1):
        report.differences.extend(_table_differences(table, rows, keys, report))
        progress("tables", position, len(fold.rows))
    return report


def _stray_parts() -> Iterator[Difference]:
    known = Entry.objects.values("index")
    for identifier in Part.objects.exclude(entry_index__in=known).values_list("id", flat=True):
        yield Difference(act_index=None, table="ledger_part", row=identifier, column="entry_index", reason="no entry")


def rebuild(progress: Progress = _silent) -> int:
    """Empties every projected table and writes it again from the log, in one transaction.

    Returns:  the number of entries replayed.
    Raises:   BrokenLogError at the first entry that does not open; the tables stay as they were.
    """
    total = Entry.objects.count()
    with bulk_acts():
        keys = all_keys()
        with connection.cursor() as cursor:
            for table in projected_models():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        if (tail := open_tail()) is not None:
            tail.forget()  # what the tables answered
        for count, (entry, parts) in enumerate(_entries_with_parts(), start=1):
            operations = operations_of(open_entry(entry, parts, keys).act, entry.index)
            apply_operations(operations, entry.index)
            if count % _EVERY == 0:
                progress("entries", count, total)
    return total
