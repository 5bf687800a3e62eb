"""The jobs process: couriers, consequences, clocks, rounds and checkpoints, in one loop, each at its time.

It is the only process that checkpoints the SQLite stores, so that no two connections ever do at once.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.db import OperationalError, connections

from repatria.core.vocabulary.errors import ConflictError, OutsideError, TamperError
from repatria.doors.jobs.appeals import lay_appeal
from repatria.doors.jobs.arrivals import fetch_lines, fetch_lines_set_aside
from repatria.doors.jobs.calls import LooksAtCalls, keep_calls
from repatria.doors.jobs.clocks import TrustedTime, follow_clocks, move_what_was_set_aside, raise_alarms
from repatria.doors.jobs.comparing import Comparing, destroy_over
from repatria.doors.jobs.consequences import draw_consequences, draw_what_was_set_aside
from repatria.doors.jobs.consumers import draw_again, read_on
from repatria.doors.jobs.courier import fetch_enquiries, fetch_what_was_set_aside
from repatria.doors.jobs.emptying import EMPTYING
from repatria.doors.jobs.importing.spellings import settle_spellings
from repatria.doors.jobs.notes import Notes
from repatria.doors.jobs.ports import Outside
from repatria.doors.jobs.rounds import hold_round, is_round_cut_off
from repatria.records.access.drafts import drop_over
from repatria.records.intake.files import normalise_file_times
from repatria.records.ledger.checkpoints import latest_checkpoint_at, make_checkpoint
from repatria.records.ledger.reading import first_instant, latest_instant
from repatria.records.ledger.wal import copy_into_file
from repatria.records.notices.acts import RoundRecorded

log = structlog.get_logger("jobs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often things happen.

    Units:    seconds; `growth` entries a checkpoint interval.
    """

    round_seconds: int
    first_letter_day: int
    checkpoint_seconds: int = 3600
    courier_seconds: int = 0  # what came in is fetched at round times: the bureau's log tells no other
    growth: int = 64
    call_seconds: int = 5  # between two looks at what the calls' door said and is to have
    again_seconds: int = 300  # until what was set aside is tried once more
    pause_seconds: float = 0.5
    note_days: int = 28  # between two waves of notes to all who chose one


def _due(last: datetime, now: datetime, seconds: int) -> bool:
    return now - last >= timedelta(seconds=seconds)


def _beat(now: datetime, seconds: int) -> int:
    """Which of the round times this is."""
    return int(now.timestamp()) // max(1, seconds)


def _time_that_passes() -> float:
    """Seconds since the machine was started, asleep or awake, whatever its clock is set to."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _nobody_else() -> AbstractContextManager[bool]:
    """For a house beside which nobody holds a round."""
    return nullcontext(True)


def run_jobs(
    outside: Outside, rhythm: Rhythm, is_stopped: Callable[[], bool], passed: Callable[[], float] = _time_that_passes,
    one_round: Callable[[], AbstractContextManager[bool]] = _nobody_else,
) -> None:  # fmt: skip
    """Runs until told to stop; a failure of one job is logged and tried again, the others go on.

    Given:    `passed` tells a clock that was set from time that passed, for an alarm is never taken back; `one_round`
              keeps others from holding a round inside, and says whether none does: what lies there unrecorded while
              somebody holds one was not cut off.
    """
    # By what the log holds, not since this process began: a house that is started anew every day holds its rounds.
    started = first_instant() or outside.now()
    last_round = latest_instant(RoundRecorded.KIND) or started
    last_checkpoint = latest_checkpoint_at() or started
    looks_at_calls, call_beat = LooksAtCalls(), -1
    beat, is_fetching = 0, True  # a restart fetches at once: its hour is the house's own
    last_again: datetime | None = None  # a new process may know what the one before did not: it tries at once
    broken: set[str] = set()
    trusted = TrustedTime(passed)
    comparing = Comparing()
    notes = Notes(outside, days=rhythm.note_days, window_seconds=rhythm.round_seconds)
    while not is_stopped():
        now = outside.now()
        if is_fetching or not rhythm.courier_seconds or beat != _beat(now, rhythm.courier_seconds):
            beat = _beat(now, rhythm.courier_seconds)
            is_fetching = bool(_attempt("courier", lambda: fetch_enquiries(outside, rhythm.first_letter_day), broken))
        _attempt("lines", lambda: fetch_lines(outside), broken)
        _attempt("consequences", lambda: draw_consequences(outside), broken)
        _attempt("compared", lambda: comparing.read_on(outside, at_most=500), broken)
        _attempt("emptying", lambda: read_on((EMPTYING,), outside, at_most=500), broken)
        _attempt("clocks", lambda: follow_clocks(outside), broken)
        if trusted.is_believed(now):
            _attempt("alarms", lambda: raise_alarms(outside), broken)
        if last_again is None or _due(last_again, now, rhythm.again_seconds):
            _attempt("set_aside", lambda: draw_what_was_set_aside(outside), broken)
            _attempt("compared_aside", lambda: draw_again(comparing.consumers(), outside), broken)
            _attempt("profiles_over", lambda: destroy_over(outside), broken)
            _attempt("drafts_over", lambda: drop_over(at=outside.now()), broken)
            _attempt("spellings_aside", lambda: settle_spellings(outside), broken)
            _attempt("clocks_aside", lambda: move_what_was_set_aside(outside), broken)
            _attempt("items_aside", lambda: fetch_what_was_set_aside(outside, rhythm.first_letter_day), broken)
            _attempt("lines_aside", lambda: fetch_lines_set_aside(outside), broken)
            last_again = now
        _attempt("appeal", lambda: lay_appeal(outside), broken)
        with one_round() as is_alone:
            if is_alone and (_due(last_round, now, rhythm.round_seconds) or is_round_cut_off()):
                _attempt("round", lambda: hold_round(outside), broken)
                last_round = now
        if call_beat != _beat(now, rhythm.call_seconds):
            call_beat = _beat(now, rhythm.call_seconds)
            _attempt("calls", lambda: keep_calls(outside, looks_at_calls), broken)
        _attempt("notes", notes.keep, broken)
        if _due(last_checkpoint, now, rhythm.checkpoint_seconds):
            _attempt(
                "checkpoint",
                lambda: make_checkpoint(at=outside.now(), growth=rhythm.growth, filler=outside.randomness(96)),
                broken,
            )
            last_checkpoint = now
        checkpoint_sqlite()  # which writes, whenever it is
        _attempt("file_times", lambda: normalise_file_times(outside.now().date()), broken)
        time.sleep(rhythm.pause_seconds)


def _attempt(job: str, work: Callable[[], object], broken: set[str]) -> object:
    """Returns: what the work returned; None where it failed, or is not tried any more."""
    if job in broken:
        return None
    try:
        done = work()
    except OutsideError as error:
        log.warning("job_failed", job=job, code=error.code, permanent=error.permanent)
    except OperationalError as error:
        log.warning("store_silent", job=job, reason=str(error))
    except ConflictError as error:
        log.info("job_overtaken", job=job, code=error.code)
    except TamperError as error:
        # A broken proof is never tried again; the doors stay open, and the other jobs go on.
        broken.add(job)
        log.critical("job_stopped", job=job, code=error.code, next="repatria verify")
    except Exception as error:
        # Its type and place, and no word of it: an error of a library may name an address or a name.
        log.error("job_fault", job=job, error=type(error).__name__, place=_place_of(error))
    else:
        if done:
            log.info("job_done", job=job, count=done if isinstance(done, int) else 1)
        return done
    return None


def _place_of(error: Exception) -> str:
    """Where it was raised, by files and lines, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    return " ".join(f"{one.filename.rpartition('/')[2]}:{one.lineno}" for one in frames[-8:])


def checkpoint_sqlite() -> None:
    """Moves the write-ahead logs of the embedded stores into their files, and cuts those that grew."""
    for alias in ("default", "intake"):
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                done = copy_into_file(cursor)
            if done.is_cut:
                log.info("write_ahead_log_cut", store=alias, pages=done.in_log)
