"""Tidying a written date to the few signs that the reader knows, in this order:

1. Letters and their marks are composed (NFC); every decimal digit of any script becomes 0 to 9, full-width letters and
   Roman numeral signs become plain ones. Superscripts and circled numbers stay as they are: they are notes, not years.
2. Controls of direction, joiners and other signs without width, and stress marks, are taken out.
3. Blanks of every width become one blank; dashes, slashes, stops and commas of every script become - / . and ,.
4. Small letters; surrounding quotation marks and brackets are taken off.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 200
"""A longer text is no date.  Units: characters."""

_DRESSED = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>")
_STRESS = "\u0300\u0301\u0341\u0340"
_DASHES = "‐‑‒–—―−﹘﹣－⁃ー˗־"
_SLASHES = "⁄∕／╱⧸"
_STOPS = "·•∙⋅․٫。．｡・‧"
_COMMAS = "،٬、﹐，‚"
_TILDES = "∼≈～˜≃〜"
_PLAIN = str.maketrans({
    **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_SLASHES, "/"), **dict.fromkeys(_STOPS, "."),
    **dict.fromkeys(_COMMAS, ","), **dict.fromkeys(_TILDES, "~"), **dict.fromkeys("’ʼ‘`´′＇", "'"), "؟": "?", "…": "..",
    "：": ":", "¿": "?",
})  # fmt: skip
_BLANKS = re.compile(r"\s+")
_QUOTED_YEAR = re.compile(r"'\d{4}")
_AROUND = ' "«»„“”()[]{}<>;`'
_LOOK_ALIKE = str.maketrans("aeiopcyxkbhmt", "аеіорсухквнмт")  # small forms of capitals too: КBІТНЯ
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def tidied(written: str) -> str:
    """Returns a written date in small letters, ASCII digits and plain signs."""
    text = written if written.isascii() else unicodedata.normalize("NFC", written).translate(_PLAIN)
    if not text.isascii():
        text = "".join(map(_plain, text)).translate(_PLAIN)
    text = _BLANKS.sub(" ", "".join(c for c in text if c.isprintable() or c.isspace())).casefold()
    text = text.strip(_AROUND)
    # A quotation mark that a sheet puts before a text, or that stands on both sides; '99 keeps its own.
    return text.strip("'") if text.endswith("'") or _QUOTED_YEAR.match(text) else text


def has_foreign_digits(written: str) -> bool:
    """Whether a date is written with digits of a script of its own; all who have such write the day first."""
    return not written.isascii() and any(
        c.isdecimal() and not c.isascii() and unicodedata.east_asian_width(c) != "F" for c in written
    )


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    if sign in _STRESS or unicodedata.category(sign) == "Cf":
        return ""
    if unicodedata.category(sign) in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    if unicodedata.decomposition(sign).startswith(_DRESSED):
        return sign
    return unicodedata.normalize("NFKC", sign)


def folded(word: str) -> str:
    """Returns a word without marks above its letters, and in one script where Latin letters hide among Cyrillic."""
    if word.isascii():
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("ł", "l")
    return bare.translate(_LOOK_ALIKE) if _CYRILLIC.search(bare) else bare
