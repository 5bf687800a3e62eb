"""File times: a copy of the disk must not say at which minute somebody asked."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.db import connections


def normalise_file_times(on: date) -> None:
    """Sets the times of the SQLite files of the intake, and of their folder, to the midnight of a day.

    The kernel notes besides when it was told so. The jobs process tells it at every turn, whether something came or
    not, so that this is the last turn before the machine was taken and no hour of anybody's.

    Not:      anything on PostgreSQL, whose files belong to its server.
    """
    store = connections["intake"]
    name = str(store.settings_dict["NAME"])
    if store.vendor != "sqlite" or ("memory" in name and not Path(name).exists()):
        return
    instant = datetime.combine(on, time(0), UTC).timestamp()
    for path in (*(Path(name + ending) for ending in ("", "-wal", "-shm")), Path(name).parent):
        with suppress(FileNotFoundError):
            os.utime(path, (instant, instant))
