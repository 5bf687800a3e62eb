"""Receipts: the number and the words that a family keeps, everything that derives from them, and reading them back.

A receipt comes from a random form id of 32 bytes that lies in the page and nowhere else. The portal's store keeps the
SHA-256 of the form id, from which neither number nor words can be computed (one would have to invert it). From number
and words alone derive the place of her letters (`locator`) and the X25519 key that opens them; so the form id may be
forgotten, and the store never learns which inbox row belongs to which letterbox.

Number and words together carry 12 x log2(10) + 7 x log2(7776) = 130.3 bits.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.retyping import near_words, retyped
from repatria.core.vocabulary.tables import read_table

FORM_ID_BYTES = 32
NUMBER_DIGITS = 13
WORD_COUNT = 7
WORDS_IN_A_LIST = 7776
RECEIPT_LANGUAGES = ("uk", "ru", "en")
RECEIPT_BITS = 130.3
PHONE_CODE_DIGITS = 8
CALLER_ROWS = 8
"""Rows of a receipt with which she asks whoever rings her who he is; each serves once."""

_SALT = b"repatria receipt, version 1"
_GROUPS = (4, 3, 3, 3)
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`´‘ʹ′\""), None)

# Latin letters that look like Cyrillic ones, for a word that is otherwise Cyrillic.
_LOOK_ALIKES = str.maketrans("aceiopxyk", "асеіорхук")

# Damm 2004: a quasigroup of order 10 that is totally anti-symmetric: one wrong digit and any swap of neighbours show.
_DAMM = ("0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
         "3674209581", "5869720134", "8945362017", "9438617205", "2581436790")  # fmt: skip


class ReceiptError(InputError):
    """The number or the words cannot be those of a receipt; the faults say which digit count or which word."""

    code = "receipts.E001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A number in groups and seven words: all that opens her letters.

    Given:    the words are of the list of `language`; both are kept out of every `repr`.
    """

    number: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    language: str


@cache
def words_of(language: str) -> tuple[str, ...]:
    """Returns the 7,776 words of a language, in the order of the list.  Raises: ReceiptError for another language."""
    if language not in RECEIPT_LANGUAGES:
        raise ReceiptError("receipts are written in uk, ru or en", (("language", "unknown"),))
    return tuple(read_table("repatria.core.vocabulary", f"words/{language}.txt").split())


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for language in RECEIPT_LANGUAGES for word in words_of(language))


def _derive(secret: bytes, purpose: str, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=_SALT, info=purpose.encode()).derive(secret)


def _check_digit(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim


def _grouped(digits: str) -> str:
    groups, start = [], 0
    for size in _GROUPS:
        groups.append(digits[start : start + size])
        start += size
    return " ".join(groups)


def receipt_from_form_id(form_id: bytes, language: str) -> Receipt:
    """Derives the receipt of a form: the same form in the same language gives the same receipt.

    Source:   RFC 5869 (HKDF-SHA-256); Damm 2004 for the check digit.
    Units:    12 digits of 39.9 bits and a check digit; 7 words of 90.5 bits.
    Given:    32 random bytes that nothing else uses.
    Raises:   ReceiptError for another length or language.
    Not:      computable from the SHA-256 of the form id.
    """
    if len(form_id) != FORM_ID_BYTES:
        raise ReceiptError("a form id has 32 bytes", (("form_id", "length"),))
    words = words_of(language)
    stream = _derive(form_id, f"number and words {language}", 16 + 16 * WORD_COUNT)
    # 16 bytes a draw: the remainder's bias is below 2^-88.
    body = f"{int.from_bytes(stream[:16], 'big') % 10 ** (NUMBER_DIGITS - 1):0{NUMBER_DIGITS - 1}d}"
    drawn = (int.from_bytes(stream[16 * place : 16 * place + 16], "big") for place in range(1, WORD_COUNT + 1))
    return Receipt(
        number=_grouped(body + _check_digit(body)),
        words=tuple(words[number % WORDS_IN_A_LIST] for number in drawn),
        language=language,
    )


def phone_code_of(form_id: bytes) -> str:
    """Derives the code with which she hears by telephone what her letters say.

    Units:    8 digits, apart from the words: whoever has it opens no letterbox, and the words do not tell it.
    Given:    the form id of her receipt.
    """
    drawn = int.from_bytes(_derive(form_id, "phone code", 16), "big")
    return f"{drawn % 10**PHONE_CODE_DIGITS:0{PHONE_CODE_DIGITS}d}"


def fold_phone_code(typed: str) -> str:
    """Brings a typed code to eight digits, or returns "" when it cannot be one; blanks and dashes are forgiven."""
    digits = "".join(str(unicodedata.decimal(c)) for c in typed if unicodedata.decimal(c, None) is not None)
    return digits if len(digits) == PHONE_CODE_DIGITS else ""


def caller_secret_of(form_id: bytes) -> str:
    """Derives what her receipt and the bureau have in common, so that she can ask who rings.

    Units:    32 hexadecimal characters.
    Not:      of use to open anything, or to find the form id.
    """
    return _derive(form_id, "caller rows", 16).hex()


def caller_answer(secret: str, row: int, language: str) -> str:
    """Derives the word that stands beside a row of her receipt, counted from 1.

    Units:    one of 7,776 words; a caller has one guess a row, and a row serves once.
    Raises:   ReceiptError for a row that no receipt has, another secret or language.
    """
    if not 1 <= row <= CALLER_ROWS or len(secret) != 32:
        raise ReceiptError(f"a receipt has rows 1 to {CALLER_ROWS}", (("row", "unknown"),))
    drawn = int.from_bytes(_derive(bytes.fromhex(secret), f"caller row {row}", 16), "big")
    return words_of(language)[drawn % WORDS_IN_A_LIST]


def fold_number_of_receipt(typed: str) -> str:
    """Brings a typed number to 13 digits, or returns "" when it cannot be a receipt's number.

    Given:    spaces, dashes, dots and digits of any script are forgiven.
    """
    digits = "".join(str(unicodedata.decimal(c)) for c in typed if unicodedata.decimal(c, None) is not None)
    stray = [c for c in typed if unicodedata.decimal(c, None) is None and unicodedata.category(c)[0] == "L"]
    if stray or len(digits) != NUMBER_DIGITS or _check_digit(digits[:-1]) != digits[-1]:
        return ""
    return digits


def fold_word(typed: str) -> str:
    """Brings one typed word to the list's form: small letters, ё as е, no apostrophes, no signs around it."""
    folded = unicodedata.normalize("NFKC", typed).casefold().translate(_APOSTROPHES).replace("ё", "е")
    letters = "".join(c for c in folded if unicodedata.category(c)[0] in "LM")
    is_cyrillic = any("\u0400" <= c <= "\u04ff" for c in letters)
    return letters.translate(_LOOK_ALIKES) if is_cyrillic else letters


def _typed_words(typed: str) -> tuple[str, ...]:
    apart = "".join(" " if unicodedata.category(c)[0] in "ZCPN" and ord(c) not in _APOSTROPHES else c for c in typed)
    return tuple(word for word in map(fold_word, apart.split()) if word)


def read_receipt(number: str, words: str) -> Receipt:
    """Reads a typed number and typed words, forgiving capitals, ё, apostrophes, punctuation, numbering and spaces.

    Returns:  the receipt with its language, that of the list in which all words stand, however their letters were
              typed (`retyped`).
    Raises:   ReceiptError that names every fault: the number, the count of words, each word that stands in no list.
              These are told without looking into any store; whether the receipt exists is not said here.
    """
    faults: list[tuple[str, str]] = []
    digits = fold_number_of_receipt(number)
    if not digits:
        faults.append(("number", "number"))
    folded = _typed_words(words)
    is_counted = len(folded) == WORD_COUNT
    found = (_language_of(folded) if is_counted else "", folded)
    if not found[0] and (is_counted or len(words.split()) == WORD_COUNT):
        found = retyped(tuple(words.split()), folded, _lists()) or found
    if not found[0] and not is_counted:
        faults.append(("words", "count"))
    elif not found[0]:
        faults += [("words", f"word {n}") for n, word in enumerate(folded, 1) if word not in _all_words()]
    if faults:
        raise ReceiptError("the number or the words were not copied as they stand on the receipt", tuple(faults))
    return Receipt(number=_grouped(digits), words=found[1], language=found[0])


def _language_of(words: tuple[str, ...]) -> str:
    return next((one for one in RECEIPT_LANGUAGES if set(words) <= _set_of(one)), "")


@cache
def _set_of(language: str) -> frozenset[str]:
    return frozenset(words_of(language))


def _lists() -> dict[str, frozenset[str]]:
    return {language: _set_of(language) for language in RECEIPT_LANGUAGES}


def words_near(words: str, place: int) -> tuple[str, ...]:
    """Words of the lists that are near the word at a place, counted from 1; whether a receipt has them is not asked."""
    folded = _typed_words(words)
    return near_words(folded[place - 1], _lists()) if 1 <= place <= len(folded) else ()


def _secret_of(receipt: Receipt) -> bytes:
    digits = fold_number_of_receipt(receipt.number)
    words = tuple(map(fold_word, receipt.words))
    if not digits or len(words) != WORD_COUNT or not all(words):
        raise ReceiptError("a receipt has 13 digits and seven words", (("number", "number"),))
    return f"{digits} {' '.join(words)}".encode()


def locator_of(receipt: Receipt) -> str:
    """Returns where the letters of this receipt lie: 64 hexadecimal characters, from number and words only."""
    return _derive(_secret_of(receipt), "letterbox locator", 32).hex()


def letter_key_of(receipt: Receipt) -> bytes:
    """Returns the 32 bytes of the X25519 private key that opens the letters of this receipt.

    Units:    about 0.1 ms; 130 bits need no slow derivation.
    """
    return _derive(_secret_of(receipt), "letter identity", 32)


def letter_identity_of(receipt: Receipt) -> str:
    """Returns the public half, 64 hexadecimal characters: it travels inside the sealed enquiry."""
    private = X25519PrivateKey.from_private_bytes(letter_key_of(receipt))
    return private.public_key().public_bytes_raw().hex()
