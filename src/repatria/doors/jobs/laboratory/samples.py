"""Samples as a laboratory's file has them, and what of them can be weighed.

In order: controls and ladders are set aside; each cell is read; rows of one sample are joined, a locus that disagrees
is left out; more than two alleles at several loci are a suspected mixture; a sample that equals one of the staff is a
suspected contamination. Sex comes from amelogenin where it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from repatria.core.kinship.observations import Observation
from repatria.core.kinship.pedigree import Sex
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.laboratory.faults import FaultList, Outcome, Place
from repatria.doors.jobs.laboratory.markers import AMELOGENIN, looks_like_marker, marker_key, read_allele

_CONTROLS = re.compile(
    r"\b(allelic ladder|ladder|positive|negative|control|blank|ntc|2800m|9947a?|007)\b|^(pc|nc|al)\d*$", re.I
)
_MOST_TRIALLELIC = 2
"""Loci with three alleles that one person may show; more, or more alleles, is a suspected mixture."""
_LEAST_SHARED = 8
"""Loci two profiles must share before they are called equal."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The alleles of one sample at one marker, as written, and where they stand."""

    sample: str
    marker: str
    alleles: tuple[str, ...]
    line: int


@dataclass(slots=True)
class Sample:
    """One sample as it can be weighed: alleles by marker key."""

    name: str
    place: Place
    alleles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sex: Sex = Sex.UNKNOWN
    disagreeing: set[str] = field(default_factory=set)

    def profile(self, drop_out: float = 0.0, drop_in: float = 0.0) -> dict[str, Observation]:
        return {
            marker: Observation(alleles=seen, drop_out=drop_out, drop_in=drop_in)
            for marker, seen in self.alleles.items()
            if seen
        }


def read_samples(
    cells: Iterable[Cell], file: str, faults: FaultList, staff: Mapping[str, Sample] | None = None
) -> dict[str, Sample]:
    """Joins cells to samples.

    Returns:  samples by name, in the order of the file.
    """
    samples: dict[str, Sample] = {}
    out: set[str] = set()
    set_aside: set[str] = set()
    for cell in cells:
        place = Place(file, cell.line, cell.sample)
        if not cell.sample:
            faults.add(place, "sample", "a row without the name of a sample", Outcome.SAMPLE_LEFT_OUT)
            continue
        if _CONTROLS.search(cell.sample):
            if cell.sample not in set_aside:
                set_aside.add(cell.sample)
                faults.add(place, "sample", "a ladder or control, not a person", Outcome.SAMPLE_LEFT_OUT)
            continue
        sample = samples.setdefault(cell.sample, Sample(cell.sample, place))
        marker, written = cell.marker, cell.alleles
        if not looks_like_marker(marker):
            named = [a for a in written if looks_like_marker(a)]
            if named:
                faults.add(
                    place, "marker", f"the columns are swapped: {marker} stands for a marker", Outcome.LOCUS_LEFT_OUT
                )
                continue
        _join(sample, place, marker_key(marker), written, faults)
    for sample in samples.values():
        _judge(sample, faults, out, staff or {})
    return {name: sample for name, sample in samples.items() if name not in out}


def _join(sample: Sample, place: Place, marker: str, written: tuple[str, ...], faults: FaultList) -> None:
    seen: list[str] = []
    for cell in written:
        try:
            allele, remark = read_allele(cell)
        except InputError as error:
            faults.add(place, marker, error.message, Outcome.LOCUS_LEFT_OUT)
            return
        if remark:
            faults.add(place, marker, remark, Outcome.READ_AS)
        if allele:
            seen.append(allele)
    if marker == AMELOGENIN:
        found = {("X",): Sex.FEMALE, ("X", "X"): Sex.FEMALE, ("X", "Y"): Sex.MALE, ("Y",): Sex.MALE}.get(
            tuple(sorted(seen))
        )
        if found is None and seen:
            faults.add(place, marker, f"{'/'.join(seen)} tells no sex", Outcome.LOCUS_LEFT_OUT)
        elif found is not None and sample.sex not in (Sex.UNKNOWN, found):
            faults.add(place, marker, "two results of one sample tell different sexes", Outcome.LOCUS_LEFT_OUT)
            sample.sex = Sex.UNKNOWN
        elif found is not None:
            sample.sex = found
        return
    alleles = tuple(seen * 2 if len(seen) == 1 and seen[0] != "-" else seen)
    if not alleles:
        sample.alleles.setdefault(marker, ())
        return
    if marker in sample.disagreeing:
        return
    earlier = sample.alleles.get(marker, ())
    if earlier and sorted(earlier) != sorted(alleles):
        faults.add(
            place, marker, f"{'/'.join(earlier)} before, {'/'.join(alleles)} here: the results disagree",
            Outcome.LOCUS_LEFT_OUT,
        )  # fmt: skip
        sample.alleles[marker] = ()
        sample.disagreeing.add(marker)
        return
    sample.alleles[marker] = alleles


def _judge(sample: Sample, faults: FaultList, out: set[str], staff: Mapping[str, Sample]) -> None:
    many = {marker: len(set(seen)) for marker, seen in sample.alleles.items() if len(set(seen)) > 2}
    if len(many) > _MOST_TRIALLELIC or any(count > 3 for count in many.values()):
        faults.add(
            sample.place, ", ".join(sorted(many)), "more alleles than one person has: a suspected mixture",
            Outcome.SAMPLE_LEFT_OUT,
        )  # fmt: skip
        out.add(sample.name)
        return
    for marker, count in many.items():
        faults.add(
            sample.place, marker, f"{count} alleles: taken as a rarity of one person, each pair of them counts",
            Outcome.NOTED,
        )  # fmt: skip
    for one in staff.values():
        shared = [m for m, seen in sample.alleles.items() if seen and one.alleles.get(m)]
        if len(shared) >= _LEAST_SHARED and all(sorted(sample.alleles[m]) == sorted(one.alleles[m]) for m in shared):
            faults.add(
                sample.place, "profile",
                f"equals a profile of the staff at {len(shared)} loci: a suspected contamination",
                Outcome.SAMPLE_LEFT_OUT,
            )  # fmt: skip
            out.add(sample.name)
            return
    if not any(sample.alleles.values()):
        faults.add(sample.place, "profile", "no locus with a result", Outcome.NOTED)
