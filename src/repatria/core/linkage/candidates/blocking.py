"""The orderings of the entries, and where in them an enquiry is answered: compiled."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from repatria.core.linkage.numbers import Floats, Ints


@njit(cache=True, nogil=True)
def best_blocks(
    forms: Ints, bits: Floats, surname_starts: Ints, seen: NDArray[np.bool_], most_rows: int
) -> tuple[Ints, NDArray[np.int64]]:  # pragma: no cover - compiled
    """Returns the surname forms to look up, the best first, until so many entries have them; and where those lie.

    Given:    `seen` by form, False throughout; the forms returned are marked in it.
    """
    order = np.argsort(-bits, kind="mergesort")
    found, ranges = np.empty(len(forms), dtype=np.int32), np.empty((len(forms), 2), dtype=np.int64)
    count, held, rows = 0, 0, 0
    for at in order:
        form = forms[at]
        if form >= len(surname_starts) - 1 or seen[form]:
            continue
        first, last = int(surname_starts[form]), int(surname_starts[form + 1])
        rows += last - first
        if rows > most_rows and count:
            break
        seen[form] = True
        found[count] = form
        count += 1
        if first < last:
            ranges[held, 0], ranges[held, 1] = first, last
            held += 1
    return found[:count], ranges[:held]


@njit(cache=True, nogil=True)
def stable_order(values: Ints, before: Ints, size: int) -> tuple[Ints, Ints]:  # pragma: no cover - compiled
    """Sorts row numbers by small non-negative values, keeping the order `before` among equals (empty: row order).

    Given:    `values` in that order: the first is that of row `before[0]`.
    Returns:  the order (rows,), and where each value begins in it (size + 1,).
    """
    starts = np.zeros(size + 1, dtype=np.int32)
    for value in values:
        starts[value + 1] += 1
    for at in range(size):
        starts[at + 1] += starts[at]
    places = starts[:-1].copy()
    order = np.empty(len(values), dtype=np.int32)
    for at in range(len(values)):
        row = before[at] if len(before) else at
        order[places[values[at]]] = row
        places[values[at]] += 1
    return order, starts


@njit(cache=True, nogil=True)
def _part(
    order: Ints, low: int, high: int, rows: NDArray[np.void], keys: Ints, least: int, most: int
) -> tuple[int, int]:  # pragma: no cover - compiled
    """Returns the part of `order[low:high]` whose patronymics' keys are least to most.

    Given:    no `keys` where dates are what the order goes by.
    """
    first = last = low
    for bound in range(2):
        a, b = first, high
        while a < b:
            middle = (a + b) >> 1
            entry = rows[order[middle]]
            value = np.int64(keys[entry.patronymic]) if len(keys) else np.int64(entry.date)
            if value < least or (bound and value <= most):
                a = middle + 1
            else:
                b = middle
        if bound:
            last = a
        else:
            first = a
    return first, last


@njit(cache=True, nogil=True)
def date_ranges(
    order: Ints, rows: NDArray[np.void], keys: Ints, first: Ints, last: Ints
) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Returns where packed dates from one to another lie in the ordering by date; `keys` is empty."""
    ranges = np.empty((len(first), 2), dtype=np.int64)
    for at in range(len(first)):
        ranges[at, 0], ranges[at, 1] = _part(order, 0, len(order), rows, keys, first[at], last[at])
    return ranges


@njit(cache=True, nogil=True)
def given_ranges(
    order: Ints,
    starts: Ints,
    rows: NDArray[np.void],
    keys: Ints,
    no_keys: Ints,
    names: Ints,
    fathers: Ints,
    dates: Ints,
    few_rows: int,
    most_rows: int,
) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Returns where given names, patronymics and dates lie in the ordering by them: short ranges first, so many rows.

    Given:    keys of `names`, of `fathers` (none: whatever they are), first and last of `dates` (none: whatever). A
              name that at most `few_rows` entries have is looked at whatever the patronymic.
    """
    found = np.empty((len(names) * max(1, len(fathers)) * max(1, len(dates)), 2), dtype=np.int64)
    count = 0
    for name in names:
        if name >= len(starts) - 1:
            continue
        low, high = int(starts[name]), int(starts[name + 1])
        if low < high and (not len(fathers) or (name and high - low <= few_rows)):
            found[count, 0], found[count, 1] = low, high
            count += 1
            continue
        for father in fathers:
            if name == 0 and father == 0:
                continue
            first, last = _part(order, low, high, rows, keys, father, father)
            if not len(dates) and first < last:
                found[count, 0], found[count, 1] = first, last
                count += 1
            for at in range(len(dates)):
                a, b = _part(order, first, last, rows, no_keys, dates[at, 0], dates[at, 1])
                if a < b:
                    found[count, 0], found[count, 1] = a, b
                    count += 1
    found = found[:count]
    by_size = np.argsort(found[:, 1] - found[:, 0], kind="mergesort")
    kept, held = 0, 0
    while kept < count:
        held += found[by_size[kept], 1] - found[by_size[kept], 0]
        if held > most_rows:
            break
        kept += 1
    return found[by_size[:kept]]
