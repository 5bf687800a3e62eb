"""Many families, one rule: a body belongs to one missing person at most, and a missing person to one body.

Each family brings the ways of placing bodies in it, with weights. Families that compete for no body answer apart; those
that do are swept exactly (`sweep`). Where the used bodies are too many to keep track of, families and bodies pass
messages, and knots of them are swept (`coupled`); what that may be off by is stated.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from repatria.core.kinship.coupled import settle
from repatria.core.kinship.draws import Uniform
from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.family_weights import NOBODY, Ways
from repatria.core.kinship.sweep import BITS, ordered, sweep
from repatria.core.kinship.ways import FamilyWays, Logs

_MOST_VISITS = 400_000
_MANY = 300
"""Families from which on no exact sum over all of them is tried."""
TIE = 1e-9
"""Weights (natural logarithms) that differ by less are equal."""


def _no_chance() -> float:
    raise KinshipQuestionError(
        "the incident is too entangled for an exact answer",
        (("chance", "pass random numbers, or raise the threshold"),),
    )


@dataclass(frozen=True, slots=True)
class Pairing:
    """What the families say together.

    Returns:  `posterior` one list a family: the probability of each of its ways; `best` the weight of the best answer
              that holds the way, minus infinity where it was not looked for (`rivals` looks for it then); `errors` one
              number a family: 0 where its posteriors are exact, else by how much they may be off; `log_sum` the
              logarithm of the sum over all answers, not a number where that was not taken.
    """

    families: tuple[FamilyWays, ...]
    posterior: tuple[Logs, ...]
    best: tuple[Logs, ...]
    errors: tuple[float, ...]
    log_sum: float

    @property
    def error(self) -> float:
        """The largest error of any family."""
        return max(self.errors, default=0.0)


def pair_up(families: Sequence[FamilyWays], chance: Uniform = _no_chance) -> Pairing:
    """Joins families under the rule that a body is used once.

    Source:   a sum-product and a max-product sweep over families; prior odds are part of the weights.
    Given:    `chance` is used only where the exact sum would keep too many states.
    """
    given = tuple(family.possible() for family in families)
    posterior = [np.zeros(len(family.weights)) for family in given]
    best = [np.full(len(family.weights), -np.inf) for family in given]
    errors, log_sum = [0.0] * len(given), 0.0
    tops: list[tuple[list[int], float]] = []
    for group in _groups(given):
        order = [group[i] for i in ordered([given[i] for i in group])] if 1 < len(group) <= _MANY else group
        members = [given[i] for i in order]
        swept = None if len(group) > _MANY else sweep(members)
        if swept is None:
            settled = settle(members, chance)
            sums, highest, group_sum = settled.posterior, None, math.nan
            for i in order:
                errors[i] = settled.error
        else:
            sums, highest, group_sum = swept
            tops.append((group, float(highest[0].max())))
        log_sum += group_sum
        for place, i in enumerate(order):
            posterior[i] = sums[place]
            if highest is not None:
                best[i] = highest[place]
    whole = sum(top for _, top in tops)
    for group, top in tops:
        for i in group:
            best[i] = best[i] + (whole - top)
    return Pairing(given, tuple(posterior), tuple(best), tuple(errors), log_sum)


def _groups(families: Sequence[FamilyWays]) -> list[list[int]]:
    """Families that compete for no common body answer apart."""
    of_body: dict[int, int] = {}
    group = list(range(len(families)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, family in enumerate(families):
        for body in family.bodies():
            group[root(i)] = root(of_body.setdefault(body, i))
    found: dict[int, list[int]] = {}
    for i in range(len(families)):
        found.setdefault(root(i), []).append(i)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class RankedAnswer:
    """One answer to the whole incident: the body of each family's members, and its weight."""

    ways: tuple[tuple[int, ...], ...]
    weight: float


def best_answers(families: Sequence[FamilyWays], count: int) -> tuple[RankedAnswer, ...]:
    """Lists the best answers, the best first; equal weights stand in a fixed order.

    Given:    a best-first search: what a family could bring at most is its best way, whoever holds its bodies.
    Returns:  fewer than `count` where there are no more, or where the search would not end.
    """
    given = [family.possible() for family in families]
    order = sorted(range(len(given)), key=lambda i: -float(given[i].weights.max()))
    sorted_ways = [np.argsort(-given[i].weights, kind="stable") for i in order]
    rest = np.zeros(len(order) + 1)
    for place in range(len(order) - 1, -1, -1):
        rest[place] = rest[place + 1] + float(given[order[place]].weights.max())
    used_by = [_bits(given[i].ways[ways]) for i, ways in zip(order, sorted_ways, strict=True)]
    heap: list[tuple[float, int, tuple[int, ...], int, float]] = [(-rest[0], 0, (), 0, 0.0)]
    found: list[RankedAnswer] = []
    serial = 0
    while heap and serial < _MOST_VISITS:
        # answers that tie with the last one wanted are all taken, so that their order does not depend on rounding
        if len(found) >= count and -heap[0][0] < found[-1].weight - TIE:
            break
        _, _, chosen, used, weight = heapq.heappop(heap)
        place = len(chosen)
        if place == len(order):
            by_family: list[tuple[int, ...]] = [()] * len(given)
            for at, way in enumerate(chosen):
                by_family[order[at]] = tuple(int(b) for b in given[order[at]].ways[sorted_ways[at][way]])
            found.append(RankedAnswer(tuple(by_family), weight))
            continue
        weights = given[order[place]].weights[sorted_ways[place]]
        for way, (bits, own) in enumerate(zip(used_by[place], weights.tolist(), strict=True)):
            if not bits & used:
                serial += 1
                bound = weight + own + rest[place + 1]
                heapq.heappush(heap, (-bound, serial, (*chosen, way), used | bits, weight + own))
    return tuple(_in_order(found)[:count])


def _in_order(answers: Sequence[RankedAnswer]) -> list[RankedAnswer]:
    """The best first; among equal ones the one that fills the earlier places with the earlier bodies."""
    bodies = 1 + max((b for answer in answers for way in answer.ways for b in way), default=NOBODY)
    ordered: list[RankedAnswer] = []
    tied: list[RankedAnswer] = []

    def by_body(answer: RankedAnswer) -> list[tuple[int, int]]:
        places = [(body, place) for place, body in enumerate(b for way in answer.ways for b in way) if body != NOBODY]
        at = dict(places)
        return [(0, at[body]) if body in at else (1, 0) for body in range(bodies)]

    for answer in [*answers, None]:
        if answer is None or (tied and answer.weight < tied[0].weight - TIE):
            ordered += sorted(tied, key=by_body)
            tied = []
        if answer is not None:
            tied.append(answer)
    return ordered


def _bits(ways: Ways) -> list[int]:
    """The bodies of each way as bits: a body is used twice where bits meet."""
    if ways.max(initial=NOBODY) < BITS:
        held = np.where(ways == NOBODY, 0, np.left_shift(1, np.maximum(ways, 0)))
        return [int(one) for one in np.bitwise_or.reduce(held, axis=1, initial=0).tolist()]
    return [sum(1 << body for body in way if body != NOBODY) for way in ways.tolist()]
