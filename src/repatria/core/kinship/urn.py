"""The second engine: sums over patterns of inheritance, with all founders' alleles drawn from one urn.

For each pattern (which of a parent's two alleles each child received) and each reading of the typed genotypes (which
allele came from whom): (1) what is seen below each founder allele is gathered into one factor over that allele, with
mutation on the way; (2) the founder alleles are drawn together from one Balding-Nichols urn, by summing over the ways
in which they fall into groups of alleles that are copies of one draw. The urn holds the founders of every part of the
pedigree, so that an unrelated body shares it with the family. Linked loci share their patterns.

Source:   Balding and Nichols 1994; Lander and Green 1987; the groups are those of Hoppe's urn (1984).
Given:    exact for every mutation model, theta, loop and chromosome; the work grows with the number of meioses, where
          `peeling` grows with the number of genotypes. The two share no code and are compared in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.loci import Chromosome
from repatria.core.kinship.observations import NO_SECOND, UNTYPED, UNTYPED_HAPLOID, ObservationTable
from repatria.core.kinship.pedigree import Pedigree, Sex

Vector = NDArray[np.float64]
MOST_MEIOSES = 22
MOST_FOUNDER_ALLELES = 16
"""Beyond either the sum would not end in a sitting; the question is refused by name."""


@dataclass(frozen=True, slots=True)
class Meioses:
    """A pedigree as places of alleles: place 2i is what person i had from the father, 2i + 1 from the mother.

    Given:    `bit` names, for each place, the bit of the pattern that chooses among the parent's two alleles; -1 where
              there is no choice (founders; the only allele of a man at the X chromosome), -2 where the choice is
              fixed, because the two alleles of a founder bear no mark before the first choice.
    """

    ids: tuple[str, ...]
    parent: NDArray[np.int64]
    bit: NDArray[np.int64]
    male_parent: NDArray[np.bool_]
    count: int


def meioses_of(pedigree: Pedigree, chromosome: Chromosome, *, is_every_choice_kept: bool = False) -> Meioses:
    """Numbers the choices of a pedigree.

    Given:    `is_every_choice_kept` for linked loci, which must number the choices alike.
    Raises:   KinshipQuestionError where there are too many.
    """
    at = {name: i for i, name in enumerate(pedigree.ids)}
    size = len(at)
    parent, bit = np.full(2 * size, -1, np.int64), np.full(2 * size, -1, np.int64)
    male_parent = np.zeros(2 * size, np.bool_)
    unmarked = {p.id for p in pedigree.founders()}
    count = 0
    for person in pedigree.persons:
        for side, name in enumerate((person.father, person.mother)):
            if name is None:
                continue
            place = 2 * at[person.id] + side
            parent[place], male_parent[place] = at[name], side == 0
            if chromosome is Chromosome.X and side == 0:
                if person.sex is Sex.MALE:
                    parent[place] = -1
                continue
            if name in unmarked and not is_every_choice_kept:
                unmarked.discard(name)
                bit[place] = -2
            else:
                bit[place] = count
                count += 1
    if count > MOST_MEIOSES:
        raise KinshipQuestionError(
            f"{count} meioses are too many for an exact answer with theta or linkage",
            (("pedigree", f"leave out relatives, or use theta 0 and unlinked loci; at most {MOST_MEIOSES} meioses"),),
        )
    return Meioses(pedigree.ids, parent, bit, male_parent, count)


@dataclass(frozen=True, slots=True)
class _Readings:
    """The ways of reading each person's observation: products of a factor on either allele."""

    start: NDArray[np.int64]
    paternal: Vector
    maternal: Vector
    is_typed: NDArray[np.bool_]
    is_haploid: NDArray[np.bool_]


def _readings(observed: ObservationTable, classes: Sequence[int]) -> _Readings:
    size = observed.locus.size
    starts, paternal, maternal, haploid = [0], [], [], []
    for one in classes:
        states = observed.states(one)
        is_haploid = states[0][1] == NO_SECOND
        haploid.append(is_haploid)
        rows: dict[int, Vector] = {}
        for x, y, w in () if one in (UNTYPED, UNTYPED_HAPLOID) else states:
            for a, b in ((0, x),) if is_haploid else ((x, y), (y, x)):
                rows.setdefault(a, np.zeros(size))[b] = w
        alike: dict[bytes, list[int]] = {}
        for a, row in rows.items():
            alike.setdefault(row.tobytes(), []).append(a)
        for group in alike.values():
            first = np.zeros(size)
            first[group] = 1.0
            paternal.append(first)
            maternal.append(rows[group[0]])
        if not rows:  # one reading, which is never looked at
            paternal.append(np.ones(size))
            maternal.append(np.ones(size))
        starts.append(len(paternal))
    typed = [one not in (UNTYPED, UNTYPED_HAPLOID) for one in classes]
    return _Readings(np.array(starts), np.array(paternal), np.array(maternal), np.array(typed), np.array(haploid))


@numba.njit(cache=True)
def _block_weights(most: int, theta: float) -> Vector:
    made = np.ones(most + 1)
    for b in range(1, most + 1):
        made[b] = (1 - theta) if b == 1 else made[b - 1] * (b - 1) * theta
    return made


@numba.njit(cache=True)
def _drawn(factors, count, p, theta):  # type: ignore[no-untyped-def]
    """The expectation of the product of the factors over founder alleles drawn from the urn."""
    if theta == 0.0:
        product = 1.0
        for k in range(count):
            expected = 0.0
            for a in range(len(p)):
                expected += p[a] * factors[k, a]
            product *= expected
        return product
    size, whole = len(p), 1 << count
    weight = _block_weights(count, theta)
    joint, block, found = np.empty((whole, size)), np.zeros(whole), np.zeros(whole)
    for a in range(size):
        joint[0, a] = p[a]
    found[0] = 1.0
    for subset in range(1, whole):
        low = 0
        while not subset >> low & 1:
            low += 1
        rest = subset & (subset - 1)
        members = 1
        left = rest
        while left:
            left &= left - 1
            members += 1
        total = 0.0
        for a in range(size):
            joint[subset, a] = joint[rest, a] * factors[low, a]
            total += joint[subset, a]
        block[subset] = weight[members] * total
        # every group that holds the lowest member, with every way of grouping the others
        part = rest
        while True:
            together = part | (1 << low)
            if block[together] != 0.0:
                found[subset] += block[together] * found[subset ^ together]
            if part == 0:
                break
            part = (part - 1) & rest
    for n in range(count):
        found[whole - 1] /= 1 + (n - 1) * theta
    return found[whole - 1]


@numba.njit(cache=True)
def _pattern(pattern, parent, bit, male_parent, haploid, start, paternal, maternal, typed, p, female_m, male_m, theta):  # type: ignore[no-untyped-def]  # fmt: skip
    """One pattern: the sum over all readings."""
    people, size = len(haploid), len(p)
    at = start[:-1].copy()
    total = 0.0
    below = np.empty((2 * people, size))
    is_told = np.zeros(2 * people, np.bool_)
    factors = np.empty((2 * people, size))
    while True:
        for i in range(people):
            is_told[2 * i], is_told[2 * i + 1] = typed[i] and not haploid[i], typed[i]
            if typed[i]:
                for a in range(size):
                    below[2 * i, a], below[2 * i + 1, a] = paternal[at[i], a], maternal[at[i], a]
        is_empty = False
        for i in range(people - 1, -1, -1):
            for side in range(2):
                place = 2 * i + side
                if parent[place] < 0 or not is_told[place]:
                    continue
                chosen = (pattern >> bit[place] & 1) if bit[place] >= 0 else 0
                above = 2 * parent[place] + (1 if haploid[parent[place]] else chosen)
                matrix = male_m if male_parent[place] else female_m
                if not is_told[above]:
                    for a in range(size):
                        below[above, a] = 1.0
                    is_told[above] = True
                is_zero = True
                for a in range(size):
                    if below[above, a] != 0.0:
                        seen = 0.0
                        for b in range(size):
                            if below[place, b] != 0.0:
                                seen += matrix[a, b] * below[place, b]
                        below[above, a] *= seen
                        is_zero = is_zero and below[above, a] == 0.0
                is_empty = is_empty or is_zero
        if not is_empty:
            count = 0
            for place in range(2 * people):
                if parent[place] < 0 and is_told[place]:
                    for a in range(size):
                        factors[count, a] = below[place, a]
                    count += 1
            total += _drawn(factors, count, p, theta)
        i = people - 1
        while i >= 0:
            at[i] += 1
            if at[i] < start[i + 1]:
                break
            at[i] = start[i]
            i -= 1
        if i < 0:
            return total


@numba.njit(cache=True, nogil=True)
def _patterns(count, parent, bit, male_parent, haploid, start, paternal, maternal, typed, p, female_m, male_m, theta):  # type: ignore[no-untyped-def]  # fmt: skip
    found = np.empty(1 << count)
    for pattern in range(1 << count):
        found[pattern] = _pattern(
            pattern, parent, bit, male_parent, haploid, start, paternal, maternal, typed, p, female_m, male_m, theta
        )  # fmt: skip
    return found


def pattern_likelihoods(meioses: Meioses, observed: ObservationTable, classes: Sequence[int], theta: float) -> Vector:
    """Returns P(everything seen at one locus | pattern) for every pattern.

    Given:    `classes` one a person in the order of the pedigree. An untyped person's reading is one factor of ones.
    Raises:   KinshipQuestionError where theta meets more founder alleles than can be summed over.
    """
    founder_alleles = sum(1 for place in meioses.parent if place < 0)
    seen_alleles = 2 * sum(1 for one in classes if one not in (UNTYPED, UNTYPED_HAPLOID))
    if theta and min(founder_alleles, seen_alleles) > MOST_FOUNDER_ALLELES:
        advice = ("theta", f"use theta 0, or leave out relatives; at most {MOST_FOUNDER_ALLELES} founder alleles")
        raise KinshipQuestionError("too many founders for an exact answer with theta", (advice,))
    r, locus = _readings(observed, [int(c) for c in classes]), observed.locus
    start = r.start.copy()
    found: Vector = _patterns(
        meioses.count, meioses.parent, meioses.bit, meioses.male_parent, r.is_haploid, start, r.paternal, r.maternal,
        r.is_typed, locus.p, locus.female, locus.male, theta,
    )  # fmt: skip
    return found


def likelihood(meioses: Meioses, observed: ObservationTable, classes: Sequence[int], theta: float) -> float:
    """Returns P(everything seen at one locus)."""
    return float(pattern_likelihoods(meioses, observed, classes, theta).mean())


def linked_likelihood(per_locus: Sequence[Vector], recombination: Sequence[float]) -> float:
    """Joins the patterns of loci that lie in a row on one chromosome.

    Given:    every choice kept; `recombination` between neighbours, the same in both sexes; no interference; founder
              haplotypes in linkage equilibrium.
    """
    carried = np.ones_like(per_locus[-1])
    for here, rho in zip(reversed(per_locus[1:]), reversed(recombination), strict=True):
        carried = carried * here
        step = 1
        while step < len(carried):
            pairs = carried.reshape(-1, 2, step)
            low, high = pairs[:, 0].copy(), pairs[:, 1].copy()
            carried = np.stack(((1 - rho) * low + rho * high, rho * low + (1 - rho) * high), axis=1).reshape(-1)
            step *= 2
    return float(np.mean(per_locus[0] * carried))
