"""One romanisation for display, so that a name can be read aloud by somebody without Cyrillic.

Ukrainian by the Cabinet of Ministers' resolution 55 of 2010, Russian and Belarusian by ICAO 9303 part 3, section 6.
For comparing use `canon`, never this.
"""

from __future__ import annotations

import unicodedata

from repatria.core.names.scripts import APOSTROPHES, is_cyrillic

_COMMON = {
    **dict(zip("абвгдежзийклмнопрстуфхцчшщыэ", [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
        "ts", "ch", "sh", "shch", "y", "e"], strict=True)),
    "ю": "iu", "я": "ia", "ё": "e", "ъ": "ie", "ь": "", "і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u",
    "ѣ": "ie", "ѳ": "f", "ѵ": "y", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѕ": "dz",
    "ѓ": "g", "ќ": "k", "ә": "a", "ө": "o", "ү": "u", "ұ": "u", "қ": "q", "ғ": "gh", "ң": "ng", "һ": "h", "җ": "zh",
}  # fmt: skip
_UKRAINIAN = _COMMON | {"г": "h", "и": "y", "ъ": "", "ё": "io"}
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BELARUSIAN = _COMMON | {"г": "h", "ё": "io"}
_TABLES = {"uk": _UKRAINIAN, "ru": _COMMON, "be": _BELARUSIAN}
SILENT = frozenset("ьъ")
"""The only letters that a standard drops: the soft sign in all three, the hard sign in the Ukrainian table."""


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
    text = unicodedata.normalize("NFC", text)
    table = _TABLES.get(language) or _TABLES[language_of(text)]
    written: list[str] = []
    earlier, before = " ", " "  # the two signs before, stress marks not counted
    for place, character in enumerate(text):
        is_first = not (before.isalpha() or (before in APOSTROPHES and earlier.isalpha()))
        near = (earlier if before in APOSTROPHES else before, text[place + 1 : place + 2])
        written.append("" if _is_dropped(character, before, near[1]) else _one_letter(character, is_first, near, table))
        if not unicodedata.combining(character):
            earlier, before = before, character
    return unicodedata.normalize("NFC", "".join(written))


def _is_dropped(character: str, before: str, after: str) -> bool:
    """An apostrophe within a Cyrillic word."""
    return character in APOSTROPHES and is_cyrillic(before) and bool(after) and is_cyrillic(after)


def _one_letter(character: str, is_first: bool, near: tuple[str, str], table: dict[str, str]) -> str:
    """Writes one letter; `near` are the letter before it and the sign after it."""
    low, (before, after) = character.lower(), near
    if not is_cyrillic(character):
        return character
    if table is _UKRAINIAN and is_first and low in _UKRAINIAN_FIRST:
        latin = _UKRAINIAN_FIRST[low]
    elif table is _UKRAINIAN and low == "г" and before.lower() == "з":
        latin = "gh"  # Згурський is Zghurskyi, so that zh stays ж
    else:
        latin = table.get(low, _bare(low, table))
    if character == low:
        return latin
    return latin.upper() if after.isupper() or (not after.isalpha() and before.isupper()) else latin.capitalize()


def _bare(letter: str, table: dict[str, str]) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return table.get(base) or letter
