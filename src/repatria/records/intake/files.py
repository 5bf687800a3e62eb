"""File times: a copy of the disk must not say at which minute somebody asked."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.db import connections


def normalise_file_times(on: date) -> None:
    """Sets the times of the SQLite files of the intake to the midnight of a day.

    Not:      anything on PostgreSQL, whose files belong to its server.
    """
    store = connections["intake"]
    name = str(store.settings_dict["NAME"])
    if store.vendor != "sqlite" or ("memory" in name and not Path(name).exists()):
        return
    instant = datetime.combine(on, time(0), UTC).timestamp()
    for ending in ("", "-wal", "-shm"):
        path = Path(name + ending)
        if path.exists():
            os.utime(path, (instant, instant))
