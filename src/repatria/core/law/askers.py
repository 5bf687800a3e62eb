"""Who asks: one man asked for by several, one who asks for many, and lists that are worked through by whatever channel.

Several who ask for one man are no offence: his mother, his wife, a helper; none of them is told of another (practice
rule 6). Who asks for many is looked at by a person, who may close an enquiry as abusive with a second one. Nothing
here reads an address of a network: what is compared is what was said, whether on a page, by telephone or on paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

MANY = 5
"""Men for whom one contact or one text asks: a family has fewer missing."""
IN_ORDER = 10
"""Names that came one after the other in the order of the alphabet: by chance once in three and a half million."""
_SHORTEST_TEXT, _DIGITS = 12, 7


class Likeness(StrEnum):
    """In what enquiries are alike."""

    SAME_MAN = "same_man"
    ONE_CONTACT = "one_contact"
    ONE_TEXT = "one_text"
    IN_ORDER = "in_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was said in one enquiry, as far as it is compared."""

    number: str
    name: str
    birth: str = ""
    contact: str = ""
    text: str = ""
    beside: tuple[str, ...] = ()  # further contacts: to which a note goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Enquiries that are alike, oldest first, and for how many men they ask."""

    likeness: Likeness
    numbers: tuple[str, ...]
    men: int


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return " ".join("".join(c if c.isalnum() else " " for c in folded.replace("'", "").replace("’", "")).split())


def man_of(heard: Heard) -> str:
    """By what a man who is sought is known again: his names in whatever order, and the year where one is written."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", heard.birth)
    return " ".join(sorted(_letters(heard.name).split())) + (f" {year[0]}" if year else "")


def contact_of(contact: str) -> str:
    """A telephone by its last nine digits, anything else by its letters; "" where it is too short to tell anybody."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", contact) if c.isdecimal())
    if len(digits) >= _DIGITS:
        return digits[-9:]
    return found if len(found := _letters(contact)) >= _SHORTEST_TEXT else ""


def _contacts_of(heard: Heard) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(contact_of, (heard.contact, *heard.beside))))


def _text_of(heard: Heard) -> tuple[str, ...]:
    return (found,) if len(found := _letters(heard.text)) >= _SHORTEST_TEXT else ()


def have_one_contact(one: Heard, other: Heard) -> bool:
    """Whether two enquiries leave one contact: whatever name stands there, it is one who asks."""
    return bool(set(filter(None, _contacts_of(one))) & set(_contacts_of(other)))


def is_asked_again(one: Heard, other: Heard) -> bool:
    """Whether two enquiries are one that was sent twice: of the same man, by one contact or in one text.

    Source:   house rule 6.4; practice rule 6: several who ask for one man are several.
    """
    if not man_of(one) or man_of(one) != man_of(other):
        return False
    return any(set(filter(None, said(one))) & set(said(other)) for said in (_contacts_of, _text_of))


def alike(heard: Sequence[Heard]) -> tuple[Alike, ...]:
    """What is alike among enquiries.

    Given:    them in the order in which they came.
    Returns:  who asks for many first, the most men first; then men for whom several ask.
    """
    found = [
        *_many(heard, _contacts_of, Likeness.ONE_CONTACT), *_many(heard, _text_of, Likeness.ONE_TEXT),
        *_in_order(heard),
    ]  # fmt: skip
    found.sort(key=lambda one: (-one.men, one.numbers))
    several = [
        Alike(likeness=Likeness.SAME_MAN, numbers=tuple(one.number for one in group), men=1)
        for group in _grouped(heard, lambda one: (man_of(one),))
        if len(group) > 1
    ]
    several.sort(key=lambda one: (-len(one.numbers), one.numbers))
    return (*found, *several)


def _grouped(heard: Iterable[Heard], by: Callable[[Heard], Iterable[str]]) -> list[list[Heard]]:
    groups: dict[str, list[Heard]] = defaultdict(list)
    for one in heard:
        for key in filter(None, by(one)):
            groups[key].append(one)
    return list(groups.values())


def _many(heard: Sequence[Heard], by: Callable[[Heard], Iterable[str]], likeness: Likeness) -> list[Alike]:
    groups = {
        tuple(one.number for one in group): len({man_of(one) for one in group}) for group in _grouped(heard, by)
    }  # fmt: skip
    return [Alike(likeness=likeness, numbers=numbers, men=men) for numbers, men in groups.items() if men >= MANY]


def _in_order(heard: Sequence[Heard]) -> list[Alike]:
    runs: list[list[Heard]] = [list(heard[:1])]
    for before, one in pairwise(heard):
        if _letters(before.name) < _letters(one.name):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        Alike(likeness=Likeness.IN_ORDER, numbers=tuple(one.number for one in run), men=len(run))
        for run in runs
        if len(run) >= IN_ORDER
    ]
