"""What papers of several areas share."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError


def partial_or_none(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text else None
    except InputError:
        return None


def in_each(languages: Iterable[str], said: Callable[[str], str]) -> str:
    """A word of the house in each language of a paper; where two say it alike it stands once."""
    return " / ".join(dict.fromkeys(map(said, languages)))
