"""The words under which a change of custody starts and ends clocks (core/law/clocks)."""

from __future__ import annotations

from collections.abc import Iterator

from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyEvent, CustodyFacts, CustodyState

NOW_HELD, HELD_NO_LONGER = "now_held", "held_no_longer"
SERIOUSLY_ILL, UNEXPLAINED = "hospitalised_seriously_ill", "died_unexplained"
CUSTODY_WORDS = (*(event.value for event in CustodyEvent), NOW_HELD, HELD_NO_LONGER, SERIOUSLY_ILL, UNEXPLAINED)


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
    if event is CustodyEvent.HOSPITALISED and facts.is_seriously_ill:
        yield SERIOUSLY_ILL
    is_explained = facts.is_cause_natural_and_known and facts.is_death_confirmed_by_doctor
    if event is CustodyEvent.DIED and not is_explained:
        yield UNEXPLAINED
