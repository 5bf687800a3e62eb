"""Genotypes dropped down a pedigree: for power, for expected chance hits, and for tests. Chance is passed in.

Many draws are made at once: an array (draw, person, allele) of allele positions a locus, and from it profiles. Founders
come from the population, with theta from one urn; every gamete passes the mutation matrix of its parent's sex.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.loci import SILENT, Chromosome, LocusTable
from repatria.core.kinship.observations import Observation
from repatria.core.kinship.pedigree import Pedigree, Sex

Chance = Callable[[int], NDArray[np.float64]]
"""Gives that many independent numbers between 0 and 1."""
Genotypes = NDArray[np.int64]


def drop_genes(pedigree: Pedigree, locus: LocusTable, draws: int, chance: Chance, theta: float = 0.0) -> Genotypes:
    """Draws genotypes of everybody at one locus.

    Returns:  (draw, person, allele); the paternal allele stands first, and twice where a man has one only.
    """
    at = {name: i for i, name in enumerate(pedigree.ids)}
    made = np.empty((draws, len(at), 2), np.int64)
    drawn: list[NDArray[np.int64]] = []
    is_x = locus.chromosome is Chromosome.X
    for person in pedigree.persons:
        i = at[person.id]
        for side, parent in enumerate((person.father, person.mother)):
            if parent is None:
                made[:, i, side] = _from_urn(locus, drawn, draws, chance, theta)
                continue
            passing = (chance(draws) < 0.5).astype(np.int64)
            parental = made[np.arange(draws), at[parent], passing]
            matrix = locus.male if side == 0 else locus.female
            made[:, i, side] = _pick(np.cumsum(matrix, axis=1)[parental], chance(draws))
        if is_x and person.sex is Sex.MALE:
            made[:, i, 0] = made[:, i, 1]
    return made


def _from_urn(
    locus: LocusTable, drawn: list[NDArray[np.int64]], draws: int, chance: Chance, theta: float
) -> NDArray[np.int64]:
    fresh = _pick(np.cumsum(locus.p)[None, :], chance(draws))
    if theta and drawn:
        count = len(drawn)
        is_copy = chance(draws) < count * theta / (1 + (count - 1) * theta)
        source = np.minimum((chance(draws) * count).astype(np.int64), count - 1)
        fresh = np.where(is_copy, np.stack(drawn)[source, np.arange(draws)], fresh)
    if theta:
        drawn.append(fresh)
    return fresh


def _pick(cumulative: NDArray[np.float64], uniform: NDArray[np.float64]) -> NDArray[np.int64]:
    total = cumulative[:, -1]
    picked: NDArray[np.int64] = (cumulative < (uniform * total)[:, None]).sum(axis=1)
    last: NDArray[np.int64] = np.minimum(picked, cumulative.shape[1] - 1)
    return last


def seen_as(locus: LocusTable, alleles: Sequence[int]) -> Observation:
    """Returns what a laboratory sees of a genotype without drop-out: a silent allele is not seen."""
    shown = tuple(locus.alleles[a] for a in alleles if locus.alleles[a] != SILENT)
    return Observation(alleles=shown * 2 if len(shown) == 1 else shown)
