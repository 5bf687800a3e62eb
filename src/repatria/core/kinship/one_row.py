"""A single row of observations peeled in one compiled call: a new family, or a pair weighed by itself.

Where many rows are peeled together (`peeling`), what they share is worth finding. One row shares nothing, and going
from step to step in Python would cost it several times what the sums cost. The sums are the same, in the same order.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.couples import Couple, Seen, tell
from repatria.core.kinship.plan import POPULATION


class Steps(NamedTuple):
    """A plan without loops, as the compiled call needs it; `is_x` at a locus of the X chromosome."""

    steps: NDArray[np.int64]
    children: NDArray[np.int64]
    founder: NDArray[np.bool_]
    male: NDArray[np.bool_]
    root: int
    is_x: bool


@numba.njit(cache=True, nogil=True)
def write_own(is_founder, low, high, first, second, weight, p, out):  # type: ignore[no-untyped-def]
    """Writes what is known of a person alone: what was seen, and for a founder the population."""
    for k in range(len(low)):
        for s in range(low[k], high[k]):
            w = weight[s]
            if is_founder:
                w *= p[first[s]]
                if second[s] >= 0:
                    w *= p[second[s]] * (1.0 if first[s] == second[s] else 2.0)
            out[k, s - low[k]] = w


@numba.njit(cache=True, nogil=True)
def peel_one(plan, n, second, weight, low, high):  # type: ignore[no-untyped-def]
    """Returns P(everything seen, the root has this genotype) for each of the root's genotypes.

    Given:    person i has the states `low[i]` to `high[i]`; `second` is -1 where a state has one allele.
    """
    offset = np.zeros(len(low) + 1, np.int64)
    for i in range(len(low)):
        offset[i + 1] = offset[i] + high[i] - low[i]
    pool = np.empty(offset[-1])
    for i in range(len(low)):
        own = pool[offset[i] : offset[i + 1]].reshape(1, high[i] - low[i])
        write_own(plan.founder[i], low[i : i + 1], high[i : i + 1], n.first, second, weight, n.p, own)
    for number in range(len(plan.steps)):
        kind, father, mother, target = plan.steps[number, :4]
        children = plan.children[plan.steps[number, 4] : plan.steps[number, 5]]
        count = len(children) + 2
        base, lows, highs = (
            np.empty((count, 1), np.int64),
            np.empty((count, 1), np.int64),
            np.empty((count, 1), np.int64),
        )
        is_son = np.zeros(len(children), np.bool_)
        for at in range(count):
            i = father if at == 0 else mother if at == 1 else children[at - 2]
            if i == POPULATION:  # nobody, and not looked at
                i = target
            base[at, 0], lows[at, 0], highs[at, 0] = offset[i], low[i], high[i]
            if at >= 2:
                is_son[at - 2] = plan.is_x and plan.male[i]
        couple = Couple(kind, father != POPULATION, mother != POPULATION, plan.is_x and plan.male[target], is_son)
        seen = Seen(
            pool, base, np.arange(count).reshape(count, 1), count, lows, highs, low[target : target + 1],
            high[target : target + 1],
        )  # fmt: skip
        told = np.zeros((1, high[target] - low[target]))
        tell(couple, n, seen, 0, 1, told)
        for s in range(told.shape[1]):
            pool[offset[target] + s] *= told[0, s]
    return pool[offset[plan.root] : offset[plan.root + 1]].copy()
