"""What is left open once the excluded is set aside and the undisputed is fixed: step by step, until nothing changes.

In turn: (1) who is tied by blood to nobody typed is set aside; (2) a pairing at more impossible loci than mutation
explains is closed, and a body or a missing person without an open pairing is excluded; (3) a pairing is fixed whose
ratio reaches the threshold and exceeds every other of that body and that person by the threshold; the family's other
ratios, and its impossible loci, are asked again with that body among the relatives. (2) and (3) alternate.

Source:   the definitions of dvir 3.4 (Vigeland and Egeland), in the order of its workflow.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.family_weights import NOBODY, FamilyWeigher
from repatria.core.kinship.incident import Family
from repatria.core.kinship.joint import LN10, JointAnswer
from repatria.core.kinship.pedigree import Pedigree

NO_PAIRING = "No compatible pairings"
_ROUNDING = 1e-9
"""Units: log10. A ratio that reaches a threshold but for rounding reaches it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Units: log10 of a ratio; a number of loci."""

    undisputed: float = 4.0
    probable: float = 3.0
    most_exclusions: int = 2


@dataclass(frozen=True, slots=True)
class Fixed:
    """A pairing that was found undisputed, with the ratio it was fixed for."""

    body: int
    step: int
    log10_lr: float


@dataclass(slots=True)
class Ground:
    """What is known of each body and missing person, and which pairings are open.

    Given:    matrices have a row a body and a column a missing member, as those of the answer; `log10_lr` is under the
              pairings that are fixed, `is_open` says of each pairing whether it still comes into question.
    """

    answer: JointAnswer
    limits: Thresholds
    column: dict[str, int]
    family_of: dict[str, int]
    log10_lr: NDArray[np.float64]
    counts: NDArray[np.float64]
    is_open: NDArray[np.bool_]
    fixed: dict[str, Fixed] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    excluded_members: dict[str, str] = field(default_factory=dict)
    excluded_bodies: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, answer: JointAnswer, limits: Thresholds) -> Ground:
        """Reduces an answer until nothing changes any more."""
        incident = answer.incident
        made = cls(
            answer, limits, {member: i for i, member in enumerate(incident.missing)},
            {m: i for i, family in enumerate(incident.families) for m in family.missing},
            answer.log10_lr.copy(), answer.exclusions.copy(), ~np.isnan(answer.log10_lr),
        )  # fmt: skip
        for family in incident.families:
            for member in family.missing:
                if not is_identifiable(family, member):
                    made.aside.add(member)
                    made.is_open[:, made.column[member]] = False
        is_first = True
        while made._exclude() or is_first:
            is_first = False
            if not made._fix():
                break
        return made

    def bodies_left(self) -> list[int]:
        """The bodies that are neither fixed nor excluded."""
        taken = {one.body for one in self.fixed.values()} | set(self.excluded_bodies)
        return [body for body in range(len(self.log10_lr)) if body not in taken]

    def members_left(self) -> list[str]:
        """The missing persons who are neither set aside, nor fixed, nor excluded."""
        gone = self.aside | set(self.fixed) | set(self.excluded_members)
        return [member for member in self.column if member not in gone]

    def _exclude(self) -> bool:
        """Closes pairings with too many impossible loci.  Returns: whether anything changed."""
        most = self.limits.most_exclusions
        asked = self.is_open.copy()
        self.is_open &= ~(self.counts > most)
        is_changed = bool((asked != self.is_open).any())
        for body in self.bodies_left():
            if reason := self._reason(self.counts[body][asked[body]]):
                self.excluded_bodies[body], is_changed = reason, True
        for member in self.members_left():
            at = self.column[member]
            if reason := self._reason(self.counts[:, at][asked[:, at]]):
                self.excluded_members[member], is_changed = reason, True
        return is_changed

    def _reason(self, counts: NDArray[np.float64]) -> str:
        if not len(counts):
            return NO_PAIRING
        least = counts.min()
        return f"{int(least)}+ inconsistencies" if least > self.limits.most_exclusions else ""

    def _fix(self) -> bool:
        """Fixes what is undisputed, and closes pairings that are impossible.  Returns: whether anything changed."""
        limit, is_changed, step = self.limits.undisputed - _ROUNDING, False, 0
        names = list(self.column)
        while True:
            step += 1
            open_lr = np.where(self.is_open, self.log10_lr, -np.inf)
            new = []
            for body, at in zip(*np.nonzero(open_lr >= limit), strict=True):
                beside = np.concatenate((np.delete(open_lr[body], at), np.delete(open_lr[:, at], body), [-np.inf]))
                if open_lr[body, at] - beside.max() >= limit:
                    new.append((int(body), int(at)))
            if not new:
                break
            is_changed = True
            for body, at in new:
                self.fixed[names[at]] = Fixed(body, step, float(open_lr[body, at]))
                self.is_open[body, :] = self.is_open[:, at] = False
            for number in {self.family_of[names[at]] for _, at in new}:
                self._ask_again(number)
        impossible = self.is_open & np.isneginf(self.log10_lr)
        self.is_open &= ~impossible
        return is_changed or bool(impossible.any())

    def _ask_again(self, number: int) -> None:
        """The ratios and impossible loci of a family's other members, given those who were found."""
        incident = self.answer.incident
        family, weigher = incident.families[number], self.answer.weighers[number]
        base = [self.fixed[m].body if m in self.fixed else NOBODY for m in family.missing]
        rows, asked = [base], []
        for place, member in enumerate(family.missing):
            for body in np.flatnonzero(self.is_open[:, self.column[member]]).tolist():
                rows.append([body if i == place else b for i, b in enumerate(base)])
                asked.append((body, self.column[member]))
        if not asked:
            return
        ways = np.array(rows, np.int64)
        weights = weigher.weights(ways)
        plain = FamilyWeigher(family, incident.bodies, incident.loci, weigher.threads, without_mutation=True)
        counted = plain.impossible_loci(ways)
        for (body, at), weight, count in zip(asked, weights[1:], counted[1:], strict=True):
            self.log10_lr[body, at] = (weight - weights[0]) / LN10
            self.counts[body, at] = count


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
