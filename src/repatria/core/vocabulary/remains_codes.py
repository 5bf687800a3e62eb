"""The code of remains: place, team and count with a check character, as it stands on body and bag for ever.

A code is given once and never again: what was spoiled is used up, and parts that belong together are linked.
"""

from __future__ import annotations

import re

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""31 signs, a prime number of them: any one wrong sign and any swap of neighbours shows. No I, L, O, U, Z."""

PLACE_SIGNS, TEAM_SIGNS, COUNT_DIGITS = 3, 2, 5
LARGEST_COUNT = 10**COUNT_DIGITS - 1
MOST_LABELS = 120
"""Labels that one sheet is asked for at once: a day's work of a team."""

_BODY = PLACE_SIGNS + TEAM_SIGNS + COUNT_DIGITS
_FOLD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "Z": "2", "-": "", " ": ""})
_WHOLE = re.compile(rf"[{SIGNS}]{{{PLACE_SIGNS + TEAM_SIGNS}}}[0-9]{{{COUNT_DIGITS}}}[{SIGNS}]")


def _check(body: str) -> str:
    return SIGNS[sum((place + 2) * SIGNS.index(sign) for place, sign in enumerate(body)) % len(SIGNS)]


def are_signs(text: str, length: int) -> bool:
    """Whether a text can stand in a code as its place or team."""
    return len(text) == length and set(text) <= set(SIGNS)


def remains_code(place_code: str, team: str, count: int) -> str:
    """The code of one item, as `KHR-T2-00017-B`.

    Given:    place and team of `PLACE_SIGNS` and `TEAM_SIGNS` of `SIGNS`, a count from 1 to `LARGEST_COUNT`.
    Raises:   ValueError for anything else.
    """
    if not (are_signs(place_code, PLACE_SIGNS) and are_signs(team, TEAM_SIGNS) and 1 <= count <= LARGEST_COUNT):
        raise ValueError("no code can be made of that")
    digits = f"{count:0{COUNT_DIGITS}d}"
    return f"{place_code}-{team}-{digits}-{_check(place_code + team + digits)}"


def fold_remains_code(text: str) -> str:
    """Brings a code that was typed or scanned to the form `remains_code` writes, or "" when its check fails."""
    folded = text.strip().upper().translate(_FOLD)
    if not _WHOLE.fullmatch(folded) or _check(folded[:_BODY]) != folded[-1]:
        return ""
    place, team = folded[:PLACE_SIGNS], folded[PLACE_SIGNS : PLACE_SIGNS + TEAM_SIGNS]
    return f"{place}-{team}-{folded[PLACE_SIGNS + TEAM_SIGNS : _BODY]}-{folded[-1]}"


def parts_of_code(code: str) -> tuple[str, str, int]:
    """Place, team and count of a code that was folded."""
    place, team, digits, _ = code.split("-")
    return place, team, int(digits)
