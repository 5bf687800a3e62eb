"""Sealing and opening: deterministic authenticated encryption, so that a replay gives the same bytes.

AES-256-GCM-SIV (RFC 8452). The nonce derives from place and act index; the place is also bound as associated data.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from repatria.records.vault.errors import BrokenSealError
from repatria.records.vault.keyring import NONCE, current

_NONCE_BYTES = 12


def seal(key: bytes, place: str, index: int, plain: bytes) -> bytes:
    """Seals bytes for one place.

    Given:    `place` is "table|column|row" of a cell or the name of a part; `index` is that of the act which writes.
    Returns:  nonce and ciphertext; the same arguments give the same bytes.
    """
    nonce = hmac.digest(current().master(NONCE), f"{place}|{index}".encode(), sha256)[:_NONCE_BYTES]
    return nonce + AESGCMSIV(key).encrypt(nonce, plain, place.encode())


def unseal(key: bytes, place: str, sealed: bytes | memoryview) -> bytes:
    """Opens what `seal` made for the same place.

    Raises:   BrokenSealError when a byte was changed or the cell was moved.
    """
    return unseal_with(AESGCMSIV(key), place, sealed)


def unseal_with(cipher: AESGCMSIV, place: str, sealed: bytes | memoryview) -> bytes:
    """The same with a cipher that was made of the key once: making it costs as much as opening a name.

    Raises:   BrokenSealError.
    """
    raw = bytes(sealed)  # PostgreSQL's driver gives a memoryview
    try:
        return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise BrokenSealError(f"the seal of {place} does not open") from error


def cell_place(table: str, column: str, row: str) -> str:
    return f"{table}|{column}|{row}"
