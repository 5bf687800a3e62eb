"""What matching compares a written date by."""

from __future__ import annotations

import re

from repatria.core.vocabulary.written_dates.reading import NO_OCCASION, read_written_date
from repatria.core.vocabulary.written_dates.values import Certainty, DateReading, Occasion, WrittenDate

WIDEST = 5
"""A range of more years than these says too little to be compared by.

Units:    years; two either way of one year, as far as core.linkage takes two years for near each other.
"""

_PLAIN_DAY = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])", re.ASCII)  # nothing to be read in it


def comparable(written: str, occasion: Occasion = NO_OCCASION) -> str:
    """Returns a written date in the form that core.linkage reads.

    Returns:  1999-04-12, 1999-04 or 1999 where that was plainly said, or said with doubt; 1998/2000 for any year
              between; 1999-03-04|1999-04-03 where two customs differ; "" for what is unknown, unread, or too wide.
    """
    if not written or _PLAIN_DAY.fullmatch(written):
        return written
    return comparable_of(read_written_date(written, occasion))


def comparable_of(read: WrittenDate) -> str:
    """The same of a date that was read."""
    if len(read.readings) > 1:
        return _of_two(read.readings)
    return _of_one(read.readings[0]) if read.readings else ""


def _of_one(reading: DateReading) -> str:
    if reading.certainty in (Certainty.SAID, Certainty.DOUBTFUL):
        return str(reading.first)
    first, last = reading.years
    if first == last:
        return (
            str(first)
            if reading.first.month is None or reading.first.month != reading.last.month
            else (f"{first:04d}-{reading.first.month:02d}")
        )
    return f"{first:04d}/{last:04d}" if last - first < WIDEST else ""


def _of_two(readings: tuple[DateReading, ...]) -> str:
    days = [reading.date for reading in readings]
    swapped = len({(day.year, *sorted((day.month or 0, day.day or 0))) for day in days if day is not None and day.day})
    if swapped == 1 and all(day is not None and day.day for day in days):
        return "|".join(map(str, days))
    first, last = min(r.years[0] for r in readings), max(r.years[1] for r in readings)
    return (
        _of_one(DateReading.of(first))
        if first == last
        else (f"{first:04d}/{last:04d}" if last - first < WIDEST else "")
    )
