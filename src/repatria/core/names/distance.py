"""How far two readings are apart: a weighted edit distance with costs learned from real pairs of names.

Costs stand in `edit_costs.tsv`, written by `python -m tests.core.names.learn_edit_costs`: what one sound costs for
another, what it costs to lose one, and what it costs to swap two neighbours. They are symmetric, equal sounds cost
nothing, and no way round over a third sound is cheaper; so what two readings have in common at both ends may be left
out before counting.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.names.sounds import MAX_SOUNDS, OTHER, SOUNDS, numbered
from repatria.core.vocabulary.tables import read_table

TOO_FAR = np.float32(np.inf)
NOTHING = "-"
"""Stands in the table for no sound: the cost of losing or adding one."""
SWAP = "swap"
FOREIGN_COST = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class EditCosts:
    """What each edit costs.

    Units:    edits; between two consonants 1 on average.
    """

    between: NDArray[np.float32]
    """By sound numbers, 0 for none; OTHER stands for every character that is no sound."""
    swap: float
    """Of two neighbours, not more than the two would cost one by one."""


def with_shortcuts(between: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns the costs after every way round over a third sound (or over none) has been tried."""
    short = between.copy()
    for through in range(len(short)):
        short = np.minimum(short, short[:, through, None] + short[None, through, :])
    return short


@cache
def learned_costs() -> EditCosts:
    """Returns the costs of the table that ships with the package."""
    between = np.full((OTHER + 1, OTHER + 1), FOREIGN_COST, dtype=np.float32)
    np.fill_diagonal(between, 0.0)
    swap = FOREIGN_COST
    number = {NOTHING: 0} | {sound: at for at, sound in enumerate(SOUNDS, start=1)}
    for line in read_table("repatria.core.names", "edit_costs.tsv").splitlines():
        if not line or line.startswith("#"):
            continue
        one, other, cost = line.split("\t")
        if one == SWAP:
            swap = float(cost)
        else:
            between[number[one], number[other]] = between[number[other], number[one]] = float(cost)
    return EditCosts(with_shortcuts(between), swap)


@numba.njit(cache=True, nogil=True)
def bounded_edits(
    one: NDArray[np.uint8],
    other: NDArray[np.uint8],
    between: NDArray[np.float32],
    swap: float,
    most: float,
    rows: NDArray[np.float32],
) -> float:
    """Returns the distance of two numbered readings, or infinity as soon as it is sure to be above `most`.

    Given:    `rows` is room to count in, 3 by MAX_SOUNDS + 1 at least; its content does not matter.
    """
    size, length = len(one), len(other)
    begin = 0
    while begin < size and begin < length and one[begin] == other[begin]:
        begin += 1
    while size > begin and length > begin and one[size - 1] == other[length - 1]:
        size -= 1
        length -= 1
    size -= begin
    length -= begin
    last = np.uint8(OTHER)
    before, current, earlier = 0, 1, 2
    rows[before, 0] = 0.0
    for j in range(length):
        rows[before, j + 1] = rows[before, j] + between[0, min(other[begin + j], last)]
    lowest_before = np.float32(0.0)
    for i in range(size):
        mine = one[begin + i]
        a = min(mine, last)
        lost = between[a, 0]
        rows[current, 0] = rows[before, 0] + lost
        lowest = rows[current, 0]
        for j in range(length):
            theirs = other[begin + j]
            b = min(theirs, last)
            if mine == theirs:
                best = rows[before, j]
            elif a == last and b == last:
                best = rows[before, j] + between[last, 0]
            else:
                best = rows[before, j] + between[a, b]
            best = min(best, rows[before, j + 1] + lost)
            best = min(best, rows[current, j] + between[0, b])
            if i > 0 and j > 0 and mine == other[begin + j - 1] and theirs == one[begin + i - 1]:
                best = min(best, rows[earlier, j - 1] + swap)
            rows[current, j + 1] = best
            lowest = min(lowest, best)
        if lowest > most and lowest_before > most:
            return np.inf
        lowest_before = lowest
        before, current, earlier = current, earlier, before
    edits = rows[before, length]
    return edits if edits <= most else np.inf


def room() -> NDArray[np.float32]:
    """Returns room for `bounded_edits` to count in."""
    return np.empty((3, MAX_SOUNDS + 1), dtype=np.float32)


def distance(one: str, other: str, costs: EditCosts | None = None) -> float:
    """Returns how far two readings are apart.

    Source:   optimal string alignment with weights; learned after Ristad & Yianilos 1998
    Units:    edits
    Given:    readings, not written names; of each the first MAX_SOUNDS sounds count.
    """
    weights = costs or learned_costs()
    first, second = (np.frombuffer(numbered(reading), dtype=np.uint8) for reading in (one, other))
    return float(bounded_edits(first, second, weights.between, weights.swap, np.inf, room()))
