"""Going through a file of calls.

Lines are done in batches, a transaction each: what a line recorded, what it came to, and how far the file was gone
through stand together or not at all, so that a file goes on exactly where it stood, whatever cut it off. A refusal
takes back its own line alone. Results are handed out when their batch stands. Rounds are held between batches: what
lies in the intake, another store, must rest on acts that stand.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from django.db import OperationalError

from repatria.core.vocabulary.errors import DoneBeforeError, RepatriaError, TamperError
from repatria.doors.jobs.applying.callers import Callers
from repatria.doors.jobs.applying.errors import CallFailedError, ClockError, LineFormError, TimeIsTheStoresError
from repatria.doors.jobs.applying.house import House
from repatria.doors.jobs.applying.lines import Line, is_blank, read_line
from repatria.doors.jobs.applying.results import as_text, done_result, refused_result
from repatria.doors.jobs.applying.saved import Saved
from repatria.records.access.acting import Acting
from repatria.records.access.calls import answer_question, call_service, plain
from repatria.records.access.errors import (
    LinesUsedError,
    MigrationOverError,
    NoMigrationError,
    NotForMigrationError,
    UnknownCallError,
)
from repatria.records.access.files_of_calls import FileProgress, line_cause, note_lines, results_of
from repatria.records.access.questions import Question, questions
from repatria.records.ledger.catalogue import Declared, services
from repatria.records.ledger.services import bulk_acts, caused_by, noting_acts

BATCH_SECONDS = 0.25
"""After so long a batch ends: whoever reads beside waits no longer for the store, and the results can be followed."""
SHORTEN_SECONDS = 2.0
FURTHEST = timedelta(days=366)
"""Between two lines: a year that was mistyped would hold rounds for a century."""
_OF_THE_HOUSE = "house."
_BETWEEN_BATCHES = frozenset({"house.round", "house.courier", "house.checkpoint"})
_MIGRATION_IS_OVER = (LinesUsedError, MigrationOverError, NoMigrationError)
_SHOWN_UNEXPECTED = 10
log = structlog.get_logger("apply")


@dataclass(slots=True)
class Tally:
    """What a run came to.

    Given:    `unexpected` of the whole file, whatever run refused it: refusals that were not announced, and announced
              ones that did not come. The first few of this run are kept as (line, code). `over` is the code with
              which the approval of a migration ended before the file did.
    """

    done: int = 0
    refused: int = 0
    skipped: int = 0
    unexpected: int = 0
    is_stopped: bool = False
    over: str = ""
    first_unexpected: list[tuple[int, str]] = field(default_factory=list)

    def count(self, line: Line, result: dict[str, Any]) -> dict[str, Any]:
        """Counts what a line came to, and gives it back."""
        came = "" if result["ok"] else result["code"]
        self.done += result["ok"]
        self.refused += not result["ok"]
        if came != line.refused:
            self.unexpected += 1
            if len(self.first_unexpected) < _SHOWN_UNEXPECTED:
                self.first_unexpected.append((line.number, came or f"{line.refused} did not come"))
        return result


class FileOfCalls:
    """One file being gone through.

    Given:    `house` the house under the file's clock, in a demonstration; None where time and jobs are the store's,
              and its time is `now`. `shorten` moves the embedded stores' write-ahead logs into their files, where
              nobody else does.
    """

    def __init__(
        self, reached: FileProgress, raw: Iterator[tuple[int, bytes]], callers: Callers, house: House | None,
        write: Callable[[str], None], shorten: Callable[[], None] = lambda: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:  # fmt: skip
        self.shorten = shorten
        self.now = house.clock if house else now
        self.reached, self.raw, self.callers, self.house, self.write = reached, raw, callers, house, write
        self.saved = Saved()
        self.tally = Tally(unexpected=reached.unexpected)
        self.known: dict[str, Declared | Question] = {
            **{name: one for name, one in questions().items() if one.is_of_numbers}, **services(),
        }  # fmt: skip
        self._shortened_at = time.monotonic()
        self._held: tuple[int, bytes] | None = None  # a line that waits until no batch is open
        self._left: list[tuple[int, str]] = []  # the line at which an approval ended: told, and left to be done later

    def go(self, is_stopped: Callable[[], bool], progress: Callable[[int], None]) -> Tally:
        """Goes through the file to its end, or until told to stop.

        Given:    `is_stopped` is asked between two lines; `progress` is told the number of the last line now and then.
        """
        self._skip()
        is_at_end = False
        while not is_at_end and not self.tally.over and not is_stopped():
            results: list[tuple[int, str]] = []
            with bulk_acts():
                is_at_end = self._batch(results, is_stopped)
                note_lines(self.reached, results)
            self._hand_out([*results, *self._left])
            if self._held is not None and self._hold_rounds(is_stopped):
                self._do_held_job()
            self._shorten()
            progress(self.reached.next_line - 1)
        self.tally.is_stopped = not is_at_end
        if is_at_end and self.house is not None:
            self.house.catch_up()
        self.shorten()
        return self.tally

    def _shorten(self) -> None:
        if time.monotonic() - self._shortened_at >= SHORTEN_SECONDS:
            self.shorten()
            self._shortened_at = time.monotonic()

    def _hand_out(self, results: list[tuple[int, str]]) -> None:
        for _, text in results:
            self.write(text)

    def _skip(self) -> None:
        """Passes over the lines that were done, and takes from the notes what they saved and came to."""
        if self.reached.next_line == 1:
            return
        noted = results_of(self.reached.digest)
        line, text = next(noted, (0, ""))
        for number, raw in self.raw:
            if number == line:
                self.write(text)
                self.tally.skipped += 1
                self._take_saved(number, raw, text)
                line, text = next(noted, (0, ""))
            if number + 1 >= self.reached.next_line:
                return

    def _take_saved(self, number: int, raw: bytes, noted: str) -> None:
        try:
            if name := read_line(number, raw).save:
                self.saved.keep_noted(name, noted)
        except RepatriaError:
            return  # it was refused then, and is noted so

    def _batch(self, results: list[tuple[int, str]], is_stopped: Callable[[], bool]) -> bool:
        """Does lines until the batch is to end.  Returns: whether the file is at its end."""
        until = time.monotonic() + BATCH_SECONDS
        while time.monotonic() < until and not is_stopped():
            number, raw = self._held or next(self.raw, (0, b""))
            self._held = None
            if not number:
                if self.house is not None:
                    self.house.settle()
                return True
            if not is_blank(raw):
                result = self._result(number, raw)
                if result is None:
                    self._held = number, raw
                    return False
                if self.tally.over:
                    self._left = [(number, as_text(result))]
                    return False
                results.append((number, as_text(result)))
            self._reach(number)
        return False

    def _reach(self, number: int) -> None:
        self.reached = replace(self.reached, next_line=number + 1, unexpected=self.tally.unexpected)

    def _result(self, number: int, raw: bytes) -> dict[str, Any] | None:
        """What a line comes to; None when it must wait until no batch is open."""
        line = Line(number=number, do="", by="", at=None, given={}, save="", refused="")
        try:
            line = read_line(number, raw)
            if line.save:
                self.saved.check_free(line.save)
            if self._must_wait(line):
                return None
            result = self._do(line)
        except RepatriaError as error:
            result = refused_result(number, error, line.given)
            if isinstance(error, _MIGRATION_IS_OVER) and line.refused != error.code:
                self.tally.over = error.code
            return self.tally.count(line, result)
        if line.save:
            self.saved.keep(line.save, result)
        return self.tally.count(line, result)

    def _must_wait(self, line: Line) -> bool:
        """Moves the clock to the line's time, unless a round is due before it; or the line asks for such a job itself.

        Raises:   ClockError; TimeIsTheStoresError.
        """
        if self.house is None:
            if line.at is not None:
                raise TimeIsTheStoresError("the time of an act is the store's own here", provision="decision 0028")
            return False
        clock = self.house.clock
        at = line.at.astimezone(UTC) if line.at else clock.at
        if not timedelta() <= at - clock.at <= FURTHEST:
            raise ClockError(f"the clock stands at {clock.at.isoformat()}", (("at", "order"),))
        if at > clock.at:
            self.house.settle()
            if self.house.next_round() <= at:
                return True
            self.house.give_alarms_until(at)
            self._set_clock(at)
        return line.do in _BETWEEN_BATCHES

    def _set_clock(self, at: datetime) -> None:
        assert self.house is not None
        self.house.clock.at = at
        self.reached = replace(self.reached, clock=at)

    def _hold_rounds(self, is_stopped: Callable[[], bool]) -> bool:
        """Holds the rounds that are due before the line that waits.  Returns: whether all were held."""
        assert self.house is not None and self._held is not None
        at = read_line(*self._held).at or self.house.clock.at
        while (due := self.house.next_round()) <= at:
            if is_stopped():
                return False
            self.house.give_alarms_until(due)
            self._set_clock(max(due, self.house.clock.at))
            self.house.hold_round()
        return True

    def _do_held_job(self) -> None:
        """Does the line that waits, where it asks for a job between batches; else the next batch begins with it."""
        assert self.house is not None and self._held is not None
        line = read_line(*self._held)
        if line.do not in _BETWEEN_BATCHES:
            return
        self._held = None
        if line.at:
            self.house.settle()
            self.house.give_alarms_until(line.at.astimezone(UTC))
            self._set_clock(line.at.astimezone(UTC))
        try:
            result = self._do(line)
        except RepatriaError as error:
            result = refused_result(line.number, error, line.given)
        text = as_text(self.tally.count(line, result))
        if line.save and result["ok"]:
            self.saved.keep(line.save, result)
        self._reach(line.number)
        with bulk_acts():
            note_lines(self.reached, [(line.number, text)])
        self._hand_out([(line.number, text)])

    def _do(self, line: Line) -> dict[str, Any]:
        if self.house is not None and line.do in self.house.jobs:
            if line.given or line.by:
                raise LineFormError("a job of the house is asked for by its name and time alone", (("do", "form"),))
            return done_result(line.number, self.house.jobs[line.do](), None)
        offered = self.known.get(line.do)
        if self.house is None and not isinstance(offered, Declared) and (offered or line.do.startswith(_OF_THE_HOUSE)):
            raise NotForMigrationError("a migration calls services alone", provision="decision 0028")
        if offered is None:
            raise UnknownCallError("`repatria acts` lists what may be called", (("do", "unknown"),))
        acting = self.callers.acting(line, self.now())
        given = self.saved.filled(line.given)
        if not isinstance(given, dict):
            raise LineFormError("`with` is an object of parameters", (("with", "form"),))
        try:
            with caused_by(line_cause(self.reached.digest, line.number)), noting_acts() as recorded:
                returned = self._called(acting, offered, given)
        except DoneBeforeError as before:
            return done_result(line.number, before.number, before.act_index)
        return done_result(line.number, plain(returned), recorded[-1] if recorded else None)

    def _called(self, acting: Acting, offered: Declared | Question, given: dict[str, Any]) -> Any:
        try:
            if isinstance(offered, Declared):
                return call_service(acting, offered, given)
            with bulk_acts():  # as a service has it of itself: what fails takes back its own line alone
                return answer_question(acting, offered, given)
        except (RepatriaError, TamperError, OperationalError):
            raise
        except Exception as error:
            # One call that no rule foresaw must not end the file; the words of its fault may repeat what was typed.
            log.error("call_failed", kind=type(error).__name__, call=offered.name)
            raise CallFailedError(f"the call failed: {type(error).__name__}", permanent=True) from error
