"""Moving clocks by what an act says, and raising an alarm."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.clock_moves import Movement
from repatria.core.law.clocks import ClockRule, is_late, row_of
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.records.access.acting import Acting, require
from repatria.records.clocks.acts import AlarmRaised, ClocksMoved, EndedClock, PassedClock, StartedClock
from repatria.records.clocks.errors import ClockAtRestError, NothingMovesError, UnknownClockError, UnreadActsError
from repatria.records.clocks.models import Clock
from repatria.records.clocks.reading import cursor_name, happenings_for, is_read_to_the_end, rows_of, running_clocks
from repatria.records.ledger.reading import Recorded, act_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import caused_by, record, service


@service
def move_clocks(acting: Acting, *, act_index: int, rules: Sequence[str]) -> None:
    """Starts and ends clocks of these rules by what one act says.

    Source:   core.law.clocks; law-and-practice section 1.6.
    Given:    the act's own times, never those of the reading: whenever it is read, the clocks are the same.
    Raises:   NothingMovesError when the act moves none of them, or did already; UnknownClockError for a rule that does
              not run.
    Leaf:     clocks.clocks_moved
    """
    require(acting, "clocks.move_clocks")
    named = tuple(rules)
    happenings = happenings_for(act_at(act_index), named)
    clocks = running_clocks((happening.subject for happening in happenings), named)
    movement = clocks.move(rows_of(named), happenings, act_index)
    if not movement:
        raise NothingMovesError(f"act {act_index} moves none of these clocks")
    _record(acting, act_index, named, movement)


@service
def _move_clocks(acting: Acting, act_index: int, rules: tuple[str, ...], movement: Movement) -> None:
    require(acting, "clocks.move_clocks")
    _record(acting, act_index, rules, movement)


def move_clocks_by(acting: Acting, acts: Sequence[Recorded], rules: Sequence[str]) -> int:
    """The same for a page of acts in the log's order, inside one transaction: one act for each that moves clocks.

    Returns:  how many of them moved clocks.
    """
    named = tuple(rules)
    read = [(recorded.index, happenings_for(recorded, named)) for recorded in acts]
    clocks = running_clocks((happening.subject for _, happenings in read for happening in happenings), named)
    moved = 0
    for act_index, happenings in read:
        movement = clocks.move(rows_of(named), happenings, act_index)
        if movement:
            _move_clocks(acting, act_index, named, movement)
            moved += 1
    return moved


def _record(acting: Acting, act_index: int, rules: tuple[str, ...], movement: Movement) -> None:
    with caused_by(f"{cursor_name(rules[0])}:{act_index}"):
        record(_act(act_index, movement), actor=acting.account_id, at=acting.at)


def _act(act_index: int, movement: Movement) -> ClocksMoved:
    return ClocksMoved(
        act_index=act_index,
        started=tuple(
            StartedClock(
                clock_id=one.clock_id, rule=one.row.rule.value, subject=one.happening.subject,
                matter=one.happening.matter or "", lies_with=one.happening.lies_with,
                started_at=instant_text(one.happening.at), due_at=instant_text(one.due_at),
                shown_from=instant_text(one.shown_from), event=one.happening.event,
            )
            for one in movement.started
        ),
        ended=tuple(
            EndedClock(clock_id=one.clock_id, ending=one.ending, ended_at=instant_text(one.at), event=one.event)
            for one in movement.ended
        ),
        reopened=tuple(movement.reopened),
        passed=tuple(PassedClock(clock_id=one, lies_with=whom) for one, whom in movement.passed),
    )  # fmt: skip


@service
def raise_alarm(acting: Acting, *, clock_id: str) -> None:
    """Says that a clock ran out, to those whom its row names.

    Source:   invariant 14: an alarm once an event.
    Raises:   UnknownClockError; ClockAtRestError when it is satisfied, not late, or its alarm was raised;
              UnreadActsError while acts are unread that may have satisfied it.
    Leaf:     clocks.alarm_raised
    """
    require(acting, "clocks.raise_alarm")
    row = row_numbered(Clock, clock_id)
    if row is None:
        raise UnknownClockError("no such clock", (("clock_id", "unknown"),))
    if row.ending or row.alarmed_at or not is_late(read_instant(row.due_at), acting.at):
        raise ClockAtRestError(f"clock {clock_id} gives no alarm")
    if not is_read_to_the_end(row.rule):
        raise UnreadActsError("acts that may end this clock were not read yet")
    law = row_of(ClockRule(row.rule))
    given = AlarmRaised(
        clock_id=clock_id, rule=row.rule, subject=row.subject, due_at=row.due_at, noticed_at=instant_text(acting.at),
        provision=law.provision, escalates_to=law.escalates_to,
    )  # fmt: skip
    with caused_by(f"alarm:{clock_id}"):
        record(given, actor=acting.account_id, at=acting.at)
