"""What a level is worth, the numbers learned, and the sentences that explain each level."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.comparison import FIELD_LEVELS, WORD_ORDER_UNLIKELY, learned_weights
from repatria.core.linkage.comparison.weights import LEVELS, PLAIN
from repatria.core.linkage.errors import UnknownLevelError
from repatria.core.linkage.explanation.levels import LANGUAGES, explain
from repatria.core.linkage.forms import NONE, ROLES, OrderTable
from repatria.core.linkage.forms.term_frequency import grade_forms
from repatria.core.linkage.forms.word_roles import KINDS, all_orders, word_kind
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow
from tests.core.linkage.learn_weights import level_groups

WEIGHTS = learned_weights()
NAME_FIELDS = ("surname", "given_name", "patronymic", "place")


@pytest.mark.parametrize("level", ["", "surname", "surname_same ", "Surname_same", "birth_date", "\x00"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_refuses_to_explain_what_is_no_level(level: str, language: str) -> None:
    with pytest.raises(UnknownLevelError):
        explain(level, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_has_a_sentence_of_its_own(language: str) -> None:
    sentences = [explain(level, language) for level in LEVELS]

    assert len(set(sentences)) == len(LEVELS)
    assert [one for one in sentences if not one.endswith(".") or one != one.strip() or len(one) < 10] == []


def test_a_sentence_is_in_the_letters_of_its_language() -> None:
    for level in LEVELS:
        uk, ru, en = (set(explain(level, language).lower()) for language in LANGUAGES)
        assert not uk & set("ыэёъ"), level
        assert not ru & set("іїєґ"), level
        assert not any("\u0400" <= letter <= "\u04ff" for letter in en), level


def test_a_language_without_sentences_gets_the_english_one() -> None:
    assert explain("surname_same", "de") == explain("surname_same", "en")


def test_every_field_begins_with_its_missing_level_and_no_level_stands_twice() -> None:
    assert all(levels[0].endswith("_missing") for levels in FIELD_LEVELS.values())
    assert len(LEVELS) == len(set(LEVELS)) == sum(map(len, FIELD_LEVELS.values())) + 1
    assert LEVELS[-1] == WORD_ORDER_UNLIKELY


@pytest.mark.parametrize("levels", level_groups())
def test_the_learned_shares_of_a_field_add_up_to_one(levels: tuple[str, ...]) -> None:
    assert sum(WEIGHTS.m[level] for level in levels) == pytest.approx(1.0, abs=0.001)
    assert all(0 < WEIGHTS.m[level] < 1 for level in levels)


def test_every_level_but_the_missing_ones_was_learned() -> None:
    assert {name for levels in FIELD_LEVELS.values() for name in levels[1:]} == set(WEIGHTS.m)


@pytest.mark.parametrize("role", ROLES)
def test_the_learned_kinds_of_words_of_a_role_add_up_to_one(role: str) -> None:
    assert set(WEIGHTS.word_kinds[role]) == set(KINDS)
    assert sum(WEIGHTS.word_kinds[role].values()) == pytest.approx(1.0, abs=0.001)


def test_a_weight_is_the_logarithm_of_m_over_u() -> None:
    m = WEIGHTS.m["surname_same"]

    assert WEIGHTS.bits("surname_same", m) == 0
    assert WEIGHTS.bits("surname_same", m / 1024) == pytest.approx(10)
    assert math.isfinite(WEIGHTS.bits("surname_same", 0))
    assert WEIGHTS.bits("surname_same", 5) == WEIGHTS.bits("surname_same", 1)


@given(st.sampled_from(sorted(WEIGHTS.m)), st.floats(1e-9, 1), st.floats(1e-9, 1))
def test_what_fewer_share_weighs_more(level: str, u: float, v: float) -> None:
    rare, common = sorted((u, v))

    assert WEIGHTS.bits(level, rare) >= WEIGHTS.bits(level, common)
    difference = WEIGHTS.bits(level, rare) - WEIGHTS.bits(level, common)
    assert difference == pytest.approx(math.log2(common / rare), abs=1e-9)


@st.composite
def vocabularies(draw: st.DrawFn) -> tuple[str, dict[int, tuple[int, float]], list[int]]:
    """A field, what was found of its forms, and how many records hold each form."""
    field = draw(st.sampled_from(NAME_FIELDS))
    counts = [0, *draw(st.lists(st.integers(0, 500), min_size=1, max_size=8))]
    level = st.integers(1, len(FIELD_LEVELS[field]) - 2)
    share = st.floats(0.02, 1.0)
    found = draw(st.dictionaries(st.integers(1, len(counts) - 1), st.tuples(level, share)))
    return field, found, counts


def _grade(
    field: str, found: dict[int, tuple[int, float]], counts: list[int], records: float
) -> tuple[dict[int, float], float, float]:
    bits, other, best, _ = grade_forms(
        np.array(list(found), dtype=np.int32), np.array([level for level, _ in found.values()], dtype=np.int8),
        np.array([share for _, share in found.values()], dtype=np.float32), np.array(counts, dtype=np.int64),
        records + WEIGHTS.background, WEIGHTS.log2_ratio(field), 0.5, WEIGHTS.log2_other(field), 1.0,
    )  # fmt: skip
    return {form: float(one) for form, one in zip(found, bits, strict=True)}, float(other), float(best)


@given(vocabularies())
def test_nothing_alike_weighs_less_than_nothing_alike_at_all(
    made: tuple[str, dict[int, tuple[int, float]], list[int]],
) -> None:
    field, found, counts = made
    bits, other, best = _grade(field, found, counts, sum(counts))

    assert other <= 0
    assert all(math.isfinite(one) and one >= other - 1e-5 for one in bits.values())
    held = [one for form, one in bits.items() if counts[form]]
    assert best == pytest.approx(max([other, *held]), abs=1e-4)


@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(NAME_FIELDS))
def test_a_rare_form_weighs_more_than_a_common_one(one: int, other: int, field: str) -> None:
    rare, common = sorted((one, other))
    weighed = [_grade(field, {1: (1, 1.0)}, [0, n, 1000 - n], 1000)[0][1] for n in (rare, common)]

    assert weighed[0] >= weighed[1] > 0


def test_the_bits_of_a_word_are_those_of_its_register() -> None:
    """What a register holds at random is worth 1 in all: the mean of 2^bits over it is at most 1 (Bayes)."""
    found = {1: (1, 1.0), 2: (2, 1.0), 3: (4, 1.0)}
    counts = [0, 40, 10, 25, 925]
    bits, _, _ = _grade("surname", found, counts, 1000)

    assert sum(counts[form] * 2.0**one for form, one in bits.items()) <= 1000 + WEIGHTS.background


def test_a_misspelt_common_name_weighs_what_the_name_does() -> None:
    near = FIELD_LEVELS["given_name"].index("given_near")
    alone = _grade("given_name", {1: (near, 1.0)}, [0, 5000, 95_000], 100_000)[0][1]
    beside = _grade("given_name", {1: (near, 1.0), 2: (1, 1.0)}, [0, 5000, 5000, 90_000], 100_000)[0][1]

    assert alone == pytest.approx(math.log2(20), abs=0.1)
    assert beside < alone - 0.5


def test_the_share_of_a_name_group_costs_its_logarithm() -> None:
    counts = [0, 3, 3, 994]
    bits, _, _ = _grade("given_name", {1: (2, 1.0), 2: (2, 0.5)}, counts, 1000)

    assert bits[1] - bits[2] == pytest.approx(1.0, abs=1e-5)


def test_a_form_that_nobody_holds_any_more_promises_nothing() -> None:
    _, _, best = _grade("surname", {1: (1, 1.0)}, [0, 0, 10], 10)

    assert best <= 0


@pytest.mark.parametrize(("words", "orders"), [(0, 1), (1, 4), (2, 13), (3, 34), (5, 136)])
def test_every_way_of_giving_roles_to_words_is_tried_once(words: int, orders: int) -> None:
    made = all_orders(words)

    assert len(made) == len(set(made)) == orders
    assert all(len({at for at in order if at != NONE}) == sum(at != NONE for at in order) for order in made)


@given(st.lists(st.sampled_from(["шевченко", "сергій", "іванович", "x", "ґ", "qqq", ""]), max_size=5))
def test_the_likeliest_order_costs_nothing_and_no_order_is_worth_more(words: list[str]) -> None:
    bits = dict(OrderTable().of(tuple(map(word_kind, words)), WEIGHTS))

    assert max(bits.values()) == 0
    assert set(bits) == set(all_orders(len(words)))


def test_the_usual_words_are_read_in_their_usual_roles() -> None:
    words = ("олександрович", "сергій", "шевченко")
    bits = dict(OrderTable().of(tuple(map(word_kind, words)), WEIGHTS))

    assert max(bits, key=lambda order: bits[order]) == (2, 1, 0)
    assert [word_kind(word) for word in words] == ["patronymic_known", "given_known", "surname_ending"]


def test_weights_can_be_put_in_place_of_the_learned_ones() -> None:
    changed = dataclasses.replace(WEIGHTS, m=dict(WEIGHTS.m) | {"surname_same": 0.25})

    assert changed.bits("surname_same", 0.25) == 0


@pytest.mark.parametrize("name", ["Шевченко Сергій", "Shevchenko Serhii", "შევარდნაძე ზურაბ", "Шевченко Serhii"])
@pytest.mark.parametrize("birth_date", ["", "1999", "1999-04-12"])
@pytest.mark.parametrize("place", ["", "Умань"])
def test_the_chances_of_every_enquiry_with_letters_were_fitted(name: str, birth_date: str, place: str) -> None:
    asked = EnquiryRow(enquiry_id="E", name=name, birth_date=birth_date, place=place)
    stratum = LinkageIndex(WEIGHTS).stratum_of(asked)

    assert WEIGHTS.heat(stratum) != PLAIN
    assert WEIGHTS.heat(stratum) == WEIGHTS.calibration[stratum.replace("other", "latin")]


def test_what_was_never_fitted_is_taken_as_it_is() -> None:
    assert WEIGHTS.heat("full.none.place") == PLAIN
