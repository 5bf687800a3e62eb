"""Rows on their way into the index: tidied once a text, parted into roles, labelled where nobody labelled them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from repatria.core.linkage.asking import filed_parts, whole_word
from repatria.core.linkage.rows import RegisterColumns, RegisterRow, line_of
from repatria.core.linkage.scan import Ints
from repatria.core.linkage.vocabulary import TIDY_EXTRA
from repatria.core.linkage.weights import Weights
from repatria.core.linkage.word_roles import ROLES, OrderTable

_ROWS_A_CHUNK = 50_000

Filed = tuple[list[str], list[str], list[str]]
"""Surname, given name and patronymic of every entry, tidy."""


def in_chunks(rows: Iterable[RegisterRow]) -> Iterator[RegisterColumns]:
    """Returns rows as columns, many at a time."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, _ROWS_A_CHUNK)):
        yield RegisterColumns.of(chunk)


class Filing:
    """Reads rows for the index; what a text became is remembered until `forget`."""

    def __init__(self, weights: Weights, orders: OrderTable) -> None:
        self._weights = weights
        self._orders = orders
        self._known: dict[str, dict[str, str]] = {}

    def forget(self) -> None:
        """Lets the remembered texts go: after a large register was read they only take room."""
        self._known = {}

    def tidied(self, field: str, column: Sequence[str]) -> list[str]:
        """Returns the texts of one field, tidy."""
        known = self._known.setdefault(field, {})
        tidy = TIDY_EXTRA.get(field, whole_word)
        for text in set(column).difference(known):
            known[text] = tidy(text)
        return [known[text] for text in column]

    def entries_of(self, chunk: RegisterColumns) -> tuple[Ints, Filed]:
        """Returns, for every entry, the row of the chunk that it belongs to, and its parts.

        Returns:  one entry a labelled row; for an unlabelled name as many as it has likely readings.
        """
        size = len(chunk.person_id)
        blank = [""] * size
        raw = [chunk.surname or blank, chunk.given_name or blank, chunk.patronymic or blank]
        odd = {at for at, parts in enumerate(zip(*raw, strict=True)) if _is_odd(*parts)}
        if len(odd) == size:
            parts: Filed = (blank, blank, blank)
        else:
            surname, given, patronymic = (self.tidied(r, column) for r, column in zip(ROLES, raw, strict=True))
            parts = (surname, given, patronymic)
        if not odd:
            return np.arange(size, dtype=np.int32), parts
        owner: list[int] = []
        filed: Filed = ([], [], [])
        for at in range(size):
            if at in odd:
                found = filed_parts(chunk.row(at), self._orders, self._weights)
            else:
                found = [(parts[0][at], parts[1][at], parts[2][at])]
            for entry in found:
                owner.append(at)
                for column, part in zip(filed, entry, strict=True):
                    column.append(part)
        return np.array(owner, dtype=np.int32), filed


def _is_odd(surname: str, given_name: str, patronymic: str) -> bool:
    """Whether labels cannot be taken as they stand: none, a whole name in one field, two names in another."""
    if patronymic.strip():
        return False
    return " " in given_name or (not given_name and (not surname.strip() or bool(line_of(surname, given_name, ""))))
