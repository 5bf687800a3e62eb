"""One round at a time, whoever holds it: a round that is being held is not one that was cut off."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from repatria.config.places import Places


@contextmanager
def one_round(places: Places, *, waits: bool) -> Iterator[bool]:
    """Keeps every other process of this folder from holding a round inside.

    Given:    `waits` until another has held his.
    Returns:  whether the round may be held here; always where it waits. Whoever falls leaves the lock free.
    """
    places.run.mkdir(exist_ok=True)
    with open(places.run / "round.lock", "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
