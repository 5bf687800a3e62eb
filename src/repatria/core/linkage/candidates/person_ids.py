"""Identifiers of many persons in little memory: one run of bytes, a length each, and where every 64th begins."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

_STRIDE = 64
_LONGEST = 65_535  # bytes, what a length can say
Bytes = NDArray[np.uint8]
Longs = NDArray[np.int64]


@njit(cache=True, nogil=True)
def _starts_of(lengths: NDArray[np.uint16]) -> Longs:  # pragma: no cover - compiled
    starts = np.zeros(len(lengths) // _STRIDE + 1, dtype=np.int64)
    at = 0
    for number in range(len(lengths)):
        if number % _STRIDE == 0:
            starts[number // _STRIDE] = at
        at += lengths[number]
    if len(lengths) % _STRIDE == 0:
        starts[-1] = at
    return starts


@njit(cache=True, nogil=True)
def _start_of(number: int, starts: Longs, lengths: NDArray[np.uint16]) -> int:  # pragma: no cover - compiled
    block = number // _STRIDE
    at: int = starts[block]
    for before in range(block * _STRIDE, number):
        at += lengths[before]
    return at


@njit(cache=True, nogil=True)
def _starts_at(numbers: Longs, starts: Longs, lengths: NDArray[np.uint16]) -> Longs:  # pragma: no cover - compiled
    found = np.empty(len(numbers), dtype=np.int64)
    for place in range(len(numbers)):
        found[place] = _start_of(numbers[place], starts, lengths)
    return found


@njit(cache=True, nogil=True)
def _taken(
    numbers: Longs, blob: Bytes, starts: Longs, lengths: NDArray[np.uint16]
) -> tuple[Bytes, NDArray[np.uint16]]:  # pragma: no cover - compiled
    size = 0
    new_lengths = np.empty(len(numbers), dtype=np.uint16)
    for place in range(len(numbers)):
        new_lengths[place] = lengths[numbers[place]]
        size += new_lengths[place]
    new_blob = np.empty(size, dtype=np.uint8)
    at = 0
    for place in range(len(numbers)):
        start = _start_of(numbers[place], starts, lengths)
        for step in range(new_lengths[place]):
            new_blob[at + step] = blob[start + step]
        at += new_lengths[place]
    return new_blob, new_lengths


@njit(cache=True, nogil=True)
def _hashes(blob: Bytes, lengths: NDArray[np.uint16]) -> NDArray[np.uint64]:  # pragma: no cover - compiled
    """FNV-1a, 64 bits, of every identifier."""
    hashes = np.empty(len(lengths), dtype=np.uint64)
    at = 0
    for number in range(len(lengths)):
        value = np.uint64(0xCBF29CE484222325)
        for step in range(lengths[number]):
            value = (value ^ np.uint64(blob[at + step])) * np.uint64(0x100000001B3)
        at += lengths[number]
        hashes[number] = value
    return hashes


class PersonIds:
    """Identifiers by number.

    Units:    about 2.1 bytes each beside their letters; looking up by identifier adds 12 once it was asked for.
    Given:    identifiers of at most 65,535 bytes; longer ones are cut there.
    """

    def __init__(self, blob: Bytes | None = None, lengths: NDArray[np.uint16] | None = None) -> None:
        self.blob = np.zeros(0, dtype=np.uint8) if blob is None else blob
        self.lengths = np.zeros(0, dtype=np.uint16) if lengths is None else lengths
        self._starts = _starts_of(self.lengths)
        self._sorted: tuple[NDArray[np.uint64], NDArray[np.int32]] | None = None

    def __len__(self) -> int:
        return len(self.lengths)

    def __getitem__(self, number: int) -> str:
        start = int(_start_of(number, self._starts, self.lengths))
        return self.blob[start : start + int(self.lengths[number])].tobytes().decode()

    def texts(self, numbers: Longs) -> list[str]:
        """Returns some identifiers."""
        starts = _starts_at(numbers, self._starts, self.lengths).tolist()
        blob, lengths = self.blob, self.lengths[numbers].tolist()
        return [blob[at : at + size].tobytes().decode() for at, size in zip(starts, lengths, strict=True)]

    @property
    def size_bytes(self) -> int:
        """What is held in memory, the look-up by identifier included where it was built."""
        looked_up = sum(part.nbytes for part in self._sorted) if self._sorted else 0
        return self.blob.nbytes + self.lengths.nbytes + self._starts.nbytes + looked_up

    def taken(self, numbers: NDArray[np.integer]) -> PersonIds:
        """Returns those identifiers, in that order."""
        return PersonIds(*_taken(numbers.astype(np.int64), self.blob, self._starts, self.lengths))

    def firsts(self) -> NDArray[np.int32] | None:
        """Returns of every identifier the number under which it stands first; None where none is repeated."""
        hashes = _hashes(self.blob, self.lengths)
        ordered = np.sort(hashes)
        doubtful = ordered[1:][ordered[1:] == ordered[:-1]]
        if not len(doubtful):
            return None
        found = np.arange(len(self), dtype=np.int32)
        first: dict[str, int] = {}
        for number in np.flatnonzero(np.isin(hashes, doubtful)).tolist():
            found[number] = first.setdefault(self[number], number)
        return found

    def numbers_of(self, person_id: str) -> list[int]:
        """Returns where an identifier stands: once, or several times where it was not yet looked for its `firsts`."""
        if self._sorted is None:
            hashes = _hashes(self.blob, self.lengths)
            order = np.argsort(hashes, kind="stable").astype(np.int32)
            self._sorted = hashes[order], order
        hashes, order = self._sorted
        one = ids_of([person_id])
        wanted = _hashes(one.blob, one.lengths)[0]
        low, high = np.searchsorted(hashes, wanted, side="left"), np.searchsorted(hashes, wanted, side="right")
        return sorted(int(number) for number in order[low:high] if self[int(number)] == person_id)


def ids_of(texts: Sequence[str]) -> PersonIds:
    """Returns identifiers made of texts."""
    parts = [_encoded(text) for text in texts]
    lengths = np.fromiter(map(len, parts), dtype=np.uint16, count=len(parts))
    return PersonIds(np.frombuffer(b"".join(parts), dtype=np.uint8), lengths)


def _encoded(text: str) -> bytes:
    encoded = text.encode("utf-8", "replace")
    return encoded if len(encoded) <= _LONGEST else encoded[:_LONGEST].decode("utf-8", "ignore").encode()


def joined_ids(parts: Sequence[PersonIds]) -> PersonIds:
    """Returns all identifiers, one part after the other."""
    if len(parts) == 1:
        return parts[0]
    none = PersonIds()
    return PersonIds(
        np.concatenate([none.blob, *(part.blob for part in parts)]),
        np.concatenate([none.lengths, *(part.lengths for part in parts)]),
    )
