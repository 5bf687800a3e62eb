"""Two profiles of one person: against two strangers, and against two full siblings, who share much.

For each locus a table over the classes that the profiles show: what both say together if they are one person's, two
siblings', two strangers'. Siblings have both alleles in common by descent in a quarter of cases, one in a half, none in
a quarter; at the X chromosome sisters always share their father's.

Source:   P(both | one person) / P(both | relation), theta 0, no mutation; drop-out and drop-in as stated for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.columns import BodyColumns, Logs
from repatria.core.kinship.loci import Chromosome
from repatria.core.kinship.observations import NO_SECOND

if TYPE_CHECKING:
    from repatria.core.kinship.search import BodySide

_SHARES = {(True, False): (0.25, 0.5, 0.25), (False, False): (0.5, 0.5, 0.0), (False, True): (0.5, 0.0, 0.5)}
"""By (is an autosome, has one allele): the chances that siblings share both, one or no alleles by descent."""


@dataclass(frozen=True, slots=True)
class _Together:
    """P(what both show) between the classes of columns: one person's, siblings', strangers'."""

    same: Logs
    siblings: Logs
    strangers: Logs

    @classmethod
    def of(cls, given: BodyColumns) -> _Together:
        observed, classes = given.observed, given.classes
        size, p, held = observed.locus.size, observed.locus.p, observed.population()
        pairs = np.zeros((len(classes), size, size))
        single = np.zeros((len(classes), size))
        for row, one in enumerate(classes):
            for x, y, weight in observed.states(one):
                if y == NO_SECOND:
                    single[row, x] = weight
                else:
                    pairs[row, x, y] = pairs[row, y, x] = weight
        population = held[np.array(classes, np.int64)]
        strangers = np.outer(population, population)
        flat, weights = pairs.reshape(len(classes), -1), np.outer(p, p).reshape(-1)
        # ordered genotypes: each of two different alleles stands for both orders, as 2 p q does
        both = (flat * weights) @ flat.T + (single * p) @ single.T
        with_one = pairs @ p  # P(a class | one allele of it is known), the other from the population
        is_autosome = observed.locus.chromosome is Chromosome.AUTOSOMAL
        shares = [_SHARES[is_autosome, bool(row.any()) and not is_autosome] for row in single]
        two, one, none = np.array(shares).reshape(-1, 3).T[:, :, None]
        siblings = two * both + one * ((with_one * p) @ with_one.T) + none * strangers
        return cls(both, siblings, strangers)


def direct_logs(given: BodyColumns) -> Logs:
    """Returns log10 ratios for one person against two strangers between the classes of two columns.

    Returns:  0 in row and column 0, which stand for no result.
    """
    found = np.zeros((len(given.classes) + 1, len(given.classes) + 1))
    if given.classes:
        together = _Together.of(given)
        with np.errstate(divide="ignore"):
            found[1:, 1:] = np.log10(together.same / together.strangers)
    return found


KnownLogs = dict[int, tuple[int, Logs]]
"""Ratios between classes that were computed before, by locus, with how many classes there were."""


def against_siblings(
    bodies: BodySide, pairs: Sequence[tuple[int, int]], known: KnownLogs | None = None
) -> tuple[Logs, NDArray[np.int64]]:  # fmt: skip
    """Weighs pairs of profiles as those of one person against those of two full siblings.

    Given:    `known` of the same columns, for whoever asks again and again: it is filled here.
    Returns:  log10 ratios, and at how many loci both show something.
    """
    kept: KnownLogs = {} if known is None else known
    first, second = np.array(pairs, np.int64).reshape(-1, 2).T
    total, count = np.zeros(len(pairs)), np.zeros(len(pairs), np.int64)
    for place, at in enumerate(bodies.columns):
        one, other = bodies.codes[first, place], bodies.codes[second, place]
        both = (one > 0) & (other > 0)
        if not both.any():
            continue
        if kept.get(place, (0,))[0] != len(at.classes):
            together = _Together.of(at)
            with np.errstate(divide="ignore", invalid="ignore"):
                kept[place] = len(at.classes), np.log10(together.same / together.siblings)
        logs = kept[place][1]
        total[both] += logs[one[both] - 1, other[both] - 1]
        count += both
    return total, count
