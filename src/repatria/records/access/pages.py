"""One page of a list, and whether more follow: no line more is read, or named in a reading act, than is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

PAGE = 50
"""Lines of a page, where a room says nothing else."""
Line = TypeVar("Line")
Row = TypeVar("Row", bound=Model)


class Lines(tuple[Line, ...], Generic[Line]):
    """The lines of one page, in order; `has_more` where the list goes on after the last of them."""

    has_more: bool

    def __new__(cls, lines: Iterable[Line], *, has_more: bool) -> Lines[Line]:
        made = super().__new__(cls, tuple(lines))
        made.has_more = has_more
        return made


def cut(rows: QuerySet[Row], length: int) -> tuple[list[Row], bool]:
    """The rows of one page, and whether more follow.

    Given:    an order of the rows; of the row after the last only that it is there is kept.
    """
    found = list(rows[: length + 1])
    return found[:length], len(found) > length


def newest(rows: QuerySet[Row], before_index: int, length: int) -> tuple[list[Row], bool]:
    """One page of rows by the act that recorded them, the newest first, after the one recorded at `before_index`.

    Given:    -1 for the beginning of the list.
    """
    ordered = rows.order_by("-recorded_index", "pk")
    return cut(ordered.filter(recorded_index__lt=before_index) if before_index >= 0 else ordered, length)
