"""Patterns of profiles: whoever makes a profile writes them, and the desk's own process runs them over a list's cells.

A pattern can be written, by accident or not, that takes years over one cell. So each search has its patience, and all
searches for one page together have theirs; while one runs, other threads of the process go on.
"""

from __future__ import annotations

from time import monotonic

import regex

from repatria.core.vocabulary.lists import SLOW_PATTERN
from repatria.doors.jobs.importing.errors import FaultyProfileError

LONGEST_PATTERN = 1_000
"""Characters; the longest that ships has 330."""
MOST_PATTERNS = 100
SEARCH_SECONDS = 2.0
"""Of one search in one cell: what ships takes thousandths of it over the longest cell."""
PAGE_SECONDS = 20.0
"""Of all searches for one list on a page, of at most 5,000 rows."""


class Patience:
    """How long all searches of one profile may take together; no end for a command, which is a process of its own."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left: float | None = None


class Pattern:
    """A pattern that a profile names, sought without regard to capitals.

    Raises:   ValueError, with what is wrong, for one that is none or is too long.
    """

    __slots__ = ("_compiled", "_patience", "text")

    def __init__(self, text: str, patience: Patience) -> None:
        self.text, self._patience = text, patience
        if len(text) > LONGEST_PATTERN:
            raise ValueError(f"is longer than {LONGEST_PATTERN:,} characters")
        try:
            self._compiled = regex.compile(text, regex.IGNORECASE | regex.VERSION0)
        except (regex.error, RecursionError, OverflowError, MemoryError, ValueError) as error:
            raise ValueError(f"is no pattern: {error}") from error

    def is_in(self, words: str) -> bool:
        """Whether it is found.  Raises: FaultyProfileError where that takes too long: the whole list is refused."""
        began = monotonic()
        try:
            found = self._compiled.search(words, timeout=SEARCH_SECONDS, concurrent=True) is not None
        except (TimeoutError, MemoryError) as error:
            raise self._too_long() from error
        if self._patience.left is not None:
            self._patience.left -= monotonic() - began
            if self._patience.left < 0:
                raise self._too_long()
        return found

    def _too_long(self) -> FaultyProfileError:
        return FaultyProfileError(
            f"a pattern of the profile takes too long over this list: {self.text[:80]!r}",
            (("profile", SLOW_PATTERN),),
        )
