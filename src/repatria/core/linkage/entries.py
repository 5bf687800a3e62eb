"""The entries of the register as columns: a body in three orderings, and a tail of what came since.

An entry is one reading of a row: a labelled row has one, an unlabelled name as many as there are likely roles of its
words. The body is sorted by surname form, so that those who share it lie side by side; two orderings beside it, by
birth date and by given name, patronymic and date, find somebody whose surname was written beyond recognition. A new row
stands in the unsorted tail and is findable at once; `merged` gives what a new body is made of.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.person_ids import PersonIds, ids_of, joined_ids
from repatria.core.linkage.scan import DEAD, Columns, Ints, find_range, stable_order

Ranges = NDArray[np.int64]
NO_RANGES: Ranges = np.zeros((0, 2), dtype=np.int64)
_FIRST_CAPACITY = 256
_NO_KEYS: Ints = np.zeros(0, dtype=np.int32)


def columns_of(surname: Ints, given: Ints, patronymic: Ints, date: Ints, extras: Ints) -> Columns:
    """Returns columns with the layout that the inner loops were compiled for."""
    return Columns(*(np.ascontiguousarray(c, dtype=np.int32) for c in (surname, given, patronymic, date, extras)))


def taken(columns: Columns, numbers: NDArray[np.integer]) -> Columns:
    """Returns those entries, in that order."""
    return columns_of(
        columns.surname[numbers], columns.given[numbers], columns.patronymic[numbers], columns.date[numbers],
        columns.extras[:, numbers],
    )  # fmt: skip


def empty_columns(extras: int) -> Columns:
    """Returns columns without entries."""
    none = np.zeros(0, dtype=np.int32)
    return columns_of(none, none, none, none, np.zeros((extras, 0), dtype=np.int32))


@dataclass(frozen=True, slots=True)
class Keys:
    """Under which number forms of given names and patronymics are filed together.

    Shapes:   (given-name forms,), (patronymic forms,); 0 for the missing value.
    """

    given: Ints
    patronymic: Ints

    @classmethod
    def none(cls) -> Keys:
        """Returns the keys of a register without names."""
        return cls(np.zeros(1, dtype=np.int32), np.zeros(1, dtype=np.int32))


class Body:
    """The sorted entries.

    Units:    28 bytes an entry with one further field, beside identifiers; `owner` (4 more) only where some person has
              several entries.
    """

    def __init__(self, columns: Columns, owner: Ints | None, ids: PersonIds, keys: Keys, surnames: int) -> None:
        order, self.surname_starts = stable_order(columns.surname, np.zeros(0, dtype=np.int32), surnames)
        self.columns = taken(columns, order)
        self.owner = None if owner is None else owner[order]
        self.ids = ids.taken(order) if owner is None else ids
        self.keys = keys
        self.by_date = np.argsort(self.columns.date, kind="stable").astype(np.int32)
        none = int(keys.patronymic.max(initial=0)) + 1
        by_father, _ = stable_order(keys.patronymic[self.columns.patronymic[self.by_date]], self.by_date, none)
        kinds = int(keys.given.max(initial=0)) + 1
        self.by_given, self.given_starts = stable_order(keys.given[self.columns.given[by_father]], by_father, kinds)

    def __len__(self) -> int:
        return len(self.columns.surname)

    @property
    def size_bytes(self) -> int:
        """What the entries take in memory, identifiers included."""
        arrays: list[NDArray[np.integer]] = [
            *self.columns,
            self.by_date,
            self.by_given,
            self.surname_starts,
            self.given_starts,
        ]
        own = 0 if self.owner is None else self.owner.nbytes
        return sum(array.nbytes for array in arrays) + own + self.ids.size_bytes

    def widen(self, extras: int) -> None:
        """Makes room for further fields that nobody had before."""
        self.columns = self.columns._replace(extras=_widened(self.columns.extras, extras))

    def strike(self, entries: NDArray[np.integer]) -> None:
        """Takes entries out; their places stay until the next body."""
        self.columns.extras[0, entries] = DEAD

    def ranges_of_surnames(self, forms: Ints) -> Ranges:
        """Returns where the entries with these surname forms lie; forms newer than the body have none."""
        known = forms[forms < len(self.surname_starts) - 1]
        ranges = np.stack([self.surname_starts[known], self.surname_starts[known + 1]], axis=1)
        return np.ascontiguousarray(ranges[ranges[:, 0] < ranges[:, 1]])

    def range_of_date(self, packed: int) -> tuple[int, int]:
        """Returns where a packed date lies in the ordering by date."""
        low, high = find_range(self.by_date, 0, len(self.by_date), _NO_KEYS, self.columns.date, packed, packed)
        return int(low), int(high)

    def ranges_of_given(
        self, given: int, patronymic: int | None, dates: list[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Returns where a given name (and a patronymic, and a date between two) lies in the ordering by given name."""
        if given >= len(self.given_starts) - 1:
            return []
        low, high = int(self.given_starts[given]), int(self.given_starts[given + 1])
        if patronymic is None:
            return [(low, high)]
        keys, columns = self.keys.patronymic, self.columns
        low, high = find_range(self.by_given, low, high, keys, columns.patronymic, patronymic, patronymic)
        if not dates:
            return [(int(low), int(high))]
        found = (find_range(self.by_given, low, high, _NO_KEYS, columns.date, first, last) for first, last in dates)
        return [(int(a), int(b)) for a, b in found]


class Tail:
    """Entries in the order they came, and the identifiers of their persons.

    Given:    person numbers go on after those of the body.
    """

    def __init__(self, extras: int) -> None:
        self._parts = [np.zeros(_FIRST_CAPACITY, dtype=np.int32) for _ in range(4)]
        self._extras = np.zeros((extras, _FIRST_CAPACITY), dtype=np.int32)
        self._owner = np.zeros(_FIRST_CAPACITY, dtype=np.int32)
        self._ids: list[PersonIds] = []
        self.size = 0
        self.persons = 0

    def __len__(self) -> int:
        return self.size

    @property
    def columns(self) -> Columns:
        """What came, without the room kept for more."""
        surname, given, patronymic, date = (part[: self.size] for part in self._parts)
        return Columns(surname, given, patronymic, date, np.ascontiguousarray(self._extras[:, : self.size]))

    @property
    def owner(self) -> Ints:
        """The person of every entry, counted from the first of the tail."""
        return self._owner[: self.size]

    def append(self, columns: Columns, owner: Ints, person_ids: list[str]) -> None:
        """Adds entries; `owner` counts within `person_ids`."""
        size = self.size + len(owner)
        if size > len(self._owner):
            capacity = max(size, 2 * len(self._owner))
            self._parts = [_grown(part, capacity) for part in self._parts]
            self._owner = _grown(self._owner, capacity)
            extras = np.zeros((len(self._extras), capacity), dtype=np.int32)
            extras[:, : self.size] = self._extras[:, : self.size]
            self._extras = extras
        for part, column in zip(self._parts, columns[:4], strict=True):
            part[self.size : size] = column
        self._extras[:, self.size : size] = columns.extras
        self._owner[self.size : size] = owner + self.persons
        self._ids.append(ids_of(person_ids))
        self.size, self.persons = size, self.persons + len(person_ids)

    @property
    def has_several(self) -> bool:
        """Whether some person has several entries."""
        return self.size > self.persons

    def widen(self, extras: int) -> None:
        """Makes room for further fields that nobody had before."""
        self._extras = _widened(self._extras, extras)

    def strike(self, entries: NDArray[np.integer]) -> None:
        """Takes entries out; their places stay until the tail is merged."""
        self._extras[0, entries] = DEAD

    @property
    def ids(self) -> PersonIds:
        """The identifiers of all persons of the tail."""
        if len(self._ids) > 1:
            self._ids = [joined_ids(self._ids)]
        return self._ids[0] if self._ids else PersonIds()


def _widened(columns: Ints, extras: int) -> Ints:
    wide = np.zeros((extras, columns.shape[1]), dtype=np.int32)
    wide[: len(columns)] = columns
    return wide


def _grown(column: Ints, capacity: int) -> Ints:
    grown = np.zeros(capacity, dtype=np.int32)
    grown[: len(column)] = column
    return grown


def merged(body: Body, tail: Tail) -> tuple[Columns, Ints | None, PersonIds]:
    """Returns the living entries of both, their owners (None where every person has one entry) and identifiers."""
    ours, theirs = body.columns, tail.columns
    columns = columns_of(
        np.concatenate([ours.surname, theirs.surname]),
        np.concatenate([ours.given, theirs.given]),
        np.concatenate([ours.patronymic, theirs.patronymic]),
        np.concatenate([ours.date, theirs.date]),
        np.concatenate([ours.extras, theirs.extras], axis=1),
    )
    first = np.arange(len(body), dtype=np.int32) if body.owner is None else body.owner
    owner = np.concatenate([first, tail.owner + np.int32(len(body.ids))])
    ids = joined_ids([body.ids, tail.ids]) if len(body.ids) else tail.ids
    alive = np.flatnonzero(columns.extras[0] != DEAD)
    if len(alive) < len(owner):
        columns = taken(columns, alive)
        kept, owner = np.unique(owner[alive], return_inverse=True)
        ids, owner = ids.taken(kept), owner.astype(np.int32)
    is_plain = len(owner) == len(ids) and bool((owner == np.arange(len(owner))).all())
    return columns, None if is_plain else owner, ids
