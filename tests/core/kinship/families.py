"""Small invented pedigrees of every kind, and loci with a few alleles, for oracles that enumerate."""

from __future__ import annotations

from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.pedigree import Pedigree, Person, Sex

TRIO = (("F", None, None, "M"), ("M", None, None, "F"), ("V", "F", "M", "M"))


def pedigree(*persons: tuple[str, str | None, str | None, str]) -> Pedigree:
    return Pedigree.of(Person(id=i, father=f, mother=m, sex=Sex(s)) for i, f, m, s in persons)


PEDIGREES = {
    "trio": pedigree(*TRIO),
    "brothers": pedigree(*TRIO, ("S", "F", "M", "M")),
    "three children": pedigree(*TRIO, ("S", "F", "M", "F"), ("T", "F", "M", "M")),
    "half sister": pedigree(*TRIO, ("G", None, None, "M"), ("H", "G", "M", "F")),
    "grandson": pedigree(*TRIO, ("W", None, None, "F"), ("C", "V", "W", "M")),
    "nephew": pedigree(*TRIO, ("S", "F", "M", "F"), ("X", None, None, "M"), ("N", "X", "S", "M")),
    "uncle": pedigree(
        ("A", None, None, "M"), ("B", None, None, "F"), ("M", "A", "B", "F"), ("U", "A", "B", "M"),
        ("F", None, None, "M"), ("V", "F", "M", "M"),
    ),
    "son of his sister": pedigree(*TRIO, ("S", "F", "M", "F"), ("C", "V", "S", "M")),
    "two brothers, two sisters": pedigree(
        ("A", None, None, "M"), ("B", None, None, "F"), ("C", None, None, "M"), ("D", None, None, "F"),
        ("E", "A", "B", "M"), ("G", "A", "B", "M"), ("H", "C", "D", "F"), ("I", "C", "D", "F"),
        ("V", "E", "H", "M"), ("K", "G", "I", "F"),
    ),
    "cousins who marry": pedigree(
        ("A", None, None, "M"), ("B", None, None, "F"), ("C", "A", "B", "M"), ("D", "A", "B", "F"),
        ("X", None, None, "F"), ("Y", None, None, "M"), ("E", "C", "X", "M"), ("G", "Y", "D", "F"),
        ("V", "E", "G", "M"),
    ),
}  # fmt: skip
"""The last three have loops."""

MODELS = {
    "none": {"model": "none"},
    "equal": {"model": "equal", "rate": {"female": 0.01, "male": 0.03}},
    "proportional": {"model": "proportional", "rate": {"female": 0.01, "male": 0.03}},
    "stepwise": {"model": "stepwise", "rate": {"female": 0.01, "male": 0.03}, "rate2": 0.005, "range": 0.2},
    "stationary": {"model": "stepwise", "rate": 0.02, "rate2": 0.005, "range": 0.2, "stationary": True},
}


def locus(model: str = "none", chromosome: Chromosome = Chromosome.AUTOSOMAL, silent: float = 0.0) -> Locus:
    frequencies = {"9": 0.2, "9.3": 0.3, "10": 0.5}
    return Locus(
        name="L", frequencies={a: f * (1 - silent) for a, f in frequencies.items()}, silent=silent,
        chromosome=chromosome, mutation=Mutation.of(MODELS[model]),
    )  # fmt: skip
