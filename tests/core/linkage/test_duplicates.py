"""Duplicates of a list: found across scripts, each pair once, with reasons that add up; few where there are none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.linkage.duplicates import as_register_row, find_duplicates, learned_from
from repatria.core.linkage.duplicates.pairs import as_enquiry, bits_of, chance_of, odds_of_true
from repatria.core.linkage.forms import is_named
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from tests.core.linkage.generator import make_register

_PAIR = (
    RegisterRow(
        person_id="A", surname="Шевченко", given_name="Сергій", patronymic="Олександрович", birth_date="1987-03-14"
    ),
    RegisterRow(
        person_id="B", surname="Shevchenko", given_name="Sergei", patronymic="Aleksandrovich", birth_date="1987-03-14"
    ),
)


@pytest.fixture(scope="module")
def others() -> list[RegisterRow]:
    return list(make_register(400, 23))


def test_finds_one_person_written_in_two_scripts_among_others(others: list[RegisterRow]) -> None:
    found = [pair for pair in find_duplicates([*others, *_PAIR]) if {"A", "B"} & {pair.first_id, pair.second_id}]

    (pair,) = found
    assert ("A", "B") == (pair.first_id, pair.second_id)
    assert 0.99 < pair.probability <= 1.0


def test_the_waterfall_of_a_pair_adds_up_to_its_weight(others: list[RegisterRow]) -> None:
    pair = next(one for one in find_duplicates([*_PAIR, *others]) if one.first_id == "A")

    assert pair.match_weight_bits == pytest.approx(sum(step.weight_bits for step in pair.fields), abs=0.01)
    assert "1987-03-14" in {step.enquiry_value for step in pair.fields}


def test_every_pair_comes_once_in_the_order_of_the_list(others: list[RegisterRow]) -> None:
    rows = [*others, *_PAIR]
    pairs = list(find_duplicates(rows, least_probability=0.001))
    place = {row.person_id: at for at, row in enumerate(rows)}

    assert len(pairs) == len({frozenset((pair.first_id, pair.second_id)) for pair in pairs})
    assert all(place[pair.first_id] < place[pair.second_id] for pair in pairs)
    assert sorted(place[pair.first_id] for pair in pairs) == [place[pair.first_id] for pair in pairs]


def test_a_list_of_different_persons_proposes_next_to_nobody(others: list[RegisterRow]) -> None:
    pairs = list(find_duplicates(others, least_probability=0.9))

    assert len(pairs) <= len(others) / 100


def test_enquiries_of_one_sought_person_are_found_as_registers_are() -> None:
    enquiries = [
        EnquiryRow(enquiry_id="E1", name="Шевченко Сергій Олександрович", birth_date="1987-03-14"),
        EnquiryRow(enquiry_id="E2", name="Ковальчук Ірина", birth_date="1990-01-02"),
        EnquiryRow(enquiry_id="E3", name="sergei SHEVCHENKO", birth_date="1987-03-14"),
    ]

    assert [("E1", "E3")] == [(pair.first_id, pair.second_id) for pair in find_duplicates(enquiries)]


@pytest.mark.parametrize("rows", [[], [_PAIR[0]]])
def test_fewer_than_two_rows_have_no_duplicates(rows: list[RegisterRow]) -> None:
    assert [] == list(find_duplicates(rows))


def test_of_rows_with_the_same_number_the_last_counts() -> None:
    assert [] == list(find_duplicates([_PAIR[0], _PAIR[0]]))


def test_learning_from_a_list_without_duplicates_does_not_invent_any(others: list[RegisterRow]) -> None:
    weights, estimate = learned_from(others)

    assert estimate.true_pairs < len(others) / 20
    assert len(list(find_duplicates(others, weights, 0.9))) <= len(others) / 100


def test_tells_how_far_it_is(others: list[RegisterRow]) -> None:
    told: list[tuple[int, int]] = []

    list(find_duplicates(others, tell=lambda done, all_: told.append((done, all_))))

    assert (len(others), len(others)) == told[-1]


@given(st.floats(-60, 60), st.floats(1e-9, 1.0))
def test_probability_and_weight_are_two_ways_of_saying_one_thing(bits: float, odds: float) -> None:
    chance = chance_of(bits, odds)

    if 1e-9 < chance < 1 - 1e-9:
        assert bits + math.log2(odds) == pytest.approx(bits_of(chance), abs=1e-5)


@settings(max_examples=40)
@given(st.integers(5, 200))
def test_the_share_of_true_pairs_is_the_one_that_was_put_in(true_pairs: int) -> None:
    rows = 2000
    strong, none = np.full(true_pairs, 40.0), np.full(3000, -5.0)
    all_pairs = rows * (rows - 1) / 2

    odds = odds_of_true(np.concatenate([strong, none]), rows)

    assert max(true_pairs, rows / 200) / all_pairs == pytest.approx(odds, rel=0.05)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20), st.text(max_size=8))
def test_a_row_asked_for_and_filed_again_is_the_same(surname: str, given_name: str, name: str, number: str) -> None:
    row = RegisterRow(person_id="P", surname=surname, given_name=given_name, name=name, number=number)
    is_labelled = bool(surname.strip() or given_name.strip())  # blanks are no labels

    again = as_register_row(as_enquiry(row))

    assert ((surname, given_name) if is_labelled else ("", "")) == (again.surname, again.given_name)
    assert ("" if is_labelled else name, number) == (again.name, again.number)


@pytest.mark.parametrize(
    "written",
    [
        {"name": "Невстановлена особа"}, {"name": "N.N."}, {"name": "Неизвестный солдат"}, {"name": "unknown male"},
        {"surname": "н/д"}, {"surname": "н/д", "given_name": "н/д"},
        {"surname": "Невстановлена", "given_name": "особа"},
        {"surname": "Неизвестный", "given_name": "солдат"}, {"given_name": "Неизвестный"}, {"name": "Тіло № 17"},
        {"surname": "Невідомий", "given_name": "чоловік", "patronymic": "40 років"}, {"name": "неизв. мужчина"},
        {"surname": "немає даних", "given_name": "немає даних"}, {"name": "особа чоловічої статі"},
    ],
)  # fmt: skip
def test_whose_name_nobody_knows_is_nobodys_duplicate(written: dict[str, str]) -> None:
    nameless = [RegisterRow(person_id=f"N{at}", birth_date="1990-05-17", place="Умань", **written) for at in range(3)]
    man = RegisterRow(person_id="P", surname="Неизвестный", given_name="Эрнст", birth_date="1990-05-17", place="Умань")
    twice = RegisterRow(
        person_id="Q", surname="Неизвестный", given_name="Эрнст", birth_date="1990-05-17", place="Умань"
    )

    assert [("P", "Q")] == [(pair.first_id, pair.second_id) for pair in find_duplicates([*nameless, man, twice])]
    index = LinkageIndex.build([*nameless, man])
    asked = EnquiryRow(enquiry_id="1", **written)
    assert index.find(asked) == ()


@pytest.mark.parametrize("given_name", ["Невідомо", "невстановлений", "N.N.", "б/н", "н/д", "Невідоме ім'я", "чоловік"])
def test_a_given_name_that_nobody_knows_is_no_likeness(given_name: str) -> None:
    rows = [RegisterRow(person_id=f"N{at}", surname="Гриценко", given_name=given_name) for at in range(2)]
    further = [RegisterRow(person_id=f"P{at}", surname=f"Петрук{at}", given_name="Олег") for at in range(40)]

    index = LinkageIndex.build([*rows, *further])

    asked = EnquiryRow(enquiry_id="1", surname="Гриценко", given_name=given_name)
    alone = index.find(EnquiryRow(enquiry_id="2", surname="Гриценко"))
    assert alone == index.find(asked) == index.find(EnquiryRow(enquiry_id="3", surname="Гриценко", given_name="н/д"))
    assert ["surname"] == [step.field for step in alone[0].fields]


@pytest.mark.parametrize("surname", ["н/д", "N.N.", "Невстановлена особа", "unknown"])
def test_a_surname_that_nobody_knows_is_no_likeness_and_one_that_is_somebodys_is(surname: str) -> None:
    rows = [RegisterRow(person_id="1", surname=surname, given_name="Петро"),
            RegisterRow(person_id="2", surname="Невідомий", given_name="Петро")]  # fmt: skip

    index = LinkageIndex.build(rows)

    fields = {one.person_id: {step.field: step.weight_bits for step in one.fields}
              for one in index.find(EnquiryRow(enquiry_id="1", surname="Невідомий", given_name="Петро"))}  # fmt: skip
    assert 0.0 == fields["1"]["surname"] < fields["2"]["surname"]


@pytest.mark.parametrize("asked", ["Янкель", "Мар яненко Мар яна", "Гриценко н/д", "Осипов Осип", "Тіло"])
def test_who_has_no_name_is_like_nobody_who_has_one(asked: str) -> None:
    nameless = ["Невстановлена особа", "unknown male", "N.N.", "Тіло № 17", "неизвестный мужчина"]
    rows = [RegisterRow(person_id=f"N{at}", name=name) for at, name in enumerate(nameless)]
    rows += [RegisterRow(person_id="L", surname="особа", given_name="Невстановлена")]

    assert () == LinkageIndex.build(rows).find(EnquiryRow(enquiry_id="1", name=asked))


@pytest.mark.parametrize("name", ["A", "Н", "N", "А. Н.", "Неизвестный Эрнст", "Б. Д."])
def test_initials_and_a_name_beside_such_a_word_are_somebodys(name: str) -> None:
    assert is_named(name)


@pytest.mark.parametrize("name", ["N.N.", "n/a", "н/д", "Н.Н.", "б/н", "тело б/н", ""])
def test_letters_that_stand_for_no_name_name_nobody(name: str) -> None:
    assert not is_named(name)
