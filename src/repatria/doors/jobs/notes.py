"""Notes that there is a letter, by mail or short message: a wave after a round, to all who chose one.

Whether, when and in which order a note goes is asked of nothing that anybody decided: the day is one for all, the
minute is drawn by a key from the wave and the enquiry. What does not arrive changes nothing that she sees.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from repatria.core.law.notes import NoteWay, is_barred
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.gateways import GatewayError
from repatria.doors.jobs.boxes import box_words
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.hotline.note_acts import NoteEnd
from repatria.records.hotline.selectors.notes import (
    NoteChoiceView,
    WaveView,
    choices_for_wave,
    ended_in,
    newest_wave,
    standing_choices,
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

    Units:    `days` between two waves, `window_seconds` over which one is spread.
    """

    outside: Outside
    days: int
    window_seconds: int
    _wave: int = -1
    _waiting: list[tuple[datetime, NoteChoiceView]] = field(default_factory=list)
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
            end = self._end_of(one, now, is_over=is_over)
            if end is not None:
                self._waiting.remove((at, one))
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

    def _end_of(self, one: NoteChoiceView, now: datetime, *, is_over: bool) -> NoteEnd | None:
        """What became of a note that is due; None where it is tried once more.

        Given:    a house that stood still until the wave was over sends late what it never tried, and gives up only
                  what no gateway takes.
        """
        if is_barred(one.way, one.to, self.outside.barred) and not one.is_allowed:
            return NoteEnd.BARRED
        gateway, unsent = self.outside.gateways.get(one.way), NoteEnd.GIVEN_UP if is_over else None
        if gateway is None:
            return NoteEnd.GIVEN_UP
        if self._silent_until.get(one.way, now) > now:
            return unsent
        if [row.pk for row in standing_choices(one.enquiry_id)] != [one.choice_id]:
            return NoteEnd.GIVEN_UP  # she chose otherwise since, or asks no more
        try:
            gateway.send(one.to, box_words()["note.said"][one.language])
        except GatewayError as error:
            if error.permanent:
                return NoteEnd.BOUNCED
            log.warning("gateway_silent", way=one.way.value, reason=str(error))
            self._silent_until[one.way] = now + AGAIN
            return unsent
        return NoteEnd.SENT

    def _ended(self, wave: WaveView, one: NoteChoiceView, end: NoteEnd) -> int:
        acting = self.outside.house(Role.COURIER)
        end_note(acting, wave=wave.wave, enquiry_id=one.enquiry_id, choice_id=one.choice_id, end=end)
        return 1
