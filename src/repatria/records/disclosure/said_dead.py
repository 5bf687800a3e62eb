"""Who else says of an enquiry that the one who is sought is dead: rooms above, which know what was concluded.

As long as one of them says so nothing is told by letter, call or hand-over (core.law.embargo).
"""

from __future__ import annotations

from collections.abc import Callable

_says: dict[str, Callable[[str], bool]] = {}
_says_of_person: dict[str, Callable[[str], bool]] = {}


def says_dead(
    what: str, of: Callable[[str], bool], of_person: Callable[[str], bool] | None = None
) -> None:  # fmt: skip
    """Says who knows it of an enquiry, and of a person for whom nobody asks.  Given: once a way, when rooms are made
    ready.
    """
    _says[what] = of
    if of_person is not None:
        _says_of_person[what] = of_person


def is_said_dead(enquiry_id: str) -> bool:
    """Whether any room above says so."""
    return any(of(enquiry_id) for of in _says.values())


def is_person_said_dead(person_id: str) -> bool:
    """Whether any room above says so of this person, whoever asks for him or nobody."""
    return any(of(person_id) for of in _says_of_person.values())
