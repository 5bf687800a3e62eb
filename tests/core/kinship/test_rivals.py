"""The best answer with a pairing against the best without it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.pairing import pair_up
from repatria.core.kinship.rivals import log10_with_and_without
from repatria.core.kinship.ways import FamilyWays


def ways(name, weights):
    """One missing member `M` of a family; a body by number and the decimal logarithm of its weight."""
    listed = np.array([[NOBODY], *([body] for body in weights)], np.int64)
    logs = np.array([0.0, *(value * math.log(10) for value in weights.values())])
    return FamilyWays(name, ("M",), listed, logs)


def test_knows_nothing_of_a_pairing_that_was_not_weighed():
    pairing = pair_up([ways("F", {0: 5.0})])

    assert math.isnan(log10_with_and_without(pairing, "F", "M", 7))
    assert math.isnan(log10_with_and_without(pairing, "G", "M", 0))


def test_a_body_that_two_families_ask_for_is_held_against_the_other_family():
    pairing = pair_up([ways("F", {0: 6.0, 1: 2.0}), ways("G", {0: 5.0})])

    # with it: 6; without: body 1 stays with F (2) and body 0 goes to G (5)
    assert -1.0 == pytest.approx(log10_with_and_without(pairing, "F", "M", 0))
    assert 1.0 == pytest.approx(log10_with_and_without(pairing, "G", "M", 0))


def test_a_body_that_nobody_else_asks_for_is_held_against_nobody():
    assert 6.0 == pytest.approx(log10_with_and_without(pair_up([ways("F", {0: 6.0})]), "F", "M", 0))
