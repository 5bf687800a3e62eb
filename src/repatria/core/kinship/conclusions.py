"""What a joint answer amounts to, person by person and body by body: contested words, each defined as an inequality.

T is the threshold of a match (10^4), t that of a probable one (10^3). First `reduction`: non-identifiable, excluded,
undisputed. Then, of a family that misses several: *match (GLR)* where the best of its answers that holds the pairing is
T times the best that does not; *symmetric* where bodies and persons belong to each other by T and to whom each belongs
does not reach T, so that nobody is named alone. Of a family that misses one more person, his ratios alone: *disputed*
where several bodies reach t, *probable* where one does, *inconclusive* where the best is 1 or more. Then each body that
is left, by the same words. Whoever is fixed for somebody is nobody else's best. *No match* is said only where every
ratio is below 1 and the joint posterior holds no pairing likelier than not. "Cannot tell" is a result, never an error.

Source:   dvir 3.4 (Vigeland and Egeland); where these differ from it: docs/methods/kinship.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.family_weights import NOBODY
from repatria.core.kinship.incident import Family
from repatria.core.kinship.joint import JointAnswer
from repatria.core.kinship.near_answers import NearAnswers, SymmetricGroup
from repatria.core.kinship.reduction import Ground, Thresholds, is_identifiable

__all__ = ["Conclusion", "ConclusionKind", "Thresholds", "conclude", "is_identifiable"]
_ROUNDING = 1e-9
"""Units: log10. A ratio that reaches a threshold but for rounding reaches it."""
_LIKELY = 0.5
"""A joint posterior from which a pairing, or none, is likelier than not."""


class ConclusionKind(StrEnum):
    """What is said of a missing person or a body."""

    UNDISPUTED = "Undisputed"
    JOINT = "Match (GLR)"
    SYMMETRIC = "Symmetric match"
    PROBABLE = "Probable"
    DISPUTED = "Disputed"
    INCONCLUSIVE = "Inconclusive"
    NO_CANDIDATE = "No match"
    EXCLUDED = "Excluded"
    NON_IDENTIFIABLE = "Nonidentifiable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """One line; `found` holds the alternatives of a symmetric outcome, and then no single name is given."""

    subject: str
    family: str
    kind: ConclusionKind
    found: tuple[str, ...] = ()
    log10_lr: float = math.nan
    log10_glr: float = math.nan
    comment: str = ""


def conclude(
    answer: JointAnswer, limits: Thresholds | None = None
) -> tuple[tuple[Conclusion, ...], tuple[Conclusion, ...]]:
    """Says what is concluded of each missing person, and of each body."""
    incident = answer.incident
    told = _Told(Ground.of(answer, limits or Thresholds()))
    left = told.ground.members_left()
    single: list[tuple[Family, list[str]]] = []
    several: list[tuple[Family, list[str]]] = []
    for family in incident.families:
        asked = [member for member in family.missing if member in left]
        if asked:
            (single if len(asked) == 1 else several).append((family, asked))
    for family, asked in several:
        told.together(family, asked)
    for family, asked in single:
        told.of_member[asked[0]] = told.alone(family, asked[0])
    missing = tuple(told.member(family, member) for family in incident.families for member in family.missing)
    return missing, tuple(told.body(number) for number in range(len(incident.bodies)))


class _Told:
    """Conclusions while they are reached: those of later families rest on what was found in earlier ones."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.answer, self.limits = ground, ground.answer, ground.limits
        self.ids = [body.id for body in ground.answer.incident.bodies]
        self.of_member: dict[str, Conclusion] = {}
        self.of_body: dict[int, Conclusion] = {}
        self.free = set(ground.bodies_left())

    def alone(self, family: Family, member: str) -> Conclusion:
        """Of a family that misses one more person: his ratios, each by itself."""
        at = self.ground.column[member]
        is_free = np.array([body in self.free for body in range(len(self.ids))])  # who is fixed is nobody else's best
        ratios = self._open(self.ground.log10_lr[:, at], self.ground.is_open[:, at] & is_free)
        kind, best, comment = self._word(ratios, self.ids, self.answer.posterior[:, at])
        is_named = kind is not ConclusionKind.NO_CANDIDATE and len(best) == 1
        return Conclusion(
            subject=member, family=family.name, kind=kind, found=tuple(self.ids[b] for b in best) if is_named else (),
            log10_lr=float(ratios.max()), comment=comment,
        )  # fmt: skip

    def together(self, family: Family, asked: list[str]) -> None:
        """Of a family that misses several: its answers side by side, with the bodies that are still free."""
        near = NearAnswers.of(self.ground, family, asked, self.free)
        company = ",".join(asked)
        limit = self.limits.undisputed - _ROUNDING
        settled: set[int] = set()
        for member in asked:
            for body, glr in near.ratios(member):
                if glr >= limit:
                    settled.add(body)
                    self._match(family, member, body, glr, f"Joint: {{{company}}}")
        for group in near.symmetric_groups(settled, limit):
            settled |= set(group.bodies)
            self._symmetric(family, group)
        for member in asked:
            if member not in self.of_member:
                best = max(near.ratios(member), key=lambda pair: pair[1], default=(NOBODY, math.nan))
                lr = self.answer.log10_lr[:, self.ground.column[member]]
                known = lr[~np.isnan(lr)]
                self.of_member[member] = Conclusion(
                    subject=member, family=family.name, kind=ConclusionKind.INCONCLUSIVE,
                    log10_lr=float(known.max()) if len(known) else math.nan, log10_glr=best[1],
                    comment=f"Best: {self.ids[best[0]]}" if best[0] != NOBODY and best[1] > 0 else "",
                )  # fmt: skip
        # a disputed one stays free, so that the other family that asks for it says so too
        self.free -= {body for body in settled if self.of_body[body].kind in _NAMING}

    def _match(self, family: Family, member: str, body: int, glr: float, comment: str) -> None:
        at = self.ground.column[member]
        lr, over_all = float(self.answer.log10_lr[body, at]), float(self.answer.log10_glr[body, at])
        kind = ConclusionKind.JOINT
        if over_all < self.limits.undisputed - _ROUNDING:
            # another family, or another answer of all families together, asks for this body as well
            kind, comment = ConclusionKind.DISPUTED, f"{comment}; over all families log10 {over_all:.2f}"
        made = Conclusion(
            subject=member, family=family.name, kind=kind, found=(self.ids[body],), log10_lr=lr, log10_glr=glr,
            comment=comment,
        )  # fmt: skip
        self.of_member[member] = made
        self.of_body[body] = Conclusion(
            subject=self.ids[body], family=family.name, kind=kind, found=(member,), log10_lr=lr, log10_glr=glr,
            comment=comment,
        )  # fmt: skip

    def _symmetric(self, family: Family, group: SymmetricGroup) -> None:
        bodies = tuple(self.ids[b] for b in group.bodies)
        comment = f"Alike: {{{', '.join(group.members)}}} = {{{', '.join(bodies)}}}"
        for member in group.members:
            at = self.ground.column[member]
            lr = float(self.answer.log10_lr[group.bodies[0], at]) if len(bodies) == 1 else math.nan
            self.of_member[member] = Conclusion(
                subject=member, family=family.name, kind=ConclusionKind.SYMMETRIC, found=bodies, log10_lr=lr,
                log10_glr=group.log10_glr, comment=comment,
            )  # fmt: skip
        for body in group.bodies:
            columns = [self.ground.column[member] for member in group.members]
            self.of_body[body] = Conclusion(
                subject=self.ids[body], family=family.name, kind=ConclusionKind.SYMMETRIC, found=group.members,
                log10_lr=float(np.nanmax(self.answer.log10_lr[body, columns])), log10_glr=group.log10_glr,
                comment=comment,
            )  # fmt: skip

    def member(self, family: Family, member: str) -> Conclusion:
        """What is said of a missing person."""
        ground = self.ground
        if member in ground.aside:
            return Conclusion(
                subject=member, family=family.name, kind=ConclusionKind.NON_IDENTIFIABLE,
                comment="no typed relative by blood",
            )  # fmt: skip
        if member in ground.excluded_members:
            return Conclusion(
                subject=member, family=family.name, kind=ConclusionKind.EXCLUDED,
                comment=ground.excluded_members[member],
            )  # fmt: skip
        if member in ground.fixed:
            one = ground.fixed[member]
            return Conclusion(
                subject=member, family=family.name, kind=ConclusionKind.UNDISPUTED, found=(self.ids[one.body],),
                log10_lr=one.log10_lr, comment=f"Step {one.step}",
            )  # fmt: skip
        return self.of_member[member]

    def body(self, number: int) -> Conclusion:
        """What is said of a body."""
        ground, body = self.ground, self.ids[number]
        for member, one in ground.fixed.items():
            if one.body == number:
                family = self.answer.incident.families[ground.family_of[member]].name
                return Conclusion(
                    subject=body, family=family, kind=ConclusionKind.UNDISPUTED, found=(member,), log10_lr=one.log10_lr,
                    comment=f"Step {one.step}",
                )  # fmt: skip
        if number in ground.excluded_bodies:
            return Conclusion(
                subject=body, family="", kind=ConclusionKind.EXCLUDED, comment=ground.excluded_bodies[number]
            )
        if number in self.of_body:
            return self.of_body[number]
        # whoever was found for another body is no longer in question; of one body and two alike, either still is
        taken = [
            one.subject
            for one in self.of_member.values()
            if one.kind is ConclusionKind.JOINT
            or (one.kind is ConclusionKind.SYMMETRIC and len(one.found) == self._sharing(one))
        ]
        names = list(ground.column)
        is_asked = ground.is_open[number] & np.array([name not in taken for name in names])
        ratios = self._open(ground.log10_lr[number], is_asked)
        kind, best, comment = self._word(ratios, names, self.answer.posterior[number, :-1])
        is_named = kind in (ConclusionKind.PROBABLE, ConclusionKind.DISPUTED)
        return Conclusion(
            subject=body, kind=kind, log10_lr=float(ratios.max()), comment=comment,
            family=self.answer.incident.families[ground.family_of[names[best[0]]]].name if is_named else "",
            found=(names[best[0]],) if is_named else (),
        )  # fmt: skip

    def _sharing(self, one: Conclusion) -> int:
        """How many missing persons share the bodies of a symmetric outcome."""
        return sum(other.kind is one.kind and other.found == one.found for other in self.of_member.values())

    def _open(self, ratios: NDArray[np.float64], is_open: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.where(is_open & ~np.isnan(ratios), ratios, -np.inf)

    def _word(
        self, ratios: NDArray[np.float64], names: list[str], posterior: NDArray[np.float64]
    ) -> tuple[ConclusionKind, list[int], str]:
        """The word for a row of ratios, whom it speaks of, and what is said beside it."""
        top = float(ratios.max()) if len(ratios) else -math.inf
        leading = [int(i) for i in np.flatnonzero(ratios >= top - _ROUNDING)] if top > -math.inf else []
        high = [int(i) for i in np.flatnonzero(ratios >= self.limits.probable - _ROUNDING)]
        if len(high) > 1:
            others = sorted((i for i in high if i != leading[0]), key=lambda i: -ratios[i])
            return ConclusionKind.DISPUTED, leading[:1], f"Also: {_list(others, names, ratios)}"
        if high:
            rest = [i for i in np.argsort(-ratios, kind="stable").tolist() if i != high[0] and ratios[i] > -math.inf]
            return ConclusionKind.PROBABLE, high, f"Runner-up: {_list(rest[:1], names, ratios) or '-'}"
        if top >= -_ROUNDING:
            return ConclusionKind.INCONCLUSIVE, leading, f"Best: {'/'.join(names[i] for i in leading)}"
        likely = int(np.argmax(posterior)) if len(posterior) else NOBODY
        if likely != NOBODY and posterior[likely] >= _LIKELY:
            words = f"Best by the joint posterior: {names[likely]} ({posterior[likely]:.2g})"
            return ConclusionKind.INCONCLUSIVE, [likely], words
        return ConclusionKind.NO_CANDIDATE, leading, ""


_NAMING = (ConclusionKind.JOINT, ConclusionKind.SYMMETRIC)


def _list(places: Iterable[int], names: list[str], ratios: NDArray[np.float64]) -> str:
    return ", ".join(f"{names[i]} (log10 {ratios[i]:.2f})" for i in places)
