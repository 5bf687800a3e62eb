"""Invented persons, drawn in chunks so that any of millions can be had again, and the rows that clerks wrote of them.

Person n depends on the seed and n alone: enquiries about a register of any size need no list of its persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from repatria.core.linkage.rows import RegisterRow
from tests.core.linkage.declension import feminine
from tests.core.linkage.mistakes import slip
from tests.core.linkage.romanisation import SCHEMES, language_of, written_freely, written_in_latin
from tests.core.linkage.vocabulary import GivenName, Place, Surname, men, patronymic, place_pool, surname_pool, women

CHUNK = 16_384
LANGUAGES = ("uk", "ru")
LEARNING_SCHEMES = ("icao_ru", "uk2010", "bgn_ru", "german", "gost779", "passport97")
HELD_OUT_SCHEMES = tuple(scheme for scheme in SCHEMES if scheme not in LEARNING_SCHEMES)
_CLERKS_SCHEMES = tuple(scheme for scheme in SCHEMES if scheme != "chat")
_YEARS = (1955, 1992, 2008)
SHARE_OF_WOMEN = 0.1
_SHARE_OF_RELATIVES = 0.02


@dataclass(slots=True)
class Person:
    """An invented person; `maiden` is the surname a woman bore before, where it is another."""

    person_id: str
    family: Surname
    given: GivenName
    father: GivenName
    is_woman: bool
    birth_date: tuple[int, int, int]
    place: Place
    maiden: Surname | None = None

    @property
    def surname(self) -> tuple[str, str]:
        """The surname as this person bears it, Ukrainian and Russian."""
        return (self.surname_in("uk"), self.surname_in("ru"))

    def surname_in(self, language: str) -> str:
        """Returns the surname in a language."""
        written = self.family.uk if language == "uk" else self.family.ru
        return feminine(written, language) if self.is_woman else written

    def parts_in(self, language: str) -> list[str]:
        """Returns surname, given name and patronymic in a language."""
        given = self.given.uk if language == "uk" else self.given.ru
        return [self.surname_in(language), given, patronymic(self.father, language, self.is_woman)]


def persons_of_chunk(seed: int, chunk: int) -> list[Person]:
    """Draws the CHUNK persons of one chunk: names independent of each other, but for some brothers and sisters."""
    rng = np.random.default_rng([seed, chunk])
    surnames, maidens = surname_pool().drawn(rng.random(CHUNK)), surname_pool().drawn(rng.random(CHUNK))
    given, fathers = men().drawn(rng.random(CHUNK)), men().drawn(rng.random(CHUNK))
    daughters, places = women().drawn(rng.random(CHUNK)), place_pool().drawn(rng.random(CHUNK))
    are_women = (rng.random(CHUNK) < SHARE_OF_WOMEN).tolist()
    are_married = (rng.random(CHUNK) < 0.6).tolist()
    are_relatives = (rng.random(CHUNK) < _SHARE_OF_RELATIVES).tolist()
    years = rng.triangular(*_YEARS, CHUNK).astype(int).tolist()
    months, days = rng.integers(1, 13, CHUNK).tolist(), rng.integers(1, 29, CHUNK).tolist()
    made: list[Person] = []
    for at in range(CHUNK):
        woman = are_women[at]
        person = Person(
            f"P-{chunk * CHUNK + at:06d}", surnames[at], daughters[at] if woman else given[at], fathers[at], woman,
            (years[at], months[at], days[at]), places[at], maidens[at] if woman and are_married[at] else None,
        )  # fmt: skip
        if are_relatives[at] and at:
            person.family, person.father, person.place = made[-1].family, made[-1].father, made[-1].place
        made.append(person)
    return made


def persons(count: int, seed: int) -> Iterator[Person]:
    """Returns the first `count` persons of a seed."""
    for chunk in range(-(-count // CHUNK)):
        yield from persons_of_chunk(seed, chunk)[: count - chunk * CHUNK]


def persons_at(numbers: Iterable[int], seed: int) -> dict[int, Person]:
    """Returns the persons with these numbers."""
    found: dict[int, Person] = {}
    chunk, made = -1, list[Person]()
    for number in sorted(set(numbers)):
        if number // CHUNK != chunk:
            chunk, made = number // CHUNK, persons_of_chunk(seed, number // CHUNK)
        found[number] = made[number % CHUNK]
    return found


def rows_of(people: Sequence[Person], seed: Sequence[int], held_out: bool = True) -> Iterator[RegisterRow]:
    """Writes the register as different clerks took it down: Ukrainian, Russian or Latin, some of it unlabelled or
    without patronymic or date, with slips of their own.

    Given:    without `held_out` the clerks use the romanisations of the learning half only.
    """
    rng, chance = np.random.default_rng(list(seed)), Random(str(list(seed)))
    schemes = _CLERKS_SCHEMES if held_out else LEARNING_SCHEMES
    size = len(people)
    language_draws, script_draws = rng.random(size).tolist(), rng.random(size).tolist()
    scheme_draws = rng.integers(0, len(schemes), size).tolist()
    part_draws, label_draws, slip_draws, place_draws = (rng.random(size).tolist() for _ in range(4))
    date_draws = rng.random(size).tolist()
    for at, person in enumerate(people):
        is_own = language_draws[at] < (0.66 if person.family.is_ukrainian else 0.72)
        language = LANGUAGES[is_own != person.family.is_ukrainian]
        scheme = schemes[scheme_draws[at]] if script_draws[at] < 0.21 else ""
        language = language_of(scheme) or language
        parts = person.parts_in(language)
        if slip_draws[at] < 0.025:
            which = 0 if slip_draws[at] < 0.015 else 1
            parts[which] = slip(parts[which], chance)
        if scheme:
            parts = [_in_latin(part, scheme, language, chance) for part in parts]
        part = part_draws[at]
        if part < 0.15:
            parts[2] = ""
        elif part < 0.18:
            parts[1:] = [parts[1][:1] + ".", parts[2][:1] + "."]
        elif part < 0.19:
            parts[2] = parts[2][:1] + "."
        elif part < 0.195:
            parts[1:] = ["", ""]
        yield _row(person, parts, label_draws[at], _date(person, date_draws[at], chance), (
            _place(person.place, place_draws[at], language, scheme)
        ))  # fmt: skip


def _in_latin(part: str, scheme: str, language: str, chance: Random) -> str:
    return written_freely(part, chance) if scheme == "free" else written_in_latin(part, scheme, language)


def _row(person: Person, parts: list[str], label: float, birth_date: str, place: str) -> RegisterRow:
    if label < 0.78:
        surname, given, father = parts
        if label < 0.08:
            surname = surname.upper()
        return RegisterRow(
            person_id=person.person_id, surname=surname, given_name=given, patronymic=father, birth_date=birth_date,
            place=place,
        )  # fmt: skip
    order = parts if label < 0.93 else [*parts[1:], parts[0]]
    name = " ".join(part for part in order if part)
    return RegisterRow(
        person_id=person.person_id, name=name.upper() if label < 0.83 else name, birth_date=birth_date, place=place
    )


def _date(person: Person, draw: float, chance: Random) -> str:
    year, month, day = person.birth_date
    if draw < 0.84:
        return f"{year:04d}-{month:02d}-{day:02d}"
    if draw < 0.91:
        return f"{year:04d}"
    if draw < 0.93:
        return f"{year:04d}-{month:02d}"
    if draw < 0.97:
        return ""
    if draw < 0.985 and day <= 12:
        return f"{year:04d}-{day:02d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{(day + chance.choice((1, 2, 9))) % 28 + 1:02d}"


def _place(place: Place, draw: float, language: str, scheme: str) -> str:
    if draw > 0.8:
        return ""
    former = place.former_uk if language == "uk" else place.former_ru
    written = place.uk if language == "uk" else place.ru
    written = former if former and draw < 0.12 else written
    if scheme:
        scheme = scheme if scheme != "free" else ("uk2010" if language == "uk" else "bgn_ru")
        return written_in_latin(written, scheme, language)
    if draw > 0.76:
        return ("м. " if language == "uk" else "г. ") + written
    return written
