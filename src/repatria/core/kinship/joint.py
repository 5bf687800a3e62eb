"""All bodies against all missing persons together: pairwise ratios, exclusions, the posterior of every pairing, ranks.

Steps: (1) each body in each place alone: the pairwise ratio, and the number of loci at which it is impossible without
mutation; (2) each family's ways of placing several bodies (`family_weights`); (3) all families under the rule that a
body is used once (`pairing`); (4) the posterior and the generalised ratio of each pairing; (5) what that amounts to
(`conclusions`). Prior odds are equal for all answers unless stated.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.draws import Uniform
from repatria.core.kinship.family_weights import NOBODY, FamilyWeigher, Ways, all_ways, pairs_of
from repatria.core.kinship.incident import Incident
from repatria.core.kinship.pairing import Pairing, RankedAnswer, best_answers, pair_up
from repatria.core.kinship.ways import FamilyWays

LN10 = math.log(10)
Pair = tuple[str, str]
"""A missing member and a body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointOptions:
    """How to ask.

    Units:    `least_log10_lr`: pairs below it are not tried jointly; minus infinity tries whatever is possible.
    Given:    `prior_odds` of a pairing against nobody, from documented evidence that is not genetic; 1 where none is
              named. `ranked` says how many answers to list.
    """

    least_log10_lr: float = -math.inf
    prior_odds: Mapping[Pair, float] = field(default_factory=dict)
    prior_odds_else: float = 1.0
    ranked: int = 20
    threads: int = 1
    chance: Uniform | None = None


@dataclass(frozen=True, slots=True)
class JointAnswer:
    """What the incident says.

    Returns:  matrices have a row a body and a column a missing member; not a number where sex forbids the pairing.
              `posterior` has one more column, for nobody here. `log10_glr`: best answer with the pairing against best
              without. `log_null`: natural logarithm of the likelihood of the answer that pairs nobody.
    """

    incident: Incident
    log10_lr: NDArray[np.float64]
    exclusions: NDArray[np.float64]
    posterior: NDArray[np.float64]
    log10_glr: NDArray[np.float64]
    ranked: tuple[RankedAnswer, ...]
    pairing: Pairing
    weighers: tuple[FamilyWeigher, ...]
    log_null: float


def solve(incident: Incident, options: JointOptions | None = None) -> JointAnswer:
    """Answers an incident exactly, or says by how much a posterior may be off (`pairing.error`).

    Raises:   KinshipQuestionError where a family has too many ways to list, or to weigh with theta or linkage.
    """
    options = options or JointOptions()
    missing, bodies = incident.missing, incident.bodies
    column = {member: i for i, member in enumerate(missing)}
    log10_lr, exclusions = (np.full((len(bodies), len(missing)), np.nan) for _ in range(2))
    weighers, families = [], []
    for family in incident.families:
        weigher = FamilyWeigher(family, bodies, incident.loci, options.threads, conventions=incident.conventions)
        plain = FamilyWeigher(family, bodies, incident.loci, options.threads, without_mutation=True)
        pairs = list(pairs_of(family, bodies))
        single = _single(pairs, len(family.missing))
        weights, counted = weigher.weights(single), plain.impossible_loci(single)
        for (member, body), weight, count in zip(pairs, weights, counted, strict=True):
            log10_lr[body, column[family.missing[member]]] = weight / LN10
            exclusions[body, column[family.missing[member]]] = count
        # A body that is impossible alone is impossible in company too, since more is then seen.
        allowed = {
            name: [
                b
                for (m, b), w in zip(pairs, weights, strict=True)
                if m == i and np.isfinite(w) and w / LN10 >= options.least_log10_lr
            ]
            for i, name in enumerate(family.missing)
        }
        listed = all_ways(family, bodies, allowed)
        found = FamilyWays(family.name, family.missing, listed, weigher.weights(listed))
        families.append(_with_prior(found, [body.id for body in bodies], options))
        weighers.append(weigher)
    pairing = pair_up(families, options.chance) if options.chance else pair_up(families)
    posterior, glr = _by_pair(pairing, column, len(bodies))
    return JointAnswer(
        incident, log10_lr, exclusions, posterior, glr, best_answers(families, options.ranked), pairing,
        tuple(weighers), _log_null(weighers, incident),
    )  # fmt: skip


def _single(pairs: Sequence[tuple[int, int]], members: int) -> Ways:
    rows = np.full((len(pairs), members), NOBODY, np.int64)
    for row, (member, body) in enumerate(pairs):
        rows[row, member] = body
    return rows


def _with_prior(found: FamilyWays, bodies: Sequence[str], options: JointOptions) -> FamilyWays:
    if not options.prior_odds and options.prior_odds_else == 1.0:
        return found
    weights = found.weights.copy()
    for place, member in enumerate(found.members):
        odds = np.array([options.prior_odds.get((member, body), options.prior_odds_else) for body in bodies] + [1.0])
        weights += np.log(odds)[found.ways[:, place]]
    return FamilyWays(found.name, found.members, found.ways, weights)


def _by_pair(
    pairing: Pairing, column: Mapping[str, int], bodies: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    posterior = np.zeros((bodies, len(column) + 1))
    glr = np.full((bodies, len(column)), np.nan)
    for family, shares, best in zip(pairing.families, pairing.posterior, pairing.best, strict=True):
        for place, member in enumerate(family.members):
            held = family.ways[:, place]
            taken = held != NOBODY
            np.add.at(posterior[:, column[member]], held[taken], shares[taken])
            for body in np.unique(held[taken]):
                has = held == body
                with_it, without = best[has].max(), best[~has].max()
                if np.isfinite(with_it) or np.isfinite(without):  # neither was looked for in a very large incident
                    glr[body, column[member]] = (with_it - without) / LN10
    posterior[:, -1] = np.maximum(0.0, 1 - posterior[:, :-1].sum(axis=1))
    return posterior, glr


def _log_null(weighers: Sequence[FamilyWeigher], incident: Incident) -> float:
    """The natural logarithm of P(everything seen) where no body belongs to any family."""
    total = sum(weigher.log_alone() for weigher in weighers)
    for body in range(len(incident.bodies)):
        total += weighers[0].log_unrelated(body)
    return total
