"""Calls at their hour: put off where something stands against them, put at the door, and what the door says of them.

A file of tickets is one call with three decoys, named and made of its booking alone. It is written once, 15 minutes
before, and taken away where the call is off: codes are opened, and their reading is an act, when one is written and at
no other beat. What the door reports comes back as acts.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import structlog

from repatria.core.vocabulary.call_tickets import LEFT_ASIDE, CallTicket, secret_of, ticket_hash, with_decoys, written
from repatria.core.vocabulary.calls import LONGEST_CALL, OVER, PUT_AT_THE_DOOR, CallEnd, CallState, FailedBecause
from repatria.core.vocabulary.errors import RepatriaError, TamperError
from repatria.doors.jobs.consumers import SILENT
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.contact.errors import UnknownCallError
from repatria.records.contact.selectors.call_boxes import (
    CallAtDoor,
    booked_now,
    booking_of_late,
    call_with_ticket,
    calls_at_door,
    never_ready,
    stands_against_call,
    tickets_at_door,
)
from repatria.records.contact.services.call_booking import put_call_off
from repatria.records.contact.services.call_ends import settle_call_report, take_call_begun, take_call_report
from repatria.records.hotline.pairs import pair_of
from repatria.records.ledger.reading import tree_size
from repatria.records.vault.keyring import current

log = structlog.get_logger("calls")
_LIES_ASIDE = timedelta(days=7)
"""How long a report lies aside that no call took: `repatria calls list` and `repatria doctor` tell of it meanwhile."""
_TAKEN_AWAY = timedelta(minutes=1)
"""How long after its end a file of tickets is left to the door, to which one taken away before is a call put off."""
_APART = timedelta(minutes=1)
"""Between two looks at a call that does not begin soon."""
_AT_ONCE = 20
"""How many of these one beat looks at: each look asks some hundred times, and all jobs wait for it."""


@dataclass(slots=True)
class LooksAtCalls:
    """At which length of the log each booked call was looked at last, and when.

    Given:    what comes to stand against a call is an act, so that a call is looked at again when the log grew; and
              once more when it comes to the door, for what a day alone brings.
    """

    seen: dict[str, tuple[int, datetime]] = field(default_factory=dict)

    def due(self, booked: dict[str, datetime], log_size: int, now: datetime) -> list[str]:
        """The calls at which to look now: all that begin soon, of the others a few, the longest unseen first."""
        self.seen = {call_id: look for call_id, look in self.seen.items() if call_id in booked}
        never = (-1, datetime.min.replace(tzinfo=UTC))
        soon, others = [], []
        for call_id, begins_at in booked.items():
            size, at = self.seen.get(call_id, never)
            to_door = begins_at - PUT_AT_THE_DOOR
            is_soon = to_door <= now < begins_at + LONGEST_CALL
            if is_soon and (size != log_size or at < to_door):
                soon.append(call_id)
            elif not is_soon and size != log_size and now - at >= _APART:
                others.append(call_id)
        others.sort(key=lambda call_id: self.seen.get(call_id, never)[1])
        return soon + others[:_AT_ONCE]


def keep_calls(outside: Outside, looks: LooksAtCalls | None = None) -> int:
    """Takes what the door reported, puts off what may not be held, and lays out what begins soon.

    Source:   practice rules 4, 29; law-and-practice section 6.8.
    Given:    `looks` of the beats before; without them a call is looked at as after a start.
    Returns:  how many reports were taken.
    """
    taken = take_reports(outside)
    put_off_what_may_not_be_held(outside, looks or LooksAtCalls())
    put_at_door(outside)
    return taken


def put_off_what_may_not_be_held(outside: Outside, looks: LooksAtCalls) -> int:
    """Puts off every booked call against which something stands, in the words of any technical fault, and every one
    whose hour passed before anybody made it ready.

    Returns:  how many.
    """
    now, done = outside.now(), 0
    for call_id in never_ready(now):  # its hour is gone, its turn is not
        put_call_off(outside.house(Role.CLERKWORK), call_id=call_id, because=FailedBecause.NOBODY_CAME)
        done += 1
    log_size = tree_size()
    for call_id in looks.due(booked_now(), log_size, now):
        if stands_against_call(call_id, now):
            put_call_off(outside.house(Role.CLERKWORK), call_id=call_id)
            done += 1
        looks.seen[call_id] = (log_size, now)
    return done


def put_at_door(outside: Outside) -> int:
    """Writes the file of tickets of each prepared call that begins within 15 minutes; takes those of others away.

    Returns:  how many calls may be entered.
    """
    if outside.calls_folder is None:
        return 0
    folder = outside.calls_folder / "tickets"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = outside.now()
    wanted = {_name(ticket): ticket for ticket in tickets_at_door(now)}
    if new := [ticket for name, ticket in wanted.items() if not (folder / name).exists()]:
        for one in calls_at_door(outside.house(Role.CLERKWORK), new):
            _put(folder / _name(one.ticket), written(with_decoys((_ticket(one),), _drawn(one.ticket))))
    kept = wanted.keys() | {_name(ticket) for ticket in tickets_at_door(now - _TAKEN_AWAY)}
    for path in folder.glob("*.json"):
        if path.name not in kept:
            path.unlink(missing_ok=True)
    return len(wanted)


def _key() -> bytes:
    return current().derived("tickets of calls")


def _name(ticket: str) -> str:
    return hmac.digest(_key(), f"file {ticket}".encode(), sha256).hex()[:32] + ".json"


def _drawn(ticket: str) -> Callable[[int], bytes]:
    """Randomness of one call's decoys, the same each time."""
    drawn = 0

    def draw(count: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hmac.digest(_key(), f"decoy {ticket} {drawn}".encode(), sha256)[:count]

    return draw


def _ticket(one: CallAtDoor) -> CallTicket:
    """The call as the door knows it: of a call that nobody attends the watcher's hash opens nothing."""
    watch = one.watch if one.is_watched else hmac.digest(_key(), f"watch {one.ticket}".encode(), sha256).hex()[:21]
    identity = pair_of(one.enquiry_id).letter_identity
    return CallTicket(
        call=one.ticket, hers=ticket_hash(secret_of(CallEnd.HERS, one.hers, identity)),
        his=ticket_hash(secret_of(CallEnd.HIS, one.his.replace("-", ""))),
        watch=ticket_hash(secret_of(CallEnd.WATCH, watch.replace("-", "").upper())),
        begins_at=one.begins_at, ends_at=one.ends_at, is_sound=one.is_sound,
    )  # fmt: skip


def _put(path: Path, text: str) -> None:
    """Written beside and renamed: the door never reads half of it."""
    beside = path.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def take_reports(outside: Outside) -> int:
    """Takes what the door says of calls into acts, and its files away once the call is over.

    Given:    what it says of a booking that was put off, stopped or logged before is kept beside what was said then; a
              report that no booking of late takes is laid aside under its own name, stops nobody's, and goes after
              seven days.
    Returns:  how many acts were recorded.
    """
    if outside.calls_folder is None:
        return 0
    taken, folder = 0, outside.calls_folder / "reports"
    _clear_aside(folder, outside.now() - _LIES_ASIDE)
    for path in sorted(folder.glob("*.json")):
        try:
            taken += _take(outside, path)
        except (TamperError, *SILENT):
            raise
        except Exception as error:
            log.warning("report_left", reason=getattr(error, "code", type(error).__name__))
            path.rename(path.with_suffix(LEFT_ASIDE))
    return taken


def _clear_aside(folder: Path, before: datetime) -> None:
    for path in folder.glob(f"*{LEFT_ASIDE}"):
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)


def _take(outside: Outside, path: Path) -> int:
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    state, house = CallState(told["state"]), outside.house(Role.CLERKWORK)
    ticket = path.stem if told["call"] == path.stem else ""
    call_id = call_with_ticket(ticket)
    if not call_id:
        return _settle(outside, path, ticket, state, told)
    if state is CallState.HELD:
        with suppress(RepatriaError):  # it is known to run already
            take_call_begun(house, call_id=call_id)
            return 1
        return 0
    if state not in OVER:
        return 0
    take_call_report(
        house, call_id=call_id, outcome=state, seconds=int(told["seconds"]), because=str(told["because"])
    )  # fmt: skip
    path.unlink(missing_ok=True)
    return 1


def _settle(outside: Outside, path: Path, ticket: str, state: CallState, told: dict[str, Any]) -> int:
    """Keeps what the door says of a booking that stands no more, once it is over there too."""
    booking = booking_of_late(ticket)
    if booking is None:
        raise UnknownCallError("no call bears this name")
    if state not in OVER:
        return 0
    settle_call_report(
        outside.house(Role.CLERKWORK), booked_index=booking, outcome=state, seconds=int(told["seconds"]),
        because=str(told["because"]),
    )  # fmt: skip
    path.unlink(missing_ok=True)
    return 1
