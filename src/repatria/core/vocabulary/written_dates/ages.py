"""An age at the day at which it was said: "25 років", "aged 25", "25-30 лет", and "c. 25" where no year is meant."""

from __future__ import annotations

import re

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.written_dates.numbers import Found
from repatria.core.vocabulary.written_dates.tidying import folded
from repatria.core.vocabulary.written_dates.values import Bare, Certainty, DateFlag, DateReading, Occasion
from repatria.core.vocabulary.written_dates.words import words_of

OLDEST = 120
"""Nobody is older.  Units: years."""

_AGE = re.compile(r"(?P<before>[^\d]*?)(?P<least>\d{1,3})(?:\s*(?:-|–|/|\.\.)\s*(?P<most>\d{1,3}))?(?P<behind>[^\d]*)")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"[^\w~+?.,:;()/' -]")


def read_age(text: str, occasion: Occasion, *, is_about: bool, is_year: bool) -> Found | None:
    """Reads an age as the years in which he can have been born.

    Given:    `is_about` where it was written so: then a number alone is an age too, since a year has four figures.
    Returns:  None for what is no age; without a day at which it was said, nothing but a flag.
    """
    fit = _AGE.fullmatch(text)
    words = {folded(word) for word in _WORD.findall(text)}
    if not fit or is_year or words & words_of("born") or _SIGNS.search(text):
        return None
    least, most = int(fit["least"]), int(fit["most"] or fit["least"])
    said = {word for word in words if word in words_of("age") or _agrees(word, most)}
    is_bare = not words and occasion.bare is not Bare.YEAR and (is_about or occasion.bare is Bare.AGE)
    if not (0 < least <= most <= OLDEST) or not (said or is_bare) or words - said - words_of("beside") - {"of"}:
        return None
    if occasion.said_on is None:
        return Found(flags=[DateFlag.UNREAD, DateFlag.AGE_WITHOUT_DAY])
    year = occasion.said_on.year
    if is_about and least == most:
        reading = DateReading(
            first=PartialDate(year - most), last=PartialDate(year - most), certainty=Certainty.ABOUT
        )  # fmt: skip
    else:
        certainty = Certainty.EITHER if least == most else Certainty.BETWEEN
        reading = DateReading(
            first=PartialDate(year - most - 1), last=PartialDate(year - least), certainty=certainty
        )  # fmt: skip
    return Found([reading], [DateFlag.FROM_AGE])


def _agrees(word: str, number: int) -> bool:
    """Whether "рік", "год" or "года" counts years here as grammar has it: 21 год, 23 года; "85 год" is a year."""
    last, is_teen = number % 10, 10 < number % 100 < 20
    if word in ("рік", "год"):
        return last == 1 and not is_teen
    return word == "года" and last in (2, 3, 4) and not is_teen
