"""Words in letters that leave most vowels out, Arabic and Hebrew ones, read with the vowels they lack.

Letters are read by `abjad_readings.tsv`, longest group first, every reading followed. Between two consonants stands an
a, the commonest vowel that nobody writes, or for a little more no vowel at all; an e, i, o or u there is then one
exchange of vowels away, as it is between two hearings of any name. So محمد is read mahamad, mahmad and so on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from repatria.core.names.readings.sounds import VOWELS
from repatria.core.vocabulary.tables import read_table

Reading = tuple[str, float]
_IS_ABJAD = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc'’-]+")
_UNWRITTEN: tuple[Reading, ...] = (("a", 0.0), ("", 0.15))
"""Between two consonants; judged: an a is heard there more often than nothing."""
_SIGNS = ("'", "’", "-")


def is_abjad(word: str) -> bool:
    """Says whether a word is written in Arabic or Hebrew letters alone."""
    return bool(_IS_ABJAD.fullmatch(word)) and any(map(str.isalpha, word))


def abjad_readings(word: str, most: int, dearest: float) -> list[Reading]:
    """Reads a word in Arabic or Hebrew letters, the likeliest reading first.

    Units:    edits
    Given:    not more than `most` readings, none above `dearest`.
    """
    plain = unicodedata.normalize("NFKC", word)
    beam: list[Reading] = [("", 0.0)]
    after_consonant = False
    for options in map(_read_as, _parts().findall(f"^{plain}$")):
        first = options[0][0]
        if after_consonant and first and first[0] not in VOWELS:
            beam = _grown(beam, _UNWRITTEN, most, dearest)
        beam = _grown(beam, options, most, dearest)
        after_consonant = first[-1] not in VOWELS if first else after_consonant
    return beam


def _grown(beam: list[Reading], options: tuple[Reading, ...], most: int, dearest: float) -> list[Reading]:
    grown: dict[str, float] = {}
    for read, cost in beam:
        for sounds, edits in options:
            if cost + edits <= dearest:
                whole = read + sounds
                grown[whole] = min(grown.get(whole, dearest), cost + edits)
    return sorted(grown.items(), key=lambda reading: reading[1])[:most]


def _read_as(group: str) -> tuple[Reading, ...]:
    return _groups().get(group) or _groups().get(group.strip("^$")) or (("", 0.0),)


@cache
def _groups() -> Mapping[str, tuple[Reading, ...]]:
    groups: dict[str, tuple[Reading, ...]] = {}
    for line in read_table("repatria.core.names.readings", "abjad_readings.tsv").splitlines():
        if line and not line.startswith("#"):
            group, _, cell = line.partition("\t")
            parts = (reading.partition(":") for reading in cell.split())
            groups[group] = tuple(("" if sounds == "-" else sounds, float(edits)) for sounds, _, edits in parts)
    return groups


@cache
def _parts() -> re.Pattern[str]:
    longest = sorted(_groups(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) + "|.", re.DOTALL)
