"""What a joint answer amounts to, person by person and body by body: contested words, each defined as an inequality.

Undisputed: the pairwise ratio reaches the threshold and exceeds every other ratio of that body, and of that missing
person, by the threshold too; found pairings are fixed and the rest is asked again (steps). Joint: the generalised ratio
reaches it. Symmetric: answers of equal weight name different persons, so that nobody is named alone. Excluded: every
pairing that sex allows is impossible at more loci than mutation explains. Non-identifiable: no typed relative by blood,
and none through other missing persons. "Cannot tell" is a result, never an error.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.incident import Family
from repatria.core.kinship.joint import LN10, JointAnswer
from repatria.core.kinship.pairing import TIE
from repatria.core.kinship.pedigree import Pedigree
from repatria.core.kinship.ways import FamilyWays


class ConclusionKind(StrEnum):
    """What is said of a missing person or a body."""

    UNDISPUTED = "Undisputed"
    JOINT = "Match (GLR)"
    SYMMETRIC = "Symmetric match"
    PROBABLE = "Probable"
    INCONCLUSIVE = "Inconclusive"
    NO_CANDIDATE = "No match"
    EXCLUDED = "Excluded"
    NON_IDENTIFIABLE = "Non-identifiable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Units: log10 of a ratio; a number of loci."""

    undisputed: float = 4.0
    probable: float = 3.0
    most_exclusions: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """One line; `others` holds the alternatives of a symmetric outcome, and then no single name is given."""

    subject: str
    family: str
    kind: ConclusionKind
    found: tuple[str, ...] = ()
    log10_lr: float = math.nan
    log10_glr: float = math.nan
    comment: str = ""


@dataclass(slots=True)
class _Ground:
    """The matrices under the pairings that were found undisputed."""

    answer: JointAnswer
    limits: Thresholds
    column: dict[str, int]
    family_of: dict[str, int]
    log10_lr: NDArray[np.float64]
    fixed: dict[str, tuple[int, int]] = field(default_factory=dict)


def conclude(
    answer: JointAnswer, limits: Thresholds | None = None
) -> tuple[tuple[Conclusion, ...], tuple[Conclusion, ...]]:
    """Says what is concluded of each missing person, and of each body."""
    incident = answer.incident
    ground = _Ground(
        answer, limits or Thresholds(), {m: i for i, m in enumerate(incident.missing)},
        {m: i for i, family in enumerate(incident.families) for m in family.missing}, answer.log10_lr.copy(),
    )  # fmt: skip
    _fix_undisputed(ground)
    missing = tuple(_of_member(ground, family, member) for family in incident.families for member in family.missing)
    bodies = tuple(_of_body(ground, number, missing) for number in range(len(incident.bodies)))
    return missing, bodies


def is_identifiable(family: Family, member: str) -> bool:
    """Whether blood ties a missing person to somebody typed, directly or through other missing persons."""
    reached, waiting = {member}, [member]
    while waiting:
        one = waiting.pop()
        for other in (*family.typed, *family.missing):
            if other not in reached and _share_blood(family.pedigree, one, other):
                if other in family.typed:
                    return True
                reached.add(other)
                waiting.append(other)
    return False


def _ancestors(pedigree: Pedigree, person: str) -> set[str]:
    found, waiting = {person}, [person]
    while waiting:
        at = pedigree[waiting.pop()]
        for parent in (at.father, at.mother):
            if parent and parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def _share_blood(pedigree: Pedigree, one: str, other: str) -> bool:
    return bool(_ancestors(pedigree, one) & _ancestors(pedigree, other))


def _fix_undisputed(ground: _Ground) -> None:
    """Step by step: fix what is undisputed, ask the rest again given it."""
    limit, excluded = ground.limits.undisputed, ground.answer.exclusions > ground.limits.most_exclusions
    for step in range(1, len(ground.column) + 1):
        open_lr = np.where(np.isnan(ground.log10_lr) | excluded, -np.inf, ground.log10_lr)
        for member, (body, _) in ground.fixed.items():
            open_lr[body, :] = -np.inf
            open_lr[:, ground.column[member]] = -np.inf
        new = []
        for body, at in zip(*np.nonzero(open_lr >= limit), strict=True):
            beside = np.concatenate((np.delete(open_lr[body], at), np.delete(open_lr[:, at], body), [-np.inf]))
            if open_lr[body, at] - beside.max() >= limit:
                new.append((int(body), int(at)))
        if not new:
            return
        names = list(ground.column)
        for body, at in new:
            ground.fixed[names[at]] = (body, step)
        for i in {ground.family_of[names[at]] for _, at in new}:
            _ask_again(ground, i)


def _ask_again(ground: _Ground, number: int) -> None:
    """The pairwise ratios of a family's other members, given those who were found."""
    family, weigher = ground.answer.incident.families[number], ground.answer.weighers[number]
    base = [ground.fixed.get(member, (NOBODY, 0))[0] for member in family.missing]
    taken = {body for body, _ in ground.fixed.values()}
    rows, asked = [base], []
    for place, member in enumerate(family.missing):
        if base[place] != NOBODY:
            continue
        for body in range(len(ground.answer.incident.bodies)):
            if body not in taken and not np.isnan(ground.log10_lr[body, ground.column[member]]):
                rows.append([body if i == place else b for i, b in enumerate(base)])
                asked.append((body, ground.column[member]))
    weights = weigher.weights(np.array(rows, np.int64))
    for (body, at), weight in zip(asked, weights[1:], strict=True):
        ground.log10_lr[body, at] = (weight - weights[0]) / LN10


def _of_member(ground: _Ground, family: Family, member: str) -> Conclusion:
    at, answer, limits = ground.column[member], ground.answer, ground.limits
    ids = [body.id for body in answer.incident.bodies]

    def said(kind: ConclusionKind, found: Iterable[int] = (), comment: str = "", glr: float = math.nan) -> Conclusion:
        bodies = tuple(found)
        lr = float(answer.log10_lr[bodies[0], at]) if len(bodies) == 1 else math.nan
        return Conclusion(
            subject=member, family=family.name, kind=kind, found=tuple(ids[b] for b in bodies), log10_lr=lr,
            log10_glr=glr, comment=comment,
        )  # fmt: skip

    if not is_identifiable(family, member):
        return said(ConclusionKind.NON_IDENTIFIABLE, comment="no typed relative by blood")
    excluded = _excluded(answer.exclusions[:, at], limits)
    if excluded:
        return said(ConclusionKind.EXCLUDED, comment=excluded)
    if member in ground.fixed:
        body, step = ground.fixed[member]
        return said(ConclusionKind.UNDISPUTED, (body,), f"Step {step}")
    ways, best = next(
        (w, b) for w, b in zip(answer.pairing.families, answer.pairing.best, strict=True) if w.name == family.name
    )
    place = ways.members.index(member)
    tied = np.flatnonzero(best >= best.max() - TIE)
    options = sorted({int(b) for b in ways.ways[tied, place]})
    if len(options) > 1 and NOBODY not in options:
        return _symmetric(ways, best, tied, place, said, limits)
    own = options[0] if len(options) == 1 else NOBODY
    column = np.where(np.isnan(answer.log10_lr[:, at]), -np.inf, answer.log10_lr[:, at])
    top = float(column.max())
    if len(ways.members) > 1 and own != NOBODY:
        glr = float(answer.log10_glr[own, at])
        if glr >= limits.probable:
            company = ",".join(m for m, b in zip(ways.members, ways.ways[tied[0]], strict=True) if b != NOBODY)
            kind = ConclusionKind.JOINT if glr >= limits.undisputed else ConclusionKind.PROBABLE
            return said(kind, (own,), f"Joint: {{{company}}}", glr)
        return replace(said(ConclusionKind.INCONCLUSIVE, comment=f"Best: {ids[own]}", glr=glr), log10_lr=top)
    if top < -TIE:
        return said(ConclusionKind.NO_CANDIDATE)
    leading = [int(b) for b in np.flatnonzero(column >= top - TIE)]
    is_probable = len(ways.members) == 1 and len(leading) == 1 and top >= limits.probable
    kind = ConclusionKind.PROBABLE if is_probable else ConclusionKind.INCONCLUSIVE
    comment = f"Best: {'/'.join(ids[b] for b in leading)}"
    return said(kind, leading if len(leading) == 1 else (), comment)


def _excluded(counts: NDArray[np.float64], limits: Thresholds) -> str:
    known = counts[~np.isnan(counts)]
    if not len(known):
        return "No compatible pairings"
    return f"{int(known.min())}+ inconsistencies" if known.min() > limits.most_exclusions else ""


def _symmetric(
    ways: FamilyWays, best: NDArray[np.float64], tied: NDArray[np.int64], place: int, said: object, limits: Thresholds
) -> Conclusion:
    rows = ways.ways[tied]
    turning = [i for i in range(len(ways.members)) if len(set(rows[:, i].tolist())) > 1]
    bodies = sorted({int(b) for b in rows[:, place]})
    group = sorted({int(b) for b in rows[:, turning].reshape(-1)} - {NOBODY})
    inside = np.array([set(row.tolist()) == set(group) for row in ways.ways[:, turning]])
    outside = best[~inside].max() if (~inside).any() else -np.inf
    glr = float((best.max() - outside) / LN10)
    members = ", ".join(ways.members[i] for i in turning)
    kind = ConclusionKind.SYMMETRIC if glr >= limits.probable else ConclusionKind.INCONCLUSIVE
    made: Conclusion = said(kind, bodies, f"Alike: {{{members}}}", glr)  # type: ignore[operator]
    return made


def _of_body(ground: _Ground, number: int, missing: tuple[Conclusion, ...]) -> Conclusion:
    answer = ground.answer
    body = answer.incident.bodies[number].id
    named = [
        one
        for one in missing
        if body in one.found and one.kind in (ConclusionKind.UNDISPUTED, ConclusionKind.JOINT, ConclusionKind.SYMMETRIC)
    ]
    if named:
        alone = float(answer.log10_lr[number, ground.column[named[0].subject]]) if len(named) == 1 else math.nan
        return Conclusion(
            subject=body, family="/".join(dict.fromkeys(one.family for one in named)), kind=named[0].kind,
            found=tuple(one.subject for one in named), log10_lr=alone, log10_glr=named[0].log10_glr,
            comment=named[0].comment,
        )  # fmt: skip
    free = [at for member, at in ground.column.items() if member not in ground.fixed]
    excluded = _excluded(answer.exclusions[number, :], ground.limits)
    if excluded:
        return Conclusion(subject=body, family="", kind=ConclusionKind.EXCLUDED, comment=excluded)
    # whoever was found for another body is no longer in question
    if free and _excluded(answer.exclusions[number, free], ground.limits):
        return Conclusion(subject=body, family="", kind=ConclusionKind.EXCLUDED, comment="No compatible pairings")
    row = np.where(np.isnan(answer.log10_lr[number]), -np.inf, answer.log10_lr[number])
    row = np.where([at in free for at in range(len(row))], row, -np.inf)
    if row.max() < -TIE:
        return Conclusion(subject=body, family="", kind=ConclusionKind.NO_CANDIDATE)
    names = list(ground.column)
    leading = [names[i] for i in np.flatnonzero(row >= row.max() - TIE)]
    kinds = {one.subject: one.kind for one in missing}
    is_probable = len(leading) == 1 and kinds[leading[0]] is ConclusionKind.PROBABLE
    return Conclusion(
        subject=body, family="", kind=ConclusionKind.PROBABLE if is_probable else ConclusionKind.INCONCLUSIVE,
        log10_lr=float(row.max()), comment=f"Best: {'/'.join(leading)}",
    )  # fmt: skip
