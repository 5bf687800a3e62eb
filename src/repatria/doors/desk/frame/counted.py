"""What waits for an account, counted once while nothing was recorded but readings: the menu of every page asks it.

A count is kept with what it rests on: the last act that is no reading, the proposals on the table, which leave no act,
and the minute, since terms run out and approvals age. Where any of these is another one, it is counted anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime

from repatria.records.access.acting import Acting
from repatria.records.access.proposals import marks_of_proposals
from repatria.records.ledger.following import BEFORE_ALL, Head, head_of_log, still_stands
from repatria.records.ledger.reading import kinds_since

Counts = Mapping[str, int]
_READINGS = frozenset({"access.reading_recorded"})
_MOST = 1000  # accounts and questions; a desk that serves more forgets all and begins anew
_NEAR = 500  # acts; behind more of them it is hardly readings alone


@dataclass(frozen=True, slots=True)
class _RestsOn:
    last: Head
    proposals: Hashable
    minute: datetime


_seen: list[tuple[Head, Head]] = [(BEFORE_ALL, BEFORE_ALL)]  # the end of the log, and the last act that is no reading
_known: dict[Hashable, tuple[_RestsOn, Counts]] = {}


def counted(question: str, acting: Acting, now: datetime, count: Callable[[], Counts]) -> Counts:
    """What `count` answers, or answered this account in the same minute while nothing was recorded but readings.

    Given:    `question` tells one `count` from another; it opens nothing and depends on account, store and time alone.
    """
    asked = (question, acting.account_id, acting.roles, acting.branch)
    rests_on = _RestsOn(_last_but_readings(), marks_of_proposals(), now.replace(second=0, microsecond=0))
    known = _known.get(asked)
    if known is not None and known[0] == rests_on:
        return known[1]
    found = count()
    if len(_known) >= _MOST:
        _known.clear()
    _known[asked] = rests_on, found
    return found


def _last_but_readings() -> Head:
    """The last act that is no reading, as far as this process knows: after a start, and where the log was cut off or
    written anew, its end.
    """
    end, last = _seen[0]
    head = head_of_log()  # before anything is counted: of an act that comes meanwhile the next page learns
    if head == end:
        return last
    is_near = end != BEFORE_ALL and 0 < head.index - end.index <= _NEAR
    if not (is_near and still_stands(end) and kinds_since(end.index + 1) <= _READINGS):
        last = head
    _seen[0] = head, last
    return last
