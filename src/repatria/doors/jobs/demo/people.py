"""Invented people: combinations of common name parts, never a real person's particulars."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

GIVEN = (
    ("Сергій", "Сергей", "Сережа"), ("Олександр", "Александр", "Саша"), ("Микола", "Николай", "Коля"),
    ("Олексій", "Алексей", "Леша"), ("Дмитро", "Дмитрий", "Дима"), ("Андрій", "Андрей", "Андрюша"),
    ("Володимир", "Владимир", "Вова"), ("Іван", "Иван", "Ваня"), ("Михайло", "Михаил", "Миша"),
    ("Євген", "Евгений", "Женя"), ("Павло", "Павел", "Паша"), ("Василь", "Василий", "Вася"),
    ("Юрій", "Юрий", "Юра"), ("Петро", "Петр", "Петя"), ("Максим", "Максим", "Макс"),
    ("Антон", "Антон", "Антоша"), ("Григорій", "Григорий", "Гриша"), ("Роман", "Роман", "Рома"),
)  # fmt: skip
"""Given names: Ukrainian form, Russian form, a diminutive a mother would write."""

PATRONYMICS = (
    ("Олександрович", "Александрович"), ("Сергійович", "Сергеевич"), ("Миколайович", "Николаевич"),
    ("Іванович", "Иванович"), ("Петрович", "Петрович"), ("Васильович", "Васильевич"),
    ("Михайлович", "Михайлович"), ("Андрійович", "Андреевич"), ("Юрійович", "Юрьевич"),
    ("Володимирович", "Владимирович"),
)  # fmt: skip

SURNAMES = (
    ("Шевченко", "Шевченко"), ("Коваленко", "Коваленко"), ("Гриценко", "Гриценко"), ("Ткачук", "Ткачук"),
    ("Мельник", "Мельник"), ("Бондар", "Бондарь"), ("Лисенко", "Лысенко"), ("Заєць", "Заяц"),
    ("Дячук", "Дьячук"), ("Кравець", "Кравец"), ("Соколов", "Соколов"), ("Морозов", "Морозов"),
    ("Щербина", "Щербина"), ("Єрмоленко", "Ермоленко"), ("Вишневський", "Вишневский"), ("Чумак", "Чумак"),
    ("Жуков", "Жуков"), ("Горбунов", "Горбунов"), ("Панченко", "Панченко"), ("Рябоконь", "Рябоконь"),
    ("Сидорчук", "Сидорчук"), ("Кузьменко", "Кузьменко"), ("Яременко", "Яременко"), ("Хоменко", "Хоменко"),
    ("Цибуля", "Цыбуля"), ("Филипенко", "Филипенко"), ("Юрченко", "Юрченко"), ("Остапчук", "Остапчук"),
    ("Гайовий", "Гаевой"), ("Білоус", "Белоус"), ("Козлов", "Козлов"), ("Степаненко", "Степаненко"),
)  # fmt: skip

HER_NAMES = (
    ("Марія", "Мария"), ("Олена", "Елена"), ("Тетяна", "Татьяна"), ("Наталія", "Наталья"), ("Ганна", "Анна"),
    ("Світлана", "Светлана"), ("Оксана", "Оксана"), ("Надія", "Надежда"),
)  # fmt: skip

PLACES = ("Верхнє", "Липове", "Сосновка", "Озерне", "Заріччя", "Кам'яне", "Степное", "Ясне", "Бережки", "Новый Яр")
"""Village names so common that they name no place."""

RANKS = ("рядовий", "сержант", "лейтенант", "ефрейтор", "рядовой", "старшина")
_WHO_ASKS = ("mother", "mother", "mother", "father", "wife", "sister", "grandparent")


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedPerson:
    """One invented prisoner as he would be taken down, and what a family would call him."""

    surname: str
    first_name: str
    patronymic: str
    birth_date: str
    birth_place: str
    rank: str
    service_number: str
    party: str
    language: str
    names_at_home: tuple[str, ...]


def invent_person(chance: random.Random, number: int) -> InventedPerson:
    """Invents one person.

    Given:    `chance` is seeded by the caller, so that a demonstration can be repeated.
    """
    given, patronymic, surname = chance.choice(GIVEN), chance.choice(PATRONYMICS), chance.choice(SURNAMES)
    party = chance.choice(("PA", "PB"))
    side = 0 if party == "PA" else 1
    year, month, day = chance.randint(1974, 2004), chance.randint(1, 12), chance.randint(1, 28)
    other = 1 - side
    return InventedPerson(
        surname=surname[side], first_name=given[side], patronymic=patronymic[side],
        birth_date=f"{year:04d}-{month:02d}-{day:02d}", birth_place=chance.choice(PLACES),
        rank=chance.choice(RANKS), service_number=f"{party}-{chance.randint(100000, 999999)}-{number:05d}",
        party=party, language="uk" if side == 0 else "ru",
        names_at_home=(
            f"{surname[other]} {given[2]}", f"{given[side]} {surname[side]}",
            f"{surname[other]} {given[other]} {patronymic[other]}", f"{given[2]} {surname[side]}",
        ),
    )  # fmt: skip


def registered_again(person: InventedPerson) -> InventedPerson:
    """The same invented man as another clerk wrote him down: his name as the other side spells it, all else alike."""
    surname, _, first_name = person.names_at_home[2].partition(" ")
    first_name, _, patronymic = first_name.partition(" ")
    return replace(person, surname=surname, first_name=first_name, patronymic=patronymic)


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedEnquiry:
    """One invented enquiry: about an invented person, or about nobody who is registered."""

    about: int | None
    sought_name: str
    sought_birth: str
    sought_place: str
    enquirer_name: str
    relation: str
    words: str
    language: str


def invent_enquiry(chance: random.Random, people: list[InventedPerson], known_share: float = 0.6) -> InventedEnquiry:
    """Invents one enquiry; `known_share` of them ask for somebody who is registered."""
    is_known = bool(people) and chance.random() < known_share
    about = chance.randrange(len(people)) if is_known else None
    person = people[about] if about is not None else invent_person(chance, 99999)
    side = 0 if person.language == "uk" else 1
    birth = chance.choice((person.birth_date, person.birth_date[:4], person.birth_date[:7]))
    return InventedEnquiry(
        about=about, sought_name=chance.choice(person.names_at_home), sought_birth=birth,
        sought_place=chance.choice((person.birth_place, "")),
        enquirer_name=f"{chance.choice(HER_NAMES)[side]} {chance.choice(SURNAMES)[side]}",
        relation=chance.choice(_WHO_ASKS),
        words=chance.choice((
            "Пам'ятаєш, як ми садили вишню біля криниці?", "Рыжий кот ждет тебя на печке.", "",
            "Дід досі чекає на тебе з вудками.", "Помнишь синий велосипед?",
        )),
        language=person.language,
    )  # fmt: skip
