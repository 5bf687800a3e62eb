"""Many short byte strings, each once and numbered, in little room: compiled.

They lie end to end; an open table of numbers finds one again by its content. Nothing is ever taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, TypeVar

import numba
import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)
NOWHERE = -1
_LEAST = 64


@numba.njit(cache=True, nogil=True)
def slot_of(
    sought: NDArray[np.uint8], content: NDArray[np.uint8], starts: NDArray[np.uint32], slots: NDArray[np.int32]
) -> int:
    """Returns the slot that holds the number of equal bytes, or the free slot where it would stand."""
    value = np.uint64(0x9E3779B97F4A7C15)
    for byte in sought:
        value = (value ^ np.uint64(byte)) * np.uint64(0x9FB21C651E98DF25)
        value ^= value >> np.uint64(29)
    mask = np.uint64(len(slots) - 1)
    slot = np.int64((value ^ (value >> np.uint64(32))) & mask)
    while slots[slot] != NOWHERE:
        begin, end = np.int64(starts[slots[slot]]), np.int64(starts[slots[slot] + 1])
        if end - begin == len(sought):
            at = 0
            while at < len(sought) and content[begin + at] == sought[at]:
                at += 1
            if at == len(sought):
                break
        slot = np.int64((np.uint64(slot) + np.uint64(1)) & mask)
    return int(slot)


@numba.njit(cache=True, nogil=True)
def _fill_slots(content: NDArray[np.uint8], starts: NDArray[np.uint32], count: int, slots: NDArray[np.int32]) -> None:
    slots[:] = NOWHERE
    for number in range(count):
        slots[slot_of(content[starts[number] : starts[number + 1]], content, starts, slots)] = number


@numba.njit(cache=True, nogil=True)
def _take_all(
    new: NDArray[np.uint8],
    new_starts: NDArray[np.int64],
    content: NDArray[np.uint8],
    starts: NDArray[np.uint32],
    count: int,
    slots: NDArray[np.int32],
    numbers: NDArray[np.int32],
) -> int:
    for at in range(len(new_starts) - 1):
        sought = new[new_starts[at] : new_starts[at + 1]]
        slot = slot_of(sought, content, starts, slots)
        if slots[slot] == NOWHERE:
            begin = np.int64(starts[count])
            content[begin : begin + len(sought)] = sought
            starts[count + 1] = begin + len(sought)
            slots[slot] = count
            count += 1
        numbers[at] = slots[slot]
    return count


@numba.njit(cache=True, nogil=True)
def _move(
    content: NDArray[np.uint8],
    starts: NDArray[np.uint32],
    order: NDArray[np.int64],
    moved: NDArray[np.uint8],
    moved_starts: NDArray[np.uint32],
) -> None:
    for at in range(len(order)):
        moved[moved_starts[at] : moved_starts[at + 1]] = content[starts[order[at]] : starts[order[at] + 1]]


def grown(array: NDArray[Number], needed: int) -> NDArray[Number]:
    """Returns an array with room for `needed` rows, the present ones kept: itself while there is room."""
    if needed <= len(array):
        return array
    size = max(needed, len(array) + len(array) // 4, _LEAST)
    wider = np.empty((size, *array.shape[1:]), dtype=array.dtype)
    wider[: len(array)] = array
    return wider


def end_to_end(parts: Sequence[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Returns byte strings end to end, and where each begins (one more entry than strings)."""
    starts = np.array(list(accumulate(map(len, parts), initial=0)), dtype=np.int64)
    return np.frombuffer(b"".join(parts), dtype=np.uint8), starts


class ByteStrings:
    """Numbered byte strings; the numbers run from 0 in the order taken."""

    def __init__(self) -> None:
        self.count = 0
        self.content = np.empty(0, dtype=np.uint8)
        self.starts = np.zeros(_LEAST, dtype=np.uint32)
        self.slots = np.full(_LEAST, NOWHERE, dtype=np.int32)

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < self.count:
            raise IndexError(number)
        return self.content[self.starts[number] : self.starts[number + 1]].tobytes()

    def take_many(self, parts: Sequence[bytes]) -> NDArray[np.int32]:
        """Returns the number of each; those not there yet are added, numbered from the present count on."""
        new, new_starts = end_to_end(parts)
        if int(self.starts[self.count]) + len(new) >= 2**32:
            raise OverflowError("more than 4 GiB of names")
        # Room for all of them, were they all new.
        self.content = grown(self.content, int(self.starts[self.count]) + len(new))
        self.starts = grown(self.starts, self.count + len(parts) + 1)
        self._widen(self.count + len(parts))
        numbers = np.empty(len(parts), dtype=np.int32)
        self.count = _take_all(new, new_starts, self.content, self.starts, self.count, self.slots, numbers)
        return numbers

    def find(self, part: bytes) -> int:
        """Returns the number of one, NOWHERE when it is not there."""
        sought = np.frombuffer(part, dtype=np.uint8)
        return int(self.slots[slot_of(sought, self.content, self.starts, self.slots)])

    def arranged(self, order: NDArray[np.int64]) -> ByteStrings:
        """Returns the same strings in another order: the first is what number `order[0]` was."""
        starts = self.starts[: self.count + 1]
        sizes = np.diff(starts.astype(np.int64))[order]
        moved = np.zeros(self.count + 1, dtype=np.uint32)
        np.cumsum(sizes, out=moved[1:])
        content = np.empty(int(moved[-1]), dtype=np.uint8)
        _move(self.content, starts, order, content, moved)
        return ByteStrings.from_parts(content, moved)

    def to_parts(self) -> dict[str, NDArray[Any]]:
        """Returns what `from_parts` needs to make this again."""
        return {"content": self.content[: self.starts[self.count]], "starts": self.starts[: self.count + 1]}

    @classmethod
    def from_parts(cls, content: NDArray[np.uint8], starts: NDArray[np.uint32]) -> ByteStrings:
        """Makes the strings of `to_parts` again; the table to find them by is written anew."""
        strings = cls()
        strings.count, strings.content, strings.starts = len(starts) - 1, content, starts
        strings._widen(strings.count)
        if len(strings.slots) == _LEAST:  # they fit into the first table, which is still empty
            _fill_slots(strings.content, strings.starts, strings.count, strings.slots)
        return strings

    def _widen(self, needed: int) -> None:
        size = len(self.slots)
        while 3 * size < 4 * needed:
            size *= 2
        if size != len(self.slots) or not self.count:
            self.slots = np.full(size, NOWHERE, dtype=np.int32)
            _fill_slots(self.content, self.starts, self.count, self.slots)
