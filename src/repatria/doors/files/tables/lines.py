"""A text file of any size as blocks of whole lines, memory bounded.

Given:    an encoding that keeps ASCII as it is (others are recoded); CR LF, LF and a lone CR end a line alike.
A block says whether it is clean: without quotation marks, zero bytes, and bytes that are not of the encoding. Clean
blocks can be split as they are; the others are read line by line, and keep their ends of lines as they were written,
since within a quoted cell they belong to it.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

BLOCK_BYTES = 64 * 1024
"""Read at once: what a processor keeps near. Blocks of 1 MB are split at half the speed."""
LONGEST_LINE_BYTES = 4 * 1024 * 1024
"""A longer line is passed over up to its end, and said."""
_SHOWN = 200
_SUSPICIOUS = ('"', "\0")
_ENDS = re.compile(r"\r\n|\n|\r")
_BROKEN = re.compile("[\udc80-\udcff]")
_REPLACED = "\ufffd"


class Line(NamedTuple):
    """A line with its number and the sign that ended it."""

    number: int
    text: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Whole lines that follow each other.

    Given:    `text` without the `end` of its last line; broken bytes stand in it as lone surrogates. In a clean block
              every line ends with LF.
    """

    first_line: int
    text: str
    is_clean: bool
    end: str = "\n"
    is_overlong: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether none of its lines holds a sign: millions of such lines are passed over at once."""
        return not self.is_overlong and not self.text.strip()

    @property
    def numbered(self) -> Iterator[Line]:
        """The lines."""
        number, begin = self.first_line, 0
        for found in _ENDS.finditer(self.text):
            yield Line(number, self.text[begin : found.start()], found.group())
            number, begin = number + 1, found.end()
        yield Line(number, self.text[begin:], self.end)

    def after(self, line: int) -> Block | None:
        """The lines after one; None where there are none."""
        over = line - self.first_line + 1
        if over <= 0:
            return self
        ends = islice(_ENDS.finditer(self.text), over - 1, None)
        last = next(ends, None)
        return None if last is None else replace(self, first_line=line + 1, text=self.text[last.end() :])


def blocks_of(stream: BinaryIO, encoding: str = "utf-8", block_bytes: int = BLOCK_BYTES) -> Iterator[Block]:
    """Reads a stream block by block, from its beginning to its end.

    Returns:  no block for an empty file; a line longer than LONGEST_LINE_BYTES as a block of its beginning alone.
    """
    line, begun, is_skipping = 1, b"", False
    for chunk in _chunks(stream, block_bytes):
        if is_skipping:
            end = min((at for at in (chunk.find(b"\n"), chunk.find(b"\r")) if at >= 0), default=-1)
            if end < 0:
                continue
            chunk = chunk[end + (2 if chunk[end : end + 2] == b"\r\n" else 1) :]
            line, is_skipping = line + 1, False
        content = begun + chunk if begun else chunk
        cut = max(content.rfind(b"\n"), content.rfind(b"\r"))
        if cut >= 0:
            whole, begun = content[:cut], content[cut + 1 :]
            last = content[cut : cut + 1]
            if last == b"\n" and whole.endswith(b"\r"):
                whole, last = whole[:-1], b"\r\n"
            yield _block(line, whole, encoding, last.decode())
            line += _count_ends(whole) + 1
        else:
            begun = content
        if len(begun) > LONGEST_LINE_BYTES:
            start = begun[: _SHOWN * 4].decode(encoding, "replace")[:_SHOWN]
            yield Block(first_line=line, text=start, is_clean=False, is_overlong=True)
            is_skipping, begun = True, b""
    if begun:
        yield _block(line, begun, encoding, "")


def _count_ends(content: bytes) -> int:
    ends = content.count(b"\n")
    return ends + content.count(b"\r") - content.count(b"\r\n") if b"\r" in content else ends


def _chunks(stream: BinaryIO, block_bytes: int) -> Iterator[bytes]:
    """The bytes of a stream without its mark, never parted between CR and LF."""
    read = stream.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8) or stream.read(block_bytes)
    while read:
        while read.endswith(b"\r") and (further := stream.read(1)):  # its LF, perhaps
            read += further
        yield read
        read = stream.read(block_bytes)


def _block(line: int, content: bytes, encoding: str, end: str) -> Block:
    try:
        text, is_whole = content.decode(encoding), True
    except UnicodeDecodeError:
        text, is_whole = content.decode(encoding, "surrogateescape"), False
    is_clean = is_whole and not any(sign in text for sign in _SUSPICIOUS)
    if is_clean and "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Block(first_line=line, text=text, is_clean=is_clean, end="\n" if is_clean else end)


def broken_byte(line: str, encoding: str = "utf-8") -> str:
    """Says which byte of a line is not of the encoding: "0xD8 at 17"; "" where there is none.

    Units:    bytes from the beginning of the line, the first is 1.
    """
    found = None if line.isascii() else _BROKEN.search(line)
    if found is None:
        return ""
    before = len(line[: found.start()].encode(encoding, "surrogateescape"))
    return f"0x{ord(found.group()) - 0xDC00:02X} at {before + 1}"


def recoded(stream: BinaryIO, codec: str) -> BinaryIO:
    """Returns a stream in UTF-8 of one in an encoding that cannot be parted into lines as bytes, as UTF-16.

    Given:    what is broken becomes U+FFFD.
    """
    return io.BufferedReader(_Recoded(stream, codec), BLOCK_BYTES)


class _Recoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, codec: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(codec)(errors="replace")
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview | bytearray) -> int:  # type: ignore[override]
        while not self._waiting:
            read = self._stream.read(BLOCK_BYTES)
            self._waiting = self._decoder.decode(read, final=not read).encode("utf-8", "replace")
            if not read and not self._waiting:
                return 0
        part = self._waiting[: len(room)]
        room[: len(part)] = part
        self._waiting = self._waiting[len(part) :]
        return len(part)


def was_replaced(text: str) -> bool:
    """Whether something broken stands in a text that was recoded."""
    return _REPLACED in text


def likely_rows(path: Path) -> int:
    """Returns about how many rows a file has, for progress only."""
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
