"""Whether she may be rung before a call, and on which number: one that she left, or that two put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from repatria.core.law.call_steps import RULE
from repatria.core.law.guards import OpenGuard, need

_NUMBER = re.compile(r"\+?\d[\d ().-]*")
_LEAST_DIGITS = 5


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def ringing_guards(left: Iterable[str], *, never: bool) -> Iterator[OpenGuard]:
    """What stands against ringing her at all: she chose to come herself and to be neither rung nor written to.

    Source:   practice rules 2, 7; law-and-practice sections 4.4, 6.8.
    Given:    `left` what she wrote of how to reach her; a number that two put there at her word is her choice too.
    """
    yield from need(not never, "she_may_be_rung", "practice rule 7")
    yield from need(never or bool(_numbers(left)), "number_to_ring", RULE)


def _numbers(left: Iterable[str]) -> frozenset[str]:
    found = (_digits(one) for text in left for one in _NUMBER.findall(text))
    return frozenset(one for one in found if len(one) >= _LEAST_DIGITS)


def number_guards(said: str, left: Iterable[str]) -> Iterator[OpenGuard]:
    """Whoever is rung on a number that somebody else says is somebody else.

    Source:   law-and-practice section 6.8; practice rule 5.
    Given:    `left` what she wrote of how to reach her, in her own words; only digits count.
    """
    yield from need(_digits(said) in _numbers(left), "number_she_left", RULE)
