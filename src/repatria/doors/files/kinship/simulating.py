"""`repatria kinship simulate`: an invented incident as files, with the truth beside them, to try a laboratory's ways
on.

Families are of mixed shapes; in some two brothers are missing. Bodies are sons of part of the families, with parts,
half-lost profiles and strangers among them. Everybody is invented; frequencies come from the named table, X loci among
them. On request everybody has a Y and a mitochondrial haplotype too, of an invented population.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.haplotypes import Line, founder_of_line
from repatria.core.kinship.loci import Chromosome, Locus, LocusTable
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.pedigree import Pedigree, Sex
from repatria.core.kinship.relations import family_from
from repatria.core.kinship.simulation import drop_genes
from repatria.core.vocabulary.disarming import disarmed
from repatria.doors.files.kinship.faults import FaultList
from repatria.doors.files.kinship.files import write_whole
from repatria.doors.files.kinship.frequency_files import read_frequencies
from repatria.doors.files.kinship.markers import chromosome_of
from repatria.doors.files.kinship.material import USUAL_MUTATION, Progress

MISSING, BROTHER = "missing", "missing brother"
SHAPES: tuple[tuple[str, ...], ...] = (
    ("mother",), ("father", "mother"), ("mother", "brother"), ("mother", "sister", "brother"), ("brother", "sister"),
    ("son", "spouse"), ("daughter", "son", "spouse"), ("mother", "son"), ("father", "sister"),
    ("mother", "maternal_aunt"),
)  # fmt: skip
"""Which relatives gave a sample; taken in turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationWish:
    """What to invent.

    Units:    shares of 1.
    """

    frequencies: Path
    out: Path
    bodies: int = 200
    families: int = 500
    strangers: float = 0.2
    partial: float = 0.3
    kept_loci: float = 0.5
    in_parts: float = 0.1
    brothers: float = 0.05
    lines: bool = False
    seed: int = 417
    population: str = ""


_Dead = tuple[str, str, list[tuple[str, str]], list[str]]
"""Family, member, genotypes, haplotypes."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What was written."""

    bodies: int
    samples: int
    families: int
    relatives: int
    faults: int


Genotype = list[tuple[str, str]]
_AT_ONCE = 512
"""Families of one shape that are drawn together."""
_Y_MARKERS = ("DYS19", "DYS389I", "DYS390", "DYS391", "DYS392", "DYS393", "DYS437", "DYS438", "DYS439", "DYS448",
              "DYS456", "DYS458", "DYS635", "Y-GATA-H4")  # fmt: skip
_MT_REGIONS = ("HV1", "HV2")
LINE_MARKERS = (*_Y_MARKERS, *_MT_REGIONS)
_LINES_OF_POPULATION = 2000
"""Different haplotypes of each kind; few are common and most are rare, as in people."""
_COUNTED = 1000
"""Unrelated persons in the invented data base of haplotypes."""


@dataclass(frozen=True, slots=True)
class _Population:
    """Haplotypes of an invented people, by line, and how often each occurs."""

    random: np.random.Generator
    haplotypes: dict[Line, list[list[str]]]
    shares: NDArray[np.float64]

    @classmethod
    def of(cls, random: np.random.Generator) -> _Population:
        count = _LINES_OF_POPULATION
        shares = 1 / np.arange(1, count + 1)
        paternal = random.integers(10, 20, (count, len(_Y_MARKERS))).astype(str).tolist()
        places = random.integers(16024, 16366, (count, 4)), random.integers(73, 340, (count, 3))
        maternal = [
            [" ".join(f"{place}{base}" for place, base in zip(sorted(set(row.tolist())), "TCGA", strict=False))
             for row in both]
            for both in zip(*places, strict=True)
        ]  # fmt: skip
        return cls(random, {Line.PATERNAL: paternal, Line.MATERNAL: maternal}, shares / shares.sum())

    def _draw(self, line: Line) -> list[str]:
        return self.haplotypes[line][self.random.choice(len(self.shares), p=self.shares)]

    def anybody(self) -> list[str]:
        return self._draw(Line.PATERNAL) + self._draw(Line.MATERNAL)

    def drop(self, people: Pedigree) -> dict[str, list[str]]:
        """What everybody shows: founders draw, the others have it from the founder of their line."""
        drawn = {(p.id, line): self._draw(line) for p in people.founders() for line in Line}
        nothing = [""] * len(_Y_MARKERS)
        found = {}
        for name in people.ids:
            first = founder_of_line(people, name, Line.PATERNAL)
            maternal = founder_of_line(people, name, Line.MATERNAL) or name
            found[name] = (drawn[first, Line.PATERNAL] if first else nothing) + drawn[maternal, Line.MATERNAL]
        return found


def simulate(wish: SimulationWish, progress: Progress) -> Simulated:
    """Writes remains, relatives, families, frequencies, truth, and haplotypes where asked, as CSV into a folder."""
    random = np.random.default_rng(wish.seed)
    population = _Population.of(np.random.default_rng((wish.seed, 1))) if wish.lines else None
    faults = FaultList()
    table = read_frequencies(wish.frequencies, faults, wish.population)
    if len(faults):
        faults.write(wish.out / "faults.csv")
    loci = [
        Locus(
            name=table.spelling[key], frequencies=f, mutation=Mutation.of(USUAL_MUTATION), chromosome=chromosome_of(key)
        ).scaled()
        for key, f in table.by_marker.items()
    ]
    tables = [locus.table() for locus in loci]
    names = [locus.name for locus in loci]
    families: list[list[str]] = []
    relatives: list[list[str]] = []
    dead: list[list[_Dead]] = []
    drawn = _Drawn(tables, random, wish.families)
    with_brothers = round(wish.families * wish.brothers)
    for number in range(wish.families):
        has_brother = number < with_brothers
        words = ("mother", "father", "sister") if has_brother else SHAPES[number % len(SHAPES)]
        people, genes = drawn.next_of(words, has_brother)
        haplotypes = population.drop(people) if population else {}
        label = f"F{number + 1:05d}"
        dead.append([])
        for person in people.persons:
            is_missing = person.id in (MISSING, BROTHER)
            typed = person.id in words
            sample = f"{label}-{person.id}" if typed else ""
            families.append([
                label, person.id, person.father or "", person.mother or "", person.sex.value,
                "yes" if is_missing else "", sample,
            ])  # fmt: skip
            if typed:
                told = haplotypes.get(person.id, [])
                relatives.append([sample, _amelogenin(person.sex), *_cells(genes(person.id)), *told])
            if is_missing:
                dead[-1].append((label, person.id, genes(person.id), haplotypes.get(person.id, [])))
        progress("families", number + 1, wish.families)
    of_families = round(wish.bodies * (1 - wish.strangers))
    # families are drawn, and of a family that is drawn everybody who is missing lies among the bodies
    random.shuffle(dead)
    chosen = [one for of_one in dead for one in of_one][:of_families]
    people = family_from([], sex=Sex.MALE)
    strangers = _Drawn(tables, random, wish.bodies)
    for _ in range(wish.bodies - len(chosen)):
        lines = population.drop(people)[MISSING] if population else []
        chosen.append(("", "", strangers.next_of((), False)[1](MISSING), lines))
    random.shuffle(chosen)
    remains, truth = _remains(chosen, wish, random)
    header = ["Sample", "Amelogenin", *(f"{name}{side}" for name in names for side in (" 1", " 2"))]
    header += LINE_MARKERS if population else ()
    _write(wish.out / "remains.csv", header, remains)
    _write(wish.out / "relatives.csv", header, relatives)
    _write(wish.out / "families.csv", ["Family", "Person", "Father", "Mother", "Sex", "Missing", "Sample"], families)
    _write(wish.out / "truth.csv", ["Sample", "Family", "Missing", "Body"], truth)
    if population:
        counted = [[f"P{i + 1:04d}", *population.anybody()] for i in range(_COUNTED)]
        _write(wish.out / "haplotypes.csv", ["Sample", *LINE_MARKERS], counted)
    _write_frequencies(wish.out / "frequencies.csv", loci)
    return Simulated(wish.bodies, len(remains), wish.families, len(relatives), len(faults))


def _people(words: Sequence[str], has_brother: bool) -> Pedigree:
    relatives = [(word, word) for word in words]
    if has_brother:
        relatives.append(("brother", BROTHER))
    return family_from(relatives, sex=Sex.MALE)


class _Drawn:
    """Genotypes of families, drawn for many of one shape at once."""

    def __init__(self, tables: Sequence[LocusTable], random: np.random.Generator, families: int) -> None:
        self._tables, self._random = tables, random
        self._at_once = max(1, min(families // len(SHAPES) + 1, _AT_ONCE))
        self._held: dict[tuple[tuple[str, ...], bool], _Batch] = {}

    def next_of(self, words: tuple[str, ...], has_brother: bool) -> tuple[Pedigree, Callable[[str], Genotype]]:
        """Returns a family of a shape, and of each of its persons the genotypes, locus by locus."""
        held = self._held.get((words, has_brother))
        if held is None or held.used == self._at_once:
            people = held.people if held else _people(words, has_brother)
            genes = [drop_genes(people, table, self._at_once, self._random.random) for table in self._tables]
            held = self._held[words, has_brother] = _Batch(people, genes)
        number, batch = held.used, held
        held.used += 1

        def genotype(person: str) -> Genotype:
            place, is_man = batch.people.ids.index(person), batch.people[person].sex is Sex.MALE
            found = []
            for table, genes in zip(self._tables, batch.genes, strict=True):
                first, second = (table.alleles[gene] for gene in genes[number, place].tolist())
                found.append((first, "" if is_man and table.chromosome is Chromosome.X else second))
            return found

        return batch.people, genotype


@dataclass(slots=True)
class _Batch:
    people: Pedigree
    genes: list[NDArray[np.int64]]
    used: int = 0


def _remains(
    chosen: Sequence[_Dead], wish: SimulationWish, random: np.random.Generator
) -> tuple[list[list[str]], list[list[str]]]:
    rows, truth = [], []
    for number, (family, member, genes, lines) in enumerate(chosen):
        body = f"B{number + 1:05d}"
        parts = 2 if random.random() < wish.in_parts else 1
        for part in range(parts):
            sample = body if parts == 1 else f"{body}-part{part + 1}"
            keep: NDArray[np.bool_] = np.ones(len(genes) + len(lines), bool)
            if random.random() < wish.partial:
                keep = random.random(len(keep)) < wish.kept_loci
            shown = [pair if kept else ("", "") for pair, kept in zip(genes, keep[: len(genes)], strict=True)]
            told = [value if kept else "" for value, kept in zip(lines, keep[len(genes) :], strict=True)]
            rows.append([sample, "X/Y", *_cells(shown), *told])
            truth.append([sample, family, member, body])
    return rows, truth


def _cells(genes: Sequence[tuple[str, str]]) -> list[str]:
    return [allele for pair in genes for allele in pair]


def _amelogenin(sex: Sex) -> str:
    return {Sex.MALE: "X/Y", Sex.FEMALE: "X/X"}.get(sex, "")


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(map(disarmed, header))
    written.writerows(rows)
    write_whole(path, text.getvalue().encode())


def _write_frequencies(path: Path, loci: Sequence[Locus]) -> None:
    alleles = sorted({a for locus in loci for a in locus.frequencies}, key=float)
    rows = [[a, *(f"{locus.frequencies[a]:.10g}" if a in locus.frequencies else "" for locus in loci)] for a in alleles]
    _write(path, ["Allele", *(locus.name for locus in loci)], rows)
