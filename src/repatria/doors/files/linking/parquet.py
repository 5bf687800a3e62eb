"""Reading Parquet through pyarrow, which comes with the extra `batch`; without it a clear word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from repatria.doors.files.linking.columns import Columns, columns_of
from repatria.doors.files.linking.errors import MissingLibraryError, UnreadableTableError

_MARK = b"PAR1"
_BATCH = 50_000
_DAMAGED = "is damaged as Parquet: write it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParquetTable:
    """A Parquet file whose header was read.  Given: the first row counts as line 1."""

    path: Path
    columns: Columns
    opened: Any
    encoding: str = "parquet"

    @property
    def reading(self) -> str:
        """How the table is read, in a few words."""
        ignored = f"; not read: {', '.join(self.columns.ignored)}" if self.columns.ignored else ""
        return f"Parquet: id, {', '.join(self.columns.present)}{ignored}"

    def batches(self) -> Iterator[tuple[int, Iterator[list[str]]]]:
        """The rows as text, with the number of the first one of each batch."""
        first = 1
        batches = self.opened.iter_batches(batch_size=_BATCH)
        while True:
            try:
                batch = next(batches, None)
            except (ValueError, OSError) as error:
                raise UnreadableTableError(f"{self.path.name}, after row {first - 1:,}, {_DAMAGED}") from error
            if batch is None:
                return
            columns = [_texts(column.to_pylist()) for column in batch.columns]
            yield first, (list(cells) for cells in zip(*columns, strict=True))
            first += batch.num_rows


def is_parquet(path: Path) -> bool:
    """Whether the file begins as Parquet does."""
    with path.open("rb") as stream:
        return stream.read(len(_MARK)) == _MARK


def open_parquet(path: Path, kind: str) -> ParquetTable:
    """Opens a Parquet file.

    Raises:   MissingLibraryError without pyarrow; UnreadableTableError; TableColumnsError.
    """
    try:
        arrow = import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingLibraryError(
            f"{path.name} is Parquet, which needs the extra `batch`: pip install 'repatria[batch]'", permanent=True
        ) from error
    try:
        opened = arrow.ParquetFile(path)
    except (ValueError, OSError) as error:  # pyarrow's own errors are of these two families
        raise UnreadableTableError(f"{path.name} {_DAMAGED}") from error
    names = opened.schema_arrow.names
    return ParquetTable(path=path, columns=columns_of(names, kind, path.name), opened=opened)


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
