"""Rows through every migration of every room, one after another, on the database of the tests.

A table gets rows as soon as a migration has made it; they travel through all later ones. After each, every row is there
and every column that is still there holds what it held.
"""

from __future__ import annotations

import os
import re
import uuid
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections, models
from django.db.migrations.executor import MigrationExecutor

from repatria.config.first_tables import is_behind, make_first_tables, migrations_there_are
from repatria.config.settings.base import BUREAU_APPS, INTAKE_APPS

ROWS = 3
ROOMS = {"default": BUREAU_APPS, "intake": INTAKE_APPS}
LABELS = {alias: {path.split(".")[2] for path in paths} for alias, paths in ROOMS.items()}


@pytest.fixture
def empty(tmp_path, django_db_blocker):
    """Both stores without a table, in place of those of the tests."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ROOMS}
    with django_db_blocker.unblock():
        for alias in ROOMS:
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = _new_database(alias, tmp_path)
        yield
        for alias, name in before.items():
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name


def _new_database(alias, folder):
    if connections[alias].vendor == "sqlite":
        folder.mkdir(exist_ok=True)
        return str(folder / f"{alias}.sqlite3")
    import psycopg

    name = f"migrated_{alias}_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(os.environ["REPATRIA_TEST_DATABASE"], dbname="postgres", autocommit=True) as administrator:
        administrator.execute(f"CREATE DATABASE {name}")
    return name


def value_for(field, number):
    """Something that this column may hold, another in each row."""
    if isinstance(field, models.BooleanField):
        return number % 2 == 0
    if isinstance(field, models.IntegerField):
        return number + 1
    if isinstance(field, models.BinaryField):
        return bytes([number]) * 32
    if isinstance(field, models.DateTimeField):
        return f"2026-05-0{number + 1}T09:00:00+00:00"
    text = f"{number}{field.name}"
    return text[: field.max_length] if field.max_length else text


def fill(alias, model):
    """Three rows of a table as this migration knows it; of those that point nowhere else."""
    if any(field.is_relation for field in model._meta.local_concrete_fields):
        return 0
    for number in range(ROWS):
        columns = {f.attname: value_for(f, number) for f in model._meta.local_concrete_fields}
        model._default_manager.using(alias).create(**columns)
    return ROWS


def held(alias, model):
    """All rows of a table by key: column and value as the database has them."""
    columns = [f.column for f in model._meta.local_concrete_fields]
    quote = connections[alias].ops.quote_name
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quote, columns))} FROM {quote(model._meta.db_table)}")
        rows = [dict(zip(columns, map(_plain, row), strict=True)) for row in cursor.fetchall()]
    return {str(row[model._meta.pk.column]): row for row in rows}


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def own_models(state, labels):
    return {f"{m._meta.label}": m for m in state.apps.get_models() if m._meta.app_label in labels and m._meta.managed}


@pytest.mark.parametrize("alias", ROOMS)
def test_every_row_goes_through_every_migration_and_holds_what_it_held_and_a_new_store_is_made_alike(
    empty, tmp_path, alias
):
    executor = MigrationExecutor(connections[alias])
    plan = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    filled, walked, changed = {}, 0, []
    state = None
    for migration in plan:  # one by one, as the command walks them: what each finds is what the last one left
        state = executor.migrate([(migration.app_label, migration.name)], plan=[(migration, False)], state=state)
        if migration.app_label not in LABELS[alias]:
            continue
        walked += 1
        now = own_models(state, LABELS[alias])
        for label, rows in filled.items():
            found = held(alias, now[label]) if label in now else {}
            changed += [
                (str(migration), label, key, column)
                for key, row in rows.items()
                for column, value in row.items()
                if key not in found or (column in found[key] and found[key][column] != value)
            ]
        for label, model in now.items():
            if label not in filled and fill(alias, model):
                filled[label] = held(alias, model)

    assert [] == changed
    assert walked >= len(LABELS[alias])
    assert all(ROWS == len(rows) for rows in filled.values())
    assert len(filled) >= {"default": 25, "intake": 5}[alias], sorted(filled)
    by_migrations = _made(alias)

    connections[alias].close()
    connections[alias].settings_dict["NAME"] = _new_database(alias, tmp_path / "at once")
    assert is_behind(alias)
    assert make_first_tables(alias)
    assert not is_behind(alias)
    assert not make_first_tables(alias)
    assert by_migrations == _made(alias), "a new store, made at once, is what its migrations would have made"
    assert set(executor.loader.disk_migrations) == migrations_there_are()


def _made(alias):
    """Every table of a store with its columns, keys, indexes and constraints, and the migrations that are noted."""
    connection, made = connections[alias], {}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # which keeps each as it was said; columns stand in another order
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
            made = {name: sorted(re.split(r"[,(]\s*", said.rstrip(")"))) for name, said in cursor.fetchall()}
        else:
            for table in connection.introspection.table_names(cursor):
                described = connection.introspection.get_table_description(cursor, table)
                found = connection.introspection.get_constraints(cursor, table)
                if table.startswith(tuple(f"{label}_" for label in LABELS[alias])):
                    made[table] = sorted(map(repr, described)), found
                else:  # a library's: of one that joins two of its tables a migration makes the number wider
                    made[table] = sorted(one.name for one in described), sorted(map(repr, found.values()))
        cursor.execute("SELECT app, name FROM django_migrations")
        made["what is noted"] = sorted(cursor.fetchall())
    assert len(made) > 5
    return made


@pytest.mark.django_db(databases=["default", "intake"])
def test_models_and_migrations_agree():
    said = StringIO()
    call_command("makemigrations", *sorted(LABELS["default"] | LABELS["intake"]), check=True, dry_run=True, stdout=said)

    assert re.search("No changes detected", said.getvalue())
