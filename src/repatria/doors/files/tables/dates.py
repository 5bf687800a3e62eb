"""Dates as lists write them: brought to YYYY-MM-DD where a format fits, else kept as written and flagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError

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
