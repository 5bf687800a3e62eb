"""Variants of a mutation model that keep the frequencies from one generation to the next."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.core.kinship.errors import LocusError
from repatria.core.kinship.mutation import Mutation

ALLELES = ("8", "9", "9.3", "10", "11", "14")
P = np.array([0.05, 0.3, 0.2, 0.25, 0.15, 0.05])


def matrix(**more):
    model = Mutation.of({"model": "stepwise", "rate": 0.004, "rate2": 1e-4, "range": 0.2, **more}).male
    return model.matrix_for(ALLELES, P)


def test_refuses_a_stabilised_variant_in_which_a_row_would_change_too_often():
    model = Mutation.of({"model": "equal", "rate": 0.5, "stabilised": True}).male

    with pytest.raises(LocusError, match="cannot be"):
        model.matrix_for(("1", "2", "3"), np.array([0.98, 0.01, 0.01]))


def test_the_stabilised_variant_keeps_frequencies_total_rate_and_the_shares_of_the_changes():
    plain, made = matrix(), matrix(stabilised=True)
    assert np.abs(P @ plain - P).max() > 1e-5

    assert np.allclose(P, P @ made, atol=1e-14)
    assert P @ (1 - np.diag(made)) == pytest.approx(P @ (1 - np.diag(plain)), rel=1e-12)
    for row, (one, other) in enumerate(zip(plain, made, strict=True)):
        off = np.arange(len(P)) != row
        assert np.allclose(one[off] / one[off].sum(), other[off] / other[off].sum(), rtol=1e-9)


def test_a_model_without_mutation_stays_as_it_is_when_stabilised():
    assert np.array_equal(np.eye(6), matrix(rate=0.0, rate2=0.0, stabilised=True))
