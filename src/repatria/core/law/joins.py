"""One man under two numbers: when two records may be joined, and which of his answers holds from then on.

A join is said by two persons of the bureau and taken apart by two again. It rests on both stubs, seen on one man by
somebody outside the camp: a camp that wants one man fewer on its roll must not be able to say so by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, are_two_different, need


class SeenAs(StrEnum):
    """In which office somebody from outside the camp saw both stubs on one man."""

    DELEGATE = "delegate"
    DOCTOR = "doctor"  # one whom the camp does not employ
    INTERVIEWER = "interviewer"
    AUDITOR = "auditor"
    PROTECTING_POWER = "protecting_power"


class JoinState(StrEnum):
    """Where a join stands. It holds from `joined` on, also while somebody proposes to take it apart."""

    PROPOSED = "proposed"
    DECLINED = "declined"
    JOINED = "joined"
    PARTING_PROPOSED = "parting_proposed"
    PARTED = "parted"


STANDING = frozenset({JoinState.JOINED, JoinState.PARTING_PROPOSED})
"""In these two numbers are one man."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StubsSeen:
    """What is attested: who saw both stubs on one man, in which office, when and at which place, and what they say."""

    by: str
    office: SeenAs
    at: str
    place: str  # whoever holds him there, as the register names it
    first_stub: str
    second_stub: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinFacts:
    """What the guards of a join ask about. What is not given keeps its default, which grants nothing.

    Given:    `first_card` and `second_card` as the register holds them, the stubs as they were read off the man;
              `is_held_where_seen` whether one of the two is held at the place where he was seen.
    """

    first_card: str = ""
    second_card: str = ""
    first_stub: str = ""
    second_stub: str = ""
    is_seen_by_somebody: bool = False
    is_from_outside: bool = False
    is_held_where_seen: bool = False
    proposed_by: str = ""
    recorded_by: str = ""


def proposing_guards(facts: JoinFacts) -> Iterator[OpenGuard]:
    """What still lacks before "one and the same" may be proposed.

    Source:   practice rules 12, 14, 15; GC III art. 122(5).
    Given:    he stays on the roll of the place where he was seen: a join never takes a man off every roll.
    """
    are_both = bool(facts.first_card and facts.second_card) and (
        (facts.first_card, facts.second_card) == (facts.first_stub, facts.second_stub)
    )
    yield from need(are_both, "both_stubs", "practice rule 12")
    yield from need(facts.is_seen_by_somebody, "seen_on_one_man", "practice rule 15", UnstatedParticularsError)
    yield from need(facts.is_from_outside, "seen_from_outside", "practice rule 15")
    yield from need(facts.is_held_where_seen, "held_where_seen", "GC III 122(5)")


def recording_guards(facts: JoinFacts) -> Iterator[OpenGuard]:
    """What still lacks before the second person records what was proposed, of a join and of a parting alike.

    Source:   house rule 6.1: two different persons.
    """
    is_two = are_two_different((facts.proposed_by, facts.recorded_by))
    yield from need(is_two, "two_persons", "house rule 6.1", SecondPersonError)


_WIDTH = {
    ContactAnswer.NO: 0, ContactAnswer.CANNOT_BE_ASKED: 1, ContactAnswer.LATER: 2, ContactAnswer.NOT_ASKED: 3,
    ContactAnswer.ONLY_THIS_PERSON: 4, ContactAnswer.YES: 5,
}  # fmt: skip


def narrowest(answers: Iterable[ContactAnswer]) -> int:
    """The place of the narrowest of his answers: of one man who answered twice, what allows least holds.

    Source:   practice rule 6: his own decision comes first; a join never adds up what he allowed.
    Returns:  the first of them where several are as narrow.
    """
    widths = [_WIDTH[answer] for answer in answers]
    return widths.index(min(widths))
