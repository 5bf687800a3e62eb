"""What a laboratory saw at a locus, as a weight on every genotype a person could have.

The weight is P(what was seen | genotype). Without drop-out it is 1 or 0: two alleles name one genotype; `a/-` fits
every genotype with an a; one allele seen twice fits a with a silent allele too; three alleles fit each pair of them.
With drop-out each copy is lost alone, with drop-in at most one foreign allele appears. Equal observations share one
class, so that a family and a body are rows of small whole numbers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.errors import ObservationError
from repatria.core.kinship.loci import SILENT, LocusTable

UNKNOWN_ALLELE = "-"
UNTYPED, UNTYPED_HAPLOID = 0, 1
"""The classes of whoever was not typed: with two alleles, and with one (a man at a locus of the X chromosome)."""
_MOST_ALLELES = 3
NO_SECOND = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen of one person at one locus.

    Given:    `alleles` as read; `-` stands for an allele that was not seen; none at all is a locus without result.
    Units:    `drop_out` a copy, `drop_in` a locus.
    """

    alleles: tuple[str, ...]
    drop_out: float = 0.0
    drop_in: float = 0.0

    @property
    def seen(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a for a in self.alleles if a != UNKNOWN_ALLELE))

    @property
    def is_plain(self) -> bool:
        """Whether the weights are 1 and 0 and name shown alleles only, so that unshown ones may be taken together."""
        return not self.drop_out and not self.drop_in


Profile = Mapping[str, Observation]
"""What was seen of one person, by locus."""


def profile_of(
    alleles: Mapping[str, Iterable[str]], *, drop_out: float = 0.0, drop_in: float = 0.0
) -> dict[str, Observation]:
    """Makes a profile of allele names by locus; the rates hold for the whole profile."""
    return {
        locus: Observation(alleles=tuple(seen), drop_out=drop_out, drop_in=drop_in) for locus, seen in alleles.items()
    }


@dataclass(frozen=True, slots=True)
class ClassArrays:
    """All classes of a locus as one list of states: class k holds the states `start[k]` to `start[k + 1]`.

    Given:    `partner` is the second allele, or the first again where there is only one.
    """

    start: NDArray[np.int64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    partner: NDArray[np.int64]
    weight: NDArray[np.float64]


@dataclass(slots=True)
class ObservationTable:
    """The classes of observations that occur at one locus, each a list of genotypes with weights.

    Given:    a genotype is a pair of allele positions, the smaller first; one with a single allele has -1 as second.
    """

    locus: LocusTable
    _rows: list[tuple[tuple[int, int, float], ...]] = field(default_factory=list)
    _known: dict[tuple[tuple[str, ...], float, float, bool], int] = field(default_factory=dict)
    _sorted: dict[tuple[tuple[str, ...], float, float, bool], int] = field(default_factory=dict)
    _arrays: ClassArrays | None = None
    _growing: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        size = range(self.locus.size)
        self._rows = [
            tuple((x, y, 1.0) for x, y in combinations_with_replacement(size, 2)),
            tuple((x, NO_SECOND, 1.0) for x in size),
        ]

    def __len__(self) -> int:
        return len(self._rows)

    def class_of(self, seen: Observation | None, *, is_haploid: bool = False) -> int:
        """Returns the class of an observation, making it where it is new.

        Raises:   ObservationError for an allele without a frequency, or more alleles than a person can show.
        """
        if seen is None:
            return UNTYPED_HAPLOID if is_haploid else UNTYPED
        as_written = (seen.alleles, seen.drop_out, seen.drop_in, is_haploid)
        known = self._known.get(as_written)
        if known is None:
            with self._growing:  # a search asks from several threads
                known = self._known[as_written] = self._new_class(seen, is_haploid)
        return known

    def _new_class(self, seen: Observation, is_haploid: bool) -> int:
        if not seen.seen:
            return UNTYPED_HAPLOID if is_haploid else UNTYPED
        key = (tuple(sorted(seen.alleles)), seen.drop_out, seen.drop_in, is_haploid)
        if key not in self._sorted:
            row = self._haploid(seen) if is_haploid else self._diploid(seen)
            if not row:
                raise ObservationError(
                    f"{self.locus.name}: no genotype shows {'/'.join(seen.alleles)}", ((self.locus.name, "cannot be"),)
                )
            self._sorted[key] = len(self._rows)
            self._rows.append(row)
        return self._sorted[key]

    def single(self, first: int, second: int) -> int:
        """Returns the class that is exactly one genotype, whatever a laboratory would see of it."""
        key = ((str(first), str(second)), -1.0, -1.0, second == NO_SECOND)
        with self._growing:
            if key not in self._sorted:
                self._sorted[key] = len(self._rows)
                self._rows.append(((first, second, 1.0),))
            return self._sorted[key]

    def states(self, class_id: int) -> tuple[tuple[int, int, float], ...]:
        """Returns the genotypes of a class with their weights."""
        return self._rows[class_id]

    def arrays(self) -> ClassArrays:
        """Returns all classes as arrays."""
        known = self._arrays
        if known is not None and len(known.start) == len(self._rows) + 1:
            return known
        rows = list(self._rows)
        first, second, weight = (np.array(one) for one in zip(*(state for row in rows for state in row), strict=True))
        start = np.cumsum([0, *(len(row) for row in rows)])
        partner = np.where(second == NO_SECOND, first, second)
        made = self._arrays = ClassArrays(start, first, second, partner, weight.astype(float))
        return made

    def population(self) -> NDArray[np.float64]:
        """Returns the probability of each class in a person drawn from the population, alleles independent."""
        c, p = self.arrays(), self.locus.p
        pair = p[c.first] * p[c.partner] * np.where(c.first == c.second, 1, 2)
        found: NDArray[np.float64] = np.add.reduceat(
            c.weight * np.where(c.second == NO_SECOND, p[c.first], pair), c.start[:-1]
        )
        return found

    def _positions(self, seen: Observation, most: int) -> tuple[int, ...]:
        if len(seen.seen) > most:
            raise ObservationError(
                f"{self.locus.name}: {len(seen.seen)} alleles", ((self.locus.name, f"at most {most} alleles"),)
            )
        return tuple(sorted(self.locus.position(allele) for allele in seen.seen))

    def _haploid(self, seen: Observation) -> tuple[tuple[int, int, float], ...]:
        (shown,) = self._positions(seen, 1)
        found = []
        for allele in range(self.locus.size):
            weight = _seen_given(frozenset((shown,)), (allele,), seen, self.locus, copies=1)
            if weight:
                found.append((allele, NO_SECOND, weight))
        return tuple(found)

    def _diploid(self, seen: Observation) -> tuple[tuple[int, int, float], ...]:
        shown = self._positions(seen, _MOST_ALLELES)
        if not seen.is_plain:
            pairs = combinations_with_replacement(range(self.locus.size), 2)
            weighed = ((x, y, _seen_given(frozenset(shown), (x, y), seen, self.locus, copies=2)) for x, y in pairs)
            return tuple(state for state in weighed if state[2])
        if UNKNOWN_ALLELE in seen.alleles:
            partner = range(self.locus.size)
            return tuple((min(a, b), max(a, b), 1.0) for a in shown[:1] for b in partner)
        if len(shown) == 1:
            hidden = [self.locus.position(SILENT)] if SILENT in self.locus.alleles else []
            return ((shown[0], shown[0], 1.0), *((shown[0], s, 1.0) for s in hidden))
        return tuple((x, y, 1.0) for x, y in combinations(shown, 2))


def _seen_given(
    shown: frozenset[int], genotype: tuple[int, ...], seen: Observation, locus: LocusTable, *, copies: int
) -> float:
    """P(exactly these alleles are seen | genotype): each copy drops out alone, at most one allele drops in.

    Source:   the semi-continuous model of Balding and Buckleton 2009, without peak heights.
    """
    silent = locus.position(SILENT) if SILENT in locus.alleles else NO_SECOND
    visible = 1.0 if silent == NO_SECOND else 1 - float(locus.p[silent])
    total = 0.0
    for lost in range(1 << copies):
        kept = frozenset(a for i, a in enumerate(genotype) if not lost >> i & 1 and a != silent)
        chance = seen.drop_out ** lost.bit_count() * (1 - seen.drop_out) ** (copies - lost.bit_count())
        if kept == shown:
            # a foreign allele that is there already changes nothing that is seen
            unseen = sum(float(locus.p[a]) for a in kept) / visible
            total += chance * (1 - seen.drop_in + seen.drop_in * unseen)
        elif kept < shown and len(shown - kept) == 1:
            total += chance * seen.drop_in * float(locus.p[next(iter(shown - kept))]) / visible
    return total
