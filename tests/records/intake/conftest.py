"""The portal's keys, certified by an invented log key."""

from __future__ import annotations

import pyrage
import pytest

from repatria.records.intake.keys import PortalKeys, certify


@pytest.fixture(scope="session")
def bureau() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


@pytest.fixture(scope="session")
def keys(bureau: pyrage.x25519.Identity) -> PortalKeys:
    recipient = str(bureau.to_public())
    return certify(receipt_signing_seed=b"s" * 32, log_signing_seed=b"l" * 32, bureau_recipient=recipient, is_demo=True)
