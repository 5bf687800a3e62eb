"""All families held ready, so that a new body is weighed against them at once.

For each locus the log10 ratio of every genotype and family is kept, a genotype a row: a body's scores against all
families are the sum of one row a locus. A body with a partial result takes the mean of the rows that fit it, weighed as
the population has them. Memory: four bytes a genotype, locus and family.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.columns import BodyColumns, Shapes, Target, column_logs
from repatria.core.kinship.incident import Body, may_be
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.observations import NO_SECOND, UNTYPED, UNTYPED_HAPLOID, Observation, ObservationTable
from repatria.core.kinship.pedigree import Sex
from repatria.core.kinship.search import BLOCK, Found

State = tuple[int, int]


@dataclass(slots=True)
class _LocusRows:
    locus: Locus
    observed: ObservationTable
    row_of: dict[State, int]
    logs: NDArray[np.float32]

    def scores(self, class_id: int) -> NDArray[np.float32]:
        """The log10 ratio of one observation against every family."""
        states, p = self.observed.states(class_id), self.observed.locus.p
        if len(states) == 1:
            only: NDArray[np.float32] = self.logs[self.row_of[states[0][:2]]]
            return only
        total, population = np.zeros(self.logs.shape[1], np.float32), 0.0
        for x, y, weight in states:
            common = weight * float(p[x] if y == NO_SECOND else p[x] * p[y] * (1 if x == y else 2))
            total += np.float32(common) * np.float32(10.0) ** self.logs[self.row_of[x, y]]
            population += common
        with np.errstate(divide="ignore"):
            mixed: NDArray[np.float32] = np.log10(total / np.float32(population))
        return mixed


@dataclass(slots=True)
class FamilyIndex:
    """Families ready to be asked.

    Given:    theta 0, unlinked loci, untyped founders kept; alleles that the loci do not name cannot be asked for.
    """

    targets: Sequence[Target]
    _rows: list[_LocusRows]

    @classmethod
    def of(cls, targets: Sequence[Target], loci: Sequence[Locus], threads: int = 1) -> FamilyIndex:
        """Peels every family once a locus."""
        known = Shapes()
        shapes = [known.of(target) for target in targets]

        def one_locus(locus: Locus) -> _LocusRows:
            observed = ObservationTable(locus.table())
            columns, row_of = BodyColumns(observed), dict[State, int]()
            kinds = (UNTYPED, UNTYPED_HAPLOID) if locus.chromosome is Chromosome.X else (UNTYPED,)
            for x, y, _ in (state for kind in kinds for state in observed.states(kind)):
                row_of[x, y] = columns.column(observed.single(x, y)) - 1
            logs = np.empty((len(row_of), len(targets)), np.float32)
            for low in range(0, len(targets), BLOCK):
                high = min(low + BLOCK, len(targets))
                logs[:, low:high] = column_logs(shapes[low:high], targets[low:high], locus, columns)[0][1:]
            return _LocusRows(locus, observed, row_of, logs)

        with ThreadPoolExecutor(threads) as pool:
            return cls(targets, list(pool.map(one_locus, loci)))

    def joined(self, other: FamilyIndex) -> FamilyIndex:
        """Both as one, peeling nothing again: the other's families stand behind these.

        Given:    both were made of the same loci.
        """
        rows = [
            _LocusRows(mine.locus, mine.observed, mine.row_of, np.hstack([mine.logs, beside.logs]))
            for mine, beside in zip(self._rows, other._rows, strict=True)
        ]
        return FamilyIndex([*self.targets, *other.targets], rows)

    def find(self, body: Body, *, least_log10_lr: float) -> tuple[Found, ...]:
        """Weighs a new body in every place that its sex allows.

        Raises:   ObservationError for an allele that the loci do not name.
        """
        total = np.zeros(len(self.targets), np.float32)
        told: list[NDArray[np.float32] | None] = []
        for at in self._rows:
            seen: Observation | None = body.profile.get(at.locus.name)
            is_haploid = at.locus.chromosome is Chromosome.X and body.sex is Sex.MALE
            class_id = at.observed.class_of(seen, is_haploid=is_haploid)
            told.append(None if class_id in (UNTYPED, UNTYPED_HAPLOID) else at.scores(class_id))
            if told[-1] is not None:
                total += told[-1]
        reached = np.flatnonzero(total >= least_log10_lr).tolist()
        over = [i for i in reached if may_be(body.sex, self.targets[i].sex)]
        over.sort(key=lambda i: -float(total[i]))
        return tuple(
            Found(0, i, float(total[i]), np.array([0.0 if row is None else float(row[i]) for row in told]))
            for i in over
        )
