"""How the best entries agree with an enquiry in what families share: what unregistered relatives are weighed by."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from repatria.core.linkage.candidates import YEAR_SHIFT, Body, Tail, Weighed, YearCounts, level_of, look_up
from repatria.core.linkage.chances import Agreement
from repatria.core.linkage.comparison import FIELD_LEVELS
from repatria.core.linkage.forms import NONE, Graded
from repatria.core.linkage.numbers import Ints

_SURNAME, _GIVEN, _PATRONYMIC, _DATE = range(4)


def agreements_of(
    weighed: Weighed, numbers: Sequence[Sequence[int]], extras: Sequence[str], years: YearCounts, body: Body,
    tail: Tail, records: float,
) -> list[Agreement]:  # fmt: skip
    """Returns how some entries agree with an enquiry, each under its best order of words.

    Given:    `numbers` of each entry: forms by role, packed date, forms of the further fields; `records` all who may be
              meant, by which chance alone puts men of one surname into one place.
    """
    columns = np.array(numbers, dtype=np.int32).T.copy()
    looked_up = {at: _looked_up(graded, columns[at[1]]) for at, graded in weighed.graded.items()}
    looked_up |= dict.fromkeys(((NONE, role) for role in range(3)), ([0] * len(numbers), [0.0] * len(numbers)))
    place_at = extras.index("place")
    places = weighed.extras[place_at]
    place = _looked_up(places, columns[_DATE + 1 + place_at])[1] if places else None
    return [
        _agreement(weighed, looked_up, at, own, place[at] if place else 0.0, place_at, years, body, tail, records)
        for at, own in enumerate(numbers)
    ]


_LookedUp = Mapping[tuple[int, int], tuple[list[int], list[float]]]


def _agreement(
    weighed: Weighed, looked_up: _LookedUp, at: int, own: Sequence[int], place: float, place_at: int, years: YearCounts,
    body: Body, tail: Tail, records: float,
) -> Agreement:  # fmt: skip
    """Returns how one entry agrees under its best order of words.

    Given:    `looked_up` by word and role, NONE for no word: levels and bits, of which the entry's stand at `at`; `own`
              its numbers.
    """
    best, order, of_surname = -math.inf, (NONE, NONE, NONE), 0.0
    for words, prior in weighed.orders.items():
        of_words = prior + looked_up[words[0], 0][1][at]
        bits = of_words + looked_up[words[1], 1][1][at] + looked_up[words[2], 2][1][at]
        if bits > best:
            best, order, of_surname = bits, words, of_words
    level = level_of(own[_DATE], weighed.date)
    asked, year = weighed.date.year, own[_DATE] >> YEAR_SHIFT
    beside = 0.0
    if place > 0:
        beside = _fellow_villagers(body, tail, own[_SURNAME], place_at, own[_DATE + 1 + place_at])
        beside -= records * 2.0 ** -(of_surname + place)
    return Agreement(
        surname=of_surname,
        patronymic=looked_up[order[2], _PATRONYMIC][1][at], place=place, birth_date=float(weighed.date.bits[level]),
        given_level=looked_up[order[1], _GIVEN][0][at], date_level=level,
        years_apart=asked - year if year and asked else None, year_share=years.share_of(asked),
        fellow_villagers=max(0.0, beside),
    )  # fmt: skip


def _looked_up(graded: Graded, wanted: Ints) -> tuple[list[int], list[float]]:
    """Returns levels and bits of some forms."""
    other = len(FIELD_LEVELS[graded.field]) - 1
    levels, bits = look_up(graded.forms, graded.levels, graded.bits, other, graded.other_bits, wanted)
    return levels.tolist(), bits.tolist()


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
