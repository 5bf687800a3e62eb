"""How much better the best joint answer is with one pairing than without it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.pairing import Pairing
from repatria.core.kinship.sweep import ordered, sweep
from repatria.core.kinship.ways import FamilyWays, Logs


def log10_with_and_without(pairing: Pairing, family: str, member: str, body: int) -> float:
    """Returns log10 of the best answer that holds a pairing, divided by the best that does not.

    Source:   the generalised likelihood ratio of Kling and others 2021, with the prior odds as part of the weights.
    Returns:  not a number where the pairing, or every other answer, was left out or is impossible.
    """
    for i, ways in enumerate(pairing.families):
        if ways.name == family and member in ways.members:
            holds = ways.ways[:, ways.members.index(member)] == body
            if not holds.any() or holds.all():
                return math.nan
            best = pairing.best[i]
            if not np.isfinite(best).any():
                best = _looked_for(pairing.families, i)
            with_it, without = float(best[holds].max()), float(best[~holds].max())
            if math.isfinite(with_it) and math.isfinite(without):
                return (with_it - without) / math.log(10)
    return math.nan


def _looked_for(families: Sequence[FamilyWays], asked: int) -> Logs:
    """The best answers that hold each way of one family.

    Given:    elsewhere only ways that are better than none come into question, which leaves a few families to look at.
    Returns:  minus infinity throughout where even these are too entangled.
    """
    useful = [_useful(one) for one in families]
    of_body: dict[int, list[int]] = {}
    for i, one in enumerate(useful):
        for body in one.bodies():
            of_body.setdefault(body, []).append(i)
    group, waiting = {asked}, list(families[asked].bodies())
    seen = set(waiting)
    while waiting:
        for i in of_body.get(waiting.pop(), ()):
            if i not in group:
                group.add(i)
                new = useful[i].bodies() - seen
                seen |= new
                waiting += new
    members = [families[asked], *(useful[i] for i in group if i != asked)]
    order = ordered(members)
    found = sweep([members[i] for i in order])
    return found[1][order.index(0)] if found else np.full(len(families[asked].weights), -np.inf)


def _useful(one: FamilyWays) -> FamilyWays:
    is_empty: NDArray[np.bool_] = (one.ways == NOBODY).all(axis=1)
    least = float(one.weights[is_empty].max()) if is_empty.any() else -math.inf
    return one.only(np.flatnonzero(is_empty | (one.weights > least)))
