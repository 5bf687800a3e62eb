"""Seals: what was changed, moved or sealed for another opens nowhere; the same act seals to the same bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from repatria.records.vault import keyring as rings
from repatria.records.vault.cells import cell_place, seal, unseal
from repatria.records.vault.errors import BrokenSealError, LockedVaultError

KEY, OTHER = b"k" * 32, b"o" * 32
PLACE = cell_place("register_person", "name", "P-1")


def test_refuses_every_changed_bit():
    sealed = seal(KEY, PLACE, 7, "Шевченко".encode())
    for place in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << (place % 8)
        with pytest.raises(BrokenSealError):
            unseal(KEY, PLACE, bytes(changed))


@pytest.mark.parametrize("elsewhere", [
    cell_place("register_person", "name", "P-2"), cell_place("register_person", "rank", "P-1"),
    cell_place("enquiries_enquiry", "name", "P-1"), "",
])  # fmt: skip
def test_refuses_a_cell_that_was_moved(elsewhere):
    with pytest.raises(BrokenSealError):
        unseal(KEY, elsewhere, seal(KEY, PLACE, 7, b"x"))


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(12), bytes(28)])
def test_refuses_what_is_no_seal(sealed):
    with pytest.raises(BrokenSealError):
        unseal(KEY, PLACE, sealed)


def test_refuses_another_key():
    with pytest.raises(BrokenSealError):
        unseal(OTHER, PLACE, seal(KEY, PLACE, 7, b"x"))


@given(some.binary(max_size=200), some.integers(0, 10**6))
def test_a_replay_seals_to_the_same_bytes_and_another_act_to_others(plain, index):
    ring = rings.Keyring(
        masters={name: name.encode().ljust(32, b".") for name in rings.MASTERS}, log_signing_seed=bytes(32),
        bureau_identity="", log_name="x",
    )  # fmt: skip
    rings.install(ring)
    once = seal(KEY, PLACE, index, plain)

    assert once == seal(KEY, PLACE, index, plain)
    assert once != seal(KEY, PLACE, index + 1, plain)
    assert plain == unseal(KEY, PLACE, once) == unseal(KEY, PLACE, memoryview(once))


def test_a_process_without_keys_seals_nothing():
    rings.install(None)

    with pytest.raises(LockedVaultError):
        seal(KEY, PLACE, 7, b"x")
    assert not rings.is_installed()


def test_a_process_that_was_not_handed_a_purpose_cannot_open_it(keyring):
    rings.install(rings.Keyring(
        masters={"store": keyring.master("store")}, log_signing_seed=bytes(32), bureau_identity="", log_name="x"
    ))  # fmt: skip

    for purpose in rings.Purpose:
        with pytest.raises(LockedVaultError):
            rings.current().master(purpose.value)


def test_a_blind_index_is_of_its_column_and_keyring_and_reveals_no_word(keyring):
    made = keyring.blind("service_number", "PA-1")

    assert made == keyring.blind("service_number", "PA-1")
    assert made != keyring.blind("card_number", "PA-1")
    assert made != keyring.blind("service_number", "PA-2")
    assert 16 == len(made)
    assert keyring.derived("one") != keyring.derived("two")
