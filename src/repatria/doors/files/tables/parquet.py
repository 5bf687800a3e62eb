"""Reading Parquet through pyarrow, which comes with the extra `batch`; without it a clear word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from repatria.doors.files.tables.errors import MissingLibraryError, UnreadableTableError
from repatria.doors.files.tables.header import check_width
from repatria.doors.files.tables.rows import TOO_LONG, BadRow, Chunk, Table, is_too_long, named_columns

_BATCH = 50_000
_DAMAGED = "is damaged as Parquet: write it again"


class ParquetTable(Table):
    """A Parquet file whose header was read.  Given: the first row counts as line 1."""

    def __init__(self, path: Path | BinaryIO) -> None:
        """Opens it, or its bytes.  Raises: MissingLibraryError without pyarrow; UnreadableTableError."""
        super().__init__()
        self.name = path.name if isinstance(path, Path) else "it"
        try:
            arrow = import_module("pyarrow.parquet")
        except ImportError as error:
            raise MissingLibraryError(
                f"{self.name} is Parquet, which needs the extra `batch`: pip install 'repatria[batch]'", permanent=True
            ) from error
        try:
            self._opened = arrow.ParquetFile(path)
        except (ValueError, OSError) as error:  # pyarrow's own errors are of these two families
            raise UnreadableTableError(f"{self.name} {_DAMAGED}" if self.name != "it" else _DAMAGED) from error
        if isinstance(path, Path):
            self.path = path
        self.header = tuple(self._opened.schema_arrow.names)
        check_width(self.header)
        self.columns, self.reading = named_columns(self.header), "Parquet"

    def chunks(self) -> Iterator[Chunk]:
        first = 1
        batches = self._opened.iter_batches(batch_size=_BATCH)
        while True:
            try:
                batch = next(batches, None)
                columns = [_texts(column.to_pylist()) for column in batch.columns] if batch is not None else []
            except (ValueError, OSError) as error:
                raise UnreadableTableError(f"{self.name}, after row {first - 1:,}, {_DAMAGED}") from error
            if batch is None:
                return
            lines: list[int] = []
            rows: list[list[str]] = []
            bad: list[BadRow] = []
            for line, cells in enumerate(map(list, zip(*columns, strict=True)), start=first):
                if is_too_long(cells):
                    bad.append(BadRow(line=line, reason=TOO_LONG))
                elif any(cell.strip() for cell in cells):
                    lines.append(line)
                    rows.append(cells)
            longest = max((sum(map(len, cells)) for cells in rows), default=0)
            self.sheet_rows[""] += len(rows) + len(bad)
            yield Chunk(lines, rows, bad=bad, longest=longest)
            first += batch.num_rows


def _texts(values: Sequence[object]) -> list[str]:
    return ["" if value is None else _text(value) for value in values]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # whole numbers become floats where a column has gaps
    return str(value)
