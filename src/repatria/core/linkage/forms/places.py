"""Places as people name them: words that say nothing are left out, former names are added (table `places.tsv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from repatria.core.names.readings import readings_of
from repatria.core.names.writing import words_of
from repatria.core.vocabulary.tables import read_table

_SAYS_NOTHING_TEXT = """
bezirk city district gorod misto oblast okraj raion rayon region selo st town village г город д деревня
край країна м мiсто місто обл областi области область області п пгт поселок посёлок р-н район района
району республика республіка с селище село смт ст станция станція хутор
"""
_SAYS_NOTHING = frozenset(_SAYS_NOTHING_TEXT.split())
_RENAMED_PENALTY = 0.25
_MIN_LETTERS = 2


@cache
def _former_names() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for line in read_table("repatria.core.linkage.forms", "places.tsv").splitlines():
        if line and not line.startswith("#"):
            together = tuple(dict.fromkeys(reading for form in line.split() for reading in _name_readings(form)[:2]))
            for form in line.split():
                # A name that several places bore in turn (Свердловськ) leads to all of them.
                first = readings_of(form.replace("_", "-"))[0]
                names[first] = tuple(dict.fromkeys((*names.get(first, ()), *together)))
    return names


def _name_readings(form: str) -> tuple[str, ...]:
    return readings_of(form.replace("_", "-"))


def tidy_place(text: str) -> str:
    """Returns the words of a place that tell it from others, joined by blanks; "" when none does."""
    words = [word for word in words_of(text) if word not in _SAYS_NOTHING and len(word) >= _MIN_LETTERS]
    return " ".join(words)


@lru_cache(maxsize=16384)
def place_readings(tidied: str) -> tuple[tuple[str, float], ...]:
    """Returns the readings of a tidied place: of the whole, of each word, and of its other names with a small
    penalty.
    """
    found: dict[str, float] = {}
    words = tidied.split()
    for word in dict.fromkeys(["-".join(words), *words]):
        for reading in readings_of(word):
            found.setdefault(reading, 0.0)
    for reading in tuple(found):
        for other in _former_names().get(reading, ()):
            found.setdefault(other, _RENAMED_PENALTY)
    return tuple(found.items())
