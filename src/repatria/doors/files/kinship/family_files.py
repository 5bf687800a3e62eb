"""Families as a laboratory has them: one row a person, or one row a relation, or JSON, or Familias.

A person's row names family, person, father, mother, sex, year of birth, sample, and whether he is missing. A relation's
row names family, relation to the missing person, and sample. A family that cannot stand is left out with its reason; a
relative whose sex contradicts his place is left out of it, and the family goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.haplotypes import Haplotype, Line
from repatria.core.kinship.incident import Family
from repatria.core.kinship.loci import Chromosome
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.kinship.relations import MISSING, family_from
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.cases import read_pedigree
from repatria.doors.files.kinship.familias import read_fam
from repatria.doors.files.kinship.faults import FaultList, Outcome, Place
from repatria.doors.files.kinship.files import LaboratoryFileError, read_json
from repatria.doors.files.kinship.markers import chromosome_of
from repatria.doors.files.kinship.profile_tables import read_table
from repatria.doors.files.kinship.samples import Cell, Sample, fit_sex, read_samples
from repatria.doors.files.tables import has_text

_LEAST_AGE = 10
"""Years between a parent and a child below which the two years of birth contradict each other."""
_COLUMNS = frozenset({
    "family", "person", "relation", "father", "mother", "sex", "missing", "sample", "born",
})  # fmt: skip
_YES = frozenset({"yes", "y", "1", "true", "x", "так", "да", "missing"})
_NO = frozenset({"", "no", "n", "0", "false", "-", "ні", "нет"})
_SEXES = {"m": Sex.MALE, "male": Sex.MALE, "1": Sex.MALE, "f": Sex.FEMALE, "female": Sex.FEMALE, "2": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class OwnSample:
    """A sample of a missing person himself."""

    family: str
    missing: str
    sample: Sample


@dataclass(slots=True)
class FamilyFile:
    """The families of a file; missing persons' samples; by family and person the sample and what it shows of a line."""

    families: list[Family] = field(default_factory=list)
    own: list[OwnSample] = field(default_factory=list)
    samples: dict[tuple[str, str], str] = field(default_factory=dict)
    haplotypes: dict[tuple[str, str], Mapping[Line, Haplotype]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(slots=True)
class _Reading:
    """What is needed while a file is read."""

    file: str
    samples: Mapping[str, Sample]
    faults: FaultList
    made: FamilyFile = field(default_factory=FamilyFile)
    names: set[str] = field(default_factory=set)


def read_families(path: Path, samples: Mapping[str, Sample], faults: FaultList) -> FamilyFile:
    """Reads the families of a file and gives their members the profiles of their samples.

    Raises:   LaboratoryFileError where the file is none of the formats.
    """
    reading = _Reading(path.name, samples, faults)
    suffix = path.suffix.lower()
    if suffix == ".json":
        _from_json(path, reading)
    elif suffix == ".fam":
        _from_fam(path, reading)
    else:
        _from_rows(path, reading)
    return reading.made


def _from_rows(path: Path, reading: _Reading) -> None:
    header, _, rows = read_table(path, reading.faults, _COLUMNS.__contains__)
    names = [re.sub(r"[\W_]+", "", cell.lower()) for cell in header]
    if "family" not in names or not {"person", "relation"} & set(names):
        raise LaboratoryFileError(
            f"{path.name} is no list of families",
            (("header", "columns Family and Person, or Family and Relation"), ("columns", has_text(header))),
        )
    key = "person" if "person" in names else "relation"
    by_family: dict[str, list[_Row]] = {}
    for number, row in rows:
        cells = dict(zip(names, row, strict=True))
        place = Place(path.name, number, cells["family"])
        lacking = next((name for name in ("family", key) if not cells[name]), "")
        if lacking:
            reading.faults.add(place, lacking, "the row names none; it was not read", Outcome.SAMPLE_LEFT_OUT)
            continue
        by_family.setdefault(cells["family"], []).append(_Row(place, cells))
    read = _family_of_persons if key == "person" else _family_of_relations
    for name, members in by_family.items():
        try:
            read(name, members, reading)
        except InputError as error:
            _left_out(reading.faults, members, error)


def _left_out(faults: FaultList, rows: Sequence[_Row], error: InputError) -> None:
    """Names each fault at the row of the person whom it is about, the last one where somebody stands twice."""
    at = {row[name]: row.place for row in rows for name in ("sample", "person") if row[name]}
    for who, fault in error.faults or (("pedigree", error.message),):
        faults.add(at.get(who, rows[0].place), "pedigree", f"{who}: {fault}", Outcome.FAMILY_LEFT_OUT)


def _family_of_persons(name: str, rows: Sequence[_Row], reading: _Reading) -> None:
    persons = [
        Person(
            id=row["person"], father=row["father"] or None, mother=row["mother"] or None, sex=_sex(row, reading.faults)
        )
        for row in rows
    ]
    twice = [one for one, count in Counter(person.id for person in persons).items() if count > 1]
    if twice:
        raise KinshipQuestionError("a person twice", tuple((one, "stands twice in this family") for one in twice))
    pedigree = Pedigree.of(persons)
    _compare_births(rows, reading.faults)
    missing = tuple(row["person"] for row in rows if _is_missing(row, reading.faults))
    _join(name, pedigree, missing, [(row["person"], row) for row in rows if row["sample"]], rows[0].place, reading)


def _is_missing(row: _Row, faults: FaultList) -> bool:
    written = row["missing"].lower()
    if written not in _YES | _NO:
        faults.add(row.place, "missing", f"{row['missing']} is neither yes nor no; taken as no", Outcome.READ_AS)
    return written in _YES


def nameless_of(family: str) -> str:
    """Returns the name that a file of relations gives to a missing person of whom it states none."""
    return f"{MISSING} of {family}"


def _family_of_relations(name: str, rows: Sequence[_Row], reading: _Reading) -> None:
    own = [row for row in rows if row["relation"].lower() in ("self", MISSING)]
    if len(own) > 1:
        raise KinshipQuestionError(
            "two missing persons",
            ((own[1]["relation"], "several missing persons need a row a person"),),
        )
    missing = nameless_of(name) if not own or not own[0]["person"] else own[0]["person"]
    relatives = [row for row in rows if row not in own]
    bearers = [(row["sample"] or f"{row['relation']} in line {row.place.line}", row) for row in relatives]
    words = [(re.sub(r"[\W_]+", "_", row["relation"].lower()), bearer) for bearer, row in bearers]
    pedigree = family_from(words, sex=_sex(own[0], reading.faults) if own else Sex.UNKNOWN, missing=missing)
    typed = [(bearer, row) for bearer, row in bearers if row["sample"]]
    typed += [(missing, row) for row in own if row["sample"]]
    _join(name, pedigree, (missing,), typed, rows[0].place, reading)


def _sex(row: _Row, faults: FaultList) -> Sex:
    written = row["sex"].lower()
    if written and written not in _SEXES and written not in ("u", "?", "0"):
        faults.add(row.place, "sex", f"{row['sex']} is no sex; taken as unknown", Outcome.READ_AS)
    return _SEXES.get(written, Sex.UNKNOWN)


def _compare_births(rows: Iterable[_Row], faults: FaultList) -> None:
    by_person = {row["person"]: row for row in rows}
    born: dict[str, int] = {}
    for name, row in by_person.items():
        if re.match(r"[0-9]{4}(?![0-9])", row["born"]):
            born[name] = int(row["born"][:4])
        elif row["born"]:
            faults.add(row.place, "born", f"{row['born']} does not begin with a year; not compared", Outcome.NOTED)
    for name, row in by_person.items():
        for role in ("father", "mother"):
            if name in born and row[role] in born and born[name] - born[row[role]] < _LEAST_AGE:
                words = f"{row[role]}, born {born[row[role]]}, cannot be the {role} of {name}, born {born[name]}"
                faults.add(row.place, role, words, Outcome.NOTED)


def _join(
    name: str, pedigree: Pedigree, missing: tuple[str, ...], bearers: Sequence[tuple[str, _Row]], place: Place,
    reading: _Reading,
) -> None:  # fmt: skip
    """Gives the typed members of a family their samples."""
    typed: dict[str, Sample] = {}
    for person, row in bearers:
        sample, sex, faults = reading.samples.get(row["sample"]), pedigree[person].sex, reading.faults
        if sample is None:
            faults.add(row.place, "sample", f"there is no profile {row['sample']}", Outcome.NOTED)
        elif any(sample is other for other in typed.values()):
            raise KinshipQuestionError("a sample twice", ((row["sample"], "stands for two persons of one family"),))
        elif Sex.UNKNOWN not in (sample.sex, sex) and sample.sex is not sex:
            faults.add(
                row.place, "sex", f"amelogenin contradicts the sex of {person} in the pedigree",
                Outcome.SAMPLE_LEFT_OUT,
            )  # fmt: skip
        elif person in missing:
            fit_sex(sample, sex, row.place, faults)
            reading.made.own.append(OwnSample(name, person, sample))
        else:
            typed[person] = sample
            fit_sex(sample, sex, row.place, faults)
    if not missing:
        reading.faults.add(place, "missing", "nobody is marked as missing", Outcome.FAMILY_LEFT_OUT)
        return
    _keep(name, pedigree, missing, typed, place, reading)


def _keep(
    name: str, pedigree: Pedigree, missing: tuple[str, ...], typed: Mapping[str, Sample], place: Place,
    reading: _Reading, unsexed: frozenset[str] = frozenset(),
) -> None:  # fmt: skip
    if name in reading.names:
        raise KinshipQuestionError("a family twice", ((name, "is the name of two families"),))
    profiles = {person: sample.profile() for person, sample in typed.items()}
    family = Family(name=name, pedigree=pedigree, typed=profiles, missing=missing, unsexed=unsexed)
    unknown = [one for one in pedigree.ids if family.sex_of(one) is Sex.UNKNOWN]
    if unknown and any(chromosome_of(marker) is Chromosome.X for seen in profiles.values() for marker in seen):
        words = f"the sex of {', '.join(unknown)} is not known, and loci of the X chromosome need it"
        reading.faults.add(place, "X chromosome", words, Outcome.LOCUS_LEFT_OUT)
        profiles = {
            person: {marker: one for marker, one in seen.items() if chromosome_of(marker) is not Chromosome.X}
            for person, seen in profiles.items()
        }
        family = replace(family, typed=profiles)
    reading.made.families.append(family)
    reading.names.add(name)
    for person, sample in typed.items():
        reading.made.samples[name, person] = sample.name
        shown = {line: seen for line in Line if (seen := sample.haplotype(line))}
        if shown:
            reading.made.haplotypes[name, person] = shown


def _from_json(path: Path, reading: _Reading) -> None:
    given = read_json(path)
    given = given.get("input", given) if isinstance(given, Mapping) else given
    try:
        wanted, families = set(map(str, given["missing"])), list(given["families"])
    except (KeyError, TypeError):
        raise LaboratoryFileError(
            f"{path.name} holds no families", (("file", "families and missing are needed"),)
        ) from None
    for number, one in enumerate(families, start=1):
        place = Place(path.name, 0, f"family {number}")
        try:
            place = Place(path.name, 0, str(one["name"]))
            cells = [
                Cell(person, marker, tuple(map(str, seen)), 0)
                for person, profile in one["references"].items()
                for marker, seen in profile.items()
                if seen
            ]
            pedigree = read_pedigree(one["pedigree"])
            _from_cells(place, pedigree, cells, [name for name in pedigree.ids if name in wanted], reading)
        except InputError as error:
            _left_out(reading.faults, [_Row(place, {})], error)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reading.faults.add(place, "family", f"is incomplete or malformed: {error}", Outcome.FAMILY_LEFT_OUT)


def _from_cells(
    place: Place, pedigree: Pedigree, cells: Iterable[Cell], wanted: Iterable[str], reading: _Reading,
    unsexed: frozenset[str] = frozenset(),
) -> None:  # fmt: skip
    typed = read_samples(cells, place.file, reading.faults)
    strangers = [name for name in typed if name not in pedigree]
    for name in strangers:
        reading.faults.add(place, name, "has a profile, but is not in the pedigree", Outcome.SAMPLE_LEFT_OUT)
        del typed[name]
    for name, sample in typed.items():
        fit_sex(sample, Sex.UNKNOWN if name in unsexed else pedigree[name].sex, place, reading.faults)
    missing = tuple(name for name in wanted if name not in typed)
    if not missing:
        reading.faults.add(place, "missing", "nobody is marked as missing", Outcome.FAMILY_LEFT_OUT)
        return
    _keep(place.sample, pedigree, missing, typed, place, reading, unsexed)


def _from_fam(path: Path, reading: _Reading) -> None:
    families = read_fam(path, reading.faults).families
    if not families:
        raise LaboratoryFileError(
            f"{path.name} holds no families", (("file", "no family of a DVI part was read; a single case is not"),)
        )
    for one in families:
        place = Place(path.name, 0, one.name)
        try:
            _from_cells(place, one.pedigree, one.cells, one.missing, reading, one.unsexed)
        except InputError as error:
            _left_out(reading.faults, [_Row(place, {})], error)
