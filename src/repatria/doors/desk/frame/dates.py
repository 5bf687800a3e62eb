"""The one form of dates and times on the desk's pages: months in words, 24 hours, the bureau's zone beside them."""

from __future__ import annotations

from datetime import date, datetime

from repatria.core.vocabulary.dates import PartialDate, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_dates import (
    DateFlag,
    Occasion,
    WrittenDate,
    date_in_words,
    in_words,
    occasion_of_page,
    read_written_date,
)
from repatria.core.vocabulary.written_times import instant_as_typed, instant_in_words
from repatria.doors.desk.frame.ports import current
from repatria.doors.desk.frame.texts import say

NOTHING = "—"


def occasion_of(language: str) -> Occasion:
    """What is known of a date that is written on a page of this language today."""
    return occasion_of_page(language, current().zone.local(current().now()).date())


def zone_name(language: str) -> str:
    """The name of the zone in which times are typed and shown."""
    return current().zone.name_in(language)


def now_typed() -> str:
    """This minute as a field of a time holds it."""
    return instant_as_typed(current().now(), current().zone)


def instant_typed(at: datetime) -> str:
    """An instant as a field of a time holds it."""
    return instant_as_typed(at, current().zone)


def day_typed(on: date) -> str:
    """A day as a field of a date holds it, in the same form as the day of a time."""
    return f"{on:%d.%m.%Y}"


def instant_words(language: str, instant: str) -> str:
    """An instant as it stands in an act: "3 травня 2026, 14:30 (Київ)"; a dash for none."""
    return instant_in_words(read_instant(instant), current().zone, language) if instant else NOTHING


def date_words(language: str, text: str) -> str:
    """A partial date as it stands in an act, in words; what is no date is shown as it was written."""
    try:
        return date_in_words(PartialDate.parse(text), language)
    except InputError:
        return text or NOTHING


def day_of_birth(language: str, text: str) -> str:
    """A date of birth beside a name, in words; "" where none is known, so that it falls out of a joined line."""
    return date_words(language, text) if text else ""


def flags_of_date(written: str) -> tuple[str, ...]:
    """What is odd about a date as it is kept, whatever page it was written on."""
    on = current().zone.local(current().now()).date()
    return tuple(flag.value for flag in read_written_date(written, Occasion(not_after=on)).flags)


def read_back(language: str, read: WrittenDate) -> str:
    """What was read in a date, as a sentence beside its field; "" where nothing was written."""
    if not read.written.strip():
        return ""
    if not read.readings:
        return say(language, "read.unknown" if DateFlag.UNKNOWN in read.flags else "read.unread")
    what = " / ".join(in_words(reading, language) for reading in read.readings)
    return say(language, "read.as" if read.only else "read.two", what=what)


def written_date_words(language: str, written: str, *, page: str = "", on: str = "") -> str:
    """A date in its writer's words, and behind them what was read where that is said otherwise.

    Given:    `page` the language of the page on which it was written, `on` the day (YYYY-MM-DD); else nothing is known
              of its custom, and it is read as of today.
    Returns:  "12.04.91 р.н. (12 квітня 1991)"; both readings where two customs differ; the words alone where nothing
              was read.
    """
    said_on = date.fromisoformat(on) if on else current().zone.local(current().now()).date()
    read = read_written_date(written, occasion_of_page(page, said_on))
    if not read.readings:
        return written or NOTHING
    said = " / ".join(in_words(reading, language) for reading in read.readings)
    return said if read.words in (said, str(read.readings[0])) else f"{read.words} ({said})"
