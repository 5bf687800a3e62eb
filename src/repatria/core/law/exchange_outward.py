"""What of a list may leave the house: which line by name, which by the other Party's own number alone, to whom.

The other Party learns a name from a line that is verified, and of those whom proceedings keep back. All others of its
own lines are answered under the numbers that it gave, by one of two words which tell no reason: so neither a man's no
nor his illness can be read from an answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.exchange_list import LineState
from repatria.core.law.guards import Approvers, OpenGuard, need, refuse_open

_RULE = "house rule 6.7"


class ReleasedKind(StrEnum):
    """What kind of list goes out."""

    NAMES = "names"  # verified lines
    ANSWER = "answer"  # to a list of theirs, a line each
    HELD_BACK = "held_back"  # whom proceedings keep back
    CROSSED = "crossed"  # who really came


class OutwardWord(StrEnum):
    """What an answer says of a line. No other word leaves the house."""

    VERIFIED = "verified"
    CROSSED = "crossed"
    BEING_CHECKED = "being_checked"
    NOT_ON_LIST = "not_on_list"


_WORDS = {
    LineState.VERIFIED: OutwardWord.VERIFIED, LineState.PROPOSED: OutwardWord.BEING_CHECKED,
    LineState.AGREED: OutwardWord.BEING_CHECKED,
}  # fmt: skip


def may_be_named(state: LineState, *, has_come: bool, is_hidden: bool = False) -> bool:
    """Whether a line tells the other Party a name.

    Source:   GC III art. 13, 109, 118; house rule 6.7.
    Given:    what was verified is asked again before it goes out; `has_come` whether a crossing names the line: of who
              has gone, only whom the other Party saw come is named; `is_hidden` whether he fears that a Power is told
              of him and never said himself that he would leave, and somebody but the Agency is to read it.
    """
    if is_hidden and state is LineState.VERIFIED:
        return False
    return state is LineState.VERIFIED or (state is LineState.RELEASED and has_come)


def outward_word(state: LineState, *, has_come: bool, is_hidden: bool = False) -> OutwardWord:
    """What an answer says of a line: of one refused or withdrawn never why.  Source: GC III art. 13; house rule 6.7."""
    if state is LineState.RELEASED and has_come:
        return OutwardWord.CROSSED
    if state is LineState.VERIFIED and is_hidden:
        return OutwardWord.BEING_CHECKED  # as of one whom nobody has asked yet
    return _WORDS.get(state, OutwardWord.NOT_ON_LIST)


def tells_its_day(word: OutwardWord) -> bool:
    """Whether the day since which a line stands so goes out with it.

    Source:   GC III art. 13; house rule 6.7: the day of a refusal, beside a day on which he is known to have been
              asked, tells which refusal it was.
    """
    return word in (OutwardWord.VERIFIED, OutwardWord.CROSSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutwardFacts:
    """What letting a list out needs.

    Given:    `stands` for each line that would be named: whether all that verified it still holds.
    """

    count: int = 0
    stands: tuple[bool, ...] = ()
    recipients: tuple[str, ...] = ()
    approvers: Approvers = field(default_factory=Approvers)
    released_by: str = ""


def outward_guards(facts: OutwardFacts) -> Iterator[OpenGuard]:
    """What letting a list out still lacks.

    Source:   house rule 6.7; the head and the legal adviser, neither of them who lets it out.
    """
    yield from need(facts.count > 0, "lines_to_tell", _RULE, UnstatedParticularsError)
    yield from need(bool(facts.recipients), "list_recipients", _RULE, UnstatedParticularsError)
    yield from need(all(facts.stands), "verified_still", "GC III 109")
    heads = [one for one in facts.approvers.heads if one != facts.released_by]
    advisers = [one for one in facts.approvers.legal_advisers if one != facts.released_by]
    yield from need(bool(heads), "list_head", _RULE, SecondPersonError)
    is_another = any(one != other for one in advisers for other in heads)
    yield from need(is_another, "list_adviser", _RULE, SecondPersonError)


def check_outward(facts: OutwardFacts) -> None:
    """Refuses a list that may not go out yet.

    Source:   GC III art. 13; house rule 6.7.
    Raises:   the refusal of the first open guard, naming all.
    """
    refuse_open(outward_guards(facts))
