"""What a trial may rely on: the generator says the truth, repeats itself, and makes every kind of error."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.core.linkage import vocabulary
from tests.core.linkage.asking import ALL_KINDS, HELD_OUT_KINDS, LEARNING_KINDS, MIXES, STRESS_KINDS
from tests.core.linkage.declension import daughters, declined, feminine, patronymic_by_rule
from tests.core.linkage.generator import make_enquiries_about, make_register
from tests.core.linkage.people import CHUNK, persons, persons_at
from tests.core.linkage.romanisation import SCHEMES, written_freely, written_in_latin

REGISTERED = 3_000


@pytest.mark.parametrize(
    ("scheme", "language", "expected"),
    [
        ("uk2010", "uk", "Zghurskyi Yurii Shchukin"), ("icao_ru", "ru", "Zgurskii Iurii Shchukin"),
        ("bgn_ru", "ru", "Zgurskiy Yuriy Shchukin"), ("german", "ru", "Sgurskij Jurij Schtschukin"),
        ("scholarly", "ru", "Zgurskij Jurij Ščukin"), ("scholarly", "uk", "Zhurskyj Jurij Ščukin"),
        ("french", "ru", "Zgoursky Ioury Chtchoukine"), ("polish", "ru", "Zgursky Jury Szczukin"),
        ("gost779", "ru", "Zgurskij Yurij Shhukin"), ("iso9", "ru", "Zgurskij Ûrij Ŝukin"),
    ],
)  # fmt: skip
def test_writes_a_name_by_each_usage(scheme: str, language: str, expected: str) -> None:
    written = "Згурський Юрій Щукін" if language == "uk" else "Згурский Юрий Щукин"

    assert expected == written_in_latin(written, scheme, language)


def test_there_are_a_dozen_romanisations() -> None:
    assert len(SCHEMES) >= 12
    assert {f"latin_{scheme}" for scheme in SCHEMES} <= set(ALL_KINDS)


def test_a_free_hand_writes_one_name_in_several_ways() -> None:
    assert len({written_freely("Хрущов Юрій", Random(seed)) for seed in range(20)}) > 5


@pytest.mark.parametrize(
    ("word", "case", "language", "is_woman", "expected"),
    [
        ("Шевченко", "dative", "uk", False, "Шевченку"), ("Сергій", "genitive", "uk", False, "Сергія"),
        ("Хмельницький", "genitive", "uk", False, "Хмельницького"), ("Кравець", "dative", "uk", False, "Кравцю"),
        ("Иванов", "instrumental", "ru", False, "Ивановым"), ("Орлова", "genitive", "ru", True, "Орловой"),
        ("Шевченко", "genitive", "uk", True, "Шевченко"),
    ],
)  # fmt: skip
def test_declines_a_name(word: str, case: str, language: str, is_woman: bool, expected: str) -> None:
    assert declined(word, case, language, is_woman) == expected


def test_makes_the_names_of_wife_and_daughter() -> None:
    assert [feminine("Ковальов", "uk"), feminine("Хмельницький", "uk")] == ["Ковальова", "Хмельницька"]
    assert [feminine("Толстой", "ru"), feminine("Бойко", "ru")] == ["Толстая", "Бойко"]
    assert [daughters("Сергійович", "uk"), daughters("Ильич", "ru")] == ["Сергіївна", "Ильинична"]
    assert [patronymic_by_rule("Тагир", "ru"), patronymic_by_rule("Бейбит", "uk")] == ["Тагирович", "Бейбитович"]


def test_person_number_n_is_the_same_in_a_register_of_any_size() -> None:
    few = list(persons(50, seed=7))
    many = persons_at([3, CHUNK + 1], seed=7)

    assert few[3] == many[3]
    assert many[CHUNK + 1].person_id == f"P-{CHUNK + 1:06d}"
    assert list(make_register(50, 7)) == list(make_register(50, 7)) != list(make_register(50, 8))


def test_the_register_is_written_in_three_scripts_and_not_always_whole() -> None:
    rows = list(make_register(REGISTERED, 7))
    text = [f"{row.surname}{row.given_name}{row.name}" for row in rows]
    latin = sum(not any("\u0400" < letter < "\u0530" for letter in written) for written in text)
    ukrainian = sum(any(letter in "іїєґІЇЄҐ" for letter in written) for written in text)

    assert len({row.person_id for row in rows}) == REGISTERED
    assert 0.15 < latin / REGISTERED < 0.3
    assert ukrainian > REGISTERED / 5
    assert REGISTERED / 10 < sum(bool(row.name) for row in rows) < REGISTERED / 3
    assert 0 < sum(row.birth_date == "" for row in rows) < REGISTERED / 10


def test_one_enquiry_in_five_is_about_nobody_registered_and_half_of_these_resemble_somebody() -> None:
    made = list(make_enquiries_about(REGISTERED, 1_000, 7))

    assert Counter(one.stranger for one in made) == {"": 800, "unrelated": 100, "surname": 50, "name": 50}
    assert all(bool(one.person_id) == (one.stranger == "") for one in made)
    assert all(one.row.name.strip() for one in made)


def test_every_kind_of_error_is_made_and_the_halves_share_none() -> None:
    made = Counter(kind for one in make_enquiries_about(REGISTERED, 6_000, 7) for kind in one.kinds)

    assert set(made) == set(ALL_KINDS)
    assert set(LEARNING_KINDS) & set(HELD_OUT_KINDS) == set()
    assert set(STRESS_KINDS) & set(ALL_KINDS) == set()


def test_a_namesake_bears_the_name_but_not_the_birth_date_of_somebody_registered() -> None:
    kinds = ("none",)
    known = {row.person_id: row for row in make_register(REGISTERED, 7)}
    namesakes = [one for one in make_enquiries_about(REGISTERED, 2_000, 7, kinds) if one.stranger == "name"]
    dates = {row.birth_date for row in known.values()}

    assert len(namesakes) == 100
    assert sum(one.row.birth_date in dates for one in namesakes if one.has_full_birth_date) < 20


def test_mixtures_differ_in_what_enquirers_know() -> None:
    without_date = {
        name: sum(not one.row.birth_date for one in make_enquiries_about(REGISTERED, 500, 7, mix=mix))
        for name, mix in MIXES.items()
    }

    assert without_date["well-known"] < without_date["usual"] < without_date["names-only"]


def test_there_are_names_enough_without_the_shared_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    cached = (vocabulary.surname_pool, vocabulary.men)
    monkeypatch.setattr(vocabulary, "has_shared", lambda: False)
    for pool in cached:
        pool.cache_clear()
    try:
        assert len(vocabulary.surname_pool()) > 3_000
        assert len(vocabulary.men()) > 200
    finally:
        for pool in cached:
            pool.cache_clear()
