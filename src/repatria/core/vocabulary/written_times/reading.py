"""Reading the day and hour of an event as a person typed it, on the bureau's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from repatria.core.vocabulary.written_dates import DateFlag, Occasion, read_written_date
from repatria.core.vocabulary.written_times.happened import MOST_AHEAD
from repatria.core.vocabulary.written_times.zones import BureauZone

_FIRST_YEAR = 1900  # of an hour that is typed; before it zones had no hours of their own


class TimeFlag(StrEnum):
    """Why an instant was not read."""

    UNREAD = "unread_instant"
    NO_HOUR = "no_hour"  # a day without an hour
    NO_DAY = "no_day"  # the day itself is not whole, or not plainly said
    TWO_DAYS = "two_days"  # two customs read the day differently
    NOT_ON_CLOCK = "not_on_clock"  # the clock was put forward over it
    TWICE_ON_CLOCK = "twice_on_clock"  # the clock was put back over it: which of the two?
    AHEAD = "ahead"  # it has not happened yet


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenInstant:
    """An instant as it was typed, and what was read in it.

    Units:    `readings` in UTC.
    Returns:  two where the clock shows that time twice, or two customs read its day differently, of which those that
              have not come yet are left out; none where nothing was read, with the flag that says why.
    """

    written: str
    readings: tuple[datetime, ...] = ()
    flags: tuple[TimeFlag, ...] = ()

    @property
    def only(self) -> datetime | None:
        """The instant where there is exactly one, and its day can be no other."""
        return self.readings[0] if len(self.readings) == 1 and TimeFlag.TWO_DAYS not in self.flags else None


def read_written_instant(
    written: str, zone: BureauZone, occasion: Occasion, *, now: datetime | None = None
) -> WrittenInstant:
    """Reads "03.05.2026 14:30", "3 травня 2026, 14:30" or "2026-05-03T14:30+03:00".

    Given:    without an offset of its own the time is one of the bureau's clock; `now` where what is ahead by more than
              MOST_AHEAD is to be refused. The day is read as any other, of two figures too.
    """
    day = read_written_date(written, occasion)
    days = [reading.date for reading in day.readings if reading.date is not None and reading.date.day is not None]
    if not written.strip():
        return WrittenInstant(written=written)
    if not days or len(days) != len(day.readings) or DateFlag.PARTLY_READ in day.flags:
        return WrittenInstant(written=written, flags=(TimeFlag.NO_DAY if day.readings else TimeFlag.UNREAD,))
    at = day.time
    if at is None:
        return WrittenInstant(written=written, flags=(TimeFlag.NO_HOUR,))
    if min(one.year for one in days) < _FIRST_YEAR:
        return WrittenInstant(written=written, flags=(TimeFlag.UNREAD,))
    found: list[datetime] = []
    flags: list[TimeFlag] = [TimeFlag.TWO_DAYS] if len(days) > 1 else []
    for one in days:
        local = datetime(one.year, one.month or 1, one.day or 1, at.hour, at.minute, at.second, tzinfo=at.tzinfo)
        read, of_clock = _on_clock(local, zone)
        found += read
        flags += [flag for flag in of_clock if flag not in flags]
    if now is not None and found:
        past = [one for one in found if one <= now + MOST_AHEAD]
        flags += [] if past else [TimeFlag.AHEAD]
        found = past
    if len(found) == 1:  # which of the two hours is past answers which was meant; of two days it does not
        flags = [flag for flag in flags if flag is not TimeFlag.TWICE_ON_CLOCK]
    return WrittenInstant(written=written, readings=tuple(found), flags=tuple(flags))


def _on_clock(local: datetime, zone: BureauZone) -> tuple[list[datetime], list[TimeFlag]]:
    if local.tzinfo is not None:
        return [local.astimezone(UTC)], []
    wall = local.replace(tzinfo=zone.rules)
    if not zone.exists(wall):
        return [], [TimeFlag.NOT_ON_CLOCK]
    if not zone.is_twice(wall):
        return [wall.astimezone(UTC)], []
    return [wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1)], [TimeFlag.TWICE_ON_CLOCK]
