"""Reading a workbook within limits. Nothing in it is evaluated, followed, unpacked to disk or run.

1. The archive's directory is looked at before anything is unpacked: entries, sizes, ratios; a bomb ends here. 2. Its
parts are run through once: a single row or text as large as a list would be built up in memory whole. 3. The sheet is
read row by row, without links, with entities forbidden. 4. A formula is taken as the text it is, and flagged.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl

from repatria.doors.files.tables.errors import UnreadableFileError
from repatria.doors.files.tables.rows import (
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_ROWS,
    BadRow,
    Row,
    Table,
    named_columns,
    row_or_bad,
)

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
_MIDNIGHT = time(0, 0)
_ENCRYPTED = 0x1


def check_archive(path: Path) -> None:
    """Looks at the archive's directory before anything is unpacked.

    Raises:   UnreadableFileError for what is no workbook, is encrypted, or would unpack beyond the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive.infolist())
            for entry in archive.infolist():
                if entry.file_size > LARGEST_PIECE:
                    _check_pieces(archive, entry)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFileError("the workbook's archive is damaged") from error


def _check_directory(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFileError(f"the workbook holds {len(entries):,} parts, more than {MOST_ENTRIES:,}")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableFileError("the workbook is encrypted: save it without a password")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        most = MOST_UNPACKED // 1024 // 1024
        raise UnreadableFileError(f"the workbook unpacks to more than {most} MB: save the sheet as CSV")
    for entry in entries:
        if entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
            raise UnreadableFileError(f"the workbook unpacks more than {HIGHEST_RATIO}-fold: save the sheet as CSV")
    if not any(entry.filename.endswith("workbook.xml") for entry in entries):
        raise UnreadableFileError("the archive is no workbook")


def _check_pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Runs through a large part once and measures from the end of one row or text to the end of the next."""
    last_end, read, tail = 0, 0, b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            window = tail + chunk
            if b"<!" in window:  # no office program writes comments here; in them the end of a row could be feigned
                raise UnreadableFileError("the workbook holds comments among its rows: save the sheet as CSV")
            begins_at = read - len(tail)
            ends = [begins_at + found.end() for found in _PIECE_ENDS.finditer(window)]
            read += len(chunk)
            for end in ends:
                last_end = _measured(last_end, end)
            _measured(last_end, read)
            tail = window[-_OVERLAP:]


def _measured(begin: int, end: int) -> int:
    if end - begin > LARGEST_PIECE:
        raise UnreadableFileError("the workbook holds a single piece that is too large: save the sheet as CSV")
    return max(begin, end)


def open_xlsx(path: Path, *, sheet: str) -> Table:
    """Opens one sheet of a workbook: the named one, else the first.

    Raises:   UnreadableFileError for anything the limits or the reader refuse.
    """
    check_archive(path)
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False, keep_vba=False)
        names = [found.title for found in workbook.worksheets]
        chosen = workbook[sheet] if sheet in names else workbook.worksheets[0] if names and not sheet else None
        if chosen is None:
            raise UnreadableFileError(f"the workbook has no sheet {sheet!r}" if sheet else "the workbook has no sheet")
        chosen.reset_dimensions()  # the claimed size is only a claim
        read = enumerate(chosen.iter_rows(), start=1)
        header: list[str] = []
        while not any(cell.strip() for cell in header):
            _, cells = next(read)
            header = [_text(cell)[0] for cell in cells]
    except UnreadableFileError:
        raise
    except StopIteration as error:
        raise UnreadableFileError("the sheet is empty") from error
    except Exception as error:
        # The reader raises whatever the damage leads it to: key, type, value, XML and zip errors alike.
        raise UnreadableFileError(f"the workbook cannot be read ({type(error).__name__})") from error
    while header and not header[-1].strip():
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise UnreadableFileError(f"the header has {len(header):,} columns, more than {MOST_COLUMNS:,}")
    columns = named_columns(header)
    return Table(
        columns=columns, rows=_rows(read, columns), likely_rows=0,
        reading=f"sheet {chosen.title!r}" + ("" if sheet or len(names) == 1 else f", the first of {len(names)}"),
    )  # fmt: skip


def _rows(read: Iterator[tuple[int, Sequence[Any]]], columns: tuple[str, ...]) -> Iterator[Row | BadRow]:
    line, count = 1, 0
    while True:
        try:
            line, cells = next(read)
        except StopIteration:
            return
        except Exception as error:
            # As above; the rows that came before the damage stand.
            yield BadRow(line=line + 1, cells=(), reason=f"the sheet breaks off here ({type(error).__name__})")
            return
        taken = [_text(cell) for cell in cells]
        if not any(text.strip() for text, _ in taken):
            continue
        count += 1
        if count > MOST_ROWS:
            yield BadRow(line=line, cells=(), reason=TOO_MANY_ROWS)
            return
        taken += [("", ())] * (len(columns) - len(taken))  # a sheet leaves out empty cells at the end of a row
        flags = {column: marks for column, (_, marks) in zip(columns, taken, strict=False) if marks}
        yield row_or_bad(columns, line, [text for text, _ in taken], flags)


def _text(cell: Any) -> tuple[str, tuple[str, ...]]:
    """A cell as text, with what is odd about it."""
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return "", ()
    if kind == "f":
        return str(getattr(value, "text", value) or ""), ("formula",)
    if kind == "e":
        return str(value), ("cell_error",)
    if isinstance(value, datetime):
        is_day = value.time() == _MIDNIGHT
        return (value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="minutes")), ()
    if isinstance(value, date | time):
        return value.isoformat(), ()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value)), ()
    return str(value), ()
