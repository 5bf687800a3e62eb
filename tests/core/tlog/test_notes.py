"""Signed notes and checkpoints: the published example, every malformed form, every changed bit."""

from __future__ import annotations

import base64
import tomllib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.tlog.checkpoint import checkpoint_text, parse_checkpoint, sign_checkpoint, verify_checkpoint
from repatria.core.tlog.errors import NoteError, UnprovableError
from repatria.core.tlog.notes import NoteVerifier, key_id, sign_note, verify_note
from repatria.core.tlog.tree import EMPTY_ROOT

VECTOR = tomllib.loads((Path(__file__).parents[2] / "vectors" / "signed_note.toml").read_text("utf-8"))
TEXT, LINE, OTHER_LINE = VECTOR["text"], VECTOR["signature"] + "\n", VECTOR["other_signature"] + "\n"
PETER = NoteVerifier.from_vkey(VECTOR["vkey"])
PETERS_KEY = Ed25519PrivateKey.from_private_bytes(base64.b64decode(VECTOR["signing_key"].split("+", 4)[4])[1:])
SEED = bytes(range(32))
LOG = NoteVerifier("bureau.example/log", Ed25519PrivateKey.from_private_bytes(SEED).public_key())


@pytest.mark.parametrize(
    "note",
    [
        "",
        TEXT,
        TEXT + "\n",
        TEXT + "\n" + LINE[:-1],
        "\x01" + TEXT + "\n" + LINE,
        "\udcff" + TEXT + "\n" + LINE,
        TEXT + "\n" + "— Bad Name" + LINE.removeprefix("— PeterNeumann"),
        TEXT + "\n" + LINE + "Unexpected line.\n",
        TEXT + "\n" + LINE.replace("—", "-"),
        TEXT + "\n" + LINE * 101,
        TEXT + "\n" + "— PeterNeumann x08gow==\n",
    ],
)
def test_refuses_a_malformed_note(note: str) -> None:
    with pytest.raises(NoteError):
        verify_note(note, PETER)


def test_refuses_a_note_that_another_key_signed() -> None:
    with pytest.raises(NoteError, match="not signed by this key"):
        verify_note(TEXT + "\n" + OTHER_LINE, PETER)


def test_refuses_a_note_whose_first_line_of_the_key_is_wrong_although_a_later_one_is_right() -> None:
    signature = bytearray(base64.b64decode(LINE.split()[-1]))
    signature[-1] ^= 1
    wrong = f"— PeterNeumann {base64.b64encode(signature).decode()}\n"

    with pytest.raises(NoteError, match="does not verify"):
        verify_note(TEXT + "\n" + wrong + LINE, PETER)


@pytest.mark.parametrize("vkey", VECTOR["refused_vkeys"])
def test_refuses_a_key_of_another_length_or_algorithm(vkey: str) -> None:
    with pytest.raises(NoteError):
        NoteVerifier.from_vkey(vkey)


def test_refuses_every_piece_of_a_verifier_key_and_every_changed_character() -> None:
    vkey = VECTOR["vkey"]
    pieces = [vkey[i:j] for i in range(len(vkey)) for j in range(i + 1, len(vkey) + 1) if j - i < len(vkey)]
    changed = [vkey[:i] + chr(ord(vkey[i]) + 1) + vkey[i + 1 :] for i in range(len(vkey))]

    for refused in [*pieces, *changed]:
        with pytest.raises(NoteError):
            NoteVerifier.from_vkey(refused)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "tab\there", "wide\u2003space"])
def test_refuses_a_key_name_that_a_signature_line_cannot_carry(name: str) -> None:
    with pytest.raises(UnprovableError):
        sign_note(TEXT, name, PETERS_KEY)


@pytest.mark.parametrize("text", ["", "no newline", "bell\x07\n", "half a pair \ud800\n"])
def test_refuses_to_sign_what_no_reader_would_accept(text: str) -> None:
    with pytest.raises(UnprovableError):
        sign_note(text, "PeterNeumann", PETERS_KEY)


def test_the_published_note_verifies_and_is_signed_again_to_the_same_bytes() -> None:
    assert verify_note(TEXT + "\n" + LINE, PETER) == TEXT
    assert sign_note(TEXT, "PeterNeumann", PETERS_KEY) == TEXT + "\n" + LINE
    assert VECTOR["vkey"] == PETER.vkey()
    assert key_id("PeterNeumann", PETER.key).hex() == "c74f20a3"


def test_lines_of_unknown_keys_are_passed_over() -> None:
    assert verify_note(TEXT + "\n" + OTHER_LINE + LINE + LINE, PETER) == TEXT
    assert verify_note(TEXT + "\n" + LINE + OTHER_LINE, NoteVerifier.from_vkey(VECTOR["other_vkey"])) == TEXT


@given(st.data())
def test_any_changed_bit_breaks_a_note(drawn: st.DataObject) -> None:
    note = bytearray((TEXT + "\n" + LINE).encode())
    bit = drawn.draw(st.integers(0, len(note) * 8 - 1))
    note[bit // 8] ^= 1 << bit % 8

    with pytest.raises((NoteError, UnicodeDecodeError)):
        verify_note(note.decode(), PETER)


@given(
    st.text(st.characters(blacklist_categories=["Cc", "Cs"])),
    st.integers(0, 2**62),
    st.binary(min_size=32, max_size=32),
)
def test_a_checkpoint_is_read_as_it_was_signed(extension: str, size: int, root: bytes) -> None:
    assert (size, root) == verify_checkpoint(sign_checkpoint(LOG.name, size, root, SEED), LOG)
    if extension:
        read = parse_checkpoint(checkpoint_text(LOG.name, size, root) + extension + "\n")

        assert (size, root, (extension,)) == (read.size, read.root, read.extensions)


def test_refuses_the_checkpoint_of_another_log_under_the_same_key() -> None:
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    note = sign_note(checkpoint_text("other.example/log", 1, EMPTY_ROOT), LOG.name, key)

    with pytest.raises(NoteError, match="another log"):
        verify_checkpoint(note, LOG)


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "origin\n", "origin\n1\n", "origin\n01\n{root}\n", "origin\n-1\n{root}\n", "origin\n1 \n{root}\n",
        "origin\n١\n{root}\n", "origin\n1\nAAAA\n", "origin\n1\n{root}=\n", "\n1\n{root}\n", "origin\n1\n{root}\n\nx\n",
        "origin\n1\nnot base64 é\n",
    ],
)  # fmt: skip
def test_refuses_what_is_not_the_text_of_a_checkpoint(text: str) -> None:
    with pytest.raises(NoteError):
        parse_checkpoint(text.format(root=base64.b64encode(EMPTY_ROOT).decode()))


@pytest.mark.parametrize(
    "origin, size, root", [("", 1, EMPTY_ROOT), ("a\nb", 1, EMPTY_ROOT), ("a", -1, EMPTY_ROOT), ("a", 1, b"x")]
)
def test_refuses_to_write_a_checkpoint_that_no_reader_would_accept(origin: str, size: int, root: bytes) -> None:
    with pytest.raises(UnprovableError):
        checkpoint_text(origin, size, root)
