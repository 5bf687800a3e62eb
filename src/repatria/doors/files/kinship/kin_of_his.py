"""The alternative that H2 leaves out: the body is not the missing person, but a relative of his.

A sibling is added to the pedigree beside the missing person, and the body is weighed in that place; the ratio of the
two says how well the profiles tell him from such a relative. A line of descent is shared by both and is no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from repatria.core.kinship.likelihood import LikelihoodRatio, Question, weigh
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.sensitivity import NO_THETA, is_too_large

FULL, OF_FATHER, OF_MOTHER = "full_sibling", "half_sibling_of_father", "half_sibling_of_mother"
_BESIDE = "relative of his"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One relation, and log10 of P(profiles | he) / P(profiles | such a relative of his); why there is none."""

    relation: str
    log10_lr: float | None
    remark: str = ""


def alternatives(question: Question, found: LikelihoodRatio) -> list[Alternative]:
    """Weighs the body as each kind of sibling.

    Given:    `found` is the answer to `question`, in which the body is the missing person himself.
    """
    made = []
    for relation in (FULL, OF_FATHER, OF_MOTHER):
        beside = _as(question, relation)
        if is_too_large(beside):
            made.append(Alternative(relation, None, NO_THETA))
            continue
        try:
            other = weigh(beside)
            made.append(Alternative(relation, found.log10_lr - other.log10_lr))
        except InputError as error:
            made.append(Alternative(relation, None, error.message))
    return made


def _as(question: Question, relation: str) -> Question:
    """The question in which the body is a sibling of the missing person, who stays untyped."""
    persons = {person.id: person for person in question.pedigree.persons}
    asked = persons[question.member]
    beside = _free(_BESIDE, persons)
    if asked.is_founder:
        father, mother = _free("father of his", persons), _free("mother of his", persons)
        persons[father], persons[mother] = Person(id=father, sex=Sex.MALE), Person(id=mother, sex=Sex.FEMALE)
        asked = persons[asked.id] = replace(asked, father=father, mother=mother)
    # a parent who is not named is filled in as a nameless one: so the other parent of a half sibling is a stranger
    persons[beside] = Person(
        id=beside, sex=asked.sex, father=None if relation == OF_MOTHER else asked.father,
        mother=None if relation == OF_FATHER else asked.mother,
    )  # fmt: skip
    return replace(question, pedigree=Pedigree.of(persons.values()), member=beside)


def _free(name: str, taken: dict[str, Person]) -> str:
    while name in taken:
        name += "'"
    return name
