"""Familias' .fam files: frequencies with mutation models, and the DVI part with unidentified persons and families.

The first part is a list of tokens in a fixed order; the DVI part has headings in square brackets and lines `Name=
value`. Of the first part the data base of frequencies is read; persons and relations of a single case in it are said to
be left out. Models: 0 equal, 1 proportional, 2 and 4 stepwise, 3 stepwise in its stabilised variant. How a family
comes out of its lines: `fam_families`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.pedigree import Sex
from repatria.core.vocabulary.errors import InputError
from repatria.doors.files.kinship.fam_families import FamFamily, Member, OpenFamily, family_of
from repatria.doors.files.kinship.faults import FaultList, Outcome, Place
from repatria.doors.files.kinship.files import LaboratoryFileError, read_text
from repatria.doors.files.kinship.frequency_files import FrequencyTable
from repatria.doors.files.kinship.markers import AMELOGENIN, marker_key
from repatria.doors.files.kinship.samples import Cell

_MODELS = {"0": "equal", "1": "proportional", "2": "stepwise", "3": "stepwise", "4": "stepwise"}
_STABILISED = "3"
_SEXES = {"male": Sex.MALE, "female": Sex.FEMALE}


@dataclass(slots=True)
class FamFile:
    """What a file holds."""

    frequencies: FrequencyTable
    bodies: list[Cell] = field(default_factory=list)
    families: list[FamFamily] = field(default_factory=list)


def read_fam(path: Path, faults: FaultList) -> FamFile:
    """Reads a file.  Raises: LaboratoryFileError with the line at which it is not what such a file is."""
    lines = read_text(path).splitlines()
    if not lines or "familias" not in lines[0].lower():
        raise LaboratoryFileError(f"{path.name} is no Familias file", (("line 1", "does not say so"),))
    end = next((i for i, line in enumerate(lines) if re.match(r"\[\w", line)), len(lines))
    made = FamFile(FrequencyTable(path.name))
    _name_case(path, lines[:end], faults)
    start = next((i for i, line in enumerate(lines[:end]) if "#Databases" in line), None)
    if start is not None:
        theta = re.search(r"Fst:\s*([\d.eE+-]+)", lines[start])
        if theta and theta.group(1).strip("0."):
            words = f"theta {theta.group(1)} of the file is not used: --theta states it"
            faults.add(Place(path.name, start + 1), "theta", words, Outcome.NOTED)
        _read_systems(path, lines, start + 1, end, made.frequencies, faults)
    _read_dvi(_Lines(path, lines, end), made, faults)
    return made


def _name_case(path: Path, lines: list[str], faults: FaultList) -> None:
    """Says that persons of a single case, which stand before the data base, are not read."""
    at = next((i for i, line in enumerate(lines) if i > 2 and line.strip().strip('"')), None)
    if at is not None and lines[at].strip().isdigit() and int(lines[at]):
        words = f"{int(lines[at])} persons of a single case and their relations are not read: only the DVI part is"
        faults.add(Place(path.name, at + 1), "persons", words, Outcome.SAMPLE_LEFT_OUT)


def _read_systems(path: Path, lines: list[str], at: int, end: int, table: FrequencyTable, faults: FaultList) -> None:
    def token() -> str:
        nonlocal at
        if at >= end:
            raise LaboratoryFileError(f"{path.name} ends too early", ((f"line {at}", "a locus is not whole"),))
        at += 1
        return lines[at - 1].strip().strip('"')

    try:
        count = int(token())
        token(), token()  # whether a data base is named, and its name
        for _ in range(count):
            name = token()
            rates = [float(token()) for _ in range(2)]
            models = [token() for _ in range(2)]
            token()  # number of alleles, repeated below
            ranges, rates2 = [float(token()) for _ in range(2)], [float(token()) for _ in range(2)]
            has_silent, silent = token(), float(token())
            key, told = marker_key(name), token()
            if size := re.search(r"DatabaseSize\s*=\s*(\d+)", told):
                table.size[key] = (size.group(1), "n")
            for _ in range(int(told.split()[0])):
                allele, frequency = token(), token()
                if allele.lower() != "silent":
                    table.put(Place(path.name, at), name, allele, frequency, faults)
            if "TRUE" in has_silent:
                table.silent[key] = silent
            unknown = [m for m in models if m not in _MODELS]
            if unknown and any(rates):
                raise LaboratoryFileError(
                    f"{path.name}: mutation model {unknown[0]} of {name} is not read",
                    ((f"line {at}", "name a model yourself"),),
                )
            if any(rates):
                sexes = ("female", "male")
                table.mutation[key] = Mutation.of({
                    "model": {s: _MODELS[m] for s, m in zip(sexes, models, strict=True)},
                    "rate": dict(zip(sexes, rates, strict=True)), "range": dict(zip(sexes, ranges, strict=True)),
                    "rate2": dict(zip(sexes, rates2, strict=True)),
                    "stabilised": {s: m == _STABILISED for s, m in zip(sexes, models, strict=True)},
                })  # fmt: skip
    except (ValueError, IndexError):
        raise LaboratoryFileError(f"{path.name} is not read", ((f"line {at}", "a number was expected"),)) from None


@dataclass(slots=True)
class _Lines:
    """The lines of the DVI part as (line number, heading or name, value)."""

    path: Path
    lines: list[str]
    start: int

    def __iter__(self) -> Iterator[tuple[int, str, str]]:
        for number, line in enumerate(self.lines[self.start :], start=self.start + 1):
            heading = re.match(r"(\[+)\s*(.*?)\s*\]+$", line.strip())
            if heading:
                yield number, heading.group(2), ""
            elif "=" in line:
                name, _, value = line.partition("=")
                yield number, name.strip(), value.strip()


def _read_dvi(lines: _Lines, made: FamFile, faults: FaultList) -> None:
    part, marker, family = "", "", None
    member: Member | None = None
    alleles: list[str] = []
    families: list[OpenFamily] = []
    for number, name, value in lines:
        if name in ("Unidentified persons", "Reference Families", "Persons", "Pedigrees", "Notes"):
            part, member = name, None
        elif re.fullmatch(r"Family \d+", name):
            family = OpenFamily(number)
            families.append(family)
            part = "Family"
        elif re.fullmatch(r"Person \d+", name):
            member = Member()
            if family is not None:
                family.members.append(member)
        elif re.fullmatch(r"Pedigree \d+", name) and family is not None:
            family.pedigrees.append([])
            family.pedigree_names.append("")
            part, member = "Pedigree", None
        elif name == "Name":
            if member is not None:
                member.name = value
            elif part == "Family" and family is not None:
                family.name = value
            elif part == "Pedigree" and family is not None:
                family.pedigree_names[-1] = value
        elif name == "Gender" and member is not None:
            member.sex = _SEXES.get(value.lower(), Sex.UNKNOWN)
            if family is None and member.sex is not Sex.UNKNOWN:
                told = ("X", "Y") if member.sex is Sex.MALE else ("X", "X")
                made.bodies.append(Cell(member.name, AMELOGENIN, told, number))
        elif name == "SystemName":
            marker, alleles = value, []
        elif re.fullmatch(r"Allele\d", name) and member is not None:
            alleles.append(value)
            if name == "Allele2":
                cell = Cell(member.name, marker, tuple(alleles), number)
                (made.bodies if family is None else member.cells).append(cell)
        elif name == "Parent" and family is not None and family.pedigrees:
            family.pedigrees[-1].append((value, ""))
        elif name == "Child" and family is not None and family.pedigrees and family.pedigrees[-1]:
            family.pedigrees[-1][-1] = (family.pedigrees[-1][-1][0], value)
    for one in families:
        try:
            made.families.append(family_of(one, lines.path.name, faults))
        except InputError as error:
            words = "; ".join(f"{field}: {fault}" for field, fault in error.faults) or error.message
            faults.add(Place(lines.path.name, one.line, one.name), "pedigree", words, Outcome.FAMILY_LEFT_OUT)
