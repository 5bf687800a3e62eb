"""The seal of lines: every byte counts, another device's or line's envelope does not open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from repatria.records.intake.errors import MalformedItemError, UnsealedError
from repatria.records.intake.line_sealing import (
    LARGEST_LINE,
    envelope_from_json,
    envelope_to_bytes,
    fingerprint,
    is_signed,
    line_key_of,
    open_line,
    public_point,
    read_point,
    seal_line,
    sign_line,
)

BUREAU = line_key_of(b"b" * 32)
DEVICE = ec.generate_private_key(ec.SECP256R1())
LINE = "ab" * 16


def _envelope(content=b"{}"):
    sealed = seal_line(public_point(BUREAU), device_id="X-1", line_id=LINE, content=content)
    return sign_line(DEVICE, device_id="X-1", line_id=LINE, sealed=sealed)


def test_the_same_seed_gives_the_same_key_and_another_seed_another():
    assert public_point(line_key_of(b"b" * 32)) == public_point(BUREAU)
    assert public_point(line_key_of(b"c" * 32)) != public_point(BUREAU)


def test_a_fingerprint_is_a_hundred_bits_of_the_point():
    # computed by hand from SHA-256 of 65 zero bytes: 98ce42deef51d40269d542f5314bef2c...
    from hashlib import sha256

    number = int(sha256(bytes(65)).hexdigest()[:25], 16)
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    text = ""
    while number:
        number, place = divmod(number, 32)
        text = digits[place] + text
    written = text.rjust(20, "0")
    assert "-".join(written[place : place + 5] for place in range(0, 20, 5)) == fingerprint(bytes(65))


@given(st.binary(max_size=2000))
def test_what_was_sealed_opens_and_is_signed(content):
    envelope = _envelope(content)
    assert (content, True) == (open_line(BUREAU, envelope), is_signed(envelope, public_point(DEVICE)))


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_a_changed_bit_of_the_seal_neither_opens_nor_passes(place, bit):
    envelope = _envelope()
    at = place % len(envelope.sealed)
    changed = bytearray(envelope.sealed)
    changed[at] ^= 1 << bit
    broken = replace(envelope, sealed=bytes(changed))
    assert not is_signed(broken, public_point(DEVICE))
    with pytest.raises(UnsealedError):
        open_line(BUREAU, broken)


@pytest.mark.parametrize("changed", [{"device_id": "X-2"}, {"line_id": "cd" * 16}])
def test_an_envelope_belongs_to_its_device_and_line(changed):
    moved = replace(_envelope(), **changed)
    assert not is_signed(moved, public_point(DEVICE))
    with pytest.raises(UnsealedError):
        open_line(BUREAU, moved)


@pytest.mark.parametrize("signature", [b"", bytes(63), bytes(64), b"\xff" * 64, bytes(200)])
def test_what_is_no_signature_passes_nowhere(signature):
    assert not is_signed(replace(_envelope(), signature=signature), public_point(DEVICE))


@pytest.mark.parametrize(
    "said",
    [
        None, [], {}, {"device": "X-1"}, {"device": 1, "line": LINE, "sealed": "", "signature": ""},
        {"device": "X-1", "line": "short", "sealed": "", "signature": ""},
        {"device": "X-1", "line": LINE, "sealed": "no base 64!", "signature": ""},
        {"device": "X-1", "line": LINE, "sealed": "A" * LARGEST_LINE, "signature": ""},
        {"device": "X" * 41, "line": LINE, "sealed": "", "signature": ""},
    ],
)  # fmt: skip
def test_another_form_is_refused(said):
    with pytest.raises(MalformedItemError):
        envelope_from_json(said)


def test_an_envelope_is_the_same_bytes_whenever_it_is_written():
    import json

    envelope = _envelope()
    read = envelope_from_json(json.loads(envelope_to_bytes(envelope)))
    assert (envelope, envelope_to_bytes(envelope)) == (read, envelope_to_bytes(read))


@pytest.mark.parametrize("text", ["", "AAAA", "!", "BAAA" + "A" * 84])
def test_a_point_that_is_none_is_refused(text):
    with pytest.raises(MalformedItemError):
        read_point(text)
