"""The end of the log as the open transaction holds it: what it recorded itself it need not read again.

Whoever has the log's lock is alone in writing it. Until that transaction ends, the number and leaf of the last entry,
the acts it recorded, the cursors it moved, and what a table answered since it was last written are known here; all else
is asked of the store. What is taken back is forgotten with it, and nothing outlives the transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from repatria.records.ledger.acts import Act, join
from repatria.records.ledger.errors import NoServiceError
from repatria.records.vault.keys import forget_keys

_LAST = 'SELECT "index", leaf FROM ledger_entry ORDER BY "index" DESC LIMIT 1'
_KEPT = 2000  # acts; a transaction that records more forgets its first ones and reads them like any others
_ANSWERS = 1000  # of one table
A = TypeVar("A")


@dataclass(slots=True)
class Written:
    """One entry that the open transaction recorded, with what its seals hold."""

    index: int
    kind: str
    at: str
    actor: str
    cause: str | None
    leaf: bytes
    frame: bytes
    parts: Mapping[tuple[str, str], bytes]
    _act: Act | None = None

    @property
    def unversioned(self) -> str:
        """The kind without its version."""
        return self.kind.rpartition(".")[0]

    def act(self) -> Act:
        """The act, made of its bytes as one that was read from the store is."""
        if self._act is None:
            self._act = join(self.kind, self.frame, self.parts)
        return self._act


@dataclass(slots=True)
class _Savepoint:
    name: str
    changes: int | None  # of rows by this connection when it was set
    depth: int


@dataclass(slots=True)
class Tail:
    """The end of the log within one transaction.

    Given:    `store` and `cursor` of the thread that opened it; `_blocks` how many blocks of Django's `atomic` stand
              around it; `cursors` the cursors that it moved and has still to write, `_stood` those that it read.
    """

    store: BaseDatabaseWrapper
    cursor: CursorWrapper
    _blocks: int
    _first: int | None = None  # of `_written`; None while the store was not asked where the log ends
    _leaf_before: bytes = b""
    _written: list[Written] = field(default_factory=list)
    cursors: dict[str, int] = field(default_factory=dict)
    _stood: dict[str, int] = field(default_factory=dict)
    _savepoint: _Savepoint | None = None
    _answers: dict[str, dict[Hashable, Any]] = field(default_factory=dict)  # of projected tables, by the question

    def answered(self, table: str, question: Hashable, ask: Callable[[], A]) -> A:
        """What a table answers: a service asks for the same rows again and again, and nobody else writes them now.

        Given:    the table is a projected one, which `apply_operations` alone writes; it tells `rewritten`.
        """
        known = self._answers.setdefault(table, {})
        if question not in known:
            if len(known) >= _ANSWERS:
                known.clear()
            known[question] = ask()
        return cast(A, known[question])

    def rewritten(self, table: str) -> None:
        """Forgets what a table answered: it was written."""
        self._answers.pop(table, None)

    def last(self) -> tuple[int, bytes]:
        """The number and leaf of the last entry; -1 and nothing of an empty log."""
        if self._first is None:
            self.cursor.execute(_LAST)
            index, leaf = self.cursor.fetchone() or (-1, b"")
            self._first, self._leaf_before = index + 1, bytes(leaf)
        if self._written:
            return self._written[-1].index, self._written[-1].leaf
        return self._first - 1, self._leaf_before

    def holds(self, index: int) -> bool:
        """Whether every entry from this number on is held here."""
        return self._first is not None and index >= self._first

    def since(self, index: int) -> list[Written]:
        """The entries from a number on.  Given: `holds` it."""
        assert self._first is not None
        return self._written[max(0, index - self._first) :]

    def leaf_of(self, index: int) -> bytes | None:
        """The leaf of an entry that is held, or of the one before all of them; None where there is no such entry."""
        assert self._first is not None
        if index == self._first - 1:
            return self._leaf_before
        found = self.since(index)
        return found[0].leaf if found else None

    def note(self, written: Written) -> None:
        """Takes in an entry that was written just now."""
        if self._first is None or written.index != self._first + len(self._written):
            self.forget()
            return
        self._written.append(written)
        if len(self._written) > _KEPT:
            gone = len(self._written) // 2
            self._first, self._leaf_before = self._first + gone, self._written[gone - 1].leaf
            del self._written[:gone]

    def check_alone(self) -> None:
        """Refuses to go on within a block of Django's `atomic` that was opened since.

        Raises:   NoServiceError: when such a block takes its part back nobody tells the tail, and what it held would be
                  numbers of acts that are not there.
        """
        if len(self.store.savepoint_ids) != self._blocks:
            raise NoServiceError("within the log's transaction `bulk_acts` is used, never `atomic`")

    def forget(self) -> None:
        """Holds no act and no answer any more: the store is asked again."""
        self._answers = {}
        self._first, self._leaf_before, self._written = None, b"", []

    def stands(self, consumer: str) -> int | None:
        """Where a cursor stands; None where this transaction neither moved nor read it."""
        found = self.cursors.get(consumer)
        return self._stood.get(consumer) if found is None else found

    def stood(self, consumer: str, next_index: int) -> None:
        """Notes where a cursor stood that was read."""
        self._stood[consumer] = next_index

    def move(self, reached: Mapping[str, int]) -> None:
        """Moves cursors; they are written before the transaction ends."""
        self.cursors = {**self.cursors, **reached}  # another one, so that what is taken back has its own still

    @contextmanager
    def taken_back_on_failure(self) -> Iterator[None]:
        """What is recorded within is taken back when it fails, and nothing else.

        Given:    where nothing was written since the savepoint around it, that one serves: to go back to either is the
                  same. Most services run alone in what calls them, and half of all savepoints guarded nothing.
        Raises:   NoServiceError within a block of Django's `atomic`.
        """
        self.check_alone()
        end, cursors, around, promised = self._end(), self.cursors, self._savepoint, len(self.store.run_on_commit)
        changes = self._changes()
        is_own = around is None or changes is None or around.changes != changes
        here = self._set_savepoint(around, changes) if is_own or around is None else around
        self._savepoint = here
        try:
            yield
            if not self.store.needs_rollback:
                if is_own:
                    self.cursor.execute(f"RELEASE SAVEPOINT {here.name}")
                return
        except BaseException:
            self._go_back(here, end, cursors, promised, is_own=is_own)
            raise
        finally:
            self._savepoint = around
        self._go_back(
            here, end, cursors, promised, is_own=is_own
        )  # somebody within asked for it, as Django's `atomic` does it

    def _set_savepoint(self, around: _Savepoint | None, changes: int | None) -> _Savepoint:
        # One name a depth, where Django gives a new one each time: the connection keeps a statement that comes again.
        depth = around.depth + 1 if around else 0
        here = _Savepoint(f"log_{depth}", changes, depth)
        self.cursor.execute(f"SAVEPOINT {here.name}")
        return here

    def _changes(self) -> int | None:
        """How many rows this connection has written; None where the store does not count them."""
        return self.store.connection.total_changes if self.store.vendor == "sqlite" else None

    def _end(self) -> int | None:
        return None if self._first is None else self._first + len(self._written)

    def _go_back(
        self, here: _Savepoint, end: int | None, cursors: dict[str, int], promised: int, *, is_own: bool
    ) -> None:
        if end is None or self._first is None or end < self._first:
            self.forget()
        else:
            del self._written[end - self._first :]
        self.cursors, self._answers = cursors, {}
        forget_keys()
        del self.store.run_on_commit[promised:]  # what was to be done once that stands
        transaction.set_rollback(False)
        try:
            self.cursor.execute(f"ROLLBACK TO SAVEPOINT {here.name}")
            if is_own:
                self.cursor.execute(f"RELEASE SAVEPOINT {here.name}")
        except Error:
            transaction.set_rollback(True)  # as Django has it: the transaction around takes all back
            return
        here.changes = self._changes()


_open: ContextVar[Tail | None] = ContextVar("tail", default=None)


def open_tail() -> Tail | None:
    """The end of the log within the open transaction; None where none has the log's lock."""
    return _open.get()


@contextmanager
def one_tail() -> Iterator[Tail]:
    """Holds the end of the log while the transaction around it stands.  Given: it has the log's lock."""
    store = connections[DEFAULT_DB_ALIAS]
    with store.cursor() as cursor:  # one for all: opening it costs as much as what it does
        tail = Tail(store, cursor, len(store.savepoint_ids))
        token = _open.set(tail)
        try:
            yield tail
        finally:
            _open.reset(token)


def holding(index: int) -> Tail | None:
    """The open tail where it holds every entry from this number on."""
    tail = _open.get()
    return tail if tail is not None and tail.holds(index) else None


def drawn_here(consumer: str, act_indices: Collection[int]) -> frozenset[int] | None:
    """Those of these acts from which a consumer drew a consequence; None where an act is older than what is held.

    Given:    a consequence comes after its act, so that those of held acts are held too.
    """
    tail = holding(min(act_indices, default=-1))
    if tail is None:
        return None
    causes = {one.cause for one in tail.since(min(act_indices))}
    return frozenset(index for index in act_indices if f"{consumer}:{index}" in causes)


def was_recorded_here(act_indices: Collection[int], kind: str) -> bool | None:
    """Whether an act of a kind was recorded since the first of these; None where an act is older than what is held.

    Given:    `kind` without version.
    """
    tail = holding(min(act_indices, default=-1))
    return None if tail is None else any(one.unversioned == kind for one in tail.since(min(act_indices)))


__all__ = ["Tail", "Written", "drawn_here", "holding", "one_tail", "open_tail", "was_recorded_here"]
