"""Opening a table by what the file is and not by what it is called: separated text, a workbook, Parquet."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from repatria.doors.files.tables.encoding import Encoding, find_encoding
from repatria.doors.files.tables.errors import UnreadableTableError
from repatria.doors.files.tables.header import Wanted
from repatria.doors.files.tables.lines import broken_byte
from repatria.doors.files.tables.rows import Table
from repatria.doors.files.tables.text_tables import TextTable

_SAMPLE_BYTES = 1 << 20
_ZIP, _PARQUET = b"PK\x03\x04", b"PAR1"
_NO_TABLES = {
    b"\xd0\xcf\x11\xe0": "is an old or encrypted workbook: save it as XLSX without a password, or as CSV",
    b"\x1f\x8b": "is packed: unpack it",
    b"%PDF": "is a PDF: its tables are read by nobody but people; ask for the list itself",
}
_MOST_ZEROS = 0.2


def open_table(path: Path, wanted: Wanted) -> Table:
    """Opens a file of rows and finds its header.

    Given:    a file that can be read twice; columns in any order, and whatever encoding and separator.
    Returns:  a table to be run through once.
    Raises:   UnreadableTableError, MissingLibraryError; OSError. The message names the file.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UnreadableTableError(f"{path} is a pipe or a device: write it to a file first, which can be read twice")
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE_BYTES)
    for mark, said in _NO_TABLES.items():
        if sample.startswith(mark):
            raise UnreadableTableError(f"{path.name} {said}")
    try:
        if sample.startswith(_ZIP):
            from repatria.doors.files.tables.workbooks import Workbook

            return Workbook(path, wanted)
        if sample.startswith(_PARQUET):
            from repatria.doors.files.tables.parquet import ParquetTable

            return ParquetTable(path)
        return TextTable(path, wanted, _encoding_of(path, sample, wanted.encoding))
    except UnreadableTableError as error:
        if not error.message.startswith(path.name):
            error.message = f"{path.name} {error.message}" if _is_predicate(error.message) else (
                f"{path.name}: {error.message}"
            )  # fmt: skip
        raise


def _is_predicate(message: str) -> bool:
    return message.startswith(("is ", "has ", "holds "))


def _encoding_of(path: Path, sample: bytes, named: str) -> Encoding:
    is_whole = len(sample) < _SAMPLE_BYTES
    is_marked = sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8))
    if not is_whole and sample.isascii() and not is_marked and sample.count(0) <= _MOST_ZEROS * len(sample):
        return _of_late_letters(path, named)
    found = find_encoding(sample, named, is_whole=is_whole) if named else _told(path, sample, is_whole)
    if not found.is_recoded and sample.count(0) > _MOST_ZEROS * len(sample):
        raise UnreadableTableError("holds zero bytes throughout: it is no text")
    return found


def _told(path: Path, sample: bytes, is_whole: bool) -> Encoding:
    """The encoding by the file itself; where it cannot be told, the first line that is not UTF-8 is named."""
    try:
        return find_encoding(sample, is_whole=is_whole)
    except UnreadableTableError as error:
        number, text = next(
            (number, text)
            for number, line in enumerate(sample.splitlines(), start=1)
            if broken_byte(text := line.decode("utf-8", "surrogateescape"))
        )
        error.message = f"line {number:,}, byte {broken_byte(text)} is not UTF-8; {error.message}"
        raise


def _of_late_letters(path: Path, named: str) -> Encoding:
    """The encoding of a file whose beginning is plain ASCII: by the part where other letters begin.

    Returns:  UTF-8 where even that cannot be told: one broken byte in millions of rows costs one row.
    """
    for part in _parts(path):
        if not part.isascii():
            try:
                return find_encoding(part, named, is_whole=False)
            except UnreadableTableError:
                return Encoding(codec="utf-8", name="UTF-8", because="its beginning is plain ASCII")
    return find_encoding(b"", named)


def _parts(path: Path) -> Iterator[bytes]:
    """The file in parts of whole lines, as far as lines are short."""
    with path.open("rb") as stream:
        while part := stream.read(_SAMPLE_BYTES):
            yield part + (b"" if part.endswith(b"\n") else stream.readline(_SAMPLE_BYTES))
