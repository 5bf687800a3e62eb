"""The tree: published roots, and a frontier that can be stopped and taken up again."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.tlog.errors import UnprovableError
from repatria.core.tlog.tree import EMPTY_ROOT, Frontier, leaf_hash, node_hash, root_of

VECTORS = tomllib.loads((Path(__file__).parents[2] / "vectors" / "rfc6962_tree.toml").read_text("utf-8"))
hashes = st.binary(min_size=32, max_size=32)


def _root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 §2.1 as it is written, for comparison with the stack."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(_root_by_definition(leaves[:middle]), _root_by_definition(leaves[middle:]))


def test_refuses_a_leaf_that_is_no_hash_and_stays_as_it_was() -> None:
    frontier = Frontier()
    frontier.append(leaf_hash(b"a"))
    before = frontier.root()

    with pytest.raises(UnprovableError):
        frontier.append(b"short")

    assert (1, before) == (frontier.size, frontier.root())


@pytest.mark.parametrize("size, count", [(-1, 0), (0, 1), (3, 1), (4, 2)])
def test_refuses_a_state_whose_count_of_hashes_does_not_belong_to_its_size(size: int, count: int) -> None:
    with pytest.raises(UnprovableError):
        Frontier(size, [EMPTY_ROOT] * count)


def test_published_leaves_and_roots() -> None:
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in VECTORS["entries"]]

    assert VECTORS["leaves"] == [leaf.hex() for leaf in leaves]
    assert VECTORS["roots"] == [root_of(leaves[:size]).hex() for size in range(9)]


def test_a_node_never_passes_for_a_leaf() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")

    assert leaf_hash(left + right) != node_hash(left, right)


@given(st.lists(hashes, max_size=70))
def test_the_frontier_gives_the_root_of_the_definition(leaves: list[bytes]) -> None:
    assert _root_by_definition(leaves) == root_of(leaves)


@given(st.lists(hashes, max_size=70), st.data())
def test_a_frontier_taken_up_again_goes_on_as_if_never_stopped(leaves: list[bytes], drawn: st.DataObject) -> None:
    stop = drawn.draw(st.integers(0, len(leaves)))
    first = Frontier()
    for leaf in leaves[:stop]:
        first.append(leaf)

    again = Frontier(first.size, first.state())
    for leaf in leaves[stop:]:
        again.append(leaf)

    assert (len(leaves), root_of(leaves)) == (again.size, again.root())
    assert len(again.state()) <= len(leaves).bit_length()
