"""Profiles that equal each other where they should not: a body's and a relative's, or those of two bodies.

Equal is what has the same genotype at every locus with a whole result of both, eight at least. Such a pair is an
exchange of samples, a contamination, one person twice, or identical twins: a person looks at it, and until then its
ratio says nothing. Who is whose relative is no matter: a technician's mistake crosses families.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from repatria.doors.files.kinship.faults import Outcome
from repatria.doors.files.kinship.findings import Double, Findings
from repatria.doors.files.kinship.material import Material

LEAST_LOCI = 8
Alleles = Mapping[str, Sequence[str]]
"""Alleles by marker."""


def equal_pairs(first: Mapping[str, Alleles], second: Mapping[str, Alleles]) -> Iterator[tuple[str, str, int]]:
    """Finds the profiles of `second` that equal one of `first`.

    Returns:  the two names and the number of loci; a name is not compared with itself.
    """
    markers = sorted({marker for profile in first.values() for marker in profile})
    one, other = _coded(first, second, markers)
    names = list(second)
    by_genotype = [_places(column) for column in other.T]
    for row, name in zip(one, first, strict=True):
        shown = np.flatnonzero(row >= 0)
        if len(shown) < LEAST_LOCI:
            continue
        # of the loci of this profile the one that leaves the fewest to look at
        alike = {at: by_genotype[at].get(int(row[at]), _NOWHERE) for at in shown.tolist()}
        asked = min(alike, key=lambda at: len(alike[at]) + len(by_genotype[at].get(-1, _NOWHERE)))
        left = np.concatenate([alike[asked], by_genotype[asked].get(-1, _NOWHERE)])
        held = other[left][:, shown]
        is_shared = held >= 0
        is_equal = ((held == row[shown]) | ~is_shared).all(axis=1) & (is_shared.sum(axis=1) >= LEAST_LOCI)
        for at in np.flatnonzero(is_equal).tolist():
            if names[left[at]] != name or first is not second:
                yield name, names[left[at]], int(is_shared[at].sum())


_NOWHERE: NDArray[np.int64] = np.empty(0, np.int64)


def _places(column: NDArray[np.int32]) -> dict[int, NDArray[np.int64]]:
    """Where each genotype of a locus stands."""
    order = np.argsort(column, kind="stable")
    values, begin = np.unique(column[order], return_index=True)
    return {int(value): part for value, part in zip(values, np.split(order, begin[1:]), strict=True)}


def _coded(
    first: Mapping[str, Alleles], second: Mapping[str, Alleles], markers: Sequence[str]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Genotypes as numbers; -1 where there is none, or one allele was not seen."""
    known: dict[tuple[str, ...], int] = {}

    def coded(profiles: Mapping[str, Alleles]) -> NDArray[np.int32]:
        made = np.full((len(profiles), len(markers)), -1, np.int32)
        for row, profile in enumerate(profiles.values()):
            for at, marker in enumerate(markers):
                seen = profile.get(marker)
                if seen and "-" not in seen:
                    made[row, at] = known.setdefault(tuple(sorted(seen)), len(known))
        return made

    return coded(first), coded(second)


def name_equal(found: Findings, material: Material) -> None:
    """Names bodies whose profile equals that of a relative, of a missing person's own sample, or of another body."""
    bodies = {one.name: one.sample.alleles for one in found.clusters}
    own = {one.sample.name for one in material.own}
    told: dict[str, list[Double]] = {}
    for body, other, loci in equal_pairs(bodies, material.references):
        if other not in own:  # that a body equals what he left himself is what a direct comparison looks for
            told.setdefault(body, []).append(Double("relative", other, loci))
    for body, other, loci in equal_pairs(bodies, bodies):
        told.setdefault(body, []).append(Double("body", other, loci))
    for one in found.clusters:
        for double in told.get(one.name, ()):
            found.faults.add(
                one.sample.place, "profile",
                f"equals that of {double}: exchanged samples, contamination, one person twice, twins", Outcome.NOTED,
            )  # fmt: skip
    found.equals = {body: tuple(doubles) for body, doubles in told.items()}
