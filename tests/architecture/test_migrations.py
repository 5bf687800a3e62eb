"""The migrations of a room stand in one line: two people who add one at the same time see it before anybody else."""

from __future__ import annotations

from django.db.migrations.loader import MigrationLoader


def test_no_room_has_two_last_migrations() -> None:
    assert {} == MigrationLoader(None).detect_conflicts()
