"""The shapes of one date, tried in this order on a tidied text; the first that fits reads it.

1. ISO and other orders that begin with the year: 1999-04-12, 1999.04.12, 1999/04, 19990412. 2. Three numbers, of which
day and month may be said to be unknown: 12.04.1999, 00.00.1999, ??/04/1999, 12041999. 3. A month in words or as a Roman
numeral, in any place: 12 квітня 1999, April 12, 1999, 12.IV.1999. 4. Month and year: 04.1999. 5. A year.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from repatria.core.vocabulary.written_dates.numbers import (
    DAYS,
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTHS,
    Found,
    dated,
    ordered,
    year_of,
)
from repatria.core.vocabulary.written_dates.values import BY_PAGE, Bare, Custom, DateFlag, Occasion
from repatria.core.vocabulary.written_dates.words import month_of, words_of

_SEP = r"\s*([./,-]|\s)\s*"
_NOT_KNOWN = r"\?{1,2}|_{1,2}|\*{1,2}|-{1,2}|xx|хх"
_DAY = rf"({_NOT_KNOWN}|[xх]|\d{{1,2}})"
_MONTH = rf"({_NOT_KNOWN}|\d{{1,2}})"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEP}{_MONTH}(?:{_SEP}{_DAY})?")
_SHORT_YEAR_FIRST = re.compile(rf"'?(\d{{2}}){_SEP}{_MONTH}{_SEP}{_DAY}")
_YEAR_LAST = re.compile(rf"{_DAY}{_SEP}{_MONTH}{_SEP}'?(\d{{4}}|\d{{2}})")
_COMPACT = re.compile(r"\d{8}")
_MONTH_YEAR = re.compile(rf"{_MONTH}{_SEP}'?(\d{{4}}|\d{{2}})")
_YEAR = re.compile(r"\d{4}|'\d{2}")
_ORDINAL = re.compile(r"(?<=\d)\s?-?(?:st|nd|rd|th|ten|ter|te|go|ого|го|те|ее|ий|й|е)(?![^\W\d_])")
_WORDED = re.compile(r"\d+|[^\W\d_]+|\?+|_+|\*+|-{2}")
_HOLLOW = re.compile(r"^[?_*-]+$|^xx$|^хх$")
_BETWEEN = re.compile(r"[\s.,/'-]*")

Shape = Callable[[str, Occasion, bool], Found | None]


def read_shape(text: str, occasion: Occasion, *, is_foreign: bool) -> Found:
    """Reads one date; the result is empty where no shape fits."""
    for shape in _SHAPES:
        found = shape(text, occasion, is_foreign)
        if found is not None:
            return found
    return Found()


def _number(text: str) -> int:
    """The number of a part; 0 for one that is said to be unknown."""
    return int(text) if text.isdecimal() else 0


def _plain(year: int, month: int, day: int, *flags: DateFlag) -> Found:
    reading, oddities = dated(year, month, day)
    return Found([reading] if reading else [], [*flags, *oddities])


def _year_first(text: str, occasion: Occasion, is_foreign: bool) -> Found | None:
    fit = _YEAR_FIRST.fullmatch(text)
    if not fit:
        return _short_year_first(text, occasion)
    year, month, day = int(fit[1]), _number(fit[3]), _number(fit[5] or "0")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return Found()
    if fit[5] is None and month > MONTHS:
        return None  # 1998-99 are two years
    if month > MONTHS and 0 < day <= MONTHS and month <= DAYS:
        return _plain(year, day, month, DateFlag.OTHER_CUSTOM)
    return _plain(year, month, day)


def _short_year_first(text: str, occasion: Occasion) -> Found | None:
    fit = _SHORT_YEAR_FIRST.fullmatch(text)
    if not fit or not (occasion.custom is Custom.ISO or int(fit[1]) > DAYS):
        return None
    month, day = _number(fit[3]), _number(fit[5])
    year, flags = year_of(fit[1], occasion, month, day)
    return _plain(year, month, day, *flags) if year is not None and month <= MONTHS else None


def _year_last(text: str, occasion: Occasion, is_foreign: bool) -> Found | None:
    fit = _YEAR_LAST.fullmatch(text)
    if not fit:
        return None
    is_open = "/" in (fit[2], fit[4])
    found = ordered(_number(fit[1]), _number(fit[3]), fit[5], occasion, is_open=is_open, is_foreign=is_foreign)
    is_short = fit[2] == fit[4] == "-" and len(fit[1]) == len(fit[3]) == len(fit[5]) == 2
    if is_short and (occasion.custom is Custom.UNKNOWN or occasion.settled_by == BY_PAGE):
        _add_year_first(found, fit[1], fit[3], fit[5], occasion)
    return found


def _add_year_first(found: Found, figures: str, month: str, day: str, occasion: Occasion) -> None:
    """Adds that 26-05-03 can begin with its year too: people shorten ISO's form, in every language."""
    year, _ = year_of(figures, occasion, _number(month), _number(day)) if figures.isdecimal() else (None, [])
    reading, oddities = dated(year or 0, _number(month), _number(day))
    if reading is None or oddities or reading in found.readings or not found.is_read:
        return
    found.readings.append(reading)
    found.flags.append(DateFlag.TWO_READINGS)


def _compact(text: str, occasion: Occasion, is_foreign: bool) -> Found | None:
    """Eight figures: the year first or last. Both cannot be, since no month is called 18, 19 or 20."""
    if not _COMPACT.fullmatch(text):
        return None
    for year, month, day in ((text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2])):
        if text[4:6] in ("18", "19", "20") and year == text[:4]:
            continue
        if 1 <= int(month) <= MONTHS and 1 <= int(day) <= DAYS and 1700 <= int(year) <= 2199:
            return _plain(int(year), int(month), int(day))
    return None


def _with_month_word(text: str, occasion: Occasion, is_foreign: bool) -> Found | None:
    text = _ORDINAL.sub(" ", text)
    beside = words_of("beside") | {"of", "de", "года", "року"}
    parts = [(part, month_of(part)) for part in _WORDED.findall(text)]
    named = [at for at, (part, month) in enumerate(parts) if month and not part.isdecimal()]
    if len(named) != 1 or _BETWEEN.fullmatch(_WORDED.sub("", text)) is None:
        return None
    month = parts[named[0]][1] or 0
    others = [part for at, (part, _) in enumerate(parts) if at != named[0] and part not in beside]
    if not all(part.isdecimal() or _HOLLOW.match(part) for part in others) or not 1 <= len(others) <= 2:
        return None
    is_last = named[0] == len(parts) - 1
    if is_last and len(others) == 2 and len(others[0]) != 4:
        return None  # 12.04x, 12 04 April: what stands before the month is a day or a year of four figures
    figures = next((part for part in others if len(part) == 4 and part.isdecimal()), others[-1])
    rest = [*others]
    rest.remove(figures)
    if rest and len(figures) == len(rest[0]) == 2 and _number(rest[0]) > DAYS >= _number(figures):
        figures, rest[0] = rest[0], figures
    day = _number(rest[0]) if rest else 0
    if not figures.isdecimal() or (not rest and len(figures) == 2 and int(figures) <= DAYS):
        return None  # 12 April, April 12: a day without a year
    year, flags = year_of(figures, occasion, month, day)
    return _plain(year, month, day, *flags) if year is not None else None


def _month_and_year(text: str, occasion: Occasion, is_foreign: bool) -> Found | None:
    fit = _MONTH_YEAR.fullmatch(text)
    if not fit or _number(fit[1]) > MONTHS:
        return None
    if len(fit[3]) == 2 and int(fit[3]) <= DAYS:
        return None  # 12.04: a day without a year
    year, flags = year_of(fit[3], occasion, _number(fit[1]))
    return _plain(year, _number(fit[1]), 0, *flags) if year is not None else None


def _year(text: str, occasion: Occasion, is_foreign: bool) -> Found | None:
    fit = _YEAR.fullmatch(text)
    if not fit and not (occasion.bare is Bare.YEAR and len(text) == 2 and text.isdecimal()):
        return None
    year, flags = year_of(text.lstrip("'"), occasion)
    return _plain(year, 0, 0, *flags) if year is not None else None


_SHAPES: tuple[Shape, ...] = (_year_first, _year_last, _compact, _with_month_word, _month_and_year, _year)
