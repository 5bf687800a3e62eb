"""Expectation maximisation finds the m that made the pairs, without being told which are true."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

import pytest

from repatria.core.linkage.comparison import Weights, estimate_m, learned_weights
from repatria.core.linkage.rows import FieldWeight

_TRUE_M = {
    "surname_same": 0.7, "surname_near": 0.26, "surname_other": 0.04,
    "given_same": 0.5, "given_group": 0.46, "given_other": 0.04,
    "place_same": 0.3, "place_other": 0.7,
    "birth_date_same": 0.6, "birth_date_one_digit": 0.36, "birth_date_other": 0.04,
}  # fmt: skip
_U = {
    "surname_same": 0.002, "surname_near": 0.01, "surname_other": 0.988,
    "given_same": 0.05, "given_group": 0.05, "given_other": 0.9,
    "place_same": 0.1, "place_other": 0.9,
    "birth_date_same": 0.0005, "birth_date_one_digit": 0.01, "birth_date_other": 0.9895,
}  # fmt: skip
_FIELD = {"surname": "surname", "given": "given_name", "place": "place", "birth_date": "birth_date"}


def _waterfall(shares: dict[str, float], weights: Weights, random: Random) -> tuple[FieldWeight, ...]:
    steps = []
    for prefix, field in _FIELD.items():
        levels = [level for level in shares if level.startswith(prefix)]
        level = random.choices(levels, [shares[one] for one in levels])[0]
        bits = math.log2(weights.m[level] / _U[level])
        steps.append(FieldWeight(field=field, enquiry_value="a", register_value="b", level=level, weight_bits=bits))
    return tuple(steps)


def _wrong_weights() -> Weights:
    """Numbers far from those that made the pairs."""
    weights = learned_weights()
    levels = {prefix: [level for level in _TRUE_M if level.startswith(prefix)] for prefix in _FIELD}
    flat = {level: 1 / len(names) for names in levels.values() for level in names}
    return replace(weights, m={**dict.fromkeys(weights.m, 1e-4), **flat})


@pytest.mark.parametrize("share", [0.5, 0.1])
def test_finds_m_and_the_share_of_true_pairs_from_numbers_that_were_wrong(share: float) -> None:
    random, weights = Random(11), _wrong_weights()
    made = [random.random() < share for _ in range(8000)]
    waterfalls = [_waterfall(_TRUE_M if is_true else _U, weights, random) for is_true in made]

    estimate = estimate_m(waterfalls, weights, all_pairs=8000.0)

    assert sum(made) == pytest.approx(estimate.true_pairs, rel=0.05)
    assert sum(made) / 8000 == pytest.approx(estimate.share, rel=0.05)
    for level, m in _TRUE_M.items():
        assert m == pytest.approx(estimate.m[level], abs=0.05), level


def test_no_pairs_teach_nothing() -> None:
    weights = learned_weights()

    estimate = estimate_m([], weights, all_pairs=0.0)

    assert weights.m == estimate.taken_up_by(weights).m
    assert 0.0 == estimate.true_pairs


def test_few_pairs_move_the_numbers_little() -> None:
    weights = learned_weights()
    waterfall = _waterfall(dict.fromkeys(_TRUE_M, 0.5), weights, Random(5))

    estimate = estimate_m([waterfall] * 2, weights, all_pairs=2.0)

    assert all(abs(estimate.m[level] - weights.m[level]) < 0.1 for level in estimate.m)


def test_every_group_of_levels_adds_up_to_one() -> None:
    random, weights = Random(3), learned_weights()
    waterfalls = [_waterfall(_TRUE_M, weights, random) for _ in range(300)]

    m = estimate_m(waterfalls, weights, all_pairs=600.0).m

    for prefix in ("surname_", "given_", "patronymic_", "place_", "birth_date_"):
        assert 1.0 == pytest.approx(sum(share for level, share in m.items() if level.startswith(prefix)), abs=0.01)
    assert 1.0 == pytest.approx(
        sum(m[level] for level in m if level.startswith(("birth_month_", "birth_year_"))), abs=0.01
    )


def test_a_step_that_is_no_level_counts_as_it_is() -> None:
    weights = learned_weights()
    step = FieldWeight(
        field="word_order", enquiry_value="a b", register_value="", level="word_order_unlikely", weight_bits=-60.0
    )
    waterfalls = [(*_waterfall(_TRUE_M, weights, Random(at)), step) for at in range(200)]

    assert estimate_m(waterfalls, weights, all_pairs=200.0).true_pairs < 1.0


def test_relatives_are_not_learned_as_the_persons_themselves() -> None:
    """Home and surname shared, given name and birth date not: more of them than of true pairs."""
    random, weights = Random(17), learned_weights()
    relatives = {"surname_same": 1.0, "given_other": 1.0, "place_same": 1.0, "birth_date_other": 1.0}
    waterfalls = [_waterfall(_TRUE_M, weights, random) for _ in range(300)]
    waterfalls += [_waterfall(relatives, weights, random) for _ in range(900)]

    estimate = estimate_m(waterfalls, weights, all_pairs=2e4)

    assert 300 == pytest.approx(estimate.true_pairs, rel=0.2)
    assert max(estimate.m[level] for level in ("given_other", "birth_date_other")) <= 0.05 + 1e-6
