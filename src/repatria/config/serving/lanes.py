"""Lanes: the threads of a door by what they touch, each with a queue that is refused in time instead of growing.

Pages that need no store, readings of it and writings to it wait apart, so that a store that is locked stops none but
those who need it. Whether a page needs the store is not guessed: in the lane of plain pages it cannot be opened, and a
request that tries is put into the other lane, unread by anybody.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn, TypeVar

T = TypeVar("T")


class StoreNeededError(BaseException):
    """Raised in a lane without a store where one would be opened; no page catches it."""


class TurnedAway(Exception):
    """A lane takes nobody now, or did not answer in time.

    Units:    `again_after` in seconds.
    """

    def __init__(self, again_after: int) -> None:
        super().__init__(f"again after {again_after} s")
        self.again_after = again_after


def _shut_stores() -> None:
    """For a thread of plain pages: whatever would open a store is sent to another lane."""
    from django.db import connections

    def needed() -> NoReturn:
        raise StoreNeededError

    for connection in connections.all():
        connection.connect = needed  # type: ignore[method-assign]


class Lane:
    """Threads with one purpose.

    Units:    seconds. `patience` until somebody who was let in is answered or told to come again.
    """

    def __init__(self, name: str, threads: int, *, patience: float, has_store: bool = True) -> None:
        self.threads, self.patience = threads, patience
        self._pool = ThreadPoolExecutor(
            threads, thread_name_prefix=name, initializer=None if has_store else _shut_stores
        )  # fmt: skip
        self._waiting = 0
        self._usual = 0.01  # how long one takes, as it was of late
        self._running: dict[int, float] = {}

    def wait_now(self) -> float:
        """How long somebody who comes now would wait, as things go."""
        stuck = time.monotonic() - min(self._running.values(), default=time.monotonic())
        return self._waiting * self._usual / self.threads + max(0.0, stuck - self._usual)

    async def run(self, work: Callable[[], T], *, share: float = 1.0, waited: float = 0.0) -> T:
        """Runs a piece of work in this lane.

        Units:    `waited` in seconds: how far the thread that listens is behind, so that this one waited already.
        Given:    `share` of the queue that this one may find before it: who holds a ticket may find more.
        Raises:   TurnedAway before the work began where the queue is too long, or after `patience`; work that has
                  begun goes on, and must be harmless when it is asked for again. StoreNeededError.
        """
        wait = self.wait_now() + waited
        if wait > 0.6 * self.patience * share:
            raise TurnedAway(max(5, min(300, round(wait * 2))))
        self._waiting += 1
        task = asyncio.get_running_loop().run_in_executor(self._pool, self._timed, work)
        task.add_done_callback(self._is_done)
        try:
            return await asyncio.wait_for(asyncio.shield(task), max(self.patience - waited, 0.2 * self.patience))
        except TimeoutError:
            task.cancel()
            raise TurnedAway(30) from None

    def _is_done(self, task: asyncio.Future[T]) -> None:
        self._waiting -= 1
        if not task.cancelled():
            task.exception()  # looked at, so that nobody logs it: a page that failed says so itself

    def _timed(self, work: Callable[[], T]) -> T:
        me, began = threading.get_ident(), time.monotonic()
        self._running[me] = began
        try:
            return work()
        finally:
            self._running.pop(me, None)
            self._usual += 0.05 * (time.monotonic() - began - self._usual)
