"""The seal of a line that a device in the field kept: to the bureau's key for lines, signed by the device's own.

P-256 and AES-GCM, which browsers have had in WebCrypto for ten years; X25519, to which the portal seals, older ones
lack. The device keeps only what it sealed, so that it cannot read its own lines back.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from repatria.core.vocabulary.identifiers import ALPHABET
from repatria.records.intake.errors import MalformedItemError, UnsealedError

LARGEST_LINE = 8 * 1024  # bytes of an envelope: a line is padded to 1 KiB before it is sealed
_CURVE = ec.SECP256R1()
_ORDER = int("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16)  # of P-256, FIPS 186-4 D.1.2.3
_POINT, _NONCE, _HALF = 65, 12, 32  # bytes: an uncompressed point, a nonce, half a signature
_SEALING, _SIGNING = b"repatria field line, version 1", b"repatria field line signature, version 1"
_FINGERPRINT_CHARACTERS = 20  # 100 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A line as it comes to the door: whose device, which line, sealed and signed."""

    device_id: str
    line_id: str
    sealed: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def line_key_of(seed: bytes) -> ec.EllipticCurvePrivateKey:
    """The bureau's private key for lines.

    Given:    32 bytes that the keyring derives for it; the same seed gives the same key in every process.
    """
    wide = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"repatria field line key, version 1").derive(seed)
    return ec.derive_private_key(int.from_bytes(wide, "big") % (_ORDER - 1) + 1, _CURVE)


def public_point(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public key as browsers take it: 65 bytes, an uncompressed point."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def fingerprint(point: bytes) -> str:
    """What is printed on the pad, shown on the page and compared by eye before a device is enrolled.

    Units:    100 bits of SHA-256 over the point, in four groups of five characters without I, L, O, U.
    """
    number = int.from_bytes(sha256(point).digest()[:13], "big") >> 4
    text = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(_FINGERPRINT_CHARACTERS)))
    return "-".join(text[start : start + 5] for start in range(0, _FINGERPRINT_CHARACTERS, 5))


def read_point(text: str) -> bytes:
    """The point that a device shows as its public key.

    Given:    65 bytes in base 64.
    Raises:   MalformedItemError for what is no point of the curve.
    """
    try:
        point = b64decode(text, validate=True)
        ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    except ValueError as error:
        raise MalformedItemError("a device's key is a point of P-256", (("public_key", "malformed"),)) from error
    if len(point) != _POINT:
        raise MalformedItemError("a device's key is an uncompressed point", (("public_key", "malformed"),))
    return point


def _place(device_id: str, line_id: str) -> bytes:
    return f"{device_id}|{line_id}".encode()


def _content_key(shared: bytes, ephemeral: bytes, bureau: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=ephemeral + bureau, info=_SEALING).derive(shared)


def seal_line(bureau_point: bytes, *, device_id: str, line_id: str, content: bytes) -> bytes:
    """Seals as the browser does: for tests, and for whoever sends lines without one.

    Returns:  the ephemeral point, the nonce, and what AES-256-GCM made of the content.
    """
    ephemeral = ec.generate_private_key(_CURVE)
    shared = ephemeral.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, bureau_point))
    point, nonce = public_point(ephemeral), os.urandom(_NONCE)
    key = _content_key(shared, point, bureau_point)
    return point + nonce + AESGCM(key).encrypt(nonce, content, _place(device_id, line_id))


def open_line(key: ec.EllipticCurvePrivateKey, envelope: Envelope) -> bytes:
    """Opens what a device sealed; the padding blanks stay.

    Raises:   UnsealedError when it was changed, sealed to another key, or belongs to another device or line.
    """
    sealed = envelope.sealed
    point, nonce, body = sealed[:_POINT], sealed[_POINT : _POINT + _NONCE], sealed[_POINT + _NONCE :]
    try:
        shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point))
        content_key = _content_key(shared, point, public_point(key))
        return AESGCM(content_key).decrypt(nonce, body, _place(envelope.device_id, envelope.line_id))
    except (InvalidTag, ValueError) as error:
        raise UnsealedError("a line of a device does not open") from error


def _signed(envelope: Envelope) -> bytes:
    return b"\n".join((_SIGNING, _place(envelope.device_id, envelope.line_id), sha256(envelope.sealed).digest()))


def sign_line(
    device_key: ec.EllipticCurvePrivateKey, *, device_id: str, line_id: str, sealed: bytes
) -> Envelope:  # fmt: skip
    """Signs as the browser does.  Returns: the envelope, its signature in two halves of 32 bytes."""
    unsigned = Envelope(device_id=device_id, line_id=line_id, sealed=sealed, signature=b"")
    one, other = decode_dss_signature(device_key.sign(_signed(unsigned), ec.ECDSA(SHA256())))
    signature = one.to_bytes(_HALF, "big") + other.to_bytes(_HALF, "big")
    return Envelope(device_id=device_id, line_id=line_id, sealed=sealed, signature=signature)


def is_signed(envelope: Envelope, device_point: bytes) -> bool:
    """Whether the device of this public key signed the envelope."""
    if len(envelope.signature) != 2 * _HALF:
        return False
    halves = (int.from_bytes(envelope.signature[:_HALF], "big"), int.from_bytes(envelope.signature[_HALF:], "big"))
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, device_point)
        public.verify(encode_dss_signature(*halves), _signed(envelope), ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def envelope_to_bytes(envelope: Envelope) -> bytes:
    """Writes an envelope as it lies in the mailbox: the same bytes whenever the same line is sent."""
    said = {
        "device": envelope.device_id, "line": envelope.line_id, "sealed": b64encode(envelope.sealed).decode(),
        "signature": b64encode(envelope.signature).decode(),
    }  # fmt: skip
    return json.dumps(said, sort_keys=True).encode()


def envelope_from_json(said: object) -> Envelope:
    """Reads an envelope as a browser sends it.

    Raises:   MalformedItemError for another form, or one that is too long.
    """
    malformed = MalformedItemError("a line comes as device, line, sealed and signature", (("line", "malformed"),))
    if not isinstance(said, dict) or set(said) != {"device", "line", "sealed", "signature"}:
        raise malformed
    if not all(isinstance(one, str) for one in said.values()) or sum(map(len, said.values())) > LARGEST_LINE:
        raise malformed
    if len(said["line"]) != 2 * 16 or len(said["device"]) > 40:
        raise malformed
    try:
        sealed, signature = (b64decode(said[name], validate=True) for name in ("sealed", "signature"))
    except ValueError as error:
        raise malformed from error
    return Envelope(device_id=said["device"], line_id=said["line"], sealed=sealed, signature=signature)
