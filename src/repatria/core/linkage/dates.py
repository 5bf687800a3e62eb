"""Comparing birth dates: a whole column against one enquiry's date.

Order of the levels of two full dates: same, day and month swapped, one digit differs, month same, day and month same,
year same, year within two, other. Where one side lacks month or day the levels of the part that both have are used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.weights import FIELD_LEVELS, Weights

_DATE = re.compile(r"^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$", re.ASCII)
_LEVEL: Mapping[str, int] = {level: number for number, level in enumerate(FIELD_LEVELS["birth_date"])}
_NEAR_YEARS = 2
_YEARS = 10_000
Shorts = NDArray[np.int16]


def read_date(text: str) -> tuple[int, int, int]:
    """Reads YYYY, YYYY-MM or YYYY-MM-DD; 0 stands for an unknown part, (0, 0, 0) for anything unreadable."""
    found = _DATE.match(text)
    if not found:
        return 0, 0, 0
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month, day if month else 0


class DateColumn:
    """Birth dates of all records, and how common each year is among them."""

    def __init__(self, capacity: int) -> None:
        self.year: Shorts = np.zeros(capacity, dtype=np.int16)
        self.month: Shorts = np.zeros(capacity, dtype=np.int16)
        self.day: Shorts = np.zeros(capacity, dtype=np.int16)
        self._of_year = np.zeros(_YEARS, dtype=np.int64)
        self._dated = 0

    def grow(self, capacity: int) -> None:
        """Makes room for `capacity` records."""
        for name in ("year", "month", "day"):
            column: Shorts = np.zeros(capacity, dtype=np.int16)
            old: Shorts = getattr(self, name)
            column[: len(old)] = old
            setattr(self, name, column)

    def put(self, place: int, text: str) -> None:
        """Sets the date of one record; "" takes it away."""
        self._tally(int(self.year[place]), -1)
        self.year[place], self.month[place], self.day[place] = read_date(text)
        self._tally(int(self.year[place]), 1)

    def _tally(self, year: int, step: int) -> None:
        if year:
            self._of_year[year] += step
            self._dated += step

    def levels(self, size: int, text: str) -> NDArray[np.int8]:
        """Returns the level number of each of the first `size` records against one date."""
        year, month, day = read_date(text)
        levels = np.full(size, _LEVEL["birth_date_missing"], dtype=np.int8)
        if not year:
            return levels
        years, months, days = self.year[:size], self.month[:size], self.day[:size]
        both = np.flatnonzero(years)
        off = np.abs(years[both].astype(np.int32) - year)
        found = np.full(len(both), _LEVEL["birth_year_other"], dtype=np.int8)
        found[off <= _NEAR_YEARS] = _LEVEL["birth_year_near"]
        found[off == 0] = _LEVEL["birth_year_same"]
        if month:
            at_month, at_day = months[both], days[both]
            found[(off == 0) & (at_month == month)] = _LEVEL["birth_month_same"]
            if day:
                full = at_day > 0
                found[full] = _full_levels(years[both][full], at_month[full], at_day[full], (year, month, day))
        levels[both] = found
        return levels

    def bits(self, weights: Weights, text: str) -> NDArray[np.float32]:
        """Returns the weight of each level against one date, from how common that year is in this register."""
        year, _, _ = read_date(text)
        around = self._of_year[max(year - 1, 1) : year + 2].sum() / 3
        of_year = float((around + 1) / (self._dated + 60))  # 60: about the years of birth that occur at all
        near = min(0.5, of_year * (2 * _NEAR_YEARS + 1))
        u = {
            "birth_date_same": of_year / 365, "birth_date_swapped": of_year / 365 * 0.4,
            "birth_date_one_digit": of_year / 365 * 20, "birth_date_month_same": of_year / 12,
            "birth_date_day_month_same": 1 / 365, "birth_date_year_same": of_year, "birth_date_year_near": near,
            "birth_date_other": 1 - near, "birth_month_same": of_year / 12, "birth_year_same": of_year,
            "birth_year_near": near, "birth_year_other": 1 - near,
        }  # fmt: skip
        names = FIELD_LEVELS["birth_date"]
        return np.array([weights.bits(n, u[n]) if n in u else 0.0 for n in names], dtype=np.float32)


def _full_levels(years: Shorts, months: Shorts, days: Shorts, asked: tuple[int, int, int]) -> NDArray[np.int8]:
    year, month, day = asked
    same_year, same_month, same_day = years == year, months == month, days == day
    levels = np.full(len(years), _LEVEL["birth_date_other"], dtype=np.int8)
    levels[np.abs(years.astype(np.int32) - year) <= _NEAR_YEARS] = _LEVEL["birth_date_year_near"]
    levels[same_year] = _LEVEL["birth_date_year_same"]
    levels[same_month & same_day] = _LEVEL["birth_date_day_month_same"]
    levels[same_year & same_month] = _LEVEL["birth_date_month_same"]
    levels[same_month & same_day & _one_digit(_YEARS, year)[years]] = _LEVEL["birth_date_one_digit"]
    levels[same_year & same_day & _one_digit(100, month)[months]] = _LEVEL["birth_date_one_digit"]
    levels[same_year & same_month & _one_digit(100, day)[days]] = _LEVEL["birth_date_one_digit"]
    levels[same_year & (months == day) & (days == month)] = _LEVEL["birth_date_swapped"]
    levels[same_year & same_month & same_day] = _LEVEL["birth_date_same"]
    return levels


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
