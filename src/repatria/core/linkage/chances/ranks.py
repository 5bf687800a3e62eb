"""What the weights of an enquiry come to: the best of each person, the best of all, their mass, equals; compiled."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from repatria.core.linkage.numbers import Floats


@njit(cache=True, nogil=True)
def best_of_each(
    persons: NDArray[np.int64], names: Floats, weights: Floats
) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Returns where the best entry of every person stands, of those for whom anything speaks, by their first entry.

    Given:    `persons` whose each entry is; the first of equally good ones counts.
    """
    size = 64
    while size < 2 * len(persons):
        size *= 2
    table = np.full(size, -1, dtype=np.int32)
    kept = np.empty(len(persons), dtype=np.int64)
    count = 0
    for at in range(len(persons)):
        if weights[at] <= 0 and names[at] <= 0:
            continue
        slot = np.int64((np.uint64(persons[at]) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)) & (size - 1)
        while table[slot] >= 0 and persons[kept[table[slot]]] != persons[at]:
            slot = (slot + 1) & (size - 1)
        if table[slot] < 0:
            table[slot] = count
            kept[count] = at
            count += 1
        elif weights[at] > weights[kept[table[slot]]]:
            kept[table[slot]] = at
    return kept[:count]


@njit(cache=True, nogil=True)
def best_and_mass(weights: Floats, top: int, slope: float) -> tuple[float, float]:  # pragma: no cover - compiled
    """Returns the least of the `top` best weights (bits), and the sum of 2^(slope weight) over those above 0.

    Given:    what weighs less than nothing is no likelier than anybody, and counts with those not registered.
    """
    heap = np.full(top, -np.inf, dtype=np.float32)
    mass = 0.0
    for weight in weights:
        if weight > 0.0:
            mass += 2.0 ** (slope * np.float64(weight))
        if weight > heap[0]:
            at = 0
            while True:
                child = 2 * at + 1
                if child >= top:
                    break
                if child + 1 < top and heap[child + 1] < heap[child]:
                    child += 1
                if heap[child] >= weight:
                    break
                heap[at] = heap[child]
                at = child
            heap[at] = weight
    return heap[0], mass


@njit(cache=True, nogil=True)
def count_near(weights: Floats, wanted: Floats, within: float) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Counts, for each of a few weights, how many of all lie within `within` bits of it.

    Given:    what weighs nothing or less is nobody's equal, whether it is among the weights or was left out before.
    """
    counts = np.zeros(len(wanted), dtype=np.int64)
    least = wanted.min() - within
    for weight in weights:
        if weight >= least and weight > 0.0:
            for at in range(len(wanted)):
                counts[at] += abs(weight - wanted[at]) <= within
    return counts
