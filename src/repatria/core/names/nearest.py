"""The search for forms near an asked reading: compiled.

What stands under the keys of each asked reading is compared with it, a reading once; the forms that found readings are
readings of are returned with the least distance.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from repatria.core.names.byte_strings import NOWHERE, slot_of
from repatria.core.names.distance import ROOM, TOO_FAR, UNITS, bounded_edits
from repatria.core.names.filed import MAX_PER_KEY, Shelf, candidates_under
from repatria.core.names.keys import MAX_ASKED_KEYS, MAX_BONES, asked_keys
from repatria.core.names.sounds import MAX_SOUNDS, OTHER

MIN_UNITS = UNITS + UNITS // 10
UNITS_PER_SOUND = 30
"""Hundredths of an edit allowed for each sound of the shorter reading, but one edit, the dearest too, always."""
FULLY_ASKED, FULLY_ASKED_UNITS = 6, 50
"""Readings, the likeliest and none dearer, whose every key is looked up; others are found with wrong vowels only."""
_AT_MOST = 4 * MAX_PER_KEY
"""Readings compared with one asked reading."""
_FIRST_ROOM = 4096
_HALF, _SIZE_AT, _NIBBLE = np.uint64(32), np.uint64(28), np.uint64(15)
_SOUNDS_ONLY = np.uint64(0x0FFFFFFF0FFFFFFF)
assert OTHER < _SIZE_AT and MAX_SOUNDS < 256  # what a signature has room for


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


class Costs(NamedTuple):
    """What edits cost (see distance), the least that any and that a lost sound costs, consonant classes (see keys)."""

    between: NDArray[np.int32]
    swap: np.int32
    least: int
    least_lost: int
    folds: NDArray[np.uint8]


class Uses(NamedTuple):
    """Which forms have a reading: the first use of each, then a chain of (form, next use), with penalties."""

    first: NDArray[np.int32]
    links: NDArray[np.int32]
    penalties: NDArray[np.uint8]


@numba.njit(cache=True, nogil=True)
def _slot(number: int, table: NDArray[np.int32]) -> int:
    """Returns where a number stands in an open table, or the free place where it would."""
    mask = np.uint64(len(table) - 1)
    slot = np.int64((np.uint64(number) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(32)) & mask)
    while table[slot] != NOWHERE and table[slot] != number:
        slot = np.int64((np.uint64(slot) + np.uint64(1)) & mask)
    return int(slot)


@numba.njit(cache=True, nogil=True)
def _size_for(count: int) -> int:
    size = 64
    while size < 2 * count:
        size *= 2
    return size


@numba.njit(cache=True, nogil=True)
def signature_of(sounds: NDArray[np.uint8]) -> np.uint64:
    """Returns which sounds a reading has, which it has twice, and its length: eight bytes to refuse most others by."""
    once, twice = np.uint64(0), np.uint64(0)
    for number in sounds:
        bit = np.uint64(1) << np.uint64(min(number, OTHER))
        twice |= once & bit
        once |= bit
    size = np.uint64(len(sounds))
    return once | twice << _HALF | (size & _NIBBLE) << _SIZE_AT | (size >> np.uint64(4)) << (_HALF + _SIZE_AT)


@numba.njit(cache=True, nogil=True)
def _size_in(signature: np.uint64) -> int:
    low, high = signature >> _SIZE_AT & _NIBBLE, signature >> (_HALF + _SIZE_AT)
    return int(low | high << np.uint64(4))


@numba.njit(cache=True, nogil=True)
def _count(bits: np.uint64) -> int:
    bits -= bits >> np.uint64(1) & np.uint64(0x5555555555555555)
    bits = (bits & np.uint64(0x3333333333333333)) + (bits >> np.uint64(2) & np.uint64(0x3333333333333333))
    bits = bits + (bits >> np.uint64(4)) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int(bits * np.uint64(0x0101010101010101) >> np.uint64(56))


@numba.njit(cache=True, nogil=True)
def least_edits(one: np.uint64, other: np.uint64, costs: Costs) -> int:
    """Returns a bound below the distance of two readings by their signatures.

    Units:    hundredths of an edit.
    Given:    a sound that only one of them has was lost or is another one there; the longer one lost some for certain.
    """
    size, length = _size_in(one), _size_in(other)
    if size < length:
        one, other, size, length = other, one, length, size
    longer, shorter = _count(one & ~other & _SOUNDS_ONLY), _count(other & ~one & _SOUNDS_ONLY)
    return max(costs.least * longer, costs.least * shorter + costs.least_lost * (size - length))


@numba.njit(cache=True, nogil=True)
def sign_all(sounds: NDArray[np.uint8], starts: NDArray[np.uint32], signatures: NDArray[np.uint64], first: int) -> None:
    """Writes the signatures of readings from `first` on."""
    for reading in range(first, len(signatures)):
        signatures[reading] = signature_of(sounds[starts[reading] : starts[reading + 1]])


@numba.njit(cache=True, nogil=True)
def _limit(size: int, length: int, most: int) -> int:
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
    seen = np.full(_FIRST_ROOM, NOWHERE, np.int32)
    by_whom = np.zeros(_FIRST_ROOM, np.int32)
    best = np.empty(_FIRST_ROOM, np.int32)
    taken = 0
    for question in range(len(asked.penalties)):
        question_sounds = asked.sounds[asked.starts[question] : asked.starts[question + 1]]
        penalty, signed = asked.penalties[question], signature_of(question_sounds)
        count = asked_keys(question_sounds, costs.folds, bones, keys)
        if question >= FULLY_ASKED or penalty > FULLY_ASKED_UNITS:
            count = 1
        candidates[0] = filed.slots[slot_of(question_sounds, sounds, starts, filed.slots)]
        first = 1 if candidates[0] != NOWHERE else 0
        size = first + candidates_under(keys, count, shelf, candidates[first:])
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
            theirs_signed = filed.signatures[reading]
            # A dear reading has less left to spend; that it fits as it is always counts.
            limit = max(_limit(len(question_sounds), _size_in(theirs_signed), most) - penalty, 0)
            limit = min(limit, min(most, best[slot]) - penalty)
            if limit < least_edits(signed, theirs_signed, costs):
                continue
            theirs = sounds[starts[reading] : starts[reading + 1]]
            edits = bounded_edits(question_sounds, theirs, costs.between, costs.swap, np.int32(limit), rows)
            if edits <= limit:
                best[slot] = penalty + edits
    return _forms_of(seen, best, taken, most, uses)


@numba.njit(cache=True, nogil=True)
def _forms_of(
    seen: NDArray[np.int32],
    best: NDArray[np.int32],
    taken: int,
    most: int,
    uses: Uses,
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Returns the forms that found readings are readings of, each once with its least distance, nearest first."""
    count = 0
    for slot in range(len(seen)):
        if seen[slot] != NOWHERE and best[slot] <= most:
            use = uses.first[seen[slot]]
            while use != NOWHERE:
                count += 1
                use = uses.links[use, 1]
    table = np.full(_size_for(count), NOWHERE, np.int32)
    order = np.empty(len(table), np.int32)
    forms, units = np.empty(count, np.int32), np.empty(count, np.int32)
    size = 0
    for slot in range(len(seen)):
        if seen[slot] == NOWHERE or best[slot] > most:
            continue
        use = uses.first[seen[slot]]
        while use != NOWHERE:
            form, distance = uses.links[use, 0], best[slot] + np.int32(uses.penalties[use])
            at = _slot(form, table)
            if table[at] == NOWHERE and distance <= most:
                table[at] = form
                order[at] = size
                forms[size], units[size] = form, distance
                size += 1
            elif table[at] != NOWHERE and distance < units[order[at]]:
                units[order[at]] = distance
            use = uses.links[use, 1]
    # Distance before number: one whole number says both.
    ranked = np.sort(units[:size].astype(np.int64) << np.int64(32) | forms[:size].astype(np.int64))
    for at in range(size):
        forms[at] = ranked[at] & 0xFFFFFFFF
    return forms[:size].copy(), ((ranked >> np.int64(32)) / UNITS).astype(np.float32)


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
