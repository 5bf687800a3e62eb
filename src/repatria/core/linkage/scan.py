"""The inner loops: entries of the register weighed against one enquiry, compiled.

All bits were looked up before, on the vocabulary; here they are only added. `Tables` says how: one table of bits a
role, one a further field, one for levels of the birth date. An entry's weight is that of its best order of words.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

DEAD = -1
"""Stands for the surname of an entry that was taken out: no ordering is searched by it."""
YEAR_SHIFT, MONTH_SHIFT = 9, 5
_DAY_MASK, _MONTH_MASK = 31, 15
NEAR_YEARS = 2


SMALL = np.dtype([("surname", "<i4"), ("date", "<i4"), ("given", "<u2"), ("patronymic", "<u2")])
LARGE = np.dtype([("surname", "<i4"), ("date", "<i4"), ("given", "<i4"), ("patronymic", "<i4")])
"""An entry: numbers of forms and a packed date, side by side, so that one look at memory brings all of them."""


class Entries(NamedTuple):
    """Entries of the register as the loops read them.

    Shapes:   rows (entries,) of SMALL or LARGE; extras (entries, further fields), numbers of forms.
    """

    rows: NDArray[np.void]
    extras: NDArray[np.integer]


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
    """Bits by form and word: `base` for a form that is not alike, `base + delta` for the others.

    Shapes:   surname, given, patronymic (forms, words); base (3, words); words of them are in use; extras (fields,) of
              (forms,) end to end, with offsets and bases; orders (orders, 3) words, -1 for none; priors (orders,).
    """

    surname: Floats
    given: Floats
    patronymic: Floats
    base: Floats
    words: int
    extras: Floats
    extra_offsets: NDArray[np.int64]
    extra_base: Floats
    orders: NDArray[np.int64]
    priors: Floats


class Found(NamedTuple):
    """Room for what is found of each form: its level (0: nothing) and the share that it holds for."""

    level: NDArray[np.int8]
    share: Floats


class Scratch(NamedTuple):
    """Where one enquiry's results are written: entries looked at, bits of their names, bits of all."""

    rows: Ints
    names: Floats
    weights: Floats

    def part(self, first: int, last: int) -> Scratch:
        """Returns what stands from one place to another."""
        return Scratch(self.rows[first:last], self.names[first:last], self.weights[first:last])


@njit(cache=True, nogil=True)
def date_level(
    packed: int,
    asked_year: int,
    asked_month: int,
    asked_day: int,
    digit_year: NDArray[np.bool_],
    digit_month: NDArray[np.bool_],
    digit_day: NDArray[np.bool_],
) -> int:  # pragma: no cover - compiled
    """Returns the number of the level of a packed date beside an AskedDate; see `dates` for their order."""
    year, month, day = packed >> YEAR_SHIFT, (packed >> MONTH_SHIFT) & _MONTH_MASK, packed & _DAY_MASK
    if year == 0 or asked_year == 0:
        return 0
    off = abs(year - asked_year)
    if day == 0 or asked_day == 0:
        if off == 0:
            return 9 if month != 0 and month == asked_month else 10
        return 11 if off <= NEAR_YEARS else 12
    same_month, same_day = month == asked_month, day == asked_day
    if off == 0:
        if same_month and same_day:
            return 1
        if month == asked_day and day == asked_month:
            return 2
        if same_month:
            return 3 if digit_day[day] else 4
        if same_day and digit_month[month]:
            return 3
        return 6
    if same_month and same_day:
        return 3 if digit_year[year] else 5
    return 7 if off <= NEAR_YEARS else 8


@njit(cache=True, nogil=True)
def pick_ranges(
    ranges: NDArray[np.int64], rows: NDArray[np.void], picked: Ints, filled: int
) -> int:  # pragma: no cover - compiled
    """Writes the living entries of contiguous ranges into `picked`; returns how many stand there then."""
    for at in range(len(ranges)):
        for row in range(ranges[at, 0], ranges[at, 1]):
            if rows[row].surname != DEAD:
                picked[filled] = row
                filled += 1
    return filled


@njit(cache=True, nogil=True)
def pick_ordered(
    ranges: NDArray[np.int64],
    order: Ints,
    seen_surnames: NDArray[np.bool_],
    seen_dates: Ints,
    asked_year: int,
    rows: NDArray[np.void],
    picked: Ints,
    filled: int,
) -> int:  # pragma: no cover - compiled
    """The same for ranges of another ordering, leaving out entries whose surname or date was picked before.

    Given:    another surname and another year of birth: such an entry is nobody's candidate, and is not looked at.
    """
    for at in range(len(ranges)):
        for place in range(ranges[at, 0], ranges[at, 1]):
            row = order[place]
            date, surname = rows[row].date, rows[row].surname
            year = date >> YEAR_SHIFT
            if asked_year and year and abs(year - asked_year) > NEAR_YEARS:
                continue
            if surname == DEAD or seen_surnames[surname]:
                continue
            is_seen = False
            for seen in seen_dates:
                if seen == date:
                    is_seen = True
            if is_seen:
                continue
            picked[filled] = row
            filled += 1
    return filled


@njit(cache=True, nogil=True)
def weigh_rows(
    numbers: NDArray[np.integer], entries: Entries, tables: Tables, asked: AskedDate, names: Floats, weights: Floats
) -> None:  # pragma: no cover - compiled
    """Writes the bits of the names and of all fields of some entries.

    Given:    numbers as long as `names` and `weights`.
    """
    # Everything is taken out of its tuple once: in the loop each taking would count references, which takes longer
    # than the weighing.
    rows, extras = entries.rows, entries.extras
    surnames, givens, patronymics, base, words = (
        tables.surname, tables.given, tables.patronymic, tables.base, tables.words,
    )  # fmt: skip
    orders, priors = tables.orders, tables.priors
    extra_bits, extra_offsets, extra_base = tables.extras, tables.extra_offsets, tables.extra_base
    year, month, day, date_bits = asked.year, asked.month, asked.day, asked.bits
    digit_year, digit_month, digit_day = asked.digit_year, asked.digit_month, asked.digit_day
    own = np.zeros((3, base.shape[1] + 1), dtype=np.float32)  # the last column is 0: no word in that role
    for at in range(len(numbers)):
        row = numbers[at]
        surname, given, patronymic = rows[row].surname, rows[row].given, rows[row].patronymic
        for word in range(words):
            own[0, word] = base[0, word] + surnames[surname, word]
            own[1, word] = base[1, word] + givens[given, word]
            own[2, word] = base[2, word] + patronymics[patronymic, word]
        best = np.float32(-1e9)
        for order in range(len(priors)):
            a, b, c = orders[order, 0], orders[order, 1], orders[order, 2]
            best = max(best, priors[order] + own[0, a] + own[1, b] + own[2, c])
        names[at] = best
        for field in range(len(extra_base)):
            best += extra_base[field] + extra_bits[extra_offsets[field] + extras[row, field]]
        level = date_level(rows[row].date, year, month, day, digit_year, digit_month, digit_day)
        weights[at] = best + date_bits[level]


@njit(cache=True, nogil=True)
def best_of_each(
    persons: NDArray[np.int64], names: Floats, weights: Floats
) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Returns where the best entry of every person stands, of those for whom anything speaks, by their first entry.

    Given:    `persons` whose each entry is; the first of equally good ones counts.
    """
    size = 64
    while size < 2 * len(persons):
        size *= 2
    table = np.full(size, -1, dtype=np.int32)
    kept = np.empty(len(persons), dtype=np.int64)
    count = 0
    for at in range(len(persons)):
        if weights[at] <= 0 and names[at] <= 0:
            continue
        slot = np.int64((np.uint64(persons[at]) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)) & (size - 1)
        while table[slot] >= 0 and persons[kept[table[slot]]] != persons[at]:
            slot = (slot + 1) & (size - 1)
        if table[slot] < 0:
            table[slot] = count
            kept[count] = at
            count += 1
        elif weights[at] > weights[kept[table[slot]]]:
            kept[table[slot]] = at
    return kept[:count]


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
    order: Ints, rows: NDArray[np.void], keys: Ints, dates: Ints
) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Returns where some packed dates lie in the ordering by date; `keys` is empty."""
    ranges = np.empty((len(dates), 2), dtype=np.int64)
    for at in range(len(dates)):
        ranges[at, 0], ranges[at, 1] = _part(order, 0, len(order), rows, keys, dates[at], dates[at])
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
    most_rows: int,
) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Returns where given names, patronymics and dates lie in the ordering by them: short ranges first, so many rows.

    Given:    keys of `names`, of `fathers` (none: whatever they are), first and last of `dates` (none: whatever).
    """
    found = np.empty((len(names) * max(1, len(fathers)) * max(1, len(dates)), 2), dtype=np.int64)
    count = 0
    for name in names:
        if name >= len(starts) - 1:
            continue
        low, high = int(starts[name]), int(starts[name + 1])
        if not len(fathers) and low < high:
            found[count, 0], found[count, 1] = low, high
            count += 1
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


@njit(cache=True, nogil=True)
def merge_alike(
    found: Found,
    initials: Ints,
    worth: Floats,
    initial: int,
    near: Ints,
    distances: Floats,
    same_edits: float,
    same_and_near: tuple[int, int],
    of_groups: Ints,
    shares: Floats,
    group: int,
    least_share: float,
) -> tuple[Ints, NDArray[np.int8], Floats]:  # pragma: no cover - compiled
    """Returns the forms alike to a name, each once, with its best level and the share that it holds for.

    Units:    `initial`, `same_and_near`, `group` numbers of levels; the lower is the better one.
    Given:    `found` all zero, and left so; of the forms that are initials the later mention counts.
    """
    forms = np.empty(len(initials) + len(near) + len(of_groups), dtype=np.int32)
    count = 0
    for at in range(len(initials)):
        form = initials[at]
        if found.level[form] == 0:
            forms[count] = form
            count += 1
        found.level[form], found.share[form] = initial, worth[at]
    for at in range(len(near)):
        form = near[at]
        if found.level[form] == 0:
            forms[count] = form
            count += 1
        found.level[form] = same_and_near[0] if distances[at] <= same_edits else same_and_near[1]
        found.share[form] = 1.0
    for at in range(len(of_groups)):
        form, share = of_groups[at], max(shares[at], least_share)
        if found.level[form] == 0:
            forms[count] = form
            count += 1
        elif found.level[form] < group or (found.level[form] == group and found.share[form] >= share):
            continue
        found.level[form], found.share[form] = group, share
    levels, held = np.empty(count, dtype=np.int8), np.empty(count, dtype=np.float32)
    for at in range(count):
        levels[at], held[at] = found.level[forms[at]], found.share[forms[at]]
        found.level[forms[at]] = 0
    return forms[:count].copy(), levels, held


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
