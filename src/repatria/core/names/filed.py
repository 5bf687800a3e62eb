"""The compiled inside of `similar.FormIndex`: readings filed under keys, and the search through them.

Readings lie end to end as numbers. Keys are not stored: a table of places, one for each of the first bits of a key,
says where its readings stand in one long array (the body, written at once) or begins a chain of them (the tail, of
readings added since). Another key that shares a place brings readings that the comparison then refuses.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.names.byte_strings import NOWHERE
from repatria.core.names.distance import ROOM, TOO_FAR, UNITS, bounded_edits
from repatria.core.names.keys import MAX_ASKED_KEYS, MAX_BONES, MAX_FILED_KEYS, asked_keys, filed_keys

MAX_PER_KEY = 6000
"""Readings looked at under one key, so that a register of look-alike names cannot take all the time; a reading that
is equal is looked at before."""
MIN_UNITS = UNITS + UNITS // 10
UNITS_PER_SOUND = 30
"""Hundredths of an edit allowed for each sound of the shorter reading, but one edit, the dearest too, always."""
FULLY_ASKED = 6
"""Readings, the likeliest, whose every key is looked up; further ones are found with any vowels, but no wrong consonant."""
_CROWDED = 4


@numba.njit(cache=True, nogil=True)
def place_of(key: np.uint64, bits: int) -> int:
    """Returns the place of a key in a table of 2 to the power of `bits`."""
    return np.int64(key >> np.uint64(64 - bits))


@numba.njit(cache=True, nogil=True)
def write_body(
    sounds: NDArray[np.uint8], starts: NDArray[np.uint32], count: int, bits: int, folds: NDArray[np.uint8]
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Returns the body of `count` readings: where each place's readings begin, and the readings place by place."""
    bones, keys = np.empty(MAX_BONES, np.uint8), np.empty(MAX_FILED_KEYS, np.uint64)
    ends = np.zeros((1 << bits) + 1, np.uint32)
    for reading in range(count):
        for at in range(filed_keys(sounds[starts[reading] : starts[reading + 1]], folds, bones, keys)):
            ends[place_of(keys[at], bits) + 1] += 1
    for place in range(1, len(ends)):
        ends[place] += ends[place - 1]
    filed = np.empty(ends[-1], np.int32)
    free = ends[:-1].copy()
    for reading in range(count):
        for at in range(filed_keys(sounds[starts[reading] : starts[reading + 1]], folds, bones, keys)):
            place = place_of(keys[at], bits)
            filed[free[place]] = reading
            free[place] += 1
    return ends, filed


@numba.njit(cache=True, nogil=True)
def count_keys(sounds: NDArray[np.uint8], starts: NDArray[np.uint32], count: int, folds: NDArray[np.uint8]) -> int:
    """Returns under how many keys `count` readings are filed."""
    bones, keys = np.empty(MAX_BONES, np.uint8), np.empty(MAX_FILED_KEYS, np.uint64)
    total = 0
    for reading in range(count):
        total += filed_keys(sounds[starts[reading] : starts[reading + 1]], folds, bones, keys)
    return total


@numba.njit(cache=True, nogil=True)
def chain(
    reading: int,
    sounds: NDArray[np.uint8],
    starts: NDArray[np.uint32],
    folds: NDArray[np.uint8],
    heads: NDArray[np.int32],
    links: NDArray[np.int32],
    used: int,
    bits: int,
) -> int:
    """Files one more reading in the tail; returns how many links are used then."""
    bones, keys = np.empty(MAX_BONES, np.uint8), np.empty(MAX_FILED_KEYS, np.uint64)
    for at in range(filed_keys(sounds[starts[reading] : starts[reading + 1]], folds, bones, keys)):
        place = place_of(keys[at], bits)
        links[used, 0], links[used, 1] = reading, heads[place]
        heads[place] = used
        used += 1
    return used


@numba.njit(cache=True, nogil=True)
def _slot(number: int, table: NDArray[np.int32]) -> int:
    """Returns where a number stands in an open table, or the free place where it would."""
    mask = np.uint64(len(table) - 1)
    slot = np.int64((np.uint64(number) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(32)) & mask)
    while table[slot] != NOWHERE and table[slot] != number:
        slot = np.int64((np.uint64(slot) + np.uint64(1)) & mask)
    return slot


@numba.njit(cache=True, nogil=True)
def _size_for(count: int) -> int:
    size = 64
    while size < 2 * count:
        size *= 2
    return size


@numba.njit(cache=True, nogil=True)
def _limit(size: int, length: int, most: int) -> int:
    return min(most, max(MIN_UNITS, UNITS_PER_SOUND * min(size, length)))


@numba.njit(cache=True, nogil=True)
def _candidates(
    keys: NDArray[np.uint64],
    count: int,
    ends: NDArray[np.uint32],
    filed: NDArray[np.int32],
    bits: int,
    heads: NDArray[np.int32],
    links: NDArray[np.int32],
    tail_bits: int,
    found: NDArray[np.int32],
) -> int:
    """Writes the readings that stand under some keys into `found` while there is room; returns how many."""
    size = 0
    for at in range(count):
        place = place_of(keys[at], bits)
        begin, end = np.int64(ends[place]), np.int64(ends[place + 1])
        end = min(end, begin + MAX_PER_KEY)
        for position in range(begin, end):
            if size < len(found):
                found[size] = filed[position]
                size += 1
        link = heads[place_of(keys[at], tail_bits)]
        left = MAX_PER_KEY
        while link != NOWHERE and left > 0:
            if size < len(found):
                found[size] = links[link, 0]
                size += 1
            left -= 1
            link = links[link, 1]
    return size


@numba.njit(cache=True, nogil=True)
def search(
    asked: NDArray[np.uint8],
    asked_starts: NDArray[np.int64],
    asked_penalties: NDArray[np.int64],
    equal: NDArray[np.int32],
    most: int,
    between: NDArray[np.int32],
    swap: np.int32,
    folds: NDArray[np.uint8],
    sounds: NDArray[np.uint8],
    starts: NDArray[np.uint32],
    ends: NDArray[np.uint32],
    filed: NDArray[np.int32],
    bits: int,
    heads: NDArray[np.int32],
    links: NDArray[np.int32],
    tail_bits: int,
    first_use: NDArray[np.int32],
    uses: NDArray[np.int32],
    use_penalties: NDArray[np.uint8],
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Returns the forms near any of the asked readings, each once, with their distance; in no order."""
    bones, keys = np.empty(MAX_BONES, np.uint8), np.empty(MAX_ASKED_KEYS, np.uint64)
    rows = np.empty(ROOM, np.int32)
    candidates = np.empty(_CROWDED * MAX_PER_KEY, np.int32)
    seen = np.full(4096, NOWHERE, np.int32)
    by_whom = np.zeros(4096, np.int32)
    best = np.empty(4096, np.int32)
    taken = 0
    for question in range(len(asked_penalties)):
        question_sounds = asked[asked_starts[question] : asked_starts[question + 1]]
        penalty = asked_penalties[question]
        count = asked_keys(question_sounds, folds, bones, keys)
        if question >= FULLY_ASKED:
            count = 1
        candidates[0] = equal[question]
        first = 1 if candidates[0] != NOWHERE else 0
        size = first + _candidates(keys, count, ends, filed, bits, heads, links, tail_bits, candidates[first:])
        if 2 * (taken + size) > len(seen):  # a bigger table, the same content
            old_seen, old_by, old_best = seen, by_whom, best
            room = _size_for(taken + size)
            seen = np.full(room, NOWHERE, np.int32)
            by_whom, best = np.zeros(room, np.int32), np.empty(room, np.int32)
            for old in range(len(old_seen)):
                if old_seen[old] != NOWHERE:
                    slot = _slot(old_seen[old], seen)
                    seen[slot], by_whom[slot], best[slot] = old_seen[old], old_by[old], old_best[old]
        for at in range(size):
            reading = candidates[at]
            slot = _slot(reading, seen)
            if seen[slot] == NOWHERE:
                seen[slot] = reading
                best[slot] = TOO_FAR
                taken += 1
            elif by_whom[slot] == question:
                continue
            by_whom[slot] = question
            theirs = sounds[starts[reading] : starts[reading + 1]]
            # A dear reading has less left to spend; that it fits as it is always counts.
            limit = max(_limit(len(question_sounds), len(theirs), most) - penalty, 0)
            limit = min(limit, min(most, best[slot]) - penalty)
            if limit < 0:
                continue
            edits = bounded_edits(question_sounds, theirs, between, swap, np.int32(limit), rows)
            if edits <= limit:
                best[slot] = penalty + edits
    return _forms_of(seen, best, taken, most, first_use, uses, use_penalties)


@numba.njit(cache=True, nogil=True)
def _forms_of(
    seen: NDArray[np.int32],
    best: NDArray[np.int32],
    taken: int,
    most: int,
    first_use: NDArray[np.int32],
    uses: NDArray[np.int32],
    use_penalties: NDArray[np.uint8],
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Returns the forms that found readings are readings of, each once with its least distance."""
    count = 0
    for slot in range(len(seen)):
        if seen[slot] != NOWHERE and best[slot] <= most:
            use = first_use[seen[slot]]
            while use != NOWHERE:
                count += 1
                use = uses[use, 1]
    table = np.full(_size_for(count), NOWHERE, np.int32)
    order = np.empty(len(table), np.int32)
    forms, units = np.empty(count, np.int32), np.empty(count, np.int32)
    size = 0
    for slot in range(len(seen)):
        if seen[slot] == NOWHERE or best[slot] > most:
            continue
        use = first_use[seen[slot]]
        while use != NOWHERE:
            form, distance = uses[use, 0], best[slot] + np.int32(use_penalties[use])
            at = _slot(form, table)
            if table[at] == NOWHERE and distance <= most:
                table[at] = form
                order[at] = size
                forms[size], units[size] = form, distance
                size += 1
            elif table[at] != NOWHERE and distance < units[order[at]]:
                units[order[at]] = distance
            use = uses[use, 1]
    return forms[:size], (units[:size] / UNITS).astype(np.float32)


@numba.njit(cache=True, nogil=True)
def link_uses(
    readings: NDArray[np.int32],
    forms: NDArray[np.int32],
    first_use: NDArray[np.int32],
    uses: NDArray[np.int32],
    used: int,
) -> int:
    """Notes for each reading that a form is read so; returns how many uses there are then."""
    for at in range(len(readings)):
        uses[used, 0], uses[used, 1] = forms[at], first_use[readings[at]]
        first_use[readings[at]] = used
        used += 1
    return used


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
