"""Executes row operations in the transaction of the append: the only writer of projected tables."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from repatria.records.ledger.errors import BrokenLogError
from repatria.records.ledger.operations import (
    Blind,
    Insert,
    Operation,
    Sealed,
    columns_of,
    constant_defaults,
    is_absent,
    sealed_columns,
)
from repatria.records.ledger.tail import open_tail
from repatria.records.vault.cells import cell_place, seal
from repatria.records.vault.keyring import Purpose, current
from repatria.records.vault.keys import ensure_key


class KeyChest:
    """The subject keys of one append: each is fetched once, however many cells it seals."""

    def __init__(self) -> None:
        self._keys: dict[tuple[Purpose, str], bytes] = {}

    def key(self, purpose: Purpose, subject: str) -> bytes:
        if (purpose, subject) not in self._keys:
            self._keys[purpose, subject] = ensure_key(purpose, subject)
        return self._keys[purpose, subject]


def stored_value(table: str, row: str, column: str, value: Any, index: int, chest: KeyChest) -> Any:
    """Turns a projector's value into what the column stores: sealed cell, blind index or the value itself."""
    if isinstance(value, Sealed):
        if is_absent(value.value):
            return None
        key = chest.key(sealed_columns(table)[column].purpose, value.subject)
        return seal(key, cell_place(table, column, row), index, str(value.value).encode())
    if isinstance(value, Blind):
        return None if is_absent(value.value) else current().blind(value.column, str(value.value))
    return value


def apply_operations(
    operations: Iterable[Operation], index: int, chest: KeyChest | None = None, cursor: CursorWrapper | None = None
) -> None:
    """Writes rows.

    Given:    inside the transaction that appends entry `index`; `cursor` of that transaction, where it has one open.
    Raises:   BrokenLogError when a Set finds no row: the projection and the log have parted, nothing is written.
    """
    chest, tail = chest or KeyChest(), open_tail()
    with connection.cursor() if cursor is None else nullcontext(cursor) as cursor:
        for operation in operations:
            table, row = operation.table, operation.row
            if tail is not None:
                tail.rewritten(table)
            values = {c: stored_value(table, row, c, v, index, chest) for c, v in operation.values.items()}
            unknown = values.keys() - columns_of(table).keys()
            if unknown:
                raise KeyError(f"{table} has no column {sorted(unknown)}")
            if isinstance(operation, Insert):
                values = {"id": row, **constant_defaults(table), **values}
                cursor.execute(_insert(table, tuple(values)), list(values.values()))
            else:
                cursor.execute(_update(table, tuple(values)), [*values.values(), row])
                if cursor.rowcount != 1:
                    raise BrokenLogError(f"{table} has no row {row} to set")


@lru_cache(maxsize=512)
def _insert(table: str, columns: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES ({marks})"


@lru_cache(maxsize=512)
def _update(table: str, columns: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    return f"UPDATE {quote(table)} SET {', '.join(f'{quote(c)} = %s' for c in columns)} WHERE {quote('id')} = %s"
