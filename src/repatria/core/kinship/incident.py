"""An incident: bodies, families with one or several missing members, and the loci that all were typed at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.likelihood import Conventions
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.observations import Profile
from repatria.core.kinship.pedigree import Pedigree, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Remains with a profile; several parts of one person are one body once they are re-associated."""

    id: str
    profile: Profile
    sex: Sex = Sex.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A pedigree, the relatives who were typed, and the members who are missing.

    Given:    `unsexed` names members who stand as a father or a mother though nobody recorded their sex.
    Raises:   KinshipQuestionError where somebody is not in the pedigree, or a missing member is typed as a relative.
    """

    name: str
    pedigree: Pedigree
    typed: Mapping[str, Profile]
    missing: tuple[str, ...]
    unsexed: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        faults = [
            *((one, "is not in the pedigree") for one in (*self.typed, *self.missing) if one not in self.pedigree),
            *((one, "is missing and typed") for one in self.missing if one in self.typed),
        ]
        if faults:
            raise KinshipQuestionError(f"family {self.name} contradicts itself", tuple(faults))

    def sex_of(self, member: str) -> Sex:
        """The sex as recorded: unknown where the pedigree has it from a place that was only assumed."""
        return Sex.UNKNOWN if member in self.unsexed else self.pedigree[member].sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Everything that a joint answer rests on.

    Given:    with theta each family has an urn of its own, which it shares with the bodies placed in it: one urn over
              all families would tie every family to every other.
    Raises:   KinshipQuestionError for somebody who is missing twice, or where nobody is there to be paired.
    """

    loci: Sequence[Locus]
    bodies: Sequence[Body]
    families: Sequence[Family]
    conventions: Conventions = field(default_factory=Conventions)

    def __post_init__(self) -> None:
        faults = [(one, "is missing twice") for one, times in Counter(self.missing).items() if times > 1]
        faults += [
            (what, "there is none") for what, held in (("bodies", self.bodies), ("missing", self.missing)) if not held
        ]
        if faults:
            raise KinshipQuestionError("the incident cannot be answered", tuple(faults))

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(member for family in self.families for member in family.missing)


def may_be(body: Sex, member: Sex) -> bool:
    """Whether the sexes allow it; an unknown sex allows both."""
    return Sex.UNKNOWN in (body, member) or body is member
