"""Both engines against the oracles and against each other, on pedigrees with and without loops."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.kinship.loci import SILENT, Chromosome
from repatria.core.kinship.observations import UNTYPED, Observation, ObservationTable
from repatria.core.kinship.pedigree import Sex
from repatria.core.kinship.peeling import Peeler
from repatria.core.kinship.plan import compile_plan
from repatria.core.kinship.urn import likelihood, linked_likelihood, meioses_of, pattern_likelihoods
from tests.core.kinship.families import MODELS, PEDIGREES, locus
from tests.core.kinship.oracles import by_einsum, by_enumeration

CLOSE = 1e-12
ALLELES = ("9", "9.3", "10")


def seen(pair, drop_out=0.0, drop_in=0.0):
    return Observation(alleles=tuple(pair), drop_out=drop_out, drop_in=drop_in)


observations = st.one_of(
    st.none(),
    st.sampled_from(list(combinations_with_replacement(ALLELES, 2))).map(seen),
    st.sampled_from([(a, "-") for a in ALLELES]).map(seen),
    st.tuples(st.sampled_from([("9", "9"), ("9", "10"), ("9.3", "9.3")]), st.floats(0.01, 0.4), st.floats(0, 0.1)).map(
        lambda t: seen(*t)
    ),
)


@st.composite
def questions(draw, names=tuple(PEDIGREES), chromosome=Chromosome.AUTOSOMAL):
    family = PEDIGREES[draw(st.sampled_from(names))]
    table = ObservationTable(
        locus(draw(st.sampled_from(list(MODELS))), chromosome, draw(st.sampled_from([0, 0.05]))).table()
    )
    classes = []
    for person in family.persons:
        shown = draw(observations)
        is_haploid = chromosome is Chromosome.X and person.sex is Sex.MALE
        if is_haploid and shown is not None:
            shown = Observation(alleles=(shown.alleles[0],) if shown.alleles[0] != "-" else ())
        classes.append(table.class_of(shown, is_haploid=is_haploid))
    return family, table, classes


def peeled(family, table, classes, root=0):
    return float(Peeler(compile_plan(family, family.ids[root], []), table).totals(np.array([classes]))[0])


@given(questions())
@settings(max_examples=120, deadline=None)
def test_peeling_gives_what_the_whole_sum_gives(question):
    expected = by_einsum(*question)

    assert peeled(*question) == pytest.approx(expected, rel=CLOSE, abs=1e-300)


@given(questions(chromosome=Chromosome.X))
@settings(max_examples=60, deadline=None)
def test_peeling_gives_what_the_whole_sum_gives_on_the_x_chromosome(question):
    expected = by_einsum(*question)

    assert peeled(*question) == pytest.approx(expected, rel=CLOSE, abs=1e-300)


@given(questions(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_person_from_whom_a_pedigree_is_peeled_does_not_matter(question, data):
    root = data.draw(st.integers(0, len(question[0].ids) - 1))

    assert peeled(*question, root=root) == pytest.approx(peeled(*question), rel=CLOSE, abs=1e-300)


@given(questions(names=("trio", "brothers", "half sister", "uncle", "son of his sister", "nephew")))
@settings(max_examples=50, deadline=None)
def test_the_two_engines_agree_at_theta_0(question):
    family, table, classes = question

    found = likelihood(meioses_of(family, Chromosome.AUTOSOMAL), table, classes, 0.0)

    assert found == pytest.approx(peeled(*question), rel=CLOSE, abs=1e-300)


@given(questions(names=("trio", "brothers"), chromosome=Chromosome.X))
@settings(max_examples=40, deadline=None)
def test_the_two_engines_agree_on_the_x_chromosome(question):
    family, table, classes = question

    found = likelihood(meioses_of(family, Chromosome.X), table, classes, 0.0)

    assert found == pytest.approx(peeled(*question), rel=CLOSE, abs=1e-300)


@given(questions(names=("trio", "brothers")), st.sampled_from([0.01, 0.03, 0.2]))
@settings(max_examples=15, deadline=None)
def test_the_urn_gives_what_every_set_of_founder_alleles_gives(question, theta):
    family, table, classes = question

    found = likelihood(meioses_of(family, Chromosome.AUTOSOMAL), table, classes, theta)

    assert found == pytest.approx(by_enumeration(family, table, classes, theta), rel=CLOSE, abs=1e-300)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", PEDIGREES)
def test_the_weights_over_all_genotypes_sum_to_1_where_nobody_is_typed(name, model):
    family, table = PEDIGREES[name], ObservationTable(locus(model, silent=0.02).table())

    weights = Peeler(compile_plan(family, "V", []), table).weights(np.array([[UNTYPED] * len(family.ids)]))

    assert weights.sum() == pytest.approx(1, rel=CLOSE)


def test_a_stationary_model_gives_the_missing_person_the_population_s_genotypes():
    family, table = PEDIGREES["uncle"], ObservationTable(locus("stationary").table())

    weights = Peeler(compile_plan(family, "V", []), table).weights(np.array([[UNTYPED] * len(family.ids)]))[0]

    p = table.locus.p
    expected = [p[x] * p[y] * (1 if x == y else 2) for x, y, _ in table.states(UNTYPED)]
    assert weights == pytest.approx(expected, rel=1e-12)


def test_unlinked_and_fully_linked_loci_are_the_ends_of_linkage():
    family, table = PEDIGREES["brothers"], ObservationTable(locus().table())
    classes = [0, 0, table.class_of(seen(("9", "10"))), table.class_of(seen(("9", "10")))]
    meioses = meioses_of(family, Chromosome.AUTOSOMAL, is_every_choice_kept=True)
    patterns = pattern_likelihoods(meioses, table, classes, 0.0)

    assert linked_likelihood([patterns, patterns], [0.5]) == pytest.approx(patterns.mean() ** 2, rel=CLOSE)
    assert linked_likelihood([patterns, patterns], [0.0]) == pytest.approx((patterns**2).mean(), rel=CLOSE)


@pytest.mark.parametrize("model", ["none", "equal", "proportional"])
def test_taking_unshown_alleles_together_changes_nothing(model):
    family, whole = PEDIGREES["nephew"], locus(model)
    found = []
    for table in (ObservationTable(whole.table()), ObservationTable(whole.table(frozenset({"9"})))):
        row = [table.class_of(seen(("9", "9"))) if name in ("V", "N") else UNTYPED for name in family.ids]
        found.append(peeled(family, table, row))

    assert found[1] == pytest.approx(found[0], rel=CLOSE)


def test_stepwise_alleles_are_never_taken_together():
    assert len(ALLELES) == locus("stepwise").table(frozenset({"9"})).size


def test_a_silent_allele_is_hidden_behind_a_single_one():
    table = ObservationTable(locus(silent=0.02).table())

    states = {
        (table.locus.alleles[x], table.locus.alleles[y]) for x, y, _ in table.states(table.class_of(seen(("9", "9"))))
    }

    assert {("9", "9"), ("9", SILENT)} == states


def test_what_may_be_seen_of_a_genotype_sums_to_1_with_drop_out_and_drop_in():
    table = ObservationTable(locus().table())
    sets = [("9",), ("9.3",), ("10",), ("9", "9.3"), ("9", "10"), ("9.3", "10"), ALLELES]
    total = np.zeros(table.locus.size**2)
    for shown in sets:
        for x, y, w in table.states(table.class_of(seen(shown, 0.2, 0.05))):
            total[x * table.locus.size + y] += w

    nothing = 0.2**2 * 0.95  # both copies lost, nothing dropped in
    assert [t for t in total if t] == pytest.approx([1 - nothing] * 6, rel=1e-12)


def test_three_alleles_count_as_any_pair_of_them():
    table = ObservationTable(locus().table())

    assert 3 == len(table.states(table.class_of(seen(ALLELES))))
