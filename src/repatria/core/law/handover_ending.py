"""Telling him and her that a hand-over does not take place: by a person, alone, in words that say no cause.

Whoever stopped knows it. The other does not: she may be on the road, and he waits. The same words are said whatever the
cause, since any other would tell what he or she answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from repatria.core.law.errors import InterviewError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.law.handover_asking import AskedPerson
from repatria.core.law.handover_path import HandoverState

_BOTH = frozenset(AskedPerson)
TO_BE_TOLD: dict[HandoverState, frozenset[AskedPerson]] = {
    HandoverState.STOPPED_BY_PRISONER: frozenset({AskedPerson.SHE}),
    HandoverState.STOPPED_BY_KIN: frozenset({AskedPerson.HE}),
    HandoverState.STOPPED_BY_AUTHORITY: _BOTH, HandoverState.FAILED: _BOTH,
}  # fmt: skip
"""Who does not know yet that it ended, by how it ended."""


class EndingWay(StrEnum):
    """How it was told."""

    AT_THE_POINT = "at_the_point"
    IN_PERSON = "in_person"  # somewhere else
    BY_TELEPHONE = "by_telephone"  # her alone, by a way that she left


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingFacts:
    """What is asked before it counts as told.

    Given:    `ended_at` when the hand-over ended; `has_number` whether she left a way to reach her; the rest as
              whoever told it attests.
    """

    state: HandoverState
    who: AskedPerson
    way: EndingWay
    told_at: datetime
    ended_at: datetime
    has_number: bool
    is_alone: bool
    are_words_said: bool


def check_ending_told(facts: EndingFacts) -> None:
    """Refuses a telling to whoever stopped it, in another's hearing, in other words, or of him by telephone.

    Source:   practice rules 8, 19, 22.
    Raises:   the refusal of the first open guard, naming all.
    Not:      an embargo or a withholding: the words say nothing of him, and she must not travel for nothing.
    """
    refuse_open(_guards(facts))


def _guards(facts: EndingFacts) -> Iterator[OpenGuard]:
    is_he = facts.who is AskedPerson.HE
    is_phone = facts.way is EndingWay.BY_TELEPHONE
    yield from need(facts.who in TO_BE_TOLD.get(facts.state, ()), "knows_not_yet", "practice rule 19")
    yield from need(facts.told_at >= facts.ended_at, "told_after_end", "house rule 6.6", UnstatedParticularsError)
    yield from need(facts.is_alone, "told_alone", "practice rule 19", InterviewError)
    yield from need(facts.are_words_said, "words_said", "practice rule 22", UnstatedParticularsError)
    yield from need(not (is_he and is_phone), "he_told_in_person", "practice rule 8", InterviewError)
    yield from need(is_he or not is_phone or facts.has_number, "safe_way", "practice rule 22")
