"""On which number she is rung back before a call: one that she left, or that two put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from repatria.core.law.call_steps import RULE
from repatria.core.law.guards import OpenGuard, need

_NUMBER = re.compile(r"\+?\d[\d ().-]*")
_LEAST_DIGITS = 5


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def number_guards(said: str, left: Iterable[str]) -> Iterator[OpenGuard]:
    """Whoever is rung on a number that somebody else says is somebody else.

    Source:   law-and-practice section 6.8; practice rule 5.
    Given:    `left` what she wrote of how to reach her, in her own words; only digits count.
    """
    numbers = {_digits(found) for text in left for found in _NUMBER.findall(text)}
    is_left = len(_digits(said)) >= _LEAST_DIGITS and _digits(said) in numbers
    yield from need(is_left, "number_she_left", RULE)
