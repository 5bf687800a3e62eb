"""What is written in a name's place where nobody knows the name: an unknown soldier, N.N., "not established".

Words that are names of somebody too (Неизвестный, Солдат) count only where no other word stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from repatria.core.vocabulary.tables import read_table

_ABBREVIATED = re.compile("(?:nn|na|нн|нд|бн)+")
"""N.N., n/a, Н.Н., н/д, б/н: only so do single letters alone stand for no name; others are initials."""


@cache
def _nobodys() -> frozenset[str]:
    lines = read_table("repatria.core.names.writing", "nobody.tsv").splitlines()
    rows = (line.partition("\t")[2] for line in lines if line and not line.startswith("#"))
    return frozenset(word for row in rows for word in row.split())


def is_nobodys(words: Iterable[str]) -> bool:
    """Says whether tidy words name nobody at all: "невстановлена особа", "н/д", "unknown male".

    Returns:  False for no word, and for a letter or letters that may be somebody's initials.
    """
    parts = [part for word in words for part in word.split("-")]
    if all(len(part) == 1 for part in parts):
        return bool(_ABBREVIATED.fullmatch("".join(parts)))
    return _nobodys().issuperset(parts)
