"""One body, one person: the sweep against listing every answer, and what is said where it cannot be exact."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.kinship import pairing
from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.pairing import best_answers, pair_up
from repatria.core.kinship.ways import FamilyWays

BODIES = 5


@st.composite
def problems(draw):
    families = []
    for number in range(draw(st.integers(1, 4))):
        members = draw(st.integers(1, 2))
        every = [
            w
            for w in itertools.product(range(-1, BODIES), repeat=members)
            if len({*w} - {-1}) == sum(b >= 0 for b in w)
        ]
        chosen = draw(st.lists(st.sampled_from(every[1:]), max_size=6, unique=True))
        ways = [(NOBODY,) * members, *[w for w in chosen if w != (NOBODY,) * members]]
        weights = [0.0, *draw(st.lists(st.floats(-6, 9), min_size=len(ways) - 1, max_size=len(ways) - 1))]
        families.append(FamilyWays(f"F{number}", tuple(map(str, range(members))), np.array(ways), np.array(weights)))
    return families


def every_answer(families):
    for chosen in itertools.product(*(range(len(f.ways)) for f in families)):
        used = [b for f, way in zip(families, chosen, strict=True) for b in f.ways[way] if b != NOBODY]
        if len(used) == len(set(used)):
            yield chosen, sum(f.weights[way] for f, way in zip(families, chosen, strict=True))


@given(problems())
@settings(max_examples=80, deadline=None)
def test_the_sweep_gives_what_listing_every_answer_gives(families):
    answers = list(every_answer(families))
    total = sum(math.exp(weight) for _, weight in answers)
    found = pair_up(families)

    assert found.error == 0
    assert found.log_sum == pytest.approx(math.log(total), rel=1e-9, abs=1e-9)
    for i, family in enumerate(families):
        for way in range(len(family.ways)):
            with_it = [weight for chosen, weight in answers if chosen[i] == way]
            assert found.posterior[i][way] == pytest.approx(sum(map(math.exp, with_it)) / total, rel=1e-9)
            assert found.best[i][way] == pytest.approx(max(with_it), abs=1e-9)


@given(problems())
@settings(max_examples=60, deadline=None)
def test_the_best_answers_are_the_best_of_all(families):
    expected = sorted((weight for _, weight in every_answer(families)), reverse=True)[:7]

    # answers that differ by less than a tie stand in the order of their bodies
    assert [a.weight for a in best_answers(families, 7)] == pytest.approx(expected, abs=2 * pairing.TIE)


def entangled(count):
    """A chain in which every family competes with its neighbours."""
    return [
        FamilyWays(f"F{i}", ("m",), np.array([[NOBODY], [i], [(i + 1) % count]]), np.array([0.0, 3.0 + i % 3, 2.5]))
        for i in range(count)
    ]


def test_drawing_comes_near_what_is_exact_and_states_its_error(monkeypatch):
    exact = pair_up(entangled(8))
    monkeypatch.setattr(pairing, "sweep", lambda families: None)
    drawn = pair_up(entangled(8), np.random.default_rng(3).random)

    assert 0 < drawn.error < 0.05
    for one, other in zip(exact.posterior, drawn.posterior, strict=True):
        assert np.abs(one - other).max() < 6 * drawn.error + 0.01


def test_refuses_to_draw_without_chance(monkeypatch):
    monkeypatch.setattr(pairing, "sweep", lambda families: None)

    with pytest.raises(KinshipQuestionError, match="too entangled"):
        pair_up(entangled(4))


def test_what_is_left_out_is_light_and_its_share_is_stated(monkeypatch):
    families = entangled(6)
    families[0] = FamilyWays("F0", ("m",), np.array([[NOBODY], [0], [1]]), np.array([0.0, 4.0, math.log(1e-7)]))
    exact, sweep, calls = pair_up(families), pairing.sweep, []

    def fails_once(given):
        calls.append(len(given))
        return None if len(calls) == 1 else sweep(given)

    monkeypatch.setattr(pairing, "sweep", fails_once)
    apart = FamilyWays("apart", ("m",), np.array([[NOBODY], [77]]), np.array([0.0, 1.0]))
    thinned = pair_up([apart, *families])

    # what was left out touches F0 and, over its body, F1
    assert list(thinned.errors) == pytest.approx([0, 1e-7, 1e-7, 0, 0, 0, 0], rel=1e-9, abs=0)
    for one, other in zip(exact.posterior, thinned.posterior[1:], strict=True):
        assert np.abs(one - other).max() <= 1e-6
