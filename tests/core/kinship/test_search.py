"""Search, the index and direct comparison against single questions, and what must hold of any likelihood ratio."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.kinship.columns import Target
from repatria.core.kinship.errors import KinshipQuestionError, PedigreeError
from repatria.core.kinship.haplotypes import Line, compare_haplotypes, frequency_bound
from repatria.core.kinship.incident import Body, Family
from repatria.core.kinship.index import FamilyIndex
from repatria.core.kinship.likelihood import Question, weigh
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import Observation, profile_of
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.kinship.power import AS_IT_STANDS, needed_log10_lr, prospects
from repatria.core.kinship.relations import RELATIONS, family_from
from repatria.core.kinship.search import BodySide, compare_directly, search
from repatria.core.kinship.simulation import drop_genes
from tests.core.kinship.families import MODELS, PEDIGREES

FREQUENCIES = {"7": 0.1, "8": 0.2, "9": 0.25, "9.3": 0.05, "10": 0.3, "11": 0.1}


def loci(model="stepwise", count=8):
    return [Locus(name=f"L{i}", frequencies=FREQUENCIES, mutation=Mutation.of(MODELS[model])) for i in range(count)]


def drawn(pedigree, here, random):
    found = {name: {} for name in pedigree.ids}
    for locus in here:
        table = locus.table()
        genes = drop_genes(pedigree, table, 1, random.random)[0]
        for i, name in enumerate(pedigree.ids):
            found[name][locus.name] = Observation(alleles=tuple(table.alleles[a] for a in genes[i]))
    return found


@pytest.fixture(scope="module")
def incident():
    random, here, families, bodies = np.random.default_rng(8), loci(), [], []
    shapes = (
        ["mother"],
        ["mother", "brother"],
        ["son"],
        ["maternal_uncle", "sister"],
        ["father", "paternal_half_sister"],
    )
    for number, words in enumerate(shapes):
        pedigree = family_from([(word, word) for word in words], sex=Sex.MALE)
        seen = drawn(pedigree, here, random)
        typed = {word: seen[word] for word in words}
        families.append(Family(name=f"F{number}", pedigree=pedigree, typed=typed, missing=("missing",)))
        profile = {k: v for i, (k, v) in enumerate(seen["missing"].items()) if number != 1 or i % 2}
        bodies.append(Body(id=f"B{number}", profile=profile, sex=Sex.MALE))
    partial = profile_of({"L0": ("9", "-"), "L1": ("8",), "L2": ("7", "8", "9")}, drop_out=0.1, drop_in=0.02)
    bodies += [Body(id="partial", profile=partial), Body(id="her", profile=bodies[0].profile, sex=Sex.FEMALE)]
    return here, families, bodies


def test_search_gives_each_pair_what_a_single_question_gives(incident):
    here, families, bodies = incident
    targets = [Target(family, "missing") for family in families]
    found = search(BodySide.of(bodies, here), targets, least_log10_lr=-99, threads=2)

    assert len(families) * (len(bodies) - 1) == len(found.pairs) == found.compared  # the woman is in nobody's place
    for pair in found.pairs:
        family = families[pair.target]
        question = Question(
            pedigree=family.pedigree, member="missing", loci=here, typed=family.typed, body=bodies[pair.body].profile
        )
        expected = weigh(question)
        assert pair.log10_lr == pytest.approx(expected.log10_lr, abs=1e-9)
        assert list(pair.by_locus) == pytest.approx([one.log10_lr for one in expected.loci], abs=1e-9)


def test_a_place_to_which_no_typed_relative_leads_gets_no_ratio_but_1(incident):
    _, families, bodies = incident
    here = loci()
    apart = Pedigree((*families[0].pedigree.persons, Person(id="lodger", sex=Sex.MALE)))
    family = Family(name="F", pedigree=apart, typed=families[0].typed, missing=("lodger",))
    found = search(BodySide.of(bodies[:2], here), [Target(family, "lodger")], least_log10_lr=-1)

    assert [0.0, 0.0] == [pytest.approx(pair.log10_lr, abs=1e-12) for pair in found.pairs]


def test_the_index_gives_a_new_body_what_the_search_gives(incident):
    here, families, bodies = incident
    targets = [Target(family, "missing") for family in families]
    index = FamilyIndex.of(targets, here)
    for number, body in enumerate(bodies):
        expected = {
            p.target: p.log10_lr
            for p in search(BodySide.of(bodies, here), targets, least_log10_lr=-1).pairs
            if p.body == number
        }

        assert {p.target: pytest.approx(p.log10_lr, abs=1e-4) for p in index.find(body, least_log10_lr=-1)} == expected


def test_two_samples_of_one_person_are_found_and_strangers_are_not(incident):
    here, _, bodies = incident
    twice = [*bodies[:4], Body(id="again", profile=bodies[2].profile)]
    found = compare_directly(BodySide.of(twice, here), least_log10_lr=4)

    assert [(2, 4)] == [(pair.body, pair.target) for pair in found.pairs]


@pytest.mark.parametrize("model", ["none", "proportional", "stationary"])
def test_a_family_of_whom_nobody_is_typed_says_nothing(model):
    """Of the models that keep the frequencies; under the others a child of untyped parents is a little mutated."""
    question = Question(
        pedigree=PEDIGREES["nephew"], member="V", loci=loci(model), typed={}, body=profile_of({"L0": ("9", "10")})
    )

    assert weigh(question).log10_lr == pytest.approx(0, abs=1e-12)


@given(st.permutations(list(PEDIGREES["nephew"].persons)), st.permutations(list("abcdef")))
@settings(max_examples=25, deadline=None)
def test_names_and_order_of_persons_do_not_matter(order, names):
    typed = {"N": profile_of({"L0": ("9", "10"), "L1": ("7", "7")}), "M": profile_of({"L0": ("8", "9")})}
    body = profile_of({"L0": ("9", "9"), "L1": ("7", "8")})
    plain = Question(pedigree=PEDIGREES["nephew"], member="V", loci=loci(), typed=typed, body=body)
    other = dict(zip(PEDIGREES["nephew"].ids, names, strict=True))
    turned = Question(
        pedigree=Pedigree.of(order).renamed(other.__getitem__), member=other["V"], loci=loci(),
        typed={other[name]: seen for name, seen in typed.items()}, body=body,
    )  # fmt: skip

    assert weigh(turned).log10_lr == pytest.approx(weigh(plain).log10_lr, abs=1e-11)


@given(st.permutations(list(FREQUENCIES)), st.sampled_from(["none", "equal", "proportional"]))
@settings(max_examples=25, deadline=None)
def test_names_of_alleles_do_not_matter_where_the_model_does_not_count_repeats(names, model):
    other = dict(zip(FREQUENCIES, names, strict=True))

    def asked(name):
        locus = Locus(
            name="L", frequencies={name(a): f for a, f in FREQUENCIES.items()}, mutation=Mutation.of(MODELS[model])
        )
        typed, body = {"S": profile_of({"L": (name("9"), name("9.3"))})}, profile_of({"L": (name("9"), name("7"))})
        return Question(pedigree=PEDIGREES["brothers"], member="V", loci=[locus], typed=typed, body=body)

    assert weigh(asked(other.__getitem__)).log10_lr == pytest.approx(weigh(asked(str)).log10_lr, abs=1e-11)


def test_each_relative_typed_raises_the_expected_ratio_of_the_true_body():
    random, here = np.random.default_rng(2), loci(count=10)
    pedigree = family_from([("mother", "mother"), ("brother", "brother"), ("sister", "sister")], sex=Sex.MALE)
    seen = drawn(pedigree, here, random)
    means = []
    for typed in (["mother"], ["mother", "brother"], ["mother", "brother", "sister"]):
        family = Family(name="F", pedigree=pedigree, typed={name: seen[name] for name in typed}, missing=("missing",))
        means.append(prospects(family, "missing", [], here, draws=300, chance=random.random)[0].mean)

    assert means == sorted(means)


def test_a_father_is_worth_more_than_a_far_relative_who_adds_nothing():
    random, here = np.random.default_rng(4), loci(count=10)
    pedigree = family_from([("mother", "mother"), ("maternal_uncle", "uncle")], sex=Sex.MALE)
    family = Family(
        name="F", pedigree=pedigree, typed={"mother": drawn(pedigree, here, random)["mother"]}, missing=("missing",)
    )
    found = {
        one.relative: one
        for one in prospects(family, "missing", ["father of missing", "uncle"], here, draws=200, chance=random.random)
    }

    assert found["father of missing"].mean > found[AS_IT_STANDS].mean + 1
    assert found["uncle"].mean == pytest.approx(found[AS_IT_STANDS].mean, abs=0.1)


def test_the_needed_ratio_follows_from_prior_and_posterior():
    assert needed_log10_lr(0.9995, 1 / 60_000) == pytest.approx(8.079, abs=0.001)


@pytest.mark.parametrize("word", RELATIONS)
def test_every_relation_makes_a_pedigree_in_which_the_relative_stands(word):
    made = family_from([(word, "X")], sex=Sex.MALE)

    assert {"X", "missing"} <= set(made.ids)


@pytest.mark.parametrize(
    ("relatives", "what"),
    [([("cousin", "X")], "not understood"), ([("mother", "X"), ("mother", "Y")], "one person in that place"),
     ([("brother", "X"), ("sister", "X")], "twice")],
)  # fmt: skip
def test_refuses_relations_that_cannot_be(relatives, what):
    with pytest.raises(PedigreeError, match=what):
        family_from(relatives)


def test_a_haplotype_never_seen_still_has_a_frequency():
    found = compare_haplotypes(Line.PATERNAL, {"DYS391": "10"}, {"DYS391": "10"}, seen=0, database=1000)

    assert frequency_bound(0, 1000) == pytest.approx(1 - 0.05 ** (1 / 1000), rel=1e-9)
    assert found.lr == pytest.approx(1 / found.frequency_bound)


def test_haplotypes_that_differ_get_no_ratio():
    found = compare_haplotypes(Line.MATERNAL, {"16189": "C"}, {"16189": "T"}, seen=3, database=500)

    assert (("16189",), None) == (found.differing, found.lr)


@pytest.mark.parametrize(("seen", "database"), [(-1, 10), (11, 10), (0, 0)])
def test_refuses_counts_that_cannot_be(seen, database):
    with pytest.raises(KinshipQuestionError):
        frequency_bound(seen, database)


def test_refuses_a_pedigree_that_contradicts_itself():
    with pytest.raises(PedigreeError) as refused:
        Pedigree.of([Person(id="A", father="B", mother="C"), Person(id="B", sex=Sex.FEMALE), Person(id="B")])

    assert {"a name is used twice", "the mother is not in the pedigree"} <= {fault for _, fault in refused.value.faults}
