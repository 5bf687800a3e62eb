"""Following the log: the acts of some kinds since a known head, and a sign that nothing before it was exchanged.

What is remembered from one head to the next holds only while that head still stands; a reader asks `still_stands`
first and begins anew where it does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from repatria.records.ledger.errors import BrokenLogError
from repatria.records.ledger.reading import Recorded, entries_since
from repatria.records.ledger.tail import holding, open_tail

_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry of the log as it was once read."""

    index: int
    leaf: bytes


BEFORE_ALL = Head(index=-1, leaf=b"")


def head_of_log() -> Head:
    """The last entry; `BEFORE_ALL` of an empty log."""
    if (tail := open_tail()) is not None:
        index, leaf = tail.last()
        return Head(index=index, leaf=leaf)
    # Plain SQL here and below: every service asks this once or twice before it does anything.
    row = _one('SELECT "index", leaf FROM ledger_entry ORDER BY "index" DESC LIMIT 1')
    return Head(index=row[0], leaf=bytes(row[1])) if row else BEFORE_ALL


def _one(statement: str, *values: int) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()


def still_stands(head: Head) -> bool:
    """Whether the log still holds this entry as it was read: a log cut off or written anew holds another."""
    if head == BEFORE_ALL:
        return True
    if (tail := holding(head.index + 1)) is not None:
        return tail.leaf_of(head.index) == head.leaf
    row = _one('SELECT leaf FROM ledger_entry WHERE "index" = %s', head.index)
    return row is not None and bytes(row[0]) == head.leaf


def _count_between(after: int, until: int) -> int:
    return int(_one('SELECT COUNT(*) FROM ledger_entry WHERE "index" > %s AND "index" <= %s', after, until)[0])


def _kinds_between(after: int, until: int) -> list[str]:
    """The kinds of the entries between, without their version."""
    if (tail := holding(after + 1)) is not None:
        return [one.unversioned for one in tail.since(after + 1) if one.index <= until]
    with connection.cursor() as cursor:
        cursor.execute('SELECT kind FROM ledger_entry WHERE "index" > %s AND "index" <= %s', [after, until])
        return [kind.rpartition(".")[0] for (kind,) in cursor.fetchall()]


def acts_between(after: Head, until: Head, kinds: Collection[str]) -> Iterator[Recorded]:
    """The acts of these kinds behind one head up to another, oldest first, each opened and so proved by its seal.

    Given:    `kinds` without version.
    Raises:   BrokenLogError when an entry between is missing, or one of these kinds does not open.
    Not:      a look at entries of other kinds: one whose kind was changed by hand is found by `verify`.
    """
    length = until.index - after.index
    # A service asks this after every act: of few entries the kinds say whether any is to be opened.
    near = _kinds_between(after.index, until.index) if length <= _PAGE else None
    there = _count_between(after.index, until.index) if near is None else len(near)
    if there != length:
        raise BrokenLogError(f"of the entries {after.index + 1} to {until.index} only {there} are there")
    if near is not None and set(near).isdisjoint(kinds):
        return
    if near is not None:
        kinds = set(near).intersection(kinds)  # a statement that names hundreds of kinds takes longer than its answer
    following = after.index + 1
    while True:
        found = entries_since(following, kinds=kinds, at_most=_PAGE)
        for one in found:
            if one.index > until.index:
                return
            yield one
        if len(found) < _PAGE:
            return
        following = found[-1].index + 1
