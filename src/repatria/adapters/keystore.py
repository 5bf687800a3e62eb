"""The keyring on disk: written once by `repatria init`, opened once by `repatria serve`.

The file lies outside the database. In production it is sealed under a passphrase (Argon2id, AES-256-GCM-SIV); a
demonstration's lies open, says so, and is refused by production settings.
"""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from repatria.core.vocabulary.errors import InputError, OutsideError
from repatria.records.vault.keyring import MASTERS, Keyring

_MEMORY_KIB, _ROUNDS, _LANES, _SALT_BYTES = 64 * 1024, 3, 4, 16  # Argon2id, RFC 9106 second recommended option


class WrongPassphraseError(InputError):
    """The passphrase does not open the keyring."""

    code = "adapters.E001"


class UnreadableKeyringError(OutsideError):
    """The keyring file is missing or is not one."""

    code = "adapters.E002"


def keyring_to_bytes(keyring: Keyring) -> bytes:
    """The plain form: what a child process inherits through a pipe. Never written to disk outside a demonstration."""
    return json.dumps({
        "masters": {name: base64.b64encode(key).decode() for name, key in keyring.masters.items()},
        "log_signing_seed": base64.b64encode(keyring.log_signing_seed).decode(),
        "bureau_identity": keyring.bureau_identity, "log_name": keyring.log_name, "is_demo": keyring.is_demo,
    }).encode()  # fmt: skip


def keyring_from_bytes(plain: bytes) -> Keyring:
    fields: dict[str, Any] = json.loads(plain)
    return Keyring(
        masters={name: base64.b64decode(key) for name, key in fields["masters"].items()},
        log_signing_seed=base64.b64decode(fields["log_signing_seed"]), bureau_identity=fields["bureau_identity"],
        log_name=fields["log_name"], is_demo=fields["is_demo"],
    )  # fmt: skip


def new_keyring(log_name: str, bureau_identity: str, is_demo: bool) -> Keyring:
    """Makes every master at random."""
    return Keyring(
        masters={name: os.urandom(32) for name in MASTERS}, log_signing_seed=os.urandom(32),
        bureau_identity=bureau_identity, log_name=log_name, is_demo=is_demo,
    )  # fmt: skip


def _stretch(passphrase: str, salt: bytes) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, _ROUNDS, _MEMORY_KIB, _LANES, 32, Type.ID)


def write_keyring(path: Path, keyring: Keyring, passphrase: str | None) -> None:
    """Writes the keyring, readable by its owner alone.

    Given:    a passphrase, except for a demonstration's keyring.
    Raises:   InputError for a production keyring without passphrase; FileExistsError rather than overwriting keys.
    """
    plain = keyring_to_bytes(keyring)
    if passphrase:
        salt = os.urandom(_SALT_BYTES)
        nonce = os.urandom(12)
        sealed = AESGCMSIV(_stretch(passphrase, salt)).encrypt(nonce, plain, b"repatria.keyring.v1")
        content = {"repatria": "keyring.v1", "salt": salt.hex(), "nonce": nonce.hex(), "sealed": sealed.hex()}
    elif keyring.is_demo:
        content = {"repatria": "DEMO keyring.v1", "plain": plain.decode()}
    else:
        raise InputError("a production keyring needs a passphrase", (("passphrase", "missing"),))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())


def read_keyring(path: Path, passphrase: str | None) -> Keyring:
    """Raises: UnreadableKeyringError; WrongPassphraseError."""
    try:
        content = json.loads(path.read_text())
        kind = content["repatria"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableKeyringError(f"no keyring can be read at {path}", permanent=True) from error
    if kind == "DEMO keyring.v1":
        return keyring_from_bytes(content["plain"].encode())
    if not passphrase:
        raise WrongPassphraseError("this keyring is sealed: a passphrase is needed", (("passphrase", "missing"),))
    key = _stretch(passphrase, bytes.fromhex(content["salt"]))
    try:
        nonce, sealed = bytes.fromhex(content["nonce"]), bytes.fromhex(content["sealed"])
        plain = AESGCMSIV(key).decrypt(nonce, sealed, b"repatria.keyring.v1")
    except InvalidTag as error:
        raise WrongPassphraseError("the passphrase does not open this keyring", (("passphrase", "wrong"),)) from error
    return keyring_from_bytes(plain)
