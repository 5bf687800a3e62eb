"""Which relative to sample next, and whether a family suffices at all, by drawing what could be seen.

Each draw takes the missing person's genotype from what the typed relatives leave possible, then the further relative's
genotype given both, and weighs the true pairing before and after. Everything typed already is kept as it is, so that
the answer is about this family, not about families of its shape. Theta 0, unlinked loci, untyped founders kept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.incident import Family
from repatria.core.kinship.likelihood import class_row
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.observations import NO_SECOND, UNTYPED, UNTYPED_HAPLOID, ObservationTable
from repatria.core.kinship.pedigree import Pedigree, Sex
from repatria.core.kinship.peeling import Peeler
from repatria.core.kinship.plan import PeelPlan, compile_plan
from repatria.core.kinship.simulation import Chance, seen_as

AS_IT_STANDS = ""


@dataclass(frozen=True, slots=True)
class Prospect:
    """What the true body would show, as the family stands or with one more relative typed.

    Units:    log10 of the likelihood ratio, one a draw.
    """

    relative: str
    log10_lr: NDArray[np.float64]

    @property
    def mean(self) -> float:
        return float(self.log10_lr.mean())

    @property
    def standard_error(self) -> float:
        return float(self.log10_lr.std(ddof=1) / math.sqrt(len(self.log10_lr)))

    def quantile(self, share: float) -> float:
        return float(np.quantile(self.log10_lr, share))

    def reaching(self, log10_lr: float) -> float:
        """The share of draws that reach a ratio."""
        return float((self.log10_lr >= log10_lr).mean())


def needed_log10_lr(posterior: float, prior_odds: float) -> float:
    """Returns the ratio from which a pairing has this posterior.

    Source:   posterior odds are prior odds times the likelihood ratio.
    """
    return math.log10(posterior / (1 - posterior)) - math.log10(prior_odds)


def prospects(
    family: Family, member: str, relatives: Sequence[str], loci: Sequence[Locus], *, draws: int, chance: Chance
) -> tuple[Prospect, ...]:
    """Draws the ratio of the true body as the family stands, then with each relative typed in addition.

    Returns:  the family as it stands first, then the relatives in the given order.
    """
    totals = {name: np.zeros(draws) for name in (AS_IT_STANDS, *relatives)}
    pedigree = family.pedigree.without_idle((*family.typed, member, *relatives))
    part = next(part for part in pedigree.components() if member in part)
    here = [name for name in relatives if name in part]
    plans: dict[str, PeelPlan] = {}
    for locus in loci:
        at_locus = _LocusDraw.of(part, family, member, locus, plans)
        drawn = at_locus.draw_member(draws, chance)
        totals[AS_IT_STANDS] += at_locus.log10_lr(drawn, None, None)
        for name in relatives:
            shown = at_locus.draw_relative(name, drawn, chance) if name in here else None
            totals[name] += at_locus.log10_lr(drawn, name if name in here else None, shown)
    return tuple(Prospect(name, total) for name, total in totals.items())


@dataclass(slots=True)
class _LocusDraw:
    """One family at one locus, with a class for each genotype."""

    part: Pedigree
    typed: tuple[str, ...]
    member: str
    observed: ObservationTable
    row: NDArray[np.int64]
    plans: dict[str, PeelPlan]  # of each root, one for all loci
    _shown: dict[str, NDArray[np.int64]] = field(default_factory=dict)  # the classes of each, asked once a relative
    _among_all: NDArray[np.float64] | None = None

    @classmethod
    def of(cls, part: Pedigree, family: Family, member: str, locus: Locus, plans: dict[str, PeelPlan]) -> _LocusDraw:
        observed = ObservationTable(locus.table())
        row = np.array(class_row(part, family.typed, observed, locus), np.int64)
        return cls(part, tuple(name for name in part.ids if name in family.typed), member, observed, row, plans)

    def _classes(self, name: str) -> NDArray[np.int64]:
        """The class of each genotype that a person could have, in the order of his untyped class."""
        if name not in self._shown:
            self._shown[name] = self._classes_of(name)
        return self._shown[name]

    def _classes_of(self, name: str) -> NDArray[np.int64]:
        is_haploid = self.part[name].sex is Sex.MALE and self._untyped(name) == UNTYPED_HAPLOID
        locus = self.observed.locus
        return np.array([
            self.observed.class_of(seen_as(locus, (x,) if y == NO_SECOND else (x, y)), is_haploid=is_haploid)
            for x, y, _ in self.observed.states(self._untyped(name))
        ])  # fmt: skip

    def _untyped(self, name: str) -> int:
        return UNTYPED_HAPLOID if self.row[self.part.ids.index(name)] == UNTYPED_HAPLOID else UNTYPED

    def _weights(self, root: str, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        distinct, back = np.unique(rows, axis=0, return_inverse=True)
        if root not in self.plans:
            self.plans[root] = compile_plan(self.part, root, self.typed)
        return Peeler(self.plans[root], self.observed).weights(distinct)[back.reshape(-1)]

    def draw_member(self, draws: int, chance: Chance) -> NDArray[np.int64]:
        """Draws genotypes of the missing person, given the typed relatives."""
        weights = self._weights(self.member, self.row[None, :])
        return _drawn(np.repeat(weights, draws, axis=0), chance)

    def draw_relative(self, name: str, member: NDArray[np.int64], chance: Chance) -> NDArray[np.int64]:
        """Draws genotypes of a further relative, given the typed ones and each draw of the missing person."""
        rows = np.repeat(self.row[None, :], len(member), axis=0)
        rows[:, self.part.ids.index(self.member)] = self._classes(self.member)[member]
        return _drawn(self._weights(name, rows), chance)

    def log10_lr(
        self, member: NDArray[np.int64], relative: str | None, shown: NDArray[np.int64] | None
    ) -> NDArray[np.float64]:
        """Weighs each draw of the missing person, with a relative's draws where there are any."""
        rows = np.repeat(self.row[None, :], len(member), axis=0)
        if relative is not None and shown is not None:
            rows[:, self.part.ids.index(relative)] = self._classes(relative)[shown]
        weights = self._weights(self.member, rows)
        own = weights[np.arange(len(member)), member]
        ratio: NDArray[np.float64] = np.log10(own / (weights.sum(axis=1) * self._population()[member]))
        return ratio

    def _population(self) -> NDArray[np.float64]:
        """How frequent each genotype is that the missing person could have."""
        if self._among_all is None:
            p = self.observed.locus.p
            self._among_all = np.array([
                p[x] if y == NO_SECOND else p[x] * p[y] * (1 if x == y else 2)
                for x, y, _ in self.observed.states(self._untyped(self.member))
            ])  # fmt: skip
        return self._among_all


def _drawn(weights: NDArray[np.float64], chance: Chance) -> NDArray[np.int64]:
    cumulative = np.cumsum(weights, axis=1)
    marks = chance(len(weights)) * cumulative[:, -1]
    found: NDArray[np.int64] = np.minimum((cumulative <= marks[:, None]).sum(axis=1), weights.shape[1] - 1)
    return found
