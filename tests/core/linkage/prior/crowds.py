"""Crowds to learn chances from: each draws habits of its own, so that what is learned holds of no one world.

Names, places and errors are the generator's (the learning half of them); what differs from crowd to crowd is how many
of a family are registered and asked for, how few the places and surnames are, ages, heaped days, namesakes, and how
much enquirers know and how well they write. `villages` and `peoples` were written apart from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from repatria.core.linkage.rows import RegisterRow
from tests.core.linkage.asking import LEARNING_KINDS, Mix, ask
from tests.core.linkage.people import Person, persons, rows_of
from tests.core.linkage.prior.worlds import Asked, Thing
from tests.core.linkage.vocabulary import Place, Surname

_GAPS, _GAPS_WEIGHTS = range(1, 13), (6, 20, 18, 14, 10, 8, 6, 5, 4, 3, 2, 2)
_LAST_DAY = 28


@dataclass(frozen=True, slots=True)
class Habits:
    """How one crowd lives, is registered, and is asked for.

    Units:    shares 0 to 1; `years` of birth: first, last, commonest.
    Given:    `registered` of a family; `brothers` and `cousins` of whoever comes next; `at_home` of relatives;
              `strangers` and `namesakes` of those asked for in vain, the others being of families that are registered.
    """

    registered: float
    brothers: float
    cousins: float
    at_home: float
    places: int
    surnames: int
    years: tuple[int, int, int]
    heaped: float
    strangers: float
    namesakes: float
    mix: Mix

    @classmethod
    def drawn(cls, chance: Random) -> Habits:
        """Draws them."""
        first = chance.randint(1945, 1975)
        return cls(
            registered=chance.uniform(0.3, 0.9), brothers=chance.uniform(0.05, 0.45), cousins=chance.uniform(0.0, 0.35),
            at_home=chance.uniform(0.3, 0.9), places=int(10 ** chance.uniform(1.7, 3.3)),
            surnames=int(10 ** chance.uniform(3.0, 4.8)), years=(first, chance.randint(2000, 2008), first + 20),
            heaped=chance.choice((0.0, chance.uniform(0.0, 0.2))), strangers=chance.random(),
            namesakes=max(0.0, chance.uniform(-0.1, 0.3)),
            mix=Mix(
                second_kind=chance.uniform(0.05, 0.95), third_kind=chance.uniform(0.0, 0.5),
                no_date=chance.uniform(0.05, 0.6), only_year=chance.uniform(0.05, 0.35),
                no_place=chance.uniform(0.1, 0.7), no_patronymic=chance.uniform(0.05, 0.6),
            ),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Crowd:
    """A register, enquiries about those registered and about others, and how this crowd lives."""

    rows: Sequence[RegisterRow]
    about_registered: Sequence[Asked]
    about_nobody: Sequence[Asked]
    habits: Habits


def make(registered: int, about: int, nobody: int, seed: int) -> Crowd:
    """Returns a crowd."""
    chance = Random(f"crowd {seed}")
    habits = Habits.drawn(chance)
    held: list[Person] = []
    others: list[Person] = []
    for one in _related(persons(1 << 40, seed), habits, chance):
        (held if chance.random() < habits.registered else others).append(one)
        if len(held) == registered:
            break
    strangers = list(_related(persons(nobody, seed + 1), habits, chance))
    meant = [_unregistered(held, others, strangers, habits, chance) for _ in range(nobody)]
    known = [held[chance.randrange(len(held))] for _ in range(about)]
    rows = list(rows_of(held, (seed, 1), held_out=False))
    return Crowd(
        [_heaped(row, habits, chance) for row in rows], _asked(known, "R", habits, chance),
        _asked(meant, "N", habits, chance), habits,
    )  # fmt: skip


def _related(drawn: Iterator[Person], habits: Habits, chance: Random) -> Iterator[Person]:
    """Makes families of persons drawn one by one."""
    places: list[Place] = []
    surnames: list[Surname] = []
    before: Person | None = None
    for one in drawn:
        one.place = _of_few(one.place, places, habits.places, chance)
        one.family = _of_few(one.family, surnames, habits.surnames, chance)
        year = int(chance.triangular(*habits.years))
        draw = chance.random()
        if before and draw < habits.brothers + habits.cousins:
            one.family = before.family
            if chance.random() < habits.at_home:
                one.place = before.place
            gap = chance.choices(_GAPS, _GAPS_WEIGHTS)[0] * chance.choice((-1, 1))
            if draw < habits.brothers and one.given != before.given:
                one.father, year = before.father, before.birth_date[0] + gap
        one.birth_date = (year, chance.randint(1, 12), chance.randint(1, _LAST_DAY))
        before = one
        yield one


def _of_few(drawn: Thing, known: list[Thing], most: int, chance: Random) -> Thing:
    """Keeps what was drawn until there are enough, then takes one of those, the first ones oftener."""
    if len(known) < most:
        known.append(drawn)
        return drawn
    return known[int(len(known) * chance.random() ** 1.5)]


def _unregistered(
    held: Sequence[Person], others: Sequence[Person], strangers: Sequence[Person], habits: Habits, chance: Random
) -> Person:
    draw = chance.random()
    if draw < habits.namesakes:
        like, stranger = chance.choice(held), chance.choice(strangers)
        place = like.place if chance.random() < 0.2 else stranger.place
        return replace(like, birth_date=stranger.birth_date, place=place,
                       father=like.father if chance.random() < 0.5 else stranger.father)  # fmt: skip
    return chance.choice(strangers if draw < habits.namesakes + (1 - habits.namesakes) * habits.strangers else others)


def _heaped(row: RegisterRow, habits: Habits, chance: Random) -> RegisterRow:
    if len(row.birth_date) < len("YYYY-MM-DD") or chance.random() >= habits.heaped:
        return row
    return replace(row, birth_date=row.birth_date[:5] + "01-01")


def _asked(meant: Sequence[Person], mark: str, habits: Habits, chance: Random) -> list[Asked]:
    made = []
    for at, one in enumerate(meant):
        about = replace(one, person_id="" if mark == "N" else one.person_id)
        row = ask(f"{mark}{at:06d}", about, None, at, LEARNING_KINDS, chance, habits.mix).row
        made.append(Asked(row, about.person_id))
    return made
