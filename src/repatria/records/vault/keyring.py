"""The keyring: one master key a purpose, kept outside the database and unlocked once at `serve`.

`install` hands the keyring to this process; `current` asks for it. Nothing here reads a file or the environment:
adapters.keystore does, and config hands the result over.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from repatria.records.vault.errors import LockedVaultError


class Purpose(StrEnum):
    """What a subject key may be used for. Each purpose has its own master key, so that they can be held apart."""

    IDENTITY = "identity"  # statutory particulars: no destroy path (practice rule 26)
    VOLUNTARY = "voluntary"  # particulars he was free to give
    KIN = "kin"  # enquirers, relatives, what they say and how to reach them
    HEALTH = "health"
    DNA = "dna"
    PLACE = "place"


STORE, BLIND, NONCE = "store", "blind", "nonce"
"""Masters that belong to no subject: frames of acts, blind indexes, the derivation of nonces."""

MASTERS = (*(purpose.value for purpose in Purpose), STORE, BLIND, NONCE)

ERASABLE = frozenset({Purpose.VOLUNTARY, Purpose.KIN, Purpose.HEALTH, Purpose.DNA, Purpose.PLACE})
"""Purposes whose subject keys may be destroyed; statutory particulars and custody facts have no destroy path."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Keyring:
    """The unlocked masters of one installation.

    Given:    32 bytes each; `is_demo` travels with the keys, so that production can refuse demo keys.
    """

    masters: Mapping[str, bytes]
    log_signing_seed: bytes
    bureau_identity: str  # age identity to which the portal seals enquiries
    log_name: str
    is_demo: bool = False

    def master(self, name: str) -> bytes:
        """Raises: LockedVaultError when this process was not handed that purpose."""
        try:
            return self.masters[name]
        except KeyError:
            raise LockedVaultError(f"this process was not handed the {name} key", permanent=True) from None

    def derived(self, purpose: str) -> bytes:
        """A key of the house for one stated purpose, the same in every process that was handed the store key."""
        return hmac.digest(self.master(STORE), f"derived|{purpose}".encode(), sha256)

    def blind(self, column: str, text: str) -> bytes:
        """Computes the keyed blind index of an exact value, so that it can be looked up without being readable.

        Units:    16 bytes of HMAC-SHA-256.
        """
        return hmac.digest(self.master(BLIND), f"{column}\0{text}".encode(), sha256)[:16]


_installed: list[Keyring] = []


def install(keyring: Keyring | None) -> None:
    """Hands the keyring to this process (or takes it away with None)."""
    _installed[:] = [keyring] if keyring else []


def is_installed() -> bool:
    return bool(_installed)


def current() -> Keyring:
    """Raises: LockedVaultError when the process runs without keys."""
    if not _installed:
        raise LockedVaultError(
            "the vault is locked: start through `repatria`, which unlocks the keyring", permanent=True
        )
    return _installed[0]
