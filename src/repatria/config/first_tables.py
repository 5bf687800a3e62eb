"""The tables of a store, and whether they are this version's: asked at each start, and made at once where none stands.

A new store has nothing that a migration could move: what all of them would leave is made from today's models in one
transaction, and each is noted as done. That both ways end in the same tables, `tests/migrations` asks.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections, router
from django.db.migrations.recorder import MigrationRecorder


def migrations_there_are() -> set[tuple[str, str]]:
    """Every migration of this version, as app and name; none is read."""
    found = set()
    for app in apps.get_app_configs():
        try:
            folder = import_module(f"{app.name}.migrations")
        except ModuleNotFoundError:
            continue
        found |= {(app.label, one.name) for one in pkgutil.iter_modules(folder.__path__) if not one.ispkg}
    return found


def is_behind(alias: str) -> bool:
    """Whether a store lacks a migration of this version."""
    return not migrations_there_are() <= set(MigrationRecorder(connections[alias]).applied_migrations())


def make_first_tables(alias: str) -> bool:
    """Makes all tables of a store in which none stands, whole or not at all.

    Returns:  False where something stands there: then migrations are asked.
    """
    connection = connections[alias]
    if connection.introspection.table_names():
        return False
    recorder = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        editor.create_model(recorder.Migration)
        for model in apps.get_models(include_auto_created=False):
            if model._meta.can_migrate(connection) and router.allow_migrate_model(alias, model):
                editor.create_model(model)
        recorder.migration_qs.bulk_create(
            recorder.Migration(app=app, name=name) for app, name in sorted(migrations_there_are())
        )
    emit_post_migrate_signal(verbosity=0, interactive=False, db=alias)
    return True
