"""One family, several bodies: the likelihood of each way of putting bodies in the places of its missing members.

Steps: list the ways that sex allows, each body once; take each locus in turn, computing each combination of genotypes
once however many ways share it; drop ways that have become impossible. A weight is the natural logarithm of the
likelihood ratio against "none of these bodies belongs here".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.incident import Body, Family, may_be
from repatria.core.kinship.likelihood import class_row, shown_alleles
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import UNTYPED, UNTYPED_HAPLOID, ObservationTable
from repatria.core.kinship.peeling import Peeler
from repatria.core.kinship.plan import compile_plan

NOBODY = -1
MOST_WAYS = 3_000_000
Ways = NDArray[np.int64]


@dataclass(slots=True)
class FamilyWeigher:
    """A family beside a fixed list of bodies, with its tables made once a locus.

    Given:    theta 0, unlinked loci, untyped founders kept. `without_mutation` counts inconsistent loci.
    """

    family: Family
    bodies: Sequence[Body]
    loci: Sequence[Locus]
    threads: int = 1
    without_mutation: bool = False
    _at_locus: list[_LocusRows] = field(default_factory=list)

    def __post_init__(self) -> None:
        for locus in self.loci:
            if self.without_mutation:
                locus = replace(locus, mutation=Mutation())
            self._at_locus.append(_LocusRows.of(self.family, self.bodies, locus, self.threads))

    def weights(self, ways: Ways) -> NDArray[np.float64]:
        """Returns the weight of each way: natural logarithm, minus infinity where it is impossible.

        Given:    a row of `ways` holds, for each missing member, the position of a body, or NOBODY.
        """
        total = np.zeros(len(ways))
        alive = np.arange(len(ways))
        for at in self._at_locus:
            gained = at.log_ratios(ways[alive])
            total[alive] += gained
            alive = alive[np.isfinite(gained)]
            if not len(alive):
                break
        return total

    def log_alone(self) -> float:
        """Returns the natural logarithm of P(the relatives' profiles)."""
        return sum(at.log_alone() for at in self._at_locus)

    def log_unrelated(self, body: int) -> float:
        """Returns the natural logarithm of P(a body's profile) in the population."""
        return sum(float(at.log_population[at.of_body[0, body]]) for at in self._at_locus)

    def impossible_loci(self, ways: Ways) -> NDArray[np.int64]:
        """Counts, for each way, the loci at which it is impossible."""
        return sum(
            (np.isneginf(at.log_ratios(ways)).astype(np.int64) for at in self._at_locus), np.zeros(len(ways), np.int64)
        )  # fmt: skip

    def names_of_impossible(self, way: Sequence[int]) -> tuple[str, ...]:
        """Names the loci at which one way is impossible."""
        row = np.array([way])
        return tuple(at.observed.locus.name for at in self._at_locus if np.isneginf(at.log_ratios(row)[0]))


@dataclass(slots=True)
class _LocusRows:
    """One locus of a family: classes of everybody, and of each body in the place of each missing member."""

    observed: ObservationTable
    parts: list[tuple[Peeler, NDArray[np.int64], list[int]]]
    places: list[tuple[int, int]]
    of_body: NDArray[np.int64]
    log_population: NDArray[np.float64]

    @classmethod
    def of(cls, family: Family, bodies: Sequence[Body], locus: Locus, threads: int) -> _LocusRows:
        profiles = [*family.typed.values(), *(body.profile for body in bodies)]
        observed = ObservationTable(locus.table(shown_alleles(profiles, locus)))
        of_body = np.array([
            [observed.class_of(body.profile.get(locus.name), is_haploid=is_haploid) for body in bodies]
            for is_haploid in ((False, True) if locus.chromosome is Chromosome.X else (False,))
        ], np.int64).reshape(-1, len(bodies))  # fmt: skip
        pedigree = family.pedigree.without_idle((*family.typed, *family.missing))
        parts, places = [], []
        for number, part in enumerate(pedigree.components()):
            row = class_row(part, family.typed, observed, locus)
            telling = [i for i, c in zip(part.ids, row, strict=True) if c not in (UNTYPED, UNTYPED_HAPLOID)]
            held = [m for m in family.missing if m in part]
            plan = compile_plan(part, (telling or list(part.ids))[0], [*telling, *held])
            parts.append((Peeler(plan, observed, threads), np.array(row), [family.missing.index(m) for m in held]))
            places += [(number, part.ids.index(m)) for m in held]
        ordered = [place for _, place in sorted(zip([i for p in parts for i in p[2]], places, strict=True))]
        with np.errstate(divide="ignore"):
            population = np.log(observed.population())
        return cls(observed, parts, ordered, of_body, population)

    def log_ratios(self, ways: Ways) -> NDArray[np.float64]:
        total = np.zeros(len(ways))
        for number, (peeler, base, held) in enumerate(self.parts):
            if held:
                total += self._part(number, peeler, base, held, ways[:, held])
        return total

    def log_alone(self) -> float:
        totals = [peeler.totals(base[None, :])[0] for peeler, base, _ in self.parts]
        return float(np.log(totals).sum())

    def _part(
        self, number: int, peeler: Peeler, base: NDArray[np.int64], held: list[int], ways: Ways
    ) -> NDArray[np.float64]:
        classes = np.empty_like(ways)
        spoken = np.zeros(len(ways))
        for column, member in enumerate(held):
            place = self.places[member][1]
            is_haploid = int(base[place] == UNTYPED_HAPLOID)
            lookup = np.append(self.of_body[is_haploid if len(self.of_body) > 1 else 0], base[place])
            classes[:, column] = lookup[ways[:, column]]
            spoken += np.where(ways[:, column] == NOBODY, 0.0, self.log_population[classes[:, column]])
        wanted, back = _distinct(classes, len(self.observed))
        rows = np.repeat(base[None, :], len(wanted) + 1, axis=0)
        rows[:-1, [self.places[member][1] for member in held]] = wanted
        totals = peeler.totals(rows)
        # Where the relatives alone are impossible, nothing fits: the family is then listed as one that contradicts
        # itself.
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(totals[:-1] > 0, np.log(totals[:-1]) - np.log(totals[-1]), -np.inf)
        found: NDArray[np.float64] = logs[back] - spoken
        return found


def _distinct(classes: NDArray[np.int64], radix: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct rows, and for each row which of them it is."""
    if classes.shape[1] * np.log2(max(radix, 2)) > 62:
        rows, back = np.unique(classes, axis=0, return_inverse=True)
        return rows, back.reshape(-1)
    key = np.zeros(len(classes), np.int64)
    for column in range(classes.shape[1]):
        key = key * radix + classes[:, column]
    _, first, back = np.unique(key, return_index=True, return_inverse=True)
    return classes[first], back


def all_ways(family: Family, bodies: Sequence[Body], allowed: Mapping[str, Sequence[int]] | None = None) -> Ways:
    """Lists every way of putting bodies in the places of a family's missing members, the empty one first.

    Given:    `allowed` names the bodies that come into question for a member; else all of a fitting sex do.
    Raises:   KinshipQuestionError where there are too many to list.
    """
    options: list[list[int]] = []
    for member in family.missing:
        fitting = range(len(bodies)) if allowed is None else allowed.get(member, ())
        options.append([b for b in fitting if may_be(bodies[b].sex, family.sex_of(member))])
    rows = np.zeros((1, 0), np.int64)
    for choices in options:
        grown = [np.column_stack((rows, np.full(len(rows), NOBODY)))]
        for body in choices:
            free = rows[~(rows == body).any(axis=1)]
            grown.append(np.column_stack((free, np.full(len(free), body))))
        rows = np.concatenate(grown)
        if len(rows) > MOST_WAYS:
            raise KinshipQuestionError(
                f"family {family.name} has more than {MOST_WAYS} ways of placing bodies",
                ((family.name, "state sexes, or raise the threshold below which a pair is left out"),),
            )
    return rows


def pairs_of(family: Family, bodies: Sequence[Body]) -> Iterator[tuple[int, int]]:
    """The (member, body) positions that sex allows."""
    for place, member in enumerate(family.missing):
        for number, body in enumerate(bodies):
            if may_be(body.sex, family.sex_of(member)):
                yield place, number
