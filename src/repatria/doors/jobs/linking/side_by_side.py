"""Work on all processors at once: chunks of a register read by children; many enquiries answered by others, each of
which reads the index that its parent built and keeps no copy.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow, Ranked

_ROWS_AT_ONCE = 100
_WORTH_CHILDREN = 1_000
"""Enquiries below which starting children takes longer than answering."""
_AHEAD = 2
"""Chunks for each child that are read before they are wanted: memory holds no more of a long table."""
_shared: list[tuple[LinkageIndex, int]] = []
_work: list[Callable[[Any], Any]] = []
Item = TypeVar("Item")
Done = TypeVar("Done")


def spread(work_of: Callable[[int], Callable[[Item], Done]], items: Iterable[Item]) -> Iterator[Done]:
    """Returns what every item becomes, in their order, worked out by children.

    Given:    `work_of` the work of one process, by its number; each asks for it once. Elsewhere than on a system that
              can fork, on one processor, or for a single item, this process does all.
    """
    remaining = iter(items)
    first = list(itertools.islice(remaining, 2))
    count = len(os.sched_getaffinity(0))
    if count < 2 or len(first) < 2 or not _can_fork():
        yield from map(work_of(0), itertools.chain(first, remaining))
        return
    waiting: deque[Future[Done]] = deque()
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("fork"), _begin, (work_of,))
    try:
        for item in itertools.chain(first, remaining):
            waiting.append(pool.submit(_do, item))
            if len(waiting) > _AHEAD * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(work_of: Callable[[int], Callable[[Any], Any]]) -> None:
    _work.append(work_of(os.getpid()))


def _do(item: Any) -> Any:
    return _work[-1](item)


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def rank_side_by_side(
    index: LinkageIndex, rows: Sequence[EnquiryRow], top: int, workers: int | None = None
) -> Iterator[Ranked]:
    """Returns what `index.rank_many` returns, in the same order.

    Given:    a system that can fork; elsewhere, on one processor, or for few rows, one process answers all.
    """
    count = workers or len(os.sched_getaffinity(0))
    if count < 2 or len(rows) < _WORTH_CHILDREN or not _can_fork():
        yield from index.rank_many(rows, top)
        return
    batches = [rows[at : at + _ROWS_AT_ONCE] for at in range(0, len(rows), _ROWS_AT_ONCE)]
    _shared[:] = [(index, top)]
    try:
        with multiprocessing.get_context("fork").Pool(count) as pool:
            for answered in pool.imap(_rank_batch, batches):
                yield from answered
    finally:
        _shared.clear()


def _rank_batch(rows: Sequence[EnquiryRow]) -> list[Ranked]:
    index, top = _shared[0]
    return list(index.rank_many(rows, top))
