"""Who descends from whom: a pedigree proves itself when it is made, and can be cut, joined and renamed.

A pedigree of any shape stands here, with loops and without. A person whose one parent is unknown gets a nameless
founder in that place, so that every person has two parents or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from repatria.core.kinship.errors import PedigreeError


class Sex(StrEnum):
    """The sex as recorded; unknown fits both, save for loci of the X chromosome and for parents."""

    FEMALE = "F"
    MALE = "M"
    UNKNOWN = "U"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One member of a pedigree. Founders have no parents; a lone known parent is allowed only after pruning."""

    id: str
    father: str | None = None
    mother: str | None = None
    sex: Sex = Sex.UNKNOWN

    @property
    def is_founder(self) -> bool:
        return self.father is None and self.mother is None


@dataclass(frozen=True, slots=True)
class Pedigree:
    """Persons in an order in which parents stand before their children.

    Given:    any number of unconnected parts; `of` sorts, fills in nameless parents and refuses what cannot be.
    """

    persons: tuple[Person, ...]

    @classmethod
    def of(cls, persons: Iterable[Person]) -> Pedigree:
        """Makes a pedigree of persons in any order.

        Raises:   PedigreeError with every fault: a name used twice, an unknown parent, a woman as father, a cycle.
        """
        given = tuple(persons)
        filled = _with_nameless_parents(given)
        by_id = {person.id: person for person in filled}
        faults = [*_faults(filled, by_id)]
        if faults:
            raise PedigreeError("the pedigree contradicts itself", tuple(faults))
        sexed = [replace(person, sex=_sex_of(person, filled)) for person in filled]
        return cls(_sorted(sexed))

    def __contains__(self, person_id: str) -> bool:
        return any(person.id == person_id for person in self.persons)

    def __getitem__(self, person_id: str) -> Person:
        for person in self.persons:
            if person.id == person_id:
                return person
        raise PedigreeError("nobody of that name is in the pedigree", ((person_id, "not in the pedigree"),))

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(person.id for person in self.persons)

    def children_of(self, person_id: str) -> tuple[Person, ...]:
        return tuple(p for p in self.persons if person_id in (p.father, p.mother))

    def founders(self) -> tuple[Person, ...]:
        return tuple(person for person in self.persons if person.is_founder)

    def renamed(self, name: Callable[[str], str]) -> Pedigree:
        """Returns the same pedigree under other names."""
        return Pedigree(
            tuple(
                replace(p, id=name(p.id), father=p.father and name(p.father), mother=p.mother and name(p.mother))
                for p in self.persons
            )
        )

    def without_idle(self, telling: Iterable[str]) -> Pedigree:
        """Leaves out everybody who is not `telling` and has no telling descendant: exact under every model.

        Given:    whoever has a genotype, or whose genotype is asked for, is telling.
        """
        wanted = set(telling)
        kept: list[Person] = []
        for person in reversed(self.persons):
            if person.id in wanted:
                kept.append(person)
                wanted.update(parent for parent in (person.father, person.mother) if parent)
        return Pedigree(tuple(reversed(kept)))

    def pruned(self, telling: Iterable[str]) -> Pedigree:
        """Leaves out idle persons, then untyped founders with one child: that child's gamete comes from the population.

        Source:   the convention `prune` of spec/kinship.md section 1, finding 4.
        Given:    changes likelihoods where a mutation model does not keep the frequencies; each report says which
                  convention was used.
        """
        telling = set(telling)
        current = self.without_idle(telling)
        while True:
            gone = {
                p.id
                for p in current.founders()
                if p.id not in telling and len(current.children_of(p.id)) == 1
            }  # fmt: skip
            if not gone:
                return current
            kept = [p for p in current.persons if p.id not in gone]
            current = Pedigree(tuple(_without_parents(p, gone) for p in kept))

    def components(self) -> tuple[Pedigree, ...]:
        """Splits into parts without a common member."""
        part: dict[str, str] = {p.id: p.id for p in self.persons}

        def root(name: str) -> str:
            while part[name] != name:
                name = part[name]
            return name

        for person in self.persons:
            for parent in (person.father, person.mother):
                if parent:
                    part[root(person.id)] = root(parent)
        grouped: dict[str, list[Person]] = {}
        for person in self.persons:
            grouped.setdefault(root(person.id), []).append(person)
        return tuple(Pedigree(tuple(members)) for members in grouped.values())


def _without_parents(person: Person, gone: set[str]) -> Person:
    return replace(
        person,
        father=None if person.father in gone else person.father,
        mother=None if person.mother in gone else person.mother,
    )


def _with_nameless_parents(persons: tuple[Person, ...]) -> tuple[Person, ...]:
    taken = {person.id for person in persons}
    filled: list[Person] = []
    for person in persons:
        if (person.father is None) != (person.mother is None):
            missing = "father" if person.father is None else "mother"
            name = f"{missing} of {person.id}"
            while name in taken:
                name += "'"
            taken.add(name)
            filled.append(Person(id=name, sex=Sex.MALE if missing == "father" else Sex.FEMALE))
            father, mother = person.father or name, person.mother or name
            person = replace(person, father=father, mother=mother)
        filled.append(person)
    return tuple(filled)


def _sex_of(person: Person, persons: tuple[Person, ...]) -> Sex:
    if person.sex is not Sex.UNKNOWN:
        return person.sex
    if any(one.father == person.id for one in persons):
        return Sex.MALE
    return Sex.FEMALE if any(one.mother == person.id for one in persons) else Sex.UNKNOWN


def _faults(persons: tuple[Person, ...], by_id: Mapping[str, Person]) -> Iterable[tuple[str, str]]:
    if len(by_id) < len(persons):
        yield "persons", "a name is used twice"
    for person in persons:
        for role, parent, wrong in (
            ("father", person.father, Sex.FEMALE), ("mother", person.mother, Sex.MALE),
        ):  # fmt: skip
            if parent is None:
                continue
            if parent not in by_id:
                yield person.id, f"the {role} is not in the pedigree"
            elif by_id[parent].sex is wrong:
                yield person.id, f"the {role} is recorded with the other sex"
        if person.father is not None and person.father == person.mother:
            yield person.id, "father and mother are one person"
    fathers, mothers = ({getattr(p, role) for p in persons} - {None} for role in ("father", "mother"))
    for both in sorted(fathers & mothers):
        yield str(both), "is a father and a mother"


def _sorted(persons: list[Person]) -> tuple[Person, ...]:
    placed: dict[str, Person] = {}
    waiting = persons
    while waiting:
        ready = [p for p in waiting if all(parent is None or parent in placed for parent in (p.father, p.mother))]
        if not ready:
            faults = tuple((p.id, "is an ancestor of himself, or descends from one") for p in waiting)
            raise PedigreeError("the pedigree has a cycle", faults)
        placed.update((p.id, p) for p in ready)
        waiting = [p for p in waiting if p.id not in placed]
    return tuple(placed.values())
