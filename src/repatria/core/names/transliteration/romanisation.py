"""One romanisation for display, so that a name can be read aloud by somebody without Cyrillic.

Ukrainian by the Cabinet of Ministers' resolution 55 of 2010, Russian and Belarusian by ICAO 9303 part 3, section 6;
both are tables of `transliterate`, which knows the other standards too. For comparing use `canon`, never this.
"""

from __future__ import annotations

from repatria.core.names.transliteration.other_scripts import general_romanisation
from repatria.core.names.transliteration.transliterate import transliterate
from repatria.core.names.writing import APOSTROPHES

__all__ = ["SHOWN_BY", "SILENT", "general_romanisation", "language_of", "romanise"]

SHOWN_BY = {"uk": "uk_2010", "ru": "ru_icao", "be": "be_icao"}
SILENT = frozenset("ьъ")
"""The only letters that a standard of SHOWN_BY drops: the soft sign in all three, the hard sign in the Ukrainian."""


def language_of(text: str) -> str:
    """Guesses the language of a Cyrillic name from letters only it has: "uk", "ru" or "be"; "uk" when nothing tells."""
    letters = set(text.lower())
    if "ў" in letters:
        return "be"
    if letters & set("іїєґ") or letters & APOSTROPHES:
        return "uk"
    return "ru" if letters & set("ыэёъ") else "uk"


def romanise(text: str, language: str = "") -> str:
    """Writes a Cyrillic name in Latin letters; all other characters stay as they are.

    Source:   resolution 55 of 27 January 2010 (uk); ICAO 9303 part 3 section 6 (ru, be)
    Given:    `language` "uk", "ru" or "be"; guessed by `language_of` when empty or unknown.
    Returns:  a text in which every Cyrillic letter but the signs of SILENT left at least one character.
    Not:      reversible; two names may be written alike.
    """
    return transliterate(text, SHOWN_BY.get(language) or SHOWN_BY[language_of(text)])
