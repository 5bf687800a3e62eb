"""The rooms: who is at which end, what waits to be heard there, and when a call begins, is warned, and is over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from repatria.core.law.call_steps import CallFacts, next_call
from repatria.core.vocabulary.call_tickets import CallTicket
from repatria.core.vocabulary.calls import (
    BY_ONE_OF_THEM,
    OVER,
    CallEnd,
    CallEvent,
    CallState,
    FailedBecause,
    StoppedBecause,
)
from repatria.doors.calls.relay_only import candidate_of_relay, description_of_relay
from repatria.doors.calls.shelf import Shelf

WARNED_SECONDS = 120
AWAY_SECONDS = 30  # not heard of for so long, an end counts as gone
LOST_SECONDS = 40  # so long a lost line is tried again
_MISSED = 2  # looks in which a call is in no file, until it is over: its file may just be written again
_MOST_WORDS = 400  # that wait for one end
_OF_A_WATCHER = frozenset(one.value for one in StoppedBecause) - {one.value for one in BY_ONE_OF_THEM}
Word = Mapping[str, Any]


@dataclass(slots=True)
class Seat:
    """One end that was entered, by one browser."""

    end: CallEnd
    browser: str = field(repr=False)
    heard_at: datetime
    is_ready: bool = False
    is_up: bool = False
    words: list[Word] = field(default_factory=list, repr=False)
    dropped: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, **word: Any) -> None:
        """Puts a word before this end."""
        self.words.append(word)
        while len(self.words) > _MOST_WORDS:
            del self.words[0]
            self.dropped += 1
        self.news.set()

    def after(self, at: int) -> tuple[Word, ...]:
        return tuple(self.words[max(0, at - self.dropped) :])

    @property
    def at(self) -> int:
        return self.dropped + len(self.words)


@dataclass(slots=True)
class Room:
    """One call that somebody has entered."""

    ticket: CallTicket
    state: CallState = CallState.PREPARED
    seats: dict[CallEnd, Seat] = field(default_factory=dict)
    meeting: int = 0
    began_at: datetime | None = None
    down_since: datetime | None = None
    is_warned: bool = False
    because: str = ""
    minutes_told: int = -1
    missed: int = 0  # looks in which its ticket stood in no file

    def other(self, seat: Seat) -> Seat | None:
        return self.seats.get(CallEnd.HIS if seat.end is CallEnd.HERS else CallEnd.HERS)

    def seconds(self, now: datetime) -> int:
        return int((now - self.began_at).total_seconds()) if self.began_at else 0


class Rooms:
    """All calls of a door."""

    def __init__(self, shelf: Shelf, now: Callable[[], datetime], relay_at: Collection[str] = ()) -> None:
        self._shelf, self._now = shelf, now
        self.relay_at = frozenset(relay_at)
        self._by_call: dict[str, Room] = {}
        self._by_browser: dict[str, tuple[Room, Seat]] = {}

    def enter(self, secret: str, browser: str) -> tuple[Room, Seat] | None:
        """Lets a browser in with a secret.

        Returns:  None alike for a secret of no call, one that another browser used, and one before or after its hours.
        """
        now = self._now()
        found = self._shelf.find(secret, now)
        return None if found is None else self._seat(*found, browser, now)

    def _seat(self, ticket: CallTicket, end: CallEnd, browser: str, now: datetime) -> tuple[Room, Seat] | None:
        if not self._shelf.is_hers_alone(ticket, end, browser):
            return None
        room = self._by_call.get(ticket.call) or self._room(ticket, now)
        seat = Seat(end, browser, now)
        room.seats[end] = seat
        self._by_browser[browser] = room, seat
        self._tell_standing(room, now)
        return room, seat

    def _room(self, ticket: CallTicket, now: datetime) -> Room:
        """A new room; of a call that a door which fell had begun, the one in which it was held."""
        room = Room(ticket)
        room.began_at = self._shelf.began_at(ticket)
        if room.began_at:
            room.state, room.down_since = CallState.HELD, now
        self._by_call[ticket.call] = room
        return room

    def again(self, browser: str) -> tuple[Room, Seat] | None:
        """Lets a browser in anew that sits in a call already: its page was loaded again."""
        known = self._by_browser.get(browser)
        if known is None or known[0].state in OVER or not self._shelf.stands(known[0].ticket):
            return None
        room, seat = known
        return self._seat(room.ticket, seat.end, browser, self._now())

    def of(self, browser: str) -> tuple[Room, Seat] | None:
        """The seat of a browser that entered."""
        return self._by_browser.get(browser)

    def say(self, room: Room, seat: Seat, word: Word) -> None:
        """Takes one word of an end; what is none, or not to be passed on, is dropped."""
        kind, other, now = word.get("kind"), room.other(seat), self._now()
        if room.state in OVER:
            return
        if seat.end is CallEnd.WATCH:
            because = word.get("because")
            if kind == "stop" and isinstance(because, str) and because in _OF_A_WATCHER:
                self._stop(room, StoppedBecause(because), now)
            return
        if kind == "ready":
            seat.is_ready = True
            self._meet(room, now)
        elif kind == "leave":
            if room.state is CallState.HELD:
                self._over(room, CallEvent.ENDED, CallFacts(), now)
            else:
                self._stop(room, StoppedBecause.BY_HER if seat.end is CallEnd.HERS else StoppedBecause.BY_HIM, now)
        elif kind == "line" and word.get("meeting") == room.meeting:
            self._line(room, seat, word.get("is_up") is True, now)
        elif other is not None and word.get("meeting") == room.meeting:
            self._pass_on(other, word, is_sound=room.ticket.is_sound)

    def _pass_on(self, other: Seat, word: Word, *, is_sound: bool) -> None:
        kind, said = word.get("kind"), word.get("said")
        if kind in ("offer", "answer") and isinstance(said, str):
            if cleaned := description_of_relay(said, self.relay_at, is_sound=is_sound):
                other.tell(kind=kind, said=cleaned, meeting=word["meeting"])
        elif kind == "candidate" and isinstance(said, str) and word.get("part") in (0, 1, 2):
            if cleaned := candidate_of_relay(said, self.relay_at):
                other.tell(kind=kind, said=cleaned, part=word["part"], meeting=word["meeting"])
        elif kind == "picture" and isinstance(word.get("is_on"), bool) and not (is_sound and word["is_on"]):
            other.tell(kind=kind, is_on=word["is_on"])

    def _meet(self, room: Room, now: datetime) -> None:
        """Both are ready: each begins anew, he offers."""
        hers, his = room.seats.get(CallEnd.HERS), room.seats.get(CallEnd.HIS)
        is_time = now >= room.ticket.begins_at and self._shelf.stands(room.ticket)
        if hers and his and hers.is_ready and his.is_ready and is_time:
            room.meeting += 1
            for seat in (hers, his):
                seat.is_up = False
                seat.tell(kind="meet", meeting=room.meeting, offers=seat.end is CallEnd.HIS)
        self._tell_standing(room, now)

    def _line(self, room: Room, seat: Seat, is_up: bool, now: datetime) -> None:
        seat.is_up = is_up
        ends = [room.seats[one] for one in (CallEnd.HERS, CallEnd.HIS) if one in room.seats]
        if len(ends) == 2 and all(one.is_up for one in ends):
            room.down_since = None
            if room.state is CallState.PREPARED:
                agreed = CallFacts(he_agreed_at=now, she_agreed_at=now, is_relay_named=True)  # each pressed the button
                room.state = next_call(room.state, CallEvent.BEGUN, agreed)
                room.began_at = now
                self._shelf.began(room.ticket, now)
                self._shelf.report(room.ticket, room.state, "", 0)
            for one in ends:
                one.tell(kind="line", is_up=True)
        elif not is_up:
            room.down_since = room.down_since or now
            for one in ends:
                one.tell(kind="line", is_up=False)
        self._tell_standing(room, now)

    def _stop(self, room: Room, because: StoppedBecause, now: datetime) -> None:
        self._over(room, CallEvent.STOPPED, CallFacts(stopped_because=because), now)

    def _fail(self, room: Room, now: datetime) -> None:
        because = FailedBecause.LINE_LOST if room.began_at else FailedBecause.NO_LINE
        self._over(room, CallEvent.FAILED, CallFacts(failed_because=because), now)

    def _over(self, room: Room, event: CallEvent, facts: CallFacts, now: datetime) -> None:
        room.state = next_call(room.state, event, facts)
        room.because = facts.stopped_because or facts.failed_because or ""
        self._shelf.report(room.ticket, room.state, str(room.because), room.seconds(now))
        self._shelf.close(room.ticket)
        for seat in room.seats.values():
            seat.tell(kind="over", state=room.state.value, because=str(room.because), seconds=room.seconds(now))

    def _tell_standing(self, room: Room, now: datetime) -> None:
        """Each end hears whether the other is there and ready, and whether somebody watches; a watcher hears the state
        and the minutes.
        """
        watcher = room.seats.get(CallEnd.WATCH)
        if watcher:
            there = [end.value for end in (CallEnd.HERS, CallEnd.HIS) if self._is_there(room, end, now)]
            watcher.tell(kind="state", state=room.state.value, seconds=room.seconds(now), there=there)
        for end in (CallEnd.HERS, CallEnd.HIS):
            if seat := room.seats.get(end):
                other = CallEnd.HIS if end is CallEnd.HERS else CallEnd.HERS
                far = room.seats.get(other)
                is_there = self._is_there(room, other, now)
                is_watched = self._is_there(room, CallEnd.WATCH, now)
                is_ready = bool(is_there and far and far.is_ready)
                seat.tell(kind="other", is_there=is_there, is_ready=is_ready, is_watched=is_watched)

    def _is_there(self, room: Room, end: CallEnd, now: datetime) -> bool:
        seat = room.seats.get(end)
        return seat is not None and (now - seat.heard_at).total_seconds() < AWAY_SECONDS

    def tick(self) -> None:
        """Once a second: begins what may begin, warns, ends what is at its end or was taken away, and forgets what was
        over a while.
        """
        now = self._now()
        for call, room in list(self._by_call.items()):
            if room.state in OVER:
                if (now - room.ticket.ends_at).total_seconds() > 60 or not self._is_anybody_there(room, now):
                    self._forget(call, room)
                continue
            room.missed = 0 if self._shelf.stands(room.ticket) else room.missed + 1
            if not room.meeting and now >= room.ticket.begins_at:
                hers, his = room.seats.get(CallEnd.HERS), room.seats.get(CallEnd.HIS)
                if hers and his and hers.is_ready and his.is_ready:
                    self._meet(room, now)
            left = (room.ticket.ends_at - now).total_seconds()
            if left <= WARNED_SECONDS and not room.is_warned:
                room.is_warned = True
                for seat in room.seats.values():
                    seat.tell(kind="soon")
            if room.state is CallState.HELD and not self._is_anybody_there(room, now):
                room.down_since = room.down_since or now
            lost = (now - room.down_since).total_seconds() if room.down_since else 0.0
            if left <= 0 and room.state is CallState.HELD:
                self._over(room, CallEvent.ENDED, CallFacts(), now)
            elif left <= 0:
                because = FailedBecause.NO_LINE if room.meeting else FailedBecause.NOBODY_CAME
                self._over(room, CallEvent.FAILED, CallFacts(failed_because=because), now)
            elif lost > LOST_SECONDS or room.missed >= _MISSED:  # put off or stopped elsewhere: a line that broke
                self._fail(room, now)
            elif room.minutes_told != (minutes := int(left // 15)):
                room.minutes_told = minutes
                self._tell_standing(room, now)
                if room.state is CallState.HELD:
                    self._shelf.report(room.ticket, room.state, "", room.seconds(now))

        self._shelf.tidy(now, [call for call, room in self._by_call.items() if room.state not in OVER])

    def _is_anybody_there(self, room: Room, now: datetime) -> bool:
        return any(self._is_there(room, end, now) for end in room.seats)

    def _forget(self, call: str, room: Room) -> None:
        del self._by_call[call]
        self._by_browser = {key: pair for key, pair in self._by_browser.items() if pair[0] is not room}
