"""Steps 1 to 5 of normalising (see normalise): the signs of a name, letter by letter and word by word."""

from __future__ import annotations

import re
import unicodedata

from repatria.core.names.writing.scripts import APOSTROPHES, BIDI_CONTROLS, ZERO_WIDTH, is_cyrillic, is_latin

MAX_CHARACTERS = 400
"""Read of one name; the rest cannot help to find anybody and would cost time."""

CYRILLIC_LETTERS = "а-яёіїєґў"
_PLAIN_TEXT = re.compile(f"[A-Za-z{CYRILLIC_LETTERS}{CYRILLIC_LETTERS.upper()} 0-9,.;:()'’ʼ-]*")
"""What nearly every name is made of: of this, lower case and one apostrophe is all there is to do."""
_PLAIN_LATIN = re.compile("[a-z'-]*")
_PLAIN_CYRILLIC = re.compile(f"[{CYRILLIC_LETTERS}'-]*")

_GONE = {ord(c): None for c in BIDI_CONTROLS | ZERO_WIDTH}
_APOSTROPHES = {ord(c): "'" for c in APOSTROPHES}
_STYLED = re.compile("[\uff01-\uff5e\ufb00-\ufb06\U0001d400-\U0001d7ff]")
_QUOTE_WITHIN = re.compile(r"(?<=[^\W\d_])[\"″ʺ“”](?=[^\W\d_])|(?<=[бпвмфркн])\*(?=[яюєї])")
_VIRAMA = 9  # combining class of the sign that silences a vowel: it belongs to the letters

# Lower case only: upper-case look-alikes (B/В, H/Н, K/К, M/М, T/Т) arrive here already lowered.
_TO_CYRILLIC = str.maketrans("aceiokmtxypbhnїëéαεοιρκτυχν", "асеіокмтхурвнпїёеаеоірктухн")
_TO_LATIN = str.maketrans("асеіокмтхурвнїαεοιρκτυχν", "aceiokmtxypbhiaeoipktuxv")
_DIGITS_CYRILLIC = str.maketrans("01346", "оізчб")
_DIGITS_LATIN = str.maketrans("01358", "olesb")


def tidy(text: str) -> str:
    """Brings a name to the form in which two writings of the same letters are equal: steps 1 to 4."""
    if _PLAIN_TEXT.fullmatch(text):
        return " ".join(text.lower().translate(_APOSTROPHES).split())[:MAX_CHARACTERS].strip()
    clipped = unicodedata.normalize("NFC", text[: MAX_CHARACTERS * 4]).translate(_GONE)
    plainer = _STYLED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), clipped)
    lowered = unicodedata.normalize("NFC", plainer.upper().lower())  # both ways, so that ß, ſ and ς lose their case
    bare = "".join(c for c in lowered if unicodedata.combining(c) in (0, _VIRAMA)).translate(_APOSTROPHES)
    blanks = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in _QUOTE_WITHIN.sub("'", bare))
    return " ".join(blanks.split())[:MAX_CHARACTERS].strip()


def fold_lookalikes(word: str) -> str:
    """Folds look-alikes of a lower-case word into one script; digits among letters become the letters they resemble.

    Returns:  Cyrillic when all Latin letters have a Cyrillic look-alike, else the script of most letters; the word
              unchanged when it is of one script and without digits.
    Given:    a word with more than half digits is a number, not a name, and stays.
    """
    if _PLAIN_CYRILLIC.fullmatch(word) or _PLAIN_LATIN.fullmatch(word):
        return word
    cyrillic = sum(map(is_cyrillic, word))
    latin = sum(map(is_latin, word))
    digits = sum(c.isdigit() for c in word)
    if cyrillic and len(word) > cyrillic + digits:
        as_cyrillic, as_latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
        is_whole = not any(map(is_latin, as_cyrillic)) or (cyrillic >= latin and any(map(is_cyrillic, as_latin)))
        word = as_cyrillic if is_whole else as_latin
        cyrillic, latin = sum(map(is_cyrillic, word)), sum(map(is_latin, word))
    if digits and cyrillic + latin > digits:
        word = word.translate(_DIGITS_CYRILLIC if cyrillic >= latin else _DIGITS_LATIN)
    return word
