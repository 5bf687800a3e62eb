"""Which letters a name is made of, and what about it a reader should be warned of.

Flags are stable identifiers. They warn; they never refuse.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

APOSTROPHES = frozenset("'’ʼ‘`´′ʹʽ＇")
"""Every sign that was seen in the place of the Ukrainian apostrophe; U+0027, U+2019 and U+02BC are the common three."""

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ZERO_WIDTH = frozenset("\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufeff")
VERY_LONG = 200
"""Characters beyond which a name is flagged: the longest real ones with titles stay below."""

_FORMULA = re.compile(r"^\s*[=+@]|^\s*-\s*[\d(=]|^\s*[\t\r]")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
_WORD = re.compile(r"\w+")


def is_cyrillic(character: str) -> bool:
    """Says whether the character belongs to a Cyrillic block (U+0400-052F, 1C80-1C8F, 2DE0-2DFF, A640-A69F)."""
    if "\u0400" <= character <= "\u052f":
        return True
    return "\u1c80" <= character <= "\u1c8f" or "\u2de0" <= character <= "\u2dff" or "\ua640" <= character <= "\ua69f"


def is_latin(character: str) -> bool:
    """Says whether the character is a Latin letter, with or without marks."""
    if character < "\u0080":
        return character.isascii() and character.isalpha()
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN")


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    return "cyrillic" if is_cyrillic(letter) else "latin" if is_latin(letter) else "other"


def script_of(text: str) -> str:
    """Names the script of most letters: "cyrillic", "latin", "other", or "none" when there is no letter."""
    counts = {"cyrillic": 0, "latin": 0, "other": 0}
    counts.update(Counter(_script_of_letter(character) for character in text if character.isalpha()))
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] else "none"


def flags_of(text: str) -> tuple[str, ...]:
    """Lists what is odd about a name as written, in alphabetical order; an empty tuple for nothing.

    Returns:  any of apostrophe_variant, bidi_control, control_character, digit_in_name, emoji, empty, formula_like,
              mixed_script, one_letter, very_long, zero_width.
    Not:      a refusal; a flagged name is kept exactly as it was written.
    """
    characters = set(text)
    letters = sum(character.isalpha() for character in text)
    found = {
        "apostrophe_variant": bool(characters & (APOSTROPHES - {"'", "’", "ʼ"})) or len(characters & APOSTROPHES) > 1,
        "bidi_control": bool(characters & BIDI_CONTROLS),
        "control_character": any(unicodedata.category(c) == "Cc" for c in characters),
        "digit_in_name": any(c.isdigit() for c in characters),
        "emoji": bool(_EMOJI.search(text)),
        "empty": not text.strip(),
        "formula_like": bool(_FORMULA.search(text)),
        "mixed_script": any(_is_mixed(word) for word in _WORD.findall(text)),
        "one_letter": letters == 1,
        "very_long": len(text) > VERY_LONG,
        "zero_width": bool(characters & ZERO_WIDTH),
    }
    return tuple(sorted(flag for flag, holds in found.items() if holds))


def _is_mixed(word: str) -> bool:
    return any(map(is_cyrillic, word)) and any(map(is_latin, word))
