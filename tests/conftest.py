"""What every suite shares: an installed keyring, a clock that stands still, and actings."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from repatria.adapters.keystore import new_keyring
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.vault import keyring as vault_keyring


@pytest.fixture(autouse=True)
def keyring() -> Iterator[vault_keyring.Keyring]:
    """A demonstration keyring, installed for the test and taken away after it."""
    made = new_keyring("log.test.invalid", _bureau_identity(), is_demo=True)
    vault_keyring.install(made)
    yield made
    vault_keyring.install(None)


def _bureau_identity() -> str:
    import pyrage

    return str(pyrage.x25519.Identity.generate())


class Clock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **delta: float) -> datetime:
        self.at += timedelta(**delta)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def randomness() -> Callable[[int], bytes]:
    return random.Random(20260503).randbytes


@pytest.fixture
def acting_as(clock: Clock, randomness: Callable[[int], bytes]) -> Callable[..., Acting]:
    """Makes the acting of a service of the house: `acting_as(Role.CLERKWORK)`."""

    def make(role: Role) -> Acting:
        return Acting(account_id=role.value, roles=frozenset({role}), at=clock(), randomness=randomness)

    return make
