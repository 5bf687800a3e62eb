"""One couple and their children, compiled: what they say to one of them, summed over the genotypes of all the others.

For each couple: (1) every child other than the target becomes a square of weights over (paternal, maternal) alleles;
(2) squares that are a few products of a factor of the father and a factor of the mother, as those of typed children
are, are walked product by product (`couple_products`); where that would be more work, a table over both parents'
genotypes is summed (`couple_tables`). Both are the same sum, exactly. Units: plain probabilities a locus.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.couple_products import walk_products
from repatria.core.kinship.couple_tables import sum_table, write_arrivals
from repatria.core.kinship.plan import TO_CHILD, TO_FATHER, TO_MOTHER

Values = NDArray[np.float64]
Places = NDArray[np.int64]


class Numbers(NamedTuple):
    """A locus as the compiled sums need it.

    Given:    `first` and `second` are the alleles of every state of every class; a single allele stands twice.
    """

    p: Values
    female: Values
    male: Values
    first: Places
    second: Places


class Couple(NamedTuple):
    """Who stands in a couple.

    Given:    members are the father, the mother, then the children that are not the target.
    """

    kind: int
    has_father: bool
    has_mother: bool
    is_target_son: bool
    is_son: NDArray[np.bool_]


class Seen(NamedTuple):
    """The weights of a couple's members: one column a question, one row a member, and the target's states.

    Given:    member i of question k has the states `low[i, k]` to `high[i, k]`, with weights in `pool` from
              `offset[i, k]` on, and `alike[i, k]` is the same for questions in which he is seen alike, below `distinct`
              and no other member's; what the target knows of himself is not part of it.
    """

    pool: Values
    offset: Places
    alike: Places
    distinct: int
    low: Places
    high: Places
    target_low: Places
    target_high: Places


@numba.njit(cache=True)
def _write_square(n, seen, child, k, is_son, square):  # type: ignore[no-untyped-def]
    """Writes a child's weights as a square over (paternal, maternal) alleles; a son's X is his mother's."""
    for a in range(len(square)):
        for b in range(len(square)):
            square[a, b] = 0.0
    low = seen.low[child, k]
    for s in range(low, seen.high[child, k]):
        x, y, w = n.first[s], n.second[s], seen.pool[seen.offset[child, k] + s - low]
        if is_son:
            square[0, x] += w
        else:
            square[x, y] = w
            square[y, x] = w


@numba.njit(cache=True)
def _group_rows(square, rows, alike):  # type: ignore[no-untyped-def]
    """Names, for each paternal allele, the first one that leaves the child the same: -1 where it is impossible.

    A child of whom nothing is known is one group, and costs nothing.  Returns: the number of groups.
    """
    count = 0
    for a in range(rows):
        alike[a] = -1
        for x in range(len(square)):
            if square[a, x] != 0.0:
                alike[a] = a
                break
        for b in range(a):
            if alike[a] == a and alike[b] == b:
                is_same = True
                for x in range(len(square)):
                    if square[a, x] != square[b, x]:
                        is_same = False
                        break
                if is_same:
                    alike[a] = b
        if alike[a] == a:
            count += 1
    return count


@numba.njit(cache=True)
def _side(n, seen, member, k, is_there, is_target, passing, of_population, nobody):  # type: ignore[no-untyped-def]
    """A parent's alleles, what he passes on, and his weights; the population passes its alleles on unchanged."""
    if not is_there:
        return nobody, nobody, of_population, np.ones(1)
    low, high = seen.low[member, k], seen.high[member, k]
    if is_target:
        return n.first[low:high], n.second[low:high], passing, np.ones(high - low)
    at = seen.offset[member, k]
    return n.first[low:high], n.second[low:high], passing, seen.pool[at : at + high - low]


@numba.njit(cache=True, nogil=True)
def tell(couple, n, seen, begin, end, told):  # type: ignore[no-untyped-def]
    """Adds, for the questions `begin` to `end`, what a couple says of each state of the target."""
    size, count = len(n.p), len(couple.is_son)
    of_population, nobody = n.p.reshape(1, size), np.zeros(1, np.int64)
    squares, alike = np.empty((count, size, size)), np.full((count, size), -1, np.int64)
    terms = np.zeros(count, np.int64)
    # what a child says of the alleles passed on is written when it is first needed
    arrivals, is_written = np.empty((seen.distinct, size, size)), np.zeros(seen.distinct, np.bool_)
    half = np.empty((size, size))
    for k in range(begin, end):
        low, high = seen.target_low[k], seen.target_high[k]
        targets, width = (n.first[low:high], n.second[low:high]), high - low
        here = told[k, :width]
        father = _side(n, seen, 0, k, couple.has_father, couple.kind == TO_FATHER, n.male, of_population, nobody)
        mother = _side(n, seen, 1, k, couple.has_mother, couple.kind == TO_MOTHER, n.female, of_population, nobody)
        n_f, n_m = len(father[3]), len(mother[3])
        walked, written, spread, is_possible = 1.0, 0.0, 0.0, True
        for c in range(count):
            _write_square(n, seen, 2 + c, k, couple.is_son[c], squares[c])
            terms[c] = _group_rows(squares[c], 1 if couple.is_son[c] else size, alike[c])
            is_possible = is_possible and terms[c] > 0
            walked *= terms[c]
            written += terms[c] * (2.0 * size * size + n_f + n_m)
            if not is_written[seen.alike[2 + c, k]]:
                states = seen.high[2 + c, k] - seen.low[2 + c, k]
                spread += (min(2.0 * states, size * size) + size * size) * size
        if not is_possible:
            continue
        # what either way costs, counted in multiplications, of which a table does more at a time
        passing = 2.0 * size * size if couple.kind == TO_CHILD else 0.0
        by_products = written + walked * (2 * n_f + 2 * n_m + width + passing)
        shorter, longer = min(n_f, n_m), max(n_f, n_m)
        pairs = min((count + 3.0) * shorter, 3.0 * size * 2.0**count)
        by_table = spread + (count * size + pairs) * longer + size * passing
        if by_products > 0.7 * by_table:
            places = seen.alike[2:, k]
            for c in range(count):
                if not is_written[places[c]]:
                    is_written[places[c]] = True
                    write_arrivals(squares[c], couple.is_son[c], father[2], mother[2], half, arrivals[places[c]])
            sum_table(couple, n, arrivals, places, father, mother, targets, here)
        else:
            walk_products(couple, n, squares, alike, terms, father, mother, targets, here)
