"""The write-ahead log of an embedded store: brought into its file, and cut when it grew while nobody did that.

SQLite copies what was written (PASSIVE) without ever making the log's file smaller. It grows while a store is filled or
a file of calls runs without the jobs process, and while somebody reads one long moment of it; it is cut (TRUNCATE) once
all of it is copied, and nobody is waited for: a reader of an old moment only puts it off until the next turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

LARGEST_WAL_BYTES = 16 * 1024 * 1024
"""Above this the log is cut. A day of a busy house is below it between two turns of the jobs."""


class Cursor(Protocol):
    """What is asked of a store's cursor."""

    def execute(self, statement: str, /) -> Any: ...
    def fetchone(self) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How a turn ended.

    Units:    pages.
    """

    in_log: int
    copied: int
    is_cut: bool = False

    @property
    def is_held(self) -> bool:
        """Whether somebody still reads a moment before the end of the log."""
        return self.copied < self.in_log


def copy_into_file(cursor: Cursor, *, at_most: int = LARGEST_WAL_BYTES) -> Copied:
    """Moves the log of an embedded store into its file, and cuts it where it is larger than `at_most` bytes.

    Given:    one process does this, and no other connection checkpoints meanwhile.
    Not:      waiting: whoever reads or writes goes on, and the log is cut in a later turn.
    """
    cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    _, in_log, copied = cursor.fetchone()
    cursor.execute("PRAGMA page_size")
    size = in_log * int(cursor.fetchone()[0])
    found = Copied(in_log=in_log, copied=copied)
    if found.is_held or size <= at_most:
        return found
    cursor.execute("PRAGMA busy_timeout")
    usual = int(cursor.fetchone()[0])
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy = int(cursor.fetchone()[0])
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {usual}")
    return Copied(in_log=in_log, copied=copied, is_cut=not is_busy)
