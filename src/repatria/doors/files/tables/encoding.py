"""In which encoding a text file was written, and how that was decided.

In this order: (1) the profile says it; (2) a byte order mark; (3) every second byte is zero: UTF-16; (4) it is UTF-8
without a fault, or nearly; (5) the letters: among the Cyrillic encodings the one in which they are as frequent, and
in such cases, as in names; where two are near, nobody guesses: the file is refused and the profile must say it.
"""

from __future__ import annotations

import codecs
import math
import re
from dataclasses import dataclass

from repatria.doors.files.tables.errors import UnreadableFileError

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
_MARGIN_BITS = 0.5  # a letter; the right one leads by two and more in every list that was tried
_MOST_BROKEN = 0.2  # share of broken bytes among all beyond ASCII up to which a file still counts as UTF-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """An encoding with the reason for it.

    Given:    `skip` bytes at the beginning are the mark and no text; `errors` is how broken bytes are carried on, so
              that the rows which hold them can be rejected one by one.
    """

    codec: str
    name: str
    because: str
    skip: int = 0
    errors: str = "surrogateescape"

    def __str__(self) -> str:
        return f"{self.name} ({self.because})"


def find_encoding(text: bytes, wanted: str = "") -> Encoding:
    """Finds the encoding of a file's bytes.

    Raises:   UnreadableFileError when it cannot be told, saying what to do; never a guess.
    """
    mark = next(((m, codec, name) for m, codec, name in _MARKS if text.startswith(m)), None)
    skip = len(mark[0]) if mark else 0
    if wanted:
        return _wanted(wanted, mark, skip)
    if mark:
        return _carrying(mark[1], mark[2], "byte order mark", skip)
    return _utf16(text) or _utf8(text) or _by_letters(text)


def _carrying(codec: str, name: str, because: str, skip: int = 0) -> Encoding:
    # The wide encodings cannot carry a broken byte through; they show it as U+FFFD.
    errors = "surrogateescape" if codec.startswith(("utf-8", "cp", "koi", "iso", "latin", "mac")) else "replace"
    return Encoding(codec=codec, name=name, because=because, skip=skip, errors=errors)


def _wanted(wanted: str, mark: tuple[bytes, str, str] | None, skip: int) -> Encoding:
    codec = codecs.lookup(wanted).name
    if codec == "utf-16":
        codec = mark[1] if mark and mark[1].startswith("utf-16") else "utf-16-le"
    is_marked = mark is not None and codec.startswith(mark[1])
    return _carrying(codec.removesuffix("-sig"), wanted, "the profile says so", skip if is_marked else 0)


def _utf16(text: bytes) -> Encoding | None:
    sample = text[:_SAMPLE_BYTES]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(2, len(sample) // 100) or max(even, odd) < 20 * min(even, odd):
        return None
    if odd > even:
        return _carrying("utf-16-le", "UTF-16 LE", "no mark, but the zero bytes of it")
    return _carrying("utf-16-be", "UTF-16 BE", "no mark, but the zero bytes of it")


def _utf8(text: bytes) -> Encoding | None:
    if text.isascii():
        return Encoding(codec="utf-8", name="UTF-8", because="plain ASCII")
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        broken = sum("\udc80" <= c <= "\udcff" for c in text.decode("utf-8", "surrogateescape"))
        if broken > _MOST_BROKEN * len(_HIGH.findall(text)):
            return None
        return Encoding(codec="utf-8", name="UTF-8", because=f"but for {broken} broken bytes, whose rows are rejected")
    return Encoding(codec="utf-8", name="UTF-8", because="every byte fits")


def _by_letters(text: bytes) -> Encoding:
    sample = text[:_SAMPLE_BYTES]
    asks = 'name the encoding in the profile: [file] encoding = "..."'
    if len(_LATIN_BESIDE.findall(sample)) > len(_HIGH.findall(sample)) / 2:
        raise UnreadableFileError(f"the encoding cannot be told: neither UTF-8 nor Cyrillic letters; {asks}")
    ranked = sorted(((_fit(sample.decode(codec, "replace")), codec) for codec in _CYRILLIC), reverse=True)
    (best, codec), (second, other) = ranked[0], ranked[1]
    lead = best - second
    if lead < _MARGIN_BITS:
        near = f"{_CYRILLIC[codec]} and {_CYRILLIC[other]} fit nearly as well"
        raise UnreadableFileError(f"the encoding cannot be told: {near}; {asks}")
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
