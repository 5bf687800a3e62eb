"""A couple's sum by products: every child is a few products of a factor of the father and a factor of the mother.

All combinations of the children's products are walked, keeping running products for both parents. A typed child gives
one or two products, an untyped one as many as there are alleles.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.plan import TO_FATHER, TO_MOTHER

Values = NDArray[np.float64]


@numba.njit(cache=True)
def _sum(values: Values) -> float:
    total = 0.0
    for s in range(len(values)):
        total += values[s]
    return total


@numba.njit(cache=True)
def _write_factors(first, second, passing, vector, mixed, out):  # type: ignore[no-untyped-def]
    """Writes, for each genotype of a parent, the sum over transmitted alleles of chance times `vector`."""
    for x in range(len(passing)):
        mixed[x] = 0.0
    for a in range(len(vector)):
        if vector[a] != 0.0:
            for x in range(len(passing)):
                mixed[x] += passing[x, a] * vector[a]
    for s in range(len(first)):
        out[s] = 0.5 * (mixed[first[s]] + mixed[second[s]])


@numba.njit(cache=True)
def _write_gamete(values, first, second, passing, out):  # type: ignore[no-untyped-def]
    """Turns weights on a parent's genotypes into weights on the allele that arrives in a child."""
    held = np.zeros(len(passing))
    for s in range(len(first)):
        held[first[s]] += 0.5 * values[s]
        held[second[s]] += 0.5 * values[s]
    for a in range(len(out)):
        out[a] = 0.0
    for x in range(len(passing)):
        if held[x] != 0.0:
            for a in range(len(out)):
                out[a] += held[x] * passing[x, a]


@numba.njit(cache=True)
def walk_products(couple, n, squares, alike, terms, father, mother, targets, told):  # type: ignore[no-untyped-def]
    """Sums over all combinations of the children's products, keeping running products for both parents."""
    f_first, f_second, f_passing, f_own = father
    m_first, m_second, m_passing, m_own = mother
    t_first, t_second = targets
    size, count, n_f, n_m = len(n.p), len(terms), len(f_own), len(m_own)
    most = 1
    for c in range(count):
        most = max(most, terms[c])
    of_father, of_mother = np.ones((count, most, n_f)), np.empty((count, most, n_m))
    unit, mixed = np.empty(size), np.empty(size)
    for c in range(count):
        t, rows = 0, 1 if couple.is_son[c] else size
        for a in range(rows):
            if alike[c, a] != a:
                continue
            if not couple.is_son[c]:
                for b in range(size):
                    unit[b] = 1.0 if alike[c, b] == a else 0.0
                _write_factors(f_first, f_second, f_passing, unit, mixed, of_father[c, t])
            _write_factors(m_first, m_second, m_passing, squares[c, a], mixed, of_mother[c, t])
            t += 1
    run_f, run_m = np.empty((count + 1, n_f)), np.empty((count + 1, n_m))
    for s in range(n_f):
        run_f[0, s] = f_own[s]
    for s in range(n_m):
        run_m[0, s] = m_own[s]
    gamete_f, gamete_m = np.empty(size), np.empty(size)
    index = np.zeros(count, np.int64)
    changed = 0
    while True:
        for c in range(changed, count):
            for s in range(n_f):
                run_f[c + 1, s] = run_f[c, s] * of_father[c, index[c], s]
            for s in range(n_m):
                run_m[c + 1, s] = run_m[c, s] * of_mother[c, index[c], s]
        if couple.kind == TO_FATHER:
            factor = _sum(run_m[count])
            for s in range(len(told)):
                told[s] += run_f[count, s] * factor
        elif couple.kind == TO_MOTHER:
            factor = _sum(run_f[count])
            for s in range(len(told)):
                told[s] += run_m[count, s] * factor
        else:
            _write_gamete(run_m[count], m_first, m_second, m_passing, gamete_m)
            if couple.is_target_son:
                total = _sum(run_f[count])
                for s in range(len(told)):
                    told[s] += total * gamete_m[t_first[s]]
            else:
                _write_gamete(run_f[count], f_first, f_second, f_passing, gamete_f)
                for s in range(len(told)):
                    x, y = t_first[s], t_second[s]
                    told[s] += gamete_f[x] * gamete_m[y] + (gamete_f[y] * gamete_m[x] if x != y else 0.0)
        changed = count - 1
        while changed >= 0 and index[changed] == terms[changed] - 1:
            index[changed] = 0
            changed -= 1
        if changed < 0:
            return
        index[changed] += 1
