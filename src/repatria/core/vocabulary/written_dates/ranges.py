"""Two ends of one date: "1998-2000", "1998/1999", "між 1998 і 2000", "12-13 квітня 1999", "the 1990s", "199?"."""

from __future__ import annotations

import re

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.written_dates.numbers import EARLIEST_YEAR, LATEST_YEAR, Found, parts_of
from repatria.core.vocabulary.written_dates.shapes import read_shape
from repatria.core.vocabulary.written_dates.tidying import folded
from repatria.core.vocabulary.written_dates.values import Certainty, DateFlag, DateReading, Occasion
from repatria.core.vocabulary.written_dates.words import words_of

_TWO_YEARS = re.compile(r"(\d{4})\s*(-|/|\.\.+)\s*(\d{4}|\d{2})")
_DECADE = re.compile(r"((?:1[89]|20)\d)(?:0\s?-?'?(?:s|er|ті|их|тих|х|е|ые)|[?x*_х])")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_NUMBER = re.compile(r"\d+")
_MONTHS = 12
_CENTURY = 100


def read_two_years(text: str) -> Found | None:
    """Reads two years or a decade.

    Returns:  None for anything else; for "2011/12", which can be a month too, both readings.
    """
    decade = _DECADE.fullmatch(text)
    if decade:
        return Found([_ends(PartialDate(int(decade[1]) * 10), PartialDate(int(decade[1]) * 10 + 9), Certainty.BETWEEN)])
    fit = _TWO_YEARS.fullmatch(text)
    if not fit:
        return None
    first, sign, figures = int(fit[1]), fit[2], fit[3]
    last = int(figures) if len(figures) == 4 else first - first % _CENTURY + int(figures)
    if sign == "/" and len(figures) == 4 and last < first:
        first, last = last, first
    can_be_month = len(figures) == 2 and int(figures) <= _MONTHS and sign != ".."
    if not EARLIEST_YEAR <= first < last <= LATEST_YEAR or (can_be_month and not (sign == "/" and last == first + 1)):
        return None
    certainty = Certainty.EITHER if sign == "/" else Certainty.BETWEEN
    found = Found([_ends(PartialDate(first), PartialDate(last), certainty)])
    if can_be_month:
        found.readings.insert(0, DateReading.of(first, int(figures)))
        found.flags.append(DateFlag.TWO_READINGS)
    return found


def read_range(text: str, occasion: Occasion, *, is_foreign: bool) -> Found | None:
    """Reads two dates with a word or a sign between them; None where there are not two."""
    for left, right, certainty in _split(text):
        end = _one(right, occasion, is_foreign)
        if end is None:
            continue
        for begin in (left, f"{left} {end[0].year}", _FIRST_NUMBER.sub(left, right, count=1)):
            start = _one(begin, occasion, is_foreign)
            if start is None or start[0] == end[0]:
                continue
            first, last = sorted((start[0], end[0]), key=parts_of)
            if first == start[0] or certainty is Certainty.EITHER:
                flags = list(dict.fromkeys((*start[1], *end[1])))
                return Found([_ends(first, last, certainty)], flags)
    return None


def _ends(first: PartialDate, last: PartialDate, certainty: Certainty) -> DateReading:
    return DateReading(first=first, last=last, certainty=certainty)


def _one(text: str, occasion: Occasion, is_foreign: bool) -> tuple[PartialDate, list[DateFlag]] | None:
    found = read_shape(text.strip(" .,"), occasion, is_foreign=is_foreign)
    return (found.readings[0].first, found.flags) if len(found.readings) == 1 else None


def _split(text: str) -> list[tuple[str, str, Certainty]]:
    found: list[tuple[str, str, Certainty]] = []
    words = [(fit.start(), fit.end(), folded(fit[0])) for fit in _WORD.finditer(text)]
    head = words[0] if words and not text[: words[0][0]].strip() else None
    is_from = head is not None and head[2] in words_of("from")
    if is_from and head is not None:
        text = " " * head[1] + text[head[1] :]
    joints = words_of("to") if is_from else words_of("to") - {"та", "і", "и", "а", "i", "a", "and", "und"}
    for start, end, word in words:
        certainty = Certainty.EITHER if word in words_of("or") else Certainty.BETWEEN if word in joints else None
        if certainty and start:
            found.append((text[:start].strip(), text[end:].strip(), certainty))
    for sign, certainty in ((" - ", Certainty.BETWEEN), ("..", Certainty.BETWEEN), ("|", Certainty.EITHER),
                            (" / ", Certainty.EITHER), ("-", Certainty.BETWEEN), ("/", Certainty.EITHER)):  # fmt: skip
        if text.count(sign) == 1:
            left, right = text.split(sign)
            found.append((left.strip(), right.strip(), certainty))
    return found
