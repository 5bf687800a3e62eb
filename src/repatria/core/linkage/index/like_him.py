"""How the best entries agree with an enquiry in what families share: what unregistered relatives are weighed by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from repatria.core.linkage.candidates import YEAR_SHIFT, Body, Tail, Weighed, YearCounts, best_orders, level_of
from repatria.core.linkage.chances import Agreement
from repatria.core.linkage.comparison import FIELD_LEVELS

_SURNAME, _, _, _DATE = range(4)
_NO_FORMS, _NO_LEVELS, _NO_BITS = (np.zeros(0, dtype=kind) for kind in (np.int32, np.int8, np.float32))
Fellows = Callable[[int, int], int]
"""How many have a surname form and a place form."""
_OTHER_GIVEN = len(FIELD_LEVELS["given_name"]) - 1


def agreements_of(
    weighed: Weighed, numbers: Sequence[Sequence[int]], extras: Sequence[str], years: YearCounts, fellows: Fellows,
    records: float,
) -> list[Agreement]:  # fmt: skip
    """Returns how some entries agree with an enquiry, each under its best order of words.

    Given:    `numbers` of each entry: forms by role, packed date, forms of the further fields; `fellows` counts those
              of a surname in a place; `records` all who may be meant, of whom chance puts some of one surname there.
    """
    graded = list(weighed.graded.values())
    places = {at: place for place, at in enumerate(weighed.graded)}
    orders = np.array(
        [[places.get((word, role), -1) for role, word in enumerate(order)] for order in weighed.orders], dtype=np.int32
    )
    found = best_orders(
        np.concatenate([_NO_FORMS, *(one.forms for one in graded)]),
        np.concatenate([_NO_LEVELS, *(one.levels for one in graded)]),
        np.concatenate([_NO_BITS, *(one.bits for one in graded)]),
        np.array([len(one.forms) for one in graded], dtype=np.int32),
        np.array([role for _, role in weighed.graded], dtype=np.int32), np.array([one.other_bits for one in graded]),
        orders, np.array(list(weighed.orders.values())), np.array([own[:3] for own in numbers], dtype=np.int32),
        _OTHER_GIVEN,
    )  # fmt: skip
    return [
        _agreement(weighed, read, own, extras.index("place"), years, fellows, records)
        for read, own in zip(found.tolist(), numbers, strict=True)
    ]


def _agreement(
    weighed: Weighed, read: Sequence[float], own: Sequence[int], place_at: int, years: YearCounts, fellows: Fellows,
    records: float,
) -> Agreement:  # fmt: skip
    """Returns how one entry agrees.

    Given:    `read` as `best_orders` says it; `own` its numbers.
    """
    of_surname, of_given, of_patronymic, given_level = read
    places, number = weighed.extras[place_at], own[_DATE + 1 + place_at]
    place = places.level_and_bits(number)[1] if places else 0.0
    level = level_of(own[_DATE], weighed.date)
    asked, year = weighed.date.year, own[_DATE] >> YEAR_SHIFT
    beside = 0.0
    if place > 0:
        beside = max(0, fellows(own[_SURNAME], number) - 1)
        beside -= records * 2.0 ** -(of_surname + place)
    return Agreement(
        surname=of_surname, given_name=of_given, patronymic=of_patronymic, place=place,
        birth_date=float(weighed.date.bits[level]), given_level=int(given_level), date_level=level,
        years_apart=asked - year if year and asked else None, year_share=years.share_of(asked),
        fellow_villagers=max(0.0, beside),
    )  # fmt: skip


def of_surname_in_place(body: Body, tail: Tail, surname: int, place_at: int, place: int) -> int:
    """Returns how many have that very surname and that very place."""
    if surname <= 0:
        return 0
    count = 0
    if surname < len(body.surname_starts) - 1:
        first, last = body.surname_starts[surname : surname + 2]
        rows, extras = body.entries.rows[first:last], body.entries.extras[first:last]
        count = int(np.count_nonzero((extras[:, place_at] == place) & (rows["surname"] == surname)))  # the living
    if len(tail):
        rows, extras = tail.entries
        count += int(np.count_nonzero((extras[:, place_at] == place) & (rows["surname"] == surname)))
    return count
