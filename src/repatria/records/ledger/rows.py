"""Rows by what their columns hold, in plain SQL: what services ask first, and the ORM makes several times dearer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import Col

from repatria.records.ledger.operations import projected_models
from repatria.records.ledger.tail import open_tail

M = TypeVar("M", bound=models.Model)
SOMETHING = object()
"""Asks for a column that holds anything."""
_ONE, _NOTHING, _ANYTHING = -1, -2, -3  # one value, none, and any: not how many

_MARKS = {_ONE: " = %s", _NOTHING: " IS NULL", _ANYTHING: " IS NOT NULL"}


@cache
def _columns(
    model: type[models.Model], vendor: str
) -> tuple[str, tuple[str, ...], tuple[tuple[int, Callable[..., Any], Col], ...]]:
    """The columns to select, their names, and what brings a stored value to the field's (a boolean of SQLite).

    Given:    `vendor` of the store, since two write and keep values otherwise.
    """
    table, fields, quote = model._meta.db_table, model._meta.concrete_fields, connection.ops.quote_name
    converters = []
    for place, field in enumerate(fields):
        column = Col(table, field)
        for convert in (*connection.ops.get_db_converters(column), *field.get_db_converters(connection)):
            converters.append((place, convert, column))
    names = tuple(field.attname for field in fields)
    return ", ".join(quote(str(field.column)) for field in fields), names, tuple(converters)


@lru_cache(maxsize=1024)
def _beginning(model: type[models.Model], vendor: str, conditions: tuple[tuple[str, int], ...], order: str) -> str:
    """The statement from its table on; `conditions` are columns with how many values each may hold."""
    quote = connection.ops.quote_name
    asked = []
    for name, count in conditions:
        column = quote(str(_field(model, name).column))
        marks = _MARKS.get(count) or f" IN ({', '.join(['%s'] * count)})"
        asked.append(column + marks)
    where = f" WHERE {' AND '.join(asked)}" if asked else ""
    by = ", ".join(
        quote(str(_field(model, one.lstrip("-")).column)) + (" DESC" if one.startswith("-") else " ASC")
        for one in order.split()
    )
    return f" FROM {quote(model._meta.db_table)}{where}" + (f" ORDER BY {by}" if by else "")


@lru_cache(maxsize=1024)
def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    found = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(found, models.Field)
    return found


def _asked(model: type[models.Model], equal: Mapping[str, Any]) -> tuple[tuple[tuple[str, int], ...], list[Any]]:
    conditions: list[tuple[str, int]] = []
    values: list[Any] = []
    for name, value in equal.items():
        if value is None or value is SOMETHING:
            conditions.append((name, _NOTHING if value is None else _ANYTHING))
            continue
        conditions.append((name, len(value) if isinstance(value, list) else _ONE))
        field = _field(model, name)  # PostgreSQL compares no text with a number
        values += (field.get_db_prep_value(one, connection) for one in (value if isinstance(value, list) else [value]))
    return tuple(conditions), values


def _asks_for_none(equal: Mapping[str, Any]) -> bool:
    return any(value == [] for value in equal.values())


def rows_where(model: type[M], *, order: str = "", at_most: int = 0, **equal: Any) -> list[M]:
    """The rows that `model.objects.filter(...).order_by(...)` would give.

    Given:    `equal` is a value of a column, None for one that holds nothing, SOMETHING for one that holds anything, a
              list for one that holds any of its values; `order` names columns, parted by blanks, with "-" before one
              that falls; `at_most` 0 for all.
    """
    if _asks_for_none(equal):
        return []
    conditions, values = _asked(model, equal)
    columns, names, converters = _columns(model, connection.vendor)
    limit = f" LIMIT {int(at_most)}" if at_most else ""
    statement = f"SELECT {columns}{_beginning(model, connection.vendor, conditions, order)}{limit}"
    found = _answer(model, statement, values)
    return [model.from_db(connection.alias, names, _converted(row, converters)) for row in found]


def _converted(row: Iterable[Any], converters: Iterable[tuple[int, Callable[..., Any], Col]]) -> list[Any]:
    values = list(row)
    for place, convert, column in converters:
        values[place] = convert(values[place], column, connection)
    return values


def is_there(model: type[models.Model], **equal: Any) -> bool:
    """Whether a row holds these values, as `model.objects.filter(...).exists()` would say; `equal` as above."""
    return not _asks_for_none(equal) and _first("1", model, equal, " LIMIT 1") is not None


def how_many(model: type[models.Model], **equal: Any) -> int:
    """How many rows hold these values, as `model.objects.filter(...).count()` would say; `equal` as above."""
    return 0 if _asks_for_none(equal) else int(_first("COUNT(*)", model, equal)[0])


def _first(said: str, model: type[models.Model], equal: Mapping[str, Any], end: str = "") -> Any:
    conditions, values = _asked(model, equal)
    found = _answer(model, f"SELECT {said}{_beginning(model, connection.vendor, conditions, '')}{end}", values)
    return found[0] if found else None


def _answer(model: type[models.Model], statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement; within the log's transaction each is asked once until its table is written."""
    tail, table = open_tail(), model._meta.db_table
    if tail is None or table not in projected_models():
        return _ask(statement, values)
    return tail.answered(table, (statement, tuple(values)), lambda: _ask(statement, values))


def _ask(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def row_numbered(model: type[M], number: str | int) -> M | None:
    """The row of this number, as `model.objects.filter(pk=number).first()` would give it; None where there is none."""
    found = rows_where(model, pk=number)
    return found[0] if found else None
