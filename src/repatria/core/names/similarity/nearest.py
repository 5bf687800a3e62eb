"""The search for forms near an asked reading: compiled.

What stands under the keys of each asked reading is compared with it, a reading once; the forms that found readings are
readings of are returned with the least distance.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.names.similarity.byte_strings import NOWHERE, slot_of
from repatria.core.names.similarity.distance import ROOM, TOO_FAR, UNITS, bounded_edits
from repatria.core.names.similarity.filed import MAX_PER_KEY, Shelf, candidates_under
from repatria.core.names.similarity.keys import MAX_ASKED_KEYS, MAX_BONES, asked_keys
from repatria.core.names.similarity.signatures import Costs, least_edits, least_of_sounds, signature_of, size_in

MIN_UNITS = UNITS + UNITS // 10
MOST_UNITS = 250
"""Of the distance, where nothing else is asked for."""
UNITS_PER_SOUND = 30
"""Hundredths of an edit allowed for each sound of the shorter reading, but one edit, the dearest too, always."""
FULLY_ASKED, FULLY_ASKED_UNITS = 6, 50
"""Readings, the likeliest and none dearer, whose every key is looked up; others are found with wrong vowels only."""
_AT_MOST = 4 * MAX_PER_KEY
"""Readings compared with one asked reading."""
_FIRST_ROOM = 2048


class Asked(NamedTuple):
    """Readings asked for, end to end, the likeliest first."""

    sounds: NDArray[np.uint8]
    starts: NDArray[np.int64]
    penalties: NDArray[np.int64]


class Filed(NamedTuple):
    """Readings filed, end to end; the table by which an equal one is found (see byte_strings); their signatures."""

    sounds: NDArray[np.uint8]
    starts: NDArray[np.uint32]
    slots: NDArray[np.int32]
    signatures: NDArray[np.uint64]


class Uses(NamedTuple):
    """Which forms have a reading: the first use of each, then a chain of (form, next use), with penalties.

    Given:    `used` of them, in the order of their forms; `readings` whose they are.
    """

    first: NDArray[np.int32]
    links: NDArray[np.int32]
    penalties: NDArray[np.uint8]
    readings: NDArray[np.int32]
    used: int


@numba.njit(cache=True, nogil=True)
def _slot(number: int, table: NDArray[np.int32], numbers: NDArray[np.int32]) -> int:
    """Returns where an open table says at which place of `numbers` a number stands, or the free slot for it."""
    mask = np.uint64(len(table) - 1)
    slot = np.int64((np.uint64(number) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(32)) & mask)
    while table[slot] != NOWHERE and numbers[table[slot]] != number:
        slot = np.int64((np.uint64(slot) + np.uint64(1)) & mask)
    return int(slot)


@numba.njit(cache=True, nogil=True)
def _size_for(count: int) -> int:
    size = 64
    while size < 2 * count:
        size *= 2
    return size


@numba.njit(cache=True, nogil=True)
def _limit(size: int, length: int | np.int64, most: int) -> int | np.int64:
    return min(most, max(MIN_UNITS, UNITS_PER_SOUND * min(size, length)))


@numba.njit(cache=True, nogil=True)
def search(
    asked: Asked,
    most: int,
    costs: Costs,
    filed: Filed,
    shelf: Shelf,
    uses: Uses,
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Returns the forms near any of the asked readings, each once, nearest first, with their distance."""
    sounds, starts = filed.sounds, filed.starts
    bones, keys = np.empty(MAX_BONES, np.uint8), np.empty(MAX_ASKED_KEYS, np.uint64)
    rows = np.empty(ROOM, np.int32)
    candidates = np.empty(_AT_MOST, np.int32)
    table = np.full(_FIRST_ROOM, NOWHERE, np.int32)  # where each reading stands among those compared
    compared = np.empty(_FIRST_ROOM, np.int32)
    by_whom, best = np.empty(_FIRST_ROOM, np.int32), np.empty(_FIRST_ROOM, np.int32)
    taken = 0
    for question in range(len(asked.penalties)):
        question_sounds = asked.sounds[asked.starts[question] : asked.starts[question + 1]]
        penalty, signed = asked.penalties[question], signature_of(question_sounds)
        beside = least_of_sounds(signed, costs.between)
        count = asked_keys(question_sounds, costs.folds, bones, keys)
        if question >= FULLY_ASKED or penalty > FULLY_ASKED_UNITS:
            count = 1
        candidates[0] = filed.slots[slot_of(question_sounds, sounds, starts, filed.slots)]
        first = 1 if candidates[0] != NOWHERE else 0
        size = first + candidates_under(keys, count, shelf, candidates[first:])
        kept = 0
        for at in range(size):
            signature = filed.signatures[candidates[at]]
            # A dear reading has less left to spend; that it fits as it is always counts.
            limit = max(_limit(len(question_sounds), size_in(signature), most) - penalty, 0)
            if least_edits(signed, signature, beside, costs) <= min(limit, most - penalty):
                candidates[kept] = candidates[at]
                kept += 1
        if 2 * (taken + kept) > len(table):
            table = np.full(_size_for(taken + kept), NOWHERE, np.int32)
            for at in range(taken):
                table[_slot(compared[at], table, compared)] = at
        compared, by_whom, best = (
            _grown_to(taken + kept, compared), _grown_to(taken + kept, by_whom), _grown_to(taken + kept, best),
        )  # fmt: skip
        for at in range(kept):
            reading = candidates[at]
            slot = _slot(reading, table, compared)
            place = table[slot]
            if place == NOWHERE:
                place = table[slot] = taken
                compared[place], best[place] = reading, TOO_FAR
                taken += 1
            elif by_whom[place] == question:
                continue
            by_whom[place] = question
            theirs = sounds[starts[reading] : starts[reading + 1]]
            limit = max(_limit(len(question_sounds), len(theirs), most) - penalty, 0)
            limit = min(limit, min(most, best[place]) - penalty)
            if limit >= 0:
                edits = bounded_edits(question_sounds, theirs, costs.between, costs.swap, np.int32(limit), rows)
                if edits <= limit:
                    best[place] = penalty + edits
    return _forms_of(compared[:taken], best[:taken], most, uses)


@numba.njit(cache=True, nogil=True)
def _grown_to(size: int, column: NDArray[np.int32]) -> NDArray[np.int32]:
    """Returns a column with room for so many, the same content; itself where it has it."""
    if size <= len(column):
        return column
    larger = np.empty(max(size, 2 * len(column)), np.int32)
    larger[: len(column)] = column
    return larger


@numba.njit(cache=True, nogil=True)
def _forms_of(
    readings: NDArray[np.int32], best: NDArray[np.int32], most: int, uses: Uses
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Returns the forms that found readings are readings of, each once with its least distance, nearest first."""
    count = 0
    for at in range(len(readings)):
        use = uses.first[readings[at]] if best[at] <= most else NOWHERE
        while use != NOWHERE:
            count += 1
            use = uses.links[use, 1]
    table = np.full(_size_for(count), NOWHERE, np.int32)
    forms, units = np.empty(count, np.int32), np.empty(count, np.int32)
    size = 0
    for at in range(len(readings)):
        use = uses.first[readings[at]] if best[at] <= most else NOWHERE
        while use != NOWHERE:
            form, distance = uses.links[use, 0], best[at] + np.int32(uses.penalties[use])
            slot = _slot(form, table, forms)
            if table[slot] == NOWHERE and distance <= most:
                table[slot] = size
                forms[size], units[size] = form, distance
                size += 1
            elif table[slot] != NOWHERE and distance < units[table[slot]]:
                units[table[slot]] = distance
            use = uses.links[use, 1]
    # Distance before number: one whole number says both.
    ranked = np.sort(units[:size].astype(np.int64) << np.int64(32) | forms[:size].astype(np.int64))
    for at in range(size):
        forms[at] = ranked[at] & 0xFFFFFFFF
    return forms[:size].copy(), ((ranked >> np.int64(32)) / UNITS).astype(np.float32)


@numba.njit(cache=True, nogil=True)
def _first_use_of(form: int, links: NDArray[np.int32], used: int) -> int:
    """Returns where the uses of a form begin: they lie in the order of the forms."""
    low, high = 0, used
    while low < high:
        middle = (low + high) >> 1
        if links[middle, 0] < form:
            low = middle + 1
        else:
            high = middle
    return low


@numba.njit(cache=True, nogil=True)
def measure(
    asked: Asked, most: int, a_sound: int, costs: Costs, filed: Filed, uses: Uses, forms: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Returns how far some forms are, TOO_FAR above `most` and above `a_sound` for each sound of the shorter reading.

    Returns:  also which of them `search` would allow, had it come across them: they share no key with what is asked.
    """
    rows = np.empty(ROOM, np.int32)
    found, is_near = np.full(len(forms), TOO_FAR, np.int32), np.zeros(len(forms), np.bool_)
    for question in range(len(asked.penalties)):
        sounds = asked.sounds[asked.starts[question] : asked.starts[question + 1]]
        penalty, signed = asked.penalties[question], signature_of(sounds)
        beside = least_of_sounds(signed, costs.between)
        for at in range(len(forms)):
            form = forms[at]
            for use in range(_first_use_of(form, uses.links, uses.used), uses.used):
                if uses.links[use, 0] != form:
                    break
                reading = uses.readings[use]
                signature = filed.signatures[reading]
                dear = penalty + np.int64(uses.penalties[use])
                shorter = min(np.int64(len(sounds)), size_in(signature))
                limit = min(most, max(MIN_UNITS, a_sound * shorter)) - dear
                if is_near[at]:
                    limit = min(limit, found[at] - 1 - dear)
                if limit < 0 or least_edits(signed, signature, beside, costs) > limit:
                    continue
                theirs = filed.sounds[filed.starts[reading] : filed.starts[reading + 1]]
                edits = bounded_edits(sounds, theirs, costs.between, costs.swap, np.int32(limit), rows)
                if edits <= limit:
                    found[at] = min(found[at], dear + edits)
                    is_near[at] |= edits <= _limit(len(sounds), shorter, MOST_UNITS) - penalty
    return found, is_near


@numba.njit(cache=True, nogil=True)
def link_uses(
    readings: NDArray[np.int32],
    forms: NDArray[np.int32],
    first_use: NDArray[np.int32],
    uses: NDArray[np.int32],
    use_readings: NDArray[np.int32],
    used: int,
) -> int:
    """Notes for each reading that a form is read so; returns how many uses there are then."""
    for at in range(len(readings)):
        uses[used, 0], uses[used, 1], use_readings[used] = forms[at], first_use[readings[at]], readings[at]
        first_use[readings[at]] = used
        used += 1
    return used


@numba.njit(cache=True, nogil=True)
def readings_of_uses(first_use: NDArray[np.int32], uses: NDArray[np.int32], readings: int) -> NDArray[np.int32]:
    """Returns whose reading each use is, from the chains."""
    found, steps = np.zeros(len(uses), np.int32), 0
    for reading in range(readings):
        use = first_use[reading]
        while use != NOWHERE and steps < len(uses):  # in a file that was forged a use may stand in many chains
            found[use] = reading
            steps += 1
            use = uses[use, 1]
    return found


@numba.njit(cache=True, nogil=True)
def beginning(
    letter: NDArray[np.uint8],
    sounds: np.uint32,
    texts: NDArray[np.uint8],
    text_starts: NDArray[np.uint32],
    first_sounds: NDArray[np.uint32],
    count: int,
) -> NDArray[np.int32]:
    """Returns the forms that begin with a letter (its bytes), or with one of some sounds (one bit each)."""
    found = np.empty(count, np.int32)
    size = 0
    for form in range(count):
        fits = (first_sounds[form] & sounds) != 0
        if not fits:
            begin = np.int64(text_starts[form])
            fits = np.int64(text_starts[form + 1]) - begin >= len(letter)
            for at in range(len(letter)):
                fits = fits and texts[begin + at] == letter[at]
        if fits:
            found[size] = form
            size += 1
    return found[:size].copy()
