"""A list that is brought in through a page: what was found in it before anything is recorded, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from repatria.core.vocabulary.particulars import ParticularKind

A = TypeVar("A", contravariant=True)
SHOWN_ROWS = 10
"""Rows of a preview."""
MOST_PAGE_ROWS = 5_000
"""Rows of a list that a page takes; a longer one comes in by a command."""
LARGEST_PAGE_FILE = 5 * 1024 * 1024
"""Bytes of a file that a page takes."""

SLOW_PATTERN = "slow_pattern"
"""Why a list is refused over which a pattern of its profile would search too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A column of the file, and what the profile reads in it: kinds of particulars, and words of the profile."""

    name: str
    kinds: tuple[ParticularKind, ...] = ()
    words: tuple[str, ...] = ()  # key, event, holder, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One row as it would be recorded, or why it would not."""

    where: str
    given: tuple[tuple[str, str], ...] = ()  # kind of a particular or word of the profile, and what stands there
    reason: str = ""  # a word of REASONS, or the code of an error
    told: str = ""  # what is so of this row alone, in the list's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedList:
    """What was found in a list. Nothing was recorded."""

    name: str
    profile: str
    is_register: bool
    encoding: str
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowEnded:
    """What became of one row, and whom it names."""

    where: str
    end: str
    person_id: str = ""
    reason: str = ""
    told: str = ""
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """What became of a list, a row each; `counts` are totals that the rows do not bear out: line, said, named."""

    rows: tuple[RowEnded, ...]
    counts: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainRows:
    """A file as columns and rows of texts, every row of it: `unread` where one could not be parted, and why."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unread: tuple[tuple[str, str], ...] = ()  # where it stands, a word of REASONS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvedProfile:
    """A profile's title, or its faults: each with its place, in the words of the reader."""

    title: str = ""
    faults: tuple[tuple[str, str], ...] = ()


class ListReader(Protocol[A]):
    """Who reads lists for a page; `A` is whoever acts."""

    def profiles(self) -> tuple[tuple[str, str], ...]:
        """The profiles that ship with the house and those that it made: name and title."""
        ...

    def profile_text(self, name: str) -> str:
        """The text of a profile, to begin from."""
        ...

    def prove(self, name: str, text: str) -> ProvedProfile:
        """Whether lists can be read by a text, and what is amiss in it."""
        ...

    def look(self, name: str, content: bytes, profile: str) -> LookedList:
        """Raises: what an import refuses as a whole."""
        ...

    def plain_rows(self, name: str, content: bytes, heads: tuple[str, ...]) -> PlainRows:
        """Every row of a file, its header found by names that columns may have.  Raises: UnreadableTableError."""
        ...

    def bring_in(self, acting: Callable[[], A], name: str, content: bytes, profile: str) -> BroughtIn:
        """Records its rows under the name of whoever acts.  Raises: what an import refuses as a whole."""
        ...


REASONS = frozenset({
    "nobody", "one_cell", "too_long", "too_many_cells", "unclosed", "no_event", "unknown_event", "unknown_category",
    "no_key", "same_key", "no_place", "too_many_rows", "other",
})  # fmt: skip
"""Why a row is not taken, where no error of the house says so."""
