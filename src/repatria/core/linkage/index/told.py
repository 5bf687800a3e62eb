"""A few rows of a register that lies elsewhere and is told by counts: they are weighed as if all of it were here.

Whoever keeps the register in a database counts there how common each value is, finds who may be meant by keys of its
own, and has those few weighed: same words, same frequencies, same chances as in an index of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Self

import numpy as np

from repatria.core.linkage.candidates import LEAST_BLOCK_BITS, POSSIBLE_ORDER_BITS, Tail, pack_date
from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.forms import NONE, READINGS
from repatria.core.linkage.index.filing import Filing
from repatria.core.linkage.index.index import LinkageIndex
from repatria.core.linkage.numbers import Ints
from repatria.core.linkage.prior import Evidence
from repatria.core.linkage.rows import Candidate, EnquiryRow, RegisterColumns
from repatria.core.names.similarity import ReadForms, read_forms

_MOST_READINGS, _MOST_ALIKE = 8, 60
"""Orders of words that are tried, and surnames to each."""
Counts = Mapping[str, int]
NO_NUMBERS: Ints = np.zeros(0, dtype=np.int32)
Beyond = tuple[float, float]


class ToldIndex(LinkageIndex):
    """Rows of a register of which the rest is known by counts alone.

    Given:    nobody is found here: `among` weighs those who were found elsewhere.
    """

    _step = 0  # whoever is held here was told of with all the others

    def __init__(self, weights: Weights | None = None, persons: int = 0) -> None:
        super().__init__(weights)
        self._told_persons = persons
        self._entries: dict[str, Ints] = {}
        self._of_surname: dict[tuple[int, int], int] = {}

    @classmethod
    def of_counts(cls, forms: Mapping[str, Counts], born: Counts, persons: int, weights: Weights) -> Self:
        """Returns an index that holds nobody yet.

        Units:    entries: of `forms` how many have each tidy text, by field, of `born` each date; `persons` in all
        """
        index = cls(weights, persons)
        for name, counts in forms.items():
            texts = [text for text in counts if text]
            readings = READINGS.get(name)
            numbers = index._fields[name].take_read(
                read_forms(texts, readings) if readings else ReadForms(texts, [], [], [])
            )
            index._fields[name].count(numbers, np.array([counts[text] for text in texts], dtype=np.int64))
        dates = np.array(list(map(pack_date, born)), dtype=np.int32)
        index._years.count(np.repeat(dates, list(born.values())), 1)
        return index

    @property
    def persons(self) -> int:
        """Among how many persons a value is common or rare: all who were told of."""
        return self._told_persons

    def hold(self, rows: RegisterColumns, of_surname: Mapping[tuple[str, str], int]) -> None:
        """Holds these rows in place of those before.

        Given:    rows under one number are of one person; `of_surname` how many entries of the whole register have a
                  surname and a place.
        """
        self._tail = Tail(len(self._extras))
        self._numbering.clear()
        self._entries, self._of_surname = {}, {}
        if not len(rows.person_id):
            return
        filed = Filing(self._weights, self._orders).filed(rows)
        number = {person_id: at for at, person_id in enumerate(dict.fromkeys(rows.person_id))}
        of_row = np.fromiter((number[one] for one in rows.person_id), dtype=np.int32, count=len(rows.person_id))
        self._append(replace(filed, person_id=list(number), owner=of_row[filed.owner]))
        order = np.argsort(self._tail.owner, kind="stable").astype(np.int32)
        starts = np.searchsorted(self._tail.owner[order], np.arange(len(number) + 1))
        self._entries = {one: order[starts[at] : starts[at + 1]] for one, at in number.items()}
        surnames, places = (self._fields[name].forms for name in ("surname", "place"))
        self._of_surname = {
            (surname, place): count
            for (name, home), count in of_surname.items()
            if (surname := surnames.number_of(name)) and (place := places.number_of(home))
        }

    def readings(self, enquiry: EnquiryRow) -> dict[tuple[str, str, str], tuple[str, ...]]:
        """Returns how an enquiry may be read: surname, given name, patronymic; of each the surnames alike to its own.

        Returns:  the likeliest first, at least one; surnames that somebody has, the best first.
        """
        asked = self._asked(enquiry)
        found: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for order, bits in sorted(asked.orders, key=lambda one: -one[1])[:_MOST_READINGS]:
            if bits >= POSSIBLE_ORDER_BITS or not found:
                surname, given, father = (asked.words[word] if word != NONE else "" for word in order)
                found.setdefault((surname, given, father), self._alike(surname))
        return found

    def _alike(self, surname: str) -> tuple[str, ...]:
        if not surname:
            return ()
        field = self._fields["surname"]
        graded = field.grade(surname, self._weights, self.persons)
        near = np.flatnonzero(graded.bits >= graded.best_bits - LEAST_BLOCK_BITS)
        best = near[np.argsort(-graded.bits[near], kind="stable")][:_MOST_ALIKE]
        return tuple(field.forms.texts[form] for form in graded.forms[best])

    def among(
        self, enquiry: EnquiryRow, person_ids: Sequence[str], top: int, beyond: Beyond = (0.0, 0.0)
    ) -> tuple[tuple[Candidate, ...], Evidence]:
        """Returns who of some persons is most likely meant, best first, and what the enquiry says for anybody.

        Units:    `beyond` the mass of all who are alike but not among them, by all fields and by names alone
        Given:    each of them is held.
        """
        weighed = self._weigh(
            enquiry, np.sort(np.concatenate([NO_NUMBERS, *(self._entries[one] for one in person_ids)]))
        )
        weighed.beyond = beyond
        best = self._best_of(weighed, top)
        return self._candidates(enquiry, weighed, best) if best else (), self._evidence(weighed)[0]

    def _fellows(self, surname: int, place: int) -> int:
        return self._of_surname.get((surname, place), 1)
