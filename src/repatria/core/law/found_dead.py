"""One who was found dead and stands in no register: what is read of his disc, his papers and his body.

Nobody held him, so that no custody leads on from here and no capture is told to anybody: one notice of his death goes
out, once the board named the body to him.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.particulars import Given, Grade, Particular, ParticularKind

LONGEST_POWER = 16


class FoundBy(StrEnum):
    """Of what of a body a particular is read."""

    DISC = "disc"
    PAPERS = "papers"  # found on it, counted by two and sealed
    BODY = "body"  # clothing, badges, marks


READ_GRADE = Grade.DOCUMENT_OR_CALL
"""A disc and a paper are documents. Who bore them is another question, and the board's."""

_NAMES_ONE = frozenset({ParticularKind.SURNAME, ParticularKind.SERVICE_NUMBER, ParticularKind.IDENTITY_CARD})


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFacts:
    """What the house reads of the item, beside what was read of it."""

    particulars: Sequence[Particular] = ()
    has_disc: bool = False
    has_papers: bool = False  # a sealed packet of what was found on it
    is_recorded: bool = False  # another record of this item stands


def check_found_dead(facts: FoundFacts) -> None:
    """Checks that what is read of a body names somebody, each from what was found of it.

    Source:   GC I art. 16(a)-(h); house rule 6.1: what the house knows is read, never ticked.
    Raises:   UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    refuse_open(_guards(facts))


def _guards(facts: FoundFacts) -> Iterator[OpenGuard]:
    given = [one for one in facts.particulars if one.given is Given.GIVEN]
    read_of = {one.source.kind for one in facts.particulars}
    names = any(one.kind in _NAMES_ONE for one in given)
    yield from need(names, "found_dead_named", "GC I 16", UnstatedParticularsError)
    is_known = read_of <= {one.value for one in FoundBy}
    yield from need(is_known, "found_dead_source", "GC I 16", UnstatedParticularsError)
    has_disc = facts.has_disc or FoundBy.DISC.value not in read_of
    yield from need(has_disc, "found_dead_disc", "GC I 16", OpenGuardError)
    has_papers = facts.has_papers or FoundBy.PAPERS.value not in read_of
    yield from need(has_papers, "found_dead_papers", "GC I 16", OpenGuardError)
    yield from need(not facts.is_recorded, "found_dead_once", "house rule 6.1", OpenGuardError)


def check_found_dead_withdrawn(*, reason: str, is_named: bool) -> None:
    """Checks that a record that was wrong is taken back with a reason, and under no name that the board gave.

    Source:   house rule 6.1, 6.3.
    Raises:   UnstatedParticularsError; OpenGuardError while the board's name stands: that is taken back first.
    """
    refuse_open((
        *need(bool(reason.strip()), "found_dead_reason", "house rule 6.1", UnstatedParticularsError),
        *need(not is_named, "found_dead_unnamed", "house rule 6.3", OpenGuardError),
    ))  # fmt: skip
