"""Villages: Ukrainian families at home in few places, half of each registered, men between 18 and 75, clerks who write
1 January where nobody knows the day. Who is not registered is of the same families.
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
    turned,
    whole,
    words,
)

_NAMES = words(
    "Іван Микола Василь Петро Михайло Володимир Олександр Сергій Андрій Юрій Віктор Анатолій Степан Богдан "
    "Роман Ярослав Олег Ігор Тарас Григорій Павло Федір Дмитро Леонід Валерій Руслан Вадим Віталій Максим "
    "Назар Остап Денис Євген Антон Артем Кирило Семен Яків Данило Мирон Лука Орест Любомир Святослав "
)
_FATHERS = {
    "Микола": "Миколайович", "Петро": "Петрович", "Павло": "Павлович", "Дмитро": "Дмитрович", "Данило": "Данилович",
    "Кирило": "Кирилович", "Лука": "Лукич", "Яків": "Якович", "Михайло": "Михайлович",
}  # fmt: skip
_RUSSIAN = {
    "Іван": "Иван", "Микола": "Николай", "Василь": "Василий", "Петро": "Петр", "Михайло": "Михаил",
    "Володимир": "Владимир", "Олександр": "Александр", "Сергій": "Сергей", "Андрій": "Андрей", "Юрій": "Юрий",
    "Віктор": "Виктор", "Анатолій": "Анатолий", "Степан": "Степан", "Олег": "Олег", "Ігор": "Игорь",
    "Григорій": "Григорий", "Павло": "Павел", "Федір": "Федор", "Дмитро": "Дмитрий", "Євген": "Евгений",
}  # fmt: skip
_LATIN = dict(zip(
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
    words("a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch . iu ia ."), strict=True,
))  # fmt: skip
_CAPITALS = (
    "Б",
    "В",
    "Г",
    "Гр",
    "Д",
    "Ж",
    "З",
    "К",
    "Кр",
    "Л",
    "М",
    "Н",
    "П",
    "Пр",
    "Р",
    "С",
    "Ст",
    "Т",
    "Тр",
    "Ф",
    "Х",
    "Ч",
    "Ш",
    "Щ",
    "Я",
)
_STEMS = [
    a + b + c
    for a, b, c in product(
        _CAPITALS,
        "аеиоуі",
        ("б", "в", "вр", "д", "ж", "й", "к", "л", "лк", "м", "н", "нд", "р", "рн", "с", "т", "х", "ц"),
    )
]
_SURNAMES = [a + b for a, b in product(_STEMS, ("енко", "ук", "чук", "ик", "ський", "ець", "ак", "ів", "ило", "ура"))]
_VILLAGES = [
    a + b + c
    for a, b, c in product(
        ("Кам", "Бер", "Луг", "Стар", "Нов", "Вел", "Дуб", "Гор", "Сос", "Виш", "Тер", "Крив", "Жур", "Мок", "Хут"),
        ("ян", "ез", "ов", "ич", "ал", "ин", "ен", "ар"), ("івка", "не", "ське", "и", "ичі"),
    )
]  # fmt: skip
_VOWELS, _SOUNDS = ("еи", "оа", "уо", "иі"), ("бп", "дт", "гх", "зс", "жш", "вф")
_YEARS = (1950, 2006, 1979)
_LAST_DAY = 28


def _father(name: str) -> str:
    if name in _FATHERS:
        return _FATHERS[name]
    return name[:-2] + "ійович" if name.endswith("ій") else name.removesuffix("ь") + "ович"


def _families(size: int, chance: Random) -> list[Person]:
    surnames, names = Drawn(shuffled(_SURNAMES, "s"), 0.75), Drawn(_NAMES, 0.9)
    made: list[Person] = []
    brood = clan = 0
    surname, place = "", ""
    while len(made) < size:
        if not made or chance.random() > 0.35:  # else the brother of the father before has children too
            clan += 1
            surname = surnames.one(chance)
            homes = Random(surname).sample(_VILLAGES, 3)
            place = chance.choice(homes) if chance.random() < 0.65 else chance.choice(_VILLAGES)
        brood += 1
        father, used = names.one(chance), set[str]()
        year = int(chance.triangular(*_YEARS))
        born = (year, chance.randint(1, 12), chance.randint(1, _LAST_DAY))
        for number in range(chance.choices((1, 2, 3, 4), (40, 35, 18, 7))[0]):
            if number and chance.random() > 1 / 60:
                year = born[0] + chance.choices((1, 2, 3, 4, 5, 6, 8, 11), (8, 22, 20, 16, 12, 9, 8, 5))[0]
                born = (year, chance.randint(1, 12), chance.randint(1, _LAST_DAY))
            given = names.one(chance)
            while given in used:
                given = names.one(chance)
            used.add(given)
            if born[0] <= _YEARS[1] + 1:
                made.append(Person(surname, given, father, born, place, brood, clan))
    return made[:size]


def parts_of(person: Person, language: str) -> list[str]:
    """Returns surname, given name and patronymic in a language."""
    given, father, surname = person.given, person.father, person.surname
    fathers = _father(father)
    if language == "ru":
        given, father = _RUSSIAN.get(given, given), _RUSSIAN.get(father, father)
        fathers = father[:-2] + "еевич" if father.endswith("ей") else (
            father[:-2] + "ьевич" if father.endswith("ий") else
            father[:-1] + "евич" if father.endswith(("й", "ь")) else father.removesuffix("а") + "ович")  # fmt: skip
        surname = surname.replace("і", "и").replace("ський", "ский").replace("ець", "ец")
    return [surname, given, fathers]


def _latin(word: str) -> str:
    made = "".join(_LATIN.get(letter, letter) for letter in word.lower()).replace(".", "")
    return made.capitalize()


def write(person_id: str, person: Person, chance: Random) -> RegisterRow:
    """Writes a man as one of these clerks takes him down."""
    draw, born = chance.random(), person.born
    parts = parts_of(person, "ru" if draw < 0.25 else "uk")
    if draw > 0.92:
        parts = [_latin(part) for part in parts]
    if chance.random() < 0.03:
        parts[0] = exchanged(parts[0], _SOUNDS, chance)
    if chance.random() < 0.12:
        parts[2] = ""
    kind = chance.random()
    if kind < 0.06:
        born = (born[0], 1, 1)
    elif kind < 0.1:
        born = (born[0], born[1], chance.choice((1, 15)))
    date = "" if kind > 0.95 else str(born[0]) if kind > 0.87 else whole(born)
    place = "" if chance.random() < 0.15 else ("с. " if chance.random() < 0.3 else "") + person.place
    return RegisterRow(person_id=person_id, surname=parts[0], given_name=parts[1], patronymic=parts[2],
                       birth_date=date, place=place)  # fmt: skip


def ask(enquiry_id: str, person: Person, chance: Random) -> EnquiryRow:
    """Writes as somebody of his family asks."""
    parts = parts_of(person, "ru" if chance.random() < 0.3 else "uk")
    for _ in range(chance.choices((0, 1, 2), (50, 40, 10))[0]):
        at = chance.choice((0, 0, 1, 2))
        error = chance.randrange(6)
        if error < 2:
            parts[at] = exchanged(parts[at], _VOWELS, chance)
        elif error == 2:
            parts[at] = exchanged(parts[at], _SOUNDS, chance)
        else:
            parts[at] = (dropped, doubled, turned)[error - 3](parts[at], chance)
    if chance.random() < 0.15:
        parts = [_latin(part) for part in parts]
    if chance.random() < 0.3:
        parts[2] = ""
    name = " ".join(filter(None, parts if chance.random() < 0.55 else [parts[1], parts[2], parts[0]]))
    place = "" if chance.random() < 0.35 else person.place if chance.random() > 0.07 else chance.choice(_VILLAGES)
    return EnquiryRow(enquiry_id=enquiry_id, name=name, birth_date=_date(person.born, chance), place=place)


def _date(born: tuple[int, int, int], chance: Random) -> str:
    draw, error, (year, month, day) = chance.random(), chance.random(), born
    if draw < 0.25:
        return ""
    if draw < 0.47:
        return str(year + (chance.choice((-2, -1, 1, 1)) if error < 0.18 else 0))
    if error < 0.03:
        return whole((year, day, month)) if day <= 12 else whole((year, month, day - 10))
    if error < 0.07:
        return whole((year, month, chance.randint(1, _LAST_DAY)))
    if error < 0.1:
        return whole((year + chance.choice((-1, 1)), month, day))
    if error < 0.12:
        return whole((year, chance.randint(1, 12), day))
    if error < 0.13:
        return whole((year + chance.randint(-6, 6), chance.randint(1, 12), chance.randint(1, _LAST_DAY)))
    return whole((year, 1, 1)) if error < 0.15 else whole(born)


def make(registered: int, about: int, nobody: int, seed: int) -> World:
    """Returns this world.

    Given:    twice as many men as are registered; who is not, is of the same families.
    """
    chance = Random(f"villages {seed}")
    everybody = _families(2 * registered, chance)
    are_in = [chance.random() < 0.5 for _ in everybody]
    numbered = [
        (f"V{at:07d}" if is_in else "", one) for at, (is_in, one) in enumerate(zip(are_in, everybody, strict=True))
    ]
    held, others = [one for one in numbered if one[0]], [one for one in numbered if not one[0]]
    return World(
        everybody, [write(number, one, chance) for number, one in held], asked_about(held, about, ask, chance, "R"),
        asked_about(others, nobody, ask, chance, "N"), write, ask,
    )  # fmt: skip
