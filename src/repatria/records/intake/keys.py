"""The portal's keys: one Ed25519 key that signs receipts, certified by the log key, and two keys derived from it.

Nothing here reads a file: config reads the key file and hands it over with `install`. The portal holds these keys, the
bureau's public key, and nothing else; none of them opens an enquiry or a letter.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from repatria.records.intake.errors import PortalKeysError

_CERTIFICATE = b"repatria portal receipt key, version 1\x00"
_PROMISE = b"repatria receipt promise, version 1\x00"


def _derived(seed: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=b"repatria portal, version 1", info=purpose).derive(seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalKeys:
    """What the portal may know.

    Given:    `receipt_signing_seed` 32 bytes; `certificate` the log key's signature over the portal's public key and
              the bureau's recipient; `bureau_recipient` an age recipient.
    Raises:   PortalKeysError when the certificate is not by `log_public_key`.
    """

    receipt_signing_seed: bytes = field(repr=False)
    certificate: bytes
    log_public_key: bytes
    bureau_recipient: str
    is_demo: bool = False

    def __post_init__(self) -> None:
        try:
            signed = _certified(self.public_key, self.bureau_recipient)
            Ed25519PublicKey.from_public_bytes(self.log_public_key).verify(self.certificate, signed)
        except (InvalidSignature, ValueError) as error:
            raise PortalKeysError("the portal's key is not certified by the log key", permanent=True) from error

    @property
    def public_key(self) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.receipt_signing_seed).public_key().public_bytes_raw()

    @property
    def page_key(self) -> bytes:
        """Seals what travels between the pages of one form."""
        return _derived(self.receipt_signing_seed, b"pages")

    @property
    def mac_key(self) -> bytes:
        """Binds the rows of the inbox; the bureau derives the same from its copy of the seed to verify them."""
        return _derived(self.receipt_signing_seed, b"inbox chain")

    def is_by_the_bureau(self, content: bytes, signature: bytes) -> bool:
        """Whether the log's key signed this content."""
        try:
            Ed25519PublicKey.from_public_bytes(self.log_public_key).verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True

    def promise(self, *, locator: str, received_on: str) -> bytes:
        """Signs that an enquiry with this locator was received on this day.  Units: 64 bytes, Ed25519."""
        return Ed25519PrivateKey.from_private_bytes(self.receipt_signing_seed).sign(_promised(locator, received_on))


def _certified(public_key: bytes, bureau_recipient: str) -> bytes:
    return _CERTIFICATE + public_key + bureau_recipient.encode()


def _promised(locator: str, received_on: str) -> bytes:
    return _PROMISE + f"{locator} {received_on}".encode()


def is_promise(public_key: bytes, *, locator: str, received_on: str, promise: bytes) -> bool:
    """Whether the holder of the portal's key promised this receipt."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(promise, _promised(locator, received_on))
    except (InvalidSignature, ValueError):
        return False
    return True


def certify(
    *, receipt_signing_seed: bytes, log_signing_seed: bytes, bureau_recipient: str, is_demo: bool
) -> PortalKeys:
    """Makes a portal's keys: the log key signs the portal's public key and the recipient of enquiries."""
    public_key = Ed25519PrivateKey.from_private_bytes(receipt_signing_seed).public_key().public_bytes_raw()
    log_key = Ed25519PrivateKey.from_private_bytes(log_signing_seed)
    return PortalKeys(
        receipt_signing_seed=receipt_signing_seed,
        certificate=log_key.sign(_certified(public_key, bureau_recipient)),
        log_public_key=log_key.public_key().public_bytes_raw(),
        bureau_recipient=bureau_recipient,
        is_demo=is_demo,
    )


def keys_to_json(keys: PortalKeys) -> str:
    """The content of the portal's key file."""
    content = {
        "repatria": "portal keys.v1",
        "receipt_signing_key": base64.b64encode(keys.receipt_signing_seed).decode(),
        "certificate": base64.b64encode(keys.certificate).decode(),
        "log_public_key": base64.b64encode(keys.log_public_key).decode(),
        "bureau_recipient": keys.bureau_recipient,
        "is_demo": keys.is_demo,
    }
    return json.dumps(content, indent=1)


def keys_from_json(text: str) -> PortalKeys:
    """Reads what `keys_to_json` wrote.  Raises: PortalKeysError."""
    try:
        content = json.loads(text)
        return PortalKeys(
            receipt_signing_seed=base64.b64decode(content["receipt_signing_key"], validate=True),
            certificate=base64.b64decode(content["certificate"], validate=True),
            log_public_key=base64.b64decode(content["log_public_key"], validate=True),
            bureau_recipient=str(content["bureau_recipient"]),
            is_demo=bool(content["is_demo"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise PortalKeysError("this is not a portal key file", permanent=True) from error


_installed: list[PortalKeys] = []


def install(keys: PortalKeys | None) -> None:
    """Hands the keys to this process (or takes them away with None)."""
    _installed[:] = [keys] if keys else []


def current() -> PortalKeys:
    """Raises: PortalKeysError when the process runs without keys."""
    if not _installed:
        raise PortalKeysError("the portal has no keys: start it through `repatria`", permanent=True)
    return _installed[0]
