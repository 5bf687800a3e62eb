"""What a person is to another in a pedigree, as a term: mother, half_brother, maternal_uncle. For pictures and reports.

The terms of `relations.RELATIONS`, read back from a pedigree, and a few more for those whom nobody named; a kinship
without a term of its own is `relative`, none by blood or common child is `other`.
"""

from __future__ import annotations

from repatria.core.kinship.pedigree import Pedigree, Person, Sex

KIN_TERMS: tuple[str, ...] = (
    "father", "mother", "brother", "sister", "sibling", "son", "daughter", "child", "partner", "grandson",
    "granddaughter", "grandchild", "paternal_grandfather", "paternal_grandmother", "maternal_grandfather",
    "maternal_grandmother", "paternal_uncle", "paternal_aunt", "paternal_parents_sibling", "maternal_uncle",
    "maternal_aunt", "maternal_parents_sibling", "paternal_half_brother", "paternal_half_sister",
    "paternal_half_sibling", "maternal_half_brother", "maternal_half_sister", "maternal_half_sibling", "siblings_son",
    "siblings_daughter", "siblings_child", "relative", "other",
)  # fmt: skip


def kin_term(pedigree: Pedigree, person: str, member: str) -> str:
    """Returns what `person` is to `member`, one of KIN_TERMS.

    Given:    the nearest kinship counts where there are several.
    """
    one, asked = pedigree[person], pedigree[member]
    children = {p.id for p in pedigree.children_of(member)}
    for side, parent in (("paternal", asked.father), ("maternal", asked.mother)):
        if parent == person:
            return "father" if side == "paternal" else "mother"
    if member in (one.father, one.mother):
        return _by_sex(one, "son", "daughter", "child")
    if _are_full_siblings(one, asked):
        return _by_sex(one, "brother", "sister", "sibling")
    if one.father and one.father == asked.father:
        return "paternal_half_" + _by_sex(one, "brother", "sister", "sibling")
    if one.mother and one.mother == asked.mother:
        return "maternal_half_" + _by_sex(one, "brother", "sister", "sibling")
    for side, parent in (("paternal", asked.father), ("maternal", asked.mother)):
        if parent is None:
            continue
        if person in (pedigree[parent].father, pedigree[parent].mother):
            return f"{side}_{_by_sex(one, 'grandfather', 'grandmother', 'grandfather')}"
        if _are_full_siblings(one, pedigree[parent]):
            return f"{side}_{_by_sex(one, 'uncle', 'aunt', 'parents_sibling')}"
    if any(person in (pedigree[child].father, pedigree[child].mother) for child in children):
        return "partner"
    if children & {one.father, one.mother}:
        return _by_sex(one, "grandson", "granddaughter", "grandchild")
    parents = [pedigree[p] for p in (one.father, one.mother) if p]
    if any(_are_full_siblings(parent, asked) for parent in parents):
        return "siblings_" + _by_sex(one, "son", "daughter", "child")
    return "relative" if _ancestors(pedigree, person) & _ancestors(pedigree, member) else "other"


def _by_sex(person: Person, man: str, woman: str, unknown: str) -> str:
    return {Sex.MALE: man, Sex.FEMALE: woman, Sex.UNKNOWN: unknown}[person.sex]


def _are_full_siblings(one: Person, other: Person) -> bool:
    return one.id != other.id and bool(one.father and one.mother) and one.father == other.father and (
        one.mother == other.mother
    )  # fmt: skip


def _ancestors(pedigree: Pedigree, person: str) -> set[str]:
    found, waiting = {person}, [person]
    while waiting:
        parents = (pedigree[at].father, pedigree[at].mother) if (at := waiting.pop()) else ()
        new = [p for p in parents if p and p not in found]
        found.update(new)
        waiting += new
    return found
