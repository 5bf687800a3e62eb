"""`repatria kinship simulate`: an invented incident as files, with the truth beside them, to try a laboratory's ways
on.

Families are of mixed shapes; in some two brothers are missing. Bodies are sons of part of the families, with parts,
half-lost profiles and strangers among them. Everybody is invented; frequencies come from the named table.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.loci import Locus, LocusTable
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.pedigree import Pedigree, Sex
from repatria.core.kinship.relations import family_from
from repatria.core.kinship.simulation import drop_genes
from repatria.doors.jobs.laboratory.faults import FaultList
from repatria.doors.jobs.laboratory.files import write_whole
from repatria.doors.jobs.laboratory.frequency_files import read_frequencies
from repatria.doors.jobs.laboratory.material import USUAL_MUTATION, Progress

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
    seed: int = 417


@dataclass(frozen=True, slots=True)
class Simulated:
    """What was written."""

    bodies: int
    samples: int
    families: int
    relatives: int


Genotypes = dict[str, list[tuple[str, str]]]


def simulate(wish: SimulationWish, progress: Progress) -> Simulated:
    """Writes remains.csv, relatives.csv, families.csv, frequencies.csv and truth.csv into a folder."""
    random = np.random.default_rng(wish.seed)
    table = read_frequencies(wish.frequencies, FaultList())
    loci = [
        Locus(name=table.spelling[key], frequencies=f, mutation=Mutation.of(USUAL_MUTATION)).scaled()
        for key, f in table.by_marker.items()
    ]
    tables = [locus.table() for locus in loci]
    names = [locus.name for locus in loci]
    families: list[list[str]] = []
    relatives: list[list[str]] = []
    dead: list[tuple[str, str, list[tuple[str, str]]]] = []
    with_brothers = round(wish.families * wish.brothers)
    for number in range(wish.families):
        words = SHAPES[number % len(SHAPES)] if number >= with_brothers else ("mother", "father", "sister")
        people = _people(words, number < with_brothers)
        genes = _genes(people, tables, random)
        label = f"F{number + 1:05d}"
        for person in people.persons:
            is_missing = person.id in (MISSING, BROTHER)
            typed = person.id in words
            sample = f"{label}-{person.id}" if typed else ""
            families.append([
                label, person.id, person.father or "", person.mother or "", person.sex.value,
                "yes" if is_missing else "", sample,
            ])  # fmt: skip
            if typed:
                relatives.append([sample, _amelogenin(person.sex), *_cells(genes[person.id])])
            if is_missing:
                dead.append((label, person.id, genes[person.id]))
        progress("families", number + 1, wish.families)
    of_families = round(wish.bodies * (1 - wish.strangers))
    both = [d for d in dead if int(d[0][1:]) <= with_brothers]
    others = [d for d in dead if int(d[0][1:]) > with_brothers]
    random.shuffle(others)
    chosen = [*both, *others][:of_families]
    strangers = wish.bodies - len(chosen)
    people = family_from([], sex=Sex.MALE)
    for _ in range(strangers):
        chosen.append(("", "", _genes(people, tables, random)[MISSING]))
    random.shuffle(chosen)
    remains, truth = _remains(chosen, wish, random)
    header = ["Sample", "Amelogenin", *(f"{name}{side}" for name in names for side in (" 1", " 2"))]
    _write(wish.out / "remains.csv", header, remains)
    _write(wish.out / "relatives.csv", header, relatives)
    _write(wish.out / "families.csv", ["Family", "Person", "Father", "Mother", "Sex", "Missing", "Sample"], families)
    _write(wish.out / "truth.csv", ["Sample", "Family", "Missing", "Body"], truth)
    _write_frequencies(wish.out / "frequencies.csv", loci)
    return Simulated(wish.bodies, len(remains), wish.families, len(relatives))


def _people(words: Sequence[str], has_brother: bool) -> Pedigree:
    relatives = [(word, word) for word in words]
    if has_brother:
        relatives.append(("brother", BROTHER))
    return family_from(relatives, sex=Sex.MALE)


def _genes(people: Pedigree, tables: Sequence[LocusTable], random: np.random.Generator) -> Genotypes:
    found: Genotypes = {name: [] for name in people.ids}
    for table in tables:
        genes = drop_genes(people, table, 1, random.random)[0]
        for place, name in enumerate(people.ids):
            found[name].append((table.alleles[genes[place, 0]], table.alleles[genes[place, 1]]))
    return found


def _remains(
    chosen: Sequence[tuple[str, str, list[tuple[str, str]]]], wish: SimulationWish, random: np.random.Generator
) -> tuple[list[list[str]], list[list[str]]]:
    rows, truth = [], []
    for number, (family, member, genes) in enumerate(chosen):
        body = f"B{number + 1:05d}"
        parts = 2 if random.random() < wish.in_parts else 1
        for part in range(parts):
            sample = body if parts == 1 else f"{body}-part{part + 1}"
            keep: NDArray[np.bool_] = np.ones(len(genes), bool)
            if random.random() < wish.partial:
                keep = random.random(len(genes)) < wish.kept_loci
            shown = [pair if kept else ("", "") for pair, kept in zip(genes, keep, strict=True)]
            rows.append([sample, "X/Y", *_cells(shown)])
            truth.append([sample, family, member, body])
    return rows, truth


def _cells(genes: Sequence[tuple[str, str]]) -> list[str]:
    return [allele for pair in genes for allele in pair]


def _amelogenin(sex: Sex) -> str:
    return {Sex.MALE: "X/Y", Sex.FEMALE: "X/X"}.get(sex, "")


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(header)
    written.writerows(rows)
    write_whole(path, text.getvalue().encode())


def _write_frequencies(path: Path, loci: Sequence[Locus]) -> None:
    alleles = sorted({a for locus in loci for a in locus.frequencies}, key=float)
    rows = [[a, *(f"{locus.frequencies[a]:.10g}" if a in locus.frequencies else "" for locus in loci)] for a in alleles]
    _write(path, ["Allele", *(locus.name for locus in loci)], rows)
