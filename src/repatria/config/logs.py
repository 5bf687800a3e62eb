"""Logs of the processes: each is begun anew when it is large, and three older ones are kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

LARGEST_LOG_BYTES = 5 * 1024 * 1024
_KEPT = 3


def turn_over(log: Path, *, at_most: int = LARGEST_LOG_BYTES) -> bool:
    """Copies a log that is larger than `at_most` bytes beside it and empties it, in the hands of whoever writes it.

    Given:    its writers append: what they write next stands at its beginning.
    Not:      every line: what is written between copy and emptying is lost.
    Returns:  whether it was.
    """
    try:
        if log.stat().st_size <= at_most:
            return False
    except FileNotFoundError:
        return False
    for number in range(_KEPT - 1, 0, -1):
        older = log.with_name(f"{log.name}.{number}")
        if older.exists():
            older.rename(log.with_name(f"{log.name}.{number + 1}"))
    newest = log.with_name(f"{log.name}.1")
    shutil.copyfile(log, newest)
    newest.chmod(0o600)
    os.truncate(log, 0)
    return True
