"""A holder is chosen among the open places, never typed: the options of its field, and how a place is said."""

from __future__ import annotations

from repatria.core.vocabulary.places import PlaceKind
from repatria.doors.desk.frame.words import word_text
from repatria.records.access.acting import Acting
from repatria.records.places.selectors import open_places


def place_words(language: str, code: str, kind: PlaceKind, name: str) -> str:
    """A place in one line: its code, its kind, and its name where that says more than the code."""
    said = f"{code} · {word_text(language, 'place_kind', kind.value)}"
    return said if name == code else f"{said} · {name}"


def place_options(language: str, acting: Acting, *, own: str = "") -> tuple[tuple[str, str], ...]:
    """The open places as options, and before them that nobody is named.

    Given:    `own` where the account may name its own place alone: then it is the only option, once it is open.
    """
    found = tuple(
        (one.code, place_words(language, one.code, one.kind, one.name))
        for one in open_places(acting)
        if not own or one.code == own
    )
    return found if own and found else (("", "—"), *found)
