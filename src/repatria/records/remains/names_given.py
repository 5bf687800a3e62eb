"""What rooms above know of items: whether one has a name, of whom, and which are parts of one person.

They say who answers, as `whereabouts` is bound. Until a room does, nothing has a name and nothing belongs together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyOfNamed:
    """Of an item that the board named: whether all who ask and are to be told were told, as two say, and the act by
    which one of them last said how or where she wishes it."""

    is_told: bool
    wished_index: int | None


Named = Callable[[str], bool]
Together = Callable[[str], Iterable[str]]
Persons = Callable[[str], Iterable[str]]
_named: list[Named] = []
_together: list[Together] = []
Told = Callable[[str, str], bool]
_persons: list[Persons] = []
OfNamed = Callable[[str, datetime], FamilyOfNamed | None]
_family: list[OfNamed] = []
_told: list[Told] = []


def answers_names(named: Named, together: Together, persons: Persons | None = None) -> None:
    """Says who knows it.  Given: called once, when rooms are made ready."""
    _named[:], _together[:], _persons[:] = [named], [together], [persons] if persons else []


def is_named(item_code: str) -> bool:
    """Whether a name that the board gave stands of an item."""
    return any(of(item_code) for of in _named)


def parts_beside(item_code: str) -> frozenset[str]:
    """The other items that are parts of the same person, as two agreed or the board concluded."""
    return frozenset(one for of in _together for one in of(item_code)) - {item_code}


def answers_told(told: Told) -> None:
    """Says who knows whether a family was told.  Given: called once, when rooms are made ready."""
    _told[:] = [told]


def is_family_told(item_code: str, enquiry_id: str) -> bool:
    """Whether she who asked so was told, in person, of the name that this item was given."""
    return any(of(item_code, enquiry_id) for of in _told)


def persons_named(item_code: str) -> frozenset[str]:
    """The persons of the register whom the board named of an item, by their numbers."""
    return frozenset(one for of in _persons for one in of(item_code)) - {""}


def answers_family(of: OfNamed) -> None:
    """Says who knows how it stands with the family of a named man.  Given: called once, when rooms are made ready."""
    _family[:] = [of]


def family_of_named(item_code: str, at: datetime) -> FamilyOfNamed | None:
    """How it stands with the family of whom the board named of this item; None where no name stands."""
    return next((found for of in _family if (found := of(item_code, at)) is not None), None)
