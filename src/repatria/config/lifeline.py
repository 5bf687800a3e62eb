"""A child ends when its parent does: the parent holds the writing end of a pipe and never writes.

When the parent is gone, whatever way, the kernel closes that end, and every child reads the end of the pipe.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time

LIFELINE_FD = "REPATRIA_LIFELINE_FD"
_GRACE_SECONDS = 5.0


def inherited() -> int | None:
    """The line that a parent gave, for a process that watches it itself; None where it gave none."""
    number = os.environ.get(LIFELINE_FD, "")
    return int(number) if number.isdecimal() else None


def hold() -> None:
    """Starts the watch in this process; does nothing where no parent gave a line."""
    line = inherited()
    if line is not None:
        threading.Thread(target=_watch, args=(line, os.getppid()), name="lifeline", daemon=True).start()


def _watch(line: int, parent: int) -> None:
    # Read ends are shared by forked workers: select tells all of them, read would tell one.
    while os.getppid() == parent and not select.select([line], [], [], 1.0)[0]:
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os._exit(1)
