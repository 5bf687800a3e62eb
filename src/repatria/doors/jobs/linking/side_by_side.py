"""Many enquiries answered on all processors at once: each child reads the index its parent built and keeps no copy."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow, Ranked

_ROWS_AT_ONCE = 100
_WORTH_CHILDREN = 1_000
"""Enquiries below which starting children takes longer than answering."""
_shared: list[tuple[LinkageIndex, int]] = []


def rank_side_by_side(
    index: LinkageIndex, rows: Sequence[EnquiryRow], top: int, workers: int | None = None
) -> Iterator[Ranked]:
    """Returns what `index.rank_many` returns, in the same order.

    Given:    a system that can fork; elsewhere, on one processor, or for few rows, one process answers all.
    """
    count = workers or len(os.sched_getaffinity(0))
    if count < 2 or len(rows) < _WORTH_CHILDREN or "fork" not in multiprocessing.get_all_start_methods():
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
