"""A couple's sum by a table over both parents' genotypes: for couples with several children of whom little is known.

For each child, P(what is seen of it | the father passes x, the mother passes y) is written down once; a pair of
genotypes then takes the mean over the four pairs of alleles, times over all children. The genotypes of one parent lie
side by side, so that the machine takes several at once.
"""

from __future__ import annotations

import numba
import numpy as np

from repatria.core.kinship.plan import TO_CHILD, TO_FATHER


@numba.njit(cache=True)
def _mark(first, second, size):  # type: ignore[no-untyped-def]
    """Which alleles occur in some states."""
    used = np.zeros(size, np.bool_)
    for s in range(len(first)):
        used[first[s]] = True
        used[second[s]] = True
    return used


@numba.njit(cache=True)
def write_arrivals(square, is_son, f_passing, m_passing, half, out):  # type: ignore[no-untyped-def]
    """Writes P(what is seen of a child | the father passes x on, the mother y), with mutation on the way."""
    size, rows = len(square), len(m_passing)
    for a in range(1 if is_son else size):
        for y in range(rows):
            half[a, y] = 0.0
        for b in range(size):
            if square[a, b] != 0.0:
                for y in range(rows):
                    half[a, y] += square[a, b] * m_passing[y, b]
    for x in range(len(f_passing)):
        for y in range(rows):
            out[x, y] = half[0, y] if is_son else 0.0
        if is_son:
            continue
        for a in range(size):
            if f_passing[x, a] != 0.0:
                for y in range(rows):
                    out[x, y] += f_passing[x, a] * half[a, y]


@numba.njit(cache=True)
def _is_open(p, first, second, own):  # type: ignore[no-untyped-def]
    """Whether a parent is a founder of whom nothing is known: his two alleles are then drawn apart."""
    if len(own) != len(p) * (len(p) + 1) // 2:
        return False
    for o in range(len(own)):
        # multiplied in the order in which a founder's weights are written, so that they are equal to the last digit
        if own[o] != p[first[o]] * (p[second[o]] * (1.0 if first[o] == second[o] else 2.0)):
            return False
    return True


@numba.njit(cache=True)
def _sum_open(quarter, p, passed):  # type: ignore[no-untyped-def]
    """The same sum where both alleles of the shorter parent are drawn apart: by which children get the first of them.

    The product over children of (what the first allele gives + what the second gives) is written out as a sum over
    sets of children; the second allele is then summed over once for each set.
    """
    count, size, width = quarter.shape
    sets = 1 << count
    products, means = np.ones((sets, size, width)), np.zeros((sets, width))
    for one in range(sets):
        for x in range(size):
            if one:
                last = count - 1
                while not one >> last & 1:
                    last -= 1
                rest = one ^ (1 << last)
                for s in range(width):
                    products[one, x, s] = products[rest, x, s] * quarter[last, x, s]
            for s in range(width):
                means[one, s] += p[x] * products[one, x, s]
    for one in range(sets):
        for x in range(size):
            for s in range(width):
                passed[x, s] += products[one, x, s] * means[sets - 1 - one, s]
    for x in range(size):
        for s in range(width):
            passed[x, s] *= p[x]


@numba.njit(cache=True)
def sum_table(couple, n, arrivals, places, father, mother, targets, told):  # type: ignore[no-untyped-def]
    """Sums over both parents' genotypes, all of one parent's side by side for each of the other's; adds to `told`.

    Given:    a parent is (first alleles, second alleles, what he passes on, his weights); `places` says where each
              child's arrivals are. A child's factor is the mean over the four pairs of alleles that could arrive.
    """
    f_first, f_second, f_passing, f_own = father
    m_first, m_second, m_passing, m_own = mother
    size, count = len(n.p), len(places)
    is_father_long = couple.kind == TO_FATHER or (couple.kind == TO_CHILD and len(f_own) >= len(m_own))
    if is_father_long:
        l_first, l_second, l_own, s_first, s_second, s_own = f_first, f_second, f_own, m_first, m_second, m_own
    else:
        l_first, l_second, l_own, s_first, s_second, s_own = m_first, m_second, m_own, f_first, f_second, f_own
    width = len(l_own)
    f_used, m_used = _mark(f_first, f_second, size), _mark(m_first, m_second, size)
    s_used = m_used if is_father_long else f_used
    quarter = np.empty((count, size, width))
    for c in range(count):
        of_child = arrivals[places[c]]
        for y in range(size):
            if s_used[y]:
                for s in range(width):
                    x, z = l_first[s], l_second[s]
                    both = of_child[x, y] + of_child[z, y] if is_father_long else of_child[y, x] + of_child[y, z]
                    quarter[c, y, s] = 0.25 * both
    passed, product = np.zeros((size, width)), np.empty(width)
    if 3 * size << count < (count + 3) * len(s_own) and _is_open(n.p, s_first, s_second, s_own):
        _sum_open(quarter, n.p, passed)
        if couple.kind != TO_CHILD:
            for y in range(size):
                for s in range(width):
                    told[s] += passed[y, s]
        s_own = s_own[:0]
    for o in range(len(s_own)):
        x, y, own = s_first[o], s_second[o], s_own[o]
        if own == 0.0:
            continue
        for s in range(width):
            product[s] = own
        for c in range(count):
            for s in range(width):
                product[s] *= quarter[c, x, s] + quarter[c, y, s]
        if couple.kind != TO_CHILD:
            for s in range(width):
                told[s] += product[s]
        else:
            for s in range(width):
                passed[x, s] += 0.5 * product[s]
            for s in range(width):
                passed[y, s] += 0.5 * product[s]
    if couple.kind != TO_CHILD:
        return
    joined = np.zeros((size, size))
    for y in range(size):
        if s_used[y]:
            for s in range(width):
                share = 0.5 * l_own[s] * passed[y, s]
                for z in (l_first[s], l_second[s]):
                    if is_father_long:
                        joined[z, y] += share
                    else:
                        joined[y, z] += share
    _tell_child(joined, f_passing, m_passing, f_used, m_used, couple.is_target_son, targets, told)


@numba.njit(cache=True)
def _tell_child(joined, f_passing, m_passing, f_used, m_used, is_son, targets, told):  # type: ignore[no-untyped-def]
    """Lets both parents' alleles, joined, arrive in the target."""
    first, second = targets
    size = len(joined)
    wanted = _mark(first, second, size)
    half, arrived = np.zeros((size, size)), np.zeros((size, size))
    for x in range(len(f_passing)):
        if f_used[x]:
            for a in range(size):
                if is_son and a > 0:
                    break
                chance = 1.0 if is_son else f_passing[x, a]
                if (wanted[a] or is_son) and chance != 0.0:
                    for y in range(len(m_passing)):
                        half[a, y] += chance * joined[x, y]
    for a in range(1 if is_son else size):
        for y in range(len(m_passing)):
            if m_used[y] and half[a, y] != 0.0:
                for b in range(size):
                    arrived[a, b] += half[a, y] * m_passing[y, b]
    for s in range(len(told)):
        x, y = first[s], second[s]
        if is_son:
            told[s] += arrived[0, x]
        else:
            told[s] += arrived[x, y] + (arrived[y, x] if x != y else 0.0)
