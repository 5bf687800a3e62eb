"""What both worlds have in common: persons, a trial, and how a line is spoilt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

import numpy as np

from repatria.core.linkage.rows import EnquiryRow, RegisterRow

Thing = TypeVar("Thing")


@dataclass(slots=True)
class Person:
    """An invented man; `brood` and `clan` number those of one father and those of one grandfather."""

    surname: str
    given: str
    father: str
    born: tuple[int, int, int]
    place: str
    brood: int
    clan: int


@dataclass(frozen=True, slots=True)
class Asked:
    """An enquiry and whom it is about: a number of the register, or "" for nobody registered."""

    row: EnquiryRow
    person_id: str


@dataclass(frozen=True, slots=True)
class World:
    """A register, enquiries about those registered and about others, and how this world writes.

    Given:    `write` and `ask` write one row and one enquiry about a person.
    """

    persons: Sequence[Person]
    rows: Sequence[RegisterRow]
    about_registered: Sequence[Asked]
    about_nobody: Sequence[Asked]
    write: Callable[[str, Person, Random], RegisterRow]
    ask: Callable[[str, Person, Random], EnquiryRow]


class Drawn:
    """Things drawn by rank: the n-th as often as (n + 3) ** -steep."""

    def __init__(self, things: Sequence[str], steep: float) -> None:
        self.things = list(things)
        self._heaped = np.cumsum((np.arange(len(things)) + 3.0) ** -steep)

    def one(self, chance: Random) -> str:
        """Draws one."""
        return self.things[int(np.searchsorted(self._heaped, chance.random() * self._heaped[-1]))]


def words(text: str) -> list[str]:
    """Returns the words of a text."""
    return text.split()


def shuffled(things: Sequence[Thing], seed: str) -> list[Thing]:
    """Returns things in an order of their own."""
    mixed = list(things)
    Random(seed).shuffle(mixed)
    return mixed


def exchanged(word: str, pairs: Sequence[str], chance: Random) -> str:
    """Exchanges one letter of a word for its partner in a pair."""
    places = [(at, pair) for at, letter in enumerate(word.lower()) if at for pair in pairs if letter in pair]
    if not places:
        return word
    at, pair = chance.choice(places)
    return word[:at] + pair[1 - pair.index(word[at].lower())] + word[at + 1 :]


def dropped(word: str, chance: Random) -> str:
    """Leaves one inner letter out."""
    at = chance.randrange(1, max(2, len(word) - 1))
    return word[:at] + word[at + 1 :]


def doubled(word: str, chance: Random) -> str:
    """Writes one letter twice."""
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def turned(word: str, chance: Random) -> str:
    """Exchanges two neighbours."""
    at = chance.randrange(1, max(2, len(word) - 1))
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def whole(born: tuple[int, int, int]) -> str:
    """Writes a date whole."""
    return f"{born[0]:04d}-{born[1]:02d}-{born[2]:02d}"


def asked_about(persons: Sequence[tuple[str, Person]], count: int, ask: Callable[[str, Person, Random], EnquiryRow],
                chance: Random, mark: str) -> list[Asked]:  # fmt: skip
    """Writes enquiries about some of these persons, each with his number."""
    drawn = [persons[chance.randrange(len(persons))] for _ in range(count)]
    return [Asked(ask(f"{mark}{at:06d}", person, chance), person_id) for at, (person_id, person) in enumerate(drawn)]
