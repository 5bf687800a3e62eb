"""Which numbers stood above in the file: some ten bytes a row, so that tens of millions fit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

_FIRST_ROOM = 1 << 16
_FULLEST = 0.7


class SeenNumbers:
    """Remembers 64-bit digests of numbers in an open-addressed table.

    Given:    two numbers share a digest once in some 10,000 files of 45 million rows; a row would then be remarked as
              a repeated one and nothing worse.
    """

    def __init__(self) -> None:
        self._table: NDArray[np.int64] = np.zeros(_FIRST_ROOM, dtype=np.int64)
        self._count = 0

    def take(self, numbers: Sequence[str]) -> NDArray[np.bool_]:
        """Takes numbers in and says of each whether it stood above."""
        digests = np.fromiter(map(hash, numbers), dtype=np.int64, count=len(numbers))
        digests[digests == 0] = 1
        while self._count + len(digests) > _FULLEST * len(self._table):
            larger = np.zeros(2 * len(self._table), dtype=np.int64)
            _insert(larger, self._table[self._table != 0])
            self._table = larger
        was_there: NDArray[np.bool_] = _insert(self._table, digests)
        self._count += len(digests) - int(was_there.sum())
        return was_there


@njit(cache=True, nogil=True)
def _insert(table: NDArray[np.int64], digests: NDArray[np.int64]) -> NDArray[np.bool_]:
    last = len(table) - 1
    was_there = np.zeros(len(digests), dtype=np.bool_)
    for at in range(len(digests)):
        digest = digests[at]
        place = (digest ^ (digest >> 29)) & last
        while table[place] != 0 and table[place] != digest:
            place = (place + 1) & last
        was_there[at] = table[place] == digest
        table[place] = digest
    return was_there
