"""One moment of a store: what is read within it is one committed state, whatever others write meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

_FIRST_READ = {"postgresql": "SELECT 1", "sqlite": "SELECT COUNT(*) FROM sqlite_schema"}
"""Neither database fixes the moment before something is read."""


@contextmanager
def one_moment(alias: str) -> Iterator[None]:
    """Reads a store as it stood when this began; writers go on beside it, and nothing can be written within it.

    Source:   SQLite, isolation in WAL mode; PostgreSQL, REPEATABLE READ.
    Given:    where this thread has a transaction open on that store, its view is used: it is one state already.
    Not:      the house's usual transactions are IMMEDIATE or take the log's lock, which would hold every writer up;
              SQLite's write-ahead log grows until the moment is over, and shrinks at the checkpoint after it.
    """
    connection = connections[alias]
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic(using=alias):
            _run(alias, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            _run(alias, _FIRST_READ["postgresql"])
            yield
        return
    connection.ensure_connection()
    usual = connection.transaction_mode  # type: ignore[attr-defined] # the stubs are older than Django 5.1
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined] # as above
    _run(alias, "PRAGMA query_only = ON")
    try:
        with transaction.atomic(using=alias):
            _run(alias, _FIRST_READ["sqlite"])
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined] # as above
        _run(alias, "PRAGMA query_only = OFF")


def _run(alias: str, statement: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
