"""The generator's own words: given names with forms, surnames, places, romanisations; not the engine's."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "names"

# Ukrainian, Russian, familiar Ukrainian, familiar Russian, patronymic Ukrainian, patronymic Russian, how common
_GIVEN = """
Олександр|Александр|Сашко Саня Шурик|Саша Саня Шура|Олександрович|Александрович|120
Сергій|Сергей|Сергійко Сєрий|Сережа Серёга Сережка|Сергійович|Сергеевич|95
Андрій|Андрей|Андрійко|Андрюша Андрюха|Андрійович|Андреевич|75
Володимир|Владимир|Вовка Володька|Вова Володя|Володимирович|Владимирович|85
Дмитро|Дмитрий|Дімка Дмитрик|Дима Митя|Дмитрович|Дмитриевич|65
Микола|Николай|Коля Миколка|Коля Колян|Миколайович|Николаевич|80
Олексій|Алексей|Льоша|Лёша Леша Алёша|Олексійович|Алексеевич|60
Іван|Иван|Іванко Ваня|Ваня Ванька|Іванович|Иванович|80
Михайло|Михаил|Мишко|Миша|Михайлович|Михайлович|50
Василь|Василий|Васько Василько|Вася|Васильович|Васильевич|55
Юрій|Юрий|Юрко|Юра|Юрійович|Юрьевич|45
Віктор|Виктор|Вітя|Витя|Вікторович|Викторович|50
Анатолій|Анатолий|Толик|Толя Толик|Анатолійович|Анатольевич|40
Петро|Петр|Петрик|Петя|Петрович|Петрович|40
Павло|Павел|Павлик Пашко|Паша Павлик|Павлович|Павлович|30
Ігор|Игорь|Ігорко|Игорёк|Ігорович|Игоревич|40
Олег|Олег|Олежко|Олежка|Олегович|Олегович|30
Євген|Евгений|Женя|Женя Женька|Євгенович|Евгеньевич|35
Максим|Максим|Макс|Макс Максимка|Максимович|Максимович|25
Роман|Роман|Ромко|Рома|Романович|Романович|25
Віталій|Виталий|Віталік|Виталик|Віталійович|Витальевич|25
Валерій|Валерий|Валера|Валера Валерик|Валерійович|Валерьевич|25
Григорій|Григорий|Гриць Грицько|Гриша|Григорович|Григорьевич|22
Федір|Федор|Федько|Федя|Федорович|Федорович|15
Степан|Степан|Степанко|Степа|Степанович|Степанович|18
Богдан|Богдан|Богданчик|Богдаша|Богданович|Богданович|14
Тарас|Тарас|Тарасик|Тарасик|Тарасович|Тарасович|10
Ярослав|Ярослав|Славко Ярик|Слава Ярик|Ярославович|Ярославович|12
В'ячеслав|Вячеслав|Славко|Слава Славик|В'ячеславович|Вячеславович|20
Владислав|Владислав|Владик|Влад Владик|Владиславович|Владиславович|15
Станіслав|Станислав|Стас|Стас Стасик|Станіславович|Станиславович|12
Костянтин|Константин|Костик|Костя|Костянтинович|Константинович|20
Борис|Борис|Борько|Боря|Борисович|Борисович|15
Геннадій|Геннадий|Гена|Гена|Геннадійович|Геннадьевич|12
Леонід|Леонид|Льоня|Леня Лёня|Леонідович|Леонидович|15
Артем|Артем|Тема|Тёма|Артемович|Артемович|14
Денис|Денис|Дениско|Дениска|Денисович|Денисович|14
Ілля|Илья|Ілько|Илюша|Ілліч|Ильич|10
Кирило|Кирилл|Кирилко|Кирюша|Кирилович|Кириллович|6
Микита|Никита|Микитка|Никитка|Микитович|Никитич|7
Яків|Яков|Яшко|Яша|Якович|Яковлевич|8
Йосип|Иосиф|Йосько|Ося|Йосипович|Иосифович|5
Данило|Даниил|Данилко|Даня|Данилович|Даниилович|6
Семен|Семен|Сеня|Сеня|Семенович|Семенович|8
Назар|Назар|Назарко|Назарка|Назарович|Назарович|4
Остап|Остап|Остапко|Остапка|Остапович|Остапович|3
Гнат|Игнат|Гнатко|Игнаша|Гнатович|Игнатович|2
Опанас|Афанасий|Панас|Афоня|Опанасович|Афанасьевич|3
Захар|Захар|Захарко|Захарка|Захарович|Захарович|4
Матвій|Матвей|Матвійко|Мотя|Матвійович|Матвеевич|4
Тимофій|Тимофей|Тимко|Тима|Тимофійович|Тимофеевич|4
Руслан|Руслан|Русик|Русик|Русланович|Русланович|10
Вадим|Вадим|Вадик|Вадик|Вадимович|Вадимович|12
Едуард|Эдуард|Едик|Эдик|Едуардович|Эдуардович|6
Ростислав|Ростислав|Ростик|Слава Ростик|Ростиславович|Ростиславович|5
"""
_SURNAMES = """
Шевченко Коваленко Бондаренко Бойко Ткаченко Кравченко Ковальчук Олійник|Олейник Шевчук Поліщук|Полищук Савченко
Мельник Кравець|Кравец
Лисенко|Лысенко Гриценко Мороз Петренко Павленко Руденко Марченко Клименко Ткачук Сидоренко Левченко Білоус|Белоус
Гнатюк|Игнатюк
Щербак Щербина Юрченко Яценко Чорний|Черный Хоменко Федоренко Тимошенко Приходько Пономаренко Панченко Осадчий
Назаренко Мазур
Кузьменко Іваненко|Иваненко Зінченко|Зинченко Жук Дяченко|Дьяченко Ґалаґан|Галаган Вовк|Волк Василенко Бабенко Гончар
Хмельницький|Хмельницкий
Іванов|Иванов Смирнов Кузнєцов|Кузнецов Попов Соколов Лебедєв|Лебедев Козлов Новиков Морозов Петров Волков
Соловйов|Соловьев
Виноградов Богданов Воробйов|Воробьев Федоров Михайлов Бєляєв|Беляев Тарасов Бєлов|Белов Комаров Орлов
Кисельов|Киселев Макаров
Андрєєв|Андреев Ковальов|Ковалев Ільїн|Ильин Гусєв|Гусев Титов Кузьмін|Кузьмин Куликов Степанов Жуков Щукін|Щукин
Чернишов|Чернышев Хрущов|Хрущев
"""
_PLACES = """
Київ|Киев Львів|Львов Харків|Харьков Одеса|Одесса Полтава|Полтава Суми|Сумы Житомир|Житомир Черкаси|Черкассы
Рівне|Ровно Тернопіль|Тернополь
Вінниця|Винница Чернігів|Чернигов Херсон|Херсон Миколаїв|Николаев Ужгород|Ужгород Луцьк|Луцк Умань|Умань
Конотоп|Конотоп Ніжин|Нежин
Бахмут|Артемовск Ізюм|Изюм Дубно|Дубно Воронеж|Воронеж Курськ|Курск Рязань|Рязань Тула|Тула Самара|Самара
Саратов|Саратов Омськ|Омск
Твер|Тверь Псков|Псков Калуга|Калуга Брянськ|Брянск Казань|Казань Перм|Пермь Пенза|Пенза Орел|Орёл Бєлгород|Белгород
Томськ|Томск Тюмень|Тюмень
"""


@dataclass(frozen=True, slots=True)
class GivenName:
    """One given name with the forms the generator knows."""

    uk: str
    ru: str
    short_uk: tuple[str, ...]
    short_ru: tuple[str, ...]
    patronymic_uk: str
    patronymic_ru: str
    weight: float


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((uk, ru or uk) for uk, _, ru in (item.partition("|") for item in text.split()))


@cache
def given_names() -> tuple[GivenName, ...]:
    """Returns the given names, invented combinations come from them."""
    rows = (line.split("|") for line in _GIVEN.split("\n") if line)
    return tuple(GivenName(r[0], r[1], tuple(r[2].split()), tuple(r[3].split()), r[4], r[5], float(r[6])) for r in rows)


def places() -> tuple[tuple[str, str], ...]:
    """Returns places, Ukrainian and Russian form."""
    return _pairs(_PLACES)


def has_shared() -> bool:
    """Says whether the shared counts are there; the small built-in vocabulary is used otherwise."""
    return SHARED.is_dir()


@cache
def surnames() -> tuple[tuple[str, str, float], ...]:
    """Returns surnames as (Ukrainian form, Russian form, weight)."""
    small = tuple((uk, ru, 40.0 / (1 + place) + 1) for place, (uk, ru) in enumerate(_pairs(_SURNAMES)))
    if not has_shared():
        return small
    with gzip.open(SHARED / "russian_surname_counts.tsv.gz", "rt", encoding="utf-8") as lines:
        counted = {
            row["text"]: int(row["count"]) for row in csv.DictReader(lines, delimiter="\t") if row["gender"] == "m"
        }
    with gzip.open(SHARED / "russian_patronymic_counts.tsv.gz", "rt", encoding="utf-8") as lines:
        patronymics = {row["text"] for row in csv.DictReader(lines, delimiter="\t")}
    given = {form for name in given_names() for form in (name.uk, name.ru)}
    found: dict[str, tuple[str, float]] = {}
    for text, count in counted.items():
        if count >= 3 and text.isalpha() and text.istitle() and text not in patronymics:
            found[text] = (_in_ukrainian(text), min(count, 2000) ** 0.9)
    with (SHARED / "ukrainian_russian_forms_train.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            uk, ru = row["uk"], row["ru"]
            plain = uk.replace("'", "").isalpha() and uk[:1].isupper() and len(uk) > 3
            if plain and ru not in patronymics and ru not in given and not uk.endswith(("ова", "ька", "іна", "вна")):
                found[ru] = (uk, max(found.get(ru, ("", 0.0))[1], 6.0))
    # The common Ukrainian surnames are hardly in the Russian counts: the small vocabulary keeps its head of the
    # distribution.
    return tuple((uk, ru, weight) for ru, (uk, weight) in found.items()) + tuple((u, r, w * 60) for u, r, w in small)


def _in_ukrainian(text: str) -> str:
    for russian, ukrainian in (
        ("ъ", "'"),
        ("ье", "'є"),
        ("ё", "ьо"),
        ("э", "е"),
        ("Э", "Е"),
        ("и", "і"),
        ("ы", "и"),
        ("И", "І"),
    ):
        text = text.replace(russian, ukrainian)
    return text


def _scheme(changes: str) -> dict[str, str]:
    base = dict(zip("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя'", [
        "a", "b", "v", "g", "g", "d", "e", "ie", "e", "zh", "z", "i", "i", "i", "i", "k", "l", "m", "n", "o", "p",
        "r", "s",
        "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "iu", "ia", ""], strict=True))  # fmt: skip
    return base | {letter: latin for letter, _, latin in (item.partition("=") for item in changes.split())}


SCHEMES: dict[str, dict[str, str]] = {
    "icao_ru": _scheme("ъ=ie"),
    "bgn_ru": _scheme("ё=yo й=y ю=yu я=ya"),
    "uk2010": _scheme("г=h и=y"),
    "german": _scheme("ж=sch з=s й=j х=ch ц=z ч=tsch ш=sch щ=schtsch ю=ju я=ja в=w с=s є=je и=y"),
    # held out of learning:
    "french": _scheme("ж=j у=ou х=kh ц=ts ч=tch ш=ch щ=chtch ю=iou я=ia и=y й=i"),
    "polish": _scheme("ж=ż в=w й=j х=ch ц=c ч=cz ш=sz щ=szcz ю=ju я=ja и=y г=h"),
    "scholarly": _scheme("ж=ž х=x ц=c ч=č ш=š щ=šč ю=ju я=ja й=j є=je и=y г=h ї=ji"),
    "free": _scheme("ж=zh х=h ц=c ч=ch ш=sh щ=sch ю=yu я=ya й=i є=ye ї=yi и=i"),
}


def written_in_latin(text: str, scheme: str) -> str:
    """Writes a Cyrillic name by one of SCHEMES, first letters large."""
    table = SCHEMES[scheme]
    words = ("".join(table.get(c, c) for c in word) for word in text.lower().split())
    return " ".join(word.capitalize() for word in words)
