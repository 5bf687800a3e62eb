"""The words of dates by what they say, read once from words.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from repatria.core.vocabulary.tables import read_table
from repatria.core.vocabulary.written_dates.tidying import folded

_ROMAN = {
    word: at
    for at, word in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1)
}
_AS_LATIN = str.maketrans("іхѵ", "ixv")


@cache
def _table() -> Mapping[str, Mapping[str, str | list[str]]]:
    found: Mapping[str, Mapping[str, str | list[str]]] = tomllib.loads(
        read_table("repatria.core.vocabulary.written_dates", "words.toml")
    )
    return found


@cache
def months() -> Mapping[str, int]:
    """The number of a month by each of its words, folded."""
    return {
        folded(word.casefold()): number
        for rows in _table()["months"].values()
        for number, row in enumerate(rows, start=1)
        for word in row.split()
    }


@cache
def month_words(language: str) -> tuple[tuple[str, str], ...]:
    """Every month of a language as a heading says it and as a day is said with it: квітень, квітня."""
    rows = (row.split() for row in _table()["months"][language])
    capital = language in ("en", "de")
    return tuple((r[0].capitalize(), r[1].capitalize()) if capital else (r[0], r[1]) for r in rows)


@cache
def words_of(kind: str) -> frozenset[str]:
    """All words of a kind in every language, folded."""
    return frozenset(
        folded(word.casefold())
        for said in _table()[kind].values()
        for word in (said.split() if isinstance(said, str) else said)
    )


def month_of(word: str) -> int | None:
    """The month that a word names, in letters or as a Roman numeral; None for any other word."""
    return months().get(folded(word)) or _ROMAN.get(word.translate(_AS_LATIN))
