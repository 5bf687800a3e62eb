"""The folder of tickets: read when it changes, emptied as calls end; and the folder of reports.

`tickets/` is written by the bureau's side (a service, or `repatria calls try`) and read here. `reports/` is written
here and read there. `spent/` holds, till its call is over, which browser entered with a ticket, so that a restart of
this process opens no ticket a second time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path

from repatria.core.vocabulary.call_tickets import CallTicket, TicketError, read, written
from repatria.core.vocabulary.calls import OVER, CallEnd, CallState, FailedBecause

_FORMAT = 1


class Shelf:
    """The three folders of one door."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._tickets, self._reports, self._spent = (folder / name for name in ("tickets", "reports", "spent"))
        self._say = say
        self._ended: set[Path] = set()  # reports that were looked at, and say how it ended
        self._known: dict[Path, tuple[int, tuple[CallTicket, ...]]] = {}
        for made in (folder, self._tickets, self._reports, self._spent):
            made.mkdir(parents=True, exist_ok=True, mode=0o700)

    def tickets(self, now: datetime) -> tuple[CallTicket, ...]:
        """What may be entered now or later; a file is read again when it was written again, and one that is none is
        told once and left as it lies. What is past is taken out of the folder.
        """
        there = set(self._tickets.glob("*.json"))
        self._known = {path: known for path, known in self._known.items() if path in there}
        for path in sorted(there):
            self._look(path)
        for path, (_, known) in list(self._known.items()):
            if known and any(one.ends_at <= now for one in known):
                self._write(path, [one for one in known if one.ends_at > now])
        return tuple(one for _, known in self._known.values() for one in known)

    def _look(self, path: Path) -> None:
        try:
            stamp = path.stat().st_mtime_ns
            if self._known.get(path, (0, ()))[0] == stamp:
                return
            self._known[path] = stamp, read(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, TicketError) as error:
            if path.exists():
                self._known[path] = path.stat().st_mtime_ns, ()
                self._say(
                    f"tickets {path.name} were not taken: {error if isinstance(error, TicketError) else 'unread'}"
                )

    def _write(self, path: Path, kept: Iterable[CallTicket]) -> None:
        left = tuple(kept)
        if not left:
            path.unlink(missing_ok=True)
            self._known.pop(path, None)
            return
        _put(path, written(left))
        self._known[path] = path.stat().st_mtime_ns, left

    def is_hers_alone(self, ticket: CallTicket, end: CallEnd, browser: str) -> bool:
        """Whether a browser may enter with a ticket: the first that comes, and the same one again after a bad line."""
        told = hashlib.sha256(browser.encode()).hexdigest()
        path = self._spent / f"{ticket.call}-{end.value}"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii") == told
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(told)
        return True

    def report(self, ticket: CallTicket, state: CallState, because: str, seconds: int) -> None:
        """Writes how a call stands: state, reason, length; nothing else is known of it here."""
        told = {"version": _FORMAT, "call": ticket.call, "state": state.value, "because": because, "seconds": seconds}
        _put(self._reports / f"{ticket.call}.json", json.dumps(told) + "\n")

    def take_away(self, ticket: CallTicket) -> None:
        """A call is over: its ticket and what was noted of its entering go."""
        for path, (_, known) in list(self._known.items()):
            if ticket in known:
                self._write(path, [one for one in known if one != ticket])
        for end in CallEnd:
            (self._spent / f"{ticket.call}-{end.value}").unlink(missing_ok=True)

    def tidy(self, now: datetime, running: Collection[str]) -> None:
        """Takes the past away unasked, and ends what a door that fell left standing.

        Given:    the names of the calls that run now; a call that is none of them, and has no ticket left, is over.
        """
        standing = {one.call for one in self.tickets(now)} | set(running)
        for path in self._spent.iterdir():
            if path.name.partition("-")[0] not in standing:
                path.unlink(missing_ok=True)
        for path in self._reports.glob("*.json"):
            if path.stem not in standing and path not in self._ended:
                told = json.loads(path.read_text(encoding="utf-8"))
                if CallState(told["state"]) not in OVER:
                    lost = {"state": CallState.FAILED.value, "because": FailedBecause.LINE_LOST.value}
                    _put(path, json.dumps(told | lost) + "\n")
                self._ended.add(path)


def _put(path: Path, text: str) -> None:
    beside = path.with_suffix(".new")
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
