"""How the best entries agree with an enquiry in what families share: what unregistered relatives are weighed by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from repatria.core.linkage.candidates import YEAR_SHIFT, Body, Tail, Weighed, YearCounts, level_of, look_up
from repatria.core.linkage.chances import Agreement
from repatria.core.linkage.comparison import FIELD_LEVELS
from repatria.core.linkage.forms import ROLES, Graded
from repatria.core.linkage.numbers import Floats, Ints

_SURNAME, _GIVEN, _PATRONYMIC, _DATE = range(4)


def agreements_of(
    weighed: Weighed, numbers: Sequence[Sequence[int]], extras: Sequence[str], years: YearCounts, body: Body,
    tail: Tail, records: float,
) -> list[Agreement]:  # fmt: skip
    """Returns how some entries agree with an enquiry, each under its best order of words.

    Given:    `numbers` of each entry: forms by role, packed date, forms of the further fields; `records` all who may be
              meant, by which chance alone puts men of one surname into one place.
    """
    columns = np.ascontiguousarray(np.array(numbers, dtype=np.int32).reshape(len(numbers), -1).T)
    orders = np.array(list(weighed.orders), dtype=np.int64).reshape(-1, len(ROLES))
    bits = np.zeros((len(ROLES), int(orders.max(initial=0)) + 2, len(numbers)), dtype=np.float32)
    levels = np.zeros(bits.shape, dtype=np.int8)  # the last word of each role, -1, is none
    for (word, role), graded in weighed.graded.items():
        levels[role, word], bits[role, word] = _looked_up(graded, columns[role])
    priors = np.fromiter(weighed.orders.values(), dtype=np.float32, count=len(orders))
    of_role = [bits[role, orders[:, role]] for role in range(len(ROLES))]
    best = (priors[:, None] + of_role[0] + of_role[1] + of_role[2]).argmax(axis=0)
    place_at = extras.index("place")
    places = weighed.extras[place_at]
    place_forms = columns[_DATE + 1 + place_at]
    place = _looked_up(places, place_forms)[1] if places else np.zeros(len(numbers), dtype=np.float32)
    found = []
    for at, order in enumerate(best.tolist()):
        surname = float(of_role[_SURNAME][order, at]) + float(priors[order])
        level = level_of(int(columns[_DATE, at]), weighed.date)
        year = int(columns[_DATE, at]) >> YEAR_SHIFT
        here, beside = float(place[at]), 0.0
        if here > 0:
            beside = _fellow_villagers(body, tail, int(columns[_SURNAME, at]), place_at, int(place_forms[at]))
            beside -= records * 2.0 ** -(surname + here)
        found.append(Agreement(
            surname=surname, patronymic=float(of_role[_PATRONYMIC][order, at]), place=here,
            birth_date=float(weighed.date.bits[level]),
            given_level=int(levels[_GIVEN, orders[order, _GIVEN], at]), date_level=level,
            years_apart=weighed.date.year - year if year and weighed.date.year else None,
            year_share=years.share_of(weighed.date.year), fellow_villagers=max(0.0, beside),
        ))  # fmt: skip
    return found


def _looked_up(graded: Graded, wanted: Ints) -> tuple[NDArray[np.int8], Floats]:
    other = len(FIELD_LEVELS[graded.field]) - 1
    return look_up(graded.forms, graded.levels, graded.bits, other, graded.other_bits, wanted)


def _fellow_villagers(body: Body, tail: Tail, surname: int, place_at: int, place: int) -> int:
    """Returns how many others have that very surname and that very place."""
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
    return max(0, count - 1)
