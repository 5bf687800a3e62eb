"""From a list of pairs to the joint answer: the graph of candidates, one-to-one, with open-set prior odds.

A family with one missing member needs only its pairs' ratios; one with several is weighed again for all ways of placing
its candidates, since what one body says depends on the others. Prior odds are those of a pairing against nobody, so
that a body may belong to none of the families and a missing person to none of the bodies.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from repatria.core.kinship.columns import Target
from repatria.core.kinship.family_weights import NOBODY, FamilyWeigher, all_ways
from repatria.core.kinship.incident import Body
from repatria.core.kinship.likelihood import Conventions
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.pairing import Pairing, pair_up
from repatria.core.kinship.ways import FamilyWays

LN10 = math.log(10)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that came into question for a place."""

    body: int
    target: int
    log10_lr: float


@dataclass(frozen=True, slots=True)
class JointPosterior:
    """The posterior of each candidate, and by how much it may be off: for each place, and the largest of all.

    Given:    an error is 0 where the posterior is exact; most families compete with few others, and theirs is.
    """

    of_candidate: Mapping[tuple[int, int], float]
    error_of_place: Mapping[int, float]
    pairing: Pairing

    @property
    def error(self) -> float:
        return self.pairing.error


def join_candidates(
    candidates: Sequence[Candidate],
    bodies: Sequence[Body],
    targets: Sequence[Target],
    loci: Sequence[Locus],
    *,
    odds: Callable[[int, int], float],
    chance: Callable[[], float],
    conventions: Conventions | None = None,
) -> JointPosterior:
    """Joins candidates under the rule that a body and a missing person are paired once.

    Given:    `odds(body, target)` are prior odds of a pairing; `chance` gives numbers between 0 and 1 and is used only
              where the exact sum would be too large. Ratios of candidates are under the same `conventions`.
    Raises:   KinshipQuestionError where theta or linkage meets too many ways, meioses or founders.
    """
    of_family: dict[int, list[Candidate]] = {}
    for one in candidates:
        of_family.setdefault(id(targets[one.target].family), []).append(one)
    places: dict[int, list[int]] = {}
    for number, target in enumerate(targets):
        if id(target.family) in of_family:
            places.setdefault(id(target.family), []).append(number)
    families, members = [], []
    for key, held in of_family.items():
        families.append(_ways(held, places[key], bodies, targets, loci, odds, conventions or Conventions()))
        members.append(places[key])
    pairing = pair_up(families, chance)
    found: dict[tuple[int, int], float] = {}
    errors: dict[int, float] = {}
    for ways, shares, at, error in zip(pairing.families, pairing.posterior, members, pairing.errors, strict=True):
        errors |= dict.fromkeys(at, error)
        for column, place in enumerate(at):
            for body, share in zip(ways.ways[:, column].tolist(), shares.tolist(), strict=True):
                if body != NOBODY:
                    found[body, place] = found.get((body, place), 0.0) + share
    return JointPosterior(found, errors, pairing)


def _ways(
    held: Sequence[Candidate], places: Sequence[int], bodies: Sequence[Body], targets: Sequence[Target],
    loci: Sequence[Locus], odds: Callable[[int, int], float], conventions: Conventions,
) -> FamilyWays:  # fmt: skip
    family = targets[places[0]].family
    names = tuple(targets[place].member for place in places)
    if len(family.missing) == 1:
        ways = np.array([[NOBODY], *([one.body] for one in held)], np.int64)
        logs = [0.0, *(one.log10_lr * LN10 + math.log(odds(one.body, one.target)) for one in held)]
        return FamilyWays(family.name, names, ways, np.array(logs))
    local = sorted({one.body for one in held})
    here = [bodies[b] for b in local]
    # every candidate of the family is tried in each of its places: alone in a place it may have looked weak
    listed = all_ways(family, here, dict.fromkeys(family.missing, range(len(here))))
    weights = FamilyWeigher(family, here, loci, conventions=conventions).weights(listed)
    position = dict(zip(names, places, strict=True))
    table = np.array([[math.log(odds(b, position[m])) for b in local] + [0.0] for m in family.missing])
    for column in range(len(family.missing)):
        weights = weights + table[column][listed[:, column]]
    back = np.array([*local, NOBODY], np.int64)
    return FamilyWays(family.name, family.missing, back[listed], weights)
