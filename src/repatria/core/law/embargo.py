"""The one embargo: when nothing is told about somebody, by no letter, message, call or hand-over.

From a recorded or asserted death, a dead candidate, or a man for whom his holder cannot account, until it is known
better. A family learns of a death in person, after it is established, and never because a letter stopped or changed:
the words that all get go on. What the law owes to the Agency, the Powers and a delegate is never under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.guards import OpenGuard, need


class EmbargoGround(StrEnum):
    """Why nothing is told."""

    DEATH = "death"
    DEAD_CANDIDATE = "dead_candidate"
    UNACCOUNTED = "unaccounted"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbargoFacts:
    """What is known of the man whom she seeks, and of those who may be he.

    Given:    `is_death_asserted` where any source says so; `is_dead_candidate` where somebody of whom that is said was
              proposed for her enquiry and no reviewers refused him.
    """

    custody_state: CustodyState | None = None
    is_death_asserted: bool = False
    is_dead_candidate: bool = False


def embargo_guards(facts: EmbargoFacts) -> Iterator[OpenGuard]:
    """What stands against telling anything, each ground with its provision.

    Source:   law-and-practice sections 4.5, 6.1; practice rules 4, 14; invariant 5.
    """
    is_dead = facts.is_death_asserted or facts.custody_state is CustodyState.DIED
    is_lost = facts.custody_state is CustodyState.UNACCOUNTED
    yield from need(not is_dead, "no_death_asserted", "practice rule 4")
    yield from need(not facts.is_dead_candidate, "no_dead_candidate", "practice rule 4")
    yield from need(not is_lost, "not_unaccounted", "practice rule 14")


_GROUND = {
    "no_death_asserted": EmbargoGround.DEATH, "no_dead_candidate": EmbargoGround.DEAD_CANDIDATE,
    "not_unaccounted": EmbargoGround.UNACCOUNTED,
}  # fmt: skip


def embargo(facts: EmbargoFacts) -> EmbargoGround | None:
    """The ground of the embargo that stands, the gravest first; None where nothing does.

    Source:   law-and-practice sections 4.5, 6.1; practice rules 4, 14; invariant 5.
    Not:      an embargo on statutory notices and lists: there is none (GC III 122(3)).
    """
    return next((_GROUND[guard.what] for guard in embargo_guards(facts)), None)
