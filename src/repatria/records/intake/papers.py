"""What the check page knows about a paper: a hash to find it by, and an entry that only the paper itself opens.

Kind and date of each paper lie sealed under its code and check word, so that a copy of the portal's store says neither
how many letters of which kind went out, nor when. Entries are padded with chaff to a power of two.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from repatria.core.vocabulary.paper_codes import code_hash, fold_check_word, fold_code
from repatria.core.vocabulary.papers import PaperKind
from repatria.records.intake.errors import MalformedItemError, UnsealedError

_ENTRY_ROOM = 112
PAPER_ENTRY_BYTES = _ENTRY_ROOM + 16
_FEWEST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPaper:
    """What the check page shows of a genuine paper."""

    kind: PaperKind
    dated: date


def _key(code: str, word: str) -> bytes:
    secret = fold_code(code).encode() + b"\x00" + fold_check_word(word).encode()
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=b"repatria paper, version 1", info=b"entry").derive(secret)


def paper_entry(*, code: str, word: str, kind: PaperKind, dated: date) -> tuple[bytes, bytes]:
    """Makes the hash and the entry of one paper; the same paper gives the same bytes in every round.

    Raises:   PaperCodeError for a code that does not verify; MalformedItemError for a kind not checked publicly.
    """
    if not kind.is_checked_publicly:
        raise MalformedItemError("this kind of paper is checked by delegate and auditor only", (("kind", kind.value),))
    found = code_hash(code, word)
    content = json.dumps({"kind": kind.value, "dated": dated.isoformat()}).encode()
    # One key, one message: the nonce may stand still.
    return found, AESGCMSIV(_key(code, word)).encrypt(bytes(12), content.ljust(_ENTRY_ROOM), found)


def open_entry(*, code: str, word: str, entry: bytes) -> CheckedPaper:
    """Opens the entry of a paper with what is printed on it.  Raises: UnsealedError."""
    try:
        read = json.loads(AESGCMSIV(_key(code, word)).decrypt(bytes(12), entry, code_hash(code, word)))
    except (InvalidTag, ValueError) as error:
        raise UnsealedError("the entry of a paper does not open") from error
    return CheckedPaper(kind=PaperKind(read["kind"]), dated=date.fromisoformat(read["dated"]))


def padded_codes(entries: Iterable[tuple[bytes, bytes]], *, chaff_key: bytes) -> Mapping[bytes, bytes]:
    """Pads the entries of all papers with chaff to a power of two, at least 64.

    Given:    `chaff_key` 32 secret bytes that stay the same from round to round: chaff that changed would show itself.
    """
    padded = dict(entries)
    wanted = _FEWEST
    while wanted < len(padded):
        wanted *= 2
    for number in range(wanted - len(padded)):
        stream = b"".join(hmac.digest(chaff_key, f"{number} {part}".encode(), sha256) for part in range(5))
        padded[stream[:32]] = stream[32 : 32 + PAPER_ENTRY_BYTES]
    return padded
