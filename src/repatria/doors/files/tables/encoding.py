"""In which encoding a text file was written, and how that was decided.

In this order: (1) a byte order mark; (2) every second byte is zero: UTF-16; (3) whoever sends it said it, and it is not
UTF-8 without a fault; (4) it is UTF-8, or nearly; (5) the letters: among the Cyrillic encodings the one in which they
are as frequent, and in such cases, as in names; where two are near, nobody guesses: the file is refused, and somebody
must say it.
"""

from __future__ import annotations

import codecs
import math
import re
from dataclasses import dataclass

from repatria.doors.files.tables.errors import UnreadableTableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 LE"), (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 BE"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"), (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)  # fmt: skip
_CYRILLIC = {"cp1251": "cp1251", "koi8-u": "KOI8-R", "cp866": "cp866", "iso8859-5": "ISO 8859-5"}
# How often a letter stands in Ukrainian and Russian names, in thousandths: counted over 20,000 forms of names.
_FREQUENCY = dict(
    zip(
        "аокнвеирслутмдібьчйгпяшзцхфжюєщыэїґъё",
        (109, 91, 75, 71, 64, 61, 61, 58, 43, 43, 28, 28, 26, 25, 22, 21, 20, 19, 18, 18, 16, 15, 12, 11, 10, 8, 6, 6,
         6, 5, 2, 2, 1, 1, 0.5, 0.5, 0.5),
        strict=True,
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{2,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LATIN_BESIDE = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_SAMPLE_BYTES = 400_000
_ASCII = b"id\tname\n"
_MARGIN_BITS = 0.5  # a letter; the right one leads by two and more in every list that was tried
_BEYOND_LETTERS = "\u2000"  # the alphabets of Europe and its neighbours lie below
_MOST_LETTERS = 0.8  # share of them in what is UTF-16 in truth; in every list that was tried it is above 0.99
_RARE = 1000  # bytes to one beyond ASCII: where those cannot be told, they cost their own rows and not the file
_MOST_BROKEN = 0.2  # share of broken bytes among all beyond ASCII up to which a file still counts as UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """An encoding with the reason for it.

    Given:    `is_recoded` where its bytes cannot be parted into lines as they are, as those of UTF-16.
    """

    codec: str
    name: str
    because: str
    is_recoded: bool = False

    def __str__(self) -> str:
        return f"{self.name} ({self.because})"


def find_encoding(text: bytes, named: str = "", *, is_whole: bool = True) -> Encoding:
    """Finds the encoding of a file from its bytes.

    Given:    `named` by whoever knows, for a file that shows none by itself: a mark, the zeros of UTF-16, and UTF-8
              without a fault count more. `is_whole` where `text` is the whole file and not a part of it.
    Raises:   UnreadableTableError when it cannot be told, saying what to do; never a guess.
    """
    said = _known(named) if named else ""
    mark = next(((m, codec, name) for m, codec, name in _MARKS if text.startswith(m)), None)
    if mark:
        return _carrying(mark[1], mark[2], "byte order mark")
    if wide := _utf16(text):
        return wide
    if said:
        fits = not text.isascii() and _is_utf8(text, is_whole)
        return _carrying("utf-8", "UTF-8", f"every byte fits, not {named}") if fits else _carrying(said, named, "named")
    if narrow := _utf8(text, is_whole):
        return narrow
    try:
        return _by_letters(text)
    except UnreadableTableError:
        if len(_HIGH.findall(text)) * _RARE > len(text):
            raise
        return _of_utf8(text, is_whole)


def _known(named: str) -> str:
    try:
        found = codecs.lookup(named)
        is_text = getattr(found, "_is_text_encoding", True)
    except (LookupError, ValueError) as error:
        raise UnreadableTableError(f"there is no encoding {named!r}; try cp1251, koi8-u, cp866 or utf-8") from error
    if not is_text:
        raise UnreadableTableError(f"{named!r} is no encoding of text; try cp1251, koi8-u, cp866 or utf-8")
    return "utf-16-le" if found.name == "utf-16" else found.name.removesuffix("-sig")


def _carrying(codec: str, name: str, because: str) -> Encoding:
    try:
        keeps_ascii = _ASCII.decode().encode(codec) == _ASCII
    except (UnicodeError, ValueError):
        keeps_ascii = False
    return Encoding(codec=codec, name=name, because=because, is_recoded=not keeps_ascii)


def _is_utf8(text: bytes, is_whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(text, final=is_whole)
    except UnicodeDecodeError:
        return False
    return True


def _utf16(text: bytes) -> Encoding | None:
    sample = text[: _SAMPLE_BYTES // 2 * 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(2, len(sample) // 100) or max(even, odd) < 20 * min(even, odd):
        return None
    codec, name = ("utf-16-le", "UTF-16 LE") if odd > even else ("utf-16-be", "UTF-16 BE")
    decoded = sample[: len(sample) // 2 * 2].decode(codec, "replace")
    if sum(sign < _BEYOND_LETTERS for sign in decoded) < _MOST_LETTERS * len(decoded):
        return None  # plain text with zero bytes in it reads as signs of East Asia
    return _carrying(codec, name, "no mark, but the zero bytes of it")


def _utf8(text: bytes, is_whole: bool) -> Encoding | None:
    if text.isascii():
        return Encoding(codec="utf-8", name="UTF-8", because="plain ASCII")
    if _is_utf8(text, is_whole):
        return Encoding(codec="utf-8", name="UTF-8", because="every byte fits")
    if _broken(text) > _MOST_BROKEN * len(_HIGH.findall(text)):
        return None
    return _of_utf8(text, is_whole)


def _broken(text: bytes) -> int:
    return sum("\udc80" <= c <= "\udcff" for c in text.decode("utf-8", "surrogateescape"))


def _of_utf8(text: bytes, is_whole: bool) -> Encoding:
    """UTF-8 with bytes that are none."""
    where = "" if is_whole else f" in {len(text) // 1024:,} kB"
    return Encoding(
        codec="utf-8", name="UTF-8", because=f"but for {_broken(text)} broken bytes{where}, whose rows are rejected"
    )


def _by_letters(text: bytes) -> Encoding:
    first = _HIGH.search(text)
    begin = text.rfind(b"\n", 0, first.start()) + 1 if first else 0  # from the first line that holds other letters
    sample = text[begin : begin + _SAMPLE_BYTES]
    asks = 'save it as UTF-8, or name it: --encoding cp1251, in a profile [file] encoding = "cp1251"'
    if len(_LATIN_BESIDE.findall(sample)) > len(_HIGH.findall(sample)) / 2:
        raise UnreadableTableError(f"the encoding cannot be told: neither UTF-8 nor Cyrillic letters; {asks}")
    ranked = sorted(((_fit(sample.decode(codec, "replace")), codec) for codec in _CYRILLIC), reverse=True)
    (best, codec), (second, other) = ranked[0], ranked[1]
    lead = best - second
    if lead < _MARGIN_BITS:
        near = f"{_CYRILLIC[codec]} and {_CYRILLIC[other]} fit nearly as well"
        raise UnreadableTableError(f"the encoding cannot be told: {near}; {asks}")
    name = "KOI8-U" if codec == "koi8-u" and re.search(rb"[\xa4\xa6\xa7\xad]", sample) else _CYRILLIC[codec]
    because = f"by its letters; {_CYRILLIC[other]} fits {lead:.1f} bits a letter worse"
    return Encoding(codec=codec, name=name, because=because)


def _fit(decoded: str) -> float:
    """How well a reading fits names written in Cyrillic.  Units: bits a letter, higher is better."""
    beyond = [c for c in decoded if c > "\x7f"]
    letters = [c for c in beyond if c.lower() in _FREQUENCY]
    if not letters:
        return -math.inf
    frequency = sum(math.log2(_FREQUENCY[c.lower()] / 1000) for c in letters) / len(letters)
    words = [w for w in _WORD.findall(decoded) if not w.isascii()]
    in_case = sum(w.islower() or w.isupper() or w[1:].islower() for w in words) / max(1, len(words))
    return frequency + 2 * math.log2(max(in_case, 0.01)) + 2 * math.log2(len(letters) / len(beyond))
