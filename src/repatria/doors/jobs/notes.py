"""Notes that there is a letter, by mail or short message: a wave after a round, to all who chose one.

Whether, when and in which order a note goes is asked of nothing that anybody decided: the day is one for all, the
minute is drawn by a key from the wave and the enquiry. What does not arrive changes nothing that she sees.
"""

from __future__ import annotations

import hmac
from bisect import insort
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from repatria.core.law.notes import NoteWay, is_barred
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.gateways import GatewayError
from repatria.doors.jobs.box_words import box_words
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.hotline.note_acts import NoteEnd
from repatria.records.hotline.selectors.notes import (
    NoteDue,
    WaveView,
    choices_for_wave,
    contact_of,
    ended_in,
    newest_wave,
)
from repatria.records.hotline.services.notes import end_note, open_wave
from repatria.records.notices.selectors import last_round
from repatria.records.vault.keyring import current

log = structlog.get_logger("notes")
AGAIN = timedelta(minutes=5)
"""Until a gateway that was silent is tried once more."""


@dataclass(slots=True)
class Notes:
    """The notes of the newest wave, as this process knows them; what has ended stands in the log.

    Given:    by numbers alone: a contact is opened as its note goes. One contact has one note a wave, however many
              enquiries name it: what became of it is remembered by a digest until the wave is over.
    Units:    `days` between two waves, `window_seconds` over which one is spread.
    """

    outside: Outside
    days: int
    window_seconds: int
    _wave: int = -1
    _waiting: list[tuple[datetime, NoteDue]] = field(default_factory=list)
    _known: dict[bytes, NoteEnd] = field(default_factory=dict)
    _put_off: dict[bytes, datetime] = field(default_factory=dict)
    _silent_until: dict[NoteWay, datetime] = field(default_factory=dict)

    def keep(self) -> int:
        """Opens a wave when its time has come, and sends what is due of the newest.  Returns: how many notes ended."""
        if not self.outside.gateways:
            return 0
        now, wave = self.outside.now(), self._wave_at(self.outside.now())
        if wave is None:
            return 0
        if wave.wave != self._wave:
            self._plan(wave)
        is_over, done = now >= read_instant(wave.until), 0
        for at, one in tuple(self._waiting):
            if at > now and not is_over:
                break
            if self._is_silent(one.way, now) and not is_over:
                continue
            end = self._end_of(one, now, is_over=is_over)
            self._waiting.remove((at, one))
            if end is None:
                insort(self._waiting, (now + AGAIN, one), key=lambda pair: pair[0])
            else:
                done += self._ended(wave, one, end)
        return done

    def _wave_at(self, now: datetime) -> WaveView | None:
        wave, last = newest_wave(), last_round()
        if last is None:
            return wave
        is_first = wave is None
        if is_first or (wave is not None and self._is_next(wave, last.number, now)):
            until = now + timedelta(seconds=self.window_seconds)
            open_wave(self.outside.house(Role.COURIER), wave=last.number, until=until)
            return newest_wave()
        return wave

    def _is_next(self, wave: WaveView, number: int, now: datetime) -> bool:
        is_sent = not self._waiting and now >= read_instant(wave.until)
        return is_sent and number > wave.wave and now - read_instant(wave.opened_at) >= timedelta(days=self.days)

    def _plan(self, wave: WaveView) -> None:
        """Draws for each note its minute of the window: by a key, so that a restart draws the same.

        Given:    the last sixteenth is for trying again.
        """
        opened, until, key = read_instant(wave.opened_at), read_instant(wave.until), current().derived("order of notes")
        choices = choices_for_wave(
            self.outside.house(Role.COURIER), on=opened.date().isoformat(), but=ended_in(wave.wave)
        )  # fmt: skip
        drawn = []
        for one in choices:
            share = int.from_bytes(hmac.digest(key, f"{wave.wave}|{one.enquiry_id}".encode(), sha256)[:6]) / (1 << 48)
            drawn.append((opened + (until - opened) * (share * 15 / 16), one))
        self._waiting = sorted(drawn, key=lambda pair: (pair[0], pair[1].choice_id))
        self._wave = wave.wave
        self._known.clear()
        self._put_off.clear()

    def _is_silent(self, way: NoteWay, now: datetime) -> bool:
        return self._silent_until.get(way, now) > now

    def _end_of(self, one: NoteDue, now: datetime, *, is_over: bool) -> NoteEnd | None:
        """What became of a note that is due; None where it is tried once more.

        Given:    a house that stood still until the wave was over sends late what it never tried, and gives up only
                  what no gateway takes.
        """
        unsent = NoteEnd.GIVEN_UP if is_over else None
        if self._is_silent(one.way, now):
            return unsent
        hers = contact_of(self.outside.house(Role.COURIER), one)
        if hers is None:
            return NoteEnd.GIVEN_UP  # she chose otherwise since, asks no more, or was erased
        if is_barred(hers.way, hers.to, self.outside.barred, self.outside.countries) and not hers.is_allowed:
            return NoteEnd.BARRED
        gateway = self.outside.gateways.get(one.way)
        if gateway is None:
            return NoteEnd.GIVEN_UP
        mark = _mark(hers.way, hers.to)
        if mark in self._known:
            return self._known[mark]
        if self._put_off.get(mark, now) > now:
            return unsent
        try:
            gateway.send(hers.to, box_words()["note.said"][hers.language])
        except GatewayError as error:
            if not error.permanent:
                self._put_off[mark] = now + AGAIN
                if not error.is_of_this_one:
                    log.warning("gateway_silent", way=one.way.value, reason=str(error))
                    self._silent_until[one.way] = now + AGAIN
                return unsent
            self._known[mark] = NoteEnd.BOUNCED
        else:
            self._known[mark] = NoteEnd.SENT
        return self._known[mark]

    def _ended(self, wave: WaveView, one: NoteDue, end: NoteEnd) -> int:
        acting = self.outside.house(Role.COURIER)
        end_note(acting, wave=wave.wave, enquiry_id=one.enquiry_id, choice_id=one.choice_id, end=end)
        return 1


def _mark(way: NoteWay, to: str) -> bytes:
    """One and the same for one contact, and nothing from which it could be read."""
    said = f"{way.value}|{to.casefold()}".encode()
    return hmac.digest(current().derived("contacts of notes"), said, sha256)
