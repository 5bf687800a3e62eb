"""Signed notes: a text and one signature line for each key that signed it (C2SP signed-note, Ed25519)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from repatria.core.tlog.errors import NoteError, UnprovableError

ED25519 = b"\x01"  # signature type byte of C2SP signed-note
_MARK = "— "
_KEY_BYTES = 32
_ID_BYTES = 4
_MOST_SIGNATURES = 100  # what the reference implementation reads


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(c.isspace() or ord(c) < 32 for c in name)


def _is_text(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return text.endswith("\n") and not any(ord(c) < 32 and c != "\n" for c in text)


def _strict_base64(text: str) -> bytes | None:
    """Decodes only the one canonical spelling: stray trailing bits would be bits that nobody signed."""
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return decoded if base64.b64encode(decoded).decode() == text else None


def key_id(name: str, key: Ed25519PublicKey) -> bytes:
    """Computes the four bytes by which a signature line names its key.

    Source:   C2SP signed-note, "Signatures": SHA-256(name, newline, type, key), first four bytes.
    """
    return sha256(name.encode() + b"\n" + ED25519 + key.public_bytes_raw()).digest()[:_ID_BYTES]


@dataclass(frozen=True, slots=True)
class NoteVerifier:
    """A key name with its public key.

    Raises:   UnprovableError for a name that is empty or holds a space or a plus sign.
    """

    name: str
    key: Ed25519PublicKey

    def __post_init__(self) -> None:
        if not _is_name(self.name):
            raise UnprovableError("a key name is not empty and holds no space and no plus sign", (("name", "form"),))

    @property
    def key_id(self) -> bytes:
        return key_id(self.name, self.key)

    def vkey(self) -> str:
        """The text form `name+hash+key` in which a verifier key is handed out.  Source: C2SP signed-note."""
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(ED25519 + self.key.public_bytes_raw()).decode()}"

    @classmethod
    def from_vkey(cls, text: str) -> NoteVerifier:
        """Reads the text form.  Raises: NoteError when its parts do not belong together."""
        name, _, rest = text.partition("+")
        identifier, _, encoded = rest.partition("+")
        key = _strict_base64(encoded)
        if not _is_name(name) or key is None or len(key) != 1 + _KEY_BYTES or not key.startswith(ED25519):
            raise NoteError("this is not the text form of an Ed25519 verifier key")
        verifier = cls(name, Ed25519PublicKey.from_public_bytes(key[1:]))
        if verifier.key_id.hex() != identifier:
            raise NoteError("the key does not belong to its hash")
        return verifier


def sign_note(text: str, key_name: str, key: Ed25519PrivateKey) -> str:
    """Signs a text and returns the note: text, blank line, one signature line.

    Source:   C2SP signed-note.
    Raises:   UnprovableError for a text without its final newline or with control characters.
    """
    if not _is_text(text):
        raise UnprovableError("a note ends with a newline and holds no control characters", (("text", "form"),))
    verifier = NoteVerifier(key_name, key.public_key())
    signature = base64.b64encode(verifier.key_id + key.sign(text.encode())).decode()
    return f"{text}\n{_MARK}{key_name} {signature}\n"


def _signatures(lines: str) -> Iterator[tuple[str, bytes, bytes]]:
    """Each signature line as (name, key id, signature).  Raises: NoteError for any line of another form."""
    rows = lines.split("\n")
    if rows.pop() != "" or not 0 < len(rows) <= _MOST_SIGNATURES:
        raise NoteError("the note does not end in its signature lines")
    for row in rows:
        name, _, encoded = row.removeprefix(_MARK).partition(" ")
        decoded = _strict_base64(encoded)
        if not row.startswith(_MARK) or not _is_name(name) or decoded is None or len(decoded) <= _ID_BYTES:
            raise NoteError("a signature line of the note is malformed")
        yield name, decoded[:_ID_BYTES], decoded[_ID_BYTES:]


def verify_note(note: str, verifier: NoteVerifier) -> str:
    """Checks that the key signed the note and returns the text it signed.

    Source:   C2SP signed-note; the first line of the known key decides, lines of unknown keys are passed over.
    Returns:  the signed text with its final newline.
    Raises:   NoteError when the note is malformed, not signed by this key, or its signature is wrong.
    """
    text, gap, lines = note.rpartition("\n\n")
    text += "\n"
    if not gap or not _is_text(text):
        raise NoteError("this is not a signed note")
    for name, identifier, signature in list(_signatures(lines)):
        if (name, identifier) == (verifier.name, verifier.key_id):
            try:
                verifier.key.verify(signature, text.encode())
            except InvalidSignature:
                raise NoteError("the signature does not verify") from None
            return text
    raise NoteError("the note is not signed by this key")
