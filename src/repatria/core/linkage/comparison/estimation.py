"""Learning m without labels: expectation maximisation over compared pairs, with u held fixed.

What is learned is how often true pairs show each level; how often strangers do (u) comes from the register itself and
is taken from the waterfall, value by value, so that the frequency adjustment is kept: u = m / 2^(bits / scale), the
scale being what a bit of that field counts. A small weight of the numbers before keeps a level that few pairs show from
running away.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.comparison.judged import situations
from repatria.core.linkage.comparison.weights import Weights
from repatria.core.linkage.rows import FieldWeight

_PAIRS_OF_BEFORE = 20.0
"""How many true pairs the numbers before count for, in each group of levels."""
_LEAST_M = 1e-4
_LASTING = ("surname_other", "given_other", "patronymic_other", "birth_date_other", "birth_year_other")
_MOST_OTHER = 0.05
"""How often two records of one person may disagree altogether in what does not change in a life. Without this bound
relatives, who share surname, home and regiment, are learned as true pairs, and then found as such."""
_MOST_ROUNDS = 200
_SETTLED = 1e-4
_LEAST_SHARE, _MOST_SHARE = 1e-12, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What expectation maximisation found.

    Units:    `m` probability by level; `share` the share of true pairs among all pairs; `true_pairs` their expected
              number among the pairs given; `rounds` until nothing moved by more than 1 in 10,000.
    """

    m: Mapping[str, float]
    share: float
    true_pairs: float
    rounds: int

    def taken_up_by(self, weights: Weights) -> Weights:
        """Returns the weights with the learned m in the place of theirs."""
        return replace(weights, m={**weights.m, **self.m})


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs as arrays: the level of each step (-1 for none), its log2 u, what a bit of its field counts, and the bits
    that no level explains.
    """

    levels: NDArray[np.int16]
    log_u: NDArray[np.float64]
    scale: NDArray[np.float64]
    fixed: NDArray[np.float64]


def estimate_m(
    waterfalls: Iterable[Sequence[FieldWeight]],
    weights: Weights,
    *,
    all_pairs: float,
) -> Estimate:
    """Learns m and the share of true pairs from compared pairs, nobody having said which are true.

    Source:   Winkler 1988, Fellegi and Sunter 1969 section 3.3; u held fixed
    Units:    probabilities; `all_pairs` a count
    Given:    `waterfalls` were weighed with `weights`; they hold nearly every true pair among `all_pairs` pairs, the
              rest being strangers.
    Returns:  the numbers of `weights` unchanged when there is no pair at all.
    """
    groups_of_levels = [[level for level in levels if level in weights.m] for _, levels in situations()]
    names = [level for levels in groups_of_levels for level in levels]
    groups = np.repeat(np.arange(len(groups_of_levels)), [len(levels) for levels in groups_of_levels])
    lasting = np.array([name in _LASTING for name in names])
    before = np.array([max(weights.m[name], _LEAST_M) for name in names])
    pairs = _arrays(waterfalls, {name: at for at, name in enumerate(names)}, before, weights)
    if not len(pairs.levels):
        return Estimate(m={}, share=_LEAST_SHARE, true_pairs=0.0, rounds=0)
    m, share, rounds = before, _share_alone(pairs, before, all_pairs), 0
    for rounds in range(1, _MOST_ROUNDS + 1):  # noqa: B007  (the count is part of the result)
        truth = _truth(pairs, m, share)
        counted = np.zeros(len(names))
        for step in range(pairs.levels.shape[1]):
            has = pairs.levels[:, step] >= 0
            np.add.at(counted, pairs.levels[has, step], truth[has])
        moved = _bounded(_smoothed(counted, before, groups), groups, lasting)
        new_share = _share(float(truth.sum()) / max(all_pairs, 1.0))
        is_settled = float(np.abs(moved - m).max()) < _SETTLED and abs(math.log(new_share / share)) < _SETTLED
        m, share = moved, new_share
        if is_settled:
            break
    learned = {name: round(float(value), 6) for name, value in zip(names, m, strict=True)}
    return Estimate(m=learned, share=share, true_pairs=float(_truth(pairs, m, share).sum()), rounds=rounds)


def _share_alone(pairs: _Pairs, m: NDArray[np.float64], all_pairs: float) -> float:
    """The share under which the pairs expect themselves, m being as it is: where learning m may begin.

    Too high a share at the beginning takes relatives, who share surname and place, for the persons themselves, and
    what is learned of them keeps them in.
    """
    share = _share(1.0 / max(all_pairs, 1.0))
    for _ in range(_MOST_ROUNDS):
        moved = _share(float(_truth(pairs, m, share).sum()) / max(all_pairs, 1.0))
        if abs(math.log(moved / share)) < _SETTLED:
            break
        share = moved
    return share


def _share(share: float) -> float:
    return min(max(share, _LEAST_SHARE), _MOST_SHARE)


def _smoothed(
    counted: NDArray[np.float64], before: NDArray[np.float64], groups: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Shares within each group of levels, the numbers before counting for a few pairs."""
    own = np.bincount(groups, weights=before)[groups]
    seen = counted + _PAIRS_OF_BEFORE * before / own
    shares: NDArray[np.float64] = np.maximum(seen / np.bincount(groups, weights=seen)[groups], _LEAST_M)
    return shares


def _bounded(m: NDArray[np.float64], groups: NDArray[np.intp], lasting: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Takes from a level what is more than _MOST_OTHER, and gives it to the others of its group, in proportion."""
    bounded = np.where(lasting, np.minimum(m, _MOST_OTHER), m)
    rest = np.bincount(groups, weights=np.where(lasting, 0.0, m))[groups]
    spare = np.bincount(groups, weights=m - bounded)[groups]
    given: NDArray[np.float64] = np.where(lasting | (rest <= 0), bounded, m * (1 + spare / np.maximum(rest, _LEAST_M)))
    return given


def _truth(pairs: _Pairs, m: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """The chance that each pair is true, under these numbers."""
    log_m = np.append(np.log2(m), 0.0)  # the last stands for "no level": it adds nothing
    ratio = ((log_m[pairs.levels] - pairs.log_u) * pairs.scale).sum(axis=1)
    bits = pairs.fixed + ratio + math.log2(share / (1 - share))
    chance: NDArray[np.float64] = 1.0 / (1.0 + np.exp2(-np.clip(bits, -200.0, 200.0)))
    return chance


def _arrays(
    waterfalls: Iterable[Sequence[FieldWeight]],
    numbers: Mapping[str, int],
    before: NDArray[np.float64],
    weights: Weights,
) -> _Pairs:
    rows = [
        ([step for step in steps if step.level in numbers],
         sum(step.weight_bits for step in steps if step.level not in numbers))
        for steps in waterfalls
    ]  # fmt: skip
    width = max((len(known) for known, _ in rows), default=0)
    levels = np.full((len(rows), width), -1, dtype=np.int16)
    log_u, scales = np.zeros((len(rows), width)), np.ones((len(rows), width))
    for at, (known, _) in enumerate(rows):
        for number, step in enumerate(known):
            level, scale = numbers[step.level], weights.field_scale(step.field)
            levels[at, number], scales[at, number] = level, scale
            log_u[at, number] = math.log2(before[level]) - step.weight_bits / scale
    return _Pairs(levels, log_u, scales, np.array([fixed for _, fixed in rows], dtype=np.float64))
