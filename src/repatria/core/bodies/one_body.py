"""Whether what lies under several codes may be one person's, by what was seen of it.

Two whole bodies are two persons, whatever a laboratory says of their samples. Bones that nobody has twice, and two
sexes that are both sure, say the same unless somebody finds that a label, a count or an estimate was wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.bodies.counting import MinimumNumber, minimum_number
from repatria.core.vocabulary.body_record import BodyRecord, SexEstimate

TWO = 2
SURE_SEX = {SexEstimate.FEMALE: "F", SexEstimate.MALE: "M"}
"""The estimates that are sure, as amelogenin writes a sex."""


class NotOne(StrEnum):
    """Why what lies under several codes is not one person's."""

    TWO_WHOLE = "two_whole"
    BONES = "bones"  # by the least number of persons
    SEXES = "sexes"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenBody:
    """What was seen under one code.

    Given:    `profile_sex` what amelogenin shows: F, M, or U where nothing was read or the profile waits.
    """

    is_whole: bool
    record: BodyRecord
    profile_sex: str = "U"


def persons_in(bodies: Sequence[SeenBody]) -> MinimumNumber:
    """How many persons these are of at least.  Source: White 1953; Adams and Konigsberg 2004."""
    return minimum_number(
        (said for one in bodies if not one.is_whole for said in one.record.elements or ()),
        whole_bodies=sum(one.is_whole for one in bodies),
    )


def not_of_one(bodies: Iterable[SeenBody]) -> tuple[NotOne, ...]:
    """Why these are not one person's; empty where nothing that was seen says so.

    Source:   spec/kinship.md section 4: conflicts of a cluster, two left femora, two results of amelogenin.
    """
    seen = tuple(bodies)
    sexes = {SURE_SEX[one.record.sex] for one in seen if one.record.sex in SURE_SEX}
    sexes |= {one.profile_sex for one in seen} - {"U"}
    persons = persons_in(seen)
    said = {
        NotOne.TWO_WHOLE: persons.whole_bodies >= TWO,
        NotOne.BONES: persons.persons > max(persons.whole_bodies, 1),
        NotOne.SEXES: len(sexes) >= TWO,
    }
    return tuple(why for why, is_so in said.items() if is_so)
