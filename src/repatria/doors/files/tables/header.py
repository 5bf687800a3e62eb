"""Which line of a table is its header, and what parts its columns.

Lists have titles above the header, a header over several lines, capitals, blanks, marks of quotation, and a first line
`sep=;` for a spreadsheet. So the first records are looked at under each separator: the one in which most columns are
known is the header, the earliest of equals; of two separators that show equally many, the one that makes more rows as
wide as the header. Where nothing is known the header is the first record.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
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
_APOSTROPHES = re.compile("['`’ʼ‘´*]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the reader of a table knows beforehand.

    Given:    `knows` says of a tidy name (see tidy_name) whether the reader has a use for that column; `fits` whether a
              whole header can be used, for a workbook of several sheets; `called` gives the name under which the reader
              knows a column, so that sheets in several languages are one table; what is "" is found out.
    """

    knows: Callable[[str], bool]
    fits: Callable[[Sequence[str]], bool] = bool
    called: Callable[[str], str] = str
    encoding: str = ""
    separator: str = ""
    sheet: str = ""


class Header(NamedTuple):
    """A header that was found: its cells, what parts them and how that was told, its last line, the rows above it."""

    cells: tuple[str, ...]
    separator: str
    told_by: str
    last_line: int
    above: int


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
        hits = [count_known(cells, wanted) for _, cells in records]
        if not records:
            continue
        at = hits.index(max(hits))
        last, cells = records[at]
        alike = sum(len(other) == len(cells) for _, other in records) if len(cells) > 1 else 0
        worth = (hits[at], alike, len(cells), sign == named)
        if best is None or worth > best[0]:
            best = worth, Header(tuple(cells), sign, told_by, last, at)
    if best is None:
        raise UnreadableTableError("is empty: a header and a row each line are needed")
    return best[1]


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
        for line in block.numbered:
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
