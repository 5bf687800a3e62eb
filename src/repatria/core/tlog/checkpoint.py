"""Checkpoints: origin, tree size and root hash as a signed note (C2SP tlog-checkpoint)."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from repatria.core.tlog.errors import NoteError, UnprovableError
from repatria.core.tlog.notes import NoteVerifier, key_id, sign_note, verify_note
from repatria.core.tlog.tree import HASH_BYTES, require_hash

__all__ = [
    "Checkpoint",
    "NoteVerifier",
    "checkpoint_text",
    "key_id",
    "parse_checkpoint",
    "sign_checkpoint",
    "sign_note",
    "verify_checkpoint",
    "verify_note",
]

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What a log says of itself at one moment. `extensions` are further lines, kept and not understood."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """Writes the text of a checkpoint, ready to be signed.

    Source:   C2SP tlog-checkpoint, "Note text".
    Raises:   UnprovableError for an origin of no or several lines, a negative size or a root that is no hash.
    """
    if not origin or "\n" in origin:
        raise UnprovableError("an origin is one line", (("origin", "form"),))
    if size < 0:
        raise UnprovableError("a tree has no negative size", (("size", "range"),))
    return f"{origin}\n{size}\n{base64.b64encode(require_hash(root)).decode()}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """Reads the text of a checkpoint.  Raises: NoteError when it has another form.

    Not:      it verifies nothing; read only what `verify_note` returned.
    """
    origin, size, encoded, *extensions = [*text.removesuffix("\n").split("\n"), "", ""]
    extensions = extensions[: max(0, len(extensions) - 2)]
    try:
        root = base64.b64decode(encoded, validate=True)
    except ValueError:
        raise NoteError("the root of the checkpoint is not base64") from None
    is_canonical = base64.b64encode(root).decode() == encoded
    if not origin or not _SIZE.fullmatch(size) or not is_canonical or len(root) != HASH_BYTES or "" in extensions:
        raise NoteError("this is not the text of a checkpoint")
    return Checkpoint(origin=origin, size=int(size), root=root, extensions=tuple(extensions))


def sign_checkpoint(name: str, size: int, root: bytes, seed: bytes) -> str:
    """Signs a checkpoint with the log's own key; origin and key name are the log's name.

    Units:    `seed` the 32 bytes of an Ed25519 private key.
    Returns:  the signed note.
    """
    return sign_note(checkpoint_text(name, size, root), name, Ed25519PrivateKey.from_private_bytes(seed))


def verify_checkpoint(note: str, verifier: NoteVerifier) -> tuple[int, bytes]:
    """Checks a checkpoint of the log that the verifier names.

    Returns:  (tree size, root hash).
    Raises:   NoteError when note or signature do not verify, or the checkpoint is another log's.
    """
    checkpoint = parse_checkpoint(verify_note(note, verifier))
    if checkpoint.origin != verifier.name:
        # One key may sign for several logs; a checkpoint of another log must never stand in for this one.
        raise NoteError("the checkpoint is another log's")
    return checkpoint.size, checkpoint.root
