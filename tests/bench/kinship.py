"""Figures of the kinship engines: `python -m tests.bench.kinship`, also part of `make bench`.

Peers are not in the package registries; their rates beside ours are those measured once for spec and named there (dvir:
208 ratios a second for a mother, 23 loci). People and frequencies are invented.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from repatria.core.kinship.candidates import Candidate, join_candidates
from repatria.core.kinship.columns import Target
from repatria.core.kinship.family_weights import all_ways
from repatria.core.kinship.incident import Body, Family, Incident
from repatria.core.kinship.index import FamilyIndex
from repatria.core.kinship.joint import JointOptions, solve
from repatria.core.kinship.likelihood import Conventions, Question, weigh
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import Observation
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.kinship.relations import family_from
from repatria.core.kinship.search import BLOCK, BodySide, _scan, search
from repatria.core.kinship.simulation import drop_genes
from repatria.doors.files.kinship.faults import FaultList
from repatria.doors.files.kinship.frequency_files import read_frequencies

FREQUENCIES = Path(__file__).parents[2] / "examples" / "kinship" / "invented-frequencies.csv"
STEPWISE = {"model": "stepwise", "rate": {"female": 0.001, "male": 0.003}, "rate2": 1e-5, "range": 0.1}
MIXED = (
    ("mother",), ("father", "mother"), ("sister",), ("sister", "brother"), ("mother", "sister"),
    ("sister", "brother", "sister"), ("son",), ("son", "spouse"), ("maternal_uncle",), ("sisters_son",),
    ("maternal_grandfather", "maternal_grandmother"),
)  # fmt: skip
BODIES, FAMILIES, THREADS = 6_000, 60_000, 2
DVIR_A_SECOND = 208


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    what: str
    ours: str
    floor: str
    aim: str


def loci_with(mutation: dict[str, object], count: int = 24) -> list[Locus]:
    table = read_frequencies(FREQUENCIES, FaultList())
    made = [Locus(name=k, frequencies=f, mutation=Mutation.of(mutation)).scaled() for k, f in table.by_marker.items()]
    return made[:count]


class Invented:
    """Families and bodies of given shapes, drawn all at once."""

    def __init__(self, loci: list[Locus], seed: int) -> None:
        self.loci, self.random = loci, np.random.default_rng(seed)
        self.tables = [locus.table() for locus in loci]
        self.seen = [
            [[Observation(alleles=(a, b)) for b in table.alleles] for a in table.alleles] for table in self.tables
        ]

    def profiles(self, pedigree: Pedigree, count: int) -> dict[str, list[dict[str, Observation]]]:
        genes = [drop_genes(pedigree, table, count, self.random.random) for table in self.tables]
        return {
            name: [
                {
                    locus.name: self.seen[at][genes[at][k, i, 0]][genes[at][k, i, 1]]
                    for at, locus in enumerate(self.loci)
                }
                for k in range(count)
            ]
            for i, name in enumerate(pedigree.ids)
        }

    def families(self, words: tuple[str, ...], count: int) -> tuple[list[Family], list[dict[str, Observation]]]:
        names = [f"{word}{i}" for i, word in enumerate(words)]
        pedigree = family_from(list(zip(words, names, strict=True)), sex=Sex.MALE)
        drawn = self.profiles(pedigree, count)
        made = [
            Family(
                name=f"{'+'.join(words)} {k}", pedigree=pedigree, missing=("missing",),
                typed={name: drawn[name][k] for name in names},
            )
            for k in range(count)
        ]  # fmt: skip
        return made, drawn["missing"]

    def bodies(self, profiles: list[dict[str, Observation]], count: int) -> list[Body]:
        chosen = self.random.permutation(len(profiles))[:count]
        made = []
        for k, at in enumerate(chosen):
            profile = profiles[at]
            if k % 10 < 3:  # 30 % have lost about half of their loci
                profile = {name: one for name, one in profile.items() if self.random.random() < 0.5}
            made.append(Body(id=f"B{k}", profile=profile, sex=Sex.MALE))
        return made


def best_of(times: int, work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    found = []
    for _ in range(times):
        started = clock()
        work()
        found.append(clock() - started)
    return min(found)


def both_clocks(times: int, work: Callable[[], object]) -> tuple[float, float, str]:
    """The best of several by the clock, and of processor time, which other work disturbs less; and both in words."""
    clock, processor = [], []
    for _ in range(times):
        begun, used = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    return min(clock), min(processor), f"{min(clock):.2f} s, {min(processor):.2f} s of processor"


def search_figures() -> Iterator[Figure]:
    for what, shapes, floor, aim in (("mothers", MIXED[:1], "20 s", "3 s"), ("mixed families", MIXED, "180 s", "60 s")):
        invented = Invented(loci_with(STEPWISE), 5)
        families, sons = [], []
        for words in shapes:
            made, of_them = invented.families(words, FAMILIES // len(shapes))
            families += made
            sons += of_them
        bodies = invented.bodies(sons, BODIES)
        targets = [Target(family, "missing") for family in families]
        side = BodySide.of(bodies, invented.loci)
        seconds, _, told = both_clocks(2, lambda s=side, t=targets: search(s, t, least_log10_lr=2.0, threads=THREADS))
        pairs = len(bodies) * len(targets)
        yield Figure(
            f"{len(bodies):,} x {len(targets):,} {what}, {len(invented.loci)} loci, stepwise",
            f"{told}, {pairs / seconds / DVIR_A_SECOND:,.0f} x dvir's rate for a mother", floor, aim,
        )  # fmt: skip
    yield from _index_figures(invented, targets, bodies, side)
    yield from _inner_loop(side)
    yield from _joining(invented, side, targets, bodies)


def _index_figures(invented: Invented, targets: list[Target], bodies: list[Body], side: BodySide) -> Iterator[Figure]:
    started = time.perf_counter()
    index = FamilyIndex.of(targets, invented.loci, THREADS)
    built = time.perf_counter() - started
    one = best_of(20, lambda: index.find(bodies[5], least_log10_lr=2.0))
    yield Figure(
        f"new body x {len(targets):,} mixed families",
        f"{one * 1000:.2f} ms (held ready in {built:.0f} s)",
        "50 ms",
        "5 ms",
    )
    each = FAMILIES // len(MIXED)
    of_shapes = [  # the median of five families of a shape, of one core, which other work disturbs less than the clock
        sorted(
            best_of(5, lambda at=at: search(side, targets[at : at + 1], least_log10_lr=2.0), time.thread_time)
            for at in range(first, first + 5)
        )[2] * 1000
        for first in range(0, each * len(MIXED), each)
    ]  # fmt: skip
    told = f"{of_shapes[0]:.1f} ms of one core; eleven shapes {min(of_shapes):.1f} to {max(of_shapes):.1f}"
    yield Figure(f"new mother x {len(bodies):,} bodies", told, "20 ms", "3 ms")


def _inner_loop(side: BodySide) -> Iterator[Figure]:
    """The scan alone, and how fast it reads its table."""
    offsets = side.offsets()
    codes = np.where(side.codes == 0, -1, side.codes + offsets[:-1])
    table = np.zeros((int(offsets[-1]), BLOCK), np.float32)
    sexes, room = np.full(BLOCK, 2, np.int64), np.empty(1, np.int64)
    scanned = best_of(
        5, lambda: _scan(table, codes, side.sex, sexes, np.float32(9), room, room)
    )  # fmt: skip
    looked_up = int((codes >= 0).sum()) * BLOCK
    ours = scanned / looked_up * 1e9
    # Each addition reads four bytes of a table that fits the second cache: what that cache can give is the limit.
    yield Figure("inner loop, a pair and locus", f"{ours:.3f} ns, {4 / ours:.0f} GB/s read from cache", "-", "-")


def _joining(invented: Invented, side: BodySide, targets: list[Target], bodies: list[Body]) -> Iterator[Figure]:
    found = search(side, targets, least_log10_lr=2.0, threads=THREADS).pairs
    candidates = [Candidate(one.body, one.target, one.log10_lr) for one in found]
    random = np.random.default_rng(1)

    def join() -> object:
        return join_candidates(
            candidates, bodies, targets, invented.loci, odds=lambda *_: 1 / FAMILIES, chance=random.random
        )

    _, _, told = both_clocks(1, join)
    yield Figure(f"joint posterior of {len(candidates):,} candidate pairs", told, "10 s", "2 s")


Rows = tuple[tuple[str, str | None, str | None, str], ...]
GRAVE: Rows = (
    ("GF", None, None, "M"), ("GM", None, None, "F"), ("A", "GF", "GM", "M"), ("B", "GF", "GM", "F"),
    ("C", "GF", "GM", "M"), ("S1", None, None, "F"), ("S2", None, None, "M"), ("S3", None, None, "F"),
    ("a1", "A", "S1", "F"), ("a2", "A", "S1", "M"), ("b1", "S2", "B", "F"), ("b2", "S2", "B", "M"),
    ("c1", "C", "S3", "F"), ("c2", "C", "S3", "M"),
)  # fmt: skip
"""Eight of these fourteen are missing: 52,564 ways of placing eight bodies of known sex."""
IN_THE_GRAVE = ("GM", "A", "B", "C", "S1", "a1", "b1", "b2")
WIDE: Rows = (
    *GRAVE, ("D", "GF", "GM", "F"), ("S4", None, None, "M"), ("d1", "S4", "D", "F"), ("d2", "S4", "D", "M"),
)  # fmt: skip
"""Twelve of these eighteen are missing, and five of them lie here."""
MISSING_OF_WIDE = ("GM", "A", "B", "C", "D", "S1", "a1", "b1", "b2", "c1", "d1", "d2")
MODELS: dict[str, dict[str, object]] = {
    "no mutation": {"model": "none"}, "proportional": {**STEPWISE, "model": "proportional"}, "stepwise": STEPWISE,
}  # fmt: skip


def joint_figures() -> Iterator[Figure]:
    for rows, missing, bodies, floor, aim in (
        (GRAVE, IN_THE_GRAVE, IN_THE_GRAVE, "10 s", "1 s"),
        (WIDE, MISSING_OF_WIDE, ("GM", "A", "B", "a1", "b2"), "5 s", "0.5 s"),
    ):
        for words, mutation in MODELS.items():
            incident = _one_family(rows, missing, bodies, loci_with(mutation, 23))
            _, _, told = both_clocks(3, lambda i=incident: solve(i, JointOptions(threads=THREADS)))
            ways = len(all_ways(incident.families[0], incident.bodies))
            what = f"{len(bodies)} bodies x {len(missing)} missing of one pedigree, {ways:,} ways, {words}"
            yield Figure(what, told, floor, aim)


def _one_family(rows: Rows, missing: tuple[str, ...], bodies: tuple[str, ...], loci: list[Locus]) -> Incident:
    pedigree = Pedigree.of(Person(id=i, father=f, mother=m, sex=Sex(s)) for i, f, m, s in rows)
    invented = Invented(loci, 3)
    drawn = invented.profiles(pedigree, 1)
    typed = {name: drawn[name][0] for name in ("a2", "c1", "c2", "S3", "S2") if name not in missing}
    return Incident(
        loci=loci,
        bodies=[Body(id=f"V{k}", sex=pedigree[m].sex, profile=drawn[m][0]) for k, m in enumerate(bodies)],
        families=[Family(name="F", pedigree=pedigree, typed=typed, missing=missing)],
    )


def theta_figures() -> Iterator[Figure]:
    """What a search with theta could miss: it finds pairs at theta 0 and weighs them with theta."""
    rises, seconds, count = [], 0.0, 0
    for words in MIXED[:4]:
        invented = Invented(loci_with(STEPWISE), 11)
        families, sons = invented.families(words, 20)
        for k, family in enumerate(families):
            for body in (sons[k], sons[k - 1]):
                plain = Question(
                    pedigree=family.pedigree, member="missing", loci=invented.loci, typed=family.typed, body=body
                )
                found = weigh(plain).log10_lr
                started = time.perf_counter()
                strict = weigh(replace(plain, conventions=Conventions(theta=0.03))).log10_lr
                seconds, count = seconds + time.perf_counter() - started, count + 1
                rises += [strict - found] if strict > -2 else []
    yield Figure(
        f"theta 0.03: {count} pairs, of which {len(rises)} come near a threshold",
        f"highest rise {max(rises):.2f} (log10), {seconds / count * 1000:.0f} ms a pair", "-", "-",
    )  # fmt: skip


def print_kinship_figures() -> None:
    """Measures and prints, a line as soon as it is known."""
    print(f"{'kinship':<70}  {'here':<60}  {'floor':<6}  aim")
    for figures in (joint_figures(), theta_figures(), search_figures()):
        for one in figures:
            print(f"{one.what:<70}  {one.ours:<60}  {one.floor:<6}  {one.aim}", flush=True)


if __name__ == "__main__":
    print_kinship_figures()
