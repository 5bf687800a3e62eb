"""Families drawn again and again given the others, where no exact sum over them can be had.

Source:   Gibbs sampling; the share of a way is its mean chance over the sweeps, the error comes from batches of sweeps.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.ways import FamilyWays, Logs

Uniform = Callable[[], float]
"""Gives numbers between 0 and 1."""
_SWEEPS, _BATCHES = 400, 20


def draw(families: Sequence[FamilyWays], chance: Uniform) -> tuple[list[Logs], list[Logs], float, float]:
    """Draws each family given the others, again and again; the error comes from batches of sweeps."""
    bodies = [[frozenset(w[w != NOBODY].tolist()) for w in f.ways] for f in families]
    holder: dict[int, int] = {}
    current = [next(i for i, used in enumerate(b) if not used) for b in bodies]
    counts = [np.zeros((_BATCHES, len(f.ways))) for f in families]
    best = [np.full(len(f.ways), -np.inf) for f in families]
    total = sum(float(f.weights[c]) for f, c in zip(families, current, strict=True))
    for sweep in range(_SWEEPS + _SWEEPS // 10):
        for i, family in enumerate(families):
            free = np.array([all(holder.get(b, i) == i for b in used) for used in bodies[i]])
            chances = np.where(free, np.exp(family.weights - family.weights[free].max()), 0.0)
            chosen = int(np.searchsorted(np.cumsum(chances), chance() * chances.sum(), side="right"))
            for body in bodies[i][current[i]]:
                holder.pop(body, None)
            total += float(family.weights[chosen] - family.weights[current[i]])
            current[i] = chosen
            holder.update((body, i) for body in bodies[i][chosen])
            np.maximum(best[i], np.where(free, total - family.weights[chosen] + family.weights, -np.inf), out=best[i])
            if sweep >= _SWEEPS // 10:
                batch = (sweep - _SWEEPS // 10) * _BATCHES // _SWEEPS
                counts[i][batch] += chances / chances.sum()
    shares = [c / (_SWEEPS / _BATCHES) for c in counts]
    slack = max(float((s.std(axis=0, ddof=1) / math.sqrt(_BATCHES)).max()) for s in shares)
    means = [s.mean(axis=0) for s in shares]
    # P(answer) = exp(weight - log_sum) for any answer; the last one drawn gives an estimate by its chain of shares
    return means, best, slack, float(best[0].max() - sum(math.log(max(m.max(), 1e-300)) for m in means))
