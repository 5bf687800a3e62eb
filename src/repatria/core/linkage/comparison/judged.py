"""Learned m put right by what a bureau's reviewers confirmed: counts of comparison levels in, m of every level out.

Lives here: the arithmetic alone. Which pairs count, who approves and how it is taken back is the bureau's own matter
(records/matching). Not here: u, which every index takes from its own register.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from repatria.core.linkage.comparison.weights import FIELD_LEVELS

PRIOR_PAIRS = 200.0
"""How many pairs the shipped numbers count for in each situation: a bureau outweighs them after as many of its own.
Units: pairs."""

LARGEST_FALL_BITS = 1.0
"""How far the m of one level may fall below the shipped one: pairs that disagree much are seldom proposed, hence
seldom confirmed, and a level that is only not looked at must not become impossible.  Units: bits."""

PPM = 1_000_000
_PARTIAL_DATES = "birth_date"
_FULL_DATE = "birth_date_"


def situations() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names the sets of levels of which exactly one holds when both sides have a value, each with its field.

    Returns:  one set a field; two for birth dates, whose levels are others where only year or month is known.
    """
    for field, levels in FIELD_LEVELS.items():
        telling = levels[1:]
        if field != _PARTIAL_DATES:
            yield field, telling
            continue
        yield field, tuple(level for level in telling if level.startswith(_FULL_DATE))
        if partial := tuple(level for level in telling if not level.startswith(_FULL_DATE)):
            yield field, partial


def m_from_links(shipped: Mapping[str, float], counted: Mapping[str, int]) -> dict[str, float]:
    """Computes the m of every level from how often it was seen between an enquiry and the record it was linked to.

    Source:   Fellegi and Sunter 1969 (m), under a Dirichlet prior: (count + P * shipped) / (all + P),
              P = PRIOR_PAIRS
    Units:    probabilities; the m of a situation add up to what the shipped ones add up to.
    Given:    `counted` by level, of confirmed links only; levels of another version are passed over.
    Returns:  exactly the shipped numbers where nothing was counted; no level falls by more than LARGEST_FALL_BITS.
    """
    found = dict(shipped)
    for _, levels in situations():
        known = [level for level in levels if level in shipped]
        seen = sum(counted.get(level, 0) for level in known)
        if not seen:
            continue
        whole = sum(shipped[level] for level in known)
        share = {
            level: (counted.get(level, 0) * whole + PRIOR_PAIRS * shipped[level]) / (seen + PRIOR_PAIRS)
            for level in known
        }
        found.update(_held_up(share, {level: shipped[level] * 2**-LARGEST_FALL_BITS for level in known}))
    return found


def _held_up(share: Mapping[str, float], floor: Mapping[str, float]) -> dict[str, float]:
    """Lifts what fell below its floor and takes that from the others, in proportion."""
    whole, held = sum(share.values()), dict[str, float]()
    while True:
        free = {level: value for level, value in share.items() if level not in held}
        scale = (whole - sum(held.values())) / sum(free.values())
        fallen = {level: floor[level] for level, value in free.items() if value * scale < floor[level]}
        if not fallen:
            return held | {level: value * scale for level, value in free.items()}
        held |= fallen


def in_ppm(m: float) -> int:
    """Returns a probability in whole parts per million, as an act holds it; nothing is ever impossible."""
    return max(1, round(m * PPM))
