"""The inner loops: rows of the register weighed against one enquiry, compiled.

All bits were looked up before, on the vocabulary; here they are only added. `Tables` says how: one table of bits a word
and role, one a further field, one for levels of the birth date. A row's weight is that of its best order of words.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

DEAD = -1
"""Stands in the first further field of an entry that was taken out: no ordering depends on it."""
YEAR_SHIFT, MONTH_SHIFT = 9, 5
_DAY_MASK, _MONTH_MASK = 31, 15
NEAR_YEARS = 2


class Columns(NamedTuple):
    """Entries of the register: numbers of forms, packed dates, further fields one row a field."""

    surname: Ints
    given: Ints
    patronymic: Ints
    date: Ints
    extras: Ints


class AskedDate(NamedTuple):
    """The enquiry's date, what is one digit off it, and the bits of every level."""

    year: int
    month: int
    day: int
    digit_year: NDArray[np.bool_]
    digit_month: NDArray[np.bool_]
    digit_day: NDArray[np.bool_]
    bits: Floats


class Tables(NamedTuple):
    """Bits by word and form: `base` for a form that is not alike, `base + delta` for the others.

    Shapes:   surname, given, patronymic (words + 1, forms), the last row all zero: no word in this role; base
              (3, words + 1); extras (fields,) of (forms,) flattened, with offsets and bases; orders (orders, 3) rows of
              the tables; priors (orders,).
    """

    surname: Floats
    given: Floats
    patronymic: Floats
    base: Floats
    extras: Floats
    extra_offsets: NDArray[np.int64]
    extra_base: Floats
    orders: NDArray[np.int64]
    priors: Floats


@njit(cache=True, nogil=True)
def date_level(packed: int, asked: AskedDate) -> int:  # pragma: no cover - compiled
    """Returns the number of the level of a packed date; see `dates` for their order."""
    year, month, day = packed >> YEAR_SHIFT, (packed >> MONTH_SHIFT) & _MONTH_MASK, packed & _DAY_MASK
    if year == 0 or asked.year == 0:
        return 0
    off = abs(year - asked.year)
    if day == 0 or asked.day == 0:
        if off == 0:
            return 9 if month != 0 and month == asked.month else 10
        return 11 if off <= NEAR_YEARS else 12
    same_month, same_day = month == asked.month, day == asked.day
    if off == 0:
        if same_month and same_day:
            return 1
        if month == asked.day and day == asked.month:
            return 2
        if same_month:
            return 3 if asked.digit_day[day] else 4
        if same_day and asked.digit_month[month]:
            return 3
        return 6
    if same_month and same_day:
        return 3 if asked.digit_year[year] else 5
    return 7 if off <= NEAR_YEARS else 8


@njit(cache=True, nogil=True)
def _row_bits(
    row: int, columns: Columns, tables: Tables, asked: AskedDate
) -> tuple[float, float]:  # pragma: no cover - compiled
    surname, given, patronymic = columns.surname[row], columns.given[row], columns.patronymic[row]
    best = np.float32(-1e9)
    for order in range(len(tables.priors)):
        a, b, c = tables.orders[order, 0], tables.orders[order, 1], tables.orders[order, 2]
        bits = (
            tables.priors[order]
            + (tables.base[0, a] + tables.surname[a, surname])
            + (tables.base[1, b] + tables.given[b, given])
            + (tables.base[2, c] + tables.patronymic[c, patronymic])
        )
        best = max(best, bits)
    named = best
    for field in range(len(tables.extra_base)):
        best += tables.extra_base[field] + tables.extras[tables.extra_offsets[field] + columns.extras[field, row]]
    return float(named), float(best + asked.bits[date_level(columns.date[row], asked)])


@njit(cache=True, nogil=True)
def weigh_ranges(
    ranges: NDArray[np.int64],
    columns: Columns,
    tables: Tables,
    asked: AskedDate,
    rows: Ints,
    names: Floats,
    weights: Floats,
    filled: int,
) -> int:  # pragma: no cover - compiled
    """Weighs the rows of contiguous ranges; returns how many places are filled: rows, bits of names, bits of all."""
    for at in range(len(ranges)):
        for row in range(ranges[at, 0], ranges[at, 1]):
            if columns.extras[0, row] != DEAD:
                rows[filled] = row
                names[filled], weights[filled] = _row_bits(row, columns, tables, asked)
                filled += 1
    return filled


@njit(cache=True, nogil=True)
def weigh_ordered(
    ranges: NDArray[np.int64],
    order: Ints,
    seen_surnames: NDArray[np.bool_],
    seen_dates: Ints,
    columns: Columns,
    tables: Tables,
    asked: AskedDate,
    rows: Ints,
    names: Floats,
    weights: Floats,
    filled: int,
) -> int:  # pragma: no cover - compiled
    """The same for ranges of another ordering, leaving out rows whose surname or date was weighed before.

    Given:    another surname and another year of birth: such a row is nobody's candidate, and is not looked at.
    """
    for at in range(len(ranges)):
        for place in range(ranges[at, 0], ranges[at, 1]):
            row = order[place]
            date = columns.date[row]
            year = date >> YEAR_SHIFT
            if asked.year and year and abs(year - asked.year) > NEAR_YEARS:
                continue
            if columns.extras[0, row] == DEAD or seen_surnames[columns.surname[row]]:
                continue
            is_seen = False
            for seen in seen_dates:
                if seen == date:
                    is_seen = True
            if is_seen:
                continue
            rows[filled] = row
            names[filled], weights[filled] = _row_bits(row, columns, tables, asked)
            filled += 1
    return filled


@njit(cache=True, nogil=True)
def weigh_rows(
    numbers: NDArray[np.int64], columns: Columns, tables: Tables, asked: AskedDate
) -> Floats:  # pragma: no cover - compiled
    """Weighs rows by number."""
    weights = np.empty(len(numbers), dtype=np.float32)
    for at in range(len(numbers)):
        weights[at] = _row_bits(numbers[at], columns, tables, asked)[1]
    return weights


@njit(cache=True, nogil=True)
def best_and_mass(weights: Floats, top: int, slope: float) -> tuple[float, float]:  # pragma: no cover - compiled
    """Returns the least of the `top` best weights (bits), and the sum of 2^(slope weight) over those above 0.

    Given:    what weighs less than nothing is no likelier than anybody, and counts with those not registered.
    """
    heap = np.full(top, -np.inf, dtype=np.float32)
    mass = 0.0
    for weight in weights:
        if weight > 0.0:
            mass += 2.0 ** (slope * np.float64(weight))
        if weight > heap[0]:
            at = 0
            while True:
                child = 2 * at + 1
                if child >= top:
                    break
                if child + 1 < top and heap[child + 1] < heap[child]:
                    child += 1
                if heap[child] >= weight:
                    break
                heap[at] = heap[child]
                at = child
            heap[at] = weight
    return heap[0], mass


@njit(cache=True, nogil=True)
def count_near(weights: Floats, wanted: Floats, within: float) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Counts, for each of a few weights, how many of all lie within `within` bits of it."""
    counts = np.zeros(len(wanted), dtype=np.int64)
    least = wanted.min() - within
    for weight in weights:
        if weight >= least:
            for at in range(len(wanted)):
                counts[at] += abs(weight - wanted[at]) <= within
    return counts


@njit(cache=True, nogil=True)
def stable_order(
    values: Ints, before: Ints, size: int
) -> tuple[Ints, NDArray[np.int64]]:  # pragma: no cover - compiled
    """Sorts row numbers by small non-negative values, keeping the order `before` among equals (empty: row order).

    Given:    `values` in that order: the first is that of row `before[0]`.
    Returns:  the order (rows,), and where each value begins in it (size + 1,).
    """
    starts = np.zeros(size + 1, dtype=np.int64)
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
def find_range(
    order: Ints, low: int, high: int, keys: Ints, of_row: Ints, least: int, most: int
) -> tuple[int, int]:  # pragma: no cover - compiled
    """Returns the part of `order[low:high]`, sorted by keys[of_row[row]], whose keys are least to most.

    Given:    no `keys` where the rows' own numbers (their dates) are what the order goes by.
    """
    first = last = low
    for bound in range(2):
        a, b = first, high
        while a < b:
            middle = (a + b) >> 1
            value = of_row[order[middle]]
            if len(keys):
                value = keys[value]
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
def grade_forms(
    forms: Ints,
    levels: NDArray[np.int8],
    shares: Floats,
    counts: NDArray[np.int64],
    total: float,
    log2_ratio: NDArray[np.float64],
    unseen: float,
    other_bits: float,
    scale: float,
) -> tuple[Floats, float, float]:  # pragma: no cover - compiled
    """Returns the bits of the forms found, of every other form, and of the best form that somebody has.

    Source:   Fellegi and Sunter 1969; Winkler 2000 on adjusting for frequency
    Units:    `log2_ratio` log2(m/u) by level for an average word; `total` records; `unseen` records that bear the very
              word although nobody registered does.
    Given:    the register's own share of everything alike, each form by its ratio, is what the word is expected to
              weigh at random: bits are what remains of a form's ratio beside it. Where a misspelt common name has no
              other explanation it weighs what the name does; a form beside its exact namesake weighs little.
    """
    expected = unseen * 2.0 ** log2_ratio[1]
    for at in range(len(forms)):
        expected += counts[forms[at]] * shares[at] * 2.0 ** log2_ratio[levels[at]]
    log2_expected = np.log2(np.float64(expected / total))
    other = min(0.0, other_bits)
    bits, best = np.empty(len(forms), dtype=np.float32), scale * other
    for at in range(len(forms)):
        worth = log2_ratio[levels[at]] + np.log2(np.float64(shares[at])) - log2_expected
        if levels[at] == 1:
            worth = max(worth, 0.1)
        bits[at] = scale * max(worth, other)
        if counts[forms[at]]:
            best = max(best, np.float64(bits[at]))
    return bits, scale * other, best
