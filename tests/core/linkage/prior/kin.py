"""Enquiries about an unregistered twin, brother or cousin of somebody registered, five hundred of a kind.

The register holds the brother only; what is asked is whole: surname, given name, patronymic, place, and the date as the
kind has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from repatria.core.linkage.rows import EnquiryRow
from tests.core.linkage.prior.worlds import Asked, Person, whole, words

OTHER_NAMES = words(
    "Іван Микола Василь Петро Михайло Володимир Олександр Сергій Андрій Юрій Віктор Анатолій Степан Богдан "
    "Роман Ярослав Олег Ігор Тарас Григорій Павло Федір Дмитро Леонід Валерій Руслан Вадим Віталій Максим "
    "Назар "
)
Parts = Callable[[Person], Sequence[str]]
GAPS = (1, 2, 3, 4, 5, 6, 8, 11)


def _other(name: str, chance: Random) -> str:
    while (given := chance.choice(OTHER_NAMES)) == name:
        pass
    return given


def _row(number: int, person: Person, parts: Parts, date: str) -> EnquiryRow:
    return EnquiryRow(enquiry_id=f"K{number:05d}", name=" ".join(parts(person)), birth_date=date, place=person.place)


def _brother(person: Person, chance: Random, gaps: Sequence[int]) -> Person:
    year, month, day = person.born
    born = (year + chance.choice((-1, 1)) * chance.choice(gaps), chance.randint(1, 12), chance.randint(1, 28))
    return replace(person, given=_other(person.given, chance), born=born if gaps[0] else (year, month, day))


def _cousin(person: Person, chance: Random, same_name: bool) -> Person:
    made = _brother(person, chance, GAPS)
    return replace(made, father=_other(person.father, chance), given=person.given if same_name else made.given)


def kinds(persons: Sequence[Person], parts: Parts, seed: int, count: int = 500) -> Mapping[str, list[Asked]]:
    """Returns the enquiries by kind."""
    chance = Random(f"kin {seed}")

    def drawn() -> Person:
        return persons[chance.randrange(len(persons))]

    def some(make: Callable[[Person], Person], date: Callable[[Person], str], father: bool = True) -> list[Asked]:
        names: Parts = parts if father else lambda one: parts(one)[:2]
        return [Asked(_row(at, one := make(drawn()), names, date(one)), "") for at in range(count)]

    def year(one: Person) -> str:
        return str(one.born[0])

    def none(_: Person) -> str:
        return ""

    def whole_of(one: Person) -> str:
        return whole(one.born)

    return {
        "twin": some(lambda one: _brother(one, chance, (0,)), whole_of),
        "brother, year": some(lambda one: _brother(one, chance, GAPS), year),
        "brother, no date": some(lambda one: _brother(one, chance, GAPS), none),
        "brother, full date 2-5 years apart": some(lambda one: _brother(one, chance, (2, 3, 4, 5)), whole_of),
        "cousin of the same name, no date": some(lambda one: _cousin(one, chance, True), none),
        "cousin of the same name, year": some(lambda one: _cousin(one, chance, True), year),
        "cousin of the same name, full date": some(lambda one: _cousin(one, chance, True), whole_of),
        "cousin, no date": some(lambda one: _cousin(one, chance, False), none),
        "cousin of the same name, no father, year": some(lambda one: _cousin(one, chance, True), year, father=False),
    }
