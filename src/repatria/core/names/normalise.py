"""Tidying a name for comparing. What was written is kept elsewhere, unchanged.

In this order: (1) NFC; (2) bidi and zero-width controls go, control characters become blanks; (3) lower case, and
marks that no letter took up go (stress in Шевче́нко, vowel points); (4) every apostrophe becomes U+0027, a double
quote between two letters too; (5) per word, look-alikes are folded into the script of most letters, and digits that
stand among letters become the letters they resemble; (6) the text is parted into words. A text without any letter
keeps its signs as one word: even an emoji finds itself.
"""

from __future__ import annotations

import re
import unicodedata

from repatria.core.names.scripts import APOSTROPHES, BIDI_CONTROLS, ZERO_WIDTH, is_cyrillic, is_latin

MAX_CHARACTERS = 400
"""Read of one name; the rest cannot help to find anybody and would cost time."""
MAX_WORDS = 12

_GONE = {ord(c): None for c in BIDI_CONTROLS | ZERO_WIDTH}
_APOSTROPHES = {ord(c): "'" for c in APOSTROPHES}
# Lower case only: upper-case look-alikes (B/В, H/Н, K/К, M/М, T/Т) arrive here already lowered.
_TO_CYRILLIC = str.maketrans("aceiokmtxypbhnїëé", "асеіокмтхурвнпїёе")
_TO_LATIN = str.maketrans("асеіокмтхурвнї", "aceiokmtxypbhi")
_DIGITS_CYRILLIC = str.maketrans("0346", "озчб")
_DIGITS_LATIN = str.maketrans("0135", "oles")
_QUOTE_WITHIN = re.compile(r"(?<=[^\W\d_])[\"″ʺ“”](?=[^\W\d_])")
_PARTS = re.compile(r"[^\W_]+(?:['\-‐‑–]+[^\W_]+)*", re.UNICODE)


def tidy(text: str) -> str:
    """Brings a name to the form in which two writings of the same letters are equal: steps 1 to 4 of this module."""
    clipped = unicodedata.normalize("NFC", text[: MAX_CHARACTERS * 4]).translate(_GONE)
    lowered = unicodedata.normalize("NFC", clipped.upper().lower())  # both ways, so that ß, ſ and ς lose their case
    bare = "".join(c for c in lowered if not unicodedata.combining(c)).translate(_APOSTROPHES)
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in _QUOTE_WITHIN.sub("'", bare))
    return " ".join(plain.split())[:MAX_CHARACTERS].strip()


def fold_lookalikes(word: str) -> str:
    """Folds look-alikes of a lower-case word into one script; digits among letters become the letters they resemble.

    Returns:  Cyrillic when all Latin letters have a Cyrillic look-alike, else the script of most letters; the word
              unchanged
              when it is of one script and without digits.
    Given:    a word with more than half digits is a number, not a name, and stays.
    """
    cyrillic = sum(map(is_cyrillic, word))
    latin = sum(map(is_latin, word))
    digits = sum(c.isdigit() for c in word)
    if cyrillic and latin:
        as_cyrillic, as_latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
        is_whole = not any(map(is_latin, as_cyrillic)) or (cyrillic >= latin and any(map(is_cyrillic, as_latin)))
        word, cyrillic, latin = (as_cyrillic, cyrillic + latin, 0) if is_whole else (as_latin, 0, cyrillic + latin)
    if digits and cyrillic + latin > digits:
        word = word.translate(_DIGITS_CYRILLIC if cyrillic >= latin else _DIGITS_LATIN)
    return word


def words_of(text: str) -> tuple[str, ...]:
    """Parts an unlabelled name into tidy words, in the order written; hyphenated names stay one word.

    Returns:  at most MAX_WORDS words; () only for a text without any visible sign.
    """
    tidied = tidy(text)
    # Vowel signs that stand beside their letter are no letters to `re`: to part by, each counts as one.
    lettered = "".join("x" if unicodedata.category(c)[0] == "M" else c for c in tidied)
    parts = (tidied[found.start() : found.end()] for found in _PARTS.finditer(lettered))
    words = tuple(fold_lookalikes(re.sub("[‐‑–-]+", "-", part)) for part in parts)
    if not words and tidied:
        words = (tidied.replace(" ", ""),)
    return words[:MAX_WORDS]
