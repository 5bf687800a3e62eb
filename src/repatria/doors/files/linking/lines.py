"""A text file of any size as blocks of whole lines, memory bounded.

Given:    UTF-8 with or without its mark, or a named one-byte encoding; CR LF, LF and a lone CR end a line alike.
A block says whether it is clean: without quotation marks, zero bytes, and bytes that are not of the encoding. Clean
blocks can be split as they are; the others are read line by line.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
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
    line, begun, is_skipping = 1, b"", False
    for chunk in _chunks(stream, block_bytes):
        if is_skipping:
            _, end, chunk = chunk.partition(b"\n")
            if not end:
                continue
            line, is_skipping = line + 1, False
        whole, end, begun = (begun + chunk).rpartition(b"\n")
        if end:
            yield _block(line, whole, encoding)
            line += whole.count(b"\n") + 1
        if len(begun) > LONGEST_LINE_BYTES:
            start = begun[: _SHOWN * 4].decode(encoding, "replace")[:_SHOWN]
            yield Block(first_line=line, text=start, is_clean=False, is_overlong=True)
            is_skipping, begun = True, b""
    if begun:
        yield _block(line, begun, encoding)


def _chunks(stream: BinaryIO, block_bytes: int) -> Iterator[bytes]:
    """The bytes of a stream without its mark, every end of a line as LF."""
    read = stream.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8) or stream.read(block_bytes)
    while read:
        while read.endswith(b"\r") and (further := stream.read(1)):  # its LF, perhaps
            read += further
        if b"\r" in read:
            read = read.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield read
        read = stream.read(block_bytes)


def _block(line: int, content: bytes, encoding: str) -> Block:
    try:
        text, is_whole = content.decode(encoding), True
    except UnicodeDecodeError:
        text, is_whole = content.decode(encoding, "surrogateescape"), False
    is_clean = is_whole and not any(sign in text for sign in _SUSPICIOUS)
    return Block(first_line=line, text=text, is_clean=is_clean)


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


def likely_rows(path: Path) -> int:
    """Returns about how many rows a file has, for progress only."""
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
