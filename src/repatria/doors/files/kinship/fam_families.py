"""A family of a Familias file: from lines "parent of child", in which nobody says who is the father, to a pedigree.

In order: the reference pedigree is taken, and what another adds is said; a parent without a stored sex takes the place
that the other parent leaves, or the father's where nothing tells, which is said too; a relation that has no place then
leaves the family out with its reason. Whoever is called missing and is tied to nobody is no place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from repatria.core.kinship.errors import PedigreeError
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.doors.files.kinship.faults import FaultList, Outcome, Place
from repatria.doors.files.kinship.samples import Cell

_IS_MISSING = re.compile(r"missing", re.I)
_REFERENCE = re.compile(r"reference", re.I)
_OTHER = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}
Parents = Mapping[str, list[str]]


@dataclass(slots=True)
class FamFamily:
    """A family of the DVI part: its pedigree, the cells of its typed members, and who is missing.

    Given:    `unsexed` are parents whose sex no line of the file tells.
    """

    name: str
    pedigree: Pedigree
    cells: list[Cell] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    unsexed: frozenset[str] = frozenset()


@dataclass(slots=True)
class Member:
    """A person of a family, or an unidentified one, while the file is read."""

    name: str = ""
    sex: Sex = Sex.UNKNOWN
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class OpenFamily:
    """The family that is being read: its persons, and its pedigrees as pairs of parent and child."""

    line: int = 0
    name: str = ""
    members: list[Member] = field(default_factory=list)
    pedigrees: list[list[tuple[str, str]]] = field(default_factory=list)
    pedigree_names: list[str] = field(default_factory=list)


def family_of(given: OpenFamily, file: str, faults: FaultList) -> FamFamily:
    """Makes the family.

    Raises:   PedigreeError for a relation that has no place: a third parent, two parents of one sex, a cycle.
    """
    place = Place(file, given.line, given.name)
    relations = _relations(given, place, faults)
    sexes = {member.name: member.sex for member in given.members}
    parents: dict[str, list[str]] = {}
    for parent, child in relations:
        sexes.setdefault(parent, Sex.UNKNOWN)
        sexes.setdefault(child, Sex.UNKNOWN)
        if parent not in parents.setdefault(child, []):
            parents[child].append(parent)
    stored = {name for name, sex in sexes.items() if sex is not Sex.UNKNOWN}
    assumed = _give_sexes(sexes, parents)
    _refuse_homeless(sexes, parents)
    for name in assumed:
        words = f"the sex of {name} is not stored and nothing tells it: taken as a father, compared with both sexes"
        faults.add(place, "Gender", words, Outcome.READ_AS)

    def parent_of(child: str, sex: Sex) -> str | None:
        return next((p for p in parents.get(child, []) if sexes[p] is sex), None)

    pedigree = Pedigree.of(
        Person(id=name, father=parent_of(name, Sex.MALE), mother=parent_of(name, Sex.FEMALE), sex=sex)
        for name, sex in sexes.items()
    )
    typed = {m.name for m in given.members if m.cells}
    called = [name for name in sexes if name not in typed and _IS_MISSING.search(name)]
    tied = {name for pair in relations for name in pair}
    for name in called:
        if name not in tied:
            faults.add(place, name, "is called missing and tied to nobody: no place", Outcome.NOTED)
    unsexed = _tied_to(assumed, parents) - stored
    cells = [cell for member in given.members for cell in member.cells]
    return FamFamily(given.name, pedigree, cells, tuple(n for n in called if n in tied), unsexed)


def _relations(given: OpenFamily, place: Place, faults: FaultList) -> list[tuple[str, str]]:
    """The relations of the reference pedigree, or of the fullest where that has none."""
    named = [
        pairs
        for pairs, name in zip(given.pedigrees, given.pedigree_names, strict=True)
        if pairs and _REFERENCE.search(name)
    ]
    taken = named[0] if named else max(given.pedigrees, key=len, default=[])
    further = dict.fromkeys(pair for pairs in given.pedigrees for pair in pairs if pair not in taken)
    if further:
        told = ", ".join(f"{parent} of {child}" for parent, child in further)
        words = f"of other pedigrees of this family are not used: {told}"
        faults.add(place, "Pedigrees", words, Outcome.NOTED)
    return taken


def _give_sexes(sexes: dict[str, Sex], parents: Parents) -> list[str]:
    """Gives every parent a sex, from the other parents of his children where one is known.

    Returns:  those for whom nothing told it, and who were made fathers.
    """
    assumed: list[str] = []
    while True:
        _spread(sexes, parents)
        unknown = next((p for both in parents.values() for p in both if sexes[p] is Sex.UNKNOWN), None)
        if unknown is None:
            return assumed
        sexes[unknown] = Sex.MALE
        assumed.append(unknown)


def _tied_to(assumed: list[str], parents: Parents) -> frozenset[str]:
    """Those who were assumed to be fathers, and the other parents of their children, whose sex rests on that."""
    found, waiting = set(assumed), list(assumed)
    while waiting:
        one = waiting.pop()
        new = {p for both in parents.values() if one in both for p in both} - found
        found |= new
        waiting += new
    return frozenset(found)


def _spread(sexes: dict[str, Sex], parents: Parents) -> None:
    is_changed = True
    while is_changed:
        is_changed = False
        for both in parents.values():
            known = [sexes[p] for p in both if sexes[p] is not Sex.UNKNOWN]
            for one in both if len(both) == 2 and len(known) == 1 else ():
                if sexes[one] is Sex.UNKNOWN:
                    sexes[one], is_changed = _OTHER[known[0]], True


def _refuse_homeless(sexes: Mapping[str, Sex], parents: Parents) -> None:
    faults = []
    for child, both in parents.items():
        if len(both) > 2:
            faults.append((child, f"has {len(both)} parents: {', '.join(both)}"))
        elif len({sexes[p] for p in both}) < len(both):
            faults.append((child, f"{' and '.join(both)} are recorded with one sex and cannot both be parents"))
    if faults:
        raise PedigreeError("a relation has no place in the pedigree", tuple(faults))
