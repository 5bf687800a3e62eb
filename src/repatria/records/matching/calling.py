"""How the desk proves to the matcher that it is of the house: the socket's mode alone does not keep out the portal.

Both doors may run under one account of the operating system; only one of them was handed the keyring.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from repatria.records.vault.keyring import current

_PURPOSE = "matcher socket"


def proof_of(request: bytes) -> bytes:
    """The proof that goes before a request line.  Units: 64 hexadecimal characters of HMAC-SHA-256."""
    return hmac.digest(current().derived(_PURPOSE), request, sha256).hex().encode()


def is_ours(proof: bytes, request: bytes) -> bool:
    """Whether a request came from a process that holds the keyring."""
    return hmac.compare_digest(proof_of(request), proof)
