"""The waterfall says in words and as a drawing exactly what the steps say, whatever stands in a name."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.comparison import FIELD_LEVELS
from repatria.core.linkage.comparison.weights import LEVELS
from repatria.core.linkage.explanation import (
    explanation_line,
    level_sentence,
    lines_of,
    prior_in_words,
    probability_in_words,
    reach_in_words,
    script_remark,
    shown,
    signed,
    text_width,
    waterfall_svg,
    waterfall_text,
    word,
)
from repatria.core.linkage.explanation.wording import agreement_word
from repatria.core.linkage.prior import assumed_prior, given_prior, judged_prior
from repatria.core.linkage.rows import Candidate, FieldWeight

LANGUAGES = ("uk", "ru", "en")


def step(field: str, asked: str, written: str, level: str, bits: float) -> FieldWeight:
    return FieldWeight(field=field, enquiry_value=asked, register_value=written, level=level, weight_bits=bits)


CANDIDATE = Candidate(
    person_id="p1", match_weight_bits=21.3, probability=0.97, equally_good=3,
    fields=(
        step("surname", "шевчинко", "Шевченко", "surname_near", 9.1),
        step("given_name", "сережа", "Сергій", "given_group", 4.1),
        step("patronymic", "", "Олександрович", "patronymic_missing", 0.0),
        step("place", "Львів", "Суми", "place_other", -0.8),
        step("birth_date", "1999", "1999-03-14", "birth_year_same", 8.9),
    ),
)  # fmt: skip


def drawn(candidate: Candidate, language: str = "en") -> ElementTree.Element:
    return ElementTree.fromstring(waterfall_svg(candidate, language))


def texts(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize(
    ("probability", "equally_good", "expected"),
    [
        (0.97, 3, "about 97 in 100; 2 others fit nearly as well"),
        (0.97, 2, "about 97 in 100; 1 other fits nearly as well"),
        (0.5, 1, "about 50 in 100"),
        (0.99996, 1, "more than 999 in 1,000"),
        (0.997, 1, "about 997 in 1,000"),
        (0.004, 1, "about 4 in 1,000"),
        (0.0001, 18, "less than 1 in 1,000; 17 others fit nearly as well"),
    ],
)
def test_says_how_sure_it_is_in_words(probability, equally_good, expected):
    assert expected == probability_in_words(
        replace(CANDIDATE, probability=probability, equally_good=equally_good), "en"
    )


@pytest.mark.parametrize(
    ("others", "uk", "ru"),
    [
        (1, "ще 1 запис підходить", "ещё 1 запись подходит"),
        (3, "ще 3 записи підходять", "ещё 3 записи подходят"),
        (5, "ще 5 записів підходять", "ещё 5 записей подходят"),
        (11, "ще 11 записів підходять", "ещё 11 записей подходят"),
        (21, "ще 21 запис підходить", "ещё 21 запись подходит"),
        (112, "ще 112 записів підходять", "ещё 112 записей подходят"),
    ],
)
def test_counts_as_ukrainian_and_russian_count(others, uk, ru):
    candidate = replace(CANDIDATE, equally_good=others + 1)

    assert uk in probability_in_words(candidate, "uk")
    assert ru in probability_in_words(candidate, "ru")


@given(st.floats(0, 1), st.integers(1, 5000), st.sampled_from(LANGUAGES))
def test_is_never_certain_and_never_impossible(probability, equally_good, language):
    said = probability_in_words(replace(CANDIDATE, probability=probability, equally_good=equally_good), language)

    assert not re.search(r"\b(100 in 100|0 in|1000 з 1000|100 зі 100|1000 из 1000|100 из 100)\b", said)


def test_explains_in_one_line_with_both_values_and_those_that_fit_equally():
    assert (
        "surname +9.1 near (шевчинко ~ Шевченко) | given name +4.1 form of the same name (сережа ~ Сергій)"
        " | patronymic +0.0 missing (— ~ Олександрович) | place -0.8 other (Львів ~ Суми)"
        " | birth date +8.9 year (1999 ~ 1999-03-14) | 3 fit equally well"
    ) == explanation_line(CANDIDATE, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_and_every_field_has_its_words(language):
    assert [] == [level for level in LEVELS if "_" in agreement_word(level, language)]
    assert [] == [level for level in LEVELS if agreement_word(level, language) == level.replace("_", " ")]
    assert [] == [field for field in FIELD_LEVELS if language != "en" and word("field", field, language).isascii()]


def test_a_level_of_another_version_is_said_as_far_as_it_can_be():
    assert "same" == level_sentence("eye_colour_same", "en")
    assert "eye colour" == level_sentence("eye_colour", "en")


def test_draws_both_values_the_bits_and_the_sum():
    found = texts(drawn(CANDIDATE))

    assert {"шевчинко", "Шевченко", "+9.1", "Львів", "Суми", "–0.8", "+21.3 bits"} <= set(found)
    assert "about 97 in 100; 2 others fit nearly as well" in found
    assert "The surname differs by one letter." in found


def test_bars_stand_on_their_side_of_zero_and_are_as_long_as_their_bits():
    root = drawn(CANDIDATE)
    zero = {float(line.get("x1", 0)) for line in root.iter() if line.get("class") == "zero"}
    bars = [bar for bar in root.iter() if bar.get("class") in ("for", "against")]

    (at,) = zero
    for bar, one in zip(bars, CANDIDATE.fields, strict=True):
        start, length = float(bar.get("x", 0)), float(bar.get("width", 0))
        assert pytest.approx(140 * abs(one.weight_bits) / 9.1, abs=0.1) == length
        assert start == at if one.weight_bits >= 0 else pytest.approx(at) == start + length


def test_what_should_stand_under_the_sum_can_be_said():
    assert "no register" in texts(ElementTree.fromstring(waterfall_svg(CANDIDATE, "en", how_sure="no register")))
    assert waterfall_text(CANDIDATE, "en", how_sure="no register").endswith("no register")


@given(st.text(max_size=300), st.text(max_size=60), st.sampled_from(LANGUAGES), st.floats(-60, 60))
def test_any_name_at_all_makes_a_whole_drawing_that_runs_and_loads_nothing(asked, written, language, bits):
    candidate = replace(CANDIDATE, fields=(step("surname", asked, written, "surname_other", bits),))

    text = waterfall_svg(candidate, language)
    root = ElementTree.fromstring(text.encode())

    names = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert {"title", "desc", "text"} <= names <= {"svg", "title", "desc", "text", "rect", "line"}
    assert set() == {one for root_part in root.iter() for one in root_part.attrib} & {"style", "href", "onload"}
    assert "\n" not in explanation_line(candidate, language)
    assert "\t" not in explanation_line(candidate, language)


@given(st.text())
def test_nothing_that_turns_or_hides_is_shown_as_itself(text):
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\x00-\x1f\x7f]", shown(text))


def test_a_name_from_right_to_left_stands_alone_in_its_element():
    candidate = replace(CANDIDATE, fields=(step("surname", "محمد الأحمد", "Muhammad", "surname_same", 8.0),))
    root = drawn(candidate)

    assert "ltr" == root.get("direction")
    assert "محمد الأحمد" in texts(root)


def test_a_candidate_without_steps_is_drawn_too():
    assert "+21.3 bits" in texts(drawn(replace(CANDIDATE, fields=())))


def test_without_a_register_it_says_among_how_many_the_chances_would_be_even():
    assert "among about 3,000,000 persons" in reach_in_words(21.6, "en")
    assert "does not speak for one person" in reach_in_words(-2.0, "en")
    assert "3\u00a0000\u00a0000" in reach_in_words(21.6, "uk")


@given(st.text(max_size=200), st.integers(1, 4))
def test_lines_are_few_and_not_too_long(text, most):
    lines = lines_of(text, 200, 16, most)

    assert len(lines) <= most
    assert all(text_width(line, 16) <= 200 for line in lines)


@pytest.mark.parametrize(("number", "expected"), [(0.0, "0.0"), (-0.04, "0.0"), (1.25, "+1.2"), (-3.06, "–3.1")])
def test_numbers_carry_their_sign(number, expected):
    assert expected == signed(number)


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_whoever_asks_in_a_script_that_is_not_read_is_told(language: str) -> None:
    told = {name: script_remark(name, language) for name in ("李明", "محمد", "אברהם", "Шевченко", "გიორგი", "Savchuk")}

    assert told["محمد"] == told["אברהם"] != told["李明"]
    assert all(told[name] for name in ("李明", "محمد"))
    assert {told[name] for name in ("Шевченко", "გიორგი", "Savchuk")} == {""}


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_an_answer_says_on_which_share_it_rests_and_that_a_relative_may_be_meant(language: str) -> None:
    shares = [assumed_prior(0.5), given_prior(0.021), judged_prior(30, 70, assumed_prior(0.5))]
    told = [prior_in_words(one, language) for one in shares]
    doubtful = replace(CANDIDATE, probability=0.4, relatives=0.38)

    assert len(set(told)) == 3
    assert "50" in told[0]
    assert "2.1" in told[1].replace(",", ".")
    assert "100" in told[2]
    assert "38" in probability_in_words(doubtful, language)
    assert "38" not in probability_in_words(replace(doubtful, relatives=0.01), language)


def test_another_given_name_and_another_father_are_called_contradictions() -> None:
    for language, said in (("uk", "суперечить"), ("ru", "противоречит"), ("en", "contradicts")):
        for level in ("given_other", "patronymic_other"):
            assert said in agreement_word(level, language)
            assert said in level_sentence(level, language)
        assert said not in agreement_word("place_other", language)
