"""How an allele changes on its way from parent to child: one matrix a sex, rows the parental allele.

Models: none; equal (every other allele alike); proportional (by frequency); stepwise (whole repeats fall off by
`range`, a change between whole and partial repeats is spread evenly at `rate2`); custom. Equal and stepwise do not keep
the frequencies from one generation to the next; `is_stationary` asks for the nearest such variant that does,
`is_stabilised` for one that keeps the total rate and, in each row, the shares of the changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.errors import LocusError

Matrix = NDArray[np.float64]
_ROUNDING = 1e-9
"""How far a row of a custom matrix may sum from 1."""


class MutationKind(StrEnum):
    """The models by name."""

    NONE = "none"
    EQUAL = "equal"
    PROPORTIONAL = "proportional"
    STEPWISE = "stepwise"
    CUSTOM = "custom"


_NEED_A_RATE = (MutationKind.EQUAL, MutationKind.PROPORTIONAL, MutationKind.STEPWISE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MutationModel:
    """The model for gametes of one sex.

    Units:    `rate`, `rate2` a meiosis; `range` the factor by which each further whole repeat is rarer.
    Raises:   LocusError for a rate outside 0..1, a range outside 0..1, a custom matrix that is none.
    """

    kind: MutationKind = MutationKind.NONE
    rate: float = 0.0
    rate2: float = 0.0
    range: float = 0.1
    matrix: tuple[tuple[float, ...], ...] = ()
    is_stationary: bool = False
    is_stabilised: bool = False

    def __post_init__(self) -> None:
        faults = [
            (name, f"{value} is no probability")
            for name, value in (("rate", self.rate), ("rate2", self.rate2), ("range", self.range))
            if not 0 <= value <= 1
        ]
        if self.kind is MutationKind.STEPWISE and self.rate + self.rate2 > 1:
            faults.append(("rate", "rate and rate2 together exceed 1"))
        for row in self.matrix:
            if len(row) != len(self.matrix) or min(row) < 0 or abs(sum(row) - 1) > _ROUNDING:
                faults.append(("matrix", "each row holds one probability an allele, and they sum to 1"))
        if faults:
            raise LocusError("the mutation model cannot be", tuple(dict.fromkeys(faults)))

    def matrix_for(self, alleles: Sequence[str], frequencies: NDArray[np.float64]) -> Matrix:
        """Returns P(transmitted allele | parental allele).

        Source:   equal, proportional, stepwise as spec/kinship.md section 2.1 names them; checked against the 23 loci
                  of mutation-matrices.json.
        Raises:   LocusError where a stepwise allele is no number, or a custom matrix has another size.
        """
        return _known_matrix(self, tuple(alleles), tuple(frequencies.tolist())).copy()

    def _made(self, alleles: Sequence[str], p: NDArray[np.float64]) -> Matrix:
        size = len(alleles)
        if self.kind is MutationKind.NONE or size == 1:
            return np.eye(size)
        made = {
            MutationKind.EQUAL: self._equal,
            MutationKind.PROPORTIONAL: self._proportional,
            MutationKind.STEPWISE: self._stepwise,
            MutationKind.CUSTOM: self._custom,
        }[self.kind](alleles, p)
        if self.is_stabilised:
            made = stabilised(made, p)
        return stationary(made, p) if self.is_stationary else made

    def _equal(self, alleles: Sequence[str], _: NDArray[np.float64]) -> Matrix:
        made = np.full((len(alleles),) * 2, self.rate / (len(alleles) - 1))
        np.fill_diagonal(made, 1 - self.rate)
        return made

    def _proportional(self, alleles: Sequence[str], p: NDArray[np.float64]) -> Matrix:
        strength = self.rate / float(np.sum(p * (1 - p)))
        made = np.tile(strength * p, (len(alleles), 1))
        np.fill_diagonal(made, 0.0)
        np.fill_diagonal(made, 1 - made.sum(axis=1))
        if made.min() < 0:
            raise LocusError("the mutation model cannot be", (("rate", "too high for so common an allele"),))
        return made

    def _stepwise(self, alleles: Sequence[str], _: NDArray[np.float64]) -> Matrix:
        repeats = [repeats_of(allele) for allele in alleles]
        made = np.zeros((len(alleles),) * 2)
        for row, (whole, part) in enumerate(repeats):
            steps = np.array([abs(other - whole) if other_part == part else 0 for other, other_part in repeats])
            near = np.where(steps > 0, self.range ** steps.astype(float), 0.0)
            crossing = np.array([other_part != part for _, other_part in repeats])
            if near.sum() > 0:
                made[row] += self.rate * near / near.sum()
            if crossing.any():
                made[row] += self.rate2 * crossing / crossing.sum()
            made[row, row] = 1 - made[row].sum()
        return made

    def _custom(self, alleles: Sequence[str], _: NDArray[np.float64]) -> Matrix:
        if len(self.matrix) != len(alleles):
            raise LocusError("the mutation model cannot be", (("matrix", f"needs {len(alleles)} rows"),))
        return np.array(self.matrix)


@lru_cache(maxsize=1024)
def _known_matrix(model: MutationModel, alleles: tuple[str, ...], frequencies: tuple[float, ...]) -> Matrix:
    """The matrix of a model, made once: an incident asks for the same one for every family and question."""
    p = np.array(frequencies)
    return model._made(alleles, p / p.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """The models of both sexes, named by the parent's sex."""

    female: MutationModel = field(default_factory=MutationModel)
    male: MutationModel = field(default_factory=MutationModel)

    @property
    def is_none(self) -> bool:
        return self.female.kind is MutationKind.NONE and self.male.kind is MutationKind.NONE

    @classmethod
    def of(cls, given: Mapping[str, object]) -> Mutation:
        """Reads `{model, rate, rate2, range, matrix, stationary, stabilised}`; a value is for both sexes, or by sex.

        Given:    a value that is null counts as absent.
        Raises:   LocusError for a model that is not known, or one that needs a rate and has none.
        """
        known = [kind.value for kind in MutationKind]

        def model(sex: str) -> MutationModel:
            def part(name: str, default: object) -> object:
                value = given.get(name)
                value = value.get(sex) if isinstance(value, Mapping) else value
                return default if value is None else value

            kind = str(part("model", "none"))
            if kind not in known:
                raise LocusError("the mutation model is not known", (("model", f"{kind}: one of {', '.join(known)}"),))
            if kind in _NEED_A_RATE and part("rate", None) is None:
                raise LocusError(
                    "the mutation model has no rate", (("mutation, rate", f"is missing for the {sex} sex"),)
                )
            numbers = {name: float(str(part(name, at))) for name, at in (("rate", 0), ("rate2", 0), ("range", 0.1))}
            rows = part("matrix", ())
            matrix = tuple(tuple(float(x) for x in row) for row in rows) if isinstance(rows, list | tuple) else ()
            return MutationModel(
                kind=MutationKind(kind), matrix=matrix, is_stationary=bool(part("stationary", False)),
                is_stabilised=bool(part("stabilised", False)), **numbers,
            )  # fmt: skip

        return cls(female=model("female"), male=model("male"))


def repeats_of(allele: str) -> tuple[int, int]:
    """Splits an allele's name into whole repeats and the partial one: 9.3 is (9, 3).

    Raises:   LocusError for a name that is no number of repeats.
    """
    whole, _, part = allele.partition(".")
    if not whole.isdigit() or (part and not part.isdigit()):
        raise LocusError("stepwise mutation needs numbers of repeats", ((allele, "is no number of repeats"),))
    return int(whole), int(part or 0)


def stationary(matrix: Matrix, frequencies: NDArray[np.float64]) -> Matrix:
    """Makes a model keep the frequencies: each change is accepted as seldom as its way back requires.

    Source:   Metropolis and others 1953; Hastings 1970: R_ij = M_ij min(1, p_j M_ji / (p_i M_ij)).
    Returns:  a matrix that is reversible with regard to the frequencies; its total rate is at most the given one.
    """
    flow = frequencies[:, None] * matrix
    made: Matrix = np.minimum(flow, flow.T) / frequencies[:, None]
    np.fill_diagonal(made, 0.0)
    np.fill_diagonal(made, 1 - made.sum(axis=1))
    return made


def stabilised(matrix: Matrix, frequencies: NDArray[np.float64]) -> Matrix:
    """Makes a model keep the frequencies: each row's changes are multiplied by one number, and the total rate stays.

    Source:   Simonsson and Mostad 2016, the variant that keeps the shares of the changes (PM).
    Raises:   LocusError where a row would have to change oftener than always.
    """
    changes = matrix - np.diag(np.diag(matrix))
    total = float(frequencies @ changes.sum(axis=1))
    if not total:
        return matrix
    size = len(frequencies)
    # whatever flows out of an allele flows into it: v = v M with sum 1
    system = np.vstack((matrix.T - np.eye(size), np.ones(size)))
    kept = np.linalg.lstsq(system, np.append(np.zeros(size), 1.0), rcond=None)[0]
    made: Matrix = changes * (np.maximum(kept, 0.0) / frequencies)[:, None]
    made *= total / float(frequencies @ made.sum(axis=1))
    np.fill_diagonal(made, 1 - made.sum(axis=1))
    if made.min() < 0:
        raise LocusError("the mutation model cannot be", (("rate", "too high for the stabilised variant"),))
    return made
