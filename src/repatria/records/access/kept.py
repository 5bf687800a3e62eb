"""What was found out about records, kept in the process until an act speaks of one of those on which it rests.

Every page of the desk counts what waits, and asking the law about one link or one release takes some thirty questions
of the store. A reading, a clock or padding changes none of it; any other act names by number what it is about. So what
was found about a link stands until an act names its enquiry, its man under any number of his, or somebody who may be
he; or until it is half an hour to an hour old, since approvals and sightings age. What hangs on acts that name none of
it, such as a law of a Power, rests on their kind. Where an act says who may do what, all is asked anew. Nothing here
decides anything: services ask the law themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Generic, TypeVar

from repatria.records.ledger.acts import known_kinds, split
from repatria.records.ledger.following import BEFORE_ALL, Head, acts_between, head_of_log, still_stands

T = TypeVar("T")
_NUMBER = re.compile(rb"[A-Z]{1,2}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]")
_QUIET = frozenset({
    "access.reading_recorded", "access.work_taken", "access.work_given", "access.absence_recorded",
    "clocks.clocks_moved", "clocks.alarm_raised", "ledger.padding_recorded",
})  # fmt: skip
_OF_RECORDS = frozenset({"access.approval_recorded"})
"""The only act of access that is about a record; by the others roles and accounts change."""
_LASTS, _SPREAD = timedelta(minutes=30), 30  # minutes beside, by record, so that not all is asked anew at once
_MOST_ACTS = 2_000


@cache
def _kinds() -> frozenset[str]:
    return frozenset(kind.rpartition(".")[0] for kind in known_kinds()) - _QUIET


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    rests_on: frozenset[str]
    until: datetime
    since: datetime
    found: T


@dataclass(slots=True)
class Kept(Generic[T]):
    """What was found about each record, by what tells it apart: the act that confirmed a link, a number."""

    _head: Head = BEFORE_ALL
    _entries: dict[Hashable, _Entry[T]] = field(default_factory=dict)

    def of(
        self, records: Iterable[tuple[Hashable, Callable[[], frozenset[str]], Callable[[], T]]], at: datetime
    ) -> tuple[T, ...]:  # fmt: skip
        """What holds of each of these: as it was found, or asked anew.

        Given:    of each what tells it apart, on which records and kinds of acts it rests, and how it is asked.
        """
        head = head_of_log()  # read once: of an act that comes meanwhile the next one who asks learns
        known = self._still_good(head)
        found: dict[Hashable, _Entry[T]] = {}
        for key, rests_on, ask in records:
            one = known.get(key)
            if one is None or not one.since <= at <= one.until:
                until = at + _LASTS + timedelta(minutes=hash(key) % _SPREAD)
                one = _Entry(rests_on(), until, at, ask())
            found[key] = one
        self._head, self._entries = head, found
        return tuple(one.found for one in found.values())

    def _still_good(self, head: Head) -> dict[Hashable, _Entry[T]]:
        if head == self._head:
            return self._entries
        if self._head == BEFORE_ALL or head.index < self._head.index or not still_stands(self._head):
            return {}
        named: set[str] = set()
        for count, one in enumerate(acts_between(self._head, head, _kinds())):
            kind = one.kind.rpartition(".")[0]
            if count >= _MOST_ACTS or (kind.startswith("access.") and kind not in _OF_RECORDS):
                return {}
            frame, parts = split(one.act)
            named |= {number.decode() for number in _NUMBER.findall(frame)} | {subject for _, subject in parts}
            named.add(kind)
        return {key: one for key, one in self._entries.items() if named.isdisjoint(one.rests_on)}
