"""What is written in a name's place where nobody knows the name: an unknown soldier, N.N., "not established".

Words that are names of somebody too (Неизвестный, Солдат) count only where no other word stands beside them: as a
surname where a given name is told they are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from repatria.core.vocabulary.tables import read_table

_ABBREVIATED = re.compile("(?:nn|na|нн|нд|бн)+")
"""N.N., n/a, Н.Н., н/д, б/н: only so do single letters alone stand for no name; others are initials."""
_WITH_STROKE = re.compile(r"\s*(?:н\s*/\s*[дв]|n\s*/\s*a|б\s*/\s*[ніип]|n\.?\s?n\.?)\s*", re.IGNORECASE)
"""What is no initials even beside a surname: н/д, n/a, б/н, and nomen nescio in Latin letters; Н.Д. are somebody's."""
_KINDS = ("unknown", "whom", "surname", "given")


@cache
def _words(*kinds: str) -> frozenset[str]:
    lines = read_table("repatria.core.names.writing", "nobody.tsv").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return frozenset(word for kind, _, words in rows if kind in kinds for word in words.split())


def is_nobodys(words: Iterable[str]) -> bool:
    """Says whether tidy words name nobody at all: "невстановлена особа", "н/д", "unknown male", "тіло 17".

    Returns:  False for no word, for a number alone, and for a letter or letters that may be somebody's initials.
    """
    parts = [part for word in words for part in _without_numbers(word)]
    if all(len(part) == 1 for part in parts):
        return bool(_ABBREVIATED.fullmatch("".join(parts)))
    return _words(*_KINDS).issuperset(parts)


def is_no_surname(text: str, tidied: str) -> bool:
    """Says whether a cell for the surname tells none, though a given name stands beside it: невстановлена особа, N.N.

    Given:    `tidied` its words joined by hyphens.
    """
    if _is_plainly_a_name(text, tidied):
        return False
    words = _without_numbers(tidied)
    is_unknown = not _words("unknown").isdisjoint(words) and _words("surname").isdisjoint(words)
    return (is_unknown and is_nobodys(words)) or bool(_WITH_STROKE.fullmatch(text))


def is_no_given_name(text: str, tidied: str) -> bool:
    """Says whether a cell for a given name or patronymic tells none, though a surname does: невідомо, чоловік, б/н.

    Given:    `tidied` its words joined by hyphens.
    """
    if _is_plainly_a_name(text, tidied):
        return False
    words = _without_numbers(tidied)
    is_unknown = any(len(word) > 1 for word in words) and not _words("given").issuperset(words)
    return (is_unknown and is_nobodys(words)) or bool(_WITH_STROKE.fullmatch(text))


def _is_plainly_a_name(text: str, tidied: str) -> bool:
    """Whether the first word is in no table: quickly told, and mostly so."""
    return tidied.partition("-")[0] not in _words(*_KINDS) and "/" not in text and not tidied[:1].isdecimal()


def _without_numbers(tidied: str) -> Sequence[str]:
    return [part for part in tidied.split("-") if not part.isdecimal()]
