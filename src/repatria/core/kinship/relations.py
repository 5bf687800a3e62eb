"""Pedigrees from plain words: the missing person's mother, a brother, a daughter, a paternal uncle.

Everybody needed to connect the named relatives stands in the pedigree, untyped where nobody named them. All children of
the missing person have one other parent; half siblings of one side share theirs.
"""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.kinship.errors import PedigreeError
from repatria.core.kinship.pedigree import Pedigree, Person, Sex

MISSING = "missing"
_SIDES = {"paternal": "father", "maternal": "mother"}
_SIBLINGS = {"brother": Sex.MALE, "sister": Sex.FEMALE}
_CHILDREN = {"son": Sex.MALE, "daughter": Sex.FEMALE}

RELATIONS: tuple[str, ...] = (
    "father", "mother", "brother", "sister", "son", "daughter", "spouse",
    *(f"{side}_{one}" for side in _SIDES for one in (
        "grandfather", "grandmother", "uncle", "aunt", "half_brother", "half_sister",
    )),
    "brothers_son", "brothers_daughter", "sisters_son", "sisters_daughter",
)  # fmt: skip
"""The words that are understood."""


def family_from(relatives: Sequence[tuple[str, str]], *, sex: Sex = Sex.UNKNOWN, missing: str = MISSING) -> Pedigree:
    """Makes a pedigree around one missing person.

    Given:    `relatives` are pairs of a word of RELATIONS and the person's name; a word that only one can bear (father,
              mother, spouse, grandparents) is given once.
    Raises:   PedigreeError for an unknown word, or a second bearer of such a word.
    """
    made = _Family(missing, sex)
    for word, name in relatives:
        made.add(word, name)
    return Pedigree.of(made.persons.values())


class _Family:
    def __init__(self, missing: str, sex: Sex) -> None:
        self._names: dict[str, str] = {}
        self.persons: dict[str, Person] = {}
        self._missing, self._sex = missing, sex
        self._place(missing, sex, "father", "mother")

    def _place(self, name: str, sex: Sex, father: str | None = None, mother: str | None = None) -> None:
        roles = ((father, Sex.MALE), (mother, Sex.FEMALE))
        parents = [self._named(role, role_sex) if role else None for role, role_sex in roles]
        self.persons[name] = Person(id=name, sex=sex, father=parents[0], mother=parents[1])

    def _named(self, role: str, sex: Sex) -> str:
        """The person who bears a role, made untyped where nobody does yet."""
        if role not in self._names:
            self._names[role] = f"{role} of {self._missing}"
            self.persons[self._names[role]] = Person(id=self._names[role], sex=sex)
        return self._names[role]

    def _bear(self, role: str, name: str, sex: Sex) -> None:
        """Gives a role a real name."""
        before = self._names.get(role)
        if before is not None and before != f"{role} of {self._missing}":
            raise PedigreeError("a family has one person in that place", ((name, f"a second {role}"),))
        self._names[role] = name
        if before is None:
            self.persons[name] = Person(id=name, sex=sex)
            return
        self.persons = {
            (name if key == before else key): Person(
                id=name if key == before else p.id, sex=p.sex,
                father=name if p.father == before else p.father, mother=name if p.mother == before else p.mother,
            )
            for key, p in self.persons.items()
        }  # fmt: skip

    def _grandparents(self, side: str) -> tuple[str, str]:
        """Makes the parents of a parent, once."""
        roles = f"{side}_grandfather", f"{side}_grandmother"
        parent = self._named(_SIDES[side], Sex.MALE if side == "paternal" else Sex.FEMALE)
        if self.persons[parent].father is None:
            names = self._named(roles[0], Sex.MALE), self._named(roles[1], Sex.FEMALE)
            self.persons[parent] = Person(id=parent, sex=self.persons[parent].sex, father=names[0], mother=names[1])
        return roles

    def add(self, word: str, name: str) -> None:
        if word not in RELATIONS:
            raise PedigreeError("a relation is not understood", ((name, f"{word}: one of {', '.join(RELATIONS)}"),))
        if name in self.persons:
            raise PedigreeError("a person stands twice in one family", ((name, "stands twice"),))
        side, _, rest = word.partition("_")
        if word in ("father", "mother"):
            self._bear(word, name, Sex.MALE if word == "father" else Sex.FEMALE)
        elif word == "spouse":
            self._bear(word, name, Sex.FEMALE if self._sex is Sex.MALE else Sex.MALE)
        elif word in _SIBLINGS:
            self._place(name, _SIBLINGS[word], "father", "mother")
        elif word in _CHILDREN:
            self._child_of_missing(name, _CHILDREN[word])
        elif side in ("brothers", "sisters"):
            self._child_of_sibling(side[:-1], name, _CHILDREN[rest])
        elif rest in ("grandfather", "grandmother"):
            self._grandparents(side)
            self._bear(word, name, Sex.MALE if rest == "grandfather" else Sex.FEMALE)
        elif rest in ("uncle", "aunt"):
            self._place(name, Sex.MALE if rest == "uncle" else Sex.FEMALE, *self._grandparents(side))
        else:
            other = f"other_parent_{side}"
            roles = ("father", other) if side == "paternal" else (other, "mother")
            self._place(name, _SIBLINGS[rest.removeprefix("half_")], *roles)

    def _child_of_missing(self, name: str, sex: Sex) -> None:
        spouse_sex = Sex.FEMALE if self._sex is Sex.MALE else Sex.MALE
        spouse = self._named("spouse", spouse_sex)
        father, mother = (self._missing, spouse) if spouse_sex is Sex.FEMALE else (spouse, self._missing)
        self.persons[name] = Person(id=name, sex=sex, father=father, mother=mother)

    def _child_of_sibling(self, sibling: str, name: str, sex: Sex) -> None:
        parent = f"{sibling}, parent of {name}"
        self._place(parent, _SIBLINGS[sibling], "father", "mother")
        other = f"other parent of {name}"
        is_father = sibling == "brother"
        self.persons[other] = Person(id=other, sex=Sex.FEMALE if is_father else Sex.MALE)
        father, mother = (parent, other) if is_father else (other, parent)
        self.persons[name] = Person(id=name, sex=sex, father=father, mother=mother)
