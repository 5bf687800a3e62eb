"""The columns of many rows as a Parquet file, for DuckDB, Spark, or an organisation's own cluster."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from repatria.doors.files.linking.batch.columns import LISTS, NUMBERS, TEXTS, ReadingsOf, in_batches


def write_columns(
    rows: Iterable[RegisterRow | EnquiryRow], path: Path, weights: Weights, readings: ReadingsOf | None = None
) -> int:
    """Writes the columns of rows to a Parquet file, whole or not at all, readable by its owner alone.

    Given:    pyarrow is there (see `backends.check_libraries`).
    Returns:  how many records were written: a name that may be read in several ways is written once for each.
    """
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    schema = schema_of(arrow)
    unfinished = path.with_name(f".{path.name}.unfinished")
    written = 0
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        with parquet.ParquetWriter(unfinished, schema) as writer:
            for batch in in_batches(rows, weights, readings):
                writer.write_table(arrow.table(batch, schema=schema))
                written += len(batch["unique_id"])
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return written


def schema_of(arrow: Any) -> Any:
    """Returns the types of the columns, for pyarrow."""
    return arrow.schema(
        [(name, arrow.string()) for name in TEXTS]
        + [(name, arrow.list_(arrow.string())) for name in LISTS]
        + [(name, arrow.int32()) for name in NUMBERS]
    )
