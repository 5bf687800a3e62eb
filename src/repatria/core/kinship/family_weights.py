"""One family, several bodies: the likelihood of each way of putting bodies in the places of its missing members.

Steps: list the ways that sex allows, each body once; take each locus in turn, computing each combination of genotypes
once however many ways share it; drop ways that have become impossible. A weight is the natural logarithm of the
likelihood ratio against "none of these bodies belongs here". Unlinked loci at theta 0 are peeled; with theta, linkage
or pruned founders each combination is a question of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.incident import Body, Family, may_be
from repatria.core.kinship.likelihood import (
    Conventions,
    Unit,
    UntypedFounders,
    class_row,
    propositions,
    shown_alleles,
    unit_likelihood,
    units_of,
)
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import UNTYPED, UNTYPED_HAPLOID, ObservationTable, Profile
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.kinship.peeling import Peeler
from repatria.core.kinship.plan import centre_of, compile_plan

NOBODY = -1
MOST_WAYS = 3_000_000
MOST_QUESTIONS = 2_000
"""Ways of one family that are weighed as questions of their own, each of which takes milliseconds and more."""
Ways = NDArray[np.int64]


@dataclass(slots=True)
class FamilyWeigher:
    """A family beside a fixed list of bodies, with its tables made once a locus.

    Given:    with theta, one urn holds the family and the bodies that a way places; bodies that it does not place are
              taken as drawn apart, which is exact at theta 0. `without_mutation` counts inconsistent loci.
    """

    family: Family
    bodies: Sequence[Body]
    loci: Sequence[Locus]
    threads: int = 1
    without_mutation: bool = False
    conventions: Conventions = field(default_factory=Conventions)
    _at_locus: list[_LocusRows | _UnitRows] = field(default_factory=list)

    def __post_init__(self) -> None:
        parts, asked = _Part.all_of(self.family), self.conventions
        is_peeled = not asked.theta and asked.untyped_founders is UntypedFounders.KEEP
        loci = [replace(one, mutation=Mutation()) if self.without_mutation else one for one in self.loci]
        for unit in units_of(loci, asked):
            if is_peeled and len(unit.loci) == 1:
                self._at_locus.append(_LocusRows.of(self.family, parts, self.bodies, unit.loci[0], self.threads))
            else:
                self._at_locus.append(_UnitRows(self.family, self.bodies, unit, asked))

    def weights(self, ways: Ways) -> NDArray[np.float64]:
        """Returns the weight of each way: natural logarithm, minus infinity where it is impossible.

        Given:    a row of `ways` holds, for each missing member, the position of a body, or NOBODY.
        Raises:   KinshipQuestionError where theta or linkage meets too many ways, meioses or founders.
        """
        apart = [at for at in self._at_locus if isinstance(at, _UnitRows)]
        if apart and len(ways) > MOST_QUESTIONS:
            raise KinshipQuestionError(
                f"family {self.family.name} has {len(ways)} ways of placing bodies, too many with theta or linkage",
                (
                    (
                        self.family.name,
                        f"raise the threshold, or use theta 0 and unlinked loci; at most {MOST_QUESTIONS}",
                    ),
                ),
            )
        total = np.zeros(len(ways))
        alive, left = np.arange(len(ways)), np.asfortranarray(ways)
        for at in self._at_locus:
            gained = at.log_ratios(left)
            total[alive] += gained
            is_possible = np.isfinite(gained)
            if not is_possible.all():
                alive, left = alive[is_possible], np.asfortranarray(left[is_possible])
        return total

    def log_alone(self) -> float:
        """Returns the natural logarithm of P(the relatives' profiles)."""
        return sum(at.log_alone() for at in self._at_locus)

    def log_unrelated(self, body: int) -> float:
        """Returns the natural logarithm of P(a body's profile) in the population."""
        return sum(at.log_unrelated(body, self.bodies[body].sex) for at in self._at_locus)

    def impossible_loci(self, ways: Ways) -> NDArray[np.int64]:
        """Counts, for each way, the loci at which it is impossible."""
        return sum(
            (np.isneginf(at.log_ratios(ways)).astype(np.int64) for at in self._at_locus), np.zeros(len(ways), np.int64)
        )  # fmt: skip

    def names_of_impossible(self, way: Sequence[int]) -> tuple[str, ...]:
        """Names the loci at which one way is impossible."""
        row = np.array([way])
        return tuple(at.name for at in self._at_locus if np.isneginf(at.log_ratios(row)[0]))


@dataclass(frozen=True, slots=True)
class _Part:
    """One connected part of a family: the columns of its missing members among all, where they stand, and the root."""

    pedigree: Pedigree
    held: list[int]
    places: list[int]
    root: str

    @classmethod
    def all_of(cls, family: Family) -> list[_Part]:
        made = []
        for part in family.pedigree.without_idle((*family.typed, *family.missing)).components():
            held = [member for member in family.missing if member in part]
            places = [part.ids.index(member) for member in held]
            made.append(cls(part, [family.missing.index(m) for m in held], places, centre_of(part, held)))
        return made


IMPOSSIBLE = -1
"""Stands for the class of a body that shows two alleles where a man has one."""


@dataclass(slots=True)
class _LocusRows:
    """One locus of a family: classes of everybody, and of each body in the place of each missing member.

    Given:    `of_body` has a row for places with two alleles, then one for places with a single allele.
    """

    observed: ObservationTable
    parts: list[tuple[_Part, Peeler, NDArray[np.int64]]]
    of_body: NDArray[np.int64]
    log_population: NDArray[np.float64]

    @classmethod
    def of(
        cls, family: Family, family_parts: Sequence[_Part], bodies: Sequence[Body], locus: Locus, threads: int
    ) -> _LocusRows:
        profiles = [*family.typed.values(), *(body.profile for body in bodies)]
        observed = ObservationTable(locus.table(shown_alleles(profiles, locus)))
        seen = [body.profile.get(locus.name) for body in bodies]
        of_body = [[observed.class_of(one) for one in seen], [UNTYPED_HAPLOID] * len(bodies)]
        if locus.chromosome is Chromosome.X:
            of_body[1] = [
                IMPOSSIBLE if one is not None and len(one.seen) > 1 else observed.class_of(one, is_haploid=True)
                for one in seen
            ]
        parts = []
        for part in family_parts:
            row = class_row(part.pedigree, family.typed, observed, locus)
            telling = [i for i, c in zip(part.pedigree.ids, row, strict=True) if c not in (UNTYPED, UNTYPED_HAPLOID)]
            plan = compile_plan(part.pedigree, part.root, [*telling, *(part.pedigree.ids[at] for at in part.places)])
            parts.append((part, Peeler(plan, observed, threads), np.array(row)))
        with np.errstate(divide="ignore"):
            population = np.log(observed.population())
        return cls(observed, parts, np.array(of_body), population)

    @property
    def name(self) -> str:
        return self.observed.locus.name

    def log_ratios(self, ways: Ways) -> NDArray[np.float64]:
        total = np.zeros(len(ways))
        for part, peeler, base in self.parts:
            if part.held:
                total += self._part(part, peeler, base, ways)
        return total

    def log_alone(self) -> float:
        totals = [peeler.totals(base[None, :])[0] for _, peeler, base in self.parts]
        return float(np.log(totals).sum())

    def log_unrelated(self, body: int, sex: Sex) -> float:
        is_haploid = self.observed.locus.chromosome is Chromosome.X and sex is Sex.MALE
        return float(self.log_population[self.of_body[int(is_haploid), body]])

    def _part(self, part: _Part, peeler: Peeler, base: NDArray[np.int64], ways: Ways) -> NDArray[np.float64]:
        rows = np.empty((len(ways) + 1, len(base)), np.int64, order="F")
        rows[:] = base
        spoken = np.zeros(len(ways))
        for column, place in zip(part.held, part.places, strict=True):
            of_body = self.of_body[int(base[place] == UNTYPED_HAPLOID)]
            cannot = of_body == IMPOSSIBLE
            logs = np.where(cannot, np.inf, self.log_population[of_body])
            # NOBODY is the last place of both
            rows[:-1, place] = np.append(np.where(cannot, base[place], of_body), base[place])[ways[:, column]]
            spoken += np.append(logs, 0.0)[ways[:, column]]
        totals = peeler.totals(rows)
        # Where the relatives alone are impossible, nothing fits: the family is then listed as one that contradicts
        # itself.
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(totals[:-1] > 0, np.log(totals[:-1]) - np.log(totals[-1]), -np.inf)
        found: NDArray[np.float64] = logs - spoken
        return found


@dataclass(slots=True)
class _UnitRows:
    """A locus with theta, or linked loci: each distinct combination of observations is asked once."""

    family: Family
    bodies: Sequence[Body]
    unit: Unit
    conventions: Conventions
    _known: dict[tuple[object, ...], float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.unit.name

    def log_ratios(self, ways: Ways) -> NDArray[np.float64]:
        return np.array([self._log_ratio(way) for way in ways.tolist()], float)

    def _log_ratio(self, way: Sequence[int]) -> float:
        placed = {
            member: {
                locus.name: seen for locus in self.unit.loci if (seen := self.bodies[body].profile.get(locus.name))
            }
            for member, body in zip(self.family.missing, way, strict=True)
            if body != NOBODY
        }
        key = tuple((member, tuple(seen.items())) for member, seen in placed.items())
        if key not in self._known:
            self._known[key] = self._weighed(placed)
        return self._known[key]

    def _weighed(self, placed: Mapping[str, Profile]) -> float:
        is_x = self.unit.loci[0].chromosome is Chromosome.X
        men = [seen for member, seen in placed.items() if is_x and self.family.sex_of(member) is Sex.MALE]
        if any(len(one.seen) > 1 for seen in men for one in seen.values()):
            return -math.inf
        first, second = propositions(self.family.pedigree, self.family.typed, placed)
        here = self._log(*first)
        return here if here == -math.inf else here - self._log(*second)

    def log_alone(self) -> float:
        return self._log(self.family.pedigree, self.family.typed)

    def log_unrelated(self, body: int, sex: Sex) -> float:
        return self._log(Pedigree.of([Person(id="body", sex=sex)]), {"body": self.bodies[body].profile})

    def _log(self, pedigree: Pedigree, typed: Mapping[str, Profile]) -> float:
        found = unit_likelihood(pedigree, typed, self.unit, self.conventions)
        return math.log(found) if found else -math.inf


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
