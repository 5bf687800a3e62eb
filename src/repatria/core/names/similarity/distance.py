"""How far two readings are apart: a weighted edit distance with costs learned from real pairs of names.

Costs stand in `edit_costs.tsv`, written by `python -m tests.core.names.learn_edit_costs`: what one sound costs for
another, what it costs to lose one, and what it costs to swap two neighbours. They are symmetric, equal sounds cost
nothing, and no way round over a third sound is cheaper; so what two readings have in common at both ends may be left
out before counting. Compiled code counts in whole hundredths of an edit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.names.readings import MAX_SOUNDS, OTHER, SOUNDS, numbered
from repatria.core.vocabulary.tables import read_table

UNITS = 100
"""Of one edit, in compiled code."""
TOO_FAR = 1 << 28
"""More than any distance."""
NOTHING = "-"
"""Stands in the table for no sound: the cost of losing or adding one."""
SWAP = "swap"
FOREIGN_COST = 1.0
WIDTH = 32
"""Of a row of costs: room for every sound number up to OTHER."""
_ROW = MAX_SOUNDS + 8
ROOM = 3 * _ROW + 2
"""Cells that counting needs."""
_NONE = 2 * MAX_SOUNDS


@dataclass(frozen=True, slots=True, eq=False)
class EditCosts:
    """What each edit costs.

    Units:    hundredths of an edit; one edit is what one consonant costs for another on average.
    """

    between: NDArray[np.int32]
    """At WIDTH times one sound's number plus the other's; 0 is no sound, OTHER every character that is none."""
    swap: np.int32
    """Of two neighbours."""

    @property
    def least_lost(self) -> int:
        """The least that it costs to lose a sound."""
        return int(self.between[1:WIDTH].min())


def costs_from(between: NDArray[np.floating], swap: float) -> EditCosts:
    """Returns costs for compiled code.

    Given:    a symmetric table in edits, by sound numbers, OTHER + 1 wide.
    """
    whole = np.full((WIDTH, WIDTH), UNITS, dtype=np.int32)
    whole[: OTHER + 1, : OTHER + 1] = np.round(between * UNITS)
    return EditCosts(with_shortcuts(whole).ravel(), np.int32(round(swap * UNITS)))


def with_shortcuts(between: NDArray[np.int32]) -> NDArray[np.int32]:
    """Returns the costs after every way round over a third sound (or over none) has been tried."""
    short = between.copy()
    for through in range(len(short)):
        short = np.minimum(short, short[:, through, None] + short[None, through, :])
    return short


@cache
def learned_costs() -> EditCosts:
    """Returns the costs of the table that ships with the package."""
    between = np.full((OTHER + 1, OTHER + 1), FOREIGN_COST)
    np.fill_diagonal(between[:OTHER, :OTHER], 0.0)
    swap = FOREIGN_COST
    number = {NOTHING: 0} | {sound: at for at, sound in enumerate(SOUNDS, start=1)}
    for line in read_table("repatria.core.names.similarity", "edit_costs.tsv").splitlines():
        if not line or line.startswith("#"):
            continue
        one, other, cost = line.split("\t")
        if one == SWAP:
            swap = float(cost)
        else:
            between[number[one], number[other]] = between[number[other], number[one]] = float(cost)
    return costs_from(between, swap)


@numba.njit(cache=True, nogil=True)
def bounded_edits(
    one: NDArray[np.uint8],
    other: NDArray[np.uint8],
    between: NDArray[np.int32],
    swap: np.int32,
    most: np.int32,
    rows: NDArray[np.int32],
) -> np.int32:
    """Returns the distance of two numbered readings, or TOO_FAR when it is above `most`.

    Units:    hundredths of an edit.
    Given:    `rows` is what `room` returns; its content does not matter.
    """
    size, length, same = len(one), len(other), 0
    while same < size and same < length and one[same] == other[same]:
        same += 1
    while size > same and length > same and one[size - 1] == other[length - 1]:
        size -= 1
        length -= 1
    if size == same and length == same:
        return np.int32(0)
    # Of each row only the cells from the first to the last that are not above `most` are followed; unsigned numbers
    # throughout, so that no index is tested for being negative. Each row has a cell to spare at its left.
    nil, step, start = np.uint64(0), np.uint64(1), np.uint64(same)
    none, last_number = np.uint64(_NONE), np.uint64(OTHER)
    before, current, earlier = np.uint64(1), np.uint64(1 + _ROW), np.uint64(1 + 2 * _ROW)
    end, stop = np.uint64(length - same), np.uint64(size)
    low, high, low_earlier, high_earlier = nil, nil, none, nil
    sum_added = np.int32(0)
    rows[before - step], rows[before] = TOO_FAR, 0
    j = nil
    while j < end:
        sum_added += between[min(np.uint64(other[start + j]), last_number)]
        j += step
        rows[before + j] = sum_added
        if sum_added > most:
            break
        high = j
    rows[before + j + step] = TOO_FAR
    previous = np.uint64(0)
    i = start
    while i < stop:
        mine = np.uint64(one[i])
        a = min(mine, last_number)
        lost, row_of_a = between[a], a * np.uint64(WIDTH)
        j = min(low, low_earlier + step + step)
        reach = min(max(high + step, high_earlier + step + step), end)
        rows[current + j - step] = TOO_FAR
        left = np.int32(TOO_FAR)
        new_low, new_high = none, nil
        if j == nil:
            left = rows[before] + lost
            rows[current] = left
            if left <= most:
                new_low = nil
            j = step
        diagonal = rows[before + j - step]
        while j <= end:
            theirs = np.uint64(other[start + j - step])
            b = min(theirs, last_number)
            best = left + between[b]
            if j <= reach:
                above = rows[before + j]
                best = min(best, above + lost)
                best = min(best, diagonal if mine == theirs else diagonal + between[row_of_a + b])
                diagonal = above
                two_back = j - step - step
                if (
                    theirs == previous
                    and i > start
                    and j > step
                    and mine == np.uint64(other[start + two_back])
                    and low_earlier <= two_back
                    and two_back <= high_earlier
                ):
                    best = min(best, rows[earlier + two_back] + swap)
            elif best > most:
                break
            rows[current + j] = best
            left = best
            if best <= most:
                if new_low == none:
                    new_low = j
                new_high = j
            j += step
        rows[current + j] = TOO_FAR
        if new_low == none and low == none:
            return np.int32(TOO_FAR)
        low_earlier, high_earlier, low, high = low, high, new_low, new_high
        before, current, earlier = current, earlier, before
        previous = mine
        i += step
    if low == none or high != end:
        return np.int32(TOO_FAR)
    return np.int32(rows[before + end])


def room() -> NDArray[np.int32]:
    """Returns room for `bounded_edits` to count in."""
    return np.empty(ROOM, dtype=np.int32)


def distance(one: str, other: str, costs: EditCosts | None = None, most: float = TOO_FAR / UNITS / 2) -> float:
    """Returns how far two readings are apart, infinity when it is more than `most`.

    Source:   optimal string alignment with weights; learned after Ristad & Yianilos 1998
    Units:    edits
    Given:    readings, not written names; of each the first MAX_SOUNDS sounds count.
    """
    weights = costs or learned_costs()
    first, second = (np.frombuffer(numbered(reading), dtype=np.uint8) for reading in (one, other))
    bound = np.int32(round(most * UNITS))
    edits = int(bounded_edits(first, second, weights.between, weights.swap, bound, room()))
    return edits / UNITS if edits <= bound else float("inf")
