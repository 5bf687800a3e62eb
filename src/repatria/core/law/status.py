"""What he is to the law: his category and who decided it, and whether an internment is due to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.errors import WrongStateError
from repatria.core.vocabulary.particulars import Category

INTERNED = frozenset({Category.CIVILIAN_INTERNEE, Category.OTHER_PROTECTED})
"""Whose detention is looked at again twice a year at least (GC IV art. 43, 78)."""
_OF_ARMED_FORCES = frozenset({Category.PRISONER_OF_WAR, Category.RETAINED_PERSONNEL})


class CategoryStandsError(WrongStateError):
    """This is his category already, or nobody can decide that it be open again."""

    code = "law.E014"


class NotInternedError(WrongStateError):
    """He is held as a prisoner of war or as retained personnel: no internment of his is reviewed."""

    code = "law.E015"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFacts:
    """What is attested of a decision on his category."""

    tribunal: str = ""  # which one decided
    members: str = ""  # who sat on it
    reference: str = ""  # of the written decision
    was_he_heard: bool = False


def _guards(decided: Category, facts: CategoryFacts) -> Iterator[OpenGuard]:
    yield from need(bool(facts.reference.strip()), "decision_reference", "GC III 5", UnstatedParticularsError)
    yield from need(bool(facts.members.strip()), "decided_by", "GC III 5", UnstatedParticularsError)
    if decided not in _OF_ARMED_FORCES:
        yield from need(bool(facts.tribunal.strip()), "competent_tribunal", "GC III 5", UnstatedParticularsError)
        yield from need(facts.was_he_heard, "he_was_heard", "GC III 5")


def check_category(before: Category, decided: Category, facts: CategoryFacts) -> None:
    """Checks that a decision may change what a man is held as.

    Source:   GC III art. 5: until a competent tribunal decided, doubt protects him as a prisoner of war; AP I art. 45.
    Given:    to be acknowledged as a prisoner of war, or as medical or religious personnel, lowers nobody's protection:
              that needs a name and a paper, and no tribunal.
    Raises:   CategoryStandsError for what he is already, and for "not yet determined"; UnstatedParticularsError, or the
              refusal of the first open guard, naming all that is missing.
    """
    if decided in (before, Category.NOT_YET_DETERMINED):
        raise CategoryStandsError("nothing is decided by that", provision="GC III 5", faults=(("category", "stands"),))
    refuse_open(_guards(decided, facts))


def check_interned(category: Category) -> None:
    """Checks that he is one whose internment is reviewed.

    Source:   GC IV art. 43, 78.
    Raises:   NotInternedError.
    """
    if category not in INTERNED:
        raise NotInternedError("nobody reviews an internment of his", provision="GC IV 43")


def check_rights_read(*, language: str, read_by: str) -> None:
    """Checks that it is said in which language the rights were read aloud, and by whom.

    Source:   GC III art. 41: the text in the prisoners' own language; practice rule 12.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open((
        *need(bool(language.strip()), "language_read", "GC III 41", UnstatedParticularsError),
        *need(bool(read_by.strip()), "read_by", "GC III 41", UnstatedParticularsError),
    ))  # fmt: skip
