"""The compiled engine: sums over all genotypes of everybody but the asked person, exactly, at theta 0.

Many rows of observations of one pedigree are peeled together, a couple at a time from the leaves to the root. What a
couple says depends only on what is seen of it and beneath it, so that rows that agree there share one sum: bodies that
are tried in every place of a family cost a sum for each way of filling a branch, not for each way of filling the whole.
Where the pedigree has a loop, a row becomes one for each genotype of those who were split.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.couples import Couple, Numbers, Seen, tell
from repatria.core.kinship.loci import Chromosome
from repatria.core.kinship.observations import ClassArrays, ObservationTable
from repatria.core.kinship.one_row import Steps, peel_one, write_own
from repatria.core.kinship.plan import POPULATION, PeelPlan
from repatria.core.kinship.threads import in_chunks

Rows = NDArray[np.int64]
Values = NDArray[np.float64]
_MOST_OPENED = 200_000
"""Rows that are held at once where loops turn one row into many."""
_LARGEST_KEY = 1 << 62


@numba.njit(cache=True, nogil=True)
def numbered(keys):  # type: ignore[no-untyped-def]
    """Numbers equal keys alike, in the order of their first appearance.

    Returns:  the number of each key, and the place where each number appears first.
    """
    room = 4
    while room < 2 * len(keys):
        room *= 2
    table, numbers, first = np.full(room, -1, np.int64), np.empty(len(keys), np.int64), np.empty(len(keys), np.int64)
    count = 0
    for i in range(len(keys)):
        at = keys[i] * 0x9E3779B97F4A7C1
        at = (at ^ at >> 29) & (room - 1)
        while table[at] >= 0 and keys[first[table[at]]] != keys[i]:
            at = (at + 1) & (room - 1)
        if table[at] < 0:
            table[at] = count
            first[count] = i
            count += 1
        numbers[i] = table[at]
    return numbers, first[:count].copy()


@numba.njit(cache=True, nogil=True)
def _multiply(own, told, of_own, of_told, out):  # type: ignore[no-untyped-def]
    for k in range(len(of_own)):
        for s in range(out.shape[1]):
            out[k, s] = own[of_own[k], s] * told[of_told[k], s]


@numba.njit(cache=True, nogil=True)
def _join(own, width, of_own, told, of_told, begin, end, out):  # type: ignore[no-untyped-def]
    """Joins what the root knows of himself with what was said last; one column for all states, or one each."""
    is_apart = out.shape[1] > 1
    for r in range(begin, end):
        for s in range(width[of_own[r]]):
            out[r, s if is_apart else 0] += own[of_own[r], s] * told[of_told[r], s]


@dataclass(slots=True)
class _Person:
    """Somebody in all rows: which of his distinct states a row holds, the genotypes of each, and its weights."""

    at: Rows
    low: Rows
    high: Rows
    weights: Values

    def told(self, told: Values, which: Rows) -> _Person:
        """Multiplies what a couple said into the weights."""
        at, first = combined([(self.at, len(self.low)), (which, len(told))])
        of_own = self.at[first]
        weights = np.empty((len(first), self.weights.shape[1]))
        _multiply(self.weights, told, of_own, which[first], weights)
        return _Person(at, self.low[of_own], self.high[of_own], weights)


def combined(columns: Sequence[tuple[Rows, int]]) -> tuple[Rows, Rows]:
    """Numbers rows that agree in every column alike, given the columns and how many numbers each holds.

    Returns:  the number of each row, and the first row of each number.
    """
    keys, most = np.zeros(len(columns[0][0]), np.int64), 1
    for column, count in columns:
        if most * count > _LARGEST_KEY:
            keys, first = numbered(keys)
            most = len(first)
        if count > 1:
            keys = keys * count + column
            most *= count
    if most == 1:
        return keys, keys[:1]
    numbers: Rows
    numbers, first = numbered(keys)
    return numbers, first


@dataclass(frozen=True, slots=True)
class Peeler:
    """One shape at one locus, ready for rows of observation classes."""

    plan: PeelPlan
    observed: ObservationTable
    threads: int = 1

    def weights(self, rows: Rows) -> Values:
        """Returns, for each row, P(everything seen, the root has this genotype) for each genotype of the root's class.

        Given:    a row holds one class a person, in the order of the plan; all rows share the root's class.
        """
        if self._is_alone(rows):
            return self._of_one(rows[0]).reshape(1, -1)
        return self._found(rows, len(self.observed.states(int(rows[0, self.plan.root]))))

    def totals(self, rows: Rows) -> Values:
        """Returns P(everything seen) for each row; rows may differ in the root's class."""
        if self._is_alone(rows):
            return self._of_one(rows[0]).cumsum()[-1:]
        found: Values = self._found(rows, 1)[:, 0]
        return found

    def _found(self, rows: Rows, width: int) -> Values:
        c, split = self.observed.arrays(), self.plan.split
        if not len(split):
            persons = []
            for i, column in enumerate(rows.T):
                at, classes = _distinct(column)
                persons.append(self._alone(i, at, c.start[classes], c.start[classes + 1], c))
            return self._peeled(persons, c, width)
        found, begin = np.empty((len(rows), width)), 0
        opened = np.cumsum((c.start[rows + 1] - c.start[rows])[:, np.unique(split)].prod(axis=1))
        while begin < len(rows):
            before = opened[begin - 1] if begin else 0
            end = max(begin + 1, int(np.searchsorted(opened, before + _MOST_OPENED, side="right")))
            low, high, owner = _opened(c.start[rows[begin:end]], c.start[rows[begin:end] + 1], split)
            persons = []
            for i in range(low.shape[1]):
                at, first = numbered(low[:, i])
                persons.append(self._alone(i, at, low[first, i], high[first, i], c))
            of_each = self._peeled(persons, c, width)
            found[begin:end] = np.add.reduceat(of_each, np.searchsorted(owner, np.arange(end - begin)))
            begin = end
        return found

    def _is_alone(self, rows: Rows) -> bool:
        return len(rows) == 1 and not len(self.plan.split)

    def _of_one(self, row: Rows) -> Values:
        plan, c, locus = self.plan, self.observed.arrays(), self.observed.locus
        steps = Steps(plan.steps, plan.children, plan.founder, plan.male, plan.root, locus.chromosome is Chromosome.X)
        n = Numbers(locus.p, locus.female, locus.male, c.first, c.partner)
        found: Values = peel_one(steps, n, c.second, c.weight, c.start[row], c.start[row + 1])
        return found

    def _alone(self, person: int, at: Rows, low: Rows, high: Rows, c: ClassArrays) -> _Person:
        if person >= len(self.plan.ids):  # a copy: what was seen stands with the original
            return _Person(at, low, high, np.ones((len(low), 1)))
        weights = np.zeros((len(low), int((high - low).max())))
        locus = self.observed.locus
        write_own(self.plan.founder[person], low, high, c.first, c.second, c.weight, locus.p, weights)
        return _Person(at, low, high, weights)

    def _peeled(self, alone: Sequence[_Person], c: ClassArrays, width: int) -> Values:
        plan, locus = self.plan, self.observed.locus
        n = Numbers(locus.p, locus.female, locus.male, c.first, c.partner)
        persons, count = list(alone), len(alone[0].at)
        told, which = np.ones((1, int((alone[plan.root].high - alone[plan.root].low).max()))), np.zeros(count, np.int64)
        for number, step in enumerate(plan.steps):
            target = int(step[3])
            told, which = self._told(step, n, persons, alone[target])
            if number < len(plan.steps) - 1:  # what is said last is joined row by row
                persons[target] = persons[target].told(told, which)
        root, found = persons[plan.root], np.zeros((count, width))
        of_state = root.high - root.low
        in_chunks(
            lambda low, high: _join(root.weights, of_state, root.at, told, which, low, high, found), count, self.threads
        )
        return found

    def _told(self, step: Rows, n: Numbers, persons: Sequence[_Person], target: _Person) -> tuple[Values, Rows]:
        """What a couple says to its target, once for each distinct way of what is seen of it and beneath it."""
        plan = self.plan
        kind, father, mother, own, begin, end = step.tolist()
        is_x = self.observed.locus.chromosome is Chromosome.X
        children = plan.children[begin:end]
        couple = Couple(
            kind, father != POPULATION, mother != POPULATION, is_x and bool(plan.male[own]),
            plan.male[children] if is_x else np.zeros(len(children), np.bool_),
        )  # fmt: skip
        members = [target if i in (own, POPULATION) else persons[i] for i in (father, mother, *children.tolist())]
        which, first = combined([(one.at, len(one.low)) for one in (target, *members)])
        held = np.array([one.at[first] for one in members])
        base, earlier = (np.cumsum([0, *sizes]) for sizes in (
            [one.weights.size for one in members], [len(one.low) for one in members],
        ))  # fmt: skip
        seen = Seen(
            np.concatenate([one.weights.reshape(-1) for one in members]),
            np.array([b + one.weights.shape[1] * h for b, one, h in zip(base, members, held, strict=False)]),
            held + earlier[:-1, None], int(earlier[-1]),
            np.array([one.low[h] for one, h in zip(members, held, strict=True)]),
            np.array([one.high[h] for one, h in zip(members, held, strict=True)]),
            target.low[target.at[first]], target.high[target.at[first]],
        )  # fmt: skip
        told = np.zeros((len(first), target.weights.shape[1]))
        in_chunks(lambda low, high: tell(couple, n, seen, low, high, told), len(first), self.threads)
        return told, which


def _distinct(column: Rows) -> tuple[Rows, Rows]:
    """Which of its distinct values each row of a column holds, and these values."""
    if (column == column[0]).all():
        return np.zeros(len(column), np.int64), column[:1]
    at, first = numbered(column)
    return at, column[first]


def _opened(low: Rows, high: Rows, split: Rows) -> tuple[Rows, Rows, Rows]:
    """Writes a row for each genotype of those who were split; copies have the genotype of their original.

    Returns:  where the states of each person begin and end in each new row, and the row that it comes from.
    """
    owner = np.arange(len(low))
    for person in np.unique(split):
        width = high[:, person] - low[:, person]
        place = np.repeat(np.arange(len(low)), width)
        within = np.arange(len(place)) - np.repeat(np.cumsum(width) - width, width)
        low, high, owner = low[place], high[place], owner[place]
        low[:, person] += within
        high[:, person] = low[:, person] + 1
    return np.hstack((low, low[:, split])), np.hstack((high, high[:, split])), owner
