"""One body, one person: the sweep against listing every answer, and what is said where it cannot be exact."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.kinship import coupled, pairing
from repatria.core.kinship.coupled import settle
from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.pairing import best_answers, pair_up
from repatria.core.kinship.rivals import log10_with_and_without
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


def without_sweeps(monkeypatch):
    monkeypatch.setattr(pairing, "sweep", lambda families: None)
    monkeypatch.setattr(coupled, "sweep", lambda families: None)


def test_drawing_comes_near_what_is_exact_and_states_its_error(monkeypatch):
    exact = pair_up(entangled(8))
    without_sweeps(monkeypatch)
    drawn = pair_up(entangled(8), np.random.default_rng(3).random)

    assert 0 < drawn.error < 0.05
    for one, other in zip(exact.posterior, drawn.posterior, strict=True):
        assert np.abs(one - other).max() < 6 * drawn.error + 0.01


def test_refuses_to_draw_without_chance(monkeypatch):
    without_sweeps(monkeypatch)

    with pytest.raises(KinshipQuestionError, match="too entangled"):
        pair_up(entangled(4))


def tangle(seed):
    """Families of one and two missing that compete for a few bodies, one pairing in ten beyond doubt."""
    random = np.random.default_rng(seed)
    odds, made = 10 ** -random.uniform(2, 5), []
    for i in range(24):
        members = 1 if random.random() < 0.8 else 2
        bodies = random.choice(16, size=min(random.poisson(0.6 + seed % 4 * 0.4) + 1, 16), replace=False).tolist()
        ways = [(NOBODY,) * members, *(tuple(b if m == at else NOBODY for m in range(members)) for b in bodies
                                       for at in range(members))]  # fmt: skip
        if members == 2:
            ways += list(itertools.permutations(bodies[:3], 2))
        weights = [0.0]
        for way in ways[1:]:
            log10 = random.exponential(3) + 2 if random.random() < 0.9 else random.uniform(6, 14)
            weights.append((log10 * math.log(10) + math.log(odds)) * (1 if NOBODY in way or members == 1 else 1.6))
        made.append(FamilyWays(f"F{i}", tuple(map(str, range(members))), np.array(ways), np.array(weights)))
    return made


@pytest.mark.parametrize(("cuts", "most"), [(coupled.CUTS, 1e-6), ((0.3,), 0.05)])
def test_families_tied_loosely_are_off_by_no_more_than_is_stated(monkeypatch, cuts, most):
    """Under the highest cut knots fall apart and circles of loose ways are left; under the usual ones next to none."""
    monkeypatch.setattr(coupled, "CUTS", cuts)
    largest = 0.0
    for seed in range(24):
        families = tangle(seed)
        swept = pairing.sweep([families[i] for i in pairing.ordered(families)])
        if swept is None:
            continue
        found = settle(families, np.random.default_rng(seed).random)
        for place, i in enumerate(pairing.ordered(families)):
            off = float(np.abs(swept[0][place] - found.posterior[i]).max())
            assert off <= found.error + 1e-9
            largest = max(largest, found.error)

    assert largest < most


def test_a_chain_without_a_circle_is_exact_however_long():
    families = [
        FamilyWays(f"F{i}", ("m",), np.array([[NOBODY], [i], [i + 1]]), np.array([0.0, 3.0 + i % 3, 2.5]))
        for i in range(12)
    ]
    exact, found = pair_up(families), settle(families, lambda: 0.5)

    assert found.error < 1e-8
    for one, other in zip(exact.posterior, found.posterior, strict=True):
        assert np.abs(one - other).max() < 1e-8


def test_the_ratio_with_and_without_a_pairing_is_looked_for_where_it_was_not_kept(monkeypatch):
    families = tangle(5)
    exact = pair_up(families)
    monkeypatch.setattr(pairing, "_MANY", 0)
    loose = pair_up(families, lambda: 0.5)

    assert not np.isfinite(loose.best[0]).any()
    for family in families:
        for body in family.bodies():
            asked = (family.name, family.members[0], body)
            assert log10_with_and_without(exact, *asked) == pytest.approx(
                log10_with_and_without(loose, *asked), abs=1e-9, nan_ok=True
            )
