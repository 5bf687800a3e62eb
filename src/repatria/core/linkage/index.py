"""The index: rows in, candidates out, always current.

One enquiry is answered in four steps: (1) every word is weighed against the forms of every role (forms, roles); (2)
the weights are looked up for all records at once and the best order of words is kept (numpy columns); (3) date and
place are added; (4) the best are given a probability that includes "not registered", and their reasons. The index
holds plain names in memory only and is rebuilt from the records; it is never a second truth.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.dates import DateColumn
from repatria.core.linkage.forms import FormTable
from repatria.core.linkage.places import place_readings, tidy_place
from repatria.core.linkage.roles import Vocabulary, filed_orders, telling_words
from repatria.core.linkage.rows import Candidate, EnquiryRow, FieldWeight, Ranked, RegisterRow
from repatria.core.linkage.weights import (
    FIELD_LEVELS,
    WORD_ORDER_UNLIKELY,
    Bits,
    Graded,
    Weights,
    grade,
    learned_weights,
)
from repatria.core.linkage.word_roles import NONE, ROLES, Order, order_bits
from repatria.core.names.normalise import words_of

_Scalar = TypeVar("_Scalar", bound=np.generic)

_FIRST_CAPACITY = 1024
_FIELDS = (*ROLES, "place")
_LEAST_BITS = 0.01
"""Records below it have nothing that speaks for them and are left out."""
_EQUAL_BITS = 0.5
_MAX_ORDERS_TRIED = 16
_PLACE_SAME, _PLACE_NEAR = 0.25, 1.0


@dataclass(slots=True)
class _Weighed:
    """An enquiry weighed against the whole vocabulary."""

    words: tuple[str, ...]
    graded: list[dict[str, Graded]]
    orders: dict[Order, float]
    place: Graded
    date_levels: NDArray[np.int8]
    date_bits: Bits


@dataclass(slots=True)
class _Answer:
    """An enquiry weighed against all records."""

    enquiry: EnquiryRow
    weighed: _Weighed
    entry_bits: Bits
    person_bits: Bits
    odds_of_all: float
    odds_of_nobody: float


class LinkageIndex:
    """All records of one kind, searched by unlabelled names.

    Given:    rows are register records, or enquiries with their unlabelled `name`: the same class serves both
              directions.
    Not:      safe for several threads at once; its owner is one matcher process.
    """

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or learned_weights()
        self._vocabulary = Vocabulary()
        self._places = FormTable(place_readings)
        self._columns = {field: np.zeros(_FIRST_CAPACITY, dtype=np.int32) for field in _FIELDS}
        self._person = np.zeros(_FIRST_CAPACITY, dtype=np.int32)
        self._alive = np.zeros(_FIRST_CAPACITY, dtype=np.bool_)
        self._dates = DateColumn(_FIRST_CAPACITY)
        self._size = 0
        self._free: list[int] = []
        self._rows: list[RegisterRow | None] = []
        self._free_persons: list[int] = []
        self._entries: dict[str, tuple[int, list[int]]] = {}

    @classmethod
    def build(cls, rows: Iterable[RegisterRow], weights: Weights | None = None) -> LinkageIndex:
        """Builds an index of rows; a later row replaces an earlier one with the same person_id."""
        index = cls(weights)
        for row in rows:
            index.add(row)
        return index

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, person_id: str) -> bool:
        return person_id in self._entries

    def add(self, row: RegisterRow) -> None:
        """Adds a row, findable at once; replaces the row with the same person_id."""
        self.remove(row.person_id)
        person = self._free_persons.pop() if self._free_persons else len(self._rows)
        if person == len(self._rows):
            self._rows.append(None)
        self._rows[person] = row
        place_form = tidy_place(row.place)
        entries = []
        for parts in filed_orders(row, self._weights):
            at = self._room()
            for role, form in zip(ROLES, parts, strict=True):
                self._columns[role][at] = self._vocabulary.take(role, form)
            self._columns["place"][at] = self._places.take(place_form)
            self._dates.put(at, row.birth_date)
            self._person[at], self._alive[at] = person, True
            entries.append(at)
        self._entries[row.person_id] = (person, entries)

    def remove(self, person_id: str) -> None:
        """Takes a row out; nothing happens when there is none."""
        person, entries = self._entries.pop(person_id, (NONE, []))
        for at in entries:
            for role in ROLES:
                self._vocabulary.tables[role].give_back(int(self._columns[role][at]))
            self._places.give_back(int(self._columns["place"][at]))
            self._dates.put(at, "")
            self._alive[at] = False
            self._free.append(at)
        if entries:
            self._rows[person] = None
            self._free_persons.append(person)

    def _room(self) -> int:
        if self._free:
            return self._free.pop()
        if self._size == len(self._alive):
            capacity = 2 * self._size
            self._columns = {field: _grown(column, capacity) for field, column in self._columns.items()}
            self._person, self._alive = _grown(self._person, capacity), _grown(self._alive, capacity)
            self._dates.grow(capacity)
        self._size += 1
        return self._size - 1

    def find(self, enquiry: EnquiryRow, top: int = 10) -> tuple[Candidate, ...]:
        """Returns the records most likely meant, best first, at most `top`.

        Source:   Fellegi and Sunter 1969, with frequency-adjusted u
        Units:    bits; probability 0 to 1
        Given:    any text; word order and letter case change nothing.
        Returns:  () when nothing speaks for anybody; records that fit equally are ordered by person_id.
        """
        if not self._entries or top < 1:
            return ()
        answer = self._answer(enquiry)
        best = answer.person_bits
        floor = max(_LEAST_BITS, float(np.partition(best, -top)[-top]) if top < len(best) else -np.inf)
        chosen = [
            (-float(best[p]), row.person_id, row) for p in np.flatnonzero(best >= floor) if (row := self._rows[p])
        ]
        return tuple(self._candidate(answer, row) for _, _, row in sorted(chosen, key=lambda item: item[:2])[:top])

    def rank(self, enquiry: EnquiryRow, top: int = 10) -> Ranked:
        """Returns what `find` finds, without the reasons."""
        found = self.find(enquiry, top)
        return Ranked(
            enquiry_id=enquiry.enquiry_id,
            person_ids=tuple(c.person_id for c in found),
            match_weight_bits=tuple(c.match_weight_bits for c in found),
            probabilities=tuple(c.probability for c in found),
            equally_good=tuple(c.equally_good for c in found),
        )

    def rank_many(self, enquiries: Iterable[EnquiryRow], top: int = 10) -> Iterator[Ranked]:
        """Ranks many enquiries, in the order given."""
        for enquiry in enquiries:
            yield self.rank(enquiry, top)

    def compare(self, enquiry: EnquiryRow, person_id: str) -> Candidate | None:
        """Weighs one enquiry against one record, whatever the result; None when the record is not in the index."""
        person, entries = self._entries.get(person_id, (NONE, []))
        row = self._rows[person] if entries else None
        if row is None:
            return None
        return self._candidate(self._answer(enquiry), row)

    def _answer(self, enquiry: EnquiryRow) -> _Answer:
        weighed = self._weigh(enquiry)
        entry_bits = self._entry_bits(weighed)
        best: Bits = np.full(len(self._rows), -np.inf, dtype=np.float32)
        np.maximum.at(best, self._person[: self._size], entry_bits)
        share = self._weights.registered_share
        return _Answer(
            enquiry=enquiry,
            weighed=weighed,
            entry_bits=entry_bits,
            person_bits=best,
            odds_of_all=float(np.exp2(best.astype(np.float64) * self._weights.scale).sum()),
            odds_of_nobody=(1 - share) / share * len(self._entries),
        )

    def _candidate(self, answer: _Answer, row: RegisterRow) -> Candidate:
        bits = float(answer.person_bits[self._entries[row.person_id][0]])
        return Candidate(
            person_id=row.person_id,
            match_weight_bits=round(bits, 3),
            probability=2 ** (bits * self._weights.scale) / (answer.odds_of_all + answer.odds_of_nobody),
            fields=self._reasons(answer, row),
            equally_good=int((np.abs(answer.person_bits - bits) <= _EQUAL_BITS).sum()),
        )

    def _weigh(self, enquiry: EnquiryRow) -> _Weighed:
        records = int(self._alive[: self._size].sum())
        words = tuple(sorted(words_of(enquiry.name)))
        graded = [self._vocabulary.grades(self._weights, word, records) for word in words]
        keep = telling_words(graded)
        near = self._places.near(place_readings(form)) if (form := tidy_place(enquiry.place)) else {}
        levels = FIELD_LEVELS["place"]
        at_place = {
            number: (levels.index("place_same" if distance <= _PLACE_SAME else "place_near"), 1.0)
            for number, distance in near.items()
            if distance <= _PLACE_NEAR
        }
        place = grade(self._weights, "place", at_place, self._places.counts, records)
        if not form:
            place.levels[:], place.bits[:] = 0, 0.0
        kept = [words[at] for at in keep]
        return _Weighed(
            words=tuple(kept),
            graded=[graded[at] for at in keep],
            orders=_promising(order_bits(self._weights, kept), [graded[at] for at in keep]),
            place=place,
            date_levels=self._dates.levels(self._size, enquiry.birth_date),
            date_bits=self._dates.bits(self._weights, enquiry.birth_date),
        )

    def _entry_bits(self, weighed: _Weighed) -> Bits:
        """Returns the weight of every entry under its best order of words."""
        size = self._size
        looked_up: dict[tuple[int, int], Bits] = {
            (at, role): roles[name].bits[self._columns[name][:size]]
            for at, roles in enumerate(weighed.graded)
            for role, name in enumerate(ROLES)
        }
        best: Bits = np.full(size, -np.inf, dtype=np.float32)
        for order, prior in weighed.orders.items():
            total: Bits = np.full(size, prior, dtype=np.float32)
            for role, at in enumerate(order):
                if at != NONE:
                    total += looked_up[at, role]
            np.maximum(best, total, out=best)
        best += weighed.place.bits[self._columns["place"][:size]]
        best += weighed.date_bits[weighed.date_levels]
        best[~self._alive[:size]] = -np.inf
        return best

    def _reasons(self, answer: _Answer, row: RegisterRow) -> tuple[FieldWeight, ...]:
        """Returns the waterfall of one record: the fields that either side filled, in the order of _FIELDS, then
        the date.
        """
        enquiry, weighed = answer.enquiry, answer.weighed
        at = max(self._entries[row.person_id][1], key=lambda entry: (answer.entry_bits[entry], -entry))
        forms = {field: int(self._columns[field][at]) for field in _FIELDS}

        def bits_of(order: Order) -> float:
            pairs = zip(order, ROLES, strict=True)
            steps = (float(weighed.graded[w][role].bits[forms[role]]) for w, role in pairs if w != NONE)
            return weighed.orders[order] + sum(steps)

        order = max(weighed.orders, key=bits_of)
        found: list[FieldWeight] = []
        for word, role in zip(order, ROLES, strict=True):
            graded = weighed.graded[word][role] if word != NONE else None
            asked = weighed.words[word] if word != NONE else ""
            found.append(_reason(role, asked, self._written(row, role, forms[role]), graded, forms[role]))
        if weighed.orders[order] < 0:
            read = " ".join(weighed.words[word] for word in order if word != NONE)
            found.append(_field("word_order", read or "-", "", WORD_ORDER_UNLIKELY, weighed.orders[order]))
        found.append(_reason("place", enquiry.place, row.place, weighed.place, forms["place"]))
        level = int(weighed.date_levels[at])
        name, bits = FIELD_LEVELS["birth_date"][level], float(weighed.date_bits[level])
        found.append(_field("birth_date", enquiry.birth_date, row.birth_date, name, bits))
        return tuple(step for step in found if step.enquiry_value or step.register_value)

    def _written(self, row: RegisterRow, role: str, form: int) -> str:
        labelled: str = getattr(row, role)
        return labelled or self._vocabulary.tables[role].texts[form]


def _promising(orders: dict[Order, float], graded: list[dict[str, Graded]]) -> dict[Order, float]:
    """Keeps the orders that could give the most bits to somebody: no more than _MAX_ORDERS_TRIED."""

    def could_give(order: Order) -> float:
        pairs = zip(order, ROLES, strict=True)
        return orders[order] + sum(graded[at][role].best_bits for at, role in pairs if at != NONE)

    best = sorted(orders, key=lambda order: (-could_give(order), order))[:_MAX_ORDERS_TRIED]
    return {order: orders[order] for order in best}


def _reason(field: str, asked: str, written: str, graded: Graded | None, form: int) -> FieldWeight:
    if graded is None:
        return _field(field, asked, written, FIELD_LEVELS[field][0], 0.0)
    return _field(field, asked, written, FIELD_LEVELS[field][int(graded.levels[form])], float(graded.bits[form]))


def _field(field: str, asked: str, written: str, level: str, bits: float) -> FieldWeight:
    rounded = 0.0 if math.isclose(bits, 0.0, abs_tol=5e-4) else round(bits, 3)
    return FieldWeight(field=field, enquiry_value=asked, register_value=written, level=level, weight_bits=rounded)


def _grown(column: NDArray[_Scalar], capacity: int) -> NDArray[_Scalar]:
    grown = np.zeros(capacity, dtype=column.dtype)
    grown[: len(column)] = column
    return grown
