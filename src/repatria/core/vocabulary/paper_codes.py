"""The code and the check word that every paper carries, and the hash under which the portal knows them.

A code is 100 random bits in Crockford's base 32 with one check character; a check word is one word from a list in the
paper's language, drawn from separate randomness. The courier publishes only `code_hash`, so that somebody who holds
the portal learns no code, and somebody who guesses codes needs the paper in hand.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import ALPHABET

CODE_BITS = 100
_BODY = CODE_BITS // 5  # characters of five bits
_GROUP = 5
_DOMAIN = b"repatria paper code and check word, version 1\x00"
_FEWEST_WORDS = 1024  # ten bits; the lists that ship hold 7,776

# What hands and keyboards make of the alphabet: O for 0, I and L for 1, U for V, and the Cyrillic letters that look
# like Latin ones, because the paper may be read on one keyboard and typed on another.
_FOLD = str.maketrans("OILUАВЕНКМРСТХУОІЗ", "011VABEHKMPCTXY013")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'", "‘": "'", "ё": "е"})


class PaperCodeError(InputError):
    """The code or the check word is not one that a paper can carry; the sender copies it again from the paper."""

    code = "papers.E001"


def _times_alpha(element: int) -> int:
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled  # the field of 32 elements, x^5 + x^2 + 1


def _check_character(body: str) -> str:
    # Weights alpha^1 .. alpha^20 in the field of 32 elements are different and never zero. So one wrong character and
    # any two exchanged characters always show; a sum modulo 31 would confuse 0 with Z.
    total = 0
    for character in body:
        total = _times_alpha(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def paper_code(randomness: bytes) -> str:
    """Makes the code of a paper, such as `7Q2M4-KD9XA-0TW3E-55RGN-V`.

    Units:    100 bits as 20 characters and one check character.
    Given:    at least 13 random bytes that nothing else uses.
    Raises:   PaperCodeError for fewer bytes.
    """
    if len(randomness) < 13:
        raise PaperCodeError("a paper code needs 13 random bytes")
    number = int.from_bytes(randomness[:13], "big")
    body = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_BODY)))
    return _written(body)


def _written(body: str) -> str:
    groups = [body[start : start + _GROUP] for start in range(0, _BODY, _GROUP)]
    return "-".join([*groups, _check_character(body)])


def fold_code(typed: str) -> str:
    """Brings a typed code to the form `paper_code` writes, or returns "" when it cannot be a code.

    Given:    small letters, spaces, any dash, full-width and Cyrillic look-alikes are forgiven.
    """
    upper = unicodedata.normalize("NFKC", typed).upper().translate(_FOLD)
    folded = "".join(c for c in upper if not (c.isspace() or unicodedata.category(c) in {"Pd", "Cf"} or c == "−"))
    body, check = folded[:-1], folded[-1:]
    if len(body) != _BODY or any(c not in ALPHABET for c in body) or _check_character(body) != check:
        return ""
    return _written(body)


def check_word(randomness: bytes, words: Sequence[str]) -> str:
    """Draws the check word of a paper from a list in the paper's language.

    Given:    eight random bytes, not those of the code; a list of at least 1,024 different words.
    Raises:   PaperCodeError for fewer bytes or too short a list.
    """
    if len(randomness) < 8 or len(words) < _FEWEST_WORDS:
        raise PaperCodeError("a check word needs 8 random bytes and a list of at least 1,024 words")
    return words[int.from_bytes(randomness[:8], "big") % len(words)]


def fold_check_word(typed: str) -> str:
    """Brings a typed check word to one form: small letters, one apostrophe, no spaces around, ё as е."""
    return unicodedata.normalize("NFKC", typed).strip().casefold().translate(_APOSTROPHES)


def code_hash(code: str, word: str) -> bytes:
    """Returns what the courier publishes to the portal about one paper.

    Units:    32 bytes, SHA-256 over a domain, the folded code and the folded check word.
    Raises:   PaperCodeError when the code does not verify or the word is empty.
    Not:      reversible: without the paper one would have to guess 100 bits.
    """
    folded, folded_word = fold_code(code), fold_check_word(word)
    if not folded or not folded_word:
        raise PaperCodeError("the code or the check word was not copied as it stands on the paper")
    return hashlib.sha256(_DOMAIN + folded.encode() + b"\x00" + folded_word.encode()).digest()
