"""What most readings are refused by, unseen: eight bytes that say which sounds each has, and a bound from them.

A sound that only one of two readings has was lost, or is another one there: so much their distance is at least.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.names.readings import MAX_SOUNDS, OTHER
from repatria.core.names.similarity.distance import WIDTH, EditCosts
from repatria.core.names.similarity.keys import FOLDS

_HALF, _SIZE_AT, _NIBBLE = np.uint64(32), np.uint64(28), np.uint64(15)
_BYTE = np.uint64(255)
_CHUNKS = 3
assert OTHER <= 8 * _CHUNKS and MAX_SOUNDS < 256  # what a signature and its bounds have room for


class Costs(NamedTuple):
    """What edits cost (see distance), the least that a lost sound costs, consonant classes (see keys).

    Shapes:   `least_of` as `least_of_sounds` returns it beside every sound.
    """

    between: NDArray[np.int32]
    swap: np.int32
    least_lost: int
    folds: NDArray[np.uint8]
    least_of: NDArray[np.int32]


@numba.njit(cache=True, nogil=True)
def signature_of(sounds: NDArray[np.uint8]) -> np.uint64:
    """Returns which sounds a reading has, which it has twice, and its length: eight bytes to refuse most others by."""
    once, twice = np.uint64(0), np.uint64(0)
    for number in sounds:
        bit = np.uint64(1) << np.uint64(min(number, OTHER) - 1)
        twice |= once & bit
        once |= bit
    size = np.uint64(len(sounds))
    return once | twice << _HALF | (size & _NIBBLE) << _SIZE_AT | (size >> np.uint64(4)) << (_HALF + _SIZE_AT)


@numba.njit(cache=True, nogil=True)
def size_in(signature: np.uint64) -> np.int64:
    low, high = signature >> _SIZE_AT & _NIBBLE, signature >> (_HALF + _SIZE_AT)
    return np.int64(low | high << np.uint64(4))  # int() would leave it unsigned, and differences with it


@numba.njit(cache=True, nogil=True)
def least_of_sounds(beside: np.uint64, between: NDArray[np.int32]) -> NDArray[np.int32]:
    """Returns the least that sets of sounds cost beside a reading that has none of them.

    Shapes:   (3, 256), sets of eight sounds each as their bits stand in a signature.
    Units:    hundredths of an edit.
    Given:    `beside` the signature of that reading: each sound is lost, or is one of its sounds there.
    """
    least = np.zeros((_CHUNKS, 256), np.int32)
    for sound in range(1, OTHER + 1):
        cost = between[sound]
        for other in range(1, OTHER + 1):
            has_it = beside >> np.uint64(other - 1) & np.uint64(1) != 0
            if has_it and (other != sound or sound == OTHER):  # two strange signs may differ
                cost = min(cost, between[sound * WIDTH + other])
        chunk, bit = (sound - 1) >> 3, 1 << ((sound - 1) & 7)
        for others in range(bit):
            least[chunk, others | bit] = least[chunk, others] + cost
    return least


def search_costs(learned: EditCosts) -> Costs:
    """Returns what searching needs of the costs of edits."""
    every_sound = np.uint64((1 << OTHER) - 1)
    least_of = least_of_sounds(every_sound, learned.between)
    return Costs(learned.between, learned.swap, learned.least_lost, FOLDS, least_of)


@numba.njit(cache=True, nogil=True)
def _least(sounds: np.uint64, least: NDArray[np.int32]) -> np.int64:
    twice = sounds >> _HALF
    return np.int64(
        least[0, sounds & _BYTE] + least[1, sounds >> np.uint64(8) & _BYTE] + least[2, sounds >> np.uint64(16) & _BYTE]
        + least[0, twice & _BYTE] + least[1, twice >> np.uint64(8) & _BYTE] + least[2, twice >> np.uint64(16) & _BYTE]
    )  # fmt: skip


@numba.njit(cache=True, nogil=True)
def least_edits(asked: np.uint64, theirs: np.uint64, beside_asked: NDArray[np.int32], costs: Costs) -> np.int64:
    """Returns a bound below the distance of two readings by their signatures.

    Units:    hundredths of an edit.
    Given:    `beside_asked` what sounds cost beside the asked reading. A sound that only one of them has was lost or is
              another one there; the longer one lost some for certain, and those are none of the shorter one's.
    """
    more = size_in(asked) - size_in(theirs)
    only_theirs, only_asked = _least(theirs & ~asked, beside_asked), _least(asked & ~theirs, costs.least_of)
    if more > 0:
        only_theirs += costs.least_lost * more
    else:
        only_asked -= costs.least_lost * more
    return max(only_theirs, only_asked)


@numba.njit(cache=True, nogil=True)
def sign_all(sounds: NDArray[np.uint8], starts: NDArray[np.uint32], signatures: NDArray[np.uint64], first: int) -> None:
    """Writes the signatures of readings from `first` on."""
    for reading in range(first, len(signatures)):
        signatures[reading] = signature_of(sounds[starts[reading] : starts[reading + 1]])
