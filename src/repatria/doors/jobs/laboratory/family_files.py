"""Families as a laboratory has them: one row a person, or one row a relation, or JSON, or Familias.

A person's row names family, person, father, mother, sex, year of birth, sample, and whether he is missing. A relation's
row names family, relation to the missing person, and sample. A family that cannot stand is left out with its reason; a
relative whose sex contradicts his place is left out of it, and the family goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from repatria.core.kinship.incident import Family
from repatria.core.kinship.pedigree import Pedigree, Person, Sex
from repatria.core.kinship.relations import MISSING, family_from
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.laboratory.cases import read_pedigree
from repatria.doors.jobs.laboratory.familias import read_fam
from repatria.doors.jobs.laboratory.faults import FaultList, Outcome, Place
from repatria.doors.jobs.laboratory.files import LaboratoryFileError, read_json
from repatria.doors.jobs.laboratory.profile_tables import read_table
from repatria.doors.jobs.laboratory.samples import Cell, Sample, read_samples

_LEAST_AGE = 10
"""Years between a parent and a child below which the two years of birth contradict each other."""
_YES = frozenset({"yes", "y", "1", "true", "x", "так", "да", "missing"})
_SEXES = {"m": Sex.MALE, "male": Sex.MALE, "1": Sex.MALE, "f": Sex.FEMALE, "female": Sex.FEMALE, "2": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def read_families(path: Path, samples: Mapping[str, Sample], faults: FaultList) -> list[Family]:
    """Reads the families of a file and gives their members the profiles of their samples.

    Raises:   LaboratoryFileError where the file is none of the formats.
    """
    suffix = path.suffix.lower()
    if suffix == ".json":
        return _from_json(path, faults)
    if suffix == ".fam":
        return _from_fam(path, faults)
    header, rows = read_table(path)
    names = [re.sub(r"[\s_]+", "", cell.lower()) for cell in header]
    if "family" not in names or not {"person", "relation"} & set(names):
        raise LaboratoryFileError(
            f"{path.name} is no list of families", (("header", "columns Family and Person, or Family and Relation"),)
        )
    by_family: dict[str, list[_Row]] = {}
    for number, row in rows:
        cells = dict(zip(names, row, strict=False))
        by_family.setdefault(cells["family"], []).append(_Row(Place(path.name, number, cells["family"]), cells))
    read = _family_of_persons if "person" in names else _family_of_relations
    made = []
    for name, members in by_family.items():
        try:
            made.append(read(name, members, samples, faults))
        except InputError as error:
            _left_out(faults, members[0].place, error)
    return made


def _left_out(faults: FaultList, place: Place, error: InputError) -> None:
    words = "; ".join(f"{field}: {fault}" for field, fault in error.faults) or error.message
    faults.add(place, "pedigree", words, Outcome.FAMILY_LEFT_OUT)


def _family_of_persons(name: str, rows: Sequence[_Row], samples: Mapping[str, Sample], faults: FaultList) -> Family:
    persons = [
        Person(id=row["person"], father=row["father"] or None, mother=row["mother"] or None, sex=_sex(row, faults))
        for row in rows
    ]
    pedigree = Pedigree.of(persons)
    _compare_births(rows, faults)
    missing = tuple(row["person"] for row in rows if row["missing"].lower() in _YES)
    typed = {row["person"]: row for row in rows if row["sample"] and row["person"] not in missing}
    return _joined(name, pedigree, missing, typed, samples, faults)


def _family_of_relations(name: str, rows: Sequence[_Row], samples: Mapping[str, Sample], faults: FaultList) -> Family:
    own = [row for row in rows if row["relation"].lower() in ("self", MISSING)]
    missing = f"{MISSING} of {name}" if not own or not own[0]["person"] else own[0]["person"]
    relatives = [row for row in rows if row not in own]
    bearer = {row["sample"] or f"{row['relation']} in line {row.place.line}": row for row in relatives}
    words = [(re.sub(r"[\s\-]+", "_", row["relation"].lower()), sample) for sample, row in bearer.items()]
    pedigree = family_from(words, sex=_sex(own[0], faults) if own else Sex.UNKNOWN, missing=missing)
    typed = {sample: row for sample, row in bearer.items() if row["sample"]}
    return _joined(name, pedigree, (missing,), typed, samples, faults)


def _sex(row: _Row, faults: FaultList) -> Sex:
    written = row["sex"].lower()
    if written and written not in _SEXES and written not in ("u", "?", "0"):
        faults.add(row.place, "sex", f"{row['sex']} is no sex; taken as unknown", Outcome.READ_AS)
    return _SEXES.get(written, Sex.UNKNOWN)


def _compare_births(rows: Iterable[_Row], faults: FaultList) -> None:
    by_person = {row["person"]: row for row in rows}
    born = {name: int(row["born"][:4]) for name, row in by_person.items() if re.match(r"\d{4}", row["born"])}
    for name, row in by_person.items():
        for role in ("father", "mother"):
            if name in born and row[role] in born and born[name] - born[row[role]] < _LEAST_AGE:
                words = f"{row[role]}, born {born[row[role]]}, cannot be the {role} of {name}, born {born[name]}"
                faults.add(row.place, role, words, Outcome.NOTED)


def _joined(
    name: str, pedigree: Pedigree, missing: tuple[str, ...], typed: Mapping[str, _Row], samples: Mapping[str, Sample],
    faults: FaultList,
) -> Family:  # fmt: skip
    profiles = {}
    for person, row in typed.items():
        sample = samples.get(row["sample"])
        if sample is None:
            faults.add(row.place, "sample", f"there is no profile {row['sample']}", Outcome.NOTED)
        elif Sex.UNKNOWN not in (sample.sex, pedigree[person].sex) and sample.sex is not pedigree[person].sex:
            faults.add(row.place, person, "amelogenin contradicts the sex in the pedigree", Outcome.SAMPLE_LEFT_OUT)
        else:
            profiles[person] = sample.profile()
    if not missing:
        place = next((row.place for row in typed.values()), Place("", 0, name))
        faults.add(place, "missing", "nobody is marked as missing", Outcome.FAMILY_LEFT_OUT)
    return Family(name=name, pedigree=pedigree, typed=profiles, missing=missing)


def _from_json(path: Path, faults: FaultList) -> list[Family]:
    given = read_json(path)
    given = given.get("input", given)
    wanted, made = set(given["missing"]), []
    for one in given["families"]:
        place = Place(path.name, 0, str(one.get("name")))
        try:
            pedigree = read_pedigree(one["pedigree"])
            cells = [
                Cell(person, marker, tuple(map(str, seen)), 0)
                for person, profile in one["references"].items()
                for marker, seen in profile.items()
                if seen
            ]
            typed = {name: s.profile() for name, s in read_samples(cells, path.name, faults).items()}
            missing = tuple(p for p in pedigree.ids if p in wanted and p not in typed)
            made.append(Family(name=str(one["name"]), pedigree=pedigree, typed=typed, missing=missing))
        except InputError as error:
            _left_out(faults, place, error)
    return made


def _from_fam(path: Path, faults: FaultList) -> list[Family]:
    made = []
    for one in read_fam(path).families:
        typed = {name: s.profile() for name, s in read_samples(one.cells, path.name, faults).items()}
        try:
            made.append(Family(name=one.name, pedigree=one.pedigree, typed=typed, missing=one.missing))
        except InputError as error:
            _left_out(faults, Place(path.name, 0, one.name), error)
    return made
