"""Day, month and year of numbers: which of them is which, by the custom of the source and by what can be at all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.written_dates.values import Custom, DateFlag, DateReading, Occasion

EARLIEST_YEAR, LATEST_YEAR = 1000, 2999
"""Years of four figures that are taken for years."""
MONTHS, DAYS = 12, 31
CENTURY = 100


@dataclass(slots=True)
class Found:
    """What was found in a text so far."""

    readings: list[DateReading] = field(default_factory=list)
    flags: list[DateFlag] = field(default_factory=list)
    is_settled: bool = False  # by nothing but the custom

    @property
    def is_read(self) -> bool:
        return bool(self.readings)


def year_of(figures: str, occasion: Occasion, month: int = 0, day: int = 0) -> tuple[int | None, list[DateFlag]]:
    """Returns the year that two or four figures say.

    Given:    of two figures the latest year that ends so and is not after `occasion.latest`: who writes "99" in 2026
              means 1999, since nobody writes down a birth or an event that has not happened.
    Returns:  None for another count of figures, for two where the day of writing is not known, and where the only
              year that fits lies before `occasion.not_before`.
    """
    number = int(figures)
    if len(figures) == 4:
        return (number, []) if EARLIEST_YEAR <= number <= LATEST_YEAR else (None, [])
    if len(figures) != 2 or occasion.latest is None:
        return None, []
    latest = occasion.latest
    year = latest.year - (latest.year - number) % CENTURY
    if year == latest.year and (month, day) > (latest.month, latest.day if day else 0):
        year -= CENTURY
    if occasion.not_before is not None and year < occasion.not_before.year:
        return None, []
    return year, [DateFlag.TWO_DIGIT_YEAR]


def dated(year: int, month: int, day: int) -> tuple[DateReading | None, list[DateFlag]]:
    """Returns the reading of three numbers, 0 for what is not known.

    Returns:  of a day or a month that no calendar has, what can be of it, flagged; None for the year 0.
    """
    if not 1 <= year <= 9999:
        return None, []
    if not 0 <= month <= MONTHS:
        return DateReading.of(year), [DateFlag.IMPOSSIBLE]
    if not month or not day:
        return DateReading.of(year, month or None), []
    if day > DAYS:
        return DateReading.of(year, month), [DateFlag.IMPOSSIBLE]
    if not PartialDate(year, month, day).is_possible:
        return replace(DateReading.of(year, month), day_said=day), [DateFlag.IMPOSSIBLE]
    return DateReading.of(year, month, day), []


def ordered(one: int, other: int, figures: str, occasion: Occasion, *, is_open: bool, is_foreign: bool) -> Found:
    """Reads two numbers and a year behind them.

    Given:    `is_open` where the signs between them leave the order open: a stroke is written by those who put the
              month first and by those who put the day first; stops, commas and dashes are not.
    """
    custom = Custom.DAY_FIRST if is_foreign else occasion.custom
    is_known = custom in (Custom.DAY_FIRST, Custom.MONTH_FIRST)
    month_first = custom is Custom.MONTH_FIRST
    wanted, against = ((one, other), (other, one)) if month_first else ((other, one), (one, other))
    found = Found()
    if not _can_be(*wanted) and _can_be(*against):
        if is_known or not is_open:
            found.flags.append(DateFlag.OTHER_CUSTOM)
        return _with(found, against, figures, occasion)
    if one == other or not _can_be(*against) or not one or not other:
        return _with(found, wanted, figures, occasion)
    if is_open and not is_known:
        for pair in ((other, one), (one, other)):
            _with(found, pair, figures, occasion)
        if len(found.readings) > 1:
            found.flags.append(DateFlag.TWO_READINGS)
        return found
    found.is_settled = is_open and not is_foreign
    return _with(found, wanted, figures, occasion)


def _can_be(month: int, day: int) -> bool:
    return 0 <= month <= MONTHS and 0 <= day <= DAYS


def _with(found: Found, month_day: tuple[int, int], figures: str, occasion: Occasion) -> Found:
    month, day = month_day
    year, of_year = year_of(figures, occasion, month, day)
    if year is None:
        return found
    reading, oddities = dated(year, month, day)
    if reading is not None and reading not in found.readings:
        found.readings.append(reading)
    found.flags += [flag for flag in (*of_year, *oddities) if flag not in found.flags]
    return found


def flag_if_future(found: Found, latest: date | None) -> None:
    """Flags what lies after the day at which it was written."""
    if latest is None:
        return
    today = PartialDate(latest.year, latest.month, latest.day)
    if any(parts_of(reading.first) > parts_of(today) for reading in found.readings):
        found.flags.append(DateFlag.FUTURE)


def parts_of(one: PartialDate) -> tuple[int, int, int]:
    """Returns year, month and day, 0 for what is not known: dates of which only parts are known sort by them."""
    return one.year, one.month or 0, one.day or 0
