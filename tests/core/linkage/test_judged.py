"""The m that confirmed links teach: nothing without evidence, never more than the evidence, nothing ever impossible."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.comparison import FIELD_LEVELS, in_ppm, learned_weights, m_from_links, situations
from repatria.core.linkage.comparison.judged import LARGEST_FALL_BITS, PRIOR_PAIRS

SHIPPED = learned_weights().m
TELLING = [level for _, levels in situations() for level in levels if level in SHIPPED]
COUNTS = st.dictionaries(st.sampled_from(TELLING), st.integers(0, 100_000))


def test_without_evidence_the_shipped_numbers_stand() -> None:
    assert dict(SHIPPED) == m_from_links(SHIPPED, {})
    assert dict(SHIPPED) == m_from_links(SHIPPED, {"surname_missing": 900, "a_level_of_another_version": 900})


def test_every_level_that_holds_a_value_stands_in_one_situation_whose_shares_are_whole() -> None:
    named = [level for _, levels in situations() for level in levels]

    assert len(set(named)) == len(named)
    assert {level for levels in FIELD_LEVELS.values() for level in levels[1:]} == set(named)
    for field, levels in situations():
        assert pytest.approx(1, abs=0.02) == sum(SHIPPED.get(level, 0) for level in levels), field


def test_as_many_pairs_as_the_shipped_numbers_count_for_weigh_as_much() -> None:
    found = m_from_links(SHIPPED, {"place_near": int(PRIOR_PAIRS)})

    whole = sum(SHIPPED[level] for level in ("place_same", "place_near", "place_other"))
    assert (SHIPPED["place_near"] + whole) / 2 == pytest.approx(found["place_near"], abs=1e-3)
    assert SHIPPED["surname_same"] == found["surname_same"]


@given(COUNTS)
def test_shares_of_a_situation_stay_whole_and_no_level_falls_far(counted: Mapping[str, int]) -> None:
    found = m_from_links(SHIPPED, counted)

    assert set(SHIPPED) == set(found)
    for _, levels in situations():
        known = [level for level in levels if level in SHIPPED]
        assert sum(SHIPPED[level] for level in known) == pytest.approx(sum(found[level] for level in known))
    for level in TELLING:
        assert found[level] >= SHIPPED[level] * 2**-LARGEST_FALL_BITS * (1 - 1e-9)
        assert in_ppm(found[level]) >= 1


@given(COUNTS, st.sampled_from(TELLING), st.integers(1, 10_000))
def test_a_level_seen_more_often_never_weighs_less(counted: Mapping[str, int], level: str, more: int) -> None:
    before = m_from_links(SHIPPED, counted)
    after = m_from_links(SHIPPED, {**counted, level: counted.get(level, 0) + more})

    assert after[level] >= before[level] - 1e-12
