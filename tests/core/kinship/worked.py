"""The two traps of docs/methods/kinship.md, computed: `python -m tests.core.kinship.worked` prints the numbers."""

from __future__ import annotations

import math
from dataclasses import replace

from repatria.core.kinship.likelihood import Conventions, Question, UntypedFounders, pedigree_likelihood, weigh
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import ObservationTable, profile_of
from repatria.core.kinship.pedigree import Pedigree, Person
from tests.core.kinship.families import PEDIGREES

LOCI = 12
RARE_BESIDE_COMMON = {"9": 0.01, "10": 0.5, "11": 0.3, "12": 0.19}
EVEN = {str(allele): 0.1 for allele in range(8, 18)}


def founders() -> dict[str, float]:
    """Trap 1: log10 LR of a mother (10/11) and a body (9/10) at one locus, by model and convention."""
    found = {}
    for model, is_stationary in (("proportional", False), ("equal", False), ("stepwise", False), ("stepwise", True)):
        mutation = Mutation.of({"model": model, "rate": 0.002, "range": 0.1, "stationary": is_stationary})
        question = Question(
            pedigree=PEDIGREES["trio"], member="V", typed={"M": profile_of({"L": ("10", "11")})},
            loci=[Locus(name="L", frequencies=RARE_BESIDE_COMMON, mutation=mutation)],
            body=profile_of({"L": ("9", "10")}),
        )  # fmt: skip
        for convention in UntypedFounders:
            asked = replace(question, conventions=Conventions(untyped_founders=convention))
            words = f"{model}{', stationary' if is_stationary else ''}, {convention.value}"
            found[words] = weigh(asked).loci[0].lr
    return found


def theta() -> dict[str, tuple[float, float, float]]:
    """Trap 2: log10 LR over twelve equal loci (both 8/9): theta 0, one urn at 0.03, and an urn for each part."""
    found = {}
    for name, relative, pedigree in (("mother", "M", PEDIGREES["trio"]), ("full brother", "S", PEDIGREES["brothers"])):
        locus = Locus(name="L", frequencies=EVEN)
        both = profile_of({"L": ("8", "9")})
        question = Question(pedigree=pedigree, member="V", typed={relative: both}, loci=[locus], body=both)
        right = replace(question, conventions=Conventions(theta=0.03))
        observed, alone = ObservationTable(locus.table()), Conventions(theta=0.03)
        body = Pedigree.of([Person(id="body")])
        apart = pedigree_likelihood(pedigree, {relative: both}, locus, observed, alone)
        apart *= pedigree_likelihood(body, {"body": both}, locus, observed, alone)
        values = weigh(question).loci[0].lr, weigh(right).loci[0].lr, weigh(right).loci[0].lik_h1 / apart
        found[name] = tuple(LOCI * math.log10(value) for value in values)  # type: ignore[assignment]
    return found


if __name__ == "__main__":
    for words, lr in founders().items():
        print(f"{words}: LR {lr:.4f}")
    for words, values in theta().items():
        print(f"{words}: theta 0 {values[0]:.2f}; one urn {values[1]:.2f}; two urns {values[2]:.2f}")
