"""Families one after another, keeping only which bodies are used so far and still matter: exact sums and maxima.

Sums over everything before and after a family give the posterior of each of its ways, maxima give the best answer that
holds it.

Source:   sum-product and max-product over a chain; a state is a set of used bodies, as bits that are used again.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.ways import FamilyWays, Logs

MOST_STATES = 400_000
BITS = 62
_FEW = 32
"""Families that compete together, up to which the largest sum is tried; many families are thinned early."""


def ordered(families: Sequence[FamilyWays]) -> list[int]:
    """Next the family that brings the fewest new bodies, so that few are kept track of."""
    bodies = [f.bodies() for f in families]
    of_body: dict[int, list[int]] = {}
    for i, held in enumerate(bodies):
        for body in held:
            of_body.setdefault(body, []).append(i)
    new = [len(held) for held in bodies]
    heap = [(count, 0, i) for i, count in enumerate(new)]
    heapq.heapify(heap)
    known, placed, order = set[int](), set[int](), list[int]()
    while heap:
        count, _, i = heapq.heappop(heap)
        if i in placed or count != new[i]:
            continue  # an older entry: the family stands in the heap again with its present count
        placed.add(i)
        order.append(i)
        for body in bodies[i] - known:
            known.add(body)
            for other in of_body[body]:
                new[other] -= 1
                if other not in placed:
                    heapq.heappush(heap, (new[other], new[other] - len(bodies[other]), other))
    return order


def _masks(families: Sequence[FamilyWays]) -> tuple[list[NDArray[np.int64]], list[int]] | None:
    """For each family its ways as bits of bodies, and the bits that still matter after it; bits are used again."""
    last: dict[int, int] = {}
    for i, family in enumerate(families):
        for body in family.bodies():
            last[body] = i
    bit: dict[int, int] = {}
    free = list(range(BITS))[::-1]
    masks, kept = [], []
    for i, family in enumerate(families):
        for body in sorted(family.bodies()):
            if body not in bit:
                if not free:
                    return None
                bit[body] = free.pop()
        made = np.zeros(len(family.ways), np.int64)
        for column in family.ways.T:
            made |= np.array([0 if body == NOBODY else 1 << bit[body] for body in column.tolist()], np.int64)
        masks.append(made)
        for body in [b for b, at in last.items() if at == i]:
            free.append(bit.pop(body))
        kept.append(sum(1 << one for one in bit.values()))
    return masks, kept


def sweep(families: Sequence[FamilyWays]) -> tuple[list[Logs], list[Logs], float] | None:
    """Joins families exactly, in the given order.

    Returns:  for each family the posteriors of its ways and the best answers that hold them, then the logarithm of the
              sum over all answers; nothing where too many states would have to be kept.
    """
    if len(families) == 1:  # nobody competes: its own ways are all there is
        (alone,) = families
        shares = np.exp(alone.weights - alone.weights.max())
        return [shares / shares.sum()], [alone.weights], float(alone.weights.max() + math.log(shares.sum()))
    masked = _masks(families)
    if masked is None:
        return None
    masks, kept = masked
    most = MOST_STATES if len(families) <= _FEW else MOST_STATES // 40
    shifts = [float(f.weights.max()) for f in families]
    factors = [np.exp(f.weights - s) for f, s in zip(families, shifts, strict=True)]
    states = [np.zeros(1, np.int64)]
    sums, tops, log_sum = [np.ones(1)], [np.zeros(1)], sum(shifts)
    for mask, factor, family, keep in zip(masks, factors, families, kept, strict=True):
        before = states[-1]
        if len(before) * len(mask) > 60 * most:
            return None
        old, way = np.nonzero((before[:, None] & mask[None, :]) == 0)
        after, back = np.unique((before[old] | mask[way]) & keep, return_inverse=True)
        if len(after) > most:
            return None
        states.append(after)
        total = np.bincount(back, sums[-1][old] * factor[way], minlength=len(after))
        scale = total.max()
        sums.append(total / scale)
        log_sum += math.log(scale)
        highest = np.full(len(after), -np.inf)
        np.maximum.at(highest, back, tops[-1][old] + family.weights[way])
        tops.append(highest)
    later_sum, later_top = np.ones(1), np.zeros(1)
    posterior, best = [], []
    for i in range(len(families) - 1, -1, -1):
        before, mask = states[i], masks[i]
        old, way = np.nonzero((before[:, None] & mask[None, :]) == 0)
        new = np.searchsorted(states[i + 1], (before[old] | mask[way]) & kept[i])
        share = sums[i][old] * factors[i][way] * later_sum[new]
        found = np.bincount(way, share, minlength=len(mask))
        posterior.append(found / found.sum())
        height = families[i].weights[way] + later_top[new]
        highest = np.full(len(mask), -np.inf)
        np.maximum.at(highest, way, tops[i][old] + height)
        best.append(highest)
        back_sum = np.bincount(old, factors[i][way] * later_sum[new], minlength=len(before))
        later_sum = back_sum / back_sum.max()
        later_top = np.full(len(before), -np.inf)
        np.maximum.at(later_top, old, height)
    return posterior[::-1], best[::-1], log_sum
