"""Two slow ways to the same likelihood, written from the definition: sums that name every allele of everybody.

`by_einsum` hands the whole factor graph to numpy.einsum (theta 0). `by_enumeration` walks every set of founder alleles
with its urn probability, and every inheritance with its mutations (any theta). Neither shares a line with the engines.
"""

from __future__ import annotations

import itertools

import numpy as np

from repatria.core.kinship.loci import Chromosome, LocusTable
from repatria.core.kinship.observations import NO_SECOND, ObservationTable
from repatria.core.kinship.pedigree import Pedigree, Sex


def evidence(observed: ObservationTable, class_id: int) -> np.ndarray:
    """The weight of each pair (paternal, maternal); one with a single allele holds it as maternal."""
    size = observed.locus.size
    square = np.zeros((size, size))
    for x, y, w in observed.states(class_id):
        if y == NO_SECOND:
            square[:, x] = w / size  # the paternal place is summed over without meaning
        else:
            square[x, y] = square[y, x] = w
    return square


def by_einsum(pedigree: Pedigree, observed: ObservationTable, classes: list[int]) -> float:
    locus = observed.locus
    at = {name: i for i, name in enumerate(pedigree.ids)}
    operands: list[object] = []
    for person, class_id in zip(pedigree.persons, classes, strict=True):
        i = at[person.id]
        is_haploid = locus.chromosome is Chromosome.X and person.sex is Sex.MALE
        operands += [evidence(observed, class_id), [2 * i, 2 * i + 1]]
        for side, (parent, matrix) in enumerate(((person.father, locus.male), (person.mother, locus.female))):
            if is_haploid and side == 0:
                continue
            if parent is None:
                operands += [locus.p, [2 * i + side]]
                continue
            j = at[parent]
            if locus.chromosome is Chromosome.X and side == 0:
                operands += [matrix, [2 * j + 1, 2 * i]]
                continue
            passing = 0.5 * (matrix[:, None, :] + matrix[None, :, :])
            operands += [passing, [2 * j, 2 * j + 1, 2 * i + side]]
    return float(np.einsum(*operands, [], optimize="greedy"))


def by_enumeration(pedigree: Pedigree, observed: ObservationTable, classes: list[int], theta: float) -> float:
    """Autosomal only."""
    locus = observed.locus
    at = {name: i for i, name in enumerate(pedigree.ids)}
    founders = [at[p.id] for p in pedigree.founders()]
    total = 0.0
    for drawn in itertools.product(range(locus.size), repeat=2 * len(founders)):
        chance = urn_probability(drawn, locus, theta)
        alleles = {i: (drawn[2 * k], drawn[2 * k + 1]) for k, i in enumerate(founders)}
        total += chance * _rest(0, pedigree, at, alleles, observed, classes)
    return total


def urn_probability(drawn: tuple[int, ...], locus: LocusTable, theta: float) -> float:
    chance, counts = 1.0, [0] * locus.size
    for n, allele in enumerate(drawn):
        chance *= (counts[allele] * theta + (1 - theta) * locus.p[allele]) / (1 + (n - 1) * theta)
        counts[allele] += 1
    return chance


def _rest(
    number: int, pedigree: Pedigree, at: dict[str, int], alleles: dict[int, tuple[int, int]],
    observed: ObservationTable, classes: list[int],
) -> float:  # fmt: skip
    if number == len(pedigree.persons):
        return 1.0
    person, locus = pedigree.persons[number], observed.locus
    squares = evidence(observed, classes[number])
    if person.is_founder:
        weight = squares[alleles[number]]
        return weight and weight * _rest(number + 1, pedigree, at, alleles, observed, classes)
    total = 0.0
    father, mother = alleles[at[person.father]], alleles[at[person.mother]]
    for a, b in itertools.product(range(locus.size), repeat=2):
        chance = 0.25 * sum(locus.male[x, a] for x in father) * sum(locus.female[y, b] for y in mother) * squares[a, b]
        if chance:
            total += chance * _rest(number + 1, pedigree, at, {**alleles, number: (a, b)}, observed, classes)
    return total
