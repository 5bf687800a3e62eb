"""A locus as the engines need it: alleles with frequencies, mutation matrices, and rules for what a table leaves open.

Rules, each printed in a report: a table may be divided by its sum; an allele that no table holds enters at the minimum
frequency; a silent allele has its own frequency and neither mutates nor is mutated to. Where every model at a locus
allows it, alleles that nobody shows are taken together, which changes no likelihood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.errors import LocusError
from repatria.core.kinship.mutation import Matrix, Mutation

Vector = NDArray[np.float64]
SILENT, REST = "silent", "rest"
"""Names of the silent allele and of all alleles that nobody shows."""
_SUM_SLACK = 1e-3
_LUMP_SLACK = 1e-13


class Chromosome(StrEnum):
    """Where a locus lies."""

    AUTOSOMAL = "autosomal"
    X = "X"


@dataclass(frozen=True, slots=True, kw_only=True)
class Locus:
    """One locus with its frequencies and its mutation model.

    Given:    frequencies as they are to be used; `scaled` and `with_alleles` apply the rules of a table.
    Raises:   LocusError for a frequency that is not positive, or a sum far above 1.
    """

    name: str
    frequencies: Mapping[str, float]
    mutation: Mutation = field(default_factory=Mutation)
    chromosome: Chromosome = Chromosome.AUTOSOMAL
    silent: float = 0.0

    def __post_init__(self) -> None:
        faults = [(a, f"{f} is no frequency") for a, f in self.frequencies.items() if not 0 < f <= 1 + _SUM_SLACK]
        total = sum(self.frequencies.values()) + self.silent
        if not self.frequencies:
            faults.append((self.name, "has no alleles"))
        elif total > 1 + _SUM_SLACK:
            faults.append((self.name, f"the frequencies sum to {total:.6g}"))
        if faults:
            raise LocusError(f"the frequencies of {self.name} cannot be used", tuple(faults))

    def scaled(self) -> Locus:
        """Divides the frequencies by their sum, leaving room for the silent allele."""
        total = sum(self.frequencies.values())
        return replace(self, frequencies={a: f * (1 - self.silent) / total for a, f in self.frequencies.items()})

    def with_alleles(self, alleles: Iterable[str], minimum: float) -> Locus:
        """Adds alleles that the table lacks at the minimum frequency, then divides by the sum."""
        lacking = {allele: minimum for allele in alleles if allele not in self.frequencies}
        if not lacking:
            return self
        total = sum(self.frequencies.values()) + sum(lacking.values())
        # Divided at once: between the two steps the sum could exceed 1, which the constructor refuses.
        joined = {**self.frequencies, **lacking}
        return replace(self, frequencies={a: f * (1 - self.silent) / total for a, f in joined.items()})

    def table(self, shown: Iterable[str] | None = None) -> LocusTable:
        """Turns the locus into numbers; alleles outside `shown` are taken together where that is exact."""
        alleles = tuple(self.frequencies)
        p = np.array([self.frequencies[a] for a in alleles])
        female, male = (
            model.matrix_for(alleles, p) for model in (self.mutation.female, self.mutation.male)
        )  # fmt: skip
        if self.silent:
            alleles, p = (*alleles, SILENT), np.append(p, self.silent)
            female, male = _bordered(female), _bordered(male)
        whole = LocusTable(self.name, self.chromosome, alleles, p, female, male)
        return whole if shown is None else _lumped(whole, frozenset(shown))


@dataclass(frozen=True, slots=True)
class LocusTable:
    """The numbers of a locus: frequencies and both matrices in one order of alleles."""

    name: str
    chromosome: Chromosome
    alleles: tuple[str, ...]
    p: Vector
    female: Matrix
    male: Matrix

    @property
    def size(self) -> int:
        return len(self.alleles)

    def position(self, allele: str) -> int:
        """Returns the place of an allele.  Raises: LocusError where the locus has none of that name."""
        try:
            return self.alleles.index(allele)
        except ValueError:
            fault = (self.name, f"no frequency for {allele}")
            raise LocusError(f"{self.name} has no allele {allele}", (fault,)) from None


def _bordered(matrix: Matrix) -> Matrix:
    made = np.eye(len(matrix) + 1)
    made[:-1, :-1] = matrix
    return made


def _lumped(whole: LocusTable, shown: frozenset[str]) -> LocusTable:
    """Takes unshown alleles together if each of them passes every shown allele on alike, and is reached alike."""
    kept = [i for i, a in enumerate(whole.alleles) if a in shown or a == SILENT]
    rest = [i for i in range(whole.size) if i not in set(kept)]
    if len(rest) < 2:
        return whole
    for matrix in (whole.female, whole.male):
        to_shown = matrix[np.ix_(rest, kept)]
        if to_shown.size and np.max(np.abs(to_shown - to_shown[0])) > _LUMP_SLACK:
            return whole
    order: Sequence[int] = [*kept, rest[0]]

    def lump(matrix: Matrix) -> Matrix:
        made = matrix[np.ix_(order, order)].copy()
        made[:, -1] = matrix[np.ix_(order, rest)].sum(axis=1)
        return made

    return LocusTable(
        whole.name, whole.chromosome, (*(whole.alleles[i] for i in kept), REST),
        np.append(whole.p[kept], whole.p[rest].sum()), lump(whole.female), lump(whole.male),
    )  # fmt: skip
