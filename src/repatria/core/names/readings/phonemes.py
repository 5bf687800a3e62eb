"""One phoneme spelling for Ukrainian, Russian, Belarusian and their romanisations.

Cyrillic is folded letter by letter (г, ґ, х are one sound; и, і, ї, ы, й one; е, є, э, ё one; я is а, ю is у; signs
and apostrophes go). Latin is read back greedily, longest group first, by the table `latin_readings.tsv`; where a group
has several readings all are followed, each with what it costs to read so, never more than MAX_READINGS. Arabic and
Hebrew letters are read with the vowels they lack (`abjads`), other scripts romanised first. Doubled sounds count once.
The alphabet of sounds is that of `sounds`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from repatria.core.names.readings.abjads import abjad_readings, is_abjad
from repatria.core.names.readings.sounds import SOUNDS, VOWELS, collapsed, skeleton_of
from repatria.core.names.transliteration import general_romanisation
from repatria.core.names.writing import fold_lookalikes, tidy
from repatria.core.vocabulary.tables import read_table

__all__ = ["MAX_READINGS", "SOUNDS", "VOWELS", "Reading", "canon", "readings_of", "skeleton_of", "weighted_readings"]

Reading = tuple[str, float]
"""Sounds, and what it costs to read a word so, in edits."""

MAX_READINGS = 12
MAX_LETTERS = 60
"""Of one word; longer words are read up to here."""
MAX_PENALTY = 1.5
"""A reading dearer than this, in edits, is nobody's: comparing would find the name without it."""

_CYRILLIC_SOUNDS: dict[str, str] = dict(
    zip(
        "абвгґдеєёэжзиіїыйклмнопрстуўфхцчшщюя",
        "abvhhdeeeejziiiiiklmnoprstuvfhcqwwua",
        strict=True,
    )
) | dict(zip("ьъ'-әөүұқғңһҗјљњћђџѓќѣѳѵӣӯ", ["", "", "", "", *"aouukhnhjilnqjjhkefiiu"], strict=True))
_CYRILLIC = str.maketrans(_CYRILLIC_SOUNDS)
_IS_CYRILLIC = re.compile(f"[{re.escape(''.join(_CYRILLIC_SOUNDS))}]+")
_IS_PLAIN = re.compile("[a-zа-яёіїєґў'-]+")
"""Words that tidying would not change, unless both scripts are in them."""
_IS_FAMILIAR = re.compile("[\u0000-\u036f\u0400-\u052f\u1e00-\u1eff]*")
"""Latin and Cyrillic, their signs and marks."""
_ALSO_HEARD = (
    ("тс", "ц", 0.3),
    ("дс", "ц", 0.4),
    ("хв", "ф", 0.5),
    ("сч", "щ", 0.2),
    ("шч", "щ", 0.1),
    ("зч", "щ", 0.4),
)
"""Two letters that sound like one, with the edits it costs to take them for it: Тсарев, Счастливий, Хвилюгін."""
_HAS_ALSO_HEARD = re.compile("[тд]с|хв|[сшз]ч")
_SOFTENED = re.compile("(?<=[cg])(?=[eiyéèêëěęėєíî])")


@cache
def latin_groups() -> Mapping[str, tuple[Reading, ...]]:
    """Returns the table of Latin groups (^ begins a word, $ ends it, + stands before e, i, y), likeliest first."""
    groups: dict[str, tuple[Reading, ...]] = {}
    for line in read_table("repatria.core.names.readings", "latin_readings.tsv").splitlines():
        if line and not line.startswith("#"):
            group, _, cell = line.partition("\t")
            parts = [reading.partition(":") for reading in cell.split(" ") if ":" in reading]
            readings = [("" if sounds == "-" else sounds, float(edits)) for sounds, _, edits in parts]
            groups[group] = tuple(sorted(readings, key=_cost))
    return with_beginnings(groups)


def with_beginnings(groups: Mapping[str, tuple[Reading, ...]]) -> dict[str, tuple[Reading, ...]]:
    """Returns the groups with those added that a shorter one at a word's beginning would hide: ^chtch beside ^ch."""
    whole = dict(groups)
    for first in [group[1:] for group in groups if group.startswith("^")]:
        for group in [group for group in groups if group.startswith(first) and group != first]:
            whole.setdefault("^" + group, groups[group])
    return whole


def _one_of(words: list[str]) -> str:
    """Writes an expression that finds the longest of some words, parted by first letters so that it stays fast."""
    heads: dict[str, list[str]] = {}
    for word in words:
        if word:
            heads.setdefault(word[0], []).append(word[1:])
    options = [re.escape(head) + _one_of(tails) for head, tails in sorted(heads.items())]
    if not options:
        return ""
    return f"(?:{'|'.join(options)})" + ("?" if "" in words else "")


@cache
def group_parts() -> re.Pattern[str]:
    """Returns the expression that parts a marked Latin word into groups, the longest first; else single characters."""
    return re.compile(_one_of([*latin_groups(), "^", "$", "+"]) + "|.", re.DOTALL)


@lru_cache(maxsize=4096)
def single(character: str) -> tuple[Reading, ...]:
    """Reads a character that no group holds: a sound marked by a capital, a letter with an unknown sign, any other."""
    if character in "^$+'-":
        return (("", 0.0),)
    if "A" <= character <= "Z":
        return ((character.lower(), 0.0),)
    plain = unicodedata.normalize("NFD", character)[0]
    return latin_groups().get(plain) or ((_CYRILLIC_SOUNDS.get(plain, plain), 0.0),)


def marked(word: str) -> str:
    """Returns a tidy Latin word with the marks of the table; Cyrillic letters within are read at once, as capitals."""
    if not word.isascii():
        word = "".join(_CYRILLIC_SOUNDS[c].upper() if c in _CYRILLIC_SOUNDS else c for c in word)
    return "^" + _SOFTENED.sub("+", word) + "$"


def followed(word: str, most: int, dearest: float) -> list[Reading]:
    """Follows the readings of a tidy Latin word, cheapest first; not more than `most` at any letter."""
    groups, beam = latin_groups(), [("", 0.0)]
    sure = ""
    for group in group_parts().findall(marked(word)):
        options = groups.get(group) or single(group)
        if len(options) == 1:
            sure += options[0][0]
            continue
        grown = [
            (read + sure + sounds, cost + edits)
            for read, cost in beam
            for sounds, edits in options
            if cost + edits <= dearest
        ]
        if len(grown) > most:
            grown.sort(key=_cost)
            del grown[most:]
        beam, sure = grown, ""
    return sorted([(read + sure, cost) for read, cost in beam], key=_cost)


def _also_heard(word: str) -> list[Reading]:
    """Reads two letters as the one they sound like."""
    return [
        (collapsed(word.replace(letters, heard).translate(_CYRILLIC)), edits)
        for letters, heard, edits in _ALSO_HEARD
        if letters in word
    ]


def _cost(reading: Reading) -> float:
    return reading[1]


@lru_cache(maxsize=65536)
def weighted_readings(word: str) -> tuple[Reading, ...]:
    """Reads one word as sounds, in every way it may be meant, with what it costs to read so.

    Units:    edits, as `distance` counts them; learned from pairs of names in both scripts.
    Given:    any text; it is tidied first.
    Returns:  1 to MAX_READINGS different readings, the likeliest first with 0; Cyrillic has one, unless two
              letters sound like one; ("", 0) only for a text that has no sounds at all.
    """
    if not _IS_PLAIN.fullmatch(word) or len(word) > MAX_LETTERS:
        word = tidy(word)
    if not _IS_CYRILLIC.fullmatch(word):
        word = fold_lookalikes(word)
    if not _IS_FAMILIAR.fullmatch(word):
        if is_abjad(word):
            return _distinct(abjad_readings(word[:MAX_LETTERS], MAX_READINGS, MAX_PENALTY))
        word = general_romanisation(word[:MAX_LETTERS])
    word = word[:MAX_LETTERS]
    if _IS_CYRILLIC.fullmatch(word):
        plain = ((collapsed(word.translate(_CYRILLIC)), 0.0),)
        return (*plain, *_also_heard(word)) if _HAS_ALSO_HEARD.search(word) else plain
    return _distinct(followed(word, MAX_READINGS, MAX_PENALTY))


def _distinct(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    found: dict[str, float] = {}
    for sounds, cost in readings:
        found.setdefault(collapsed(sounds), cost)
    return tuple(found.items())


@lru_cache(maxsize=65536)
def readings_of(word: str) -> tuple[str, ...]:
    """Reads one word as sounds, in every way it may be meant, the likeliest first.

    Given:    any text; it is tidied first.
    Returns:  1 to MAX_READINGS different strings, of Cyrillic mostly one; ("",) only for a text without any sound.
    """
    return tuple(reading for reading, _ in weighted_readings(word))


def canon(word: str) -> str:
    """Returns the likeliest reading of a word."""
    return weighted_readings(word)[0][0]
