"""Which words of a name written in one line were read as a field: by their places, so that no word need be kept."""

from __future__ import annotations

from repatria.core.names.writing import words_of

_MOST_WORDS = 40
"""Looked at of one line; a longer one is no name."""


def places_of(value: str, written: str) -> tuple[int, ...]:
    """Names the words of `written`, counted from 0 and parted at blanks, that stand in `value`.

    Given:    `value` as an explanation gives it, written or normalised.
    Returns:  () where no word of the line is found in it.
    """
    wanted = set(words_of(value))
    words = written.split()[:_MOST_WORDS]
    return tuple(at for at, word in enumerate(words) if not wanted.isdisjoint(words_of(word)))


def words_at(places: tuple[int, ...], written: str) -> str:
    """Returns those words of the line again; the whole line where the places are not of this line or there are none."""
    words = written.split()
    if not places or max(places) >= len(words) or min(places) < 0:
        return written
    return " ".join(words[at] for at in places)
