"""One row by its number, in plain SQL: what nearly every service asks first, and the ORM makes ten times dearer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.expressions import Col

M = TypeVar("M", bound=models.Model)


@cache
def _statement(
    model: type[models.Model], vendor: str
) -> tuple[str, tuple[str, ...], tuple[tuple[int, Callable[..., Any], Col], ...]]:
    """The statement, the names of its columns, and what brings a stored value to the field's (a boolean of SQLite).

    Given:    `vendor` of the store, since two write and keep values otherwise.
    """
    table, fields, quote = model._meta.db_table, model._meta.concrete_fields, connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    key = str(model._meta.pk.column)
    converters = []
    for place, field in enumerate(fields):
        column = Col(table, field)
        for convert in (*connection.ops.get_db_converters(column), *field.get_db_converters(connection)):
            converters.append((place, convert, column))
    names = tuple(field.attname for field in fields)
    return f"SELECT {columns} FROM {quote(table)} WHERE {quote(key)} = %s", names, tuple(converters)


def row_numbered(model: type[M], number: str | int) -> M | None:
    """The row of this number, as `model.objects.filter(pk=number).first()` would give it; None where there is none."""
    statement, names, converters = _statement(model, connection.vendor)
    pk = model._meta.pk
    assert pk is not None
    with connection.cursor() as cursor:
        cursor.execute(statement, [pk.get_prep_value(number)])  # PostgreSQL compares no text with a number
        found = cursor.fetchone()
    if found is None:
        return None
    values = list(found)
    for place, convert, column in converters:
        values[place] = convert(values[place], column, connection)
    return model.from_db(connection.alias, names, values)
