"""Who else says of an enquiry that the one who is sought is dead: rooms above, which know what was concluded.

As long as one of them says so nothing is told by letter, call or hand-over (core.law.embargo).
"""

from __future__ import annotations

from collections.abc import Callable

_says: dict[str, Callable[[str], bool]] = {}


def says_dead(what: str, of: Callable[[str], bool]) -> None:
    """Says who knows it of an enquiry.  Given: once a way, when rooms are made ready."""
    _says[what] = of


def is_said_dead(enquiry_id: str) -> bool:
    """Whether any room above says so."""
    return any(of(enquiry_id) for of in _says.values())
