"""One person against two siblings: held against the engine that weighs any pedigree, and against tables by hand."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.core.kinship.incident import Body
from repatria.core.kinship.likelihood import Question, weigh
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.observations import profile_of
from repatria.core.kinship.one_person import against_siblings
from repatria.core.kinship.pedigree import Sex
from repatria.core.kinship.search import BodySide, compare_directly
from tests.core.kinship.families import pedigree

P = {"9": 0.2, "9.3": 0.3, "10": 0.5}
BROTHERS = pedigree(("F", None, None, "M"), ("M", None, None, "F"), ("V", "F", "M", "M"), ("S", "F", "M", "M"))
SISTERS = pedigree(("F", None, None, "M"), ("M", None, None, "F"), ("V", "F", "M", "F"), ("S", "F", "M", "F"))


def both(one, other, sex=Sex.MALE, chromosome=Chromosome.AUTOSOMAL, **rates):
    """The logarithms against strangers and against siblings, and the number of loci."""
    here = [Locus(name=name, frequencies=P, chromosome=chromosome) for name in one]
    bodies = [Body(id=name, profile=profile_of(seen, **rates), sex=sex) for name, seen in (("1", one), ("2", other))]
    side = BodySide.of(bodies, here)
    found = compare_directly(side, least_log10_lr=-300).pairs
    siblings, loci = against_siblings(side, [(0, 1)])
    return (found[0].log10_lr if found else -np.inf), float(siblings[0]), int(loci[0]), here


@pytest.mark.parametrize("rates", [{}, {"drop_out": 0.1, "drop_in": 0.02}])
@pytest.mark.parametrize(
    ("seen", "people", "sex", "chromosome"),
    [
        (("9", "10"), BROTHERS, Sex.MALE, Chromosome.AUTOSOMAL),
        (("9", "9"), BROTHERS, Sex.MALE, Chromosome.AUTOSOMAL),
        (("9",), BROTHERS, Sex.MALE, Chromosome.X),
        (("9.3", "10"), SISTERS, Sex.FEMALE, Chromosome.X),
        (("10", "10"), SISTERS, Sex.FEMALE, Chromosome.X),
    ],
)
def test_the_ratio_is_the_one_against_strangers_without_what_siblings_share(seen, people, sex, chromosome, rates):
    stranger, brother, loci, here = both({"L": seen}, {"L": seen}, sex, chromosome, **rates)
    question = Question(
        pedigree=people, member="V", loci=here, typed={"S": profile_of({"L": seen}, **rates)},
        body=profile_of({"L": seen}, **rates),
    )  # fmt: skip

    assert stranger - weigh(question).log10_lr == pytest.approx(brother, abs=1e-12)
    assert 1 == loci


def test_by_hand_a_rare_and_a_common_genotype():
    """Of 9/9.3: P(sibling shows it too) = 1/4 + (0.2 + 0.3) / 4 + 2 x 0.06 / 4; of 10/10: 1/4 + 0.5 / 2 + 0.25 / 4."""
    _, brother, loci, _ = both({"A": ("9", "9.3"), "B": ("10", "10")}, {"A": ("9.3", "9"), "B": ("10", "10")})

    assert brother == pytest.approx(-np.log10((0.25 + 0.125 + 0.03) * (0.25 + 0.25 + 0.0625)), abs=1e-12)
    assert 2 == loci


def test_two_whole_results_that_differ_are_no_one_person_s_and_a_locus_without_result_does_not_count():
    assert -np.inf == both({"A": ("9", "10")}, {"A": ("9", "9.3")})[1]
    _, brother, loci, _ = both({"A": ("9", "10"), "B": ("9", "9")}, {"A": ("9", "10"), "B": ()})

    assert 1 == loci and np.isfinite(brother)
