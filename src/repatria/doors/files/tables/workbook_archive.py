"""The archive of a workbook, looked at before anything is unpacked: a bomb ends here.

Its directory first: entries, sizes, ratios. Then its large parts are run through once: a single row or text as large
as a list would be built up in memory whole.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from repatria.doors.files.tables.errors import UnreadableTableError

MOST_ENTRIES = 1_000
MOST_UNPACKED = 64 * 1024 * 1024
HIGHEST_RATIO = 100
"""Unpacked to packed bytes of one entry above 1 MB; sheets of real lists stay below 30, bombs reach 1,000."""
LARGEST_PIECE = 8 * 1024 * 1024
"""Bytes of one row, of one shared text, or of any other part: what the reader holds in memory at one time."""
_RATIO_COUNTS_FROM = 1024 * 1024
_CHUNK = 1024 * 1024
_OVERLAP = 512
_PIECE_ENDS = re.compile(rb"</(?:\w+:)?(?:row|si)\s*>|<(?:\w+:)?row\b[^<>]*/>")
_ENCRYPTED = 0x1


def check_archive(source: Path | BinaryIO) -> None:
    """Looks at the archive's directory before anything is unpacked.

    Raises:   UnreadableTableError for what is no workbook, is encrypted, or would unpack beyond the limits.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            _check_directory(archive.infolist())
            for entry in archive.infolist():
                if entry.file_size > LARGEST_PIECE:
                    _check_pieces(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnreadableTableError("the workbook's archive is damaged") from error


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise UnreadableTableError(f"the workbook holds {len(entries):,} parts, more than {MOST_ENTRIES:,}")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableTableError("the workbook is encrypted: save it without a password")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        most = MOST_UNPACKED // 1024 // 1024
        raise UnreadableTableError(f"the workbook unpacks to more than {most} MB: save the sheet as CSV")
    for entry in entries:
        if entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
            raise UnreadableTableError(f"the workbook unpacks more than {HIGHEST_RATIO}-fold: save the sheet as CSV")
    if not any(entry.filename.endswith("workbook.xml") for entry in entries):
        raise UnreadableTableError("the archive is no workbook")


def _check_pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Runs through a large part once and measures from the end of one row or text to the end of the next."""
    last_end, read, tail = 0, 0, b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            window = tail + chunk
            if b"<!" in window:  # no office program writes comments here; in them the end of a row could be feigned
                raise UnreadableTableError("the workbook holds comments among its rows: save the sheet as CSV")
            begins_at = read - len(tail)
            ends = [begins_at + found.end() for found in _PIECE_ENDS.finditer(window)]
            read += len(chunk)
            for end in ends:
                last_end = _measured(last_end, end)
            _measured(last_end, read)
            tail = window[-_OVERLAP:]


def _measured(begin: int, end: int) -> int:
    if end - begin > LARGEST_PIECE:
        raise UnreadableTableError("the workbook holds a single piece that is too large: save the sheet as CSV")
    return max(begin, end)
