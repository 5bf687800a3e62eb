"""What a reader hands on: an opened table, and its rows in chunks, each whole or bad, each with its line.

A row has as many cells as the header, exactly as the file has them. What the file itself shows about a cell (a number,
a formula, an error) or a row (shorter than the header) stands beside it as a mark; most rows have none.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

MOST_COLUMNS = 1_000
LONGEST_ROW = 1_000_000
"""Bytes of UTF-8 of all cells of a row; a longer one is rejected, since it would have to be kept whole."""
TOO_LONG = f"longer than {LONGEST_ROW:,} bytes"
TOO_MANY_CELLS = "has more cells than the header"
UNCLOSED = "a quotation mark is opened and not closed"
_SHOWN_NAMES = 12
_SHOWN_LETTERS = 40
_KEPT_TEXT = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the file shows about one row beside its texts.

    Given:    `cells` it had in the file, fewer than the header where it was filled; `flags` and `numbers` by the place
              of the column: what is odd, and the number that a cell of a workbook holds as a number.
    """

    cells: int
    flags: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[int, float] = field(default_factory=dict)


_NOTHING: Mapping[int, Marks] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that is not taken.

    Given:    `reason` is the same for all rows of one kind, so that they can be counted; `detail` says what is so of
              this one alone; `cells` as far as they could be told apart, `text` as far as it is worth showing.
    """

    line: int
    reason: str
    detail: str = ""
    cells: tuple[str, ...] = ()
    text: str = ""
    sheet: str = ""

    @property
    def told(self) -> str:
        """The whole reason."""
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, cell by column name; `flags` and `numbers` (see Marks) by column name, `cells_there` before filling."""

    line: int
    cells: Mapping[str, str]
    flags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    cells_there: int = 0
    sheet: str = ""

    @property
    def where(self) -> str:
        """The line, with the sheet where the workbook has several."""
        return f"{self.sheet}, {self.line}" if self.sheet else str(self.line)


class Chunk(NamedTuple):
    """Rows that follow each other.

    Shapes:   `lines`, `rows` of equal length, every row as long as the header; `marks` by place among them.
    Units:    `longest` characters of the longest row.
    Given:    `is_plain` where no row is bad or marked, or has a quotation mark or a zero byte.
    """

    lines: Sequence[int]
    rows: list[list[str]]
    marks: Mapping[int, Marks] = _NOTHING
    bad: Sequence[BadRow] = ()
    longest: int = 0
    sheet: str = ""
    is_plain: bool = False


class Table(ABC):
    """An opened file of rows.

    Given:    run through once. `header` are the cells of the header as they stand, `columns` a name of its own for
              each; `number_at` the place of the column that names a row, where the reader knows it; `epoch` the year
              from which numbers of days count. Rows that hold none of the texts in `sought` may be passed over, where
              there are any. `names` the columns as each sheet of several writes them. `likely_rows` only for progress,
              0 where nobody knows. `only_sheet` of a workbook of which one sheet is read.
    Returns:  `reading` says in words how the file was read; `sheet_rows` counts the rows of each sheet, once read.
    """

    path: Path
    header: tuple[str, ...]
    columns: tuple[str, ...]
    reading: str
    separator: str = "\t"
    number_at: int = 0
    epoch: int = 1900
    header_line: int = 1
    sought: Sequence[str] = ()
    names: Sequence[str] = ()
    only_sheet: str = ""

    def __init__(self) -> None:
        self.sheet_rows: Counter[str] = Counter()

    @property
    def width(self) -> int:
        return len(self.header)

    @property
    def likely_rows(self) -> int:
        return 0

    @abstractmethod
    def chunks(self) -> Iterator[Chunk]:
        """The rows in the order of the file, many at once; rows without any sign are passed over."""

    @property
    def rows(self) -> Iterator[Row | BadRow]:
        """The rows one by one, in the order of the file."""
        for chunk in self.chunks():
            if not chunk.bad:
                yield from self._rows_of(chunk)
            else:
                bad = iter(chunk.bad)
                next_bad = next(bad, None)
                for row in self._rows_of(chunk):
                    while next_bad is not None and next_bad.line < row.line:
                        yield next_bad
                        next_bad = next(bad, None)
                    yield row
                if next_bad is not None:
                    yield next_bad
                yield from bad

    def _rows_of(self, chunk: Chunk) -> Iterator[Row]:
        names = self.columns
        for at, (line, cells) in enumerate(zip(chunk.lines, chunk.rows, strict=True)):
            found = chunk.marks.get(at)
            if found is None:
                yield Row(
                    line=line, cells=dict(zip(names, cells, strict=True)), cells_there=len(cells), sheet=chunk.sheet
                )
            else:
                yield Row(
                    line=line, cells=dict(zip(names, cells, strict=True)), cells_there=found.cells, sheet=chunk.sheet,
                    flags={names[place]: flags for place, flags in found.flags.items()},
                    numbers={names[place]: number for place, number in found.numbers.items()},
                )  # fmt: skip


def fitted(line: int, cells: list[str], width: int, *, text: str = "", sheet: str = "") -> list[str] | BadRow:
    """Makes a row as long as the header: what is missing at its end is filled with nothing.

    Returns:  a BadRow where cells that are not empty stand beyond the header, or where the row is too long: what stands
              in the wrong column must not be taken.
    """
    if len(cells) > width:
        if any(cell.strip() for cell in cells[width:]):
            detail = f"{len(cells):,}, the header has {width:,}"
            shown = tuple(cells)
            return BadRow(
                line=line, reason=TOO_MANY_CELLS, detail=detail, cells=shown, text=text[:_KEPT_TEXT], sheet=sheet
            )
        cells = cells[:width]
    if is_too_long(cells):
        shown = tuple(cell[:_SHOWN_LETTERS] for cell in cells)
        return BadRow(line=line, reason=TOO_LONG, cells=shown, text=text[:_KEPT_TEXT], sheet=sheet)
    return cells + [""] * (width - len(cells)) if len(cells) < width else cells


def is_too_long(cells: Sequence[str]) -> bool:
    """Whether a row has more bytes than LONGEST_ROW; counted only where it can be."""
    letters = sum(map(len, cells))
    return letters > LONGEST_ROW // 4 and (
        letters > LONGEST_ROW or sum(len(cell.encode("utf-8", "surrogatepass")) for cell in cells) > LONGEST_ROW
    )


def named_columns(header: Sequence[str]) -> tuple[str, ...]:
    """Gives every column a name of its own: an empty one its letter-free number, a repeated one a number behind it."""
    names: list[str] = []
    for position, cell in enumerate(header, start=1):
        name = cell.strip().lstrip("\ufeff").strip() or f"column {position}"
        repeated = sum(n == name or n.startswith(f"{name} #") for n in names)
        names.append(f"{name} #{repeated + 1}" if repeated else name)
    return tuple(names)


def has_text(names: Sequence[str]) -> str:
    """What a file has, for whoever misses something in it: its columns, the first ones by name."""
    shown = [" ".join(name.split())[:_SHOWN_LETTERS] or "(no name)" for name in names[:_SHOWN_NAMES]]
    more = len(names) - len(shown)
    return f"the file has: {', '.join(shown) or 'no columns'}" + (f" and {more:,} more" if more > 0 else "")
