"""Folding the clocks anew from the acts that move them: what a reader passed without the act that it had to leave."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from repatria.core.law.clock_moves import Movement, RunningClocks
from repatria.records.clocks.acts import ClocksMoved
from repatria.records.clocks.reading import RULES, cursor_name, happenings_by_rule, kinds_of, rows_of
from repatria.records.ledger.reading import cursors_of, entries_since

_PAGE = 500


def moves_passed_over(left: Collection[int] = ()) -> Iterator[tuple[str, int]]:
    """The rules and acts that a reader has passed, whose moves of clocks no act holds.

    Given:    cursors are runtime: whoever moves one on makes clocks that never start, or never end, which shows here.
              `left` are the acts that could not be read and were set aside.
    Not:      with whom a running clock lies: earlier readers passed none on; nor a comparison of terms: a term that a
              later release shortened counts for clocks that start after it.
    """
    held, clocks = _held_moves(), RunningClocks()
    cursors = cursors_of([cursor_name(rule) for rule in RULES])
    next_index = 0
    while entries := entries_since(next_index, kinds=kinds_of(RULES), at_most=_PAGE):
        for recorded in entries:
            if recorded.index in left:
                continue
            for rule, happenings in happenings_by_rule(recorded, RULES):
                if recorded.index < cursors.get(cursor_name(rule), 0):
                    movement = clocks.move(rows_of((rule,)), happenings, recorded.index)
                    if not _moves(movement, recorded.index) <= held:
                        yield rule, recorded.index
        next_index = entries[-1].index + 1


def _moves(movement: Movement, act_index: int) -> set[tuple[str, int]]:
    started = [start.clock_id for start in movement.started]
    ended = [end.clock_id for end in movement.ended]
    return {(clock_id, act_index) for clock_id in (*started, *ended, *movement.reopened)}


def _held_moves() -> set[tuple[str, int]]:
    held: set[tuple[str, int]] = set()
    next_index = 0
    while entries := entries_since(next_index, kinds=[ClocksMoved.KIND], at_most=_PAGE):
        for recorded in entries:
            given = recorded.act
            assert isinstance(given, ClocksMoved)
            started = [start.clock_id for start in given.started]
            ended = [end.clock_id for end in given.ended]
            held |= {(clock_id, given.act_index) for clock_id in (*started, *ended, *given.reopened)}
        next_index = entries[-1].index + 1
    return held
