"""Two propositions about a body, weighed locus by locus.

H1: the body is the named member of the family. H2: the body is unrelated to the family, and that member stays untyped.
In order: take the profiles as classes of observations; choose the engine (`peeling` at theta 0, `urn` with theta or
linkage); compute P(everything seen | H1) and | H2) at each locus or linked group; add up the logarithms.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from repatria.core.kinship.errors import KinshipQuestionError, LocusError
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.observations import UNTYPED, UNTYPED_HAPLOID, ObservationTable, Profile
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.kinship.peeling import Peeler
from repatria.core.kinship.plan import compile_plan
from repatria.core.kinship.urn import likelihood, linked_likelihood, meioses_of, pattern_likelihoods


class UntypedFounders(StrEnum):
    """The convention for founders whom nobody typed. Keep: all are summed over. Prune: see `Pedigree.pruned`."""

    KEEP = "keep"
    PRUNE = "prune"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageGroup:
    """Loci in their order on a chromosome and the recombination fraction between neighbours.

    Raises:   LocusError for a locus that stands there twice, or a fraction beyond that of unlinked loci.
    """

    loci: tuple[str, ...]
    recombination: tuple[float, ...]

    def __post_init__(self) -> None:
        faults = [(f"linkage, {name}", "stands there twice") for name in set(self.loci) if self.loci.count(name) > 1]
        faults += [("rho", f"{rho} is none from 0 to 0.5") for rho in self.recombination if not 0 <= rho <= 0.5]
        if faults:
            raise LocusError("a linkage group cannot be", tuple(faults))

    @property
    def name(self) -> str:
        return "+".join(self.loci)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What holds for every locus of a question; printed in each report.

    Units:    theta, the coancestry of the population; 0 is none.
    """

    theta: float = 0.0
    untyped_founders: UntypedFounders = UntypedFounders.KEEP
    linkage: tuple[LinkageGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A body, a place in a family, and what was seen of both.

    Given:    `typed` holds relatives only; a profile of the member himself (a toothbrush) is a direct comparison.
    """

    pedigree: Pedigree
    member: str
    loci: Sequence[Locus]
    typed: Mapping[str, Profile]
    body: Profile
    conventions: Conventions = field(default_factory=Conventions)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocusResult:
    """Both likelihoods at one locus or linked group."""

    name: str
    lik_h1: float
    lik_h2: float

    @property
    def lr(self) -> float:
        """The likelihood ratio; not a number where neither proposition can give what was seen."""
        if self.lik_h2:
            return self.lik_h1 / self.lik_h2
        return math.nan if not self.lik_h1 else math.inf

    @property
    def log10_lr(self) -> float:
        return log10(self.lr)


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelihoodRatio:
    """The answer to a question: never a probability, never an identification."""

    loci: tuple[LocusResult, ...]

    @property
    def log10_lr(self) -> float:
        return sum(one.log10_lr for one in self.loci)

    @property
    def inconsistent(self) -> tuple[str, ...]:
        """The loci at which H1 cannot give what was seen."""
        return tuple(one.name for one in self.loci if one.lik_h1 == 0)


def log10(value: float) -> float:
    """Returns the decimal logarithm; minus infinity for 0, and not a number for what is none."""
    return -math.inf if value == 0 else math.log10(value)


def weigh(question: Question) -> LikelihoodRatio:
    """Answers a question.

    Given:    loci are in the order of `loci`, linked groups last; a locus that nobody shows gives 1 on both sides.
    Raises:   KinshipQuestionError for somebody who is not in the pedigree, or an unknown sex at the X chromosome;
              ObservationError for an allele without a frequency.
    """
    _require_members(question)
    relatives = {name: seen for name, seen in question.typed.items() if name != question.member}
    first, second = propositions(question.pedigree, relatives, {question.member: question.body})
    found = []
    for unit in units_of(question.loci, question.conventions):
        h1, h2 = (unit_likelihood(pedigree, typed, unit, question.conventions) for pedigree, typed in (first, second))
        found.append(LocusResult(name=unit.name, lik_h1=h1, lik_h2=h2))
    return LikelihoodRatio(loci=tuple(found))


def _require_members(question: Question) -> None:
    unknown = [one for one in (question.member, *question.typed) if one not in question.pedigree]
    if unknown:
        raise KinshipQuestionError(
            "somebody is not in the pedigree", tuple((one, "is not in the pedigree") for one in unknown)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A locus, or linked loci in their order: what is summed together."""

    loci: tuple[Locus, ...]
    recombination: tuple[float, ...] = ()

    @property
    def name(self) -> str:
        return "+".join(locus.name for locus in self.loci)


def units_of(loci: Sequence[Locus], conventions: Conventions) -> list[Unit]:
    """Returns the unlinked loci in their order, then the linked groups.

    Raises:   KinshipQuestionError for a linked locus that is not among the loci, or stands in two groups.
    """
    groups = [group for group in conventions.linkage if len(group.loci) > 1]
    named = [name for group in groups for name in group.loci]
    linked = set(named)
    twice = sorted(name for name in linked if named.count(name) > 1)
    if twice:
        faults = tuple((f"linkage, {name}", "stands in two groups; join them to one") for name in twice)
        raise KinshipQuestionError("a locus is linked twice", faults)
    by_name = {locus.name: locus for locus in loci}
    unknown = sorted(linked - set(by_name))
    if unknown:
        raise KinshipQuestionError("a linked locus has no frequencies", tuple((one, "is no locus") for one in unknown))
    return [
        *(Unit((locus,)) for locus in loci if locus.name not in linked),
        *(Unit(tuple(by_name[name] for name in group.loci), group.recombination) for group in groups),
    ]


Proposition = tuple[Pedigree, dict[str, Profile]]
"""A pedigree, and what was seen of whom in it."""
_BODY = "\0body of "
"""Begins an unrelated body's name in the pedigree of H2: no reader makes such a name."""


def propositions(
    pedigree: Pedigree, relatives: Mapping[str, Profile], placed: Mapping[str, Profile]
) -> tuple[Proposition, Proposition]:
    """Returns H1, bodies in their places, and H2, each of them one more founder of the same population."""
    bodies = [Person(id=_BODY + member, sex=pedigree[member].sex) for member in placed]
    apart = {_BODY + member: seen for member, seen in placed.items()}
    return (pedigree, {**relatives, **placed}), (Pedigree((*pedigree.persons, *bodies)), {**relatives, **apart})


def _trimmed(pedigree: Pedigree, typed: Mapping[str, Profile], locus: Locus, conventions: Conventions) -> Pedigree:
    if conventions.untyped_founders is UntypedFounders.PRUNE:
        # whoever was typed at some locus stays at every locus, as in the program whose convention this is
        return pedigree.pruned([name for name, seen in typed.items() if any(one.seen for one in seen.values())])
    return pedigree.without_idle([name for name, seen in typed.items() if locus.name in seen and seen[locus.name].seen])


def class_row(pedigree: Pedigree, typed: Mapping[str, Profile], observed: ObservationTable, locus: Locus) -> list[int]:
    """Returns each person's class of observation, in the order of the pedigree.

    Raises:   KinshipQuestionError for a person of unknown sex at a locus of the X chromosome.
    """
    row = []
    for person in pedigree.persons:
        is_x = locus.chromosome is Chromosome.X
        if is_x and person.sex is Sex.UNKNOWN:
            raise KinshipQuestionError(
                "a locus of the X chromosome needs everybody's sex", ((person.id, "has no recorded sex"),)
            )  # fmt: skip
        seen = typed.get(person.id, {}).get(locus.name)
        row.append(observed.class_of(seen, is_haploid=is_x and person.sex is Sex.MALE))
    return row


def shown_alleles(profiles: Sequence[Profile], locus: Locus) -> frozenset[str] | None:
    """Returns the alleles that somebody shows; None where drop-out or drop-in forbids taking the others together."""
    seen = [profile[locus.name] for profile in profiles if locus.name in profile]
    if not all(one.is_plain for one in seen):
        return None
    return frozenset(allele for one in seen for allele in one.seen)


def pedigree_likelihood(
    pedigree: Pedigree, typed: Mapping[str, Profile], locus: Locus, observed: ObservationTable, conventions: Conventions
) -> float:
    """Returns P(everything seen at one locus) in a pedigree of one or more parts."""
    trimmed = _trimmed(pedigree, typed, locus, conventions)
    if not trimmed.persons:
        return 1.0
    row = class_row(trimmed, typed, observed, locus)
    if conventions.theta:
        return likelihood(meioses_of(trimmed, locus.chromosome), observed, row, conventions.theta)
    classes = dict(zip(trimmed.ids, row, strict=True))
    total = 1.0
    for part in trimmed.components():
        typed_here = [i for i in part.ids if classes[i] not in (UNTYPED, UNTYPED_HAPLOID)]
        root = (typed_here or part.ids)[0]
        plan = compile_plan(part, root, typed_here)
        total *= float(Peeler(plan, observed).totals(np.array([[classes[i] for i in part.ids]]))[0])
    return total


def unit_likelihood(pedigree: Pedigree, typed: Mapping[str, Profile], unit: Unit, conventions: Conventions) -> float:
    """Returns P(everything seen at a locus, or at linked loci together)."""
    if len(unit.loci) == 1:
        (locus,) = unit.loci
        observed = ObservationTable(locus.table(shown_alleles(list(typed.values()), locus)))
        return pedigree_likelihood(pedigree, typed, locus, observed, conventions)
    telling = [n for n, seen in typed.items() if any(one.name in seen and seen[one.name].seen for one in unit.loci)]
    is_pruned = conventions.untyped_founders is UntypedFounders.PRUNE
    trimmed = pedigree.pruned(telling) if is_pruned else pedigree.without_idle(telling)
    meioses = meioses_of(trimmed, unit.loci[0].chromosome, is_every_choice_kept=True)
    per_locus = []
    for locus in unit.loci:
        observed = ObservationTable(locus.table())
        row = class_row(trimmed, typed, observed, locus)
        per_locus.append(pattern_likelihoods(meioses, observed, row, conventions.theta))
    return linked_likelihood(per_locus, unit.recombination)
