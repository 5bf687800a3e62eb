"""Opening a table: what kind of file it is, in which encoding, and where its columns stand, from its beginning."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from repatria.doors.files.linking.columns import SEPARATORS, Columns, parted_header
from repatria.doors.files.linking.errors import UnreadableTableError
from repatria.doors.files.linking.lines import BLOCK_BYTES, Block, blocks_of, broken_byte
from repatria.doors.files.tables.encoding import find_encoding
from repatria.doors.files.tables.errors import UnreadableFileError

_SAMPLE_BYTES = 1 << 20
_LONGEST_HEADER = 64 * 1024
_MOST_ZEROS = 0.05
_SAVE_AS = "save it as tab- or comma-separated text in UTF-8"
_KINDS = {
    b"PK\x03\x04": "is a workbook or another packed file",
    b"\x1f\x8b": "is packed: unpack it",
    codecs.BOM_UTF16_LE: "is UTF-16",
    codecs.BOM_UTF16_BE: "is UTF-16",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """A table of separated text whose header was read.

    Given:    `reading` says in words how it is read.
    """

    path: Path
    columns: Columns
    encoding: str
    header_line: int
    block_bytes: int = BLOCK_BYTES

    @property
    def reading(self) -> str:
        """How the table is read, in a few words."""
        ignored = f"; not read: {', '.join(self.columns.ignored)}" if self.columns.ignored else ""
        said = SEPARATORS.get(self.columns.separator, self.columns.separator)
        return f"{self.encoding}, {said}-separated: id, {', '.join(self.columns.present)}{ignored}"

    def blocks(self) -> Iterator[Block]:
        """The blocks after the header."""
        with self.path.open("rb") as stream:
            for block in blocks_of(stream, self.encoding, self.block_bytes):
                over = self.header_line - block.first_line + 1
                if over > 0:
                    rest = block.text.split("\n", over)
                    if len(rest) > over:
                        yield replace(block, first_line=self.header_line + 1, text=rest[over])
                else:
                    yield block


def refuse_pipes(path: Path) -> None:
    """Refuses what can be read only once, or never ends: a table is looked at before it is read.

    Raises:   UnreadableTableError.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UnreadableTableError(f"{path} is a pipe or a device: write it to a file first, which can be read twice")


def open_table(path: Path, kind: str, encoding: str = "") -> OpenTable:
    """Opens separated text.

    Given:    `kind` "person" or "enquiry"; `encoding` the one to read a file with that is not UTF-8, which keeps ASCII
              as it is; "" to refuse such a file.
    Raises:   UnreadableTableError, TableColumnsError; OSError.
    """
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE_BYTES)
    for mark, said in _KINDS.items():
        if sample.startswith(mark):
            raise UnreadableTableError(f"{path.name} {said}; {_SAVE_AS}")
    if sample.count(0) > _MOST_ZEROS * len(sample):
        raise UnreadableTableError(f"{path.name} holds zero bytes throughout: UTF-16, or no text; {_SAVE_AS}")
    codec = _codec_of(path, sample, _named_codec(encoding) if encoding else "")
    for block in blocks_of(io.BytesIO(sample), codec):
        for number, line in block.numbered:
            if not line.strip():
                continue
            if len(line) > _LONGEST_HEADER:
                raise UnreadableTableError(f"{path.name}: the first line has no end, it is no header; {_SAVE_AS}")
            columns = parted_header(line[:-1], kind, path)
            return OpenTable(path=path, columns=columns, encoding=codec, header_line=number)
    raise UnreadableTableError(f"{path.name} is empty: a header and a row each line are needed")


def _named_codec(encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding).name
        keeps_ascii = "id\tname\n".encode(codec) == b"id\tname\n"
    except (LookupError, ValueError, TypeError) as error:
        raise UnreadableTableError(f"there is no encoding {encoding!r}; try cp1251, koi8-u, cp866 or utf-8") from error
    if not keeps_ascii:
        raise UnreadableTableError(f"{encoding} cannot be read line by line; {_SAVE_AS}")
    return codec


def _codec_of(path: Path, sample: bytes, named: str) -> str:
    whole = sample[: sample.rfind(b"\n") + 1] if len(sample) == _SAMPLE_BYTES else sample
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError as error:
        if named:
            return named
        before = whole[: error.start]
        line = before.count(b"\n") + 1
        text = whole[before.rfind(b"\n") + 1 :].partition(b"\n")[0].decode("utf-8", "surrogateescape")
        where = f"{path.name}, line {line}, {broken_byte(text)} is not UTF-8"
        try:
            found = find_encoding(whole)
        except UnreadableFileError as untold:
            raise UnreadableTableError(f"{where}; {_SAVE_AS}, or name the encoding: --encoding cp1251") from untold
        if found.codec != "utf-8":
            raise UnreadableTableError(
                f"{where}; by its letters the file is {found.name}: say --encoding {found.codec}, or {_SAVE_AS}"
            ) from error
    return named if named and whole.isascii() else "utf-8"
