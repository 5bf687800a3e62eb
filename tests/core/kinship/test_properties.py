"""What must hold of any likelihood ratio, beyond what test_search.py asks of names, order and untyped families."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest

from repatria.core.kinship.likelihood import Conventions, Question, UntypedFounders, weigh
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import profile_of
from tests.core.kinship.families import MODELS, PEDIGREES

FREQUENCIES = {"8": 0.2, "9": 0.3, "9.3": 0.1, "10": 0.4}


def asked(frequencies, typed, body, model, conventions, name="nephew"):
    locus = Locus(name="L", frequencies=frequencies, mutation=Mutation.of(MODELS[model]))
    return Question(
        pedigree=PEDIGREES[name], member="V", loci=[locus], body=profile_of({"L": body}), conventions=conventions,
        typed={person: profile_of({"L": seen}) for person, seen in typed.items()},
    )  # fmt: skip


def sums(model, conventions):
    """Over all genotypes of the body, P(everything seen) under both propositions."""
    typed = {"M": ("9", "10"), "N": ("8", "10")}
    results = [
        weigh(asked(FREQUENCIES, typed, body, model, conventions)).loci[0]
        for body in combinations_with_replacement(FREQUENCIES, 2)
    ]
    return sum(one.lik_h1 for one in results), sum(one.lik_h2 for one in results)


@pytest.mark.parametrize("theta", [0.0, 0.03])
@pytest.mark.parametrize("model", MODELS)
def test_over_all_genotypes_of_the_body_both_propositions_sum_to_what_the_relatives_show(model, theta):
    """So the expected ratio of an unrelated body is 1, which is why few chance hits reach a high one."""
    of_h1, of_h2 = sums(model, Conventions(theta=theta))

    assert of_h1 == pytest.approx(of_h2, rel=1e-12)


def test_pruning_breaks_this_where_the_model_does_not_keep_the_frequencies():
    pruned = Conventions(untyped_founders=UntypedFounders.PRUNE)

    assert sums("stationary", pruned)[0] == pytest.approx(sums("stationary", pruned)[1], rel=1e-12)
    assert sums("equal", pruned)[0] != pytest.approx(sums("equal", pruned)[1], rel=1e-4)


@pytest.mark.parametrize("theta", [0.0, 0.03])
def test_stepwise_ratios_see_distances_between_alleles_and_not_their_names(theta):
    def longer(allele):
        whole, dot, part = allele.partition(".")
        return f"{int(whole) + 5}{dot}{part}"

    typed, body = {"M": ("9", "10"), "N": ("8", "9.3")}, ("9", "9.3")
    short = asked(FREQUENCIES, typed, body, "stepwise", Conventions(theta=theta))
    long = asked(
        {longer(a): f for a, f in FREQUENCIES.items()},
        {name: tuple(map(longer, seen)) for name, seen in typed.items()}, tuple(map(longer, body)), "stepwise",
        Conventions(theta=theta),
    )  # fmt: skip

    assert weigh(long).log10_lr == pytest.approx(weigh(short).log10_lr, abs=1e-12)
