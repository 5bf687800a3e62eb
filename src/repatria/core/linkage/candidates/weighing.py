"""One enquiry weighed against the entries: which of them are looked at, and what each weighs.

Looked at are (1) those who share a surname form with a word, or the birth date, itself or with day and month exchanged;
where nobody stands out then (2) those who share given name and patronymic or year, and those whose date is one digit
off, under unlikely orders of words too; their surnames are then compared one by one (3), with more errors allowed. A
small register is weighed whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.candidates.blocking import best_blocks
from repatria.core.linkage.candidates.dates import YearCounts, asked_date, dates_of_year, other_dates, pack, read_date
from repatria.core.linkage.candidates.entries import NO_NUMBERS, NO_RANGES, Body, Ranges, Tail
from repatria.core.linkage.candidates.scan import (
    NEAR_YEARS,
    AskedDate,
    Named,
    Scratch,
    Tables,
    pick_ordered,
    pick_ranges,
    places_of,
    promising_forms,
    weigh_rows,
)
from repatria.core.linkage.candidates.slots import Slots
from repatria.core.linkage.chances import best_and_mass
from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.forms import EXTRAS, NONE, ROLES, Asked, FieldForms, Graded, Order, SurnameForms
from repatria.core.linkage.numbers import Floats, Ints

WHOLE_SCAN = 30_000
"""Entries up to which all are weighed: no blocking is needed."""
LIKELY_ORDER_BITS, POSSIBLE_ORDER_BITS, MAX_ORDERS = -9.0, -13.0, 16
SURE = 0.5
"""Where the best answer is less likely than this, step 2 is taken."""
MOST_ROWS, MOST_OTHER_ROWS = 600_000, 12_000
"""Entries looked at for one enquiry by surname, and in step 2: bounds its time in a register of namesakes."""
FEW_NAMESAKES = 3_000
"""Entries of one given name that are looked at in step 2 whatever their patronymic, where no year is asked for."""
MOST_NAMESAKES = 60_000
"""The same where a year is asked for and perhaps no patronymic: only those within two years of it are weighed."""
NOBODY_NAMED = Named(np.zeros(1, dtype=np.bool_), 1, 0)
LEAST_BLOCK_BITS = 14.0
"""Surname forms this much worse than the best one are not looked up."""
MOST_CLOSER = 250
"""Surnames that are compared one by one."""
_BEST, _CLOSER_BITS = 10, 9.0
"""What the weight of an entry may gain so that it comes among the best of so many."""
_MOST_KEYS = 12
_KEY_LEAST_BITS = 0.0
_MONTHS, _DAYS = 12, 31


@dataclass(slots=True)
class Weighed:
    """An enquiry weighed.

    Units:    bits by entry looked at: `names` those of the names alone, `weights` all; `beyond` the mass of those who
              were not looked at, by all fields and by names alone.
    Given:    entries of the tail are numbered after those of the body; `is_close` where surnames that share no key were
              compared too.
    """

    asked: Asked
    graded: Mapping[tuple[int, int], Graded]
    orders: Mapping[Order, float]
    extras: tuple[Graded | None, ...]
    date: AskedDate
    rows: Ints
    names: Floats
    weights: Floats
    is_close: bool = False
    beyond: tuple[float, float] = (0.0, 0.0)

    @property
    def surnames(self) -> dict[tuple[int, int], Graded]:
        """What is graded as a surname, by word and role."""
        return {at: one for at, one in self.graded.items() if at[1] == 0}


class Weighing:
    """Weighs enquiries against a body and a tail with their vocabulary."""

    def __init__(self, weights: Weights, fields: Mapping[str, FieldForms], years: YearCounts) -> None:
        self._weights = weights
        self._fields = fields
        self._years = years
        self._slots = Slots()
        self._scratch = _scratch(1024)
        self._seen = np.zeros(0, dtype=np.bool_)

    def weigh(
        self, asked: Asked, body: Body, tail: Tail, extras: list[str], records: int, odds_of_nobody: float,
        only: Ints | None = None,
    ) -> Weighed:  # fmt: skip
        """Weighs an enquiry against the entries worth looking at, or `only` those found by others, in order."""
        is_small = only is None and len(body) <= WHOLE_SCAN
        orders = dict(asked.orders) if is_small else _likely(asked, LIKELY_ORDER_BITS)
        found = self._weigh(asked, orders, body, tail, extras, records, only, is_thorough=False)
        first = self._seen_first(found, body, tail) if only is not None and records > WHOLE_SCAN else found.weights
        if self._is_unsure(first, odds_of_nobody):
            if not is_small:
                possible = _likely(asked, POSSIBLE_ORDER_BITS)
                found = self._weigh(asked, possible, body, tail, extras, records, only, is_thorough=True)
            found.is_close = True
            self._look_closer(found, body, tail, extras)
        return found

    def _seen_first(self, found: Weighed, body: Body, tail: Tail) -> Floats:
        """Returns the weights of those whom step 1 would have looked at in a large register: by surname, or by date."""
        own = found.rows < len(body)
        forms, dates = (
            np.concatenate([body.entries.rows[one][found.rows[own]],
                            tail.entries.rows[one][found.rows[~own] - len(body)]])
            for one in ("surname", "date")
        )  # fmt: skip
        alike = np.concatenate([NO_NUMBERS, *(one.forms for one in found.surnames.values())])
        weights: Floats = found.weights[np.isin(forms, alike) | np.isin(dates, other_dates(found.asked.birth_date)[0])]
        return weights

    def _is_unsure(self, weights: Floats, odds_of_nobody: float) -> bool:
        best = float(weights.max(initial=-np.inf))
        return bool(2.0**best < SURE * (float(best_and_mass(weights, 1, 1.0)[1]) + odds_of_nobody))

    def _look_closer(self, weighed: Weighed, body: Body, tail: Tail, extras: list[str]) -> None:
        """Weighs entries that other fields speak for anew where their surname is alike after all.

        Given:    a surname with several errors shares no key with the word asked for, so that no search brings it;
                  those of entries found by date or by given name are few enough to be compared one by one.
        """
        if not len(weighed.rows):
            return
        wanted = min(_BEST, len(weighed.rows))
        least = float(best_and_mass(weighed.weights, wanted, 1.0)[0]) - _CLOSER_BITS
        own = int(np.count_nonzero(weighed.rows < len(body)))
        parts: tuple[tuple[Body | Tail, slice, int], ...] = (
            (body, slice(0, own), 0), (tail, slice(own, None), len(body))
        )  # fmt: skip
        seen = self._seen_forms()
        known = [one.forms for one in weighed.surnames.values()]
        for forms in known:
            seen[forms] = True
        crowded = float(best_and_mass(weighed.weights, min(MOST_CLOSER, len(weighed.rows)), 1.0)[0])
        forms = np.concatenate([
            promising_forms(
                weighed.rows[at] - first, weighed.weights[at], least, crowded, part.entries.rows, seen, MOST_CLOSER
            )
            for part, at, first in parts
        ])  # fmt: skip
        for marked in (*known, forms):
            seen[marked] = False
        alike = self.add_alike(weighed, forms)
        if not len(alike):
            return
        seen[alike] = True
        with self._tables(weighed, extras) as tables:
            for part, at, first in parts:
                numbers = weighed.rows[at] - first
                places = places_of(numbers, part.entries.rows, seen)
                names, weights = np.empty((2, len(places)), dtype=np.float32)
                weigh_rows(numbers[places], part.entries, tables, weighed.date, names, weights)
                weighed.names[at][places], weighed.weights[at][places] = names, weights
        seen[alike] = False

    def add_alike(self, weighed: Weighed, forms: Ints) -> Ints:
        """Compares the surname words of an enquiry with some forms one by one, and adds those alike to what is graded.

        Given:    forms that no word was found to be like.
        Returns:  those that are alike after all.
        """
        field = cast(SurnameForms, self._fields["surname"])
        closer = {
            at: field.graded_closely(weighed.asked.words[at[0]], one, forms, self._weights)
            for at, one in weighed.surnames.items()
            if len(forms)
        }
        alike = [one.forms[len(weighed.graded[at].forms) :] for at, one in closer.items()]
        weighed.graded = {**weighed.graded, **closer}
        return np.unique(np.concatenate(alike)) if alike else NO_NUMBERS

    def _seen_forms(self) -> NDArray[np.bool_]:
        """Returns room to mark surname forms in, all False."""
        if len(self._seen) < len(self._fields["surname"]):
            self._seen = np.zeros(len(self._fields["surname"]) * 5 // 4, dtype=np.bool_)
        return self._seen

    def weigh_entries(
        self, weighed: Weighed, body: Body, tail: Tail, extras: list[str], entries: NDArray[np.int64]
    ) -> Floats:
        """Weighs some entries whatever they are."""
        weights = np.empty(len(entries), dtype=np.float32)
        own = entries < len(body)
        with self._tables(weighed, extras) as tables:
            for part, mine, first in ((body, own, 0), (tail, ~own, len(body))):
                bits = np.empty(int(mine.sum()), dtype=np.float32)
                numbers = (entries[mine] - first).astype(np.int32)
                weigh_rows(numbers, part.entries, tables, weighed.date, bits.copy(), bits)
                weights[mine] = bits
        return weights

    def _tables(self, weighed: Weighed, extras: list[str]) -> AbstractContextManager[Tables]:
        return self._slots.filled(
            weighed.graded, weighed.orders, weighed.extras, [len(self._fields[role]) for role in ROLES],
            [len(self._fields[name]) for name in extras],
        )  # fmt: skip

    def _weigh(
        self, asked: Asked, orders: dict[Order, float], body: Body, tail: Tail, extras: list[str], records: int,
        only: Ints | None, *, is_thorough: bool,
    ) -> Weighed:  # fmt: skip
        graded = {
            (word, role): self._fields[ROLES[role]].grade(asked.words[word], self._weights, records)
            for word, role in dict.fromkeys((w, role) for order in orders for role, w in enumerate(order) if w != NONE)
        }
        if len(orders) > MAX_ORDERS:
            orders = _promising(orders, graded)
        values = tuple(
            self._fields[name].grade(value, self._weights, records)
            if (value := asked.extras[EXTRAS.index(name)])
            else None
            for name in extras
        )
        date = asked_date(asked.birth_date, self._years.bits_of(self._weights, asked.birth_date))
        empty = self._scratch.part(0, 0)
        weighed = Weighed(asked, graded, orders, values, date, empty.rows, empty.names, empty.weights)
        with self._tables(weighed, extras) as tables:
            if only is None:
                self._look(weighed, body, tail, tables, is_thorough)
            else:
                self._look_at(weighed, body, tail, tables, only)
        return weighed

    def _look_at(self, weighed: Weighed, body: Body, tail: Tail, tables: Tables, only: Ints) -> None:
        self._make_room(len(only))
        found, own = self._scratch.part(0, len(only)), int(np.count_nonzero(only < len(body)))
        found.rows[:] = only
        for part, at, first in ((body, slice(0, own), 0), (tail, slice(own, None), len(body))):
            weigh_rows(only[at] - first, part.entries, tables, weighed.date, found.names[at], found.weights[at])
        weighed.rows, weighed.names, weighed.weights = found

    def _look(self, weighed: Weighed, body: Body, tail: Tail, tables: Tables, is_thorough: bool) -> None:
        near, off = other_dates(weighed.asked.birth_date)
        dates, by_date, of_year, by_given, named = NO_NUMBERS, NO_RANGES, NO_RANGES, NO_RANGES, NOBODY_NAMED
        forms, blocks = NO_NUMBERS, np.array([[0, len(body)]], dtype=np.int64)
        if len(body) > WHOLE_SCAN:
            forms, blocks = self._surname_blocks(weighed, body)
            dates = np.array(near + off if is_thorough else near, dtype=np.int32)
            by_date = body.ranges_of_dates(dates, dates)
            if is_thorough:
                by_given, named = self._given_ranges(weighed, body), self._named(weighed)
                of_year = body.ranges_of_dates(*np.array([[named.first], [named.last]], dtype=np.int32))
        sizes = (int((r[:, 1] - r[:, 0]).sum()) for r in (blocks, by_date, by_given))
        self._make_room(sum(sizes) + MOST_OTHER_ROWS + len(tail))
        scratch, rows, seen, year = self._scratch, body.entries.rows, self._seen, weighed.date.year
        filled = pick_ranges(blocks, rows, scratch.rows, 0)
        if len(by_date):  # of whatever year: one with another digit was asked for by its very date
            filled = pick_ordered(
                by_date, body.by_date, seen, NO_NUMBERS, NOBODY_NAMED, False, 0, rows, scratch.rows, filled, len(body)
            )
        if len(of_year):
            before = filled
            filled = pick_ordered(
                of_year, body.by_date, seen, dates, named, True, 0, rows, scratch.rows, filled, MOST_OTHER_ROWS
            )
            named = named if filled > before else NOBODY_NAMED
        if len(by_given):
            filled = pick_ordered(
                by_given, body.by_given, seen, dates, named, False, year, rows, scratch.rows, filled, len(body)
            )
        self._seen[forms] = False
        found = scratch.part(0, filled)
        weigh_rows(found.rows, body.entries, tables, weighed.date, found.names, found.weights)
        if len(tail):
            whole = np.array([[0, len(tail)]], dtype=np.int64)
            found = scratch.part(filled, pick_ranges(whole, tail.entries.rows, scratch.rows, filled))
            weigh_rows(found.rows, tail.entries, tables, weighed.date, found.names, found.weights)
            found.rows[:] += len(body)
            filled += len(found.rows)
        weighed.rows, weighed.names, weighed.weights = scratch.part(0, filled)

    def _surname_blocks(self, weighed: Weighed, body: Body) -> tuple[Ints, Ranges]:
        """Returns the surname forms to look up and where they lie; the forms are marked as seen."""
        seen = self._seen_forms()
        graded = weighed.surnames.values()
        if not graded:
            return NO_NUMBERS, NO_RANGES
        kept = [one.bits >= one.best_bits - LEAST_BLOCK_BITS for one in graded]
        forms = np.concatenate([one.forms[k] for one, k in zip(graded, kept, strict=True)])
        bits = np.concatenate([one.bits[k] for one, k in zip(graded, kept, strict=True)])
        return best_blocks(forms, bits, body.surname_starts, seen, MOST_ROWS)

    def _given_ranges(self, weighed: Weighed, body: Body) -> Ranges:
        """Returns where those lie who share given name and patronymic, or given name and year, or given name alone."""
        given = self._keys_of(weighed, 1, body.keys.given)
        fathers = self._keys_of(weighed, 2, body.keys.patronymic)
        year, _, _ = read_date(weighed.asked.birth_date)
        around = pack(year - NEAR_YEARS, 0, 0), pack(year + NEAR_YEARS, _MONTHS, _DAYS)
        dates = [(0, 0), around] if year and fathers else []
        names = given or ([0] if fathers else [])
        # A given name may be read as the father's in some unlikely order: that does not make him one who was named.
        is_fatherless = any(
            given_word != NONE and father == NONE and bits >= LIKELY_ORDER_BITS
            for (_, given_word, father), bits in weighed.orders.items()
        )
        few = FEW_NAMESAKES if not year else MOST_NAMESAKES if is_fatherless else 0
        return body.ranges_of_given(
            np.array(names, dtype=np.int32), np.array([*fathers, 0] if fathers else [], dtype=np.int32),
            np.array(dates, dtype=np.int32).reshape(-1, 2), few, max(few, MOST_OTHER_ROWS),
        )  # fmt: skip

    def _named(self, weighed: Weighed) -> Named:
        """Returns what tells entries whose given name and year speak for them."""
        given = np.zeros(len(self._fields["given_name"]), dtype=np.bool_)
        for (_, role), one in weighed.graded.items():
            if ROLES[role] == "given_name":
                given[one.forms[one.bits > _KEY_LEAST_BITS]] = True
        return Named(given, *dates_of_year(weighed.asked.birth_date))

    def _keys_of(self, weighed: Weighed, role: int, keys: Ints) -> list[int]:
        """Returns the numbers under which rows alike in a role are filed, the best first."""
        graded = [one for (_, own), one in weighed.graded.items() if own == role]
        if not graded:
            return []
        forms, bits = np.concatenate([g.forms for g in graded]), np.concatenate([g.bits for g in graded])
        known = (forms < len(keys)) & (bits > _KEY_LEAST_BITS)
        found = keys[forms[known]][np.argsort(-bits[known], kind="stable")]
        return list(dict.fromkeys(found.tolist()))[:_MOST_KEYS]

    def _make_room(self, size: int) -> None:
        if size > len(self._scratch.rows):
            self._scratch = _scratch(size + size // 4)


def _scratch(size: int) -> Scratch:
    return Scratch(np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32))


def _likely(asked: Asked, least: float) -> dict[Order, float]:
    return {order: bits for order, bits in asked.orders if bits >= least}


def _promising(orders: Mapping[Order, float], graded: Mapping[tuple[int, int], Graded]) -> dict[Order, float]:
    """Keeps the orders that could give the most bits to somebody."""

    def could_give(order: Order) -> float:
        return orders[order] + sum(graded[w, role].best_bits for role, w in enumerate(order) if w != NONE)

    best = sorted(orders, key=lambda order: (-could_give(order), order))[:MAX_ORDERS]
    return {order: orders[order] for order in best}
