"""Comparing birth dates: packed into one number each, against one enquiry's date.

Order of the levels of two full dates: same, day and month swapped, one digit differs, month same, day and month same,
year same, year within two, other. Where one side lacks month or day the levels of the part that both have are used: of
two months of one year same or other; of two months of different years those of the years, of which none is near. So it
is where one side is 1 January and the other is not: so a clerk writes a year of which he knows no day. Days weigh by
how many bear them. The comparing itself is `scan.date_level`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.candidates.scan import MONTH_SHIFT, NEAR_YEARS, YEAR_SHIFT, AskedDate, date_level
from repatria.core.linkage.comparison import DIFFERING, FIELD_LEVELS, Weights
from repatria.core.linkage.numbers import Ints

_DATE = re.compile(r"^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$", re.ASCII)
_YEARS_BETWEEN = re.compile(r"^(\d{4})/(\d{4})$", re.ASCII)
_TWO_DAYS = re.compile(r"^(\d{4}-\d{2}-\d{2})\|\d{4}-\d{2}-\d{2}$", re.ASCII)
_ANY_YEAR_LEVELS = ("birth_month_same", "birth_year_same", "birth_year_near")
_EITHER_DAY = ("birth_date_same", "birth_date_swapped")
_YEARS = 10_000
_MONTHS, _DAYS, _ALL_DAYS = 12, 31, 365
_YEARS_OF_BIRTH = 60  # about the years of birth that occur at all
ANY_YEAR = 0.02
"""The share of men whose year of birth the ages of the others say nothing about. Judged."""
_AGES = np.array([1, 2, 3, 4, 3, 2, 1], dtype=np.float64) / 16
"""How ages are smoothed: three years to either side, the nearest counting most."""
_DAYS_OF_YEAR = 1 << 9  # month and day as they are packed
_DAY_MASK = 31
_CACHED_DATES = 20_000


@lru_cache(maxsize=4096)
def read_date(text: str) -> tuple[int, int, int]:
    """Reads YYYY, YYYY-MM or YYYY-MM-DD; 0 stands for an unknown part, (0, 0, 0) for anything unreadable.

    Given:    what `core.vocabulary.written_dates.comparable` writes where its writer left a choice is read too: of
              1998/2000 the year in the middle, of 1999-03-04|1999-04-03 the first.
    Returns:  month and day exchanged where only so they can be; a month or day that no calendar has is unknown.
    """
    found = _DATE.match(text)
    if not found:
        between, days = _YEARS_BETWEEN.match(text), _TWO_DAYS.match(text)
        if between:
            return (int(between[1]) + int(between[2])) // 2, 0, 0
        return read_date(days[1]) if days else (0, 0, 0)
    year, month, day = (int(part or 0) for part in found.groups())
    if not year:
        return 0, 0, 0
    if month > _MONTHS and 0 < day <= _MONTHS and month <= _DAYS:
        month, day = day, month
    if not 0 < month <= _MONTHS:
        return year, 0, 0
    return year, month, day if 0 < day <= _DAYS else 0


@lru_cache(maxsize=65536)
def pack_date(text: str) -> int:
    """Returns a date as one number that sorts as dates do, of two days their year alone; 0 for an unknown one."""
    year, month, day = read_date(text)
    if day and "|" in text:
        month = day = 0
    return pack(year, month, day) if year else 0


def pack(year: int, month: int, day: int) -> int:
    """Returns year, month and day (0 for an unknown part) as one number."""
    return year << YEAR_SHIFT | month << MONTH_SHIFT | day


def date_text(packed: int) -> str:
    """Returns a packed date as YYYY, YYYY-MM or YYYY-MM-DD; "" for an unknown one."""
    if packed <= 0:
        return ""
    year, month, day = packed >> YEAR_SHIFT, packed >> MONTH_SHIFT & 15, packed & 31
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


class YearCounts:
    """How common each year and each day of birth is in the register, and what each level of agreement is worth."""

    def __init__(self) -> None:
        self.of_year = np.zeros(_YEARS, dtype=np.int64)
        self.of_day = np.zeros(_DAYS_OF_YEAR, dtype=np.int64)
        self._shares: NDArray[np.float64] | None = None
        self._known: dict[tuple[int, int, int], tuple[Weights, NDArray[np.float32]]] = {}

    def count(self, packed: Ints, step: int) -> None:
        """Counts the years and days of packed dates: `step` 1 for new entries, -1 for those taken out."""
        known = packed[packed > 0]
        counted = np.bincount(known >> YEAR_SHIFT, minlength=_YEARS)
        self.of_year += step * counted[:_YEARS]
        whole = known[(known & _DAY_MASK) > 0] & (_DAYS_OF_YEAR - 1)
        self.of_day += step * np.bincount(whole, minlength=_DAYS_OF_YEAR)
        self._shares = None
        self._known.clear()

    def share_of(self, year: int) -> float:
        """Returns what share of all is born in a year, as ages go: smoothed, and nowhere nothing.

        Units:    share 0 to 1, at least ANY_YEAR / _YEARS_OF_BIRTH: who is older or younger than all others is rare,
                  not impossible.
        """
        if self._shares is None:
            self._shares = np.convolve(self.of_year, _AGES, mode="same") + 1
            self._shares *= (1 - ANY_YEAR) / (self.of_year.sum() + _YEARS_OF_BIRTH)
            self._shares += ANY_YEAR / _YEARS_OF_BIRTH
        return float(self._shares[year]) if 0 < year < _YEARS else ANY_YEAR / _YEARS_OF_BIRTH

    def share_of_day(self, month: int, day: int) -> float:
        """Returns what share of whole dates is of this day of the year: the first of January where nobody knew better,
        the first and the fifteenth, and whatever day a clerk put down.

        Units:    share 0 to 1, at least that of any day
        """
        count = int(self.of_day[month << MONTH_SHIFT | day])
        return float(max(1 / _ALL_DAYS, count / (int(self.of_day.sum()) + _ALL_DAYS)))

    def bits(self, weights: Weights, year: int, month: int = 0, day: int = 0) -> NDArray[np.float32]:
        """Returns the weight of each level against a date.

        Units:    bits, by level number.
        """
        if not year:
            return np.zeros(len(FIELD_LEVELS["birth_date"]), dtype=np.float32)
        known = self._known.get((year, month, day))
        if known is None or known[0] is not weights:
            if len(self._known) >= _CACHED_DATES:
                self._known.clear()
            known = self._known[year, month, day] = weights, self._bits(weights, year, month, day)
        return known[1]

    def bits_of(self, weights: Weights, text: str) -> NDArray[np.float32]:
        """Returns the weight of each level against a date as it was asked.

        Given:    where its writer left a choice, a register that agrees with any of it agrees: the levels between which
                  nobody can tell weigh what they weigh as one.
        Returns:  of "1998/2000" the same for every year up to two from the middle; of two days the same for both.
        """
        bits = self.bits(weights, *read_date(text))
        alike = _ANY_YEAR_LEVELS if _YEARS_BETWEEN.match(text) else _EITHER_DAY if _TWO_DAYS.match(text) else ()
        if not alike or not bits.any():
            return bits
        scale, names = weights.field_scale("birth_date"), FIELD_LEVELS["birth_date"]
        at = [names.index(level) for level in alike]
        m = np.array([weights.m[level] for level in alike])
        u = m / 2.0 ** (bits[at] / scale)
        bits = bits.copy()
        bits[at] = scale * np.log2(m.sum() / u[u > 0].sum())
        return bits

    def _bits(self, weights: Weights, year: int, month: int, day: int) -> NDArray[np.float32]:
        of_year = self.share_of(year)
        near = sum(self.share_of(year + off) for off in range(-NEAR_YEARS, NEAR_YEARS + 1) if off)
        near, of_day = min(0.5, near), self.share_of_day(month, day) if day else 1 / _ALL_DAYS
        u = {
            "birth_date_same": of_year * of_day, "birth_date_swapped": of_year / _ALL_DAYS * 0.4,
            "birth_date_one_digit": of_year / _ALL_DAYS * 20, "birth_date_month_same": of_year / _MONTHS,
            "birth_date_day_month_same": of_day, "birth_date_year_same": of_year, "birth_date_year_near": near,
            "birth_date_other": 1 - near, "birth_month_same": of_year / _MONTHS, "birth_year_same": of_year,
            "birth_year_near": near, "birth_year_other": 1 - near - of_year,
            "birth_month_other": of_year * (1 - 1 / _MONTHS),
        }  # fmt: skip
        scale, names = weights.field_scale("birth_date"), FIELD_LEVELS["birth_date"]
        worth = [scale * weights.bits(n, u[n]) if n in u else 0.0 for n in names]
        return np.array(
            [min(0.0, one) if n in DIFFERING else one for n, one in zip(names, worth, strict=True)], dtype=np.float32
        )


def asked_date(text: str, bits: NDArray[np.float32]) -> AskedDate:
    """Returns an enquiry's date ready for comparing, with the bits of every level."""
    year, month, day = read_date(text)
    return AskedDate(year, month, day, _one_digit(_YEARS * 2, year), _one_digit(100, month), _one_digit(100, day), bits)


def level_of(packed: int, asked: AskedDate) -> int:
    """Returns the number of the level of a packed date beside an enquiry's."""
    parts = (asked.year, asked.month, asked.day, asked.digit_year, asked.digit_month, asked.digit_day)
    return int(date_level(packed, *parts))


def other_dates(text: str) -> tuple[list[int], list[int]]:
    """Returns, for a full date, the packed dates that are it or have day and month exchanged; and those a digit off."""
    year, month, day = read_date(text)
    if not day:
        return [], []
    near = [pack(year, month, day)]
    if day <= _MONTHS and day != month:
        near.append(pack(year, day, month))
    off = [pack(year, month, other) for other in _digit_off(day, _DAYS)]
    off += [pack(year, other, day) for other in _digit_off(month, _MONTHS)]
    return near, off + [pack(year + step, month, day) for step in (-10, -1, 1, 10)]


def dates_of_year(text: str) -> tuple[int, int]:
    """Returns the first and last packed date of the year; of a whole date, of those of which only the year is known.

    Given:    of 1 January only the year is known.
    Returns:  a last date before the first for a text that is no date.
    """
    year, month, day = read_date(text)
    if not year:
        return 1, 0
    is_whole = day and (month, day) != (1, 1)
    return pack(year, 0, 0), pack(year, 1, 1) if is_whole else pack(year + 1, 0, 0) - 1


@lru_cache(maxsize=4096)
def _digit_off(number: int, most: int) -> tuple[int, ...]:
    """Returns the numbers from 1 to `most` that differ from `number` in exactly one decimal digit."""
    return tuple(int(other) for other in np.flatnonzero(_one_digit(100, number)[: most + 1]) if other)


@lru_cache(maxsize=4096)
def _one_digit(size: int, number: int) -> NDArray[np.bool_]:
    """Marks the numbers below `size` that differ from `number` in exactly one decimal digit."""
    marks = np.zeros(size, dtype=np.bool_)
    power = 1
    while power < size:
        base = number - number // power % 10 * power
        marks[base : base + 10 * power : power] = True
        power *= 10
    marks[number] = False
    return marks
