"""Peoples: young soldiers of the Caucasus, the Volga and Siberia, most of them without patronymic, in Latin letters.

From towns; enquiries of bad hearing and small keyboards. An eighth of those not registered are namesakes.
"""

from __future__ import annotations

from itertools import product
from random import Random

from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from tests.core.linkage.prior.worlds import (
    Drawn,
    Person,
    World,
    asked_about,
    doubled,
    dropped,
    exchanged,
    shuffled,
    whole,
    words,
)

_NAMES = words(
    "Магомед Ахмед Ислам Руслан Тимур Рустам Заур Аслан Расул Шамиль Ибрагим Мурад Артур Арсен Бато Баир "
    "Эрдэни Дамба Чингис Ильдар Айрат Марат Ринат Дамир Рамиль Фанис Георгий Давид Гиорги Леван Зураб Тигран "
    "Карен Ашот Гагик Нурлан Ерлан Азамат Бауыржан Талгат Санжар Анвар Фаррух Бахтияр Дильшод Эльдар Вугар "
    "Турал Намик Казбек Сослан Алан Мусса "
)
_STEMS = [
    a + b + c
    for a, b, c in product(
        ("Аб", "Ба", "Бек", "Га", "Джа", "Да", "За", "Иб", "Ка", "Ку", "Ма", "Му", "На", "Ом", "Ра", "Са", "Су", "Та",
         "Ту", "Ум", "Ха", "Ху", "Ша", "Эль", "Юс"),
        ("ба", "го", "ди", "жи", "ла", "ли", "ма", "ну", "ра", "су", "та", "ша", "хи", "зы"),
        ("б", "г", "д", "з", "к", "л", "м", "н", "р", "с", "т", "ш"),
    )
]  # fmt: skip
_SURNAMES = [a + b for a, b in product(_STEMS, ("ов", "ев", "аев", "идзе", "ян", "ханов", "бек", "улин"))]
_TOWNS = [a + b for a, b in product(
    ("Аг", "Бу", "Ки", "Дер", "Хас", "Наз", "Ур", "Сам", "Ош", "Туй", "Каз", "Ел"),
    ("дам", "рун", "зил", "бент", "юрт", "ран", "ус", "кала", "тау", "абад"))]  # fmt: skip
_SCHEMES = tuple(
    dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", one.split(), strict=True))
    for one in (
        "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch . y . e yu ya",
        "a b w g d e sch s i j k l m n o p r s t u f ch z tsch sch schtsch . y . e ju ja",
        "a b v g d ye j z i i k l m n o p r s t ou f h tz tch ch shch . i . e iou ia",
    )
)
_HEARD = ("гх", "кх", "дт", "бп", "зс", "еи", "оа", "уо", "шс")
_YEARS = (1972, 2007, 2000)
_NEIGHBOURS = ("ao", "sd", "er", "nm", "ui", "kl", "ьб", "ит", "ро", "ва")


def _latin(word: str, scheme: int) -> str:
    return "".join(_SCHEMES[scheme].get(letter, letter) for letter in word.lower()).replace(".", "").capitalize()


def _people(size: int, chance: Random) -> list[Person]:
    surnames, names, towns = Drawn(shuffled(_SURNAMES, "p"), 0.6), Drawn(_NAMES, 0.6), Drawn(_TOWNS, 0.7)
    made = []
    for at in range(size):
        born = (int(chance.triangular(*_YEARS)), chance.randint(1, 12), chance.randint(1, 28))
        made.append(Person(surnames.one(chance), names.one(chance), names.one(chance), born, towns.one(chance), at, at))
    return made


def _parts(person: Person) -> list[str]:
    ending = "евич" if person.father[-1] in "йьи" else "ович"
    return [person.surname, person.given, person.father.rstrip("йьи") + ending]


def write(person_id: str, person: Person, chance: Random) -> RegisterRow:
    """Writes a man as a camp's clerk hears him."""
    parts, draw = _parts(person), chance.random()
    if chance.random() < 0.06:
        parts[0] = exchanged(parts[0], _HEARD, chance)
    if draw < 0.6:
        scheme = 0 if draw < 0.35 else 1 if draw < 0.45 else 2
        parts = [_latin(part, scheme) for part in parts]
    if chance.random() < 0.6:
        parts[2] = ""
    kind = chance.random()
    date = "" if kind < 0.03 else str(person.born[0]) if kind < 0.1 else whole(person.born)
    place = "" if chance.random() < 0.3 else person.place if draw >= 0.6 else _latin(person.place, 0)
    if chance.random() < 0.3:
        return RegisterRow(person_id=person_id, name=" ".join(filter(None, [*parts[1:], parts[0]])), birth_date=date,
                           place=place)  # fmt: skip
    return RegisterRow(person_id=person_id, surname=parts[0], given_name=parts[1], patronymic=parts[2],
                       birth_date=date, place=place)  # fmt: skip


def ask(enquiry_id: str, person: Person, chance: Random) -> EnquiryRow:
    """Writes as a hotline notes it down."""
    parts = _parts(person)
    if chance.random() < 0.55:
        parts[2] = ""
    for _ in range(chance.choices((0, 1, 2), (40, 45, 15))[0]):
        at = chance.choice((0, 0, 1))
        error = chance.randrange(5)
        if error < 2:
            parts[at] = exchanged(parts[at], _HEARD, chance)
        elif error == 2:
            parts[at] = exchanged(parts[at], _NEIGHBOURS, chance)
        else:
            parts[at] = (dropped, doubled)[error - 3](parts[at], chance)
    if chance.random() < 0.25:
        parts = [_latin(part, 0) for part in parts]
    name = " ".join(filter(None, parts if chance.random() < 0.4 else [parts[1], parts[2], parts[0]]))
    place = "" if chance.random() < 0.5 else person.place if chance.random() > 0.1 else chance.choice(_TOWNS)
    return EnquiryRow(enquiry_id=enquiry_id, name=name, birth_date=_date(person.born, chance), place=place)


def _date(born: tuple[int, int, int], chance: Random) -> str:
    draw, error, (year, month, day) = chance.random(), chance.random(), born
    if draw < 0.2:
        return ""
    if draw < 0.4:
        return str(year + (chance.choice((-1, 1)) if error < 0.1 else 0))
    if error < 0.08 and day <= 12:
        return whole((year, day, month))
    if error < 0.12:
        return whole((year, month, day % 10 * 10 + day // 10)) if 0 < day % 10 < 3 else whole((year, month, day))
    return whole((year, month, chance.randint(1, 28))) if error < 0.15 else whole(born)


def make(registered: int, about: int, nobody: int, seed: int) -> World:
    """Returns this world."""
    chance = Random(f"peoples {seed}")
    held = [(f"S{at:07d}", one) for at, one in enumerate(_people(registered, chance))]
    others = [("", one) for one in _people(nobody, chance)]
    for _, one in others:
        if chance.random() < 1 / 8:
            _, like = held[chance.randrange(len(held))]
            one.surname, one.given = like.surname, like.given
    return World(
        [one for _, one in held], [write(number, one, chance) for number, one in held],
        asked_about(held, about, ask, chance, "R"), asked_about(others, nobody, ask, chance, "N"), write, ask,
    )  # fmt: skip
