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
MOST_SAMPLES = 99
_WHOLE = re.compile(rf"[{SIGNS}]{{{PLACE_SIGNS + TEAM_SIGNS}}}[0-9]{{{COUNT_DIGITS}}}[{SIGNS}]")

_SAMPLE = re.compile(rf"([{SIGNS}]{{{_BODY + 1}}})S([0-9]{{2}})([{SIGNS}])")


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


def sample_code(item_code: str, number: int) -> str:
    """The code of one sample of an item, as `KHR-T2-00017-B-S01-K`: the item's whole code, a number, a sign of its own.

    Given:    `item_code` as `remains_code` writes it, a number from 1 to `MOST_SAMPLES`.
    Raises:   ValueError for anything else.
    """
    if fold_remains_code(item_code) != item_code or not 1 <= number <= MOST_SAMPLES:
        raise ValueError("no code of a sample can be made of that")
    written = f"S{number:02d}"
    return f"{item_code}-{written}-{_check(item_code.replace('-', '') + written)}"


def fold_sample_code(text: str) -> str:
    """Brings a sample's code that was typed or scanned to the form `sample_code` writes, or "" when a check fails."""
    found = _SAMPLE.fullmatch(text.strip().upper().translate(_FOLD))
    item = fold_remains_code(found[1]) if found else ""
    if not found or not item or not int(found[2]):
        return ""
    code = sample_code(item, int(found[2]))
    return code if code[-1] == found[3] else ""
