"""Other forms of a surname: feminine, declined, and the parts of a double one.

The rules are `tables/surname_cases.tsv`; they work on readings (see canon), so that Шевченковою and Shevchenkovoyu go
the same way. They leave out what differs by a single vowel: the distance between readings finds that anyway, and a
rare surname must not drown among invented readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from repatria.core.names.readings import canon, weighted_readings
from repatria.core.vocabulary.tables import read_table

_UNDECLINED, _PART = 0.5, 0.75  # edits
_MIN_LEFT = 3
_READINGS_UNDECLINED = 4
"""Of a Latin word with many readings only the likeliest are undeclined too."""

_VOWELS = "aeiou"
# Кравця is Кравець, Зайця is Заєць, Шевця is Швець: the vowel before ц comes and goes.
_BEFORE_TS = f"{canon('ц')}(?:a|u|o|e|em|om|evi|ovi)$"
_VANISHED = re.compile(f"(?<=[^{_VOWELS}]){_BEFORE_TS}")
_WEAKENED = re.compile(f"(?<=[aeou])i{_BEFORE_TS}")
_MOVED = re.compile(f"^{canon('шев')}{_BEFORE_TS}")
_RETURNED, _AT_HOME = canon("ець"), canon("швець")


def _table(name: str) -> Iterator[list[str]]:
    for line in read_table("repatria.core.names.groups", f"tables/{name}.tsv").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def _cases() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for written, basic in _table("surname_cases"):
        for ending in written.split():
            bases = tuple(canon(base) if base != "-" else "" for base in basic.split())
            found.setdefault(canon(ending), tuple(dict.fromkeys(bases)))
    return found


@cache
def _longest() -> int:
    return max(map(len, _cases()))


@cache
def _endings() -> tuple[str, ...]:
    return tuple({canon(ending): None for _, endings in _table("surname_endings") for ending in endings.split()})


def _undeclined(reading: str) -> Iterator[str]:
    """Yields the dictionary forms that a reading may be a case or the feminine of."""
    for pattern, basic in ((_MOVED, _AT_HOME), (_VANISHED, _RETURNED), (_WEAKENED, _RETURNED)):
        if pattern.search(reading) and len(reading) > _MIN_LEFT:
            yield pattern.sub(basic, reading)
            return
    cases = _cases()
    for size in range(min(_longest(), len(reading) - 1), 0, -1):
        bases = cases.get(reading[-size:])
        if bases:
            if len(reading) - size >= _MIN_LEFT or (bases[0] and len(reading) - size >= 2):
                yield from (reading[:-size] + base for base in bases)
            return


@lru_cache(maxsize=65536)
def surname_readings(word: str) -> tuple[tuple[str, float], ...]:
    """Returns the readings of a surname with a penalty each: what it costs to read so; undeclined 0.5 edits more, a
    part of it 0.75.

    Returns:  the whole first; undeclined and masculine forms; then the parts of a hyphenated surname, also undeclined.
    """
    whole = weighted_readings(word)
    found = dict(whole)
    for reading, penalty in whole[:_READINGS_UNDECLINED]:
        for basic in _undeclined(reading):
            found.setdefault(basic, penalty + _UNDECLINED)
    for part in word.split("-") if "-" in word else ():
        for reading, penalty in weighted_readings(part):
            for one in (reading, *_undeclined(reading)):
                if len(one) >= _MIN_LEFT:
                    found.setdefault(one, penalty + _PART)
    return tuple(found.items())


@lru_cache(maxsize=65536)
def has_surname_ending(word: str) -> bool:
    """Says whether a word ends as surnames do, as it is written or undeclined: evidence only."""
    reading = canon(word)
    return len(reading) > _MIN_LEFT and (
        reading.endswith(_endings()) or any(basic.endswith(_endings()) for basic in _undeclined(reading))
    )
