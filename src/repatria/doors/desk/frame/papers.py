"""What papers of several areas share."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.paper_words import LANGUAGES_OF_PAPERS

PAIRS = (("en", "uk"), ("en", "ru"), ("uk", "en"), ("uk", "ru"), ("ru", "en"), ("ru", "uk"))
"""In which two languages a paper may be printed, its reader's first."""


def partial_or_none(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except InputError:
        return None


def in_each(languages: Iterable[str], said: Callable[[str], str]) -> str:
    """A word of the house in each language of a paper; where two say it alike it stands once."""
    return " / ".join(dict.fromkeys(map(said, languages)))


def pair_of(first: str, second: str, house: str, theirs: str = "en") -> tuple[str, ...]:
    """The languages of a sheet: its reader's, and the house's beside it.

    Given:    what the address asks for; what is no language of papers is `theirs` for the reader (English serves the
              Agency), and `house` beside it. One language alone only where it is asked for twice.
    """
    read_in = first if first in LANGUAGES_OF_PAPERS else theirs
    beside = house if house != read_in else "uk" if read_in == "en" else "en"
    return tuple(dict.fromkeys((read_in, second if second in LANGUAGES_OF_PAPERS else beside)))
