"""What was found in a parcel beside what its sender said of it: line by line, the difference marked.

A mark says where to look and accuses nobody: words are compared as written, and a thing may bear another name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_LIST = re.compile(r"[\n;]|,(?!\d)")
_WORD, _NUMBER = re.compile(r"[^\W\d_]+"), re.compile(r"\d+(?:[.,]\d+)?")


class Beside(StrEnum):
    """How one line stands to the other."""

    SAME = "same"
    OTHERWISE = "otherwise"  # the same word, and another number or other words beside it
    DECLARED_ALONE = "declared_alone"
    FOUND_ALONE = "found_alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideLine:
    """One thing as it was declared and as it was found; one of both is empty where it stands on one side alone."""

    declared: str
    found: str
    mark: Beside


def _words(line: str) -> tuple[str, ...]:
    return tuple(word.casefold().replace("ё", "е") for word in _WORD.findall(line))


def _numbers(line: str) -> tuple[str, ...]:
    return tuple(sorted(one.replace(",", ".") for one in _NUMBER.findall(line)))


def _stem(word: str) -> str:
    return word[:5]  # "bank" and "banks", "банка" and "банок" begin alike


def declared_things(declared: str) -> tuple[str, ...]:
    """What was said to be in it, a thing a line: its sender parts things by lines, semicolons or commas."""
    return tuple(one for part in _LIST.split(declared) if (one := " ".join(part.split())))


def beside(declared: str, found: Sequence[str]) -> tuple[BesideLine, ...]:
    """Each thing that was declared beside the one that was found under the same first words, then what is left over.

    Source:   GC III art. 76(2); decision 0089: whoever agrees to the list sees what should be there.
    Given:    a sender who named nothing is compared with nothing: all lines stand on the found side unmarked as same.
    """
    said, left = declared_things(declared), list(found)
    if not said:
        return tuple(BesideLine(declared="", found=one, mark=Beside.SAME) for one in found)
    pairs: dict[int, str] = {}
    for is_alike in (_is_same, _is_named_alike):
        for number, one in enumerate(said):
            match = None if number in pairs else next((other for other in left if is_alike(one, other)), None)
            if match is not None:
                left.remove(match)
                pairs[number] = match
    lines = [
        BesideLine(declared=one, found=pairs[number], mark=_mark(one, pairs[number])) if number in pairs
        else BesideLine(declared=one, found="", mark=Beside.DECLARED_ALONE)
        for number, one in enumerate(said)
    ]  # fmt: skip
    return (*lines, *(BesideLine(declared="", found=one, mark=Beside.FOUND_ALONE) for one in left))


def _is_same(declared: str, found: str) -> bool:
    return _words(declared) == _words(found) and _numbers(declared) == _numbers(found)


def _is_named_alike(declared: str, found: str) -> bool:
    stems = {_stem(word) for word in _words(declared) if len(word) > 2}
    return any(_stem(word) in stems for word in _words(found) if len(word) > 2)


def _mark(declared: str, found: str) -> Beside:
    return Beside.SAME if _is_same(declared, found) else Beside.OTHERWISE
