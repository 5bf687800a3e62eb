"""What a reader hands on: a table with its header, and rows that are whole or bad, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

MOST_ROWS = 500_000
TOO_MANY_ROWS = f"more than {MOST_ROWS:,} rows: split the file; from here on it was not read"
MOST_COLUMNS = 1_000
LONGEST_VALUE = 20_000
"""Characters of one value, as on the desk's forms; nobody's name is longer, and the row itself is not lost."""
LONGEST_ROW = 1_000_000
"""Characters of all cells of a row together; a longer one is rejected, since it would have to be kept whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, cell by column name, exactly as the file has it; `flags` where the file itself shows something odd."""

    line: int
    cells: Mapping[str, str]
    flags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that is not taken, with the reason; cells as far as they could be told apart."""

    line: int
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An opened file.

    Given:    `rows` can be run through once; rows without any sign are passed over.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row | BadRow]
    likely_rows: int  # for progress only
    reading: str  # how the file was read, in words: encoding and how it was decided, separator or sheet


def named_columns(header: list[str]) -> tuple[str, ...]:
    """Gives every column a name of its own: an empty one its letter-free number, a repeated one a number behind it."""
    names: list[str] = []
    for position, cell in enumerate(header, start=1):
        name = cell.strip().lstrip("\ufeff").strip() or f"column {position}"
        repeated = sum(n == name or n.startswith(f"{name} #") for n in names)
        names.append(f"{name} #{repeated + 1}" if repeated else name)
    return tuple(names)


def row_or_bad(
    columns: tuple[str, ...], line: int, cells: list[str], flags: dict[str, tuple[str, ...]]
) -> Row | BadRow:
    """Pairs the cells of one record with the columns.

    Returns:  a BadRow when the cells are not as many as the columns: what stands in the wrong column must not be taken.
    """
    if len(cells) > len(columns) and not any(cell.strip() for cell in cells[len(columns) :]):
        cells = cells[: len(columns)]
    if sum(map(len, cells)) > LONGEST_ROW:
        short = tuple(cell[:200] for cell in cells[: len(columns)])
        return BadRow(line=line, cells=short, reason=f"longer than {LONGEST_ROW:,} characters")
    if len(cells) != len(columns):
        few = f"has {len(cells):,} cells, the header has {len(columns):,}"
        return BadRow(line=line, cells=tuple(cells[: len(columns)]), reason=few)
    return Row(line=line, cells=dict(zip(columns, cells, strict=True)), flags=flags)
