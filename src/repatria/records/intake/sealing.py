"""Three seals: enquiries to the bureau (age), letters to a receipt (HPKE), pages to the portal itself (AEAD).

Letters use HPKE and not age, because an age file has a random length (it carries a decoy stanza), and a letterbox must
have the same number of bytes whatever lies in it. Enquiries and papers are padded before they are sealed, so that their
size tells little about how much she wrote.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import asdict, dataclass, field
from typing import Any

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from repatria.records.intake.errors import LongLetterError, MalformedItemError, UnsealedError

LETTER_BLOB_BYTES = 16 * 1024
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SUITE_OVERHEAD = 32 + 16  # the encapsulated key and the tag, RFC 9180
_LETTER_PURPOSE = b"repatria letters, version 1"
_LETTER_ROOM = LETTER_BLOB_BYTES - _SUITE_OVERHEAD
_PAGE_NONCE_BYTES = 12
_SMALLEST, _STEP = 8 * 1024, 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterInBox:
    """A letter as she reads it on the page: all of it sealed."""

    title: str = field(repr=False)
    paragraphs: tuple[str, ...] = field(repr=False)
    dated: str = ""
    code: str = field(default="", repr=False)
    check_word: str = field(default="", repr=False)
    language: str = "en"


def _framed(content: bytes, room: int) -> bytes:
    return len(content).to_bytes(4, "big") + content + bytes(room - 4 - len(content))


def _unframed(framed: bytes) -> bytes:
    return framed[4 : 4 + int.from_bytes(framed[:4], "big")]


def _padded_size(length: int) -> int:
    """8, 16, 32 ... 512 KiB, then whole steps of 512 KiB."""
    size = _SMALLEST
    while size < length and size < _STEP:
        size *= 2
    return size if length <= size else -(-length // _STEP) * _STEP


def seal_to_bureau(recipient: str, header: dict[str, Any], content: bytes = b"") -> bytes:
    """Seals an item for the inbox: a JSON header and, with papers, the bytes of the file.

    Given:    `recipient` an age recipient ("age1...").
    Raises:   MalformedItemError for a recipient that is none.
    """
    written = json.dumps(header, ensure_ascii=False).encode()
    plain = len(written).to_bytes(4, "big") + written + content
    try:
        to = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise MalformedItemError("the bureau's recipient is not an age recipient") from error
    return bytes(pyrage.encrypt(_framed(plain, _padded_size(len(plain) + 4)), [to]))


def open_at_bureau(identity: str, ciphertext: bytes) -> tuple[dict[str, Any], bytes]:
    """Opens what `seal_to_bureau` sealed.

    Given:    `identity` the bureau's age identity ("AGE-SECRET-KEY-1...").
    Returns:  the header and the bytes of the file.
    Raises:   UnsealedError when it was changed or sealed to somebody else.
    """
    try:
        plain = _unframed(bytes(pyrage.decrypt(ciphertext, [pyrage.x25519.Identity.from_str(identity)])))
        size = int.from_bytes(plain[:4], "big")
        header = json.loads(plain[4 : 4 + size])
    except (pyrage.DecryptError, ValueError) as error:
        raise UnsealedError("an item of the inbox does not open") from error
    if not isinstance(header, dict):
        raise UnsealedError("an item of the inbox has no header")
    return header, plain[4 + size :]


def seal_letters(letter_identity: str, letters: tuple[LetterInBox, ...]) -> bytes:
    """Seals what lies in one letterbox: all letters of an enquiry, the newest first, or none yet.

    Source:   RFC 9180 (HPKE base mode, X25519, HKDF-SHA-256, ChaCha20-Poly1305).
    Units:    always 16,384 bytes.
    Given:    `letter_identity` as `receipts.letter_identity_of` gives it (64 hexadecimal characters).
    Raises:   LongLetterError when they do not fit; MalformedItemError for a key that is none.
    """
    content = zlib.compress(json.dumps([asdict(one) for one in letters], ensure_ascii=False).encode())
    if len(content) + 4 > _LETTER_ROOM:
        raise LongLetterError("the letters do not fit into the letterbox: leave out the oldest")
    try:
        public = X25519PublicKey.from_public_bytes(bytes.fromhex(letter_identity))
    except ValueError as error:
        raise MalformedItemError("a letter identity has 32 bytes in hexadecimal") from error
    return _SUITE.encrypt(_framed(content, _LETTER_ROOM), public, info=_LETTER_PURPOSE)


def open_letters(letter_key: bytes, blob: bytes) -> tuple[LetterInBox, ...]:
    """Opens a letterbox with the key that number and words give.  Raises: UnsealedError."""
    try:
        private = X25519PrivateKey.from_private_bytes(letter_key)
        content = _unframed(_SUITE.decrypt(blob, private, info=_LETTER_PURPOSE))
        read = json.loads(zlib.decompress(content))
    except (InvalidTag, ValueError, zlib.error) as error:
        raise UnsealedError("a letterbox does not open with these words") from error
    return tuple(LetterInBox(**{**one, "paragraphs": tuple(one["paragraphs"])}) for one in read)


def seal_page(page_key: bytes, state: dict[str, Any], purpose: str) -> bytes:
    """Seals the answers that travel from page to page in one hidden field.

    Given:    `purpose` names the form, so that a field of one form is refused by another.
    """
    nonce = os.urandom(_PAGE_NONCE_BYTES)
    return nonce + AESGCMSIV(page_key).encrypt(nonce, json.dumps(state, ensure_ascii=False).encode(), purpose.encode())


def open_page(page_key: bytes, sealed: bytes, purpose: str) -> dict[str, Any]:
    """Opens what `seal_page` sealed.  Raises: UnsealedError."""
    nonce, ciphertext = sealed[:_PAGE_NONCE_BYTES], sealed[_PAGE_NONCE_BYTES:]
    try:
        state: dict[str, Any] = json.loads(AESGCMSIV(page_key).decrypt(nonce, ciphertext, purpose.encode()))
    except (InvalidTag, ValueError) as error:
        raise UnsealedError("a page's hidden field was changed or is not ours") from error
    return state
