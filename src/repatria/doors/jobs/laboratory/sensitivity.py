"""The same pair with other assumptions: theta, mutation, conventions, frequencies, without the most telling locus.

Each row changes one assumption of the report and keeps the others. A row that would take too long, or cannot be asked,
says so and is not left away.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from repatria.core.kinship.likelihood import LikelihoodRatio, Question, UntypedFounders, weigh
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation, MutationKind, MutationModel
from repatria.core.vocabulary.errors import InputError

THETAS = (0.0, 0.01, 0.03)
RANGES = (0.1, 0.5)
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
    theta = question.conventions.theta
    rows = [Row("stated", None, found.log10_lr + lines)]

    def add(what: str, value: float | str | None, **changed: object) -> None:
        rows.append(_row(what, value, question, lines, changed))

    for other in THETAS:
        if other != theta:
            add("theta", other, conventions=replace(question.conventions, theta=other))
    for what, value, loci in _with_models(question.loci):
        add(what, value, loci=loci)
    add("prune", None, conventions=replace(question.conventions, untyped_founders=UntypedFounders.PRUNE))
    add("minimum", HIGHER_MINIMUM * minimum, loci=with_minimum(HIGHER_MINIMUM * minimum))
    add("floor", FLOOR, loci=[_without_rare(one) for one in question.loci])
    telling = max(found.loci, key=lambda one: one.log10_lr, default=None)
    if telling:
        add("without", telling.name, loci=[one for one in question.loci if one.name != telling.name])
    if inconsistent:
        add("without_inconsistent", None, loci=[one for one in question.loci if one.name not in inconsistent])
    if any(one.chromosome is Chromosome.X for one in question.loci):
        add("without_x", None, loci=[one for one in question.loci if one.chromosome is not Chromosome.X])
    if lines:
        rows.append(Row("without_lines", None, found.log10_lr))
    return rows


def _row(what: str, value: float | str | None, question: Question, lines: float, changed: dict[str, object]) -> Row:
    asked = replace(question, **changed)  # type: ignore[arg-type]
    pedigree = question.pedigree.without_idle((*question.typed, question.member))
    if asked.conventions.theta and sum(not p.is_founder for p in pedigree.persons) > MOST_BELOW_WITH_THETA:
        return Row(what, value, math.nan, "no_row_theta")
    try:
        return Row(what, value, weigh(asked).log10_lr + lines)
    except InputError as error:
        return Row(what, value, math.nan, error.message)


def _with_models(loci: Sequence[Locus]) -> list[tuple[str, float | None, list[Locus]]]:
    """Every other mutation model at the rates that are stated; those that change nothing are not among them."""
    made: list[tuple[str, float | None, list[Locus]]] = [
        ("none", None, [replace(one, mutation=Mutation()) for one in loci])
    ]
    for kind in (MutationKind.EQUAL, MutationKind.PROPORTIONAL):
        made.append((kind.value, None, [_changed(one, kind=kind, is_stationary=False) for one in loci]))
    for reach in RANGES:
        stepwise = [_changed(one, kind=MutationKind.STEPWISE, range=reach, is_stationary=False) for one in loci]
        made.append(("stepwise", reach, stepwise))
    made.append(("stationary", None, [_changed(one, is_stationary=True) for one in loci]))
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
