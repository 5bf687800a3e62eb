"""Reading a workbook within limits. Nothing in it is evaluated, followed, unpacked to disk or run.

1. The archive's directory is looked at before anything is unpacked: entries, sizes, ratios; a bomb ends here. 2. Its
parts are run through once: a single row or text as large as a list would be built up in memory whole. 3. Every sheet's
header is found; all sheets that can be used are read as one table, the others are named with the number of their rows.
4. Sheets are read row by row, without links, with entities forbidden, and not for ever: one cell that stands far out
makes up all before it. A formula is taken as the text it is and flagged; a number is shown as its format shows it
where that keeps zeros in front, and told as a number beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from repatria.doors.files.tables.errors import UnreadableTableError
from repatria.doors.files.tables.header import LOOKED_AT, Wanted, check_width, header_among, tidy_name
from repatria.doors.files.tables.rows import BadRow, Chunk, Marks, Table, fitted, named_columns
from repatria.doors.files.tables.workbook_archive import check_archive
from repatria.doors.files.tables.workbook_cells import Cell, cell_of

HIGHEST_LINE = 1_048_576
"""Rows of a sheet, as office programs write them. A row says its own number, and those before it are made up."""
MOST_CELLS = 20_000_000
"""Of a whole workbook at one reading, those that are made up before a far one too: 64 MB hold a fifth of it."""
_AT_ONCE = 500
_CELLS_OF_A_ROW = 5  # as many as reading it costs, were it empty
_MOST_SHEETS_NAMED = 12
_BESIDE = "\x1f"
"""Behind the name of a column that another one stands for: so it meets no column of another sheet."""


class _Patience:
    """How many cells of a workbook are looked at yet, whichever sheet claims them."""

    def __init__(self) -> None:
        self.left = MOST_CELLS

    def is_over(self, line: int, cells: int) -> bool:
        """Takes a row with so many cells.  Returns: whether its sheet claims more than is believed."""
        self.left -= cells + _CELLS_OF_A_ROW
        return self.left < 0 or line > HIGHEST_LINE


class _Sheet(NamedTuple):
    """A sheet whose header was looked for."""

    found: Any
    header: tuple[str, ...]
    header_line: int
    known: int
    told: str

    @property
    def title(self) -> str:
        return str(self.found.title)

    @property
    def is_hidden(self) -> bool:
        return bool(self.found.sheet_state != "visible")


class Workbook(Table):
    """A workbook whose sheets were looked at: all visible ones that fit are read, or the one that is named."""

    def __init__(self, source: Path | BinaryIO, wanted: Wanted) -> None:
        """Opens a file, or one in memory.  Raises: UnreadableTableError for all that limits or reader refuse."""
        super().__init__()
        check_archive(source)
        self.path, looking = source if isinstance(source, Path) else Path("workbook"), _Patience()
        try:
            book = openpyxl.load_workbook(source, read_only=True, data_only=False, keep_links=False, keep_vba=False)
            sheets = [_looked_at(found, wanted, looking) for found in book.worksheets]
            self.epoch = 1904 if book.epoch == CALENDAR_MAC_1904 else 1900
        except UnreadableTableError:
            raise
        except Exception as error:
            # The reader raises whatever the damage leads it to: key, type, value, XML and zip errors alike.
            raise UnreadableTableError(f"the workbook cannot be read ({type(error).__name__})") from error
        self._read, self._patience = _chosen(sheets, wanted), _Patience()
        for sheet in self._read:
            check_width(sheet.header)
        known = [_known_as(_names(sheet), wanted) for sheet in self._read]
        self._places = [{name: at for at, name in enumerate(names)} for names in known]
        self._known = tuple(dict.fromkeys(name for names in known for name in names))
        shown: dict[str, str] = {}
        for sheet, names in zip(self._read, known, strict=True):
            for name, written in zip(names, _names(sheet), strict=True):
                if name not in shown or tidy_name(written) in wanted.named:
                    shown[name] = f"{written} (another one was named)" if name.endswith(_BESIDE) else written
        self.header = self.columns = tuple(shown[name] for name in self._known)
        self.names = tuple(dict.fromkeys(name for sheet in self._read for name in _names(sheet)))
        self.header_line = self._read[0].header_line
        if len(self._read) == 1:
            self.header, self.only_sheet = self._read[0].header, self._read[0].title
        read = ", ".join(f"{sheet.title!r}{sheet.told}" for sheet in self._read)
        self.reading = (
            f"{'sheets' if len(self._read) > 1 else 'sheet'} {read}{_others_text(sheets, self._read, looking)}"
        )

    def chunks(self) -> Iterator[Chunk]:
        for sheet, places in zip(self._read, self._places, strict=True):
            title = sheet.title if len(self._read) > 1 else ""
            order = [places.get(name, -1) for name in self._known]
            yield from self._chunks_of(sheet, order, title)

    def _chunks_of(self, sheet: _Sheet, order: list[int], title: str) -> Iterator[Chunk]:
        width, read = len(sheet.header), _rows(sheet.found, self._patience)
        while True:
            lines: list[int] = []
            rows: list[list[str]] = []
            marks: dict[int, Marks] = {}
            bad: list[BadRow] = []
            for line, cells in read:
                if line <= sheet.header_line:
                    continue
                if isinstance(cells, str):
                    bad.append(BadRow(line=line, reason=cells, sheet=title))
                    break
                made = fitted(line, [cell.text for cell in cells], width, sheet=title)
                if isinstance(made, BadRow):
                    bad.append(made)
                elif any(text.strip() for text in made):
                    if (found := _marks(cells, order)) is not None:
                        marks[len(rows)] = found
                    lines.append(line)
                    rows.append([made[at] if at >= 0 else "" for at in order])
                if len(rows) + len(bad) >= _AT_ONCE:
                    break
            if not rows and not bad:
                return
            self.sheet_rows[title] += len(rows) + len(bad)
            yield Chunk(lines, rows, marks, bad, max((sum(map(len, row)) for row in rows), default=0), title)


def _marks(cells: Sequence[Cell], order: Sequence[int]) -> Marks | None:
    flags, numbers = {}, {}
    for place, at in enumerate(order):
        if 0 <= at < len(cells):
            if cells[at].flags:
                flags[place] = cells[at].flags
            if (number := cells[at].number) is not None:
                numbers[place] = number
    # A sheet leaves out empty cells at the end of a row, and columns of other sheets: it is not shorter for that.
    return Marks(cells=len(order), flags=flags, numbers=numbers) if flags or numbers else None


def _names(sheet: _Sheet) -> tuple[str, ...]:
    return named_columns(sheet.header)


def _known_as(names: Sequence[str], wanted: Wanted) -> list[str]:
    """By which name a column of a sheet meets those of others: the reader's, where no second one has it.

    Given:    of several the one that somebody named has it; the others meet nobody's.
    """
    tidied = [tidy_name(name) for name in names]
    called = [wanted.called(name) for name in tidied]
    found = []
    for tidy, known in zip(tidied, called, strict=True):
        rivals = [name for name, other in zip(tidied, called, strict=True) if other == known and name in wanted.named]
        if called.count(known) == 1 or [tidy] == rivals:
            found.append(known)
        else:
            found.append(f"{tidy}{_BESIDE}" if tidy == known and len(rivals) == 1 else tidy)
    return found


def _looked_at(found: Any, wanted: Wanted, patience: _Patience) -> _Sheet:
    """Finds the header of a sheet among its first rows."""
    records: list[tuple[int, list[str]]] = []
    for line, cells in _rows(found, patience):
        if isinstance(cells, str):
            if not records:
                raise UnreadableTableError(cells)
            break
        header = [cell.text for cell in cells]
        while header and not header[-1].strip():
            header.pop()
        if header:
            records.append((line, header))
        if len(records) == LOOKED_AT:
            break
    if not records:
        return _Sheet(found, (), 0, 0, "")
    rows = header_among(records, wanted)
    return _Sheet(found, rows.cells, rows.last_line, rows.known, rows.told)


def _chosen(sheets: Sequence[_Sheet], wanted: Wanted) -> list[_Sheet]:
    if wanted.sheet:
        named = [sheet for sheet in sheets if sheet.title == wanted.sheet]
        if not named:
            there = ", ".join(repr(sheet.title) for sheet in sheets[:_MOST_SHEETS_NAMED])
            raise UnreadableTableError(f"the workbook has no sheet {wanted.sheet!r}; it has: {there or 'none'}")
        chosen = named[:1]
    else:
        chosen = [sheet for sheet in sheets if not sheet.is_hidden and sheet.known and wanted.fits(sheet.header)]
        chosen = chosen or sorted(sheets, key=lambda sheet: (sheet.is_hidden, -sheet.known))[:1]
    if not any(sheet.header for sheet in chosen):
        raise UnreadableTableError("the sheet is empty" if sheets else "the workbook has no sheet")
    return chosen


def _others_text(sheets: Sequence[_Sheet], read: Sequence[_Sheet], patience: _Patience) -> str:
    """Names every sheet that is not read, with the number of its rows: none is left out silently."""
    others = [sheet for sheet in sheets if not any(sheet.found is one.found for one in read)]
    told = []
    for sheet in others:
        rows = sum(not isinstance(cells, str) and any(cell.text.strip() for cell in cells)
                   for _, cells in _rows(sheet.found, patience))  # fmt: skip
        counted = f"{rows:,} row{'' if rows == 1 else 's'}, the first with its header" if rows else "empty"
        told.append(f"{sheet.title!r} ({'hidden, ' if sheet.is_hidden else ''}{counted})")
    return f"; not read: sheet{'s' if len(told) > 1 else ''} {', '.join(told)}" if told else ""


def _rows(sheet: Any, patience: _Patience) -> Iterator[tuple[int, list[Cell] | str]]:
    """The rows of a sheet with their lines; where it is damaged, the reason in place of a row, and no more."""
    line = 0
    with suppress(AttributeError):
        sheet.reset_dimensions()  # the claimed size is only a claim
    try:
        for line, cells in enumerate(sheet.iter_rows(), start=1):
            if patience.is_over(line, len(cells)):
                yield line, "the sheet claims more rows or cells than it holds"
                return
            yield line, [cell_of(cell) for cell in cells]
    except Exception as error:
        # As above; the rows that came before the damage stand.
        yield line + 1, f"the sheet breaks off here ({type(error).__name__})"
