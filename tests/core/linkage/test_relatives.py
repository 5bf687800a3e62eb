"""Brother and sister share surname, father and home: that counts no further than being relatives explains."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.duplicates import DuplicatePair, clusters_of, find_duplicates
from repatria.core.linkage.duplicates.relatives import against_relatives, names_meant, sex_of
from repatria.core.linkage.explanation import word
from repatria.core.linkage.explanation.wording import agreement_word
from repatria.core.linkage.rows import FieldWeight, RegisterRow
from tests.core.linkage.generator import make_register

FAMILY = {"surname": "Заблоцький", "patronymic": "Омелянович", "place": "Полтава"}
BROTHER = RegisterRow(person_id="A", given_name="Петро", birth_date="1990", **FAMILY)


@pytest.fixture(scope="module")
def others() -> list[RegisterRow]:
    return list(make_register(400, 23))


def between(others: list[RegisterRow], *two: RegisterRow, least: float = 1e-6) -> list[DuplicatePair]:
    return [pair for pair in find_duplicates([*others, *two], least_probability=least) if pair.first_id == "A"]


@pytest.mark.parametrize(
    "sibling",
    [
        RegisterRow(person_id="B", given_name="Микола", birth_date="1990", **FAMILY),
        RegisterRow(person_id="B", surname="Заблоцька", given_name="Ганна", patronymic="Омелянівна", place="Полтава",
                    birth_date="1990"),
        RegisterRow(person_id="B", name="Ганна Омелянівна Заблоцька", place="Полтава", birth_date="1990"),
    ],
)  # fmt: skip
def test_brother_and_brother_or_sister_are_not_proposed_as_one_person(others, sibling):
    assert [] == between(others, BROTHER, sibling, least=0.1)


def test_twins_of_two_sexes_are_not_proposed_though_born_on_one_day(others):
    sister = RegisterRow(
        person_id="B", surname="Заблоцька", given_name="Ганна", patronymic="Омелянівна", place="Полтава",
        birth_date="1990-03-01",
    )  # fmt: skip
    brother = RegisterRow(person_id="A", given_name="Петро", birth_date="1990-03-01", **FAMILY)

    assert [] == between(others, brother, sister, least=0.1)


def test_what_speaks_against_a_sister_stands_in_the_reasons_and_among_the_contradictions(others):
    sister = RegisterRow(
        person_id="B", surname="Заблоцька", given_name="Олена", patronymic="Омелянівна", place="Полтава",
        birth_date="1990", number="АБ 123456",
    )  # fmt: skip
    (pair,) = between(others, RegisterRow(person_id="A", given_name="Петро", number="АБ 123456", **FAMILY), sister)

    steps = {step.field: step for step in pair.fields}
    assert ("Петро Омелянович", "Олена Омелянівна") == (steps["sex"].enquiry_value, steps["sex"].register_value)
    assert "Заблоцький Омелянович Полтава" == steps["dependence"].enquiry_value
    assert steps["given_name"].weight_bits < 0 and steps["sex"].weight_bits < 0 and steps["dependence"].weight_bits < 0
    assert pair.match_weight_bits == pytest.approx(sum(step.weight_bits for step in pair.fields), abs=0.01)
    assert ["given_name", "sex"] == [conflict.field for conflict in clusters_of([pair])[0].conflicts]


def test_one_man_under_two_forms_of_his_name_is_proposed_as_before(others):
    twice = (RegisterRow(person_id="A", given_name="Юрій", birth_date="1990-03-01", **FAMILY),
             RegisterRow(person_id="B", given_name="Георгій", birth_date="1990-03-01", **FAMILY))  # fmt: skip
    (pair,) = between(others, *twice, least=0.99)

    assert not {"sex", "dependence"} & {step.field for step in pair.fields}


@pytest.mark.parametrize(
    ("given_name", "patronymic", "sex"),
    [
        ("Петро", "", "m"), ("Олена", "", "f"), ("", "Ілліч", "m"), ("Саша", "Іванівна", "f"),
        ("Олександра", "Іванівна", "f"), ("Микита", "Кузьмич", "m"), ("Serhii", "Petrovych", "m"),
        ("П", "Іванович", "m"), ("Саша", "", ""), ("П", "", ""), ("", "", ""), ("Хрзт", "", ""),
        ("Олена", "Іванович", ""),
    ],
)  # fmt: skip
def test_the_sex_is_told_by_names_only_where_they_tell_it(given_name, patronymic, sex):
    assert sex == sex_of(given_name, patronymic)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_has_a_sex_or_none_and_names_or_none(given_name, patronymic):
    assert sex_of(given_name, patronymic) in ("m", "f", "")
    assert isinstance(names_meant(given_name), frozenset)


def test_where_no_father_is_named_nothing_is_taken_away():
    fields = [
        FieldWeight(field="surname", enquiry_value="А", register_value="А", level="surname_same", weight_bits=20.0),
        FieldWeight(field="given_name", enquiry_value="Петро", register_value="Олена", level="given_other",
                    weight_bits=-6.0),
    ]  # fmt: skip

    assert () == against_relatives(fields, 400)


@given(
    st.lists(st.floats(-20, 40), min_size=3, max_size=3), st.integers(0, 10**7),
    st.sampled_from(["given_other", "given_same"]),
)  # fmt: skip
def test_relatives_never_speak_for_a_pair(bits, records, level):
    fields = [
        FieldWeight(field=name, enquiry_value="Петро", register_value="Петро", level=level, weight_bits=one)
        for name, one in zip(("surname", "given_name", "patronymic"), bits, strict=True)
    ]

    steps = against_relatives(fields, records)

    assert all(step.weight_bits < 0 for step in steps)
    assert level == "given_other" or () == steps
    assert bits[2] > 0 or () == steps


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_both_steps_have_words(language):
    words = {word("field", "sex", language), agreement_word("dependence_relatives", language)}

    assert not {"sex", "relatives"} & words or language == "en"
