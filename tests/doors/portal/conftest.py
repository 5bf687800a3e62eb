"""The portal as its process runs it: its own settings over those of the tests, its keys, and a family at its door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyrage
import pytest
from django.test import Client

from repatria.config.settings import portal as portal_settings
from repatria.records.intake import keys as intake_keys
from repatria.records.intake.keys import PortalKeys, certify
from repatria.records.vault.keyring import Keyring
from tests.doors.portal.family import Family

TAKEN_OVER = (
    "ROOT_URLCONF", "MIDDLEWARE", "TEMPLATES", "STATIC_URL", "WHITENOISE_USE_FINDERS", "WHITENOISE_AUTOREFRESH",
    "WHITENOISE_MAX_AGE", "CONTENT_SECURITY_POLICY", "SECURE_REFERRER_POLICY", "FILE_UPLOAD_HANDLERS",
    "FILE_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FIELDS",
)  # fmt: skip


@pytest.fixture(autouse=True)
def door(settings: Any) -> None:
    """Everything that the portal's own settings say, but for its store and its list of apps."""
    for name in TAKEN_OVER:
        setattr(settings, name, getattr(portal_settings, name))


@pytest.fixture(autouse=True)
def portal_keys(keyring: Keyring) -> Iterator[Callable[..., PortalKeys]]:
    """Demonstration keys that seal to the bureau of this test; called, it makes and installs others."""

    def make(*, is_demo: bool) -> PortalKeys:
        recipient = str(pyrage.x25519.Identity.from_str(keyring.bureau_identity).to_public())
        made = certify(
            receipt_signing_seed=b"s" * 32, log_signing_seed=b"l" * 32, bureau_recipient=recipient, is_demo=is_demo
        )
        intake_keys.install(made)
        return made

    make(is_demo=True)
    yield make
    intake_keys.install(None)


@pytest.fixture
def family(client: Client) -> Family:
    """A family that asks in Ukrainian."""
    return Family(client, "uk")
