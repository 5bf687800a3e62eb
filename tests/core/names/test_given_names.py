"""Groups of given names: how many forms, which belong together, shares, case forms."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.names.groups import group_readings, groups_of, name_groups
from repatria.core.names.groups.name_tables import oblique_stems
from repatria.core.names.readings import canon
from repatria.core.names.writing import is_cyrillic

COUNTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "names"
needs_counts = pytest.mark.skipif(
    not COUNTS.is_dir(), reason="../shared/data/names IS ABSENT: the coverage of real names is not measured"
)
ALL_FORMS = sorted({form.text for group in name_groups() for form in group.forms})


def test_there_are_thousands_of_forms_of_both_sexes() -> None:
    sexes = Counter(group.sex for group in name_groups())

    assert len(ALL_FORMS) >= 5000  # issue 3 asks for 1,500
    assert sexes["m"] >= 600
    assert sexes["f"] >= 150
    assert sum(is_cyrillic(form[0]) for form in ALL_FORMS) >= 3500


def test_every_group_has_one_line_and_no_form_twice() -> None:
    names = Counter(group.name for group in name_groups())
    doubled = {(group.name, form.text) for group in name_groups()
               for form, times in Counter(group.forms).items() if times > 1}  # fmt: skip

    assert {name for name, times in names.items() if times > 1} == set()
    assert doubled == set()


@given(st.sampled_from(name_groups()))
def test_every_form_belongs_to_its_group(group: object) -> None:
    for form in group.forms:  # type: ignore[attr-defined]
        assert group.name in groups_of(form.text)  # type: ignore[attr-defined]


@pytest.mark.parametrize("surname", ["Андреев", "Маркин", "Белый", "Белая", "Рудая", "Карась"])
def test_a_surname_that_sounds_like_a_western_name_is_no_given_name(surname: str) -> None:
    assert groups_of(surname) == {}
    assert not any(canon(name) in group_readings() for name in ("Андреев", "Маркин"))


@pytest.mark.parametrize(
    "forms",
    [
        "Олександр Александр Аляксандр Aleksander Oleksandr Aleksandr Сашко Сашка Саня Санёк",
        "Дмитро Дмитрий Дзмітрый Dmytro Dmitrii Dmitri Діма Дима Митя Димон", "Петро Пётр Петр Пятро Piotr Petr Peter",
        "Магомед Магомет Мухаммад Мухамед Mahomed Magomed Mohammed Мага", "Юсуп Юсуф Yusup Yusuf",
        "Бауржан Бауыржан Bauyrzhan Baurzhan", "Чингіз Чингиз Chingiz", "Рустам Рустем Rustam", "Баїр Баир Bair",
        "Євген Евгений Яўген Yevhen Evgenii Eugene Жека", "Ганна Анна Hanna Anna Аня", "Тетяна Татьяна Tetiana Таня",
        "Ілля Илья Ілья Illia Ilya", "Яків Яков Якаў Yakiv Iakov", "Фёдор Федір Fedor Fedir Theodor Федя",
    ],
)  # fmt: skip
def test_all_languages_and_familiar_forms_of_a_name_share_a_group(forms: str) -> None:
    shared = set.intersection(*(set(groups_of(form)) for form in forms.split()))

    assert shared


@pytest.mark.parametrize(
    ("form", "groups"),
    [
        ("Саша", {"oleksandr", "oleksandra"}), ("Шура", {"oleksandr", "oleksandra"}), ("Юра", {"yurii", "heorhii"}),
        ("Слава", {"viacheslav", "yaroslav", "vladyslav", "stanislav", "sviatoslav", "rostyslav"}),
        ("Валя", {"valentyn", "valentyna"}), ("Женя", {"yevhen", "yevhenia"}), ("Лёня", {"leonid", "oleksii"}),
        ("Вадя", {"vadym"}), ("Гоша", {"heorhii", "ihor", "yehor"}), ("Паша", {"pavlo"}), ("Сеня", {"semen", "arsen"}),
    ],
)  # fmt: skip
def test_an_ambiguous_familiar_form_has_all_its_names(form: str, groups: set[str]) -> None:
    found = groups_of(form)

    assert groups <= set(found)
    assert sum(found.values()) <= 1 + 1e-9


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Сергія", "Сергій"), ("Сергею", "Сергей"), ("Сергієві", "Сергій"), ("Сергієм", "Сергій"),
        ("Олександру", "Олександр"),
        ("Олександром", "Олександр"), ("Олександрові", "Олександр"), ("Миколаєм", "Миколай"), ("Миколи", "Микола"),
        ("Миколу", "Микола"), ("Ігоря", "Ігор"), ("Игорем", "Игорь"), ("Павла", "Павло"), ("Павлу", "Павел"),
        ("Петром", "Петро"), ("Льва", "Лев"), ("Федора", "Федір"), ("Антона", "Антін"), ("Якова", "Яків"),
        ("Ольги", "Ольга"), ("Ользі", "Ольга"), ("Сашу", "Саша"), ("Сашка", "Сашко"), ("Ваню", "Ваня"),
        ("Колі", "Коля"),
        ("Серёжу", "Серёжа"), ("Рамзана", "Рамзан"), ("Магомеду", "Магомед"), ("Serhiia", "Сергій"), ("Юрия", "Юрий"),
        ("Іллі", "Ілля"), ("Ильёй", "Илья"), ("Дмитра", "Дмитро"), ("Дмитрия", "Дмитрий"), ("Миколо", "Микола"),
        ("Мар'яни", "Мар'яна"), ("Любові", "Любов"), ("Андрюху", "Андрюха"), ("Санька", "Санёк"),
    ],
)  # fmt: skip
def test_a_case_form_belongs_to_the_names_group(written: str, name: str) -> None:
    assert set(groups_of(written)) & set(groups_of(name))


def test_a_nominative_outweighs_what_is_only_another_names_case_form() -> None:
    groups = groups_of("Олександра")

    assert groups["oleksandra"] > groups["oleksandr"] > 0


@pytest.mark.parametrize(
    ("tender", "name"),
    [("Сашунчик", "Олександр"), ("Вовуня", "Володимир"), ("Мишечка", "Михайло"), ("Ярикуха", "Ярослав"),
     ("Ванькуня", "Іван"), ("Olezhkunya", "Олег"), ("Прошко", "Прокіп"), ("Яшкик", "Яків"), ("Льоньечка", "Леонід")],
)  # fmt: skip
def test_a_tender_form_that_is_not_listed_is_read_by_its_ending(tender: str, name: str) -> None:
    assert set(groups_of(tender)) & set(groups_of(name))


@pytest.mark.parametrize(
    "surname", ["Петренко", "Павленко", "Якубчик", "Шевчик", "Климчук", "Ященко", "Марченко", "Романюк"]
)
def test_a_surname_with_such_an_ending_is_no_given_name(surname: str) -> None:
    assert groups_of(surname) == {}


@pytest.mark.parametrize("name", ["Алі", "Гиви", "Peter", "", "Ніно"])
def test_a_name_that_does_not_change_or_is_in_latin_letters_has_no_case_forms(name: str) -> None:
    assert oblique_stems(name.lower()) == (("нін",) if name == "Ніно" else ())


@given(st.sampled_from(ALL_FORMS))
def test_the_shares_of_a_form_add_up_to_at_most_one(form: str) -> None:
    assert 0 < sum(groups_of(form).values()) <= 1 + 1e-9
    assert groups_of(form) == groups_of(form.upper())


@needs_counts
def test_nearly_everybodys_real_given_name_is_known() -> None:
    with gzip.open(COUNTS / "russian_given_name_counts.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = [(row["text"], int(row["count"])) for row in csv.DictReader(lines, delimiter="\t")]
    known = sum(count for text, count in rows if groups_of(text))

    assert known / sum(count for _, count in rows) >= 0.95  # measured: .964


@needs_counts
def test_surnames_are_seldom_taken_for_given_names() -> None:
    with gzip.open(COUNTS / "russian_surname_counts.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = list(chain(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)))[::40]
    taken = sum(int(row["count"]) for row in rows if groups_of(row["text"]))

    assert taken / sum(int(row["count"]) for row in rows) <= 0.02  # measured: .013
