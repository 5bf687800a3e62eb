"""The compiled engine: sums over all genotypes of everybody but the asked person, exactly, at theta 0.

For each couple: (1) every child other than the target is written as a few products of a factor of the father and a
factor of the mother; (2) all combinations of those products are walked, keeping running products for both parents; (3)
what remains is passed to the target. A typed child gives one or two products, an untyped one as many as there are
alleles; where that would be more work than a table over both parents' genotypes, the table is used. Units: plain
probabilities a locus; nothing is rounded or dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.loci import Chromosome
from repatria.core.kinship.observations import ObservationTable
from repatria.core.kinship.plan import PeelPlan
from repatria.core.kinship.threads import in_chunks

Rows = NDArray[np.int64]
Values = NDArray[np.float64]


@numba.njit(cache=True)
def _sum(values: Values) -> float:
    total = 0.0
    for s in range(len(values)):
        total += values[s]
    return total


@numba.njit(cache=True)
def _has_any(values: Values) -> bool:
    for s in range(len(values)):  # noqa: SIM110 - compiled
        if values[s] != 0.0:
            return True
    return False


@numba.njit(cache=True)
def _add_scaled(told: Values, values: Values, factor: float) -> None:
    for s in range(len(values)):
        told[s] += values[s] * factor


@numba.njit(cache=True)
def _child_square(child, lo, hi, first, second, weights, square):  # type: ignore[no-untyped-def]
    """Writes a child's weights as a square over (paternal, maternal) alleles; one allele is the mother's."""
    for a in range(len(square)):
        for b in range(len(square)):
            square[a, b] = 0.0
    for s in range(lo[child], hi[child]):
        x, y, w = first[s], second[s], weights[child, s - lo[child]]
        if y < 0:
            square[0, x] += w
        else:
            square[x, y] = w
            square[y, x] = w


@numba.njit(cache=True)
def _group_rows(square, rows, alike):  # type: ignore[no-untyped-def]
    """Names, for each paternal allele, the first one that leaves the child the same: -1 where it is impossible.

    A child of whom nothing is known is one group, and costs nothing.
    """
    for a in range(rows):
        alike[a] = a if _has_any(square[a]) else -1
        for b in range(a):
            if alike[a] == a and alike[b] == b:
                is_same = True
                for x in range(len(square)):
                    if square[a, x] != square[b, x]:
                        is_same = False
                        break
                if is_same:
                    alike[a] = b


@numba.njit(cache=True)
def _factors(parent, is_silent_side, lo, hi, first, second, matrix, p, vector, out):  # type: ignore[no-untyped-def]
    """Writes, for each genotype of a parent, the sum over transmitted alleles of chance times `vector`."""
    size = len(p)
    if is_silent_side:
        for s in range(hi - lo):
            out[s] = 1.0
        return
    if parent < 0:
        total = 0.0
        for a in range(size):
            total += p[a] * vector[a]
        out[0] = total
        return
    mixed = np.zeros(size)
    for a in range(size):
        if vector[a] != 0.0:
            for x in range(size):
                mixed[x] += matrix[x, a] * vector[a]
    for s in range(lo, hi):
        if second[s] < 0:
            out[s - lo] = mixed[first[s]]
        else:
            out[s - lo] = 0.5 * (mixed[first[s]] + mixed[second[s]])


@numba.njit(cache=True)
def _gamete(values, parent, lo, hi, first, second, matrix, p, out):  # type: ignore[no-untyped-def]
    """Turns weights on a parent's genotypes into weights on the allele that arrives in a child."""
    size = len(p)
    if parent < 0:
        for a in range(size):
            out[a] = p[a] * values[0]
        return
    for a in range(size):
        out[a] = 0.0
    held = np.zeros(size)
    for s in range(lo, hi):
        v = values[s - lo]
        if second[s] < 0:
            held[first[s]] += v
        else:
            held[first[s]] += 0.5 * v
            held[second[s]] += 0.5 * v
    for x in range(size):
        if held[x] != 0.0:
            for a in range(size):
                out[a] += held[x] * matrix[x, a]


@numba.njit(cache=True)
def _couple(step, children, male, is_x, p, female_m, male_m, lo, hi, first, second, weights, told):  # type: ignore[no-untyped-def]
    """Sums over one couple: writes what it says of each genotype of the target."""
    kind, father, mother, target, start, stop = step
    size, count, width = len(p), stop - start, hi[target] - lo[target]
    for s in range(width):
        told[s] = 0.0
    f_lo, f_hi = (lo[father], hi[father]) if father >= 0 else (0, 1)
    m_lo, m_hi = (lo[mother], hi[mother]) if mother >= 0 else (0, 1)
    n_f, n_m = f_hi - f_lo, m_hi - m_lo
    # 1. the children as products
    most = 1
    for c in range(count):
        child = children[start + c]
        most = max(most, min(size, 2 * (hi[child] - lo[child])))
    of_father, of_mother = np.empty((count, most, n_f)), np.empty((count, most, n_m))
    terms = np.zeros(count, np.int64)
    square, alike, unit = np.empty((size, size)), np.empty(size, np.int64), np.empty(size)
    for c in range(count):
        child = children[start + c]
        is_son = is_x and male[child]
        _child_square(child, lo, hi, first, second, weights, square)
        rows = 1 if is_son else size
        _group_rows(square, rows, alike)
        for a in range(rows):
            if alike[a] != a:
                continue
            for b in range(size):
                unit[b] = 1.0 if b < rows and alike[b] == a else 0.0
            _factors(father, is_son, f_lo, f_hi, first, second, male_m, p, unit, of_father[c, terms[c]])
            _factors(mother, False, m_lo, m_hi, first, second, female_m, p, square[a], of_mother[c, terms[c]])
            terms[c] += 1
        if terms[c] == 0:
            return
    # 2. running products for both parents; the target's own weights are not part of what it is told
    run_f, run_m = np.ones((count + 1, n_f)), np.ones((count + 1, n_m))
    if father >= 0 and kind != 0:
        for s in range(n_f):
            run_f[0, s] = weights[father, s]
    if mother >= 0 and kind != 1:
        for s in range(n_m):
            run_m[0, s] = weights[mother, s]
    gamete_f, gamete_m = np.empty(size), np.empty(size)
    walked = 1.0
    for c in range(count):
        walked *= terms[c]
    work = walked * (2 * n_f + 2 * n_m + (2 * size * size + width if kind == 2 else width))
    table_work = n_f * n_m * (most * count + 2.0) + (n_f * size * (n_m + size) if kind == 2 else 0.0)
    if work > 4.0 * table_work:
        _by_table(
            kind, father, mother, target, is_x and male[target], of_father, of_mother, terms, run_f[0], run_m[0], p,
            female_m, male_m, f_lo, f_hi, m_lo, m_hi, lo, hi, first, second, told,
        )  # fmt: skip
    else:
        index = np.zeros(count, np.int64)
        changed = 0
        while True:
            for c in range(changed, count):
                for s in range(n_f):
                    run_f[c + 1, s] = run_f[c, s] * of_father[c, index[c], s]
                for s in range(n_m):
                    run_m[c + 1, s] = run_m[c, s] * of_mother[c, index[c], s]
            # 3. to the target
            if kind == 0:
                _add_scaled(told, run_f[count], _sum(run_m[count]))
            elif kind == 1:
                _add_scaled(told, run_m[count], _sum(run_f[count]))
            else:
                _gamete(run_m[count], mother, m_lo, m_hi, first, second, female_m, p, gamete_m)
                if is_x and male[target]:
                    total = _sum(run_f[count])
                    for s in range(lo[target], hi[target]):
                        told[s - lo[target]] += total * gamete_m[first[s]]
                else:
                    _gamete(run_f[count], father, f_lo, f_hi, first, second, male_m, p, gamete_f)
                    _add_pairs(gamete_f, gamete_m, lo[target], hi[target], first, second, told)
            changed = count - 1
            while changed >= 0 and index[changed] == terms[changed] - 1:
                index[changed] = 0
                changed -= 1
            if changed < 0:
                break
            index[changed] += 1


@numba.njit(cache=True)
def _add_pairs(gamete_f, gamete_m, lo, hi, first, second, told):  # type: ignore[no-untyped-def]
    for s in range(lo, hi):
        x, y = first[s], second[s]
        told[s - lo] += gamete_f[x] * gamete_m[y] + (gamete_f[y] * gamete_m[x] if x != y else 0.0)


@numba.njit(cache=True)
def _by_table(  # type: ignore[no-untyped-def]
    kind, father, mother, target, is_son, of_father, of_mother, terms, own_f, own_m, p, female_m, male_m,
    f_lo, f_hi, m_lo, m_hi, lo, hi, first, second, told,
):  # fmt: skip
    """The same sum over a table of both parents' genotypes: for couples with several untyped children."""
    n_f, n_m, size = f_hi - f_lo, m_hi - m_lo, len(p)
    table, cell = np.empty((n_f, n_m)), 0.0
    for f in range(n_f):
        for m in range(n_m):
            table[f, m] = own_f[f] * own_m[m]
    for c in range(len(terms)):
        for f in range(n_f):
            for m in range(n_m):
                cell = 0.0
                for t in range(terms[c]):
                    cell += of_father[c, t, f] * of_mother[c, t, m]
                table[f, m] *= cell
    # one father's genotype at a time: what he passes on goes with what his wife passes on beside him
    gamete_f, gamete_m, one, joined = np.zeros(size), np.zeros(size), np.ones(1), np.zeros((size, size))
    for f in range(n_f):
        if kind == 0:
            told[f] += _sum(table[f])
        elif kind == 1:
            _add_scaled(told, table[f], 1.0)
        else:
            _gamete(table[f], mother, m_lo, m_hi, first, second, female_m, p, gamete_m)
            if is_son:
                for s in range(lo[target], hi[target]):
                    told[s - lo[target]] += gamete_m[first[s]]
                continue
            _gamete(one, father, f_lo + f, f_lo + f + 1, first, second, male_m, p, gamete_f)
            for a in range(size):
                for b in range(size):
                    joined[a, b] += gamete_f[a] * gamete_m[b]
    if kind == 2 and not is_son:
        for s in range(lo[target], hi[target]):
            x, y = first[s], second[s]
            told[s - lo[target]] += joined[x, y] + (joined[y, x] if x != y else 0.0)


@numba.njit(cache=True)
def _own_weights(person, is_founder, lo, hi, first, second, weight, p, weights):  # type: ignore[no-untyped-def]
    """Writes what is known of a person alone: what was seen, and for a founder the population."""
    for s in range(lo[person], hi[person]):
        w = weight[s]
        if is_founder:
            w *= p[first[s]]
            if second[s] >= 0:
                w *= p[second[s]] * (1.0 if first[s] == second[s] else 2.0)
        weights[person, s - lo[person]] = w


@numba.njit(cache=True)
def _widest(start, rows):  # type: ignore[no-untyped-def]
    found = 1
    for r in range(len(rows)):
        for i in range(rows.shape[1]):
            found = max(found, start[rows[r, i] + 1] - start[rows[r, i]])
    return found


@numba.njit(cache=True)
def _peel_loops(  # type: ignore[no-untyped-def]
    root, founder, male, steps, children, split, is_x, p, female_m, male_m, start, first, second, weight, row, out
):  # fmt: skip
    """Peels one row of a pedigree with loops: once for each genotype of those who were split; adds to `out`."""
    people, copies = len(row), len(split)
    lo, hi = np.empty(people + copies, np.int64), np.empty(people + copies, np.int64)
    for i in range(people):
        lo[i], hi[i] = start[row[i]], start[row[i] + 1]
    widest = np.max(hi[:people] - lo[:people])
    weights, told = np.empty((people + copies, widest)), np.empty(widest)
    fixed = np.zeros(copies, np.int64)
    base_lo, base_hi = lo.copy(), hi.copy()
    while True:
        for k in range(copies):
            person = split[k]
            # a person split twice has one genotype for all copies: the first copy turns, the others follow
            lead = k
            for earlier in range(k):
                if split[earlier] == person:
                    lead = earlier
                    break
            chosen = base_lo[person] + fixed[lead]
            lo[person], hi[person] = chosen, chosen + 1
            lo[people + k], hi[people + k] = chosen, chosen + 1
            weights[people + k, 0] = 1.0
        for i in range(people):
            _own_weights(i, founder[i], lo, hi, first, second, weight, p, weights)
        for j in range(len(steps)):
            _couple(steps[j], children, male, is_x, p, female_m, male_m, lo, hi, first, second, weights, told)
            target = steps[j, 3]
            for s in range(hi[target] - lo[target]):
                weights[target, s] *= told[s]
        for s in range(lo[root], hi[root]):
            out[s - base_lo[root]] += weights[root, s - lo[root]]
        k = copies - 1
        while k >= 0:
            is_follower = False
            for earlier in range(k):
                is_follower = is_follower or split[earlier] == split[k]
            if not is_follower and fixed[k] + 1 < base_hi[split[k]] - base_lo[split[k]]:
                fixed[k] += 1
                break
            fixed[k] = 0
            k -= 1
        if k < 0:
            return


@numba.njit(cache=True)
def _is_dirty(step, children, dirty):  # type: ignore[no-untyped-def]
    """Whether somebody other than the target changed in a couple."""
    _, father, mother, target, low, high = step
    for parent in (father, mother):
        if parent >= 0 and parent != target and dirty[parent]:
            return True
    for c in range(low, high):  # noqa: SIM110 - compiled
        if dirty[children[c]]:
            return True
    return False


@numba.njit(cache=True, nogil=True)
def _peel_rows(  # type: ignore[no-untyped-def]
    root, founder, male, steps, children, split, is_x, p, female_m, male_m, start, first, second, weight, rows, order,
    out,
):  # fmt: skip
    """Peels rows in the given order; without loops, what a couple said is kept until somebody beneath it changes."""
    if len(split):
        for r in order:
            _peel_loops(
                root, founder, male, steps, children, split, is_x, p, female_m, male_m, start, first, second, weight,
                rows[r], out[r],
            )  # fmt: skip
        return
    people, widest = rows.shape[1], _widest(start, rows)
    lo, hi = np.zeros(people, np.int64), np.zeros(people, np.int64)
    weights, told = np.empty((people, widest)), np.empty((len(steps), widest))
    changed, dirty, is_new = np.ones(people, np.bool_), np.ones(people, np.bool_), np.ones(len(steps), np.bool_)
    for at in range(len(order)):
        row = rows[order[at]]
        for i in range(people):
            changed[i] = at == 0 or row[i] != rows[order[at - 1], i]
            dirty[i] = changed[i]
            lo[i], hi[i] = start[row[i]], start[row[i] + 1]
        for j in range(len(steps)):
            target = steps[j, 3]
            is_new[j] = changed[target] or _is_dirty(steps[j], children, dirty)
            dirty[target] = dirty[target] or is_new[j]
        for i in range(people):
            if dirty[i]:
                _own_weights(i, founder[i], lo, hi, first, second, weight, p, weights)
        for j in range(len(steps)):
            target = steps[j, 3]
            if is_new[j]:
                _couple(steps[j], children, male, is_x, p, female_m, male_m, lo, hi, first, second, weights, told[j])
            if dirty[target]:
                for s in range(hi[target] - lo[target]):
                    weights[target, s] *= told[j, s]
        for s in range(hi[root] - lo[root]):
            out[order[at], s] = weights[root, s]


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
        classes = self.observed.arrays()
        of_root = rows[0, self.plan.root]
        out = np.zeros((len(rows), int(classes.start[of_root + 1] - classes.start[of_root])))
        self._run(rows, out)
        return out

    def totals(self, rows: Rows) -> Values:
        """Returns P(everything seen) for each row; rows may differ in the root's class."""
        found = np.empty(len(rows))
        of_root = rows[:, self.plan.root]
        for one in np.unique(of_root):
            chosen = np.flatnonzero(of_root == one)
            found[chosen] = self.weights(rows[chosen]).sum(axis=1)
        return found

    def _run(self, rows: Rows, out: Values) -> None:
        plan, locus, c = self.plan, self.observed.locus, self.observed.arrays()
        rows = np.ascontiguousarray(rows)
        # Rows that differ only near the root follow each other, so that most of what was said can be kept.
        order = np.lexsort(rows.T[plan.from_root])

        def work(low: int, high: int) -> None:
            _peel_rows(
                plan.root, plan.founder, plan.male, plan.steps, plan.children, plan.split,
                locus.chromosome is Chromosome.X, locus.p, locus.female, locus.male, c.start, c.first, c.second,
                c.weight, rows, order[low:high], out,
            )  # fmt: skip

        in_chunks(work, len(rows), self.threads)
