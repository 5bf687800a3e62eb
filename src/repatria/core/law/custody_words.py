"""The words under which a change of custody starts and ends clocks (core/law/clocks)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from repatria.core.law.custody import has_left, is_held
from repatria.core.law.custody_facts import Condition, CustodyEvent, CustodyFacts, CustodyState

NOW_HELD, HELD_NO_LONGER = "now_held", "held_no_longer"
SERIOUSLY_ILL, UNEXPLAINED = "hospitalised_seriously_ill", "died_unexplained"
LEFT, TO_BE_SEEN, UNSEEN = "left_on_transfer", "returned_to_be_seen", "died_unseen"
CUSTODY_WORDS = (
    *(event.value for event in CustodyEvent), NOW_HELD, HELD_NO_LONGER, SERIOUSLY_ILL, UNEXPLAINED, LEFT,
    TO_BE_SEEN, UNSEEN,
)  # fmt: skip


def custody_words(
    event: CustodyEvent, before: CustodyState | None, after: CustodyState | None, facts: CustodyFacts | None = None
) -> tuple[str, ...]:
    """The words that a change of custody says.

    Source:   law-and-practice section 1.6; GC III art. 31, 70, 120, 121, 122; practice rules 8, 14, 15.
    Given:    without facts a death counts as one whose cause nobody knows, which opens an enquiry under art. 121. An
              annulment says nothing but itself: what it undoes is found by the number of what it annuls.
    """
    return tuple(_words(event, before, after, facts or CustodyFacts()))


def _words(
    event: CustodyEvent, before: CustodyState | None, after: CustodyState | None, facts: CustodyFacts
) -> Iterator[str]:
    yield event.value
    if event is CustodyEvent.ANNULLED:
        return
    if is_held(after) and not is_held(before):
        yield NOW_HELD
    if is_held(before) and not is_held(after):
        yield HELD_NO_LONGER
    if has_left(event, after):
        yield LEFT
    if event is CustodyEvent.RETURNED and facts.condition not in (None, Condition.UNCHANGED):
        yield TO_BE_SEEN
    if event is CustodyEvent.HOSPITALISED and facts.is_seriously_ill:
        yield SERIOUSLY_ILL
    if event is CustodyEvent.DIED and not facts.is_death_confirmed_by_doctor:
        yield UNSEEN
    is_explained = facts.is_cause_natural_and_known and facts.is_death_confirmed_by_doctor
    if event is CustodyEvent.DIED and not is_explained:
        yield UNEXPLAINED


COUNT_WORDS = ("left_count_differs", "arrived_count_differs", "arrived_count_agrees")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCounts:
    """The heads of one list at both ends.

    Given:    `listed` lines of the list, `left` and `arrived` heads that were counted when they left and when they
              came, `registered` who came with it by the register, with him whose arrival is recorded; None where nobody
              counted.
    """

    listed: int | None = None
    left: int | None = None
    arrived: int | None = None
    registered: int = 0


def departure_word(counts: ListCounts) -> str:
    """The word of a departure whose heads are not the lines of its list; "" where they are.  Source: GC III art. 46."""
    return COUNT_WORDS[0] if None not in (counts.listed, counts.left) and counts.listed != counts.left else ""


def arrival_word(counts: ListCounts) -> str:
    """The word of an arrival: do as many come as left? "" where nobody counted.

    Source:   GC III art. 20, 46; practice rule 15.
    Given:    whoever comes later makes the count whole: then the register itself knows as many as left.
    """
    if counts.left is None:
        return ""
    if counts.left in (counts.arrived, counts.registered):
        return COUNT_WORDS[2]
    return COUNT_WORDS[1] if counts.arrived is not None else ""
