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
OTHER_SERVICE = "SERVICE-2"
_PAD = 600  # cards: of the largest demonstration that is invented, a fourth comes to each unit
_DIGITS = 4
_NOT_BACK = ("UNIT-3", 17)
"""The card of one unit that later ones overtook, U3-0417: somebody is owed a look for its man."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPlace:
    """One place of the demonstration, how lists write it beside its name, and before what its cards are numbered."""

    code: str
    kind: PlaceKind
    name: str
    spellings: tuple[str, ...] = ()
    pad: str = ""
    first: int = 1


PLACES = (
    *(
        InventedPlace(code=code, kind=PlaceKind.UNIT, name=f"Підрозділ {number + 1}", pad=f"U{number + 1}-",
                      first=200 * number + 1, spellings=(f"Подразделение {number + 1}",))
        for number, code in enumerate(UNITS)
    ),
    *(
        InventedPlace(code=code, kind=PlaceKind.CAMP, name=f"Табір {number}", pad=f"C{number}-",
                      spellings=(f"Лагерь {number}",))
        for number, code in enumerate(CAMPS, start=1)
    ),
    InventedPlace(code="HOSPITAL-1", kind=PlaceKind.HOSPITAL, name="Лікарня в Липовому Гаю",
                  spellings=("Больница в Липовой Роще",)),
    InventedPlace(code=OTHER_SERVICE, kind=PlaceKind.OTHER_SERVICE, name="СЛУЖБА-2 вигаданого міністерства"),
)  # fmt: skip


def card_in_pad(number: int) -> str:
    """The card of an invented person: the next of the pad of the unit that took him, but for the missing one."""
    unit, nth = UNITS[number % len(UNITS)], number // len(UNITS) + 1
    its = next(one for one in PLACES if one.code == unit)
    return card_text(its.pad, its.first - 1 + nth + (unit == _NOT_BACK[0] and nth >= _NOT_BACK[1]), _DIGITS)


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
            if one.pad:
                issue_pad(
                    acting, code=one.code, prefix=one.pad, first=one.first, last=one.first + _PAD - 1,
                    received_by=f"черговий, {one.code}",
                )  # fmt: skip
