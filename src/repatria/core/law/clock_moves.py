"""What one act does to the clocks of its subjects: which it ends, which it opens again, which it starts.

1. What it annuls is undone: clocks that the annulled event started are gone, those that it ended run again.
2. What it satisfies or makes void ends.
3. What it starts begins, with all times in it.
4. What runs on goes with him whom it is about: it lies with the place where he is now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from repatria.core.law.clock_words import ClockRow, Repeats
from repatria.core.vocabulary.happenings import Happening


class Ending(StrEnum):
    """Why a clock runs no longer."""

    SATISFIED = "satisfied"
    VOID = "void"  # nothing is waited for any more
    ANNULLED = "annulled"  # what started it was annulled


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownClock:
    """A clock that was started before.

    Given:    `ending` is None while it runs; `started_event` and `ended_event` are the numbers by which what started
              and ended it may be annulled; `moved_index` is the last act that moved it.
    """

    clock_id: str
    rule: str
    subject: str
    matter: str
    started_event: str
    ending: Ending | None = None
    ended_event: str = ""
    moved_index: int
    lies_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStart:
    """A clock that begins."""

    row: ClockRow
    clock_id: str
    happening: Happening
    due_at: datetime
    shown_from: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEnd:
    """A clock that ends."""

    clock_id: str
    ending: Ending
    at: datetime
    event: str


@dataclass(slots=True)
class Movement:
    """All that one act does to clocks."""

    started: list[ClockStart] = field(default_factory=list)
    ended: list[ClockEnd] = field(default_factory=list)
    reopened: list[str] = field(default_factory=list)
    passed: list[tuple[str, str]] = field(default_factory=list)  # clocks that go on with another, and with whom

    def __bool__(self) -> bool:
        return bool(self.started or self.ended or self.reopened or self.passed)


class RunningClocks:
    """The clocks of some subjects while act after act is read; the acts' order is the log's."""

    def __init__(self, known: Iterable[KnownClock] = ()) -> None:
        self._of: dict[str, dict[str, KnownClock]] = {}
        for clock in known:
            self._of.setdefault(clock.subject, {})[clock.clock_id] = clock

    def move(self, rows: Iterable[ClockRow], happenings: Sequence[Happening], act_index: int) -> Movement:
        """Computes what an act does, and holds the clocks as they are after it."""
        subjects = dict.fromkeys(happening.subject for happening in happenings)
        known = [clock for subject in subjects for clock in self._of.get(subject, {}).values()]
        movement = moved_by(rows, happenings, known, act_index)
        if movement:
            self._take(movement, subjects, act_index)
        return movement

    def _take(self, movement: Movement, subjects: Iterable[str], act_index: int) -> None:
        ends = {end.clock_id: end for end in movement.ended}
        passed = dict(movement.passed)
        for clocks in (self._of.get(subject, {}) for subject in subjects):
            for clock_id, clock in clocks.items():
                if clock_id in ends:
                    end = ends[clock_id]
                    clocks[clock_id] = replace(
                        clock, ending=end.ending, ended_event=end.event, moved_index=act_index
                    )  # fmt: skip
                elif clock_id in movement.reopened:
                    clocks[clock_id] = replace(clock, ending=None, ended_event="", moved_index=act_index)
                if clock_id in passed:
                    clocks[clock_id] = replace(
                        clocks[clock_id], lies_with=passed[clock_id], moved_index=act_index
                    )  # fmt: skip
        for start in movement.started:
            happening = start.happening
            self._of.setdefault(happening.subject, {})[start.clock_id] = KnownClock(
                clock_id=start.clock_id, rule=start.row.rule.value, subject=happening.subject,
                matter=happening.matter or "", started_event=happening.event, moved_index=act_index,
                lies_with=happening.lies_with,
            )  # fmt: skip


def moved_by(
    rows: Iterable[ClockRow], happenings: Sequence[Happening], known: Collection[KnownClock], act_index: int
) -> Movement:
    """Computes what an act does to the clocks of these rows.

    Source:   law-and-practice section 1.6; invariant 14 (an alarm once an event, ended by what satisfies it alone).
    Given:    all clocks of these rows and of the happenings' subjects that are `known`. An act that was read before, or
              that lies before the last act that moved this rule's clocks of this subject, moves nothing: reading twice
              is harmless.
    """
    movement = Movement()
    for row in rows:
        for subject in dict.fromkeys(happening.subject for happening in happenings):
            mine = [one for one in known if one.rule == row.rule and one.subject == subject]
            if all(one.moved_index < act_index for one in mine):
                _move(movement, row, [s for s in happenings if s.subject == subject], mine, act_index)
    return movement


def _move(
    movement: Movement, row: ClockRow, happenings: Sequence[Happening], mine: Sequence[KnownClock], act_index: int
) -> None:
    undone = [happening.annuls for happening in happenings if happening.annuls]
    running: dict[str, str] = {}  # matter of each clock that now runs, by its number
    satisfied = {one.matter for one in mine if one.ending is Ending.SATISFIED}
    for clock in mine:
        if clock.started_event in undone:
            if clock.ending is not Ending.ANNULLED:
                movement.ended.append(_end(clock.clock_id, Ending.ANNULLED, happenings[0]))
            satisfied.discard(clock.matter)
        elif clock.ended_event and clock.ended_event in undone:
            movement.reopened.append(clock.clock_id)
            running[clock.clock_id] = clock.matter
            satisfied.discard(clock.matter)
        elif clock.ending is None:
            running[clock.clock_id] = clock.matter
    again: list[Happening] = []
    lies_with = {one.clock_id: one.lies_with for one in mine}
    for clock_id, matter in list(running.items()):
        ended = next(_endings(row, happenings, clock_id, matter), None)
        if ended is None:
            continue
        movement.ended.append(ended)
        del running[clock_id]
        if ended.ending is Ending.SATISFIED:
            satisfied.add(matter)
            if row.repeats is Repeats.AGAIN:
                again.append(replace(next(s for s in happenings if s.word in row.satisfied_by), matter=matter))
    with_whom = next((s.lies_with for s in reversed(happenings) if s.word in row.goes_with and s.lies_with), "")
    if with_whom:
        movement.passed += [(one, with_whom) for one in running if lies_with[one] != with_whom]
    for happening in [*(s for s in happenings if s.word in row.starts), *again]:
        matter = happening.matter or ""
        is_running = matter in running.values()
        is_over = row.repeats is Repeats.ONCE and matter in satisfied
        if (is_running and row.repeats is not Repeats.EACH) or is_over:
            continue
        started = _start(row, happening, act_index)
        if started.clock_id not in running:
            movement.started.append(started)
            running[started.clock_id] = matter


def _endings(row: ClockRow, happenings: Sequence[Happening], clock_id: str, matter: str) -> Iterator[ClockEnd]:
    for happening in happenings:
        if happening.matter is None or happening.matter == matter:
            if happening.word in row.satisfied_by:
                yield _end(clock_id, Ending.SATISFIED, happening)
            elif happening.word in row.voided_by:
                yield _end(clock_id, Ending.VOID, happening)


def _end(clock_id: str, ending: Ending, happening: Happening) -> ClockEnd:
    return ClockEnd(clock_id=clock_id, ending=ending, at=happening.at, event=happening.event)


def _start(row: ClockRow, happening: Happening, act_index: int) -> ClockStart:
    due_at = happening.due_at or row.due(happening.at)
    return ClockStart(
        row=row, clock_id=f"{row.rule}:{act_index}:{happening.subject}", happening=happening, due_at=due_at,
        shown_from=row.shown_from(happening.at, due_at),
    )  # fmt: skip
