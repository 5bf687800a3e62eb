"""The folder of tickets, which is read and never written; the folder of reports; and what was entered and is over.

`tickets/` is written by the bureau's side (a service, or `repatria calls try`); a file is taken away whole when every
call in it is past. `reports/` is written here and read there. `spent/` holds, till a call's hour is over, which browser
entered with a ticket and that a call has ended, so that nothing opens a second time: not after a restart, nor where the
bureau's side writes the same call again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from repatria.core.vocabulary.call_tickets import CallTicket, TicketError, read, ticket_hash
from repatria.core.vocabulary.calls import OVER, CallEnd, CallState, FailedBecause

_FORMAT = 1
_Stamp = tuple[int, int, int]


class Shelf:
    """The three folders of one door. A file that is not what it should be is told once, and stops nothing else."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._tickets, self._reports, self._spent = (folder / name for name in ("tickets", "reports", "spent"))
        self._say = say
        self._told: set[Path] = set()
        self._ended: set[Path] = set()  # reports that were looked at, and say how it ended
        self._unwritten: dict[Path, str] = {}  # reports that the disk did not take
        self._over: dict[str, datetime] = {}
        self._known: dict[Path, tuple[_Stamp, tuple[CallTicket, ...]]] = {}
        self._by_hash: dict[str, tuple[CallTicket, CallEnd]] = {}
        self._standing: frozenset[str] = frozenset()
        for made in (folder, self._tickets, self._reports, self._spent):
            made.mkdir(parents=True, exist_ok=True, mode=0o700)

    def find(self, secret: str, now: datetime) -> tuple[CallTicket, CallEnd] | None:
        """The call and the end that a secret opens now; None for one of no call, of a call that is over or not yet."""
        self._look()
        found = self._by_hash.get(ticket_hash(secret))
        if found is None or not found[0].takes_at(now) or self._is_over(found[0].call):
            return None
        return found

    def stands(self, ticket: CallTicket) -> bool:
        """Whether the bureau's side still has this call at the door: one that it put off or stopped is in no file."""
        self._look()
        return ticket.call in self._standing

    def _look(self) -> None:
        """Reads what was written since; a file that is none opens nothing and is left as it lies."""
        there: set[Path] = set()
        with self._survived(self._tickets):
            there.update(self._tickets.glob("*.json"))
        is_changed = [self._read(path) for path in sorted(there | self._known.keys())]
        if any(is_changed):
            rows = [one for _, (_, known) in sorted(self._known.items()) for one in known]
            self._by_hash = {one.hash_of(end): (one, end) for one in rows for end in CallEnd}
            self._standing = frozenset(one.call for one in rows)

    def _read(self, path: Path) -> bool:
        try:
            found = path.stat()
        except FileNotFoundError:
            return self._known.pop(path, None) is not None
        except OSError:
            return False  # a folder that does not answer takes no call away
        stamp = (found.st_ctime_ns, found.st_ino, found.st_size)
        if path in self._known and self._known[path][0] == stamp:
            return False
        try:
            self._known[path] = stamp, read(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, TicketError) as error:
            known = self._known[path][1] if path in self._known else ()
            self._known[path] = stamp, known  # written anew and not to be read: no call in it is put off by that
            why = error if isinstance(error, TicketError) else "unread"
            self._say(f"tickets {path.name} were not taken: {why}")
        return True

    def is_hers_alone(self, ticket: CallTicket, end: CallEnd, browser: str) -> bool:
        """Whether a browser may enter with a ticket: the first that comes, and the same one again after a bad line."""
        told = hashlib.sha256(browser.encode()).hexdigest()
        path = self._mark_of(ticket.call, end.value)
        with self._survived(path):
            try:
                _put_once(path, f"{told} {ticket.ends_at.isoformat()}")
            except FileExistsError:
                return _mark(path)[0] == told
            return True
        return False

    def began(self, ticket: CallTicket, now: datetime) -> None:
        """Notes when a call began, till it is over: a door that is started again knows that it was held."""
        with self._survived(path := self._mark_of(ticket.call, "began")), suppress(FileExistsError):
            _put_once(path, f"{now.isoformat()} {ticket.ends_at.isoformat()}")

    def began_at(self, ticket: CallTicket) -> datetime | None:
        with self._survived(path := self._mark_of(ticket.call, "began")):
            return datetime.fromisoformat(_mark(path)[0]).astimezone(UTC)
        return None

    def _mark_of(self, call: str, what: str) -> Path:
        return self._spent / f"{call}-{what}"

    def _is_over(self, call: str) -> bool:
        if call in self._over or self._mark_of(call, "over").exists():
            return True
        with suppress(OSError, ValueError, LookupError, TypeError):
            return _reported(self._reports / f"{call}.json") in OVER
        return False

    def report(self, ticket: CallTicket, state: CallState, because: str, seconds: int) -> None:
        """Writes how a call stands: state, reason, length; nothing else is known of it here."""
        told = {"version": _FORMAT, "call": ticket.call, "state": state.value, "because": because, "seconds": seconds}
        self._unwritten[self._reports / f"{ticket.call}.json"] = json.dumps(told) + "\n"
        self._write_reports()

    def _write_reports(self) -> None:
        for path, text in list(self._unwritten.items()):
            with self._survived(path):
                _put(path, text)
                del self._unwritten[path]

    def close(self, ticket: CallTicket) -> None:
        """A call is over: nothing opens it again, and which browsers entered is kept no longer."""
        self._over[ticket.call] = ticket.ends_at
        path = self._mark_of(ticket.call, "over")
        with self._survived(path), suppress(FileExistsError):
            _put_once(path, f"over {ticket.ends_at.isoformat()}")
        for what in (*CallEnd, "began"):
            with self._survived(path := self._mark_of(ticket.call, what)):
                path.unlink(missing_ok=True)

    def tidy(self, now: datetime, running: Collection[str]) -> None:
        """Takes the past away unasked, and ends what a door that fell left standing.

        Given:    the names of the calls that run now; a call that is none of them, and has no ticket left, is over.
        """
        self._write_reports()
        self._look()
        self._take_away_past(now)
        self._over = {call: until for call, until in self._over.items() if until > now}
        for path in list(self._spent.iterdir()):
            with self._survived(path):
                if path.suffix == ".new" or _mark(path)[1] <= now:
                    path.unlink(missing_ok=True)
        rows = (one for _, known in self._known.values() for one in known)
        standing = {one.call for one in rows if one.ends_at > now} | set(running)
        reports = set(self._reports.glob("*.json"))
        self._ended &= reports
        for path in reports - self._ended:
            if path.stem not in standing and path not in self._unwritten:
                self._end(path)

    def _end(self, path: Path) -> None:
        with self._survived(path):
            if _reported(path) not in OVER:
                told = json.loads(path.read_text(encoding="utf-8"))
                lost = {"state": CallState.FAILED.value, "because": FailedBecause.LINE_LOST.value}
                _put(path, json.dumps(told | lost) + "\n")
            self._ended.add(path)

    def _take_away_past(self, now: datetime) -> None:
        """A file is looked at once more under another name: one that was renamed in at this moment goes back."""
        for path, (_, known) in list(self._known.items()):
            if known and all(one.ends_at <= now for one in known):
                with self._survived(path):
                    os.replace(path, path.with_suffix(".past"))
        for aside in list(self._tickets.glob("*.past")):
            with self._survived(aside):
                if not _is_past(aside, now):
                    with suppress(FileExistsError):  # a still newer one is there
                        os.link(aside, aside.with_suffix(".json"))
                aside.unlink(missing_ok=True)

    @contextmanager
    def _survived(self, path: Path) -> Iterator[None]:
        """What one file does wrong is told once, by its name."""
        try:
            yield
        except FileNotFoundError:
            pass  # the bureau's side took it meanwhile
        except (OSError, ValueError, LookupError, TypeError) as error:
            if path not in self._told:
                self._told.add(path)
                self._say(f"{path.parent.name}/{path.name}: {type(error).__name__}; it was left as it is")


def _is_past(path: Path, now: datetime) -> bool:
    try:
        return all(one.ends_at <= now for one in read(path.read_text(encoding="utf-8")))
    except (ValueError, TicketError):
        return False


def _mark(path: Path) -> tuple[str, datetime]:
    """Raises: OSError, ValueError for what is no mark."""
    told, until = path.read_text(encoding="ascii").split(" ")
    return told, datetime.fromisoformat(until).astimezone(UTC)


def _reported(path: Path) -> CallState:
    """Raises: OSError, ValueError, LookupError, TypeError for what is no report."""
    return CallState(json.loads(path.read_text(encoding="utf-8"))["state"])


def _write(path: Path, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _put(path: Path, text: str) -> None:
    _write(path.with_suffix(".new"), text)
    os.replace(path.with_suffix(".new"), path)


def _put_once(path: Path, text: str) -> None:
    """Whole or not at all.  Raises: FileExistsError where it is there already."""
    beside = path.with_suffix(".new")
    _write(beside, text)
    try:
        os.link(beside, path)
    finally:
        beside.unlink()
