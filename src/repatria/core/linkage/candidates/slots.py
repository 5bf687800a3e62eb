"""The tables of bits that the inner loops read: kept between enquiries, filled for one and emptied after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
from numba import njit
from numpy.typing import NDArray

from repatria.core.linkage.candidates.scan import Tables
from repatria.core.linkage.forms import MAX_ROLE_WORDS, NONE, Graded, Order
from repatria.core.linkage.numbers import Floats, Ints

_FIRST_FORMS = 1024


@njit(cache=True, nogil=True)
def _write(table: Floats, word: int, forms: Ints, bits: Floats, other: float) -> None:  # pragma: no cover - compiled
    for at in range(len(forms)):
        table[forms[at], word] = bits[at] - np.float32(other)
    table[0, word] = -np.float32(other)  # a missing value weighs nothing


@njit(cache=True, nogil=True)
def _clear(table: Floats, word: int, forms: Ints) -> None:  # pragma: no cover - compiled
    for form in forms:
        table[form, word] = 0.0
    table[0, word] = 0.0


class Slots:
    """Bits by role, form and word."""

    def __init__(self) -> None:
        self._roles = [np.zeros((_FIRST_FORMS, MAX_ROLE_WORDS), dtype=np.float32) for _ in range(3)]
        self._extras = np.zeros(0, dtype=np.float32)
        self._offsets: NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def _make_room(self, forms: Sequence[int], extra_forms: Sequence[int]) -> None:
        for at, size in enumerate(forms):
            if size > len(self._roles[at]):
                self._roles[at] = np.zeros((size + size // 4, MAX_ROLE_WORDS), dtype=np.float32)
        ends = [*self._offsets.tolist(), len(self._extras)]
        rooms = [after - before for before, after in pairwise(ends)]
        if len(rooms) != len(extra_forms) or any(map(int.__lt__, rooms, extra_forms)):
            wanted = [size + size // 4 + 1 for size in extra_forms]
            self._extras = np.zeros(sum(wanted), dtype=np.float32)
            self._offsets = np.cumsum([0, *wanted[:-1]], dtype=np.int64)

    @contextmanager
    def filled(
        self,
        graded: Mapping[tuple[int, int], Graded],
        orders: Mapping[Order, float],
        extras: Sequence[Graded | None],
        forms: Sequence[int],
        extra_forms: Sequence[int],
    ) -> Iterator[Tables]:
        """Gives the tables of one enquiry.

        Given:    `graded` by (word, role); `forms` and `extra_forms` how many forms each vocabulary has.
        """
        self._make_room(forms, extra_forms)
        base = np.zeros((3, MAX_ROLE_WORDS), dtype=np.float32)
        written: list[tuple[Floats, int, Graded]] = []
        for (word, role), one in graded.items():
            base[role, word] = one.other_bits
            written.append((self._roles[role], word, one))
        extra_base = np.zeros(len(extras), dtype=np.float32)
        for at, value in enumerate(extras):
            if value is not None:
                extra_base[at] = value.other_bits
                written.append((self._extras[self._offsets[at] :].reshape(-1, 1), 0, value))
        for table, word, one in written:
            _write(table, word, one.forms, one.bits, one.other_bits)
        try:
            yield Tables(
                self._roles[0], self._roles[1], self._roles[2], base,
                1 + max((word for word, _ in graded), default=NONE), self._extras, self._offsets, extra_base,
                np.array(list(orders), dtype=np.int64).reshape(-1, 3),
                np.fromiter(orders.values(), dtype=np.float32, count=len(orders)),
            )  # fmt: skip
        finally:
            for table, word, one in written:
                _clear(table, word, one.forms)
