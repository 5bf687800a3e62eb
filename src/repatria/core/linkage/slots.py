"""The tables of bits that the inner loops read: kept between enquiries, filled for one and emptied after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.scan import Floats, Tables
from repatria.core.linkage.vocabulary import Graded
from repatria.core.linkage.word_roles import MAX_ROLE_WORDS, NONE, Order

_NO_WORD = MAX_ROLE_WORDS  # the row of a table that stands for "no word in this role": all zero
_FIRST_FORMS = 1024


class Slots:
    """Bits by role, word and form."""

    def __init__(self) -> None:
        self._roles = [np.zeros((MAX_ROLE_WORDS + 1, _FIRST_FORMS), dtype=np.float32) for _ in range(3)]
        self._extras = np.zeros(0, dtype=np.float32)
        self._offsets: NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def _make_room(self, forms: Sequence[int], extra_forms: Sequence[int]) -> None:
        for at, size in enumerate(forms):
            if size > self._roles[at].shape[1]:
                self._roles[at] = np.zeros((MAX_ROLE_WORDS + 1, size + size // 4), dtype=np.float32)
        rooms = np.diff(np.append(self._offsets, len(self._extras)))
        if len(rooms) != len(extra_forms) or (rooms < extra_forms).any():
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
        base = np.zeros((3, MAX_ROLE_WORDS + 1), dtype=np.float32)
        written: list[tuple[Floats, NDArray[np.int64]]] = []
        for (word, role), one in graded.items():
            base[role, word] = one.other_bits
            written.append(_write(self._roles[role][word], one))
        extra_base = np.zeros(len(extras), dtype=np.float32)
        for at, value in enumerate(extras):
            if value is not None:
                extra_base[at] = value.other_bits
                written.append(_write(self._extras[self._offsets[at] :], value))
        try:
            yield Tables(
                self._roles[0], self._roles[1], self._roles[2], base, self._extras, self._offsets, extra_base,
                np.array([[_NO_WORD if at == NONE else at for at in order] for order in orders], dtype=np.int64),
                np.fromiter(orders.values(), dtype=np.float32, count=len(orders)),
            )  # fmt: skip
        finally:
            for table, places in written:
                table[places] = 0.0


def _write(table: Floats, one: Graded) -> tuple[Floats, NDArray[np.int64]]:
    table[one.forms] = one.bits - np.float32(one.other_bits)
    table[0] = -one.other_bits  # a missing value weighs nothing
    return table, np.append(one.forms.astype(np.int64), 0)
