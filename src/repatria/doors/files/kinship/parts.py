"""Parts of one body: samples whose profiles are those of one person become one body, with every join listed.

Two samples are joined where the ratio for one person against two full brothers reaches the threshold, at a stated least
number of loci at which both have a result, and no whole result contradicts another. A father and his son, or two
brothers, share much: a ratio against strangers joins them through a foot of four loci. What fits two groups that do not
fit each other is left alone and named; what fits and has too few loci is listed. At each locus the fuller result of
the parts is used.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from typing import Protocol

from repatria.core.kinship.haplotypes import Line
from repatria.core.kinship.incident import Body
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.one_person import against_siblings
from repatria.core.kinship.pedigree import Sex
from repatria.core.kinship.search import BodySide, compare_directly
from repatria.core.vocabulary.disarming import disarmed
from repatria.doors.files.kinship.faults import FaultList, Outcome
from repatria.doors.files.kinship.files import write_whole
from repatria.doors.files.kinship.samples import Sample

USUAL_LOG10, USUAL_LOCI = 3.0, 8
"""Units: log10 of the ratio against a full brother; loci with a result of both. Used where nothing else is stated."""
QUESTIONED_LOG10 = 6.0
"""Units: log10 of the ratio against a stranger from which a pair is looked at, and listed with what became of it."""


class Verdict(StrEnum):
    """What became of a pair of samples that came into question."""

    JOINED = "joined"
    TOO_LITTLE = "not joined: below the threshold against a brother, or on too few loci"
    TWO_GROUPS = "not joined: fits groups that contradict each other"
    CONTRADICTS = "not joined: a whole result contradicts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A pair of samples that came into question as parts of one body.

    Units:    log10; `log10_brother` is the ratio for one person against two full siblings.
    """

    first: str
    second: str
    log10_stranger: float
    log10_brother: float
    loci: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Cluster:
    """One body: its name, the sample that stands for it, the samples joined in it, and how each was joined."""

    name: str
    sample: Sample
    parts: tuple[str, ...]
    joins: tuple[Join, ...] = ()


class _Wish(Protocol):
    @property
    def drop_out(self) -> float: ...
    @property
    def drop_in(self) -> float: ...
    @property
    def threads(self) -> int: ...
    @property
    def joins_parts(self) -> bool: ...
    @property
    def parts_log10(self) -> float: ...
    @property
    def parts_loci(self) -> int: ...


def join_parts(
    samples: Mapping[str, Sample], loci: Sequence[Locus], wish: _Wish, faults: FaultList,
    progress: Callable[[str, int, int], None],
) -> tuple[tuple[Cluster, ...], tuple[Join, ...]]:  # fmt: skip
    """Groups samples into bodies.

    Returns:  bodies in the order of their first samples, each sample in exactly one of them, and every pair that came
              into question with what became of it; no pair where joining was switched off.
    """
    if not wish.joins_parts:
        return tuple(Cluster(name, sample, (name,)) for name, sample in samples.items()), ()
    pairs = _questioned(samples, loci, wish, progress)
    linked, alone = _linked(samples, pairs, has_drop_out=wish.drop_out > 0)
    told = tuple(_told(pair, linked, alone) for pair in pairs)
    for name, (one, other) in alone.items():
        words = f"fits {one} and {other}, which contradict each other: left alone"
        faults.add(samples[name].place, "profile", words, Outcome.NOTED)
    order = {name: number for number, name in enumerate(samples)}
    grouped: dict[str, list[str]] = {}
    for name in samples:
        grouped.setdefault(linked.get(name, name), []).append(name)
    return (
        tuple(
            _cluster(
                held, samples, [one for one in told if one.verdict is Verdict.JOINED and one.first in held], faults
            )
            for held in sorted(grouped.values(), key=lambda names: order[names[0]])
        ),
        told,
    )


def _questioned(
    samples: Mapping[str, Sample], loci: Sequence[Locus], wish: _Wish, progress: Callable[[str, int, int], None]
) -> list[Join]:
    """Every pair whose ratio against strangers is worth a look, weighed against brothers."""
    names = list(samples)
    bodies = [
        Body(id=name, profile=samples[name].profile(wish.drop_out, wish.drop_in), sex=samples[name].sex)
        for name in names
    ]
    side = BodySide.of(bodies, loci)
    found = compare_directly(
        side, least_log10_lr=QUESTIONED_LOG10, threads=wish.threads,
        progress=lambda done, total: progress("parts", done, total),
    ).pairs  # fmt: skip
    brothers, shared = against_siblings(side, [(pair.body, pair.target) for pair in found])
    has_drop_out = wish.drop_out > 0
    made = []
    for pair, brother, count in zip(found, brothers.tolist(), shared.tolist(), strict=True):
        one, other = names[pair.body], names[pair.target]
        is_enough = brother >= wish.parts_log10 and count >= wish.parts_loci
        verdict = Verdict.JOINED if is_enough else Verdict.TOO_LITTLE
        if _contradict(samples[one], samples[other], has_drop_out=has_drop_out):
            verdict = Verdict.CONTRADICTS
        made.append(Join(
            first=one, second=other, log10_stranger=pair.log10_lr, log10_brother=brother, loci=count, verdict=verdict,
        ))  # fmt: skip
    return made


def _contradict(one: Sample, other: Sample, *, has_drop_out: bool) -> bool:
    """Whether two samples cannot be of one person: their sexes, or whole results at a locus, differ.

    Given:    with drop-out one allele seen twice is no whole result; it must still be among the other's.
    """
    if Sex.UNKNOWN not in (one.sex, other.sex) and one.sex is not other.sex:
        return True
    for marker, seen in one.alleles.items():
        beside = other.alleles.get(marker, ())
        if not seen or not beside:
            continue
        first, second = set(seen) - {"-"}, set(beside) - {"-"}
        are_whole = all(_is_whole(alleles, has_drop_out=has_drop_out) for alleles in (seen, beside))
        if first != second if are_whole else not (first <= second or second <= first):
            return True
    return False


def _is_whole(seen: tuple[str, ...], *, has_drop_out: bool) -> bool:
    return "-" not in seen and (len(set(seen)) > 1 or not has_drop_out)


def _linked(
    samples: Mapping[str, Sample], pairs: Sequence[Join], *, has_drop_out: bool
) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Joins what may be joined.

    Returns:  the first sample of the group of each joined one; and for those left alone two samples that they fit and
              that contradict each other.
    """
    fits: dict[str, set[str]] = {}
    for pair in pairs:
        if pair.verdict is not Verdict.CONTRADICTS:
            fits.setdefault(pair.first, set()).add(pair.second)
            fits.setdefault(pair.second, set()).add(pair.first)

    def contradict(a: str, b: str) -> bool:
        return _contradict(samples[a], samples[b], has_drop_out=has_drop_out)

    alone: dict[str, tuple[str, str]] = {}
    for name, others in fits.items():
        at_odds = next((pair for pair in combinations(sorted(others), 2) if contradict(*pair)), None)
        if at_odds:
            alone[name] = at_odds
    groups: dict[str, list[str]] = {}
    of: dict[str, str] = {}
    for pair in pairs:
        if pair.verdict is not Verdict.JOINED or pair.first in alone or pair.second in alone:
            continue
        one, other = of.setdefault(pair.first, pair.first), of.setdefault(pair.second, pair.second)
        if one != other:
            groups[one] = [*groups.get(one, [one]), *groups.pop(other, [other])]
            of |= dict.fromkeys(groups[one], one)
    for held in list(groups.values()):
        # a chain whose ends contradict each other: nobody can say to which of them its middle belongs
        at_odds = next((pair for pair in combinations(held, 2) if contradict(*pair)), None)
        if at_odds:
            alone |= dict.fromkeys(held, at_odds)
            for name in held:
                del of[name]
    return of, alone


def _told(pair: Join, linked: Mapping[str, str], alone: Mapping[str, tuple[str, str]]) -> Join:
    if pair.verdict is Verdict.CONTRADICTS:
        return pair
    if pair.first in alone or pair.second in alone:
        verdict = Verdict.TWO_GROUPS
    elif pair.first in linked and linked[pair.first] == linked.get(pair.second):
        verdict = Verdict.JOINED
    else:
        verdict = Verdict.TOO_LITTLE
    return Join(
        first=pair.first, second=pair.second, log10_stranger=pair.log10_stranger, log10_brother=pair.log10_brother,
        loci=pair.loci, verdict=verdict,
    )  # fmt: skip


_HEADER = ("body", "sample", "other_sample", "log10_against_brother", "log10_against_stranger", "loci", "verdict")


def write_joins(clusters: Sequence[Cluster], joins: Sequence[Join], path: Path) -> int:
    """Writes every pair that came into question as parts of one body; where there is none, no list.

    Returns:  the number of pairs that were joined.
    """
    path.unlink(missing_ok=True)  # one of an earlier search would be taken for this one's
    if not joins:
        return 0
    of = {part: one.name for one in clusters for part in one.parts}
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(_HEADER)
    for one in joins:
        rows.writerow((
            *map(disarmed, (of[one.first] if one.verdict is Verdict.JOINED else "", one.first, one.second)),
            f"{one.log10_brother:.4f}", f"{one.log10_stranger:.4f}", one.loci, one.verdict,
        ))  # fmt: skip
    write_whole(path, text.getvalue().encode())
    return sum(one.verdict is Verdict.JOINED for one in joins)


def _cluster(parts: Sequence[str], samples: Mapping[str, Sample], joins: Sequence[Join], faults: FaultList) -> Cluster:
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
        for line in other.haplotypes:
            _join_line(joined, other, line, faults)
    return Cluster(parts[0], joined, tuple(parts), tuple(joins))


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
