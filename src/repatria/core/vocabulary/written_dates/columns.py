"""What a whole column shows about its custom: one value whose first number is above 12 settles all the others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from repatria.core.vocabulary.written_dates.tidying import has_foreign_digits, tidied
from repatria.core.vocabulary.written_dates.values import Custom

_STROKES = re.compile(r"\D{0,12}?(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*'?(?:\d{4}|\d{2})(?!\d)")
_MONTHS, _DAYS = 12, 31


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnCustom:
    """What the values of a column show.

    Units:    values: `day_first` can only be read with the day first, `month_first` only with the month, `either` both
              ways.
    """

    day_first: int = 0
    month_first: int = 0
    either: int = 0

    @property
    def custom(self) -> Custom:
        """The custom that is shown; unknown where nothing shows one, or where values contradict each other."""
        if bool(self.day_first) == bool(self.month_first):
            return Custom.UNKNOWN
        return Custom.DAY_FIRST if self.day_first else Custom.MONTH_FIRST


def custom_of_column(values: Iterable[str]) -> ColumnCustom:
    """Counts what the values of one column show; only those with strokes between the numbers can show anything."""
    day_first = month_first = either = 0
    for value in values:
        if "/" not in value and value.isascii():
            continue
        fit = _STROKES.match(tidied(value))
        if not fit or has_foreign_digits(value):
            continue
        one, other = int(fit[1]), int(fit[2])
        if _MONTHS < one <= _DAYS and 0 < other <= _MONTHS:
            day_first += 1
        elif _MONTHS < other <= _DAYS and 0 < one <= _MONTHS:
            month_first += 1
        elif 0 < one <= _MONTHS and 0 < other <= _MONTHS and one != other:
            either += 1
    return ColumnCustom(day_first=day_first, month_first=month_first, either=either)
