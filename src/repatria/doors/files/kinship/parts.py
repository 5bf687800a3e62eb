"""Parts of one body: samples whose profiles are those of one person become one body, with every part named.

Two samples are joined where their direct ratio reaches the threshold and no locus contradicts. A sample that fits two
groups which do not fit each other is left alone and named. At each locus the fuller result of the parts is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from repatria.core.kinship.haplotypes import Line
from repatria.core.kinship.incident import Body
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.pedigree import Sex
from repatria.core.kinship.search import BodySide, compare_directly
from repatria.doors.files.kinship.faults import FaultList, Outcome
from repatria.doors.files.kinship.samples import Sample

SAME_PERSON_LOG10 = 6.0
"""Units: log10 of the direct ratio from which two samples are taken as parts of one person."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One body: its name, the sample that stands for it, and the samples that were joined in it."""

    name: str
    sample: Sample
    parts: tuple[str, ...]


class _Rates(Protocol):
    @property
    def drop_out(self) -> float: ...
    @property
    def drop_in(self) -> float: ...
    @property
    def threads(self) -> int: ...


def join_parts(
    samples: Mapping[str, Sample], loci: Sequence[Locus], rates: _Rates, faults: FaultList,
    progress: Callable[[str, int, int], None],
) -> tuple[Cluster, ...]:  # fmt: skip
    """Groups samples into bodies.

    Returns:  bodies in the order of their first samples; each sample is in exactly one of them.
    """
    names = list(samples)
    bodies = [
        Body(id=name, profile=samples[name].profile(rates.drop_out, rates.drop_in), sex=samples[name].sex)
        for name in names
    ]
    found = compare_directly(
        BodySide.of(bodies, loci), least_log10_lr=SAME_PERSON_LOG10, threads=rates.threads,
        progress=lambda done, total: progress("parts", done, total),
    )  # fmt: skip
    group = list(range(len(names)))
    members = {i: [i] for i in group}
    fits = {(pair.body, pair.target) for pair in found.pairs}
    for pair in found.pairs:
        one, other = group[pair.body], group[pair.target]
        if one == other:
            continue
        contradicting = [
            (a, b)
            for a in members[one]
            for b in members[other]
            if not _agree(samples[names[a]], samples[names[b]], (min(a, b), max(a, b)) in fits)
        ]
        if contradicting:
            a, b = contradicting[0]
            faults.add(
                samples[names[pair.target]].place, "profile",
                f"fits {names[pair.body]}, but their groups contradict each other ({names[a]}, {names[b]}): not joined",
                Outcome.NOTED,
            )  # fmt: skip
            continue
        for i in members[other]:
            group[i] = one
        members[one] += members.pop(other)
    return tuple(
        _cluster([names[i] for i in sorted(held)], samples, faults) for held in sorted(members.values(), key=min)
    )


def _agree(one: Sample, other: Sample, is_found: bool) -> bool:
    """Whether two samples may be of one person: found so, or without a locus at which both are whole and differ."""
    if is_found:
        return True
    shared = [m for m, seen in one.alleles.items() if seen and other.alleles.get(m)]
    return not any(not set(one.alleles[m]) & set(other.alleles[m]) for m in shared)


def _cluster(parts: Sequence[str], samples: Mapping[str, Sample], faults: FaultList) -> Cluster:
    first = samples[parts[0]]
    if len(parts) == 1:
        return Cluster(parts[0], first, (parts[0],))
    joined = Sample(parts[0], first.place, dict(first.alleles), first.sex)
    joined.haplotypes = {line: dict(held) for line, held in first.haplotypes.items()}
    for name in parts[1:]:
        other = samples[name]
        for marker, seen in other.alleles.items():
            if _fullness(seen) > _fullness(joined.alleles.get(marker, ())):
                joined.alleles[marker] = seen
        if joined.sex is Sex.UNKNOWN:
            joined.sex = other.sex
        elif Sex.UNKNOWN not in (joined.sex, other.sex) and joined.sex is not other.sex:
            faults.add(other.place, "sex", f"amelogenin differs from that of {parts[0]}, its other part", Outcome.NOTED)
        for line in other.haplotypes:
            _join_line(joined, other, line, faults)
    return Cluster(parts[0], joined, tuple(parts))


def _join_line(joined: Sample, other: Sample, line: Line, faults: FaultList) -> None:
    held = joined.haplotypes.setdefault(line, {})
    for marker, seen in other.haplotypes[line].items():
        if seen and held.get(marker) and held[marker] != seen:
            words = f"{held[marker][0]} in {joined.name}, {seen[0]} here: two parts of one body disagree"
            faults.add(other.place, marker, words, Outcome.LOCUS_LEFT_OUT)
            held[marker] = ()
        elif marker not in held:
            held[marker] = seen


def _fullness(seen: tuple[str, ...]) -> tuple[int, int]:
    known = [allele for allele in seen if allele != "-"]
    return len(known), len(set(known))
