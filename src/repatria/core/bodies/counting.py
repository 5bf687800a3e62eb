"""The minimum number of individuals of a commingled find, from repeated elements and sides.

Nobody has two left femora: whatever is repeated at one place of one bone and side comes of as many persons. Fragments
count together only where they overlap (the same end or shaft, or the whole bone), so that two halves of one bone are
not two persons. Of one bone whose side cannot be told two may still be one person's. Adults and those still growing
are never one person.

Sources: T. E. White, A method of calculating the dietary percentage of various food animals utilized by aboriginal
peoples, American Antiquity 18 (1953), for the count by side; B. J. Adams and L. W. Konigsberg, Estimation of the most
likely number of individuals from commingled human skeletal remains, American Journal of Physical Anthropology 125
(2004), for what it is and is not: a minimum, which falls below the true number the more the less was recovered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repatria.core.vocabulary.body_record import AgeClass, Bone, BonePart, ElementSaid, Side

MIDDLE_BONES = frozenset({Bone.SKULL, Bone.MANDIBLE, Bone.STERNUM, Bone.SACRUM})
"""Of which everybody has one."""
_PARTS = (BonePart.PROXIMAL, BonePart.SHAFT, BonePart.DISTAL)
Counts = Mapping[tuple[Bone, BonePart, Side], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """The place of a bone whose repetition gives the number."""

    bone: Bone
    part: BonePart
    left: int
    right: int
    unsided: int
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumNumber:
    """How many persons there are at least, and what says so.

    Units:    persons; `adults` and `growing` of those whose age was told, `whole_bodies` beside the loose bones.
    """

    persons: int
    whole_bodies: int
    deciding: tuple[Deciding, ...]
    adults: int
    growing: int


def _counts(elements: Iterable[ElementSaid]) -> dict[tuple[Bone, BonePart, Side], int]:
    found: dict[tuple[Bone, BonePart, Side], int] = {}
    for one in elements:
        for part in _PARTS if one.part is BonePart.WHOLE else (one.part,):
            found[one.bone, part, one.side] = found.get((one.bone, part, one.side), 0) + one.count
    return found


def _at(counts: Counts, bone: Bone, part: BonePart) -> Deciding:
    left, right = counts.get((bone, part, Side.LEFT), 0), counts.get((bone, part, Side.RIGHT), 0)
    unsided = counts.get((bone, part, Side.UNKNOWN), 0) + counts.get((bone, part, Side.MIDDLE), 0)
    whole = left + right + unsided
    persons = whole if bone in MIDDLE_BONES else max(left, right, -(-whole // 2))
    return Deciding(bone=bone, part=part, left=left, right=right, unsided=unsided, persons=persons)


def _deciding(elements: Iterable[ElementSaid]) -> tuple[Deciding, ...]:
    counts = _counts(elements)
    places = [_at(counts, bone, part) for bone, part in dict.fromkeys((key[0], key[1]) for key in counts)]
    most = max((one.persons for one in places), default=0)
    return tuple(one for one in places if one.persons == most)


def _most(deciding: tuple[Deciding, ...]) -> int:
    return deciding[0].persons if deciding else 0


def minimum_number(elements: Iterable[ElementSaid], *, whole_bodies: int = 0) -> MinimumNumber:
    """Counts the persons that a find holds at least.

    Source:   White 1953; Adams and Konigsberg 2004.
    Given:    loose bones of the whole find, and `whole_bodies` that lack nothing: no loose bone is theirs.
    Returns:  a minimum, never an estimate of how many there were.
    """
    loose = tuple(elements)
    deciding = _deciding(loose)
    adults, growing = (
        _most(_deciding(one for one in loose if one.age is age)) for age in (AgeClass.ADULT, AgeClass.SUBADULT)
    )
    return MinimumNumber(
        persons=max(_most(deciding), adults + growing) + whole_bodies, whole_bodies=whole_bodies, deciding=deciding,
        adults=adults, growing=growing,
    )  # fmt: skip
