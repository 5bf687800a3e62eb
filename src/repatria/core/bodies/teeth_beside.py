"""Teeth after death beside teeth as they were told: what agrees, what later treatment explains, what nothing explains.

A tooth that was drawn does not come back, and a filling does not grow out: where the earlier record shows treatment and
the later one a sound tooth, it is another person or another tooth. The other way round a dentist may have been there
since. What was lost after death, or decayed, says nothing of either.

Source:   American Board of Forensic Odontology, Body Identification Guidelines; ISO 3950 for numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from repatria.core.bodies.said_beside import BesideGroup, BesideWord, Reason
from repatria.core.vocabulary.body_record import ToothCode, ToothSaid

_C = ToothCode
_MADE = frozenset({_C.FILLED, _C.CROWN, _C.BRIDGE, _C.ROOT_FILLED, _C.IMPLANT, _C.DENTURE})
_IN_PLACE_OF = frozenset({_C.BRIDGE, _C.IMPLANT, _C.DENTURE})
"""What stands where a tooth is missing."""
_NATURAL = frozenset({_C.SOUND, _C.FILLED, _C.CROWN, _C.ROOT_FILLED, _C.DECAYED, _C.UNERUPTED})
_SILENT = frozenset({_C.MISSING_AFTER, _C.BROKEN, _C.ROOT_ONLY})
_MILK = 50
WHOLE = 8
"""Sound on both sides: from so many teeth on that says something."""


def _of_two(post: ToothCode, ante: ToothCode) -> BesideWord | None:
    if post in _SILENT or ante in _SILENT:
        return None
    if ante is _C.MISSING_BEFORE:
        if post is _C.MISSING_BEFORE:
            return BesideWord.TOOTH_AGREES
        return BesideWord.TOOTH_TREATED_SINCE if post in _IN_PLACE_OF else BesideWord.TOOTH_CANNOT
    if ante in _IN_PLACE_OF and post in (_NATURAL - {_C.CROWN}):
        return BesideWord.TOOTH_CANNOT
    if ante in _MADE and post in (_C.SOUND, _C.UNERUPTED):
        return BesideWord.TOOTH_CANNOT
    if ante is post and ante in _MADE:
        return BesideWord.TOOTH_AGREES
    if ante is not _C.UNERUPTED and post is _C.UNERUPTED:
        return BesideWord.TOOTH_CANNOT
    return None if ante is post else BesideWord.TOOTH_TREATED_SINCE


def teeth_beside(post: Sequence[ToothSaid], ante: Sequence[ToothSaid]) -> Iterator[Reason]:
    """Lays teeth of both sides beside each other by their numbers.

    Given:    milk teeth are left out: a child has lost them since.
    """
    seen, told = ({one.tooth: one for one in said if one.tooth < _MILK} for said in (post, ante))
    sound = 0
    for number in sorted(seen.keys() & told.keys()):
        one, other = seen[number], told[number]
        sound += one.code is other.code is _C.SOUND
        if word := _of_two(one.code, other.code):
            yield Reason(
                group=BesideGroup.TEETH, word=word, about=str(number), post=one.code.value, ante=other.code.value
            )
    if sound >= WHOLE:
        yield Reason(group=BesideGroup.TEETH, word=BesideWord.TEETH_WHOLE, about=str(sound))
