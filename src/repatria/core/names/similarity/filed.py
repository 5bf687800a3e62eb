"""Readings filed under their keys: compiled.

Readings lie end to end as numbers. Keys are not stored: a table of places, one for each of the first bits of a key,
says where its readings stand in one long array (the body, written at once) or begins a chain of them (the tail, of
readings added since). Another key that shares a place brings readings that the comparison judges like all others.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.names.similarity.byte_strings import NOWHERE
from repatria.core.names.similarity.keys import MAX_BONES, MAX_FILED_KEYS, filed_keys

MAX_PER_KEY = 6000
"""Readings looked at under one key, so that a register of look-alike names cannot take all the time; a reading that
is equal is looked at before."""


class Shelf(NamedTuple):
    """Where readings are found: the body's places and readings, the tail's places and links."""

    ends: NDArray[np.uint32]
    filed: NDArray[np.int32]
    bits: int
    heads: NDArray[np.int32]
    links: NDArray[np.int32]
    tail_bits: int


@numba.njit(cache=True, nogil=True)
def place_of(key: np.uint64, bits: int) -> int:
    """Returns the place of a key in a table of 2 to the power of `bits`."""
    return int(np.int64(key >> np.uint64(64 - bits)))


@numba.njit(cache=True, nogil=True)
def write_body(
    sounds: NDArray[np.uint8], starts: NDArray[np.uint32], count: int, bits: int, folds: NDArray[np.uint8]
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Returns the body of `count` readings: where each place's readings begin, and the readings place by place."""
    bones, keys = np.empty(MAX_BONES, np.uint8), np.empty(MAX_FILED_KEYS, np.uint64)
    ends = np.zeros((1 << bits) + 1, np.uint32)
    for reading in range(count):
        for at in range(filed_keys(sounds[starts[reading] : starts[reading + 1]], folds, bones, keys)):
            ends[place_of(keys[at], bits) + 1] += 1
    for place in range(1, len(ends)):
        ends[place] += ends[place - 1]
    filed = np.empty(ends[-1], np.int32)
    free = ends[:-1].copy()
    for reading in range(count):
        for at in range(filed_keys(sounds[starts[reading] : starts[reading + 1]], folds, bones, keys)):
            place = place_of(keys[at], bits)
            filed[free[place]] = reading
            free[place] += 1
    return ends, filed


@numba.njit(cache=True, nogil=True)
def count_keys(sounds: NDArray[np.uint8], starts: NDArray[np.uint32], count: int, folds: NDArray[np.uint8]) -> int:
    """Returns under how many keys `count` readings are filed."""
    bones, keys = np.empty(MAX_BONES, np.uint8), np.empty(MAX_FILED_KEYS, np.uint64)
    total = 0
    for reading in range(count):
        total += filed_keys(sounds[starts[reading] : starts[reading + 1]], folds, bones, keys)
    return total


@numba.njit(cache=True, nogil=True)
def chain(
    reading: int,
    sounds: NDArray[np.uint8],
    starts: NDArray[np.uint32],
    folds: NDArray[np.uint8],
    heads: NDArray[np.int32],
    links: NDArray[np.int32],
    used: int,
    bits: int,
) -> int:
    """Files one more reading in the tail; returns how many links are used then."""
    bones, keys = np.empty(MAX_BONES, np.uint8), np.empty(MAX_FILED_KEYS, np.uint64)
    for at in range(filed_keys(sounds[starts[reading] : starts[reading + 1]], folds, bones, keys)):
        place = place_of(keys[at], bits)
        links[used, 0], links[used, 1] = reading, heads[place]
        heads[place] = used
        used += 1
    return used


@numba.njit(cache=True, nogil=True)
def candidates_under(keys: NDArray[np.uint64], count: int, shelf: Shelf, found: NDArray[np.int32]) -> int:
    """Writes the readings that stand under some keys into `found` while there is room; returns how many."""
    size = 0
    for at in range(count):
        place = place_of(keys[at], shelf.bits)
        begin, end = np.int64(shelf.ends[place]), np.int64(shelf.ends[place + 1])
        end = min(end, begin + MAX_PER_KEY)
        for position in range(begin, end):
            if size < len(found):
                found[size] = shelf.filed[position]
                size += 1
        link = shelf.heads[place_of(keys[at], shelf.tail_bits)]
        left = MAX_PER_KEY
        while link != NOWHERE and left > 0:
            if size < len(found):
                found[size] = shelf.links[link, 0]
                size += 1
            left -= 1
            link = shelf.links[link, 1]
    return size
