"""A letter to a family as lines with placeholders: the title, the answer, and the paragraphs beneath."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

LANGUAGES_OF_LETTERS = ("uk", "ru", "en")
_PLACE = re.compile(r"\{([^{}]*)\}")

Lines = tuple[str, ...]
"""A letter in one language: its title, its answer, then a paragraph a line."""


class LetterClass(StrEnum):
    """Which letter it is: the one that all get, or one of the answers."""

    NO_INFORMATION = "no_information"
    ALIVE_AND_HELD = "alive_and_held"
    ALIVE_NOT_ASKED = "alive_not_asked"  # doctor and head decided for one who cannot be asked
    MEETING = "meeting"
    CORRECTION = "correction"


def lines_of(text: str) -> Lines:
    """What somebody typed as lines; empty ones say nothing."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def placeholders(lines: Sequence[str]) -> Counter[str]:
    """How often each placeholder stands in these lines."""
    return Counter(name for line in lines for name in _PLACE.findall(line))


def has_stray_braces(lines: Sequence[str]) -> bool:
    """Whether a brace opens or ends nothing."""
    return any("{" in bare or "}" in bare for bare in (_PLACE.sub("", line) for line in lines))


def written(lines: Sequence[str], values: Mapping[str, str]) -> Lines:
    """The lines with what stands in place of the placeholders; what a value holds is read no further.

    Raises:   KeyError for a placeholder that has no value; `core.law.letters` lets none through.
    """
    return tuple(_PLACE.sub(lambda found: values[found.group(1)], line) for line in lines)


def with_hours(telephone: str, hours: str) -> str:
    """A number to call with the hours at which somebody answers, where these are known."""
    return f"{telephone} ({hours})" if hours else telephone


def compared(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What a version changes, line by line: (same, gone or new; the line), in the order of reading."""
    found: list[tuple[str, str]] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(a=list(before), b=list(after), autojunk=False).get_opcodes():
        if what == "equal":
            found += [("same", line) for line in before[i1:i2]]
        else:
            found += [("gone", line) for line in before[i1:i2]] + [("new", line) for line in after[j1:j2]]
    return tuple(found)
