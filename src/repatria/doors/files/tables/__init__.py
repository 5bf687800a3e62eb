"""Tables as people send them: separated text, workbooks, Parquet, in any encoding, with what is broken in them named.

The one reader of tables: an import, `repatria link` and `repatria kinship` read through it. Nothing here knows what a
table is about.

Reach for it:

- `open_table(path, Wanted(knows=...))` opens a file by what it is, tells its encoding and separator, finds the header
  below titles, and says how (`Table.reading`); `tidy_name` is how names of columns are compared;
- `Table.rows` gives them one by one, `Table.chunks` many at once for whoever has millions;
- a `Row` has as many cells as the header; what the file shows beside the texts (a number, a formula, a short row)
  stands in its marks; a `BadRow` is not taken, and says why;
- `has_text` says which columns a file has, wherever one is missed.

Returns:  texts exactly as the file has them. Every row of every sheet is given, bad or counted as not read.
Not:      dates, names, particulars: what a text means is for the reader of the list. Nothing is evaluated or written.
"""

from __future__ import annotations

from repatria.doors.files.tables.errors import HeavyTableError, MissingLibraryError, UnreadableTableError
from repatria.doors.files.tables.handed import BEGINNING, HANDED, HandedTable, WantedNames, asked
from repatria.doors.files.tables.header import Wanted, tidy_name
from repatria.doors.files.tables.opening import open_table
from repatria.doors.files.tables.rows import (
    LONGEST_ROW,
    TOO_LONG,
    TOO_MANY_CELLS,
    BadRow,
    Chunk,
    Row,
    Table,
    has_text,
)

__all__ = [
    "BEGINNING",
    "HANDED",
    "LONGEST_ROW",
    "TOO_LONG",
    "TOO_MANY_CELLS",
    "BadRow",
    "Chunk",
    "HandedTable",
    "HeavyTableError",
    "MissingLibraryError",
    "Row",
    "Table",
    "UnreadableTableError",
    "Wanted",
    "WantedNames",
    "asked",
    "has_text",
    "open_table",
    "tidy_name",
]
