"""What every possible body would say to a family: peeled once, a row of ratios over the classes that bodies show.

Families of one shape are peeled together, and families that look alike at a locus share one row. A ratio is
P(body, relatives | the body is the member) / (P(relatives) P(body)), theta 0, untyped founders kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.incident import Family
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.observations import NO_SECOND, UNTYPED, UNTYPED_HAPLOID, ObservationTable
from repatria.core.kinship.pedigree import Pedigree, Sex
from repatria.core.kinship.peeling import Peeler, combined
from repatria.core.kinship.plan import PeelPlan, compile_plan

Logs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a body may take: one missing member of one family."""

    family: Family
    member: str

    @property
    def sex(self) -> Sex:
        return self.family.sex_of(self.member)


@dataclass(slots=True)
class Shape:
    """A pedigree stripped of names: plan, sexes, and where the typed relatives stand."""

    plan: PeelPlan
    typed: tuple[str, ...]
    typed_at: tuple[int, ...]


@dataclass(slots=True)
class Shapes:
    """Compiled shapes by what was compiled, so that 60,000 families of ten shapes need ten plans."""

    _known: dict[tuple[int, frozenset[str], str], Shape] = field(default_factory=dict)
    _alike: dict[tuple[object, ...], PeelPlan] = field(default_factory=dict)
    _kept: list[Pedigree] = field(default_factory=list)

    def of(self, target: Target) -> Shape:
        """Returns the shape of a target's own part of the pedigree."""
        family, member = target.family, target.member
        key = (id(family.pedigree), frozenset(family.typed), member)
        if key not in self._known:
            self._kept.append(family.pedigree)  # while it is kept, its identity is not given to another
            whole = family.pedigree.without_idle((*family.typed, member))
            part = next(part for part in whole.components() if member in part)
            typed = tuple(name for name in part.ids if name in family.typed)
            self._known[key] = self._shared(part, typed, member)
        return self._known[key]

    def _shared(self, part: Pedigree, typed: tuple[str, ...], member: str) -> Shape:
        at = {name: i for i, name in enumerate(part.ids)}
        persons = tuple((at.get(p.father or ""), at.get(p.mother or ""), p.sex) for p in part.persons)
        signature = (persons, tuple(at[name] for name in typed), at[member])
        if signature not in self._alike:
            self._alike[signature] = compile_plan(part, member, typed)
        # the same plan under this family's own names, so that profiles can be looked up by position
        return Shape(self._alike[signature], typed, tuple(at[name] for name in typed))


@numba.njit(cache=True, nogil=True)
def _add_states(weights, place, weight, begin, seen):  # type: ignore[no-untyped-def]
    """Adds up, for each class asked about, the weights of its states in every row."""
    for k in range(len(begin)):
        for s in range(begin[k], begin[k + 1] if k + 1 < len(begin) else len(place)):
            for row in range(weights.shape[1]):
                seen[k, row] += weights[place[s], row] * weight[s]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where the states of all classes with one allele, or with two, stand among the genotypes of an untyped person.

    Given:    a column's states begin at `begin`; `classes` says of how many classes this was made.
    """

    classes: int
    columns: NDArray[np.int64]
    begin: NDArray[np.int64]
    place: NDArray[np.int64]
    weight: Logs
    population: Logs

    @classmethod
    def of(cls, given: BodyColumns, *, is_haploid: bool) -> _Asked:
        classes = list(given.classes)
        c, size = given.observed.arrays(), given.observed.locus.size
        asked = np.array([k for k in classes if (c.second[c.start[k]] == NO_SECOND) == is_haploid], np.int64)
        width = c.start[asked + 1] - c.start[asked]
        begin = np.cumsum(width) - width
        states = np.repeat(c.start[asked] - begin, width) + np.arange(width.sum())
        x, y = c.first[states], c.partner[states]
        place = x if is_haploid else x * size - x * (x + 1) // 2 + y
        columns = np.array([given.column_of[k] for k in asked.tolist()], np.int64)
        population = given.observed.population()[asked, None]
        return cls(len(classes), columns, begin, place, c.weight[states], population)


@dataclass(slots=True)
class BodyColumns:
    """The classes that bodies show at one locus; column 0 is for bodies without result there."""

    observed: ObservationTable
    column_of: dict[int, int] = field(default_factory=dict)
    classes: list[int] = field(default_factory=list)
    _known: dict[bool, _Asked] = field(default_factory=dict)

    def column(self, class_id: int) -> int:
        """Returns the column of a class, making it where it is new."""
        if class_id in (UNTYPED, UNTYPED_HAPLOID):
            return 0
        if class_id not in self.column_of:
            self.classes.append(class_id)
            self.column_of[class_id] = len(self.classes)
        return self.column_of[class_id]

    def ratios(self, weights: Logs) -> Logs:
        """Turns weights over genotypes (rows) into log10 ratios, a row a column number; who is impossible says nothing.

        Given:    genotypes in the order of the untyped class that has as many states.
        """
        found = np.zeros((len(self.classes) + 1, len(weights)))
        size = self.observed.locus.size
        asked = self._asked(is_haploid=weights.shape[1] == size > 1)
        if not len(asked.columns):
            return found
        total = weights.sum(axis=1)
        seen = np.zeros((len(asked.columns), len(weights)))
        _add_states(np.ascontiguousarray(weights.T), asked.place, asked.weight, asked.begin, seen)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratios = np.log10(seen / (total * asked.population))
        ratios[:, total <= 0] = 0.0
        found[asked.columns] = ratios
        return found

    def _asked(self, *, is_haploid: bool) -> _Asked:
        known = self._known.get(is_haploid)
        if known is None or known.classes != len(self.classes):
            known = self._known[is_haploid] = _Asked.of(self, is_haploid=is_haploid)
        return known


def _rows(
    shapes: Sequence[Shape], targets: Sequence[Target], locus: Locus, observed: ObservationTable
) -> NDArray[np.int64]:
    """The classes of families of one shape, in the order of its plan, the asked member untyped."""
    first = shapes[0]
    rows = np.zeros((len(shapes), len(first.plan.ids)), np.int64)
    is_x, name, class_of = locus.chromosome is Chromosome.X, locus.name, observed.class_of
    if is_x:
        rows[:, first.plan.male[: rows.shape[1]]] = UNTYPED_HAPLOID
    for number, place in enumerate(first.typed_at):
        is_haploid = bool(is_x and first.plan.male[place])
        rows[:, place] = [
            class_of(target.family.typed[shape.typed[number]].get(name), is_haploid=is_haploid)
            for shape, target in zip(shapes, targets, strict=True)
        ]
    return rows


def column_logs(
    shapes: Sequence[Shape], targets: Sequence[Target], locus: Locus, columns: BodyColumns
) -> tuple[Logs, NDArray[np.bool_]]:
    """Returns log10 ratios (column, target) at one locus, and which families are impossible there by themselves."""
    observed = columns.observed
    if len(targets) == 1:  # a new family: nothing to sort
        weights = Peeler(shapes[0].plan, observed).weights(_rows(shapes, targets, locus, observed))
        return columns.ratios(weights), weights.sum(axis=1) <= 0
    found = np.zeros((len(columns.classes) + 1, len(targets)))
    is_odd = np.zeros(len(targets), np.bool_)
    groups: dict[int, list[int]] = {}
    for i, shape in enumerate(shapes):
        groups.setdefault(id(shape.plan), []).append(i)
    for members in groups.values():
        plan = shapes[members[0]].plan
        rows = _rows([shapes[i] for i in members], [targets[i] for i in members], locus, observed)
        alike, first = combined([(column, len(observed)) for column in rows.T])
        weights = Peeler(plan, observed).weights(rows[first])
        found[:, members] = np.take(columns.ratios(weights), alike, axis=1)
        is_odd[members] = (weights.sum(axis=1) <= 0)[alike]
    return found, is_odd
