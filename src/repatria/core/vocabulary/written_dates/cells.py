"""A cell that holds a number where a date is asked: a year, or a count of days from the sheet's epoch."""

from __future__ import annotations

import math
from datetime import date, time, timedelta
from enum import IntEnum

from repatria.core.vocabulary.written_dates.numbers import Found, flag_if_future
from repatria.core.vocabulary.written_dates.reading import NO_OCCASION, made_of, read_written_date
from repatria.core.vocabulary.written_dates.values import DateFlag, DateReading, Occasion, WrittenDate

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""A number between them is a year. As a count of days it would be a day of the years 1904 to 1909, since the epoch."""

FEWEST_DAYS, MOST_DAYS = 121, 109_574
"""A smaller number is an age or a year of two figures, a larger one, beyond the year 2199, is no count of days."""

_SECONDS = 86_400


class Epoch(IntEnum):
    """From which year a workbook counts its days; said by the workbook itself."""

    Y1900 = 1900
    Y1904 = 1904


_DAY_NOUGHT = {Epoch.Y1900: date(1899, 12, 30), Epoch.Y1904: date(1904, 1, 1)}
"""Serial 1 is 1 January 1900; since sheets count a 29 February 1900 that was none, the later ones count from a day
earlier."""


def read_cell_number(
    number: float, occasion: Occasion = NO_OCCASION, *, epoch: Epoch = Epoch.Y1900, written: str = ""
) -> WrittenDate:
    """Reads a number that a cell holds as a number; typed text is never read so.

    Source:   ECMA-376 part 1 §18.17.4.1: serial 1 is 1 January 1900, and 1900 is counted as a leap year; with the
              1904 date system serial 0 is 1 January 1904.
    Given:    `written`, what the cell shows, where that is not the number alone.
    Returns:  a year, a day with what of an hour its fraction says, or what `read_written_date` makes of its figures.
    """
    shown = written or (str(int(number)) if math.isfinite(number) and number == int(number) else str(number))
    if not FEWEST_DAYS <= number < MOST_DAYS + 1 or FIRST_YEAR <= number <= LAST_YEAR:
        return read_written_date(shown, occasion)
    days, seconds = divmod(round(number * _SECONDS), _SECONDS)
    day = _DAY_NOUGHT[epoch] + timedelta(days=days)
    found = Found([DateReading.of(day.year, day.month, day.day)], [DateFlag.SERIAL_DAY])
    flag_if_future(found, occasion.latest)
    hour = time(seconds // 3600, seconds // 60 % 60, seconds % 60) if seconds else None
    return made_of(shown, found, occasion, hour)
