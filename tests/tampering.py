"""Changing one cell of a store by SQL, as somebody would who wanted a thing not to have been said."""

from __future__ import annotations

from django.apps import apps
from django.db import connections, router

NOT_RUNTIME = ("log", "projected", "keys", "inbox", "letterbox")


class Undone(Exception):
    """Rolls a change back after it was looked at."""


def kept_tables(classes=NOT_RUNTIME):
    """The tables of our own that verify answers for."""
    return [m for m in apps.get_models() if getattr(m, "table_class", "") in classes]


def other_value(value, chance):
    if value is None:
        return 7
    if isinstance(value, bytes | memoryview):
        raw = bytearray(bytes(value))
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        return bytes(raw)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((1 << 20, 1 << 21, 1 << 22))  # beyond a log: a number in it may be taken
    return (value[:-1] + ("x" if value[-1] != "x" else "y")) if value else "x"


def typed(value, field):
    """A null becomes something of the column's own type."""
    kind = field.get_internal_type()
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    if "Binary" in kind or "Sealed" in kind or "Blind" in kind:
        return bytes([value])
    if kind == "BooleanField":
        return bool(value)
    return str(value) if "Char" in kind or "Text" in kind else value


def change_one_cell(chance, model, field, row):
    """Changes one cell by SQL; returns (was it really another value)."""
    connection = connections[router.db_for_write(model)]
    table, quote = model._meta.db_table, connection.ops.quote_name
    before = getattr(row, field.attname)
    after = typed(other_value(before, chance), field) if before is None else other_value(before, chance)
    if after == before:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(table)} SET {quote(field.column)} = %s WHERE {quote(model._meta.pk.column)} = %s",
            [after, row.pk],
        )
    return True
