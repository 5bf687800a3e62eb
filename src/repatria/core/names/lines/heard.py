"""A name as a clerk heard it, parted into what a register asks for: by the tables of names alone, and never refused."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.names.groups import father_groups, groups_of, has_patronymic_ending
from repatria.core.names.writing import tidy

_SURELY = 0.99
"""Of those called by a word, the share whose given name it is: a tender form that surnames have too is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardName:
    """The parts of a name as heard, each in the letters in which it was written; empty where none was heard."""

    surname: str
    first_names: str
    patronymic: str


def heard_name(line: str) -> HeardName:
    """Parts what a clerk wrote of a man who said his name.

    Given:    words in any order. A clerk writes the surname first where nothing else tells the words apart.
    Returns:  every word that was written, each in one part: a patronymic by its ending and father's name, a given name
              where the tables know it, everything else in the surname ("Сидоренко / Сідоренко" stays one).
    Not:      a correction: spelling waits until he is asked by daylight.
    """
    words = line.split()
    kinds = [_kind(word) for word in words]
    if "surname" not in kinds and kinds.count("first") > 1:
        kinds[kinds.index("first")] = "surname"

    def part(kind: str) -> str:
        return " ".join(word for word, one in zip(words, kinds, strict=True) if one == kind)

    return HeardName(surname=part("surname"), first_names=part("first"), patronymic=part("patronymic"))


def _kind(word: str) -> str:
    plain = tidy(word)
    if has_patronymic_ending(plain) and father_groups(plain):
        return "patronymic"
    return "first" if sum(groups_of(plain).values()) >= _SURELY else "surname"
