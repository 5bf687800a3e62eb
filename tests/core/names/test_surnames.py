"""Surnames: declined, feminine, double and neighbouring forms are read as the dictionary form too; few are invented."""

from __future__ import annotations

import csv
import gzip
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.names.groups import has_surname_ending, surname_readings
from repatria.core.names.readings import canon, readings_of
from repatria.core.names.readings.phonemes import MAX_PENALTY

COUNTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "names"
needs_counts = pytest.mark.skipif(
    not COUNTS.is_dir(), reason="../shared/data/names IS ABSENT: readings of real surnames are not counted"
)


@pytest.mark.parametrize(
    ("written", "basic"),
    [
        ("Шевченка", "Шевченко"), ("Шевченку", "Шевченко"), ("Шевченком", "Шевченко"), ("Шевченкові", "Шевченко"),
        ("Лисенкові", "Лисенко"), ("Шаўчэнка", "Шаўчэнко"), ("Гаєнком", "Гаєнко"), ("Бойком", "Бойко"),
        ("Ковальчука", "Ковальчук"), ("Ковальчуку", "Ковальчук"), ("Ковальчуком", "Ковальчук"),
        ("Ковальчукові", "Ковальчук"), ("Мельника", "Мельник"), ("Пасічняка", "Пасічняк"), ("Бондаря", "Бондар"),
        ("Ткача", "Ткач"), ("Ткачем", "Ткач"), ("Бабичеві", "Бабич"), ("Морозом", "Мороз"), ("Ковалеві", "Коваль"),
        ("Петрова", "Петров"), ("Петрову", "Петров"), ("Петровим", "Петров"), ("Петровым", "Петров"),
        ("Петровой", "Петров"),
        ("Іванової", "Іванов"), ("Сергеева", "Сергеев"), ("Сергеевой", "Сергеев"), ("Ильина", "Ильин"),
        ("Ильиным", "Ильин"),
        ("Паламишина", "Паламишин"), ("Кравця", "Кравець"), ("Кравцем", "Кравець"), ("Кравца", "Кравец"),
        ("Литвинцеві", "Литвинець"), ("Зайця", "Заєць"), ("Шевця", "Швець"), ("Хмельницького", "Хмельницький"),
        ("Хмельницькому", "Хмельницький"), ("Хмельницькою", "Хмельницький"), ("Хмельницкая", "Хмельницкий"),
        ("Левицької", "Левицький"), ("Запорізького", "Запорізький"), ("Чорного", "Чорний"), ("Чорному", "Чорний"),
        ("Лугового", "Луговий"), ("Калиною", "Калина"), ("Сорокою", "Сорока"), ("Сороці", "Сорока"),
        ("Ivanova", "Иванов"), ("Petrovskaia", "Петровский"), ("Kovalchukom", "Ковальчук"),
    ],
)  # fmt: skip
def test_a_declined_or_feminine_surname_is_its_dictionary_form_too(written: str, basic: str) -> None:
    assert dict(surname_readings(written)).get(canon(basic), 9.0) <= 0.5


@pytest.mark.parametrize(
    "name", ["Шевченко", "Коваль", "Кравець", "Ковальчук", "Хмельницький", "Петров", "Мороз", "Кім", "Ли", "Заєць",
             "Чорний", "Бабич", "Ким", "Бойко"],
)  # fmt: skip
def test_a_dictionary_form_has_no_reading_but_its_own(name: str) -> None:
    assert surname_readings(name) == tuple((reading, 0.0) for reading in readings_of(name))


def test_each_part_of_a_double_surname_is_read_undeclined_with_the_penalty_of_a_part() -> None:
    found = dict(surname_readings("Нечуя-Левицького"))

    assert found[canon("Нечуялевицький")] == 0.5
    assert found[canon("Левицький")] == found[canon("Левицького")] == found[canon("Нечуя")] == 0.75


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_has_its_own_reading_first_and_none_twice(text: str) -> None:
    found = surname_readings(text)

    assert [reading for reading, _ in found][: len(readings_of(text))] == list(readings_of(text))
    assert len(dict(found)) == len(found)
    assert found[0][1] == 0.0
    assert all(0.0 <= penalty <= MAX_PENALTY + 0.75 for _, penalty in found)


@pytest.mark.parametrize(
    "word", ["Шевченко", "Ковальчук", "Кравець", "Іванов", "Хмельницький", "Хмельницького", "Кравця", "Петрової",
             "Гнатюк", "Shevchenko", "Kowalczuk", "Джугашвілі", "Саркісян", "Гончарук", "Стецьків", "Іванаў"],
)  # fmt: skip
def test_a_surname_ends_like_one(word: str) -> None:
    assert has_surname_ending(word)


@pytest.mark.parametrize("word", ["Рустам", "Ліам", "Сокіл", "", "Я", "Ли", "Ахмед", "1987"])
def test_other_words_do_not(word: str) -> None:
    assert not has_surname_ending(word)


@needs_counts
def test_a_real_surname_has_hardly_more_than_one_reading() -> None:
    with (COUNTS / "ukrainian_russian_forms_train.csv").open(encoding="utf-8") as lines:
        ukrainian = [row["uk"] for row in csv.DictReader(lines)]
    with gzip.open(COUNTS / "russian_surname_counts.tsv.gz", "rt", encoding="utf-8") as lines:
        russian = [
            row["text"] for row in islice(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 0, None, 20)
        ]

    for names in (ukrainian, russian):
        assert sum(len(surname_readings(name)) for name in names) / len(names) <= 1.5  # measured: 1.23 and 1.32


@needs_counts
def test_nearly_every_real_russian_surname_ends_like_one() -> None:
    with gzip.open(COUNTS / "russian_surname_counts.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = list(islice(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 0, None, 20))
    like_one = sum(int(row["count"]) for row in rows if has_surname_ending(row["text"]))

    assert like_one / sum(int(row["count"]) for row in rows) >= 0.9  # measured: .92
