"""Who read a record: the reading acts that name it, gathered by person, question and week. The log is the only source.

Nothing is kept of it beside the log: a table of who read whom would lie open on the disk. So the acts of some days are
read anew, the newest first, up to a number, and the answer says how far back it went.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.acting import Acting, require
from repatria.records.access.acts import ReadingRecorded
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.questions import question
from repatria.records.access.role_table import is_allowed
from repatria.records.access.services import record_reading
from repatria.records.access.work import may_work_on
from repatria.records.ledger.reading import Recorded, entries_before

READ_BY = "access.?read_by"
LONGEST_DAYS = 366
MOST_ACTS = 20_000
_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersLine:
    """One who read it by one question in one week: the last time, and how often in that week.

    Given:    `as_list` where it stood among others on a list each time, and was never opened by itself.
    """

    actor: str
    question: str
    last_at: str
    times: int
    as_list: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadersOf:
    """Everybody who read a record, the latest first; `since` how far back was looked."""

    lines: tuple[ReadersLine, ...]
    since: str


def _names(numbers: frozenset[str], records: Sequence[str]) -> bool:
    return any(one in numbers or not numbers.isdisjoint(one.split(":")) for one in records)


def _readings(since: datetime) -> Iterator[Recorded]:
    """The reading acts from the newest back to a moment, at most MOST_ACTS of them."""
    before, left = None, MOST_ACTS
    while left > 0:
        found = entries_before(before, kind=ReadingRecorded.KIND, at_most=min(_PAGE, left))
        for one in found:
            if read_instant(one.at) < since:
                return
            yield one
        if len(found) < _PAGE:
            return
        before, left = found[-1].index, left - len(found)


@question(READ_BY)
def read_by(acting: Acting, about: str, *, days: int = 30) -> ReadersOf:
    """Who read a record in the last days, in which week and how often.

    Source:   spec: C24; issue 16, part 7.
    Given:    `about` the number of an enquiry or a person; a caseworker asks it of enquiries alone, since who reads a
              man's page tells who asks for him.
    Raises:   RoleForbidsError; InputError for fewer days than one, or more than a year.
    Leaf:     access.reading_recorded
    """
    require(acting, READ_BY)
    if not 1 <= days <= LONGEST_DAYS:
        raise InputError("between one day and a year", (("days", "number"),))
    if not is_allowed(acting.roles, "access.see_all_readers") and not (
        about.startswith("E-") and may_work_on(acting.roles, about)
    ):
        raise RoleForbidsError("who read this is not for that role", provision="role table")
    record_reading(acting, question="access.?read_by", records=(about,))
    since = acting.at - timedelta(days=days)
    groups: dict[tuple[str, str, tuple[int, int]], tuple[str, int, bool]] = {}
    numbers, reached = frozenset({about}), acting.at
    for one in _readings(since):
        given, reached = one.act, read_instant(one.at)
        assert isinstance(given, ReadingRecorded)
        if _names(numbers, given.records):
            year, number, _ = reached.isocalendar()
            week = (year, number)
            last, times, as_list = groups.get((one.actor, given.question, week), (one.at, 0, True))
            is_list = len(given.records) > 3
            groups[one.actor, given.question, week] = (max(last, one.at), times + 1, as_list and is_list)
    lines = [
        ReadersLine(actor=actor, question=asked, last_at=last, times=times, as_list=as_list)
        for (actor, asked, _), (last, times, as_list) in groups.items()
    ]
    lines.sort(key=lambda line: line.last_at, reverse=True)
    return ReadersOf(lines=tuple(lines), since=instant_text(min(reached, since) if reached <= since else since))
