"""The demonstration's places: invented units, camps, a hospital, a service of an invented ministry; and their pads."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.vocabulary.places import PlaceKind, card_text
from repatria.records.access.acting import Acting
from repatria.records.ledger.services import bulk_acts
from repatria.records.places.selectors import places
from repatria.records.places.services import issue_pad, open_place, record_spelling

UNITS = ("UNIT-1", "UNIT-2", "UNIT-3", "UNIT-4")
CAMPS = ("CAMP-1", "CAMP-2", "CAMP-3")
HOSPITAL = "HOSPITAL-1"
OTHER_SERVICE = "SERVICE-2"
_PAD = 300  # cards
_DIGITS = 4
_OF_THE_PAD = UNITS[2]
_NOT_BACK = 17
"""The card of that unit's first pad that later ones overtook, U3-0417: somebody is owed a look for its man."""
_BY_ANOTHER = 21  # this man was taken by the last unit: 300 men are 299 cards of the pad, and his
_OTHERS = (UNITS[0], UNITS[1], UNITS[3])
"""Who takes the men of a larger demonstration, by turns: the pad is used up."""
_WOUNDED = range(2, 30, 3)
"""Ten men, so few that a draw of ten in their hospital is all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPlace:
    """One place of the demonstration, how lists write it beside its name, and before what its cards are numbered."""

    code: str
    kind: PlaceKind
    name: str
    spellings: tuple[str, ...] = ()
    pad: str = ""
    first: int = 1
    pads: int = 1


PLACES = (
    *(
        InventedPlace(code=code, kind=PlaceKind.UNIT, name=f"Підрозділ {number + 1}", pad=f"U{number + 1}-",
                      first=200 * number + 1, pads=2 if code == _OF_THE_PAD else 3,
                      spellings=(f"Подразделение {number + 1}",))
        for number, code in enumerate(UNITS)
    ),
    *(
        InventedPlace(code=code, kind=PlaceKind.CAMP, name=f"Табір {number}", pad=f"C{number}-",
                      spellings=(f"Лагерь {number}",))
        for number, code in enumerate(CAMPS, start=1)
    ),
    InventedPlace(code=HOSPITAL, kind=PlaceKind.HOSPITAL, name="Лікарня в Липовому Гаю",
                  spellings=("Больница в Липовой Роще",)),
    InventedPlace(code=OTHER_SERVICE, kind=PlaceKind.OTHER_SERVICE, name="СЛУЖБА-2 вигаданого міністерства"),
)  # fmt: skip


def taken_by(number: int) -> str:
    """The unit that took an invented person."""
    if number >= _PAD:
        return _OTHERS[number % len(_OTHERS)]
    return UNITS[3] if number == _BY_ANOTHER else _OF_THE_PAD


def card_in_pad(number: int) -> str:
    """The card of an invented person: the next of the pad of the unit that took him, but for the missing one."""
    unit = taken_by(number)
    if unit == _OF_THE_PAD:
        before = number - (number > _BY_ANOTHER)
        before += before >= _NOT_BACK - 1
    else:
        before = max(0, number - _PAD) // len(_OTHERS) + (number > _PAD and unit == UNITS[3])
    its = next(one for one in PLACES if one.code == unit)
    return card_text(its.pad, its.first + before, _DIGITS)


def brought_to(number: int, of: int) -> str:
    """Where an invented person was brought; in a small demonstration nobody was wounded."""
    return HOSPITAL if _fills_hospital(of) and number in _WOUNDED else CAMPS[number % len(CAMPS)]


def drawn_place(of: int) -> str:
    """Where the auditor draws ten, one of whom was lent out afterwards: the hospital where there is one with ten."""
    return HOSPITAL if _fills_hospital(of) else CAMPS[0]


def _fills_hospital(of: int) -> bool:
    return of >= _WOUNDED.stop


def open_invented_places(acting: Acting) -> None:
    """Opens every place that is not there yet, in one transaction each; what is there is left as it is."""
    there = {one.code for one in places(acting, with_closed=True)}
    for one in PLACES:
        if one.code in there:
            continue
        with bulk_acts():
            open_place(acting, code=one.code, kind=one.kind, name=one.name)
            for written in one.spellings:
                record_spelling(acting, code=one.code, written=written)
            for first in range(one.first, one.first + one.pads * _PAD, _PAD) if one.pad else ():
                issue_pad(
                    acting, code=one.code, prefix=one.pad, first=first, last=first + _PAD - 1,
                    received_by=f"черговий, {one.code}",
                )  # fmt: skip
