"""The house of a demonstration under a file's clock: what its jobs would have done is done, in order and in time.

When a line is later than the one before: 1. what follows from that one is done at its own time (`settle`): by
consequences, clocks and matcher, until nothing follows any more; 2. every alarm and every round whose time comes before
the new line is given and held at its time, the earlier one first, and what follows from it. What was set aside is tried
again before every round. No checkpoint is made unless a line asks for one: hourly padding would fill the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from repatria.core.vocabulary.dates import read_instant
from repatria.doors.jobs.clocks import follow_clocks, keep_clocks, raise_alarms
from repatria.doors.jobs.compared_kinds import KINDS as COMPARED_KINDS
from repatria.doors.jobs.consequences import CONSUMERS, draw_consequences, draw_what_was_set_aside
from repatria.doors.jobs.consumers import draw_again, read_on
from repatria.doors.jobs.courier import fetch_enquiries, fetch_what_was_set_aside
from repatria.doors.jobs.matcher import CONSUMER, KINDS, Matcher
from repatria.doors.jobs.ports import Outside
from repatria.doors.jobs.rounds import hold_round
from repatria.records.clocks.acts import ClocksMoved
from repatria.records.clocks.reading import RULES, cursor_name, kinds_of
from repatria.records.clocks.selectors import next_alarm_at
from repatria.records.identification.selectors.held import is_anything_held
from repatria.records.ledger.checkpoints import make_checkpoint
from repatria.records.ledger.following import head_of_log
from repatria.records.ledger.reading import cursor_of, entries_since, first_instant, kinds_since, latest_instant
from repatria.records.notices.acts import RoundRecorded

if TYPE_CHECKING:
    from repatria.doors.jobs.comparing import Comparing

_PAGE = 200  # acts that are followed at once
_GROWTH, _FILLER_BYTES = 64, 96  # of a checkpoint, as in the loop of the jobs
_LOOK = timedelta(seconds=1)  # after a clock ran out, the jobs' next look


@dataclass(slots=True)
class FileClock:
    """The clock of a store whose time is a file's: it stands until a line moves it."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRhythm:
    """How often a round is held, and how long after its receipt an enquiry has its first letter.

    Units:    seconds; days.
    """

    round_seconds: int
    first_letter_day: int


class House:
    """The jobs of a house that nobody serves, done in this process under a clock that stands still between lines."""

    def __init__(self, outside: Outside, clock: FileClock, rhythm: HouseRhythm) -> None:
        self.clock, self.rhythm = clock, rhythm
        self.outside = replace(outside, now=clock)
        readers = (*(one.name for one in CONSUMERS), *map(cursor_name, RULES), CONSUMER)
        self._settled = min(map(cursor_of, readers))  # the acts before this one have had all their consequences
        self._matcher: Matcher | None = None
        self._comparing: Comparing | None = None
        self._no_alarm_before: datetime | None = None  # None while the store is to be asked
        self._last_round = latest_instant(RoundRecorded.KIND) or first_instant() or clock.at
        # What a line may ask for by name; each says how much it did, a round its number, a checkpoint its size.
        self.jobs: Mapping[str, Callable[[], int]] = {
            "house.courier": self.fetch, "house.consequences": self.draw, "house.clocks": self.keep_clocks,
            "house.match": self.follow, "house.compare": self.compare,
            "house.round": self.hold_round, "house.checkpoint": self.make_checkpoint,
        }  # fmt: skip

    def settle(self) -> None:
        """Does what follows from the acts since the last time, and from what follows, until nothing does."""
        while (size := head_of_log().index + 1) > self._settled:
            fresh = kinds_since(self._settled)
            for one in CONSUMERS:
                if fresh & set(one.kinds):
                    _until_less(lambda one=one: draw_consequences(self.outside, [one], _PAGE))  # type: ignore[misc]
            if fresh & kinds_of(RULES):
                _until_less(lambda: follow_clocks(self.outside, _PAGE))
            if fresh & set(KINDS):
                self.follow()
            if fresh & set(COMPARED_KINDS) and is_anything_held():
                self.compare()
            if ClocksMoved.KIND in fresh:
                self._hear_of_clocks(self._settled)
            self._settled = size

    def catch_up(self) -> None:
        """Moves every reader to the log's end: between lines only those are asked whom something concerns."""
        self.settle()
        self.draw()
        if is_anything_held():
            self.compare()
        self.keep_clocks()

    def give_alarms_until(self, at: datetime) -> None:
        """Gives every alarm whose clock runs out before this instant, at its own time.

        Given:    `settle` was called: of clocks that acts moved since it is not known when they run out.
        """
        if self._no_alarm_before is not None and at <= self._no_alarm_before:
            return
        self._no_alarm_before = None
        while (due_at := next_alarm_at()) is not None and due_at < at:
            self.clock.at = max(self.clock.at, min(due_at + _LOOK, at))
            if not raise_alarms(self.outside):
                return
            self.settle()
        self._no_alarm_before = due_at or at

    def _hear_of_clocks(self, since: int) -> None:
        """Takes note of when the clocks run out that these acts started; one that ends only makes it later."""
        if self._no_alarm_before is None:
            return
        moved = entries_since(since, kinds=[ClocksMoved.KIND], at_most=_PAGE)
        if len(moved) == _PAGE or any(one.act.reopened for one in moved):  # type: ignore[attr-defined]
            self._no_alarm_before = None
            return
        due = (read_instant(clock.due_at) for one in moved for clock in one.act.started)  # type: ignore[attr-defined]
        self._no_alarm_before = min((self._no_alarm_before, *due))

    def fetch(self) -> int:
        """Fetches what lies in the inbox."""
        return _until_none(lambda: fetch_enquiries(self.outside, self.rhythm.first_letter_day))

    def draw(self) -> int:
        """Draws every consequence, those too that were set aside and can be drawn now."""
        return _until_none(lambda: draw_consequences(self.outside)) + self._draw_again()

    def _draw_again(self) -> int:
        drawn = draw_what_was_set_aside(self.outside)
        return drawn + fetch_what_was_set_aside(self.outside, self.rhythm.first_letter_day)

    def keep_clocks(self) -> int:
        """Starts and ends clocks by every act, and gives the alarms that are due."""
        return keep_clocks(self.outside)

    def follow(self) -> int:
        """Lets the matcher follow the log to its end."""
        if self._matcher is None:
            self._matcher = Matcher(self.outside)
            self._matcher.build()
        done = _until_less(self._matcher.follow)
        while self._matcher.has_doubles_to_find:
            done += self._matcher.follow()
        return done

    def compare(self) -> int:
        """Compares what laboratories read with everything open, and destroys what is held under a consent that is over.

        Given:    the engine is loaded with the first profile: most files of calls have none.
        """
        from repatria.doors.jobs.comparing import Comparing, destroy_over

        if self._comparing is None:
            self._comparing = Comparing()
        consumers = self._comparing.consumers()
        done = _until_less(lambda: read_on(consumers, self.outside, _PAGE)) + draw_again(consumers, self.outside)
        return done + destroy_over(self.outside)

    def next_round(self) -> datetime:
        """When the next round is due."""
        return self._last_round + timedelta(seconds=self.rhythm.round_seconds)

    def hold_round(self) -> int:
        """Holds a round now, after all that it rests on.

        Given:    outside a transaction: the intake is another store, and what lies there must rest on acts that stand.
        """
        self.settle()
        self._draw_again()
        if is_anything_held():
            self.compare()
        number = hold_round(self.outside)
        self._last_round = self.clock.at
        return number

    def make_checkpoint(self) -> int:
        """Pads the log and signs it."""
        filler = self.outside.randomness(_FILLER_BYTES)
        return make_checkpoint(at=self.clock.at, growth=_GROWTH, filler=filler)


def _until_none(work: Callable[[], int]) -> int:
    total = 0
    while done := work():
        total += done
    return total


def _until_less(work: Callable[[], int]) -> int:
    """Until less than a page was done: what the work itself recorded concerns the next look."""
    total = 0
    while (done := work()) >= _PAGE:
        total += done
    return total + done
