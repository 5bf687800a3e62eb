"""The Merkle tree over leaf hashes: leaf and node hashes, the root, and a frontier that grows in O(log n) memory."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from repatria.core.tlog.errors import UnprovableError

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves (RFC 6962 §2.1)."""


def leaf_hash(entry: bytes) -> bytes:
    """Hashes one entry of the log into its leaf.

    Source:   RFC 6962 §2.1 (prefix 0x00, so that a node never passes for a leaf).
    Units:    32 bytes, SHA-256.
    """
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hashes two neighbouring subtrees into the node above them.

    Source:   RFC 6962 §2.1 (prefix 0x01).
    Units:    32 bytes, SHA-256.
    """
    return sha256(b"\x01" + left + right).digest()


def require_hash(value: bytes) -> bytes:
    """Returns the value when it is 32 bytes long.  Raises: UnprovableError."""
    if len(value) != HASH_BYTES:
        raise UnprovableError("a leaf or node hash has 32 bytes", (("hash", "length"),))
    return value


class Frontier:
    """The right edge of a growing tree: one hash for each complete subtree, the largest first.

    Source:   RFC 9162 §2.1.2 (the same tree as RFC 6962, computed with a stack).
    Given:    leaf hashes in the order of the log.
    Not:      it forgets the leaves; proofs need them (`proofs`).
    """

    __slots__ = ("_hashes", "_size")

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        if size < 0 or len(hashes) != size.bit_count():
            raise UnprovableError("a frontier holds one hash for each set bit of its size", (("hashes", "count"),))
        self._size = size
        self._hashes = [require_hash(value) for value in hashes]

    @property
    def size(self) -> int:
        return self._size

    def state(self) -> tuple[bytes, ...]:
        """The hashes from which `Frontier(size, hashes)` goes on; at most 63 of them in any real log."""
        return tuple(self._hashes)

    def append(self, leaf: bytes) -> None:
        """Adds one leaf hash at the right.  Raises: UnprovableError when it is no hash; the frontier is unchanged."""
        carried = require_hash(leaf)
        # Each trailing one of the old size is a complete subtree of exactly the size that is being carried.
        filled = self._size
        while filled & 1:
            carried = node_hash(self._hashes.pop(), carried)
            filled >>= 1
        self._hashes.append(carried)
        self._size += 1

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self._hashes:
            return EMPTY_ROOT
        root = self._hashes[-1]
        for left in reversed(self._hashes[:-1]):
            root = node_hash(left, root)
        return root


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """Computes the root over all leaf hashes.

    Source:   RFC 6962 §2.1.
    Returns:  SHA-256 of nothing for a tree without leaves.
    """
    frontier = Frontier()
    for leaf in leaf_hashes:
        frontier.append(leaf)
    return frontier.root()
