"""A family's ways of placing bodies: refusals, and each way against single questions."""

from __future__ import annotations

import math

import numpy as np
import pytest

from repatria.core.kinship import family_weights
from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.family_weights import NOBODY, FamilyWeigher, all_ways
from repatria.core.kinship.incident import Body, Family, Incident
from repatria.core.kinship.joint import solve
from repatria.core.kinship.likelihood import Conventions, LinkageGroup, Question, UntypedFounders, weigh
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import UNTYPED, ObservationTable, profile_of
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from tests.core.kinship.families import MODELS, PEDIGREES
from tests.core.kinship.oracles import by_enumeration

FREQUENCIES = {"7": 0.1, "8": 0.2, "9": 0.25, "9.3": 0.05, "10": 0.3, "11": 0.1}
LOCI = [
    *(Locus(name=name, frequencies=FREQUENCIES, mutation=Mutation.of(MODELS["stepwise"])) for name in ("L", "K")),
    Locus(name="X", frequencies=FREQUENCIES, mutation=Mutation.of(MODELS["stepwise"]), chromosome=Chromosome.X),
]
LINKED = LinkageGroup(loci=("L", "K"), recombination=(0.1,))
FAMILY = Family(
    name="F", pedigree=PEDIGREES["nephew"], missing=("V", "S"),
    typed={
        "M": profile_of({"L": ("8", "9"), "K": ("7", "9"), "X": ("7", "10")}),
        "N": profile_of({"L": ("9", "10"), "K": ("7", "10"), "X": ("10",)}),
    },
)  # fmt: skip
BODIES = [
    Body(id="man", sex=Sex.MALE, profile=profile_of({"L": ("9", "9.3"), "K": ("9", "11"), "X": ("7",)})),
    Body(id="woman", sex=Sex.FEMALE, profile=profile_of({"L": ("8", "10"), "K": ("7", "10"), "X": ("9", "10")})),
    Body(id="anybody", profile=profile_of({"L": ("9", "10"), "X": ("7", "10")})),
]


def test_refuses_to_list_too_many_ways(monkeypatch):
    monkeypatch.setattr(family_weights, "MOST_WAYS", 4)

    with pytest.raises(KinshipQuestionError, match="ways of placing bodies"):
        all_ways(FAMILY, BODIES)


@pytest.mark.parametrize("conventions", [Conventions(theta=0.02), Conventions(linkage=(LINKED,))])
def test_refuses_more_ways_than_can_be_asked_one_by_one(monkeypatch, conventions):
    monkeypatch.setattr(family_weights, "MOST_QUESTIONS", 3)

    with pytest.raises(KinshipQuestionError, match="too many with theta or linkage"):
        FamilyWeigher(FAMILY, BODIES, LOCI, conventions=conventions).weights(all_ways(FAMILY, BODIES))


def test_refuses_a_linked_locus_without_frequencies():
    group = LinkageGroup(loci=("L", "K"), recombination=(0.1,))

    with pytest.raises(KinshipQuestionError, match="no frequencies"):
        FamilyWeigher(FAMILY, BODIES, LOCI[:1], conventions=Conventions(linkage=(group,)))


@pytest.mark.parametrize("theta", [0.0, 0.02])
def test_a_body_with_two_alleles_of_the_x_chromosome_is_no_man(theta):
    weigher = FamilyWeigher(FAMILY, BODIES, LOCI, conventions=Conventions(theta=theta))
    found = weigher.weights(np.array([[2, NOBODY], [NOBODY, 2]]))

    assert found[0] == -math.inf
    assert math.isfinite(found[1])


CONVENTIONS = {
    "theta 0": Conventions(),
    "theta": Conventions(theta=0.02),
    "linkage": Conventions(linkage=(LINKED,)),
    "theta and linkage": Conventions(theta=0.02, linkage=(LINKED,)),
    "pruned": Conventions(untyped_founders=UntypedFounders.PRUNE),
}


@pytest.mark.parametrize("name", CONVENTIONS)
def test_a_body_alone_weighs_what_a_single_question_says(name):
    weigher = FamilyWeigher(FAMILY, BODIES, LOCI, conventions=CONVENTIONS[name])
    for member, body, row in (("V", 0, [0, NOBODY]), ("S", 1, [NOBODY, 1]), ("S", 2, [NOBODY, 2])):
        question = Question(
            pedigree=FAMILY.pedigree, member=member, loci=LOCI, typed=FAMILY.typed, body=BODIES[body].profile,
            conventions=CONVENTIONS[name],
        )  # fmt: skip

        assert weigher.weights(np.array([row]))[0] / math.log(10) == pytest.approx(weigh(question).log10_lr, rel=1e-12)


@pytest.mark.parametrize("name", ["theta 0", "linkage"])
def test_two_bodies_weigh_what_one_and_then_the_other_say(name):
    """P(both | in place) / P(apart) is the first alone times the second given the first."""
    asked = {"pedigree": FAMILY.pedigree, "loci": LOCI, "conventions": CONVENTIONS[name]}
    first = Question(member="S", typed=FAMILY.typed, body=BODIES[1].profile, **asked)
    second = Question(member="V", typed={**FAMILY.typed, "S": BODIES[1].profile}, body=BODIES[0].profile, **asked)
    both = FamilyWeigher(FAMILY, BODIES, LOCI, conventions=CONVENTIONS[name]).weights(np.array([[0, 1]]))[0]

    assert both / math.log(10) == pytest.approx(weigh(first).log10_lr + weigh(second).log10_lr, rel=1e-12)


def test_with_theta_two_bodies_share_one_urn_with_the_family_under_both_propositions():
    """Of two loci one is enough to enumerate every set of founder alleles."""
    small = Locus(name="L", frequencies={"8": 0.3, "9": 0.7}, mutation=Mutation.of(MODELS["equal"]))
    family = Family(
        name="F", pedigree=PEDIGREES["brothers"], missing=("V", "S"), typed={"M": profile_of({"L": ("8", "9")})}
    )
    shown = {"V": ("8", "8"), "S": ("8", "9")}
    bodies = [Body(id=name, profile=profile_of({"L": seen})) for name, seen in shown.items()]
    weigher = FamilyWeigher(family, bodies, [small], conventions=Conventions(theta=0.05))
    observed = ObservationTable(small.table())
    of_mother, *of_bodies = (
        observed.class_of(profile_of({"L": seen})["L"]) for seen in (("8", "9"), shown["V"], shown["S"])
    )
    apart = Pedigree((*family.pedigree.persons, Person(id="one"), Person(id="other")))
    here = by_enumeration(family.pedigree, observed, [UNTYPED, of_mother, *of_bodies], 0.05)
    there = by_enumeration(apart, observed, [UNTYPED, of_mother, UNTYPED, UNTYPED, *of_bodies], 0.05)

    assert weigher.weights(np.array([[0, 1]]))[0] == pytest.approx(math.log(here / there), rel=1e-10)


def test_a_joint_answer_with_theta_is_what_its_pairs_say_where_one_is_missing():
    family = Family(name="F", pedigree=FAMILY.pedigree, missing=("V",), typed=FAMILY.typed)
    plain, strict = (
        solve(Incident(loci=LOCI, bodies=BODIES[:1], families=[family], conventions=Conventions(theta=theta)))
        for theta in (0.0, 0.03)
    )
    question = Question(
        pedigree=family.pedigree, member="V", loci=LOCI, typed=family.typed, body=BODIES[0].profile,
        conventions=Conventions(theta=0.03),
    )  # fmt: skip
    ratio = 10 ** weigh(question).log10_lr

    assert strict.posterior[0, 0] == pytest.approx(ratio / (1 + ratio), rel=1e-10)
    assert strict.posterior[0, 0] != pytest.approx(plain.posterior[0, 0], rel=1e-3)


def test_each_way_weighs_the_same_alone_and_in_company():
    weigher = FamilyWeigher(FAMILY, BODIES, LOCI)
    ways = all_ways(FAMILY, BODIES)

    together = weigher.weights(ways)

    assert [weigher.weights(way[None, :])[0] for way in ways] == pytest.approx(list(together), rel=1e-12, abs=1e-12)
