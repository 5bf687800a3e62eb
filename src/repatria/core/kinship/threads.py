"""Compiled rows on all cores: the kernels release the interpreter, so plain threads are enough."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

_LEAST_ROWS = 64
"""Below it a thread costs more than it saves."""


def in_chunks(work: Callable[[int, int], None], count: int, threads: int) -> None:
    """Calls `work(first, after_last)` for pieces of 0..count, several at a time.

    Given:    pieces write to places of their own, so that the answer does not depend on the number of threads.
    """
    if threads < 2 or count < _LEAST_ROWS:
        work(0, count)
        return
    size = max(_LEAST_ROWS // 2, -(-count // (threads * 4)))
    with ThreadPoolExecutor(threads) as pool:
        waiting = [pool.submit(work, low, min(low + size, count)) for low in range(0, count, size)]
        for one in waiting:
            one.result()
