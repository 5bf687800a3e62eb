"""A general romanisation of names in other scripts, so that nothing is unfindable: rough, lower case, unmarked.

Georgian, Armenian, Arabic, Hebrew and Greek letters have tables, read by the engine of the standards; for comparing,
words in Arabic and Hebrew letters alone are read with the vowels they lack (`readings.abjads`). Of the rest
(Devanagari, Hangul, Ethiopic, kana ...) each letter is read by its Unicode name. Ideographs have no sound in their
names and stay as they are: they find only themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from repatria.core.names.transliteration.transliterate import transliterate

_TABLES = (
    ("el_elot_743", "\u0370\u03ff\u1f00\u1fff"),
    ("hy_simplified", "\u0530\u058f\ufb13\ufb17"),
    ("he_simplified", "\u0590\u05ff\ufb1d\ufb4f"),
    ("ar_simplified", "\u0600\u06ff\u0750\u077f\u08a0\u08ff\ufb50\ufdff\ufe70\ufefc"),
    ("ka_2002", "\u10a0\u10ff\u1c90\u1cbf\u2d00\u2d2f"),
)
"""Table and its code points: first and last of each stretch."""
OTHER_TABLES = tuple(table for table, _ in _TABLES)

_RUN = re.compile(
    "|".join(
        f"(?P<{table}>[{''.join(f'{a}-{b}' for a, b in zip(ends[::2], ends[1::2], strict=True))}']+)"
        for table, ends in _TABLES
    )
)
_NAMED = re.compile(r"(?:LETTER|SYLLABLE|VOWEL SIGN|CHARACTER(?: SARA)?|DIGIT) (?:SMALL )?(.+)$")
_MARKS_ONLY = re.compile("VIRAMA|NUKTA|COENG|PINTHU|THANTHAKHAT|MAI ")


@lru_cache(maxsize=4096)
def general_romanisation(word: str) -> str:
    """Writes a word of any script in plain Latin letters, as near to its sound as its letters alone tell.

    Given:    best a tidy word; Latin and Cyrillic letters in it stay as they are.
    Returns:  lower case for the scripts it reads; ideographs and signs unchanged; "" for "" only.
    Not:      a standard: for finding, never for printing.
    """
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).lower())
    read = _RUN.sub(lambda run: transliterate(_without_accents(run.group()), str(run.lastgroup)), plain)
    return _by_their_names(read) or word


def _without_accents(run: str) -> str:
    """Drops breathings and accents of polytonic Greek; other scripts have none that a letter took up."""
    if not any("\u1f00" <= c <= "\u1fff" for c in run):
        return run
    return unicodedata.normalize(
        "NFC", "".join(c for c in unicodedata.normalize("NFD", run) if not unicodedata.combining(c))
    )


def _by_their_names(text: str) -> str:
    """Reads what is neither Latin nor Cyrillic by the names of its characters."""
    if text.isascii():
        return text
    written: list[str] = []
    for character in text:
        name = unicodedata.name(character, "")
        if character < "\u0370" or name.startswith(("CYRILLIC", "LATIN", "CJK")) or character in "'’ʼ":
            written.append(character)
        elif _MARKS_ONLY.search(name):
            _drop_inherent_vowel(written)
        else:
            found = _NAMED.search(name)
            written.append(_sound(name, found.group(1), written) if found else character)
    return "".join(written)


def _drop_inherent_vowel(written: list[str]) -> None:
    if written and len(written[-1]) > 1:
        written[-1] = written[-1].removesuffix("a")


def _sound(name: str, said: str, written: list[str]) -> str:
    """Reads one character by the words of its name; a vowel sign takes the place of the vowel before it."""
    words = said.lower().split()
    if "VOWEL SIGN" in name:
        _drop_inherent_vowel(written)
    if name.startswith(("THAI", "LAO")) and len(words) > 1:
        return words[0].removesuffix("o")  # KO KAI is k
    sound = "".join(c for c in words[-1] if c.isalpha())
    return sound or words[0]
