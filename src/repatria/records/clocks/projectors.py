"""What the acts of clocks do to rows."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.records.clocks.acts import AlarmRaised, ClocksMoved
from repatria.records.ledger.operations import Insert, Operation, Set, projects

CLOCK = "clocks_clock"


def _moved(given: ClocksMoved, index: int) -> Iterator[Operation]:
    for ended in given.ended:
        yield Set(CLOCK, ended.clock_id, {
            "ending": ended.ending.value, "ended_at": ended.ended_at, "ended_event": ended.event,
            "moved_index": given.act_index,
        })  # fmt: skip
    for clock_id in given.reopened:
        yield Set(CLOCK, clock_id, {
            "ending": "", "ended_at": "", "ended_event": "", "moved_index": given.act_index,
        })  # fmt: skip
    for passed in given.passed:
        yield Set(CLOCK, passed.clock_id, {"lies_with": passed.lies_with, "moved_index": given.act_index})
    for started in given.started:
        yield Insert(CLOCK, started.clock_id, {
            "rule": started.rule, "subject": started.subject, "matter": started.matter, "lies_with": started.lies_with,
            "started_at": started.started_at, "due_at": started.due_at, "shown_from": started.shown_from,
            "started_event": started.event, "moved_index": given.act_index,
        })  # fmt: skip


def _alarm(given: AlarmRaised, index: int) -> Iterator[Operation]:
    yield Set(CLOCK, given.clock_id, {"alarmed_at": given.noticed_at})


def register() -> None:
    projects(ClocksMoved)(_moved)
    projects(AlarmRaised)(_alarm)
