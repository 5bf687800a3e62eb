"""Proofs: published ones, every one up to 65 leaves, and the refusal of every changed bit."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.tlog.errors import ProofError, UnprovableError
from repatria.core.tlog.proofs import consistency_proof, inclusion_proof, verify_consistency, verify_inclusion
from repatria.core.tlog.tree import EMPTY_ROOT, leaf_hash, root_of
from tests.core.tlog.test_tree import VECTORS

LARGEST = 65
LEAVES = [leaf_hash(number.to_bytes(2, "big")) for number in range(LARGEST)]
ROOTS = [root_of(LEAVES[:size]) for size in range(LARGEST + 1)]


def _includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    try:
        verify_inclusion(leaf=leaf, index=index, size=size, proof=proof, root=root)
    except ProofError:
        return False
    return True


def _is_consistent(first: int, second: int, proof: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    try:
        verify_consistency(first=first, second=second, first_root=first_root, second_root=second_root, proof=proof)
    except ProofError:
        return False
    return True


def _flip(value: bytes, bit: int) -> bytes:
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_refuses_to_make_a_proof_outside_the_tree() -> None:
    with pytest.raises(UnprovableError):
        inclusion_proof(LEAVES[:3], 3)
    with pytest.raises(UnprovableError):
        inclusion_proof([], 0)
    with pytest.raises(UnprovableError):
        consistency_proof(LEAVES[:3], 4)


def test_published_inclusion_proofs() -> None:
    leaves = [bytes.fromhex(leaf) for leaf in VECTORS["leaves"]]
    for case in VECTORS["inclusion"]:
        proof = [bytes.fromhex(value) for value in case["proof"]]

        assert tuple(proof) == inclusion_proof(leaves[: case["size"]], case["index"])
        root = bytes.fromhex(VECTORS["roots"][case["size"]])
        verify_inclusion(leaf=leaves[case["index"]], index=case["index"], size=case["size"], proof=proof, root=root)


def test_published_consistency_proofs() -> None:
    leaves = [bytes.fromhex(leaf) for leaf in VECTORS["leaves"]]
    for case in VECTORS["consistency"]:
        proof = [bytes.fromhex(value) for value in case["proof"]]
        first_root, second_root = (bytes.fromhex(VECTORS["roots"][case[size]]) for size in ("first", "second"))

        assert tuple(proof) == consistency_proof(leaves[: case["second"]], case["first"])
        verify_consistency(
            first=case["first"], second=case["second"], first_root=first_root, second_root=second_root, proof=proof
        )


def test_every_inclusion_proof_up_to_65_leaves_verifies_at_its_own_place_only() -> None:
    for size in range(1, LARGEST + 1):
        for index in range(size):
            proof = inclusion_proof(LEAVES[:size], index)

            assert _includes(LEAVES[index], index, size, proof, ROOTS[size])
            assert not _includes(LEAVES[index], size, size, proof, ROOTS[size])
            assert not _includes(LEAVES[index], index, size, (*proof, EMPTY_ROOT), ROOTS[size])
            assert not _includes(LEAVES[index], index, size, proof, ROOTS[size - 1])
            assert not any(
                _includes(LEAVES[index], other, size, proof, ROOTS[size]) for other in range(size) if other != index
            )
            if proof:
                assert not _includes(LEAVES[index], index, size, proof[:-1], ROOTS[size])


def test_every_consistency_proof_up_to_65_leaves_verifies_for_its_own_sizes_only() -> None:
    for second in range(LARGEST + 1):
        for first in range(second + 1):
            proof = consistency_proof(LEAVES[:second], first)

            assert _is_consistent(first, second, proof, ROOTS[first], ROOTS[second])
            assert not _is_consistent(first, second, (*proof, EMPTY_ROOT), ROOTS[first], ROOTS[second])
            if 0 < first < second:
                assert not _is_consistent(first, second, proof[:-1], ROOTS[first], ROOTS[second])
                assert not _is_consistent(first, second, (), ROOTS[first], ROOTS[second])
                assert not _is_consistent(first, second, proof, ROOTS[first - 1], ROOTS[second])
                assert not _is_consistent(first, second, proof, ROOTS[first], ROOTS[second - 1])
                assert not _is_consistent(second, first, proof, ROOTS[second], ROOTS[first])


def test_an_empty_tree_is_the_beginning_of_every_tree_and_has_one_root() -> None:
    assert _is_consistent(0, 5, (), EMPTY_ROOT, ROOTS[5])
    assert not _is_consistent(0, 5, (), ROOTS[1], ROOTS[5])
    assert not _is_consistent(0, 0, (), EMPTY_ROOT, ROOTS[1])


@given(st.data())
def test_any_changed_bit_breaks_an_inclusion_proof(drawn: st.DataObject) -> None:
    size = drawn.draw(st.integers(1, LARGEST))
    index = drawn.draw(st.integers(0, size - 1))
    parts = [LEAVES[index], ROOTS[size], *inclusion_proof(LEAVES[:size], index)]
    place = drawn.draw(st.integers(0, len(parts) - 1))
    parts[place] = _flip(parts[place], drawn.draw(st.integers(0, 255)))

    assert not _includes(parts[0], index, size, parts[2:], parts[1])


@given(st.data())
def test_any_changed_bit_breaks_a_consistency_proof(drawn: st.DataObject) -> None:
    second = drawn.draw(st.integers(2, LARGEST))
    first = drawn.draw(st.integers(1, second - 1))
    parts = [ROOTS[first], ROOTS[second], *consistency_proof(LEAVES[:second], first)]
    place = drawn.draw(st.integers(0, len(parts) - 1))
    parts[place] = _flip(parts[place], drawn.draw(st.integers(0, 255)))

    assert not _is_consistent(first, second, parts[2:], parts[0], parts[1])


@given(st.data())
def test_a_changed_dropped_or_exchanged_entry_breaks_consistency_with_the_head_held_outside(
    drawn: st.DataObject,
) -> None:
    held = drawn.draw(st.integers(1, LARGEST - 1))
    size = drawn.draw(st.integers(held, LARGEST))
    place = drawn.draw(st.integers(0, held - 1))
    forged = LEAVES[:size]
    if drawn.draw(st.booleans()):
        forged[place] = _flip(forged[place], drawn.draw(st.integers(0, 255)))
    else:
        del forged[place]
        forged.append(leaf_hash(b"in its stead"))

    assert not _is_consistent(held, size, consistency_proof(forged, held), ROOTS[held], root_of(forged))


@given(st.integers(-2, 70), st.integers(-2, 70), st.lists(st.binary(max_size=33), max_size=9), st.binary(max_size=33))
def test_rubbish_is_refused_and_never_crashes(first: int, second: int, proof: list[bytes], root: bytes) -> None:
    assert not _includes(root, first, second, proof, b"no root")
    assert not _is_consistent(first, second, proof, root, b"no root")
