"""Keys from hand to hand: the supervisor unlocks the keyring once, children inherit it through a pipe.

A key never stands in an environment variable, an argument or, outside a demonstration, readable on disk.
"""

from __future__ import annotations

import os

from repatria.adapters.keystore import keyring_from_bytes, keyring_to_bytes
from repatria.config.settings.environment import SettingError, env_flag
from repatria.records.vault import keyring as vault

KEYS_FD = "REPATRIA_KEYS_FD"


def offer(keyring: vault.Keyring) -> int:
    """Lays the keyring into a pipe.

    Returns:  the descriptor to be inherited; whoever inherits it reads it empty.
    """
    reading, writing = os.pipe()
    os.write(writing, keyring_to_bytes(keyring))  # a few hundred bytes: a pipe holds 64 KiB without a reader
    os.close(writing)
    os.set_inheritable(reading, True)
    return reading


def install_inherited() -> None:
    """Installs the keyring that the parent process handed over; nothing to do where it is installed already.

    Raises:   SettingError when nothing was handed over, or demonstration keys outside a demonstration.
    """
    if not vault.is_installed():
        number = os.environ.get(KEYS_FD, "")
        if not number.isdecimal():
            raise SettingError(KEYS_FD, "no keys were handed over: start through `repatria serve`")
        with os.fdopen(int(number), "rb") as pipe:
            vault.install(keyring_from_bytes(pipe.read()))
        os.environ.pop(KEYS_FD)
    refuse_demo_keys(vault.current())


def refuse_demo_keys(keyring: vault.Keyring) -> None:
    """Raises: SettingError for demonstration keys in production, and for real keys in a demonstration."""
    if keyring.is_demo != env_flag("REPATRIA_DEMO"):
        demo = "these are a demonstration's keys: production refuses them"
        raise SettingError("REPATRIA_DEMO", demo if keyring.is_demo else "must not be 1: these are real keys")
