"""Keys under which readings are filed so that a misheard one is found: compiled.

A reading's skeleton is its consonants, hushing (ж ш ч) and hissing (з с ц) sounds folded, vowels left out. A reading
is filed under (1) its skeleton, (2) its skeleton without each one consonant, with the place where that stood, (3) the
first three consonants of a long one and (4) the last four of a longer one. Asked for are the keys of every skeleton
that is one wrong, missing, added or swapped consonant away, whatever the vowels; two and more wrong ones are found
where (3) or (4) is whole. A skeleton of up to SHORT consonants is shared by too many: with one wrong or swapped it is
found only if vowels stand between the same consonants, (5).
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.names.readings import OTHER, SOUNDS, VOWELS

MAX_BONES = 16
"""Consonants of a skeleton; what follows is not looked at."""
SHORT = 4
MAX_FILED_KEYS = MAX_BONES + SHORT + 3
MAX_ASKED_KEYS = 4 * MAX_BONES + 4
_FIRST, _FIRST_FROM = 3, 5
_LAST, _LAST_FROM = 4, 6
_BONES_KEY, _GAP_KEY, _FIRST_KEY, _LAST_KEY, _SHORT_KEY = 1, 2, 40, 41, 50
_NO_GAP = MAX_BONES + 1
_ORDERED, _BONE_BITS, _BONE_MASK = 12, 5, 31


def _folds() -> NDArray[np.uint8]:
    hushed = dict.fromkeys("jqw", "w") | dict.fromkeys("zcs", "s")
    table = np.arange(256, dtype=np.uint8)
    for number, sound in enumerate(SOUNDS, start=1):
        table[number] = 0 if sound in VOWELS else SOUNDS.index(hushed.get(sound, sound)) + 1
    assert table[OTHER] == OTHER
    return table


FOLDS = _folds()
"""Consonant class of a sound number, 0 for a vowel."""


@numba.njit(cache=True, nogil=True)
def _mixed(kind: int, numbers: NDArray[np.uint8], begin: int, end: int, left_out: int) -> np.uint64:
    value = np.uint64(kind) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(0x632BE59BD9B4E019)
    for at in range(begin, end):
        if at != left_out:
            value = (value ^ np.uint64(numbers[at])) * np.uint64(0x9FB21C651E98DF25)
            value ^= value >> np.uint64(29)
    value *= np.uint64(0xD6E8FEB86659FD93)
    return value ^ (value >> np.uint64(32))


@numba.njit(cache=True, nogil=True)
def bones_of(sounds: NDArray[np.uint8], folds: NDArray[np.uint8], bones: NDArray[np.uint8]) -> int:
    """Writes the skeleton of a numbered reading into `bones` and returns how long it is."""
    size = 0
    last = -1
    for number in sounds:
        fold = folds[number]
        if fold != 0 and fold != last and size < MAX_BONES:
            bones[size] = fold
            size += 1
        last = fold
    return size


@numba.njit(cache=True, nogil=True)
def _gaps_of(sounds: NDArray[np.uint8], folds: NDArray[np.uint8]) -> int:
    """Returns between which consonants of a short reading vowels stand, one bit each."""
    gaps, bones, last = 0, 0, -1
    for number in sounds:
        fold = folds[number]
        if fold == 0:
            gaps |= 1 << bones
        elif fold != last:
            bones += 1
        last = fold
    return gaps


@numba.njit(cache=True, nogil=True)
def _part_keys(bones: NDArray[np.uint8], size: int, keys: NDArray[np.uint64], count: int) -> int:
    if size >= _FIRST_FROM:
        keys[count] = _mixed(_FIRST_KEY, bones, 0, _FIRST, _NO_GAP)
        count += 1
    if size >= _LAST_FROM:
        keys[count] = _mixed(_LAST_KEY, bones, size - _LAST, size, _NO_GAP)
        count += 1
    return count


@numba.njit(cache=True, nogil=True)
def filed_keys(
    sounds: NDArray[np.uint8], folds: NDArray[np.uint8], bones: NDArray[np.uint8], keys: NDArray[np.uint64]
) -> int:
    """Writes the keys a numbered reading is filed under into `keys` and returns how many they are."""
    size = bones_of(sounds, folds, bones)
    keys[0] = _mixed(_BONES_KEY, bones, 0, size, _NO_GAP)
    count = 1
    for gap in range(size):
        keys[count] = _mixed(_GAP_KEY + gap, bones, 0, size, gap)
        count += 1
    if size <= SHORT:
        kind = _SHORT_KEY + (_gaps_of(sounds, folds) << 2)
        for gap in range(size):
            keys[count] = _mixed(kind + gap, bones, 0, size, gap)
            count += 1
    return _part_keys(bones, size, keys, count)


@numba.njit(cache=True, nogil=True)
def asked_keys(
    sounds: NDArray[np.uint8], folds: NDArray[np.uint8], bones: NDArray[np.uint8], keys: NDArray[np.uint64]
) -> int:
    """Writes the keys to look up for a numbered reading into `keys`, nearest first, and returns how many they are."""
    size = bones_of(sounds, folds, bones)
    keys[0] = _mixed(_BONES_KEY, bones, 0, size, _NO_GAP)
    count = 1
    kind = _GAP_KEY if size > SHORT else _SHORT_KEY + (_gaps_of(sounds, folds) << 2)
    for gap in range(size):
        keys[count] = _mixed(_BONES_KEY, bones, 0, size, gap)  # one too many was asked
        keys[count + 1] = _mixed(kind + gap, bones, 0, size, gap)  # another one was asked
        count += 2
        if gap > 0:
            keys[count] = _mixed(kind + gap - 1, bones, 0, size, gap)  # it stands before its neighbour
            count += 1
    for gap in range(size + 1):
        keys[count] = _mixed(_GAP_KEY + gap, bones, 0, size, _NO_GAP)  # one is missing
        count += 1
    return _part_keys(bones, size, keys, count)


@numba.njit(cache=True, nogil=True)
def skeleton_numbers(
    sounds: NDArray[np.uint8], starts: NDArray[np.uint32], count: int, folds: NDArray[np.uint8]
) -> NDArray[np.uint64]:
    """Returns a number for each reading that orders readings by the first consonants of their skeletons."""
    bones, numbers = np.empty(MAX_BONES, np.uint8), np.empty(count, np.uint64)
    for reading in range(count):
        size = bones_of(sounds[starts[reading] : starts[reading + 1]], folds, bones)
        number = np.uint64(0)
        for at in range(_ORDERED):
            number = number << np.uint64(_BONE_BITS) | np.uint64(bones[at] & _BONE_MASK if at < size else 0)
        numbers[reading] = number
    return numbers
