"""Which line of a table is its header, and what parts its columns.

Lists have titles above the header, a header over several lines, capitals, blanks, marks of quotation, and a first line
`sep=;` for a spreadsheet. So the first records are looked at under each separator: the one in which most columns are
known is the header, the earliest of equals; of two separators that show equally many, the one that makes more rows as
wide as the header. Where nothing is known the header is the first record. Two rows are one header where more columns
are known so: groups stand above (Народження over Дата and Місце), or names that reach over both rows.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

from repatria.doors.files.tables.errors import UnreadableTableError
from repatria.doors.files.tables.lines import Block
from repatria.doors.files.tables.records import Records
from repatria.doors.files.tables.rows import MOST_COLUMNS

SEPARATORS: Mapping[str, str] = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "bar"}
LOOKED_AT = 30
"""Records among which the header is looked for."""
_BY_NAME = {".tsv": "\t", ".tab": "\t", ".txt": "\t"}
_SAYS_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_LEAST_NUMBERED = 3
_APOSTROPHES = re.compile("['`’ʼ‘´*]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the reader of a table knows beforehand.

    Given:    `knows` says of a tidy name (see tidy_name) whether the reader has a use for that column; `fits` whether a
              whole header can be used, for a workbook of several sheets; `called` gives the name under which the reader
              knows a column, so that sheets in several languages are one table; `named` are tidy names that somebody
              said: of two columns of a sheet that are called alike that one is meant. What is "" is found out. In lists
              a row of the numbers of the columns (1, 2, 3 ...) stands below the header: `numbered` passes over it.
              Where no header stands at all, `has_header` says so: then the columns are called 1, 2, 3 ...
    """

    knows: Callable[[str], bool]
    fits: Callable[[Sequence[str]], bool] = bool
    called: Callable[[str], str] = str
    named: frozenset[str] = frozenset()
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    numbered: bool = False
    has_header: bool = True


class Rows(NamedTuple):
    """The rows of a header: its cells, its last line, how many rows stand above it, how many columns are known."""

    cells: tuple[str, ...]
    last_line: int
    above: int
    known: int
    told: str


class Header(NamedTuple):
    """A header that was found, what parts its cells and how that was told."""

    rows: Rows
    separator: str
    told_by: str


def tidy_name(name: str) -> str:
    """Returns the name of a column for comparing: capitals, blanks, ends of lines, hyphens, apostrophes are one."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip("\ufeff :")
    return _APOSTROPHES.sub("", "_".join(plain.replace("-", " ").replace("_", " ").split()))


def find_header(blocks: Callable[[], Iterator[Block]], wanted: Wanted, suffix: str = "") -> Header:
    """Finds the header in the beginning of separated text.

    Given:    `blocks` begins anew at each call; `suffix` of the file's name, which decides where nothing else does.
    Raises:   UnreadableTableError where there is no row at all, or the first line has no end.
    """
    said, after = _said_separator(blocks())
    signs = [wanted.separator or said] if wanted.separator or said else list(SEPARATORS)
    told_by = "the profile says so" if wanted.separator else "the file says so" if said else "it parts the header"
    named = _BY_NAME.get(suffix.lower(), ",")
    best: tuple[tuple[int, int, int, bool], Header] | None = None
    for sign in signs:
        records = list(islice(_records(blocks(), sign, after), LOOKED_AT))
        if not records:
            continue
        found = header_among(records, wanted)
        if not wanted.has_header:
            found = found._replace(last_line=after)
        cells = found.cells
        alike = sum(len(other) == len(cells) for _, other in records) if len(cells) > 1 else 0
        worth = (found.known if wanted.has_header else alike, alike, len(cells), sign == named)
        if best is None or worth > best[0]:
            best = worth, Header(found, sign, told_by)
    if best is None:
        raise UnreadableTableError("is empty: a header and a row each line are needed")
    return best[1]


def header_among(records: Sequence[tuple[int, Sequence[str]]], wanted: Wanted) -> Rows:
    """Returns the header among the first rows of a table, each with its last line; one at least.

    Given:    none of the rows is blank.
    """
    if not wanted.has_header:
        width = max(len(cells) for _, cells in records)
        return Rows(tuple(map(str, range(1, width + 1))), 0, 0, width, "; no header, columns go by their numbers")
    hits = [count_known(cells, wanted) for _, cells in records]
    known = max(hits)
    at = first = hits.index(known)
    header, told = tuple(records[at][1]), ""
    for place, ((_, upper), (_, lower)) in enumerate(pairwise(records)):
        both = _as_one(upper, lower, wanted)
        if (more := count_known(both, wanted)) > known:
            known, header, first, at, told = more, both, place, place + 1, "; the header stands in two rows"
    if wanted.numbered and at + 1 < len(records) and _is_numbering(records[at + 1][1]):
        at, told = at + 1, told + "; a row of numbers of columns passed over"
    return Rows(header, records[at][0], first, known, above_text(first) + told)


def _as_one(upper: Sequence[str], lower: Sequence[str], wanted: Wanted) -> tuple[str, ...]:
    """Reads two rows as one header: a group above reaches over the blanks beside it, a name alone over both rows."""
    width, group, cells = max(len(upper), len(lower)), "", list[str]()
    for at in range(width):
        above, below = (row[at].strip() if at < len(row) else "" for row in (upper, lower))
        group = above or group
        names = (f"{below} {group}", f"{group} {below}", below) if below else (above,)
        cells.append(next((name for name in names if wanted.knows(tidy_name(name))), below or above))
    return tuple(cells)


def _is_numbering(cells: Sequence[str]) -> bool:
    numbers = [cell.strip() for cell in cells]
    return len(numbers) >= _LEAST_NUMBERED and numbers == [str(at) for at in range(1, len(numbers) + 1)]


def count_known(cells: Iterable[str], wanted: Wanted) -> int:
    """Returns how many columns of a row the reader knows, if the row were the header."""
    return len({tidy for cell in cells if (tidy := tidy_name(cell)) and wanted.knows(tidy)})


def check_width(header: Sequence[str]) -> None:
    """Makes sure that a header is not beyond all measure.  Raises: UnreadableTableError."""
    if len(header) > MOST_COLUMNS:
        raise UnreadableTableError(f"the header has {len(header):,} columns, more than {MOST_COLUMNS:,}")


def above_text(above: int) -> str:
    """Says what stands above the header, for the reading of a table."""
    return f"; {above} {'row' if above == 1 else 'rows'} above the header passed over" if above else ""


def _said_separator(blocks: Iterator[Block]) -> tuple[str, int]:
    for block in blocks:
        for line in () if block.is_blank else block.numbered:
            if found := _SAYS_SEPARATOR.fullmatch(line.text):
                return found[1], line.number
            if line.text.strip():
                return "", 0
    return "", 0


def _records(blocks: Iterator[Block], sign: str, after: int) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the number of its last line."""
    is_begun = False
    for block in blocks:
        if block.is_overlong and not is_begun:
            raise UnreadableTableError("the first line has no end, it is no header")
        if block.is_blank:
            continue
        for record in Records(block, blocks, sign):
            cells = record.cells
            if record.line <= after or not record.text.strip():
                continue
            if cells is None:
                cells = _as_it_stands(record.text, sign)
            if any(cell.strip() for cell in cells):
                is_begun = True
                yield record.last_line, cells


def _as_it_stands(text: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=sign), [])
    except csv.Error:
        return text.split(sign)
