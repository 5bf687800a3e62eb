"""Dates as lists write them: by the formats of a profile first, then as people write dates anywhere.

What is plainly a date is brought to YYYY-MM-DD; all else is kept as written and flagged, and is read again by whoever
compares by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as date_of_day
from functools import cache

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_dates import (
    Bare,
    Certainty,
    DateFlag,
    Epoch,
    Occasion,
    comparable_of,
    read_cell_number,
    read_written_date,
    settled,
)

_YEAR_COLUMN = re.compile(r"(?:рік|год|year|jahr|rok|р\. ?н|г\. ?р)(?![^\W\d_])", re.IGNORECASE)
_NOT_PLAIN = frozenset({DateFlag.OTHER_CUSTOM, DateFlag.PARTLY_READ})
NO_DATE = "is no date that can be read: kept, date not known"
_REMARKS = {
    DateFlag.IMPOSSIBLE: "is a day that no calendar has: kept as it is written",
    DateFlag.TWO_READINGS: "can be two days, by two customs: what both have in common is compared",
    DateFlag.OTHER_CUSTOM: "has day and month the other way round: read so",
    DateFlag.PARTLY_READ: "is read in part: the date among its words",
}
_PARTS = {"YYYY": r"(?P<year>\d{4})", "MM": r"(?P<month>\d{1,2})", "DD": r"(?P<day>\d{1,2})"}


@cache
def _pattern(written: str) -> re.Pattern[str]:
    pieces = re.split("(YYYY|MM|DD)", written)
    return re.compile("".join(_PARTS.get(piece, re.escape(piece).replace(r"\ ", r"\s*")) for piece in pieces) + "$")


def read_date(text: str, formats: Sequence[str]) -> tuple[PartialDate | None, tuple[str, ...]]:
    """Reads a date in the profile's formats; YYYY, YYYY-MM and YYYY-MM-DD are always read.

    Returns:  the date, or None, with its flags: impossible_date (30 February is kept), unread_date (kept as written).
    """
    for written in ("YYYY-MM-DD", "YYYY-MM", "YYYY", *formats):
        found = _pattern(written).match(text.strip())
        if not found:
            continue
        numbers = {name: int(value) for name, value in found.groupdict().items()}
        try:
            date = PartialDate(numbers["year"], numbers.get("month"), numbers.get("day"))
        except InputError:
            continue
        return date, () if date.is_possible else ("impossible_date",)
    return None, ("unread_date",)


def bare_in(column: str) -> Bare:
    """What two figures alone say in a column: in one of years, a year."""
    return Bare.YEAR if _YEAR_COLUMN.search(column) else Bare.NOTHING


def read_listed_date(
    text: str, formats: Sequence[str], occasion: Occasion, *, number: float | None = None, epoch: int = 1900
) -> tuple[str, PartialDate | None, tuple[str, ...]]:
    """Reads a cell of a list.

    Given:    `number` where the cell holds a number and not text: then it can be a count of days since the `epoch` of
              its workbook.
    Returns:  what is kept, the date where one was plainly said, and the flags; a year of two figures is kept as it is
              where nobody says when the list was written.
    """
    date, flags = read_date(text, formats)
    if date is not None:
        return str(date), date, flags
    read = read_written_date(text, occasion)
    if number is not None and not read.readings:
        read = read_cell_number(number, occasion, epoch=Epoch(epoch))
    only, odd = read.only, tuple(flag.value for flag in read.flags)
    if only is not None and only.certainty is Certainty.SAID and _NOT_PLAIN.isdisjoint(read.flags):
        is_open = DateFlag.TWO_DIGIT_YEAR in read.flags and occasion.said_on is None
        return text if is_open else str(only.as_said), only.as_said, odd
    if only is not None and DateFlag.FROM_AGE in read.flags:
        return settled(text, only), None, odd
    return text, None, odd


def read_column_date(text: str, on: date_of_day) -> tuple[str, str]:
    """Reads a date of a plain table for comparing.

    Given:    `on`, the latest day that a year of two figures can mean; nothing is known of the table's custom.
    Returns:  the form that core.linkage reads, "" where nothing is known, and what is odd about it in words.
    """
    date, flags = read_date(text, ())
    if date is not None:
        return str(date), _REMARKS[DateFlag.IMPOSSIBLE] if flags else ""
    read = read_written_date(text, Occasion(not_after=on))
    if not read.readings:
        return "", NO_DATE
    odd = next((words for flag, words in _REMARKS.items() if flag in read.flags), "")
    only = read.only
    if only is not None and only.day_said is not None and only.certainty is Certainty.SAID:
        return str(only.as_said), odd
    return comparable_of(read), odd
