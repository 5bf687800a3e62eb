"""Work on all processors at once: chunks of a register read by children; many enquiries answered by others, each of
which reads the index that its parent built and keeps no copy.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.prior import Evidence
from repatria.core.linkage.rows import EnquiryRow, Ranked

_ROWS_AT_ONCE = 100
_WORTH_CHILDREN = 1_000
"""Enquiries below which starting children takes longer than answering."""
_AHEAD = 2
"""Items for each child that are read before they are wanted: memory holds no more of a long table."""
_work: list[Callable[[Any], Any]] = []
Item = TypeVar("Item")
Done = TypeVar("Done")


def spread(
    work_of: Callable[[int], Callable[[Item], Done]], items: Iterable[Item], workers: int | None = None
) -> Iterator[Done]:
    """Returns what every item becomes, in their order, worked out by children.

    Given:    `work_of` the work of one process, by its number; each asks for it once. Elsewhere than on a system that
              can fork, on one processor, or for a single item, this process does all; so it does with what remains
              when a child was ended from outside, by a system short of memory perhaps, or could not be started.
    """
    remaining = iter(items)
    first = list(itertools.islice(remaining, 2))
    remaining = itertools.chain(first, remaining)
    count = workers or len(os.sched_getaffinity(0))
    if count < 2 or len(first) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work_of(0), remaining)
        return
    given: deque[Item] = deque()
    promised: deque[Future[Done]] = deque()
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("fork"), _begin, (work_of,))
    try:
        for item in remaining:
            given.append(item)
            promised.append(_promise(pool, item))
            if len(promised) > _AHEAD * count:
                yield _first_of(promised, given)
        while promised:
            yield _first_of(promised, given)
    except BrokenProcessPool:
        yield from map(work_of(0), itertools.chain(given, remaining))
    finally:
        pool.shutdown(cancel_futures=True)


def _promise(pool: ProcessPoolExecutor, item: Any) -> Future[Any]:
    try:
        return pool.submit(_do, item)
    except OSError as error:
        # Nobody will tell those who were started that there is no more to do; nor do all of them heed a polite signal.
        for child in list(pool._processes.values()):
            child.kill()
            child.join()
        raise BrokenProcessPool("a child could not be started") from error


def _first_of(promised: deque[Future[Done]], given: deque[Any]) -> Done:
    """Returns what the first item became; an item that nothing came of stays among the given."""
    done = promised[0].result()
    promised.popleft()
    given.popleft()
    return done


def _begin(work_of: Callable[[int], Callable[[Any], Any]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent too, which ends its children
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work.append(work_of(os.getpid()))


def _end_with_parent() -> None:
    """Waits for the end of the parent: a child that waits for work would never learn of it, and hold the register."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(item: Any) -> Any:
    return _work[-1](item)


def rank_side_by_side(
    index: LinkageIndex, rows: Iterable[EnquiryRow], top: int, workers: int | None = None
) -> Iterator[Ranked]:
    """Returns what `index.rank_many` returns, in the same order.

    Given:    as for `spread`; few rows are answered by one process.
    """

    def rank(batch: Sequence[EnquiryRow]) -> list[Ranked]:
        return list(index.rank_many(batch, top))

    remaining = iter(rows)
    first = list(itertools.islice(remaining, _WORTH_CHILDREN))
    if len(first) < _WORTH_CHILDREN:
        return index.rank_many(first, top)
    batches = _batches(itertools.chain(first, remaining))
    return itertools.chain.from_iterable(spread(lambda _: rank, batches, workers))


def evidence_side_by_side(
    index: LinkageIndex, rows: Iterable[EnquiryRow], workers: int | None = None
) -> Iterator[Evidence]:
    """Returns what each enquiry says for somebody registered and for nobody, in the same order.

    Given:    as for `spread`: what children weigh this process does not remember.
    """

    def say(batch: Sequence[EnquiryRow]) -> list[Evidence]:
        return list(map(index.evidence, batch))

    return itertools.chain.from_iterable(spread(lambda _: say, _batches(iter(rows)), workers))


def _batches(rows: Iterator[EnquiryRow]) -> Iterator[list[EnquiryRow]]:
    while batch := list(itertools.islice(rows, _ROWS_AT_ONCE)):
        yield batch
