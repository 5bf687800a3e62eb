"""What a search found: pairs, and what a list and a report say beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from repatria.core.kinship.columns import Target
from repatria.core.kinship.haplotypes import Line
from repatria.core.kinship.incident import Body
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.pairing import Pairing
from repatria.doors.files.kinship.descent import LineTold
from repatria.doors.files.kinship.evidence import Evidence
from repatria.doors.files.kinship.faults import FaultList
from repatria.doors.files.kinship.material import SearchWish
from repatria.doors.files.kinship.parts import Cluster, Join


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair of the list.

    Given:    `log10_lr` is of autosomal and X loci; what lines of descent add stands in `lines`; `prior_odds` are those
              of every pairing times what `evidence` says; `error` is by how much the posterior may be off.
    """

    body: str
    family: str
    missing: str
    log10_lr: float
    loci: int
    by_locus: dict[str, float]
    lines: tuple[LineTold, ...] = ()
    inconsistent: tuple[str, ...] = ()
    prior_odds: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    posterior: float = 0.0
    error: float = 0.0
    alike: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """log10 of the ratio with what lines of descent add."""
        return self.log10_lr + sum(one.log10_lr for one in self.lines)

    def told_by(self, line: Line) -> LineTold | None:
        return next((one for one in self.lines if one.line is line), None)


@dataclass(frozen=True, slots=True)
class Double:
    """A profile that equals a body's: of a `relative` or another `body`, its name, and at how many loci."""

    kind: str
    name: str
    loci: int

    def __str__(self) -> str:
        return f"{self.kind} {self.name} at {self.loci} loci"


@dataclass(slots=True)
class Findings:
    """What was found: pairs from the highest down, and what a list and a report say beside them."""

    pairs: list[Pair]
    clusters: tuple[Cluster, ...]
    bodies: list[Body]
    targets: list[Target]
    loci: list[Locus]
    compared: int
    faults: FaultList
    wish: SearchWish
    joins: tuple[Join, ...] = ()
    equals: dict[str, tuple[Double, ...]] = field(default_factory=dict)
    pairing: Pairing | None = None
    resumed: int = 0
    direct: int = 0
    _of_body: tuple[list[Pair], dict[str, list[Pair]]] | None = None

    @property
    def prior_odds(self) -> float:
        return self.wish.odds(len(self.targets))

    @property
    def posterior_error(self) -> float:
        return self.pairing.error if self.pairing else 0.0

    def chance_hits(self, pair: Pair) -> float:
        """The number of pairs of unrelated persons that are expected to reach this ratio, at most.

        Source:   P(LR >= x | unrelated) <= 1/x, so that among n comparisons at most n/x are expected.
        """
        return float(min(self.compared * 10.0**-pair.total, self.compared))

    def body_of(self, pair: Pair) -> Body:
        return next(one for one in self.bodies if one.id == pair.body)

    def target_of(self, pair: Pair) -> Target:
        return next(one for one in self.targets if (one.family.name, one.member) == (pair.family, pair.missing))

    def places_of(self, pair: Pair) -> tuple[str, ...]:
        """The place of a pair and those that the body fits alike, in the order of the family."""
        family = self.target_of(pair).family
        return tuple(name for name in family.missing if name in (pair.missing, *pair.alike))

    def posterior_of_places(self, pair: Pair) -> float:
        """The probability that the body is in this place or in one that it fits alike."""
        return min(pair.posterior * (1 + len(pair.alike)), 1.0)

    def other_bodies(self, pair: Pair) -> list[Pair]:
        """The other pairs of the same place, the highest first."""
        own = (pair.family, pair.missing)
        return [one for one in self.pairs if (one.family, one.missing) == own and one.body != pair.body]

    def rivals(self, pair: Pair) -> list[Pair]:
        """The other pairs of the same body, the highest first; places that it fits alike are no rivals."""
        own = (pair.family, (pair.missing, *pair.alike))
        if self._of_body is None or self._of_body[0] is not self.pairs:
            self._of_body = self.pairs, {}
            for one in self.pairs:
                self._of_body[1].setdefault(one.body, []).append(one)
        return [one for one in self._of_body[1].get(pair.body, ()) if one.family != own[0] or one.missing not in own[1]]
