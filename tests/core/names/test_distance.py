"""The distance of two readings: symmetric, bounded as unbounded, cheap where names are really confused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.names.readings import OTHER, SOUNDS, VOWELS, canon, numbered
from repatria.core.names.similarity.distance import UNITS, WIDTH, distance, learned_costs
from repatria.core.names.similarity.signatures import least_edits, least_of_sounds, search_costs, signature_of

READINGS = st.text(st.sampled_from(SOUNDS + "ა王"), max_size=9)
FEW_SOUNDS = st.text(st.sampled_from("aiobvk"), max_size=6)


def _plain(one: str, other: str) -> float:
    """Counts every cell, in Python: what the compiled distance is held against."""
    costs = learned_costs()
    number = {sound: at for at, sound in enumerate(SOUNDS, start=1)}

    def cost(a: str, b: str) -> int:
        if a == b:
            return 0
        first, second = (number.get(s, OTHER) if s else 0 for s in (a, b))
        return int(costs.between[WIDTH * first + second])

    rows = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            ways = [0] if i == j == 0 else []
            if i:
                ways.append(rows[i - 1][j] + cost(one[i - 1], ""))
            if j:
                ways.append(rows[i][j - 1] + cost("", other[j - 1]))
            if i and j:
                ways.append(rows[i - 1][j - 1] + cost(one[i - 1], other[j - 1]))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                ways.append(rows[i - 2][j - 2] + int(costs.swap))
            rows[i][j] = min(ways)
    return rows[-1][-1] / UNITS


@given(READINGS | FEW_SOUNDS, READINGS | FEW_SOUNDS)
def test_the_compiled_distance_is_the_plain_one(one: str, other: str) -> None:
    assert _plain(one, other) == pytest.approx(distance(one, other))


@given(READINGS | FEW_SOUNDS, READINGS | FEW_SOUNDS)
def test_the_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@given(FEW_SOUNDS, FEW_SOUNDS, st.sampled_from([0.0, 0.5, 1.0, 1.1, 1.8, 2.5]))
def test_a_bound_changes_nothing_below_it(one: str, other: str, most: float) -> None:
    whole = distance(one, other)

    assert distance(one, other, most=most) == (whole if whole <= most else math.inf)


@given(FEW_SOUNDS, FEW_SOUNDS, READINGS, READINGS)
def test_what_both_begin_and_end_with_may_be_left_out(one: str, other: str, begin: str, end: str) -> None:
    assert distance(begin + one + end, begin + other + end) == pytest.approx(
        _plain(begin + one + end, begin + other + end)
    )
    assert distance(begin + one + end, begin + other + end) <= distance(one, other)


def test_every_edit_costs_something_and_none_much_more_than_one() -> None:
    between = learned_costs().between.reshape(WIDTH, WIDTH)[: len(SOUNDS) + 1, : len(SOUNDS) + 1] / UNITS
    edits = between[~np.eye(len(between), dtype=bool)]

    assert 0.3 <= edits.min()
    assert edits.max() <= 1.1
    assert (between == between.T).all()


def test_one_edit_is_the_mean_of_two_consonants() -> None:
    between = learned_costs().between.reshape(WIDTH, WIDTH) / UNITS
    consonants = [at for at, sound in enumerate(SOUNDS, start=1) if sound not in VOWELS]
    pairs = [between[a, b] for a in consonants for b in consonants if a != b]

    assert pytest.approx(1.0, abs=0.01) == np.mean(pairs)


@pytest.mark.parametrize(
    ("near", "name", "far"),
    [("Шивченко", "Шевченко", "Шегченко"), ("Ковалів", "Ковалев", "Ковалат"), ("Бітрук", "Пітрук", "Кітрук"),
     ("Лебедь", "Лебідь", "Лебадь"), ("Жук", "Шук", "Дук"), ("Гончарук", "Кончарук", "Мончарук")],
)  # fmt: skip
def test_what_is_misheard_costs_less_than_what_is_not(near: str, name: str, far: str) -> None:
    assert distance(canon(near), canon(name)) < distance(canon(far), canon(name))


def _bound(asked: str, theirs: str) -> float:
    costs = search_costs(learned_costs())
    first, second = (signature_of(np.frombuffer(numbered(reading), dtype=np.uint8)) for reading in (asked, theirs))
    return least_edits(first, second, least_of_sounds(first, costs.between), costs) / UNITS


@given(st.one_of(READINGS, FEW_SOUNDS), st.one_of(READINGS, FEW_SOUNDS))
def test_signatures_promise_no_more_than_the_distance(one: str, other: str) -> None:
    assert _bound(one, other) <= _plain(one, other) + 1e-9
    assert _bound(one, one) == 0


def test_signatures_refuse_what_has_nothing_in_common() -> None:
    between = learned_costs().between.reshape(WIDTH, WIDTH) / UNITS
    number = {sound: at for at, sound in enumerate(SOUNDS, start=1)}
    among_theirs = sum(min(between[number[x], [0, *map(number.get, "nik")]]) for x in "rom")
    among_all = sum(min(np.delete(between[number[x]], number[x])) for x in "nik")

    assert _bound("nik", "rom") == pytest.approx(max(among_theirs, among_all))
    assert _bound("nik", "rom") > 2
    assert _bound("wevcenko", "w") == pytest.approx(
        max(
            7 * learned_costs().least_lost / UNITS,
            sum(min(np.delete(between[number[x]], number[x])) for x in "evcenko"),
        )
    )
