"""Reading separated text, record by record, so that one broken row costs one row.

The library reads one record at a time. A quotation mark that is opened and not closed within a few lines costs the
line that opened it, and reading goes on with the next: otherwise one sign would swallow the rest of the list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from repatria.doors.files.tables.encoding import Encoding, find_encoding
from repatria.doors.files.tables.errors import UnreadableFileError
from repatria.doors.files.tables.rows import (
    LONGEST_ROW,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_ROWS,
    BadRow,
    Row,
    Table,
    named_columns,
    row_or_bad,
)

LARGEST_FILE = 128 * 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")
_MOST_LINES = 50  # of one record; real cells with line breaks have a few
_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def open_csv(path: Path, *, encoding: str, delimiter: str, wanted: Sequence[str]) -> Table:
    """Opens a file of separated values.

    Given:    `wanted` are the columns the profile reads; the separator that makes most of them appear is the one.
    Raises:   UnreadableFileError when it is too large, empty, or its encoding cannot be told.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableFileError(f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB: split it")
    content = path.read_bytes()
    found = find_encoding(content, encoding)
    lines = _lines(content[found.skip :], found)
    header_line, header = next(lines, (1, ""))
    while header and not header.strip():
        header_line, header = next(lines, (1, ""))
    if not header.strip():
        raise UnreadableFileError("the file is empty")
    sign = delimiter or max(DELIMITERS, key=lambda sign: _hits(header, sign, wanted))
    cells = _record(header.rstrip("\r\n"), sign) or []
    if len(cells) > MOST_COLUMNS:
        raise UnreadableFileError(f"the header has {len(cells):,} columns, more than {MOST_COLUMNS:,}")
    columns = named_columns(cells)
    said = "the profile says so" if delimiter else "it parts the header"
    likely = max(0, content.count(b"\n") - header_line)
    return Table(
        columns=columns, rows=_rows(lines, columns, sign, found), likely_rows=likely,
        reading=f"encoding {found}; separated by {_NAMES.get(sign, repr(sign))} ({said})",
    )  # fmt: skip


def _lines(content: bytes, encoding: Encoding) -> Iterator[tuple[int, str]]:
    """Lines with their numbers and ends; a lone carriage return ends a line too, as old systems wrote it."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding=encoding.codec, errors=encoding.errors, newline="")
    yield from enumerate(text, start=1)


def _hits(header: str, sign: str, wanted: Sequence[str]) -> tuple[int, int]:
    cells = {cell.strip() for cell in _record(header.rstrip("\r\n"), sign) or []}
    return len(cells & set(wanted)), len(cells)


def _record(text: str, sign: str, *, is_strict: bool = False) -> list[str] | None:
    """The cells of one record; None when a quotation mark is still open at its end.  Raises: csv.Error if strict."""
    csv.field_size_limit(2 * LONGEST_ROW)
    try:
        return next(csv.reader([text], delimiter=sign, strict=is_strict), [])
    except csv.Error as error:
        if is_strict and "unexpected end" in str(error):
            return None
        raise


def _rows(
    lines: Iterator[tuple[int, str]], columns: tuple[str, ...], sign: str, encoding: Encoding
) -> Iterator[Row | BadRow]:
    waiting: list[tuple[int, str]] = []
    count = 0
    while (record := _next_record(lines, waiting, sign)) is not None:
        line, read = record
        if isinstance(read, list) and not any(cell.strip() for cell in read):
            continue
        count += 1
        if count > MOST_ROWS:
            yield BadRow(line=line, cells=(), reason=TOO_MANY_ROWS)
            return
        if isinstance(read, str):
            yield BadRow(line=line, cells=(), reason=read)
        elif any(_is_broken(cell, encoding) for cell in read):
            yield BadRow(line=line, cells=tuple(read), reason=f"holds bytes that are not {encoding.name}")
        else:
            yield row_or_bad(columns, line, read, {})


def _next_record(
    lines: Iterator[tuple[int, str]], waiting: list[tuple[int, str]], sign: str
) -> tuple[int, list[str] | str] | None:
    """The next record as cells, or as the reason why its first line is none; `waiting` are lines to be read again."""

    def line_at(position: int) -> tuple[int, str] | None:
        while len(waiting) <= position:
            further = next(lines, None)
            if further is None:
                return None
            waiting.append(further)
        return waiting[position]

    first = line_at(0)
    if first is None:
        return None
    text, taken = "", 0
    while taken < _MOST_LINES and len(text) <= 2 * LONGEST_ROW and (line := line_at(taken)) is not None:
        text, taken = text + line[1], taken + 1
        if len(text) > 2 * LONGEST_ROW:
            break
        if taken > 1 and '"' not in line[1]:
            continue
        try:
            cells = _cells(text, sign, is_alone=taken == 1)
        except csv.Error:
            break  # joined, the lines make no sense: the first one is at fault, the next is read for itself
        if cells is not None:
            del waiting[:taken]
            return first[0], cells
    del waiting[:1]
    if len(first[1]) > 2 * LONGEST_ROW:
        return first[0], f"longer than {LONGEST_ROW:,} characters"
    return first[0], "a quotation mark is opened and not closed"


def _cells(text: str, sign: str, *, is_alone: bool) -> list[str] | None:
    if '"' not in text:  # nothing can be open, and nothing is to be taken off
        return text.rstrip("\r\n").split(sign)
    try:
        return _record(text, sign, is_strict=True)
    except csv.Error:
        if not is_alone:
            raise
    # A quotation mark in the middle of a cell, as in S. M. S. "Zenta": it stands for itself.
    try:
        return _record(text, sign)
    except csv.Error:
        return text.rstrip("\r\n").split(sign)


def _is_broken(cell: str, encoding: Encoding) -> bool:
    if cell.isascii():
        return False
    if encoding.errors == "replace":
        return "\ufffd" in cell
    return any("\ud800" <= c <= "\udfff" for c in cell)
