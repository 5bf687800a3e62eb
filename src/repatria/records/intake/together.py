"""Many items, one commit: whatever waits is written by one thread in one transaction, and answered when it is durable.

A commit waits for the disk, some milliseconds to some tens of them, however much is in it. One writer for all makes a
crowd as cheap as one; nobody is told of a receipt before the commit that holds it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date

from repatria.records.intake.errors import ItemNotKeptError

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One sealed item on its way into the inbox."""

    form_id_sha256: bytes
    ciphertext: bytes
    on: date
    mac_key: bytes
    is_new: Future[bool] = field(default_factory=Future)


class Writer:
    """The one thread of a process that writes the inbox; it begins with the first item, so after any fork."""

    def __init__(self, write: Callable[[list[Item]], list[bool]]) -> None:
        self._write, self._waiting = write, deque[Item]()
        self._some = threading.Condition()
        self._thread: threading.Thread | None = None

    def keep(self, item: Item, patience: float) -> bool:
        """Waits until an item is durable.

        Units:    `patience` in seconds.
        Returns:  whether it was new.
        Raises:   whatever the writing raised; ItemNotKeptError where it did not end in time, though it still may.
        """
        with self._some:
            self._waiting.append(item)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)
                self._thread.start()
            self._some.notify()
        try:
            return item.is_new.result(patience)
        except TimeoutError:
            raise ItemNotKeptError("the inbox did not take an item in time") from None

    def _run(self) -> None:
        while True:
            with self._some:
                while not self._waiting:
                    self._some.wait()
                batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]
            try:
                for item, is_new in zip(batch, self._write(batch), strict=True):
                    item.is_new.set_result(is_new)
            except Exception as error:
                for item in batch:
                    if not item.is_new.done():
                        item.is_new.set_exception(error)
            del batch
