"""Proofs that an entry is in the tree and that a tree only grew: made from the leaf hashes, verified without them.

Verification checks the sizes first, then the number of hashes, then computes: a proof of the wrong length is never
walked, and no two lengths verify for one question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from repatria.core.tlog.errors import ProofError, UnprovableError
from repatria.core.tlog.tree import EMPTY_ROOT, HASH_BYTES, node_hash, root_of


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(leaf_hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Makes the proof that the leaf at `index` is in the tree over all given leaf hashes.

    Source:   RFC 9162 §2.1.3.1.
    Returns:  the sibling hashes from the leaf up to the root; empty for a tree of one leaf.
    Raises:   UnprovableError for an index outside the tree.
    """
    low, high = 0, len(leaf_hashes)
    if not 0 <= index < high:
        raise UnprovableError("the index lies outside the tree", (("index", "range"),))
    path: list[bytes] = []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(root_of(leaf_hashes[middle:high]))
            high = middle
        else:
            path.append(root_of(leaf_hashes[low:middle]))
            low = middle
    return tuple(reversed(path))


def consistency_proof(leaf_hashes: Sequence[bytes], first: int) -> tuple[bytes, ...]:
    """Makes the proof that the tree over the first `first` leaves is the beginning of the tree over all of them.

    Source:   RFC 9162 §2.1.4.1.
    Returns:  empty when `first` is 0 or the whole tree.
    Raises:   UnprovableError when `first` is larger than the tree.
    """
    low, high = 0, len(leaf_hashes)
    if not 0 <= first <= high:
        raise UnprovableError("the earlier tree is larger than the later one", (("first", "range"),))
    if first in (0, high):
        return ()
    path: list[bytes] = []
    is_whole = True  # does the old tree still end where a complete subtree of it begins at 0?
    while first != high:
        middle = low + _split(high - low)
        if first <= middle:
            path.append(root_of(leaf_hashes[middle:high]))
            high = middle
        else:
            path.append(root_of(leaf_hashes[low:middle]))
            low, is_whole = middle, False
    if not is_whole:
        path.append(root_of(leaf_hashes[low:high]))
    return tuple(reversed(path))


def _require_hashes(proof: Sequence[bytes], wanted: int, *others: bytes) -> None:
    if len(proof) != wanted:
        raise ProofError(f"the proof has {len(proof)} hashes where this question has {wanted}")
    if any(len(value) != HASH_BYTES for value in (*proof, *others)):
        raise ProofError("a hash of a proof has 32 bytes")


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Checks that the leaf hash stands at `index` in the tree of that size and root.

    Source:   RFC 9162 §2.1.3.2.
    Raises:   ProofError when it does not.
    """
    if not 0 <= index < size:
        raise ProofError("the index lies outside the tree")
    # Below `inner` levels the leaf's path and the tree's last path part; above, only left siblings of the edge remain.
    inner = (index ^ (size - 1)).bit_length()
    _require_hashes(proof, inner + (index >> inner).bit_count(), leaf, root)
    computed = leaf
    for level, sibling in enumerate(proof):
        is_right = level >= inner or index >> level & 1
        computed = node_hash(sibling, computed) if is_right else node_hash(computed, sibling)
    if computed != root:
        raise ProofError("the inclusion proof leads to another root")


def _edge(first: int, levels: range) -> Iterator[bool]:
    """Whether each sibling from `levels` on stands left of the old tree's edge."""
    return (bool((first - 1) >> level & 1) for level in levels)


def verify_consistency(
    *, first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> None:
    """Checks that the tree of size `first` is the beginning of the tree of size `second`.

    Source:   RFC 9162 §2.1.4.2.
    Given:    an empty tree is the beginning of every tree, and its root is known.
    Raises:   ProofError when it is not.
    """
    if not 0 <= first <= second:
        raise ProofError("the earlier tree is larger than the later one")
    if first in (0, second):
        _require_hashes(proof, 0, first_root, second_root)
        if first_root != (EMPTY_ROOT if first == 0 else second_root) or (second == 0 and second_root != EMPTY_ROOT):
            raise ProofError("the trees differ although nothing was added")
        return
    shift = (first & -first).bit_length() - 1  # levels that are complete on the left of the old edge
    inner = ((first - 1) ^ (second - 1)).bit_length()
    border = ((first - 1) >> inner).bit_count()
    is_power = first == 1 << shift
    _require_hashes(proof, (0 if is_power else 1) + inner - shift + border, first_root, second_root)
    seed, rest = (first_root, proof) if is_power else (proof[0], proof[1:])
    old = new = seed
    lefts = (*_edge(first, range(shift, inner)), *(True for _ in range(border)))
    for is_left, sibling in zip(lefts, rest, strict=True):
        if is_left:
            old = node_hash(sibling, old)
            new = node_hash(sibling, new)
        else:
            new = node_hash(new, sibling)
    if old != first_root or new != second_root:
        raise ProofError("the consistency proof leads to other roots")
