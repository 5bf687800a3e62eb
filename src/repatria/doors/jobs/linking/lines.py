"""A text file of any size as blocks of whole lines, memory bounded.

Given:    UTF-8 with or without its mark, or a named one-byte encoding; CR LF, LF and a lone CR end a line alike.
A block says whether it is clean: without quotation marks, zero bytes, and bytes that are not of the encoding. Clean
blocks can be split as they are; the others are read line by line.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BLOCK_BYTES = 64 * 1024
"""Read at once: what a processor keeps near. Blocks of 1 MB are split at half the speed."""
LONGEST_LINE_BYTES = 4 * 1024 * 1024
"""A longer line is passed over up to its end, and said."""
_SHOWN = 200
_SUSPICIOUS = ('"', "\0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Whole lines that follow each other.

    Given:    `text` without the end of its last line; broken bytes stand in it as lone surrogates.
    """

    first_line: int
    text: str
    is_clean: bool
    is_overlong: bool = False

    @property
    def numbered(self) -> Iterator[tuple[int, str]]:
        """The lines with their numbers and ends."""
        for number, line in enumerate(self.text.split("\n"), start=self.first_line):
            yield number, line + "\n"


def blocks_of(stream: BinaryIO, encoding: str = "utf-8", block_bytes: int = BLOCK_BYTES) -> Iterator[Block]:
    """Reads a stream block by block, from its beginning to its end.

    Returns:  no block for an empty file; a line longer than LONGEST_LINE_BYTES as a block of its beginning alone.
    """
    rest, line, is_skipping = b"", 1, False
    mark = stream.read(len(codecs.BOM_UTF8))
    chunk = b"" if mark == codecs.BOM_UTF8 else mark
    while True:
        read = stream.read(block_bytes)
        chunk = rest + chunk + read
        rest = b""
        if not chunk:
            return
        if read and chunk.endswith(b"\r"):  # its LF may come with the next block
            chunk, held = chunk[:-1], b"\r"
        else:
            held = b""
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if is_skipping:
            end = chunk.find(b"\n")
            if end < 0 and read:
                chunk = b""
                rest = held
                continue
            chunk, is_skipping = (chunk[end + 1 :] if end >= 0 else b""), False
            line += 1
        whole, parted, further = chunk.rpartition(b"\n")
        if not read:
            whole, parted, further = chunk.removesuffix(b"\n"), chunk[-1:], b""
        chunk = b""
        if parted:
            block = _block(line, whole, encoding)
            yield block
            line += whole.count(b"\n") + 1
        if len(further) > LONGEST_LINE_BYTES:
            start = further[: _SHOWN * 4].decode(encoding, "replace")[:_SHOWN]
            yield Block(first_line=line, text=start, is_clean=False, is_overlong=True)
            is_skipping, further = True, b""
        rest = further + held


def _block(line: int, content: bytes, encoding: str) -> Block:
    try:
        text, is_whole = content.decode(encoding), True
    except UnicodeDecodeError:
        text, is_whole = content.decode(encoding, "surrogateescape"), False
    return Block(
        first_line=line, text=text, is_clean=is_whole and not any(sign in text for sign in _SUSPICIOUS)
    )  # fmt: skip


def broken_byte(line: str, encoding: str = "utf-8") -> str:
    """Says which byte of a line is not of the encoding: "byte 0xD8 at 17"; "" where there is none.

    Units:    bytes from the beginning of the line, the first is 1.
    """
    if line.isascii():
        return ""
    for at, sign in enumerate(line):
        if "\udc80" <= sign <= "\udcff":
            before = len(line[:at].encode(encoding, "surrogateescape"))
            return f"byte 0x{ord(sign) - 0xDC00:02X} at {before + 1}"
    return ""
