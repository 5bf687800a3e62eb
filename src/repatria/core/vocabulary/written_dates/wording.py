"""Saying a date in the words of a page's language: the month in words, never in figures."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.tables import read_table
from repatria.core.vocabulary.written_dates.values import Certainty, DateReading
from repatria.core.vocabulary.written_dates.words import month_words

LANGUAGES = ("uk", "ru", "en")
_OF_THE_MONTH = 1
_GENITIVE = frozenset({Certainty.ABOUT, Certainty.BETWEEN})


@cache
def _frames() -> Mapping[str, Mapping[str, str]]:
    frames: Mapping[str, Mapping[str, str]] = tomllib.loads(
        read_table("repatria.core.vocabulary.written_dates", "wording.toml")
    )
    return frames


def date_in_words(said: PartialDate, language: str, *, is_genitive: bool = False) -> str:
    """Returns "12 квітня 1999", "квітень 1999" or "1999"; 30 February is said as it stands.

    Given:    `language` uk, ru, en, de or pl; `is_genitive` for a month alone behind "around" or "from".
    """
    if said.month is None:
        return str(said.year)
    heading, of_month = month_words(language)[said.month - 1]
    if said.day is None:
        return f"{of_month if is_genitive else heading} {said.year}"
    return f"{said.day} {of_month} {said.year}"


def in_words(reading: DateReading, language: str) -> str:
    """Says a reading: "about 1999", "1998 or 1999", "12 April 1999".  Given: `language` uk, ru or en."""
    is_genitive = reading.certainty in _GENITIVE
    first = date_in_words(reading.first, language, is_genitive=is_genitive)
    if reading.certainty is Certainty.SAID:
        return first
    last = date_in_words(reading.last, language, is_genitive=is_genitive)
    return _frames()[reading.certainty.value][language].format(first=first, last=last)
