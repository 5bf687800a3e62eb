"""Workbooks and Parquet files read in a limited child: the desk has keys and store, the child neither."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from repatria.adapters.limited import LimitedChild, Limits
from repatria.doors.files.tables import (
    BEGINNING,
    HANDED,
    HandedTable,
    HeavyTableError,
    Table,
    UnreadableTableError,
    WantedNames,
    asked,
)
from repatria.doors.jobs.importing.opening import open_here

_CHILD = (sys.executable, "-s", "-P", "-m", "repatria.config.limited_child")
_MB = 1024 * 1024
OF_A_PAGE = Limits(memory_bytes=1024 * _MB, processor_seconds=30, clock_seconds=60, answer_bytes=64 * _MB)
OF_A_COMMAND = Limits(memory_bytes=4096 * _MB, processor_seconds=600, clock_seconds=1200, answer_bytes=512 * _MB)


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesInAChild:
    """Opens lists: a workbook or a Parquet file in a child of its own, separated text here.

    Given:    `most` rows that are wanted: of more the child reads none.
    """

    limits: Limits
    most: int

    def __call__(self, path: Path, names: WantedNames) -> Table:
        """Raises: UnreadableTableError; HeavyTableError where a limit ended the child."""
        with path.open("rb") as stream:
            job = HANDED.get(stream.read(BEGINNING))
            if job is None:
                return open_here(path, names)
            stream.seek(0)
            content = stream.read()
        said = LimitedChild(command=(*_CHILD, job), limits=self.limits).answer(asked(names, content, most=self.most))
        if said.fell:
            raise HeavyTableError(f"{path.name} takes too much memory or time to read: save it as CSV")
        if said.refused:
            raise UnreadableTableError(f"{path.name}: {said.refused}")
        return HandedTable(path, said.content)
