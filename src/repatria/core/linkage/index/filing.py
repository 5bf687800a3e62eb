"""Rows on their way into the index: tidied once a text, parted into roles, labelled where nobody labelled them.

A text is worked on once and numbered; what goes on to the index are numbers and the tidy texts that are new. So that
several processors can read one register, each with a `Filing` of its own, a chunk says whose numbers it holds.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.candidates import pack_date
from repatria.core.linkage.comparison import Weights
from repatria.core.linkage.forms import (
    EXTRAS,
    READINGS,
    ROLES,
    TIDY_EXTRA,
    OrderTable,
    Readings,
    filed_parts,
    given_word,
    is_named,
    may_be_exchanged,
    surname_word,
)
from repatria.core.linkage.numbers import Ints
from repatria.core.linkage.rows import RegisterColumns, RegisterRow, line_of
from repatria.core.names.similarity import ReadForms, read_forms

_ROWS_A_CHUNK = 10_000
_TIDY: Mapping[str, Callable[[str], str]] = {
    "surname": surname_word, "given_name": given_word, "patronymic": given_word, **TIDY_EXTRA,
}  # fmt: skip


def in_chunks(rows: Iterable[RegisterRow]) -> Iterator[RegisterColumns]:
    """Returns rows as columns, many at a time."""
    remaining = iter(rows)
    while chunk := list(itertools.islice(remaining, _ROWS_A_CHUNK)):
        yield RegisterColumns.of(chunk)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledChunk:
    """A chunk of the register ready for the index.

    Shapes:   numbers of each of ROLES and of the further fields that somebody has, and packed dates: one an entry, as
              is `owner`, the row of the chunk that an entry belongs to.
    Given:    numbers of `source`; `forms` those of each field that are numbered on from what it sent before.
    """

    source: int
    person_id: list[str]
    owner: Ints
    numbers: Mapping[str, Ints]
    date: Ints
    forms: Mapping[str, ReadForms]


Work = Callable[[RegisterColumns], FiledChunk]
Spread = Callable[[Callable[[int], Work], Iterable[RegisterColumns]], Iterable[FiledChunk]]
"""Works chunks through, in order: whoever works asks once for the work to do, naming itself by a number of its own."""


def by_one(work_of: Callable[[int], Work], chunks: Iterable[RegisterColumns]) -> Iterator[FiledChunk]:
    """Works chunks through alone."""
    return map(work_of(0), chunks)


@dataclass(slots=True)
class _Numbered:
    """The tidy texts of one field by number, 0 for none; and what raw texts became."""

    of_text: dict[str, int] = field(default_factory=lambda: {"": 0})
    of_raw: dict[str, int] = field(default_factory=dict)
    sent: int = 1

    def take(self, text: str) -> int:
        return self.of_text.setdefault(text, len(self.of_text))

    def new_forms(self, readings_of: Callable[[str], Readings] | None) -> ReadForms:
        """Returns the texts that nobody was told of, with what they are read as."""
        begin, self.sent = self.sent, len(self.of_text)
        texts = list(itertools.islice(self.of_text, begin, None))
        return read_forms(texts, readings_of) if readings_of else ReadForms(texts, [], [], [])


class Filing:
    """Reads rows for the index; what a text became is remembered."""

    def __init__(self, weights: Weights, orders: OrderTable, source: int = 0) -> None:
        self._weights = weights
        self._orders = orders
        self._source = source
        self._known: dict[str, _Numbered] = {name: _Numbered() for name in (*ROLES, *EXTRAS)}
        self._no_given = np.zeros(1, dtype=np.bool_)
        self._nobodys = np.zeros(1, dtype=np.bool_)

    def filed(self, chunk: RegisterColumns) -> FiledChunk:
        """Returns a chunk ready for the index.

        Returns:  one entry a labelled row, two where its labels may be exchanged; for an unlabelled name as many as it
                  has likely readings.
        """
        size = len(chunk.person_id)
        blank = [""] * size
        raw = [chunk.surname or blank, chunk.given_name or blank, chunk.patronymic or blank]
        odd = [at for at, parts in enumerate(zip(*raw, strict=True)) if _is_odd(*parts)]
        owner = np.arange(size, dtype=np.int32)
        columns: dict[str, Ints] = {}
        if len(odd) < size:
            columns = {role: self._numbers(role, column) for role, column in zip(ROLES, raw, strict=True)}
            is_odd = self._no_given_names()[columns["given_name"]]
            is_odd |= self._nobodys_names()[columns["surname"]] & (columns["given_name"] + columns["patronymic"] == 0)
            odd = sorted({*odd, *np.flatnonzero(is_odd).tolist()})
        if odd:
            owner, columns = self._with_unlabelled(chunk, odd, np.delete(owner, odd), columns)
        for name in EXTRAS:
            column = getattr(chunk, name)
            if column and any(column):
                columns[name] = self._numbers(name, column)[owner]
        date = np.fromiter(map(pack_date, chunk.birth_date), dtype=np.int32, count=len(chunk.birth_date))
        return FiledChunk(
            source=self._source, person_id=chunk.person_id, owner=owner, numbers=columns,
            date=date[owner] if len(date) else np.zeros(len(owner), dtype=np.int32),
            forms={name: known.new_forms(READINGS.get(name)) for name, known in self._known.items()},
        )  # fmt: skip

    def _numbers(self, name: str, column: Sequence[str]) -> Ints:
        """Returns the number of each text of one field, made tidy."""
        known = self._known[name]
        tidy = _TIDY[name]
        for text in dict.fromkeys(column):  # in their order: the same register makes the same index every time
            if text not in known.of_raw:
                known.of_raw[text] = known.take(tidy(text))
        return np.fromiter(map(known.of_raw.__getitem__, column), dtype=np.int32, count=len(column))

    def _no_given_names(self) -> NDArray[np.bool_]:
        """Returns, by number, which given names are like none: perhaps labels were exchanged."""
        texts = itertools.islice(self._known["given_name"].of_text, len(self._no_given), None)
        new = np.array([may_be_exchanged(text) for text in texts], dtype=np.bool_)
        self._no_given = np.concatenate([self._no_given, new])
        return self._no_given

    def _nobodys_names(self) -> NDArray[np.bool_]:
        """Returns, by number, which surnames alone name nobody."""
        texts = itertools.islice(self._known["surname"].of_text, len(self._nobodys), None)
        new = np.array([not is_named(text) for text in texts], dtype=np.bool_)
        self._nobodys = np.concatenate([self._nobodys, new])
        return self._nobodys

    def _with_unlabelled(
        self, chunk: RegisterColumns, odd: list[int], labelled: Ints, columns: Mapping[str, Ints]
    ) -> tuple[Ints, dict[str, Ints]]:
        """Returns owners and numbers of the rows whose labels hold, and after them of every reading of the others."""
        takers = [self._known[role].take for role in ROLES]
        owner: list[int] = []
        found: list[tuple[int, int, int]] = []
        for at in odd:
            for surname, given, patronymic in filed_parts(chunk.row(at), self._orders, self._weights):
                owner.append(at)
                found.append((takers[0](surname), takers[1](given), takers[2](patronymic)))
        numbers = np.array(found, dtype=np.int32).reshape(-1, len(ROLES))
        return np.concatenate([labelled, np.array(owner, dtype=np.int32)]), {
            role: np.concatenate([columns[role][labelled], numbers[:, at]]) if columns else numbers[:, at]
            for at, role in enumerate(ROLES)
        }


def _is_odd(surname: str, given_name: str, patronymic: str) -> bool:
    """Whether labels cannot be taken as they stand: none, a whole name in one field, two names in another."""
    if patronymic.strip():
        return False
    return " " in given_name or (not given_name and (not surname.strip() or bool(line_of(surname, given_name, ""))))
