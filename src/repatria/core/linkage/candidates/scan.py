"""The inner loops: entries of the register weighed against one enquiry, compiled.

All bits were looked up before, on the vocabulary; here they are only added. `Tables` says how: one table of bits a
role, one a further field, one for levels of the birth date. An entry's weight is that of its best order of words.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from repatria.core.linkage.numbers import Floats, Ints

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


class Scratch(NamedTuple):
    """Where one enquiry's results are written: entries looked at, bits of their names, bits of all."""

    rows: Ints
    names: Floats
    weights: Floats

    def part(self, first: int, last: int) -> Scratch:
        """Returns what stands from one place to another."""
        return Scratch(self.rows[first:last], self.names[first:last], self.weights[first:last])


class Named(NamedTuple):
    """Entries known by given name and year: which forms of given names, and packed dates from the first to the last.

    Given:    a last date before the first for nobody.
    """

    given: NDArray[np.bool_]
    first: int
    last: int


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
        is_known = month != 0 and asked_month != 0 and not (month == 1 and day == 1)
        is_known = is_known and not (asked_month == 1 and asked_day == 1)  # of 1 January only the year is known
        if is_known and month != asked_month:
            return 13 if off == 0 else 12
        if off == 0:
            return 9 if is_known else 10
        return 11 if off <= NEAR_YEARS else 12
    same_month, same_day = month == asked_month, day == asked_day
    if off == 0 and same_month and same_day:
        return 1
    if (month == 1 and day == 1) or (asked_month == 1 and asked_day == 1):  # of one of them only the year is known
        return 10 if off == 0 else 11 if off <= NEAR_YEARS else 12
    if off == 0:
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
def best_orders(
    forms: Ints,
    levels: NDArray[np.int8],
    bits: Floats,
    lengths: Ints,
    roles: Ints,
    other_bits: NDArray[np.float64],
    orders: Ints,
    priors: NDArray[np.float64],
    entries: Ints,
    other_given: int,
) -> NDArray[np.float64]:  # pragma: no cover - compiled
    """Returns what the best order of words says of a few entries: bits of surname (its order with it), given name and
    patronymic, and the level of the given name.

    Given:    `forms`, `levels` and `bits` of graded words end to end, each word with so many and in a role of its own;
              `orders` (orders, 3) of them, -1 for no word; `entries` (entries, 3) forms by role, 0 for a missing value.
    """
    found = np.zeros((len(entries), 4))
    own_bits, own_levels = np.zeros(len(lengths)), np.zeros(len(lengths))
    for at in range(len(entries)):
        first = 0
        for word in range(len(lengths)):
            form, last = entries[at, roles[word]], first + lengths[word]
            own_bits[word], own_levels[word] = (0.0, 0.0) if form == 0 else (other_bits[word], other_given)
            for place in range(first, last if form else first):
                if forms[place] == form:
                    own_bits[word], own_levels[word] = bits[place], levels[place]
            first = last
        best = -np.inf
        for order in range(len(orders)):
            together = priors[order]
            for word in orders[order]:
                if word >= 0:
                    together += own_bits[word]
            if together > best:
                best = together
                found[at, 0], found[at, 1:] = priors[order], 0.0
                for role in range(3):
                    word = orders[order, role]
                    if word >= 0:
                        found[at, role] += own_bits[word]
                        if role == 1:
                            found[at, 3] = own_levels[word]
    return found


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
    named: Named,
    is_named: bool,
    asked_year: int,
    rows: NDArray[np.void],
    picked: Ints,
    filled: int,
    most: int,
) -> int:  # pragma: no cover - compiled
    """The same for ranges of another ordering, leaving out entries that were picked before.

    Given:    picked before are entries with a seen surname, with a seen date, and those `named`; or those alone are
              wanted, where `is_named`. Another surname and another year of birth than one asked for: such an entry is
              nobody's candidate, and is not looked at.
    Returns:  also `filled` as it was where they would be more than `most`.
    """
    before, given, first, last = filled, named.given, named.first, named.last
    for at in range(len(ranges)):
        for place in range(ranges[at, 0], ranges[at, 1]):
            row = order[place]
            date, surname = rows[row].date, rows[row].surname
            year = date >> YEAR_SHIFT
            if asked_year and year and abs(year - asked_year) > NEAR_YEARS:
                continue
            if surname == DEAD or seen_surnames[surname]:
                continue
            if (first <= date <= last and given[rows[row].given]) != is_named:
                continue
            is_seen = False
            for seen in seen_dates:
                if seen == date:
                    is_seen = True
            if is_seen:
                continue
            if filled - before == most:
                return before
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
def promising_forms(
    numbers: NDArray[np.integer],
    weights: Floats,
    least: float,
    crowded: float,
    rows: NDArray[np.void],
    seen: NDArray[np.bool_],
    most: int,
) -> Ints:  # pragma: no cover - compiled
    """Returns the surname forms of entries that weigh so much, but those seen; they are marked as seen.

    Given:    `crowded` the weight above which at most `most` entries are: those come first.
    Returns:  at most `most`.
    """
    forms = np.empty(most, dtype=np.int32)
    count = 0
    for is_crowded in (False, True):
        for at in range(len(numbers)):
            if count == most:
                break
            weight, form = weights[at], rows[numbers[at]].surname
            if weight < least or (weight <= crowded) != is_crowded:
                continue
            if form > 0 and not seen[form]:
                seen[form] = True
                forms[count] = form
                count += 1
    return forms[:count].copy()


@njit(cache=True, nogil=True)
def places_of(
    numbers: NDArray[np.integer], rows: NDArray[np.void], wanted: NDArray[np.bool_]
) -> NDArray[np.int64]:  # pragma: no cover - compiled
    """Returns where entries with a wanted surname form stand among some."""
    places = np.empty(len(numbers), dtype=np.int64)
    count = 0
    for at in range(len(numbers)):
        form = rows[numbers[at]].surname
        if form > 0 and wanted[form]:
            places[count] = at
            count += 1
    return places[:count].copy()
