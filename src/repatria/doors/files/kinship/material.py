"""Everything that a search, a forecast or a report works on, read from its files: profiles, families, loci.

In order: profiles of the staff, of remains, of relatives, of the population's haplotypes; families; frequencies; each
with what was odd in it. A file that cannot be read at all ends the command with a word about it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from repatria.core.kinship.haplotypes import Haplotype, Line
from repatria.core.kinship.incident import Family
from repatria.core.kinship.loci import Chromosome, Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.pedigree import Sex
from repatria.doors.files.kinship.codis import read_cmf
from repatria.doors.files.kinship.descent import OfRelatives, name_odd_lines
from repatria.doors.files.kinship.evidence import Evidence, Key, read_evidence
from repatria.doors.files.kinship.familias import read_fam
from repatria.doors.files.kinship.family_files import OwnSample, read_families
from repatria.doors.files.kinship.faults import FaultList, Outcome, Place
from repatria.doors.files.kinship.files import LaboratoryFileError, read_json
from repatria.doors.files.kinship.frequency_files import LEAST_FREQUENCY, FrequencyTable, read_frequencies
from repatria.doors.files.kinship.parts import USUAL_LOCI, USUAL_LOG10
from repatria.doors.files.kinship.profile_tables import read_cells
from repatria.doors.files.kinship.samples import Cell, Sample, fit_sex, read_samples

Progress = Callable[[str, int, int], None]
USUAL_MUTATION = {
    "model": "stepwise", "rate": {"female": 0.001, "male": 0.002}, "rate2": 1e-5, "range": 0.1,
}  # fmt: skip
"""Used where neither the command nor the frequency file names a model; each report prints what was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWish:
    """What was asked for on the command line."""

    remains: tuple[Path, ...]
    families: Path
    references: tuple[Path, ...]
    frequencies: Path
    out: Path
    staff: tuple[Path, ...] = ()
    haplotypes: tuple[Path, ...] = ()
    evidence: tuple[Path, ...] = ()
    mutation: Mutation | None = None
    theta: float = 0.0
    least_log10_lr: float = 2.0
    most_each: int = 10
    minimum_frequency: float = LEAST_FREQUENCY
    population: str = ""
    prior_odds: float | None = None
    drop_out: float = 0.0
    drop_in: float = 0.0
    joins_parts: bool = True
    parts_log10: float = USUAL_LOG10
    parts_loci: int = USUAL_LOCI
    threads: int = 2

    def odds(self, places: int) -> float:
        """The prior odds of a pairing: those that were stated, else one in the number of places."""
        return 1 / max(places, 1) if self.prior_odds is None else self.prior_odds

    def settings(self) -> dict[str, Any]:
        """What a list of pairs depends on beside its files, as its run record keeps it."""
        return {
            "theta": self.theta,
            "mutation": asdict(self.mutation) if self.mutation else None,
            "minimum_frequency": self.minimum_frequency,
            "population": self.population,
            "drop_out": self.drop_out,
            "drop_in": self.drop_in,
            "joins_parts": self.joins_parts,
            "parts_log10": self.parts_log10,
            "parts_loci": self.parts_loci,
            "prior_odds": self.prior_odds,
        }

    @property
    def files(self) -> tuple[Path, ...]:
        return (
            *self.remains,
            self.families,
            *self.references,
            self.frequencies,
            *self.staff,
            *self.haplotypes,
            *self.evidence,
        )


def mutation_of(
    kind: str | None, *, rate_female: float | None = None, rate_male: float | None = None, rate2: float | None = None,
    range: float | None = None, is_stationary: bool = False,
) -> Mutation | None:  # fmt: skip
    """The model that was named on the command line, at the usual rates where none is stated; nothing where none was."""
    if kind is None:
        return None
    stated = {"female": rate_female, "male": rate_male}
    usual: dict[str, Any] = USUAL_MUTATION
    return Mutation.of({
        "model": kind, "stationary": is_stationary,
        "rate": {sex: usual["rate"][sex] if rate is None else rate for sex, rate in stated.items()},
        "rate2": usual["rate2"] if rate2 is None else rate2, "range": usual["range"] if range is None else range,
    })  # fmt: skip


def cells_of(path: Path, faults: FaultList) -> Iterable[Cell]:
    """Reads profiles in whichever format a file has.

    Raises:   LaboratoryFileError where it is none of them.
    """
    suffix = path.suffix.lower()
    if suffix in (".xml", ".cmf"):
        return read_cmf(path)
    if suffix == ".fam":
        return read_fam(path, faults).bodies
    if suffix != ".json":
        return read_cells(path, faults)
    given = read_json(path)
    given = given.get("input", given) if isinstance(given, Mapping) else given
    try:
        return [
            Cell(str(name), str(marker), tuple(map(str, seen)), 0)
            for name, one in given["victims"].items()
            for marker, seen in one["genotypes"].items()
            if seen
        ]
    except (KeyError, TypeError, AttributeError):
        raise LaboratoryFileError(
            f"{path.name} holds no profiles", (("victims", "are missing, or not by name and marker"),)
        ) from None


def samples_of(paths: Sequence[Path], faults: FaultList, staff: dict[str, Sample] | None = None) -> dict[str, Sample]:
    """Reads samples of several files; a name that two files use is told apart by the file."""
    found: dict[str, Sample] = {}
    for path in paths:
        for name, sample in read_samples(cells_of(path, faults), path.name, faults, staff).items():
            if name in found:
                words = f"{name} stands in {found[name].place.file} too: called {path.name}: {name} from here on"
                faults.add(sample.place, "sample", words, Outcome.READ_AS)
                name = sample.name = f"{path.name}: {name}"
            found[name] = sample
    return found


@dataclass(slots=True)
class Material:
    """Everything read.

    Given:    `shown` holds the alleles seen, by marker; `databases` haplotypes of unrelated persons, by line; `samples`
              the names of samples by family and person.
    """

    bodies: dict[str, Sample]
    families: list[Family]
    relatives: OfRelatives
    loci: list[Locus]
    faults: FaultList
    table: FrequencyTable
    shown: Mapping[str, frozenset[str]]
    mutation: Mutation | None
    databases: dict[Line, list[Haplotype]] = field(default_factory=dict)
    own: list[OwnSample] = field(default_factory=list)
    samples: dict[tuple[str, str], str] = field(default_factory=dict)
    references: dict[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    amelogenin: dict[str, Sex] = field(default_factory=dict)
    evidence: dict[Key, tuple[tuple[Place, Evidence], ...]] = field(default_factory=dict)

    def loci_with_minimum(self, names: Iterable[str], minimum: float) -> list[Locus]:
        """Makes loci anew with another minimum frequency."""
        return [self.table.locus(name, self.shown[name], self.mutation, minimum) for name in names]


def read_material(wish: SearchWish, progress: Progress) -> Material:
    """Reads all files of a wish."""
    # Millions of small objects are made and kept, none of them in a circle: looking for circles among them again and
    # again takes longer than reading.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return _read(wish, progress)
    finally:
        if was_enabled:
            gc.enable()


def _read(wish: SearchWish, progress: Progress) -> Material:
    faults = FaultList()
    staff = samples_of(wish.staff, faults)
    bodies = samples_of(wish.remains, faults, staff)
    for sample in bodies.values():
        fit_sex(sample, sample.sex, sample.place, faults)
    progress("files", 1, 4)
    references = samples_of(wish.references, faults, staff)
    _name_duplicates(references, faults)
    progress("files", 2, 4)
    read = read_families(wish.families, references, faults)
    name_odd_lines(read.families, read.haplotypes, wish.families.name, faults)
    progress("files", 3, 4)
    shown: dict[str, set[str]] = {}
    for sample in bodies.values():
        for marker, alleles in sample.alleles.items():
            shown.setdefault(marker, set()).update(alleles)
    for family in read.families:
        for profile in family.typed.values():
            for marker, seen in profile.items():
                shown.setdefault(marker, set()).update(seen.alleles)
    for one in read.own:
        for marker, alleles in one.sample.alleles.items():
            shown.setdefault(marker, set()).update(alleles)
    table = read_frequencies(wish.frequencies, faults, wish.population)
    mutation = wish.mutation or (None if table.mutation else Mutation.of(USUAL_MUTATION))
    seen_alleles = {marker: frozenset(a - {"-"}) for marker, a in shown.items() if a - {"-"}}
    loci = table.loci(seen_alleles, mutation, wish.minimum_frequency, faults)
    loci = _without_x_where_sexes_lack(loci, read.families, wish.families.name, faults)
    population = samples_of(wish.haplotypes, faults).values()
    databases: dict[Line, list[Haplotype]] = {
        line: [found for one in population if (found := one.haplotype(line))] for line in Line
    }
    evidence: dict[Key, tuple[tuple[Place, Evidence], ...]] = {}
    for path in wish.evidence:
        for key, rows in read_evidence(path, faults).items():
            evidence[key] = (*evidence.get(key, ()), *rows)
    progress("files", 4, 4)
    return Material(
        bodies,
        read.families,
        read.haplotypes,
        loci,
        faults,
        table,
        seen_alleles,
        mutation,
        databases,
        read.own,
        read.samples,
        {name: one.alleles for name, one in references.items()} or _typed_of(read.families),
        {name: one.sex for name, one in (*references.items(), *bodies.items())},
        evidence,
    )


def _typed_of(families: Sequence[Family]) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """The profiles of relatives that stand in the file of families itself."""
    return {
        f"{who} of {family.name}": {marker: seen.alleles for marker, seen in profile.items()}
        for family in families
        for who, profile in family.typed.items()
    }


def _without_x_where_sexes_lack(
    loci: list[Locus], families: Sequence[Family], file: str, faults: FaultList
) -> list[Locus]:
    """Leaves out X loci where one of several missing persons of a family has no recorded sex.

    Given:    bodies that are placed in such a family together would be weighed there with their X loci, which cannot be
              done without the sexes; a family that misses one person has its own X loci left out already.
    """
    lacking = [
        family.name
        for family in families
        if len(family.missing) > 1 and any(family.sex_of(one) is Sex.UNKNOWN for one in family.pedigree.ids)
    ]
    kept = [locus for locus in loci if locus.chromosome is not Chromosome.X]
    if not lacking or len(kept) == len(loci):
        return loci
    words = "several are missing and a sex is not recorded: loci of the X chromosome are left out of the whole search"
    faults.add(Place(file, 0, lacking[0]), "X chromosome", words, Outcome.LOCUS_LEFT_OUT)
    return kept


def _name_duplicates(references: dict[str, Sample], faults: FaultList) -> None:
    """Names reference profiles that equal each other: one person twice, exchanged samples, or identical twins."""
    first: dict[tuple[tuple[str, tuple[str, ...]], ...], str] = {}
    for name, sample in references.items():
        key = tuple(sorted((m, tuple(sorted(a))) for m, a in sample.alleles.items() if a))
        if len(key) >= 8 and key in first:
            faults.add(sample.place, "profile", f"equals the profile of {first[key]}", Outcome.NOTED)
        first.setdefault(key, name)
