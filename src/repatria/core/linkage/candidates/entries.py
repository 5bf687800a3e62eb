"""The entries of the register as columns: a body in three orderings, and a tail of what came since.

An entry is one reading of a row: a labelled row has one, an unlabelled name as many as there are likely roles of its
words. The body is sorted by surname form, so that those who share it lie side by side; two orderings beside it, by
birth date and by given name, patronymic and date, find somebody whose surname was written beyond recognition. A new row
stands in the unsorted tail and is findable at once; `merged` gives what a new body is made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.candidates.blocking import date_ranges, given_ranges, stable_order
from repatria.core.linkage.candidates.person_ids import PersonIds, ids_of, joined_ids
from repatria.core.linkage.candidates.scan import DEAD, LARGE, SMALL, Entries
from repatria.core.linkage.numbers import Ints

Ranges = NDArray[np.int64]
NO_RANGES: Ranges = np.zeros((0, 2), dtype=np.int64)
NO_NUMBERS: Ints = np.zeros(0, dtype=np.int32)
_FIRST_CAPACITY = 256
_SMALL_NUMBERS = 1 << 16


class Columns(NamedTuple):
    """Entries by columns: numbers of forms, packed dates, further fields one row a field."""

    surname: Ints
    given: Ints
    patronymic: Ints
    date: Ints
    extras: NDArray[np.integer]


def columns_of(surname: Ints, given: Ints, patronymic: Ints, date: Ints, extras: NDArray[np.integer]) -> Columns:
    """Returns columns of whole numbers."""
    return Columns(*(np.ascontiguousarray(c, dtype=np.int32) for c in (surname, given, patronymic, date, extras)))


def columns_in(entries: Entries) -> Columns:
    """Returns entries by columns: views, through which nothing but a surname may be changed."""
    rows = entries.rows
    return Columns(rows["surname"], rows["given"], rows["patronymic"], rows["date"], entries.extras.T)


def packed(columns: Columns, order: Ints) -> Entries:
    """Returns entries in that order, side by side, and small where all their numbers allow it."""
    numbers = (columns.given, columns.patronymic, columns.extras)
    is_small = all(int(column.max(initial=0)) < _SMALL_NUMBERS for column in numbers)
    rows = np.empty(len(order), dtype=SMALL if is_small else LARGE)
    for name in SMALL.names or ():
        rows[name] = getattr(columns, name)[order]
    extras = np.empty((len(order), len(columns.extras)), dtype=np.uint16 if is_small else np.int32)
    for at, column in enumerate(columns.extras):
        extras[:, at] = column[order]
    return Entries(rows, extras)


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

    Units:    22 bytes an entry with one further field, 28 where given names, patronymics or a field have more than
              65,535 forms; beside identifiers; `owner` (4 more) only where some person has several entries.
    """

    def __init__(self, columns: Columns, owner: Ints | None, ids: PersonIds, keys: Keys, surnames: int) -> None:
        order, self.surname_starts = stable_order(columns.surname, NO_NUMBERS, surnames)
        self.entries = packed(columns, order)
        self.owner = None if owner is None else owner[order]
        self._by_owner: NDArray[np.int64] | None = None
        self.ids = ids.taken(order) if owner is None else ids
        self.keys = keys
        rows = self.entries.rows
        self.by_date = np.argsort(rows["date"], kind="stable").astype(np.int32)
        none = int(keys.patronymic.max(initial=0)) + 1
        by_father, _ = stable_order(keys.patronymic[rows["patronymic"][self.by_date]], self.by_date, none)
        kinds = int(keys.given.max(initial=0)) + 1
        self.by_given, self.given_starts = stable_order(keys.given[rows["given"][by_father]], by_father, kinds)

    def __len__(self) -> int:
        return len(self.entries.rows)

    @property
    def columns(self) -> Columns:
        """The entries by columns."""
        return columns_in(self.entries)

    @property
    def size_bytes(self) -> int:
        """What the entries take in memory, identifiers included."""
        arrays = [*self.entries, self.by_date, self.by_given, self.surname_starts, self.given_starts]
        own = 0 if self.owner is None else self.owner.nbytes
        return sum(array.nbytes for array in arrays) + own + self.ids.size_bytes

    def entries_of(self, persons: NDArray[np.int64]) -> NDArray[np.int64]:
        """Returns all entries of some persons.

        Units:    8 bytes an entry more, once it was asked for and some person has several entries.
        """
        if self.owner is None or not len(persons):
            return persons
        if self._by_owner is None:
            self._by_owner = np.argsort(self.owner, kind="stable")
        ends = (np.searchsorted(self.owner, persons, side, sorter=self._by_owner) for side in ("left", "right"))
        return np.concatenate([self._by_owner[low:high] for low, high in zip(*ends, strict=True)])

    def widen(self, extras: int) -> None:
        """Makes room for further fields that nobody had before."""
        self.entries = self.entries._replace(extras=_widened(self.entries.extras, extras))

    def strike(self, entries: NDArray[np.integer]) -> None:
        """Takes entries out; their places stay until the next body."""
        self.entries.rows["surname"][entries] = DEAD

    def ranges_of_dates(self, first: Ints, last: Ints) -> Ranges:
        """Returns where packed dates lie in the ordering by date, each from the first to the last."""
        return date_ranges(self.by_date, self.entries.rows, NO_NUMBERS, first, last)

    def ranges_of_given(self, names: Ints, fathers: Ints, dates: Ints, few_rows: int, most_rows: int) -> Ranges:
        """Returns where given names (and patronymics, and dates between two) lie in the ordering by given name.

        Given:    keys of names and fathers; no fathers where whoever he is, as of a name that few have; short ranges
                  first, `most_rows` in all.
        """
        return given_ranges(
            self.by_given, self.given_starts, self.entries.rows, self.keys.patronymic, NO_NUMBERS, names, fathers,
            dates, few_rows, most_rows,
        )  # fmt: skip


class Tail:
    """Entries in the order they came, and the identifiers of their persons.

    Given:    person numbers go on after those of the body.
    """

    def __init__(self, extras: int) -> None:
        self._rows = np.zeros(_FIRST_CAPACITY, dtype=LARGE)
        self._extras: NDArray[np.integer] = np.zeros((_FIRST_CAPACITY, extras), dtype=np.int32)
        self._owner = np.zeros(_FIRST_CAPACITY, dtype=np.int32)
        self._ids: list[PersonIds] = []
        self.size = 0
        self.persons = 0

    def __len__(self) -> int:
        return self.size

    @property
    def entries(self) -> Entries:
        """What came, without the room kept for more."""
        return Entries(self._rows[: self.size], self._extras[: self.size])

    @property
    def columns(self) -> Columns:
        """The entries by columns."""
        return columns_in(self.entries)

    @property
    def owner(self) -> Ints:
        """The person of every entry, counted from the first of the tail."""
        return self._owner[: self.size]

    def append(self, columns: Columns, owner: Ints, person_ids: list[str]) -> None:
        """Adds entries; `owner` counts within `person_ids`."""
        size = self.size + len(owner)
        self._rows, self._extras, self._owner = (
            _grown(part, size, self.size) for part in (self._rows, self._extras, self._owner)
        )
        for name in LARGE.names or ():
            self._rows[name][self.size : size] = getattr(columns, name)
        self._extras[self.size : size] = columns.extras.T
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
        self._rows["surname"][entries] = DEAD

    @property
    def ids(self) -> PersonIds:
        """The identifiers of all persons of the tail."""
        if len(self._ids) > 1:
            self._ids = [joined_ids(self._ids)]
        return self._ids[0] if self._ids else PersonIds()


def _widened(columns: NDArray[np.integer], extras: int) -> NDArray[np.integer]:
    wide = np.zeros((len(columns), extras), dtype=columns.dtype)
    wide[:, : columns.shape[1]] = columns
    return wide


def _grown(part: NDArray[Any], size: int, kept: int) -> NDArray[Any]:
    if size <= len(part):
        return part
    wider = np.zeros((max(size, 2 * len(part)), *part.shape[1:]), dtype=part.dtype)
    wider[:kept] = part[:kept]
    return wider


def merged(body: Body, tail: Tail) -> tuple[Columns, Ints | None, PersonIds]:
    """Returns the living entries of both, their owners (None where every person has one entry) and identifiers.

    Given:    what stands under one identifier is of one person: his names, or what several lists say of him.
    """
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
    alive = np.flatnonzero(columns.surname != DEAD)
    if len(alive) < len(owner):
        columns = taken(columns, alive)
        kept, owner = np.unique(owner[alive], return_inverse=True)
        ids = ids.taken(kept)
    firsts = ids.firsts()  # of the living: somebody taken out and added again stands once
    if firsts is not None:
        kept, owner = np.unique(firsts[owner], return_inverse=True)
        ids = ids.taken(kept)
    owner = owner.astype(np.int32)
    is_plain = len(owner) == len(ids) and bool((owner == np.arange(len(owner))).all())
    return columns, None if is_plain else owner, ids
