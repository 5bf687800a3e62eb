"""Samples as a laboratory's file has them, and what of them can be weighed.

In order: controls and ladders are set aside; each cell is read; rows of one sample are joined, a locus that disagrees
is left out; more than two alleles at several loci are a suspected mixture; a sample that equals one of the staff is a
suspected contamination. Sex comes from amelogenin where it was typed. Y and mitochondrial results are kept apart as
haplotypes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from repatria.core.kinship.haplotypes import Line
from repatria.core.kinship.loci import Chromosome
from repatria.core.kinship.observations import Observation
from repatria.core.kinship.pedigree import Sex
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.faults import FaultList, Outcome, Place
from repatria.doors.files.kinship.markers import (
    AMELOGENIN,
    chromosome_of,
    line_of_descent,
    looks_like_marker,
    marker_key,
    read_allele,
    read_mitochondrial,
)

_CONTROLS = re.compile(
    r"\b(ladder|positive|negative|control|blank|ntc)\b|^(pc|nc|al|2800m|9947a?|9948|(dna[ _-]?)?007)([ _-]?\d{1,2})?$",
    re.I,
)
_MOST_TRIALLELIC = 2
"""Loci with three alleles that one person may show; more, or more alleles, is a suspected mixture."""
_LEAST_SHARED = 8
"""Loci two profiles must share before they are called equal."""


class Cell(NamedTuple):
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
    haplotypes: dict[Line, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    disagreeing: set[str] = field(default_factory=set)

    def haplotype(self, line: Line) -> dict[str, str]:
        """What was seen of a line of descent, by marker or region."""
        return {marker: seen[0] for marker, seen in self.haplotypes.get(line, {}).items() if seen}

    def profile(self, drop_out: float = 0.0, drop_in: float = 0.0) -> dict[str, Observation]:
        return {marker: _observed(seen, drop_out, drop_in) for marker, seen in self.alleles.items() if seen}


@lru_cache(maxsize=1 << 17)
def _observed(seen: tuple[str, ...], drop_out: float, drop_in: float) -> Observation:
    """An observation, made once: relatives by the hundred thousand show the same few thousand."""
    return Observation(alleles=seen, drop_out=drop_out, drop_in=drop_in)


def read_samples(
    cells: Iterable[Cell], file: str, faults: FaultList, staff: Mapping[str, Sample] | None = None
) -> dict[str, Sample]:
    """Joins cells to samples.

    Returns:  samples by name, in the order of the file.
    """
    samples: dict[str, Sample] = {}
    out: set[str] = set()
    set_aside: set[str] = set()
    place, is_person = None, False
    for cell in cells:
        if place is None or (place.line, place.sample) != (cell.line, cell.sample):
            place = Place(file, cell.line, cell.sample)
            is_person = _is_person(place, set_aside, faults)
        if not is_person:
            continue
        read = _parsed(cell.marker, cell.alleles)
        if read.is_swapped:
            _name_swapped(place, cell.marker, faults)
            continue
        sample = samples.get(cell.sample)
        if sample is None:
            sample = samples[cell.sample] = Sample(cell.sample, place)
        _join(sample, place, read, faults)
    for sample in samples.values():
        _judge(sample, faults, out, staff or {})
    return {name: sample for name, sample in samples.items() if name not in out}


def _is_person(place: Place, set_aside: set[str], faults: FaultList) -> bool:
    """Whether a row is of a sample of somebody; what it is else is named, a control once."""
    name = place.sample
    if not name:
        faults.add(place, "sample", "a row without the name of a sample", Outcome.SAMPLE_LEFT_OUT)
        return False
    if _CONTROLS.search(name):
        if name not in set_aside:
            set_aside.add(name)
            faults.add(place, "sample", "a ladder or control, not a person", Outcome.SAMPLE_LEFT_OUT)
        return False
    if looks_like_marker(name):
        _name_swapped(place, "", faults)
        return False
    return True


def _name_swapped(place: Place, marker: str, faults: FaultList) -> None:
    words = f"the columns are swapped: sample {place.sample}" + (f", marker {marker}" if marker else "")
    faults.add(place, "marker", words, Outcome.LOCUS_LEFT_OUT)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """What a cell says, whoever's it is: the same few thousand cells stand in a file of millions."""

    marker: str
    line: Line | None
    alleles: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    refused: str = ""
    is_swapped: bool = False


@lru_cache(maxsize=1 << 17)
def _parsed(written: str, cells: tuple[str, ...]) -> _Parsed:
    marker = marker_key(written)
    line = line_of_descent(marker)
    if not looks_like_marker(written) and any(map(looks_like_marker, cells)):
        return _Parsed(marker, line, (), is_swapped=True)
    remarks: list[str] = []
    try:
        seen = _seen(cells, line, remarks)
    except InputError as error:
        return _Parsed(marker, line, (), tuple(remarks), error.message)
    alleles = tuple(seen)
    if line is not None:
        # several copies of a Y marker in one cell are one value: which stands where on the chromosome is not known
        alleles = ("/".join(sorted(seen)),) if seen else ()
    elif marker != AMELOGENIN and len(seen) == 1 and seen[0] != "-":
        alleles = (seen[0],) * 2
    return _Parsed(marker, line, alleles, tuple(remarks))


def _join(sample: Sample, place: Place, read: _Parsed, faults: FaultList) -> None:
    for remark in read.remarks:
        faults.add(place, read.marker, remark, Outcome.READ_AS)
    if read.refused:
        faults.add(place, read.marker, read.refused, Outcome.LOCUS_LEFT_OUT)
    elif read.marker == AMELOGENIN:
        _tell_sex(sample, place, list(read.alleles), faults)
    elif read.line is None:
        _put(sample, sample.alleles, read.marker, read.alleles, place, faults)
    else:
        _put(sample, sample.haplotypes.setdefault(read.line, {}), read.marker, read.alleles, place, faults)


def _seen(cells: tuple[str, ...], line: Line | None, remarks: list[str]) -> list[str]:
    """Reads the alleles of a cell; how one was read another way is added to the remarks.

    Raises:   UnreadableAlleleError.
    """
    if line is Line.MATERNAL:
        differences = read_mitochondrial(" ".join(cells))
        return [differences] if differences else []
    seen = []
    for written in cells:
        allele, remark = read_allele(written)
        if remark:
            remarks.append(remark)
        if allele:
            seen.append(allele)
    return seen


def _put(
    sample: Sample, held: dict[str, tuple[str, ...]], marker: str, alleles: tuple[str, ...], place: Place,
    faults: FaultList,
) -> None:  # fmt: skip
    """Keeps a result; one that disagrees with an earlier one of the same sample takes both away."""
    if not alleles:
        held.setdefault(marker, ())
        return
    if marker in sample.disagreeing:
        return
    earlier = held.get(marker, ())
    if earlier and sorted(earlier) != sorted(alleles):
        faults.add(
            place, marker, f"{'/'.join(earlier)} before, {'/'.join(alleles)} here: the results disagree",
            Outcome.LOCUS_LEFT_OUT,
        )  # fmt: skip
        held[marker] = ()
        sample.disagreeing.add(marker)
        return
    held[marker] = alleles
    faults.meet(marker, alleles, place)


_SEX_OF = {("X",): Sex.FEMALE, ("X", "X"): Sex.FEMALE, ("X", "Y"): Sex.MALE, ("Y",): Sex.MALE}


def _tell_sex(sample: Sample, place: Place, seen: list[str], faults: FaultList) -> None:
    found = _SEX_OF.get(tuple(sorted(seen)))
    if found is None and seen:
        faults.add(place, AMELOGENIN, f"{'/'.join(seen)} tells no sex", Outcome.LOCUS_LEFT_OUT)
    elif (found is not None and sample.sex not in (Sex.UNKNOWN, found)) or AMELOGENIN in sample.disagreeing:
        faults.add(place, AMELOGENIN, "two results of one sample tell different sexes", Outcome.LOCUS_LEFT_OUT)
        sample.sex = Sex.UNKNOWN
        sample.disagreeing.add(AMELOGENIN)
    elif found is not None:
        sample.sex = found


def fit_sex(sample: Sample, sex: Sex, place: Place, faults: FaultList) -> None:
    """Leaves out what a person of a sex cannot show: a woman's Y, a man's two alleles of the X chromosome.

    Given:    X loci of somebody whose sex is not known are left out, since one allele or two cannot be told.
    """
    if sex is Sex.FEMALE and sample.haplotype(Line.PATERNAL):
        del sample.haplotypes[Line.PATERNAL]
        faults.add(place, "Y chromosome", "results of the Y chromosome in a woman", Outcome.LOCUS_LEFT_OUT)
    for marker, seen in sample.alleles.items():
        if not seen or chromosome_of(marker) is not Chromosome.X:
            continue
        if sex is Sex.UNKNOWN:
            words = "the sex is not known, and a locus of the X chromosome needs it"
        elif sex is Sex.MALE and len(set(seen)) > 1:
            words = f"{'/'.join(seen)}: a man has one X chromosome"
        else:
            continue
        faults.add(place, marker, words, Outcome.LOCUS_LEFT_OUT)
        sample.alleles[marker] = ()


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
    if not any(sample.alleles.values()) and not any(map(sample.haplotype, Line)):
        faults.add(sample.place, "profile", "no locus with a result", Outcome.NOTED)
