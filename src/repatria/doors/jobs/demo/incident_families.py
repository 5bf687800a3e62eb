"""Who is missing in the larger incident, drawn with both parents: markers by chance, under plain rules of descent."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PERSONS, FAMILIES = 110, 140
POWER = "PA"
"""Whose families ask."""
BROTHERS = (0, 1)
OTHERS = 109
"""The number of the one who is of the other side: no family asks here for him."""
MARKERS = (
    "D3S1358", "vWA", "D16S539", "CSF1PO", "TPOX", "D8S1179", "D21S11", "D18S51", "D2S441", "D19S433", "TH01", "FGA",
    "D22S1045", "D5S818", "D13S317", "D7S820", "D10S1248", "D1S1656", "D12S391", "D2S1338",
)  # fmt: skip
ALLELES = tuple(str(one) for one in range(9, 19))
_SURNAMES = (
    "Бережний",
    "Вільховий",
    "Гайовий",
    "Дубовик",
    "Житній",
    "Калиновий",
    "Лозовий",
    "Мостовий",
    "Осокор",
    "Яровий",
)
_NAMES = ("Андрій", "Богдан", "Данило", "Іван", "Микола", "Олег", "Павло", "Степан", "Тарас", "Юрій", "Ярема")
Profile = Mapping[str, Sequence[str]]


def _of_chance(chance: random.Random) -> dict[str, tuple[str, str]]:
    return {marker: (chance.choice(ALLELES), chance.choice(ALLELES)) for marker in MARKERS}


def _child(chance: random.Random, mother: Profile, father: Profile) -> dict[str, tuple[str, str]]:
    return {marker: (chance.choice(mother[marker]), chance.choice(father[marker])) for marker in MARKERS}


@dataclass(slots=True)
class Families:
    """Who is missing, drawn with the parents: the same seed draws the same."""

    seed: int
    mothers: list[Profile] = field(default_factory=list)
    fathers: list[Profile] = field(default_factory=list)
    sought: list[Profile] = field(default_factory=list)
    other: Profile = field(default_factory=dict)

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        for number in range(FAMILIES):
            is_second = number == BROTHERS[1]
            self.mothers.append(self.mothers[BROTHERS[0]] if is_second else _of_chance(chance))
            self.fathers.append(self.fathers[BROTHERS[0]] if is_second else _of_chance(chance))
            self.sought.append(_child(chance, self.mothers[number], self.fathers[number]))
        self.other = _of_chance(chance)

    def of_person(self, person: int) -> Profile:
        """The profile of one of the dead; of the other side's own nobody asks here."""
        return self.other if person == OTHERS else self.sought[person]

    def name(self, number: int) -> str:
        at = BROTHERS[0] if number == BROTHERS[1] else number
        return f"{_SURNAMES[at % len(_SURNAMES)]} {_NAMES[(number * 7 + at // len(_SURNAMES)) % len(_NAMES)]}"
