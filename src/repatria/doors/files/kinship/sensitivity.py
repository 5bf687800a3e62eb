"""The same pair with other assumptions: theta, mutation, conventions, frequencies, without the most telling locus.

Each row changes one assumption of the report and keeps the others. A row that would take too long, or cannot be asked,
says so and is not left away.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from repatria.core.kinship.likelihood import LikelihoodRatio, Question, UntypedFounders, weigh
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation, MutationKind, MutationModel
from repatria.core.vocabulary.errors import InputError

THETAS = (0.0, 0.01, 0.03)
RANGES = (0.1, 0.5)
NO_THETA = "no_row_theta"
MOST_BELOW_WITH_THETA = 7
"""Persons with parents beyond which rows with theta are left out, and said to be."""
HIGHER_MINIMUM = 5
"""How many times the minimum frequency is raised in its row."""
FLOOR = 0.01
"""The frequency below which no allele is taken to be in the row of rare alleles."""
USUAL_RATE = 0.001
"""Rate a meiosis, for a model that is tried where the report states no mutation."""


@dataclass(frozen=True, slots=True)
class Row:
    """One assumption: what was changed, to what, and the total; why there is none."""

    what: str
    value: float | str | None
    log10_lr: float
    remark: str = ""


def rows_for(
    question: Question, found: LikelihoodRatio, inconsistent: Sequence[str], lines: float,
    with_minimum: Callable[[float], list[Locus]], minimum: float,
) -> list[Row]:  # fmt: skip
    """Weighs a question again under other assumptions.

    Given:    `found` is the answer as stated; `lines` what lines of descent add to every row (log10); `with_minimum`
              makes the loci with another minimum frequency.
    """
    held, by_name = question.conventions, {one.name: one.log10_lr for one in found.loci}
    rows = [Row("stated", None, found.log10_lr + lines)]

    def without(names: Container[str]) -> float:
        return sum(value for name, value in by_name.items() if name not in names) + lines

    for theta in THETAS:
        if theta != held.theta:
            rows.append(_row("theta", theta, replace(question, conventions=replace(held, theta=theta)), lines))
    raised = HIGHER_MINIMUM * minimum
    changed = [
        *_with_models(question.loci), ("minimum", raised, with_minimum(raised)),
        ("floor", FLOOR, [_without_rare(one) for one in question.loci]),
    ]  # fmt: skip
    for what, value, loci in changed:
        other = [one for one, before in zip(loci, question.loci, strict=True) if one != before]
        rows.append(_row(what, value, replace(question, loci=other), without({one.name for one in other})))
    pruned = replace(held, untyped_founders=UntypedFounders.PRUNE)
    rows.append(_row("prune", None, replace(question, conventions=pruned), lines))
    telling = max(found.loci, key=lambda one: abs(one.log10_lr), default=None)
    if telling:
        rows.append(Row("without", telling.name, without({telling.name})))
    if inconsistent:
        rows.append(Row("without_inconsistent", None, without(inconsistent)))
    on_x = [one.name for one in question.loci if one.chromosome is Chromosome.X]
    if on_x:
        rows.append(Row("without_x", None, without(on_x)))
    if lines:
        rows.append(Row("without_lines", None, found.log10_lr))
    return rows


def is_too_large(question: Question) -> bool:
    """Whether a question with theta would take too long: its work doubles with every transmission."""
    pedigree = question.pedigree.without_idle((*question.typed, question.member))
    below = sum(not person.is_founder for person in pedigree.persons)
    return bool(question.loci and question.conventions.theta) and below > MOST_BELOW_WITH_THETA


def _row(what: str, value: float | str | None, question: Question, added: float) -> Row:
    """Weighs a question; `added` is what else belongs to the total: lines of descent, loci that did not change."""
    if is_too_large(question):
        return Row(what, value, math.nan, NO_THETA)
    try:
        return Row(what, value, weigh(question).log10_lr + added)
    except InputError as error:
        return Row(what, value, math.nan, error.message)


def _with_models(loci: Sequence[Locus]) -> list[tuple[str, float | None, list[Locus]]]:
    """Every other mutation model at the rates that are stated; those that change nothing are not among them."""
    made: list[tuple[str, float | None, list[Locus]]] = [
        ("none", None, [replace(one, mutation=Mutation()) for one in loci])
    ]
    for kind in (MutationKind.EQUAL, MutationKind.PROPORTIONAL):
        made.append(
            (kind.value, None, [_changed(one, kind=kind, is_stationary=False, is_stabilised=False) for one in loci])
        )
    for reach in RANGES:
        stepwise = [
            _changed(one, kind=MutationKind.STEPWISE, range=reach, is_stationary=False, is_stabilised=False)
            for one in loci
        ]
        made.append(("stepwise", reach, stepwise))
    made.append(("stationary", None, [_changed(one, is_stationary=True, is_stabilised=False) for one in loci]))
    return [(what, value, others) for what, value, others in made if others != list(loci)]


def _changed(locus: Locus, **values: object) -> Locus:
    def model(given: MutationModel) -> MutationModel:
        if given.kind is MutationKind.CUSTOM and "kind" in values:
            given = replace(given, matrix=(), rate=given.rate or USUAL_RATE)
        if given.kind is MutationKind.NONE and "kind" in values:
            given = replace(given, rate=USUAL_RATE)
        return replace(given, **values)  # type: ignore[arg-type]

    return replace(locus, mutation=Mutation(female=model(locus.mutation.female), male=model(locus.mutation.male)))


def _without_rare(locus: Locus) -> Locus:
    raised = {allele: max(f, FLOOR) for allele, f in locus.frequencies.items()}
    scale = (1 - locus.silent) / sum(raised.values())
    return replace(locus, frequencies={allele: f * scale for allele, f in raised.items()})
