"""A family's ways of placing bodies: refusals, and each way against single questions."""

from __future__ import annotations

import math

import numpy as np
import pytest

from repatria.core.kinship import family_weights
from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.family_weights import NOBODY, FamilyWeigher, all_ways
from repatria.core.kinship.incident import Body, Family
from repatria.core.kinship.likelihood import Question, weigh
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import profile_of
from repatria.core.kinship.pedigree import Sex
from tests.core.kinship.families import MODELS, PEDIGREES

FREQUENCIES = {"7": 0.1, "8": 0.2, "9": 0.25, "9.3": 0.05, "10": 0.3, "11": 0.1}
LOCI = [
    Locus(name="L", frequencies=FREQUENCIES, mutation=Mutation.of(MODELS["stepwise"])),
    Locus(name="X", frequencies=FREQUENCIES, mutation=Mutation.of(MODELS["stepwise"]), chromosome=Chromosome.X),
]
FAMILY = Family(
    name="F", pedigree=PEDIGREES["nephew"], missing=("V", "S"),
    typed={"M": profile_of({"L": ("8", "9"), "X": ("7", "10")}), "N": profile_of({"L": ("9", "10"), "X": ("10",)})},
)  # fmt: skip
BODIES = [
    Body(id="man", sex=Sex.MALE, profile=profile_of({"L": ("9", "9.3"), "X": ("7",)})),
    Body(id="woman", sex=Sex.FEMALE, profile=profile_of({"L": ("8", "10"), "X": ("9", "10")})),
    Body(id="anybody", profile=profile_of({"L": ("9", "10"), "X": ("7", "10")})),
]


def test_refuses_to_list_too_many_ways(monkeypatch):
    monkeypatch.setattr(family_weights, "MOST_WAYS", 4)

    with pytest.raises(KinshipQuestionError, match="ways of placing bodies"):
        all_ways(FAMILY, BODIES)


def test_a_body_with_two_alleles_of_the_x_chromosome_is_no_man():
    found = FamilyWeigher(FAMILY, BODIES, LOCI).weights(np.array([[2, NOBODY], [NOBODY, 2]]))

    assert found[0] == -math.inf
    assert math.isfinite(found[1])


def test_a_body_alone_weighs_what_a_single_question_says():
    weigher = FamilyWeigher(FAMILY, BODIES, LOCI)
    for member, body, row in (("V", 0, [0, NOBODY]), ("S", 1, [NOBODY, 1]), ("S", 2, [NOBODY, 2])):
        question = Question(
            pedigree=FAMILY.pedigree, member=member, loci=LOCI, typed=FAMILY.typed, body=BODIES[body].profile
        )

        assert weigher.weights(np.array([row]))[0] / math.log(10) == pytest.approx(weigh(question).log10_lr, rel=1e-12)


def test_two_bodies_weigh_what_one_and_then_the_other_say():
    """P(both | in place) / P(apart) is the first alone times the second given the first."""
    first = Question(pedigree=FAMILY.pedigree, member="S", loci=LOCI, typed=FAMILY.typed, body=BODIES[1].profile)
    typed = {**FAMILY.typed, "S": BODIES[1].profile}
    second = Question(pedigree=FAMILY.pedigree, member="V", loci=LOCI, typed=typed, body=BODIES[0].profile)
    both = FamilyWeigher(FAMILY, BODIES, LOCI).weights(np.array([[0, 1]]))[0]

    assert both / math.log(10) == pytest.approx(weigh(first).log10_lr + weigh(second).log10_lr, rel=1e-12)


def test_each_way_weighs_the_same_alone_and_in_company():
    weigher = FamilyWeigher(FAMILY, BODIES, LOCI)
    ways = all_ways(FAMILY, BODIES)

    together = weigher.weights(ways)

    assert [weigher.weights(way[None, :])[0] for way in ways] == pytest.approx(list(together), rel=1e-12, abs=1e-12)
