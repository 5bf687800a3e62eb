"""Two databases, always: the portal's mailbox lies in `intake`, everything else in `default`, the bureau's own."""

from __future__ import annotations

from typing import Any

INTAKE = "intake"


class TwoStores:
    """Sends each app to its store, and lets no relation cross."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return INTAKE if model._meta.app_label == INTAKE else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return bool((one._meta.app_label == INTAKE) == (other._meta.app_label == INTAKE))

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == INTAKE) == (app_label == INTAKE)
