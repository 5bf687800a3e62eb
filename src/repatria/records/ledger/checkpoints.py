"""Checkpoints: padding acts up to a fixed growth, then a signed note over the tree."""

from __future__ import annotations

import base64
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from repatria.core.tlog.checkpoint import NoteVerifier, sign_checkpoint, verify_checkpoint
from repatria.core.tlog.tree import Frontier
from repatria.core.vocabulary.dates import read_instant
from repatria.records.ledger.models import Checkpoint, Entry
from repatria.records.ledger.own_acts import PaddingRecorded
from repatria.records.ledger.services import bulk_acts, record, service
from repatria.records.vault.keyring import current

_FILLER_BYTES = 96


def log_verifier() -> NoteVerifier:
    """The verifier of this installation's own checkpoints."""
    keyring = current()
    key = Ed25519PrivateKey.from_private_bytes(keyring.log_signing_seed).public_key()
    return NoteVerifier(keyring.log_name, key)


@service
def _record_padding(at: datetime, filler: bytes) -> int:
    return record(PaddingRecorded(filler=base64.b64encode(filler).decode()), actor="checkpoints", at=at)


def make_checkpoint(*, at: datetime, growth: int, filler: bytes) -> int:
    """Pads the log to the next multiple of `growth` and signs it, so that its size publishes no capture rate.

    Units:    `growth` entries an interval; `filler` at least 96 random bytes.
    Returns:  the tree size of the checkpoint.
    """
    with bulk_acts():
        size = Entry.objects.count()
        last = Checkpoint.objects.order_by("-tree_size").values_list("tree_size", flat=True).first() or 0
        # One interval always grows: an interval without acts must not be told from one with a few.
        wanted = last + growth * max(1, -(-(size - last) // growth))
        for _ in range(wanted - size):
            _record_padding(at, filler[:_FILLER_BYTES])
        frontier = Frontier()
        for leaf in Entry.objects.order_by("index").values_list("leaf", flat=True).iterator(chunk_size=10000):
            frontier.append(bytes(leaf))
        note = sign_checkpoint(current().log_name, wanted, frontier.root(), current().log_signing_seed)
        Checkpoint.objects.create(tree_size=wanted, note=note)
    return wanted


def latest_note() -> str | None:
    return Checkpoint.objects.order_by("-tree_size").values_list("note", flat=True).first()


def first_root_after(index: int) -> tuple[int, str] | None:
    """Tree size and root, in base64, of the first checkpoint that was signed over this act; None before there is one.

    Raises:   NoteError where the note does not verify: the root that decides something is signed, or it is none.
    """
    rows = Checkpoint.objects.filter(tree_size__gt=index).order_by("tree_size")
    note = rows.values_list("note", flat=True).first()
    if note is None:
        return None
    size, root = verify_checkpoint(note, log_verifier())
    return size, base64.b64encode(root).decode()


def latest_checkpoint_at() -> datetime | None:
    """When the newest checkpoint was made, by the padding it closed with; None when there is none."""
    size = Checkpoint.objects.order_by("-tree_size").values_list("tree_size", flat=True).first()
    at = Entry.objects.filter(index=size - 1).values_list("at", flat=True).first() if size else None
    return read_instant(at) if at else None
