"""DuckDB and Spark, opened for Splink: the only place that imports them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from repatria.doors.files.linking.batch.errors import MissingEngineError

_MEMORY = "4GB"


class Backend(Protocol):
    """What Splink runs on.

    Given:    `dialect` as Splink and the model name it; table names are plain words.
    """

    dialect: str

    def load(self, name: str, path: Path) -> None:
        """Makes a table of a Parquet file, or replaces it."""

    def make(self, name: str, query: str) -> None:
        """Makes a table of the result of a query, or replaces it."""

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Returns the rows of a query."""

    def splink_api(self) -> Any:
        """Returns a fresh Splink database interface: what one run remembered is unknown to the next."""

    def close(self) -> None:
        """Ends it."""


class DuckDBBackend:
    """DuckDB in this process; what does not fit in memory goes to the work folder."""

    dialect = "duckdb"

    def __init__(self, work: Path) -> None:
        duckdb = import_module("duckdb")
        self._connection = duckdb.connect(
            config={"temp_directory": str(work / "duckdb"), "memory_limit": _MEMORY, "preserve_insertion_order": False}
        )

    def load(self, name: str, path: Path) -> None:
        self.make(name, f"SELECT * FROM read_parquet({_quoted(path)})")

    def make(self, name: str, query: str) -> None:
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def rows(self, query: str) -> list[dict[str, Any]]:
        found = self._connection.execute(query)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def splink_api(self) -> Any:
        return import_module("splink").DuckDBAPI(connection=self._connection)

    def close(self) -> None:
        self._connection.close()


class SparkBackend:
    """Spark: on this machine, or the cluster that `master` names or spark-submit has set."""

    dialect = "spark"

    def __init__(self, work: Path, master: str) -> None:
        spark = import_module("pyspark.sql").SparkSession
        builder = (
            spark.builder.appName("repatria link batch")
            .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "8")
            .config("spark.sql.warehouse.dir", str(work / "warehouse"))
            # The sum of all levels is one expression of thousands of parts: inferring constraints of it takes minutes.
            .config("spark.sql.constraintPropagation.enabled", "false")
        )  # fmt: skip
        self._session = (builder.master(master) if master else builder).getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")
        self._session.sparkContext.setCheckpointDir(str(work / "checkpoints"))

    def load(self, name: str, path: Path) -> None:
        self._session.read.parquet(str(path)).createOrReplaceTempView(name)

    def make(self, name: str, query: str) -> None:
        self._session.sql(query).persist().createOrReplaceTempView(name)

    def rows(self, query: str) -> list[dict[str, Any]]:
        return [row.asDict() for row in self._session.sql(query).collect()]

    def splink_api(self) -> Any:
        backend = import_module("splink.backends.spark")
        # The model asks for Spark's own functions only: Splink's jar of further ones need not be there.
        return backend.SparkAPI(
            spark_session=self._session, break_lineage_method="persist", register_udfs_automatically=False
        )

    def close(self) -> None:
        self._session.stop()


@contextmanager
def opened(engine: str, work: Path, master: str) -> Iterator[Backend]:
    """Opens "duckdb" or "spark" with a folder for what it puts aside; both are closed and cleared away at the end."""
    work.mkdir(parents=True, exist_ok=True, mode=0o700)
    backend = DuckDBBackend(work) if engine == "duckdb" else SparkBackend(work, master)
    try:
        yield backend
    finally:
        backend.close()
        shutil.rmtree(work, ignore_errors=True)


def check_libraries(engine: str) -> None:
    """Says before anything is written whether everything is there for "columns", "duckdb" or "spark".

    Raises:   MissingEngineError.
    """
    needed = {"columns": ("pyarrow",), "duckdb": ("pyarrow", "duckdb", "splink"),
              "spark": ("pyarrow", "duckdb", "splink", "pyspark")}  # fmt: skip
    for module in needed[engine]:
        if find_spec(module) is None:
            raise _missing(module, "spark" if engine == "spark" else "batch")
    if engine == "spark" and shutil.which("java") is None:
        raise MissingEngineError("Spark needs a Java runtime: apt-get install default-jre-headless", permanent=True)


def _missing(module: str, extra: str) -> MissingEngineError:
    return MissingEngineError(f"{module} is not installed: pip install 'repatria[{extra}]'", permanent=True)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
