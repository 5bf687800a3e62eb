"""The rows that an index holds: built at once or one by one, taken out again, merged where the tail has grown.

A sorted body with two further orderings, an unsorted tail of what came lately, and the vocabulary of every field with
how often each form is borne. Plain names in memory only, made of the records again at every start.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.candidates import (
    DEAD,
    Body,
    Keys,
    PersonIds,
    Tail,
    Weighing,
    YearCounts,
    columns_of,
    empty_columns,
    merged,
)
from repatria.core.linkage.comparison import Weights, learned_weights
from repatria.core.linkage.forms import EXTRAS, ROLES, NameForms, OrderTable, new_fields
from repatria.core.linkage.index.filing import FiledChunk, Filing, Spread, by_one, in_chunks
from repatria.core.linkage.numbers import Ints
from repatria.core.linkage.rows import RegisterColumns, RegisterRow
from repatria.core.names.similarity import FormIndex

_TAIL_LEAST, _TAIL_PART = 4096, 8
NO_FORM = np.zeros(1, dtype=np.int32)
_WARMING = RegisterColumns(person_id=["", ""], name=["Шевчинко Сережа Петрович", "Babich Jurij"], place=["Умань", ""])
Entries = NDArray[np.int64]


class Holding:
    """All records of one kind, and what their forms are worth; who is meant is asked of `LinkageIndex`.

    Not:      safe for several threads at once; its owner is one process.
    """

    _step = 1
    """How many a new entry counts for when it is asked how common a value is."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or learned_weights()
        self._fields = new_fields()
        self._orders = OrderTable()
        self._numbering: dict[int, dict[str, Ints]] = {}
        self._years = YearCounts()
        self._weighing = Weighing(self._weights, self._fields, self._years)
        self._extras = ["place"]
        self._body = Body(empty_columns(1), None, PersonIds(), Keys.none(), 1)
        self._tail = Tail(1)
        self._in_tail: dict[str, list[int]] = {}
        self._struck_persons = 0

    @classmethod
    def build(cls, rows: Iterable[RegisterRow], weights: Weights | None = None) -> Self:
        """Builds an index of rows; a later row replaces an earlier one with the same person_id."""
        last = {row.person_id: row for row in rows}
        return cls.build_columns(in_chunks(last.values()), weights)

    @classmethod
    def build_columns(
        cls, chunks: Iterable[RegisterColumns], weights: Weights | None = None, spread: Spread = by_one
    ) -> Self:
        """Builds an index of many rows.

        Given:    `spread` works chunks through, perhaps on several processors.
        Returns:  an index in which a person_id that was repeated stands for all its records: the one that fits an
                  enquiry best answers for him.
        """
        index = cls(weights)
        # The tables of names are read before anybody else is asked: who is then has them already.
        Filing(index._weights, index._orders).filed(_WARMING)
        for chunk in spread(lambda source: Filing(index._weights, index._orders, source).filed, chunks):
            index._append(chunk)
        index._numbering.clear()
        index.settle()
        return index

    def __len__(self) -> int:
        return len(self._body.ids) + self._tail.persons - self._struck_persons

    @property
    def persons(self) -> int:
        """Among how many persons a value is common or rare."""
        return len(self)

    def __contains__(self, person_id: str) -> bool:
        return len(self._entries_of(person_id)) > 0

    @property
    def weights(self) -> Weights:
        """What agreement is worth here."""
        return self._weights

    @property
    def size_bytes(self) -> int:
        """What the entries take in memory, identifiers included; the vocabulary comes beside it."""
        return self._body.size_bytes

    @property
    def vocabulary_bytes(self) -> int:
        """What the forms of all fields take in memory."""
        return sum(field.size_bytes for field in self._fields.values())

    def add(self, row: RegisterRow) -> None:
        """Adds a row, findable at once; replaces the row with the same person_id."""
        self.remove(row.person_id)
        first = len(self._tail)
        self._append(Filing(self._weights, self._orders).filed(RegisterColumns.of([row])))
        self._numbering.clear()
        self._in_tail[row.person_id] = list(range(first, len(self._tail)))
        if len(self._tail) > max(_TAIL_LEAST, len(self._body) // _TAIL_PART):
            self.settle()

    def remove(self, person_id: str) -> None:
        """Takes a row out; nothing happens when there is none.

        Not:      the forms of its name: the vocabulary keeps them, counted for nobody, until the index is built anew.
        """
        entries = self._entries_of(person_id)
        if not len(entries):
            return
        self._struck_persons += len(np.unique(self._persons_of(entries)))
        own, later = entries[entries < len(self._body)], entries[entries >= len(self._body)] - len(self._body)
        for columns, struck in ((self._body.columns, own), (self._tail.columns, later)):
            for role, column in zip(ROLES, columns, strict=False):
                self._fields[role].count(column[struck], -1)
            for at, name in enumerate(self._extras):
                self._fields[name].count(columns.extras[at, struck], -1)
            self._years.count(columns.date[struck], -1)
        self._body.strike(own)
        self._tail.strike(later)
        self._in_tail.pop(person_id, None)

    def settle(self) -> None:
        """Merges what came into the sorted body: answers stay the same, later ones come faster."""
        for field in self._fields.values():
            if isinstance(field.forms, FormIndex):
                field.forms.arrange()
        columns, owner, ids = merged(self._body, self._tail)
        given, patronymic = (cast(NameForms, self._fields[role]) for role in ROLES[1:])
        keys = Keys(given.keys(), patronymic.keys())
        self._body = Body(columns, owner, ids, keys, len(self._fields["surname"]))
        self._tail, self._in_tail, self._struck_persons = Tail(len(self._extras)), {}, 0

    def _append(self, chunk: FiledChunk) -> None:
        numbering = self._numbering.setdefault(chunk.source, {})
        for name, forms in chunk.forms.items():
            known = numbering.get(name, NO_FORM)
            numbering[name] = np.concatenate([known, self._fields[name].take_read(forms)]) if forms.texts else known
        for name in EXTRAS:
            if name in chunk.numbers and name not in self._extras:
                self._extras.append(name)
                self._body.widen(len(self._extras))
                self._tail.widen(len(self._extras))
        columns = {name: numbering[name][numbers] for name, numbers in chunk.numbers.items()}
        for name, column in columns.items():
            self._fields[name].count(column, self._step)
        extras = np.zeros((len(self._extras), len(chunk.owner)), dtype=np.int32)
        for at, name in enumerate(self._extras):
            if name in columns:
                extras[at] = columns[name]
        self._years.count(chunk.date, self._step)
        self._tail.append(
            columns_of(columns["surname"], columns["given_name"], columns["patronymic"], chunk.date, extras),
            chunk.owner,
            chunk.person_id,
        )

    def _entries_of(self, person_id: str) -> Entries:
        """Returns the living entries of a person, those of the tail numbered after the body's."""
        if person_id in self._in_tail:
            return np.array(self._in_tail[person_id], dtype=np.int64) + len(self._body)
        if not len(self._body):
            return np.zeros(0, dtype=np.int64)
        entries = self._body.entries_of(np.array(self._body.ids.numbers_of(person_id), dtype=np.int64))
        living: Entries = entries[self._body.entries.rows["surname"][entries] != DEAD]
        return living

    def _persons_of(self, entries: Entries) -> Entries:
        if not len(self._tail):
            return entries if self._body.owner is None else self._body.owner[entries].astype(np.int64)
        persons = entries.copy()
        own, later = entries < len(self._body), entries >= len(self._body)
        if self._body.owner is not None:
            persons[own] = self._body.owner[entries[own]]
        persons[later] = self._tail.owner[entries[later] - len(self._body)] + len(self._body.ids)
        return persons

    def _ids_of(self, persons: Entries) -> list[str]:
        body = len(self._body.ids)
        if not self._tail.persons:
            return self._body.ids.texts(persons)
        return [self._body.ids[one] if one < body else self._tail.ids[one - body] for one in persons.tolist()]

    def _numbers_of(self, entries: Sequence[int]) -> list[tuple[int, ...]]:
        """Returns the numbers of each entry's forms by role, its packed date, and its further fields."""
        found, body = [], len(self._body)
        for entry in entries:
            rows, extras = self._body.entries if entry < body else self._tail.entries
            at = entry if entry < body else entry - body
            surname, date, given, patronymic = rows[at].item()
            found.append((surname, given, patronymic, date, *extras[at].tolist()))
        return found
